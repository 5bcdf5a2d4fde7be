//! Long tests of the random bits: `make randomness`.
//!
//! - `randomness stream NAME SEED` writes a stream to standard output until nobody reads it any more.
//! - `randomness dieharder OUT [NUMBER...]` runs dieharder's tests, or those of these numbers, on every stream and writes a table to
//!   OUT/dieharder.csv.
//! - `randomness linear` runs the tests that a generator linear over GF(2) must fail, and looks for its relation of five bits in
//!   the spikes of a network that has learned.
//! - `randomness ones` looks for relations of few bits in the number of ones in blocks of words, where dieharder's dab_monobit2 sees them.

mod dieharder;
mod linear;
mod ones;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail};
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;
use yuragi_model::model::Model;
use yuragi_model::random::{Streams, seed_bytes};
use yuragi_testbench::draws::learn_digits;
use yuragi_testbench::exit_code;

/// The streams, by name. `consumed`: the draws of all three generators in the order in which `digits` consumes them while learning.
const STREAMS: [&str; 6] = [
    "consumed", "encoder", "neuron", "lanes128", "lanes256", "lanes512",
];

/// A stream that is not linear, for comparison.
const CONTROL: &str = "splitmix64";

/// Bytes of a portion.
const PORTION: usize = 1 << 16;

/// Hands over a stream in portions until told to stop.
fn portions(name: &str, seed: u64, mut each: impl FnMut(&[u8]) -> bool) -> anyhow::Result<()> {
    let lanes = match name {
        "lanes256" => 32,
        "lanes512" => 64,
        _ => 16,
    };
    let mut streams = Streams::new(lanes, &seed_bytes(seed));
    let mut chance = SplitMix64::new(seed);
    let mut portion = Vec::with_capacity(2 * PORTION);
    let mut put = |more: &[u8]| {
        portion.extend_from_slice(more);
        if portion.len() < PORTION {
            return true;
        }
        let go_on = each(&portion);
        portion.clear();
        go_on
    };
    match name {
        "consumed" => {
            let design = Design::preset("digits").context("a preset")?;
            let mut model = Model::new(&design)?;
            let mut consumed = Vec::new();
            learn_digits(&mut model, &design, seed, |draws| {
                consumed.clear();
                for draw in draws.encoder.iter().chain(&draws.neuron) {
                    consumed.extend(draw.to_le_bytes());
                }
                for (_, draw) in &draws.lanes {
                    consumed.extend(&draw[..16]);
                }
                put(&consumed)
            });
        }
        "encoder" => while put(&streams.encoder.draw().to_le_bytes()) {},
        "neuron" => while put(&streams.neuron.draw().to_le_bytes()) {},
        "lanes128" | "lanes256" | "lanes512" => while put(&streams.lanes.draw()[..lanes]) {},
        CONTROL => while put(&chance.word().to_le_bytes()) {},
        _ => bail!("no stream {name}: expected one of {STREAMS:?} or {CONTROL}"),
    }
    Ok(())
}

fn stream(name: &str, seed: u64) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    // a reader that has read enough goes away
    portions(name, seed, |bytes| out.write_all(bytes).is_ok())
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    exit_code(match words[..] {
        ["stream", name, seed] => seed
            .parse()
            .context("a seed is a whole number")
            .and_then(|seed| stream(name, seed).map(|()| true)),
        ["dieharder", out, ref numbers @ ..] => numbers
            .iter()
            .map(|number| number.parse().context("a test's number"))
            .collect::<anyhow::Result<Vec<u32>>>()
            .and_then(|numbers| dieharder::table(Path::new(out), &numbers)),
        ["linear"] => linear::seen_by_digits().map(|()| linear::linearity()),
        ["ones"] => ones::table(),
        _ => Err(anyhow::anyhow!(
            "expected: stream NAME SEED, dieharder OUT [NUMBER...], linear, or ones"
        )),
    })
}
