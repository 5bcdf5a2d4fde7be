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
mod streams;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use yuragi_testbench::campaigns::exit_code;

use streams::portions;

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
