//! The wide generator of the lanes, against `yuragi_model::random`.

use yuragi_hardware as hardware;
use yuragi_hdl::synapse::lane_lfsr::LaneLfsr;
use yuragi_model::chance::SplitMix64;
use yuragi_model::random::{LaneSpec, LaneWord, RESET_STEPS, Streams, seed_bytes};

use crate::bench::{Bench, Cell, Verdict, coin, design};

/// The generator of so many lanes, in its start state.
pub fn start(lanes: usize) -> LaneWord {
    LaneWord::new(*LaneSpec::for_lanes(lanes))
}

/// One cycle: back to the start, or a step, with a byte of a seed or 0.
pub fn advance(stream: &mut LaneWord, reset: bool, step: bool, absorb: u8) {
    if reset {
        *stream = LaneWord::new(*stream.spec());
    } else if step {
        stream.step();
        let mut state = stream.state().to_vec();
        state[0] ^= u64::from(absorb);
        stream.set_state(&state);
    }
}

/// What each lane draws next.
pub fn draws(stream: &LaneWord) -> [u8; 64] {
    stream.clone().draw()
}

fn compare(cell: &mut Cell, lanes: &usize, chance: &mut SplitMix64) -> Verdict {
    let mut stream = start(*lanes);
    let mut cycle = |cell: &mut Cell, reset: bool, step: bool, absorb: u8| {
        cell.set("i_reset", reset);
        cell.set("i_step", step);
        cell.set("i_absorb", absorb);
        cell.settle();
        for (lane, draw) in draws(&stream)[..*lanes].iter().enumerate() {
            cell.expect_lane("o_draw", lane, *draw)?;
        }
        cell.expect_register("state", stream.state())?;
        cell.step();
        advance(&mut stream, reset, step, absorb);
        Ok::<LaneWord, String>(stream)
    };
    for _ in 0..2_000 {
        let absorb = if coin(chance) { chance.word() as u8 } else { 0 };
        cycle(cell, chance.one_in(100), coin(chance), absorb)?;
    }
    // from a seed to the state in which an engine begins
    let seed = chance.word();
    cycle(cell, true, false, 0)?;
    for byte in seed_bytes(seed) {
        cycle(cell, false, true, byte)?;
    }
    let mut state = cycle(cell, false, true, 0)?;
    for _ in 1..RESET_STEPS {
        state = cycle(cell, false, true, 0)?;
    }
    let of_engine = Streams::new(*lanes, &seed_bytes(seed)).lanes;
    assert_eq!(state, of_engine, "this reference, seed {seed}");
    Ok(())
}

#[test]
fn lane_lfsr() {
    let mut bench = Bench::new("lane_lfsr", &["state"]);
    for lanes in [1, 5, 16, 17, 32, 33, 64] {
        let p = hardware::parameters(&design([2, 2, 1], [3, 1], [lanes, 1]));
        bench.cell(lanes, LaneLfsr::new(&p.lane, lanes));
        if lanes == 17 {
            // the direction of the first shift; a rotation that is left out
            bench.fault("lane_lfsr", "state << 43", "state >> 43");
            bench.fault(
                "lane_lfsr",
                "stepped = {folded[191:0], folded[255:192]}",
                "stepped = folded",
            );
        }
    }
    // the bits of one lane, shifted by one
    bench.wrong("o_draw_1", "{$[6:0], 1'b0}");
    bench.check(compare);
}
