//! The sums of a target group, a lane each, against sums kept here.

use yuragi_hardware as hardware;
use yuragi_hdl::synapse::accumulators::Accumulators;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;

use crate::bench::{Bench, Cell, Verdict, design, signed};

fn compare(cell: &mut Cell, design: &Design, chance: &mut SplitMix64) -> Verdict {
    let p = hardware::parameters(design);
    let (lanes, r) = (p.lanes, p.retrograde_lanes);
    let rails = 1_i64 << (p.potential_bits() - 1);
    let mut sums: Option<Vec<i64>> = None;
    for _ in 0..4_000 {
        let (clear, add) = (chance.one_in(12), !chance.one_in(3));
        let group = chance.below((lanes / r) as u64) as usize;
        let weights: Vec<i64> = (0..lanes)
            .map(|_| signed(chance, design.synapse.bits))
            .collect();
        // as long as all sums are potentials
        let next: Option<Vec<i64>> = sums.as_ref().map(|sums| {
            let pairs = sums.iter().zip(&weights);
            pairs.map(|(sum, weight)| sum + weight).collect()
        });
        let fits = next
            .iter()
            .flatten()
            .all(|sum| (-rails..rails).contains(sum));
        let add = add && (fits || clear);
        cell.set("i_clear", clear);
        cell.set("i_add", add);
        cell.set("i_group", group as i64);
        for (lane, weight) in weights.iter().enumerate() {
            cell.set_lane("i_weight", lane, *weight);
        }
        cell.settle();
        if let Some(sums) = &sums {
            for (place, sum) in sums[group * r..][..r].iter().enumerate() {
                cell.expect_lane("o_sum", place, *sum)?;
            }
        }
        cell.step();
        if clear {
            sums = Some(vec![0; lanes]);
        } else if add {
            sums = next;
        }
    }
    Ok(())
}

#[test]
fn accumulators() {
    let mut bench = Bench::new("accumulators", &[]);
    for (synapse, hardware_of) in [
        ([2, 11], [1, 1]),
        ([12, 10], [33, 3]),
        ([8, 8], [64, 1]),
        ([5, 5], [4, 4]),
        ([10, 9], [10, 5]),
    ] {
        let design = design([13, 8, 11], synapse, hardware_of);
        let p = hardware::parameters(&design);
        bench.part(design, Accumulators::new(&p), &p);
    }
    // a clear that adds; a weight without its sign; a lane in the place of another; the wrong group
    bench.wrong("i_clear", "$ & !i_add");
    bench.fault("accumulators", "{weight[9]}", "{1'b0}");
    bench.wrong("i_weight_3", "i_weight_4");
    bench.wrong("i_group", "6'd0");
    bench.check(compare);
}
