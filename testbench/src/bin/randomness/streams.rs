//! The streams that are tested.

use anyhow::{Context, bail};
use yuragi_model::Model;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;
use yuragi_model::random::{Streams, seed_bytes};
use yuragi_testbench::statistics::draws::learn_digits;

/// The streams, by name. `consumed`: the draws of all three generators in the order in which `digits` consumes them while learning.
pub const STREAMS: [&str; 6] = [
    "consumed", "encoder", "neuron", "lanes128", "lanes256", "lanes512",
];

/// A stream that is not linear, for comparison.
pub const CONTROL: &str = "splitmix64";

/// Bytes of a portion.
pub const PORTION: usize = 1 << 16;

/// Hands over a stream in portions until told to stop.
pub fn portions(name: &str, seed: u64, mut each: impl FnMut(&[u8]) -> bool) -> anyhow::Result<()> {
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
