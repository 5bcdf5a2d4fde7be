//! The encoder of the stimulus, against `yuragi_model::random` and step 1 of the specification.

use yuragi_hardware as hardware;
use yuragi_hdl::neuron::cell::Encoder;
use yuragi_model::chance::SplitMix64;
use yuragi_model::random::{ENCODER, Recurrence};

use crate::bench::{Bench, Cell, Verdict, coin, design};
use crate::lfsr::{advance, register, word};

/// An intensity: 0, 255, just at the draw, or any.
fn intensity(draw: u8, chance: &mut SplitMix64) -> u8 {
    match chance.below(6) {
        0 => 0,
        1 => 255,
        2 => draw,
        3 => draw.saturating_add(1),
        _ => chance.word() as u8,
    }
}

fn compare(cell: &mut Cell, (): &(), chance: &mut SplitMix64) -> Verdict {
    let mut stream = Recurrence::new(ENCODER);
    let mut before = 0;
    for _ in 0..10_000 {
        let (reset, draw) = (chance.one_in(100), coin(chance));
        let absorb = if coin(chance) { chance.word() as u8 } else { 0 };
        let drawn = word(&stream).to_le_bytes();
        let pair = drawn.map(|byte| intensity(byte, chance));
        cell.set("i_reset", reset);
        cell.set("i_draw", draw);
        cell.set("i_absorb", absorb);
        cell.set("i_intensities", u16::from_le_bytes(pair));
        cell.settle();
        let spike = |unit: usize| pair[unit] == 255 || drawn[unit] < pair[unit];
        // of the intensities of the cycle before
        cell.expect("o_spikes", before)?;
        cell.expect_register("lfsr.state", &register(&stream))?;
        cell.step();
        before = i64::from(spike(0)) | i64::from(spike(1)) << 1;
        advance(&mut stream, reset, draw, absorb);
    }
    Ok(())
}

#[test]
fn encoder() {
    let p = hardware::parameters(&design([4, 3, 2], [5, 5], [3, 1]));
    let mut bench = Bench::new("encoder", &["lfsr.state"]);
    bench.cell((), Encoder::new(&p));
    // the highest intensity is no longer certain; the spikes change places
    bench.fault("encoder", " | (&low)", "");
    bench.fault(
        "encoder",
        "lfsr_word[15:8] < high",
        "lfsr_word[15:8] <= high",
    );
    bench.wrong("i_intensities", "{$[7:0], $[15:8]}");
    bench.check(compare);
}
