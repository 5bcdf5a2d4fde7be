//! What the stimulus says of the outputs, against the bits of a stimulus.

use yuragi_hardware as hardware;
use yuragi_hdl::memory::outputs::OutputRegister;

use crate::bench::{Bench, coin, deep, shapes};

#[test]
fn output_register() {
    let mut bench = Bench::new("output_register", &[]);
    let mut designs = shapes();
    // more than one word of clamp bits, and an output that shares its pair with the last input
    designs.push(deep(&[3, 2, 35], &[], [3, 1], [6, 3]));
    for design in designs {
        let p = hardware::parameters(&design);
        bench.part(design, OutputRegister::new(&p), &p);
    }
    bench.wrong("i_spikes", "{$[0], $[1]}");
    bench.wrong("o_spiked_1", "$ | o_clamped_1");
    bench.wrong("i_turn", "1'b0");
    bench.fault("output_register", "units[1]", "units[0]");
    bench.wrong("o_any", "o_clamped_0");
    bench.check(|cell, design, chance| {
        let (inputs, outputs) = (design.network.inputs(), design.network.outputs());
        let r = design.hardware.retrograde_lanes;
        cell.set_all(&[("i_shift_clamps", 0), ("i_shift_spikes", 0), ("i_turn", 0)]);
        for _ in 0..300 {
            let few = coin(chance);
            let all: Vec<[bool; 2]> = (0..outputs)
                .map(|_| {
                    [
                        if few { chance.one_in(9) } else { coin(chance) },
                        coin(chance),
                    ]
                })
                .collect();
            // clamp bits, sixteen a word; then the pairs that an output belongs to
            for word in all.chunks(16) {
                let bits = word
                    .iter()
                    .rev()
                    .fold(0, |bits, [c, _]| bits << 1 | i64::from(*c));
                cell.set_all(&[("i_shift_clamps", 1), ("i_bits", bits)]);
                cell.step();
            }
            cell.set("i_shift_clamps", false);
            let units: Vec<bool> = (0..inputs % 2)
                .map(|_| coin(chance))
                .chain(all.iter().map(|[_, spike]| *spike))
                .collect();
            for pair in units.chunks(2) {
                let second = pair.get(1).copied().unwrap_or_else(|| coin(chance));
                let spikes = i64::from(pair[0]) | i64::from(second) << 1;
                cell.set_all(&[("i_shift_spikes", 1), ("i_spikes", spikes)]);
                cell.step();
                cell.set("i_shift_spikes", false);
                if coin(chance) {
                    cell.set("i_spikes", !spikes);
                    cell.step();
                }
            }
            for group in all.chunks(r) {
                cell.set("i_turn", true);
                cell.settle();
                for lane in 0..r {
                    let [clamped, spike] = group.get(lane).copied().unwrap_or_default();
                    cell.expect_lane("o_clamped", lane, clamped)?;
                    cell.expect_lane("o_spiked", lane, clamped && spike)?;
                }
                cell.expect("o_any", group.iter().any(|[clamped, _]| *clamped))?;
                cell.step();
                cell.set("i_turn", false);
                if coin(chance) {
                    cell.step();
                }
            }
        }
        Ok(())
    });
}
