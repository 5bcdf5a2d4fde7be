//! Evidence by target groups: a lane each, and whether there is any.

use std::collections::VecDeque;

use yuragi_hardware as hardware;
use yuragi_hdl::memory::outputs::{EvidenceLanes, EvidenceRing};

use crate::bench::{Bench, coin, shapes};

#[test]
fn evidence_lanes() {
    let mut bench = Bench::new("evidence_lanes", &[]);
    for design in shapes() {
        let p = hardware::parameters(&design);
        bench.part(design, EvidenceLanes::new(&p), &p);
    }
    bench.wrong("i_valid", "1'b1");
    bench.wrong("i_up_1", "i_up_0");
    bench.wrong("i_shift", "$ & (|i_down_0 | i_valid)");
    bench.check(|cell, design, chance| {
        let (lanes, r) = (design.hardware.lanes, design.hardware.retrograde_lanes);
        let mut ports = [
            VecDeque::from(vec![false; lanes]),
            VecDeque::from(vec![false; lanes]),
        ];
        for _ in 0..3_000 {
            let (shift, valid) = (coin(chance), coin(chance));
            cell.set("i_shift", shift);
            cell.set("i_valid", valid);
            let mut entering = Vec::new();
            for lane in 0..r {
                let up = coin(chance);
                let down = !up && coin(chance);
                cell.set_lane("i_up", lane, up);
                cell.set_lane("i_down", lane, down);
                entering.push([up, down]);
            }
            cell.settle();
            for (port, expected) in ["o_open", "o_close"].into_iter().zip(&ports) {
                for (lane, &evidence) in expected.iter().enumerate() {
                    cell.expect_lane(port, lane, evidence)?;
                }
            }
            cell.step();
            if shift {
                // those that came first stand in the lowest lanes
                for (port, lanes) in ports.iter_mut().enumerate() {
                    lanes.drain(..r);
                    lanes.extend(entering.iter().map(|evidence| valid && evidence[port]));
                }
            }
        }
        Ok(())
    });
}

#[test]
fn evidence_ring() {
    let mut bench = Bench::new("evidence_ring", &[]);
    for design in shapes() {
        let p = hardware::parameters(&design);
        bench.part(design, EvidenceRing::new(&p), &p);
    }
    bench.wrong("i_any", "1'b1");
    bench.wrong("i_leave", "1'b0");
    bench.fault("evidence_ring", "o_head = groups[0]", "o_head = groups[1]");
    bench.check(|cell, design, chance| {
        let shape = design.shape();
        let groups: usize = (1..shape.len())
            .map(|layer| shape.neurons(layer).div_ceil(shape.lanes()))
            .sum();
        for _ in 0..200 {
            // all enter, with pauses; then all leave in the same order, with pauses
            let all: Vec<bool> = (0..groups).map(|_| coin(chance)).collect();
            for leaves in [false, true] {
                let mut group = 0;
                while group < groups {
                    let moves = coin(chance);
                    cell.set("i_enter", moves && !leaves);
                    cell.set("i_leave", moves && leaves);
                    cell.set("i_any", if leaves { coin(chance) } else { all[group] });
                    cell.settle();
                    if leaves {
                        cell.expect("o_head", all[group])?;
                    }
                    cell.step();
                    group += usize::from(moves);
                }
            }
        }
        Ok(())
    });
}
