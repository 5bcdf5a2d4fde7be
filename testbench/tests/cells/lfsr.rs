//! The 89-bit generators of encoder and neuron, against `yuragi_model::random`.

use yuragi_hardware as hardware;
use yuragi_hdl::neuron::lfsr::Lfsr;
use yuragi_model::chance::SplitMix64;
use yuragi_model::random::{ENCODER, NEURON, Recurrence, RecurrenceSpec, Streams, seed_bytes};

use crate::bench::{Bench, Cell, Verdict, coin, design};

/// One cycle of a generator: back to its start, or a step, with a byte of a seed or 0.
pub fn advance(stream: &mut Recurrence, reset: bool, step: bool, absorb: u8) {
    if reset {
        stream.set_state(stream.spec().start);
    } else if step {
        stream.step();
        stream.set_state(stream.state() ^ u128::from(absorb) << RecurrenceSpec::DRAW_LOW);
    }
}

/// The word of the next draw.
pub fn word(stream: &Recurrence) -> u16 {
    (stream.state() >> RecurrenceSpec::DRAW_LOW) as u16
}

/// A flip-flop starts at 0, so the register keeps state ^ start.
pub fn register(stream: &Recurrence) -> [u64; 2] {
    let kept = stream.state() ^ stream.spec().start;
    [kept as u64, (kept >> 64) as u64]
}

fn compare(cell: &mut Cell, spec: &RecurrenceSpec, chance: &mut SplitMix64) -> Verdict {
    let mut stream = Recurrence::new(*spec);
    let mut cycle = |cell: &mut Cell, reset: bool, step: bool, absorb: u8| {
        cell.set("i_reset", reset);
        cell.set("i_step", step);
        cell.set("i_absorb", absorb);
        cell.settle();
        cell.expect("o_word", word(&stream))?;
        cell.expect_register("state", &register(&stream))?;
        cell.step();
        advance(&mut stream, reset, step, absorb);
        Ok::<u128, String>(stream.state())
    };
    for _ in 0..5_000 {
        let absorb = if coin(chance) { chance.word() as u8 } else { 0 };
        cycle(cell, chance.one_in(100), coin(chance), absorb)?;
    }
    // from a seed to the state in which an engine begins
    let seed = chance.word();
    cycle(cell, true, false, 0)?;
    for byte in seed_bytes(seed) {
        cycle(cell, false, true, byte)?;
    }
    let mut state = 0;
    for _ in 0..yuragi_model::random::RESET_STEPS {
        state = cycle(cell, false, true, 0)?;
    }
    let streams = Streams::new(1, &seed_bytes(seed));
    let of_engine = if *spec == ENCODER {
        streams.encoder
    } else {
        streams.neuron
    };
    assert_eq!(state, of_engine.state(), "this reference, seed {seed}");
    Ok(())
}

#[test]
fn lfsr() {
    let p = hardware::parameters(&design([2, 2, 1], [3, 1], [2, 1]));
    let mut bench = Bench::new("lfsr", &["state"]);
    bench.cell(NEURON, Lfsr::new(&p.neuron));
    bench.cell(ENCODER, Lfsr::new(&p.encoder));
    // a tap
    bench.fault("lfsr", "current[35:20]", "current[36:21]");
    // a hold
    bench.wrong("i_step", "1'b1");
    bench.check(compare);
}
