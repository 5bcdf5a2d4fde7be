//! One output's part in the retrograde signal, against step 3 of the specification.

use std::collections::VecDeque;

use yuragi_hardware as hardware;
use yuragi_hdl::neuron::retrograde_lane::RetrogradeLane;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;
use yuragi_model::tables::Tables;

use crate::bench::{Bench, Cell, Verdict, coin, design, signed};

/// c(u) = f(u) - y u = S(|u|) + max(-u, 0) if y = 1, or + max(u, 0) if y = 0.
pub fn surprise(tables: &Tables, y: bool, u: i64) -> i64 {
    let linear = if y { -u } else { u };
    i64::from(tables.softplus_tail(u as i32)) + linear.max(0)
}

/// A potential of an output: anywhere, near zero, or at the end of the table. A flip away from the rails of its width.
pub fn potential(design: &Design, bits: u32, chance: &mut SplitMix64) -> i64 {
    let weight = 1 << (design.synapse.bits - 1);
    // c(u) adds a softplus of at most 2^12 to |u|
    let top = (1 << (bits - 1)) - 1 - weight - (1 << 12);
    let end = 8 << design.synapse.quantum_log2;
    match chance.below(4) {
        0 => signed(chance, bits),
        1 => chance.within(-20, 20),
        2 => end + chance.within(-3, 3),
        _ => -end + chance.within(-3, 3),
    }
    .clamp(-top, top)
}

/// What leaves the lane for what entered it.
#[derive(Clone, Copy, Default)]
struct Result {
    flipped: i64,
    softplus: i64,
    /// Unknown while potentials are loaded.
    term: Option<i64>,
}

fn compare(cell: &mut Cell, design: &Design, chance: &mut SplitMix64) -> Verdict {
    let tables = Tables::new(design.synapse.quantum_log2);
    let (bits, weight_bits) = (cell.width("i_potential"), cell.width("i_weight"));
    let mut way: VecDeque<Result> = VecDeque::new(); // of cycles 0 to 3, the newest in front
    for _ in 0..8_000 {
        let load = chance.one_in(6);
        let (hidden, spiked, clamped) = (coin(chance), coin(chance), !chance.one_in(4));
        // while sums are loaded there is no potential
        let u = if load {
            0
        } else {
            potential(design, bits, chance)
        };
        let sum = potential(design, bits, chance);
        let weight = signed(chance, weight_bits);
        cell.set("i_load", load);
        cell.set("i_hidden", hidden);
        cell.set("i_spiked", spiked);
        cell.set("i_clamped", clamped);
        cell.set("i_sum", sum);
        cell.set("i_weight", weight);
        cell.set("i_potential", u);
        cell.set("i_softplus", tables.softplus_tail(u as i32));
        let flipped = match (load, hidden) {
            (true, _) => sum,
            (false, true) => u - weight,
            (false, false) => u + weight,
        };
        let term = match clamped {
            true => surprise(&tables, spiked, flipped) - surprise(&tables, spiked, u),
            false => 0,
        };
        way.push_front(Result {
            flipped,
            softplus: tables.softplus_tail(flipped as i32).into(),
            term: (!load).then_some(term),
        });
        way.truncate(4);
        cell.settle();
        if let Some(result) = way.get(2) {
            cell.expect("o_flipped_potential", result.flipped)?;
            cell.expect("o_flipped_softplus", result.softplus)?;
        }
        if let Some(term) = way.get(3).and_then(|result| result.term) {
            cell.expect("o_term", term)?;
        }
        cell.step();
    }
    Ok(())
}

#[test]
fn retrograde_lane() {
    let mut bench = Bench::new("retrograde_lane", &[]);
    macro_rules! cells {
        ($($weight:literal $potential:literal: $design:expr;)*) => {
            $(let design = $design;
            bench.cell(design.clone(), RetrogradeLane::<$weight, $potential>::new(&hardware::parameters(&design)));)*
        };
    }
    cells! {
        2 16: design([5, 7, 3], [2, 0], [4, 2]);
        5 16: design([9, 6, 5], [5, 5], [1, 1]);
        8 17: design([33, 4, 6], [8, 8], [24, 3]);
        12 20: design([10, 5, 7], [12, 10], [33, 3]);
        12 24: design([10, 5, 7], [12, 12], [33, 3]);
        10 17: design([64, 64, 10], [10, 8], [16, 2]);
    }
    // y for not y; u + w for u - w; a free output that speaks; u' one off at zero; a term without its lowest bit
    bench.wrong("i_spiked", "!$");
    bench.wrong("i_hidden", "1'b0");
    bench.wrong("i_clamped", "1'b1");
    bench.wrong("o_flipped_potential", "$ == 17'd0 ? 17'd1 : $");
    bench.wrong("o_term", "{$[16:1], 1'b0}");
    let entry = format!("entries[3] = 8'h{:02x}", Tables::new(8).softplus[3]);
    bench.fault("softplus_rom", &entry, "entries[3] = 8'h00");
    bench.check(compare);
}
