//! Registers of spikes, clamps and evidence: in at one end, read by lanes and steps.

use yuragi_hardware as hardware;
use yuragi_hdl::memory::spikes::{ClampRegister, EvidenceRegister, SpikeRing, UnitRegister};
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;

use crate::bench::{Bench, Cell, Verdict, coin, design, pack_bits};

/// Designs with words and steps that are full, and some that are not.
fn designs() -> Vec<Design> {
    vec![
        design([0, 1, 1], [2, 11], [1, 1]),
        design([5, 7, 3], [2, 0], [4, 2]),
        design([0, 5, 4], [3, 1], [3, 1]),
        design([7, 3, 40], [4, 3], [4, 4]),
        design([20, 5, 37], [7, 6], [17, 1]),
        design([70, 3, 67], [6, 2], [64, 8]),
        design([33, 4, 18], [8, 8], [24, 3]),
    ]
}

/// New bits enter a shift register at the top.
fn shift(register: &mut Vec<bool>, bits: &[bool]) {
    register.extend(bits);
    register.drain(..bits.len());
}

/// Bits of a number, the lowest first.
fn bits(number: u64, count: usize) -> Vec<bool> {
    (0..count).map(|bit| number >> bit & 1 == 1).collect()
}

/// Bit `at` of a part of a register, `beyond` behind its end.
fn bit(part: &[bool], at: usize) -> bool {
    part.get(at).copied().unwrap_or(false)
}

fn compare_units(cell: &mut Cell, design: &Design, chance: &mut SplitMix64) -> Verdict {
    let layout = design.layout();
    let steps = layout.outputs.div_ceil(design.hardware.retrograde_lanes);
    let mut units = vec![false; 2 * (layout.inputs + layout.outputs).div_ceil(2)];
    for _ in 0..3_000 {
        let (shifting, pair) = (coin(chance), chance.below(4));
        let word = chance.below(layout.words_in as u64) as usize;
        let step = chance.below(steps as u64) as usize;
        cell.set("i_shift", shifting);
        cell.set("i_spikes", pair as i64);
        cell.set("i_word", word as i64);
        cell.set("i_step", step as i64);
        cell.settle();
        cell.expect_register("units", &pack_bits(units.iter().copied()))?;
        let head = i64::from(units[0]) | i64::from(units[1]) << 1;
        cell.expect("o_head", head)?;
        let (x, y) = units.split_at(layout.inputs);
        for lane in 0..layout.lanes {
            let input = word * layout.lanes + lane;
            // the bias neuron, then padding
            let spike = input == layout.inputs || bit(x, input);
            cell.expect_lane("o_input", lane, spike)?;
        }
        for lane in 0..design.hardware.retrograde_lanes {
            let output = step * design.hardware.retrograde_lanes + lane;
            if output < layout.outputs {
                cell.expect_lane("o_output", lane, y[output])?;
            }
        }
        cell.step();
        if shifting {
            shift(&mut units, &bits(pair, 2));
        }
    }
    Ok(())
}

#[test]
fn unit_register() {
    let mut bench = Bench::new("unit_register", &["units"]);
    for design in designs() {
        let block = UnitRegister::new(&hardware::parameters(&design));
        bench.cell(design, block);
    }
    // the bias neuron falls silent; spikes that change places; a word that is not the one asked for
    bench.fault("unit_register", "1'b1, units", "1'b0, units");
    bench.wrong("i_spikes", "{$[0], $[1]}");
    bench.wrong("i_word", "12'd0");
    bench.check(compare_units);
}

fn compare_clamps(cell: &mut Cell, design: &Design, chance: &mut SplitMix64) -> Verdict {
    let (outputs, lanes) = (design.network.outputs, design.hardware.retrograde_lanes);
    let mut mask = vec![false; outputs.next_multiple_of(16)];
    for _ in 0..3_000 {
        let shifting = coin(chance);
        // often nothing is clamped, or one output
        let entering = match chance.below(4) {
            0 => chance.word(),
            1 => 1 << chance.below(16),
            _ => 0,
        };
        let step = chance.below(outputs.div_ceil(lanes) as u64) as usize;
        cell.set("i_shift", shifting);
        cell.set("i_bits", entering as i64);
        cell.set("i_step", step as i64);
        cell.settle();
        cell.expect_register("mask", &pack_bits(mask.iter().copied()))?;
        cell.expect("o_any_clamped", mask[..outputs].contains(&true))?;
        for lane in 0..lanes {
            // what lies beyond the last output is never clamped
            let clamped = bit(&mask[..outputs], step * lanes + lane);
            cell.expect_lane("o_clamped", lane, clamped)?;
        }
        cell.step();
        if shifting {
            shift(&mut mask, &bits(entering, 16));
        }
    }
    Ok(())
}

#[test]
fn clamp_register() {
    let mut bench = Bench::new("clamp_register", &["mask"]);
    for design in designs() {
        let block = ClampRegister::new(&hardware::parameters(&design));
        bench.cell(design, block);
    }
    bench.fault("clamp_register", "|mask[17:0]", "|mask[16:0]");
    bench.fault("clamp_register", "mask[31:16]", "mask[15:0]");
    bench.wrong("i_step", "$ ^ 10'd1");
    bench.check(compare_clamps);
}

#[test]
fn spike_ring() {
    let mut bench = Bench::new("spike_ring", &["spikes"]);
    for length in [1, 2, 3, 16, 65, 128, 17] {
        bench.cell(length, SpikeRing::new(length));
    }
    bench.fault("spike_ring", "{i_spike, spikes", "{!i_spike, spikes");
    bench.fault("spike_ring", "o_head = spikes[0]", "o_head = spikes[1]");
    bench.fault("spike_ring", "o_behind = spikes[1]", "o_behind = spikes[0]");
    bench.check(|cell, &length: &usize, chance| {
        let mut spikes = vec![false; length];
        for _ in 0..5_000 {
            let (rotate, spike) = (coin(chance), coin(chance));
            cell.set("i_rotate", rotate);
            cell.set("i_spike", spike);
            cell.settle();
            cell.expect("o_head", spikes[0])?;
            cell.expect("o_behind", spikes[1 % length])?;
            cell.expect_register("spikes", &pack_bits(spikes.iter().copied()))?;
            cell.step();
            if rotate {
                shift(&mut spikes, &[spike]);
            }
        }
        Ok(())
    });
}

fn compare_evidence(cell: &mut Cell, design: &Design, chance: &mut SplitMix64) -> Verdict {
    let layout = design.layout();
    let mut ups = vec![false; layout.outputs];
    let mut downs = ups.clone();
    for _ in 0..3_000 {
        let shifting = coin(chance);
        // often long without evidence
        let up = chance.one_in(20);
        let down = !up && chance.one_in(20);
        let word = chance.below(layout.words_out as u64) as usize;
        cell.set("i_shift", shifting);
        cell.set("i_up", up);
        cell.set("i_down", down);
        cell.set("i_word", word as i64);
        cell.settle();
        cell.expect_register("ups", &pack_bits(ups.iter().copied()))?;
        cell.expect_register("downs", &pack_bits(downs.iter().copied()))?;
        cell.expect(
            "o_any_evidence",
            ups.contains(&true) || downs.contains(&true),
        )?;
        for lane in 0..layout.lanes {
            // no evidence reaches padding
            let output = word * layout.lanes + lane;
            cell.expect_lane("o_open", lane, bit(&ups, output))?;
            cell.expect_lane("o_close", lane, bit(&downs, output))?;
        }
        cell.step();
        if shifting {
            shift(&mut ups, &[up]);
            shift(&mut downs, &[down]);
        }
    }
    Ok(())
}

#[test]
fn evidence_register() {
    let mut bench = Bench::new("evidence_register", &["ups", "downs"]);
    for design in designs() {
        let block = EvidenceRegister::new(&hardware::parameters(&design));
        bench.cell(design, block);
    }
    bench.fault("evidence_register", "|{ups, downs}", "|ups");
    bench.wrong("i_down", "$ | i_up");
    bench.wrong("o_open_17", "o_close_17");
    bench.check(compare_evidence);
}
