//! Sums: flips of a word, potentials of hidden neurons and of outputs.

use std::collections::VecDeque;

use yuragi_hdl::Widths;
use yuragi_hdl::synapse::array::FlipCount;
use yuragi_hdl::synapse::dendrite::{Dendrite, OutputSum};
use yuragi_model::chance::SplitMix64;

use crate::bench::{Bench, Cell, Verdict, coin, signed};

#[test]
fn flip_count() {
    let mut bench = Bench::new("flip_count", &["count"]);
    for lanes in [1, 5, 16, 33, 64] {
        bench.cell(lanes, FlipCount::new(lanes));
    }
    bench.fault("flip_count", "i < 16; i", "i < 15; i");
    bench.fault("flip_count", "{2'd0, moved[4*k]}", "3'd0");
    bench.wrong("i_enable", "1'b1");
    bench.check(|cell, &lanes: &usize, chance| {
        let (mut kept, mut count) = (0_u64, 0);
        for _ in 0..3_000 {
            let enable = !chance.one_in(3);
            let moved = match chance.below(4) {
                0 => u64::MAX,
                _ => chance.word(),
            } & (u64::MAX >> (64 - lanes));
            for lane in 0..lanes {
                cell.set_lane("i_moved", lane, moved >> lane & 1 == 1);
            }
            cell.set("i_enable", enable);
            cell.settle();
            cell.expect("o_count", count)?;
            cell.expect_register("count", &[count.into()])?;
            cell.step();
            count = kept.count_ones();
            kept = if enable { moved } else { 0 };
        }
        Ok(())
    });
}

/// The potential of a hidden neuron: a word of gated weights enters, some cycles later its sum is in the total.
pub struct Accumulator {
    /// Words on their way: the sum, valid, first, last.
    way: VecDeque<(i64, [bool; 3])>,
    pub total: i64,
    pub done: bool,
}

impl Accumulator {
    /// For words of so many lanes.
    pub fn new(lanes: usize) -> Self {
        let stages = Dendrite::<2, 16>::latency(lanes) - 1;
        Self {
            way: vec![(0, [false; 3]); stages].into(),
            total: 0,
            done: false,
        }
    }

    /// One cycle, in which a word enters.
    pub fn step(&mut self, sum: i64, [valid, first, last]: [bool; 3]) {
        self.way.push_back((sum, [valid, first, last]));
        let (sum, [valid, first, last]) = self.way.pop_front().expect("a word");
        if valid {
            self.total = if first { sum } else { self.total + sum };
        }
        self.done = valid && last;
    }
}

fn compare_dendrite(cell: &mut Cell, &lanes: &usize, chance: &mut SplitMix64) -> Verdict {
    let bits = cell.width("i_gated_0");
    let mut accumulator = Accumulator::new(lanes);
    for _ in 0..3_000 {
        // as long as a potential may become in these widths
        let flags = [!chance.one_in(4), chance.one_in(6), chance.one_in(6)];
        let mut sum = 0;
        let extreme = chance.one_in(20).then(|| signed(chance, bits));
        for lane in 0..lanes {
            let gated = match extreme {
                Some(gated) => gated,
                None if chance.one_in(3) => 0,
                None => signed(chance, bits),
            };
            cell.set_lane("i_gated", lane, gated);
            sum += gated;
        }
        cell.set("i_valid", flags[0]);
        cell.set("i_first", flags[1]);
        cell.set("i_last", flags[2]);
        cell.settle();
        cell.expect("o_potential", accumulator.total)?;
        cell.expect("o_done", accumulator.done)?;
        cell.step();
        accumulator.step(sum, flags);
    }
    Ok(())
}

#[test]
fn dendrite() {
    let mut bench = Bench::new("dendrite", &[]);
    bench.cell(1, Dendrite::<12, 16>::new(1, &Widths::default()));
    bench.cell(2, Dendrite::<2, 16>::new(2, &Widths::default()));
    bench.cell(3, Dendrite::<5, 16>::new(3, &Widths::default()));
    bench.cell(9, Dendrite::<10, 17>::new(9, &Widths::default()));
    bench.cell(16, Dendrite::<8, 17>::new(16, &Widths::default()));
    bench.cell(64, Dendrite::<12, 24>::new(64, &Widths::default()));
    // wider trees than a potential, which then has their low bits: most lanes have no input in such designs
    bench.cell(64, Dendrite::<12, 15>::new(64, &Widths::default()));
    bench.cell(43, Dendrite::<10, 15>::new(43, &Widths::default()));
    bench.cell(33, Dendrite::<7, 20>::new(33, &Widths::default()));
    bench.fault(
        "dendrite",
        "? word : total + word",
        "? total + word : total + word",
    );
    bench.fault("dendrite", "total + word", "total - word");
    // the highest lane loses its sign
    bench.fault("dendrite", "{i_gated[230]", "{1'b0");
    bench.wrong("i_last", "$ & !i_first");
    bench.check(compare_dendrite);
}

#[test]
fn output_sum() {
    let mut bench = Bench::new("output_sum", &["total"]);
    bench.cell((), OutputSum::<2, 16>::default());
    bench.cell((), OutputSum::<10, 17>::default());
    bench.cell((), OutputSum::<7, 20>::default());
    bench.cell((), OutputSum::<12, 24>::default());
    bench.fault("output_sum", "current + wide", "current - wide");
    bench.wrong("i_clear", "$ & !i_add");
    bench.wrong("i_gated", "{1'b0, $[10:0]}");
    bench.check(|cell, (), chance| {
        let bits = cell.width("i_gated");
        let width = cell.width("o_sum");
        let mut total: i64 = 0;
        for _ in 0..5_000 {
            let (clear, add, gated) = (chance.one_in(30), coin(chance), signed(chance, bits));
            cell.set("i_clear", clear);
            cell.set("i_add", add);
            cell.set("i_gated", gated);
            cell.settle();
            cell.expect("o_sum", total)?;
            cell.expect_register("total", &[total as u64 & ((1 << width) - 1)])?;
            cell.step();
            if clear {
                total = 0;
            } else if add {
                total += gated;
            }
        }
        Ok(())
    });
}
