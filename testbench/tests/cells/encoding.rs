//! From the stimulus to spikes, cycle by cycle, against step 1 of the specification.

use std::collections::HashMap;

use yuragi_hardware as hardware;
use yuragi_hdl::neuron::encoding::Encoding;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;
use yuragi_model::network::Stimulus;
use yuragi_model::random::{ENCODER, Recurrence};
use yuragi_model::shape::Source;

use crate::bench::{Bench, Cell, Verdict, deep, same, shapes};
use crate::lfsr::{advance, register, word};
use crate::position::first_word;

/// What leaves in a cycle.
#[derive(Clone, Default)]
struct Out {
    /// An entry of the list: end, both, row; of an end only the first counts.
    entry: Option<(bool, bool, usize)>,
    /// Spikes for the host: which word, its bits, and those of them that count.
    spikes: Option<(usize, u16, u16)>,
    /// States of outputs: which word, and for each of its lanes whether it is clamped and spikes.
    seed: Option<(usize, Vec<[bool; 2]>)>,
}

/// A random stimulus: many neurons silent or certain.
fn stimulus(design: &Design, chance: &mut SplitMix64) -> Stimulus {
    let mut stimulus = Stimulus::dark(&design.shape());
    let mut intensity = || match chance.below(4) {
        0 => 0,
        1 => 255,
        _ => chance.word() as u8,
    };
    stimulus
        .intensities
        .iter_mut()
        .for_each(|q| *q = intensity());
    let rate = 1 + chance.below(5);
    stimulus
        .clamped
        .iter_mut()
        .for_each(|c| *c = chance.one_in(rate));
    stimulus
}

/// What must leave after a begin, by cycles, and the cycle after which it is no longer busy.
fn expected(
    design: &Design,
    stimulus: &Stimulus,
    stream: &mut Recurrence,
) -> (HashMap<usize, Out>, usize) {
    let (shape, r) = (design.shape(), design.hardware.retrograde_lanes);
    let (inputs, outputs) = (shape.inputs(), shape.outputs());
    let rows = shape.rows(Source::Layer(0));
    let mut units = Vec::new();
    for pair in stimulus.intensities.chunks(2) {
        let draw = word(stream).to_le_bytes();
        advance(stream, false, true, 0);
        let bytes = pair.iter().zip(draw);
        units.extend(bytes.map(|(&q, byte)| q == 255 || byte < q));
    }
    let mut all: HashMap<usize, Out> = HashMap::new();
    // the first word is read in the cycle after the begin, its pair is there two cycles later
    let first = 3 + outputs.div_ceil(16);
    if inputs == 0 {
        all.entry(1).or_default().entry = Some((true, false, 0));
    }
    for (pair, spikes) in units.chunks(2).enumerate() {
        let at = first + pair;
        let own: Vec<bool> = spikes
            .iter()
            .copied()
            .take(inputs.saturating_sub(2 * pair))
            .collect();
        if let Some(spike) = own.iter().position(|spike| *spike) {
            let both = own == [true, true];
            let row = rows.first + (2 * pair + spike) * rows.words;
            all.entry(at).or_default().entry = Some((false, both, row));
        }
        if pair + 1 == inputs.div_ceil(2) {
            all.entry(at + 1).or_default().entry = Some((true, false, 0));
        }
    }
    let pairs = units.len().div_ceil(2);
    for (number, spikes) in units.chunks(16).enumerate() {
        // spikes enter at the upper end, two at a time
        let above = 16 - spikes.len().next_multiple_of(2);
        let bit = |bits: u16, (at, spike): (usize, &bool)| bits | u16::from(*spike) << (above + at);
        let bits = spikes.iter().enumerate().fold(0, bit);
        let mask = (0..spikes.len()).fold(0, |mask, at| mask | 1 << (above + at));
        let at = first + (8 * number + 7).min(pairs - 1) + 1;
        all.entry(at).or_default().spikes = Some((number, bits, mask));
    }
    let place = first_word(design, shape.last());
    let states: Vec<[bool; 2]> = (0..outputs)
        .map(|k| {
            [
                stimulus.clamped[k],
                stimulus.clamped[k] && units[inputs + k],
            ]
        })
        .collect();
    for (number, group) in states.chunks(r).enumerate() {
        let mut lanes = group.to_vec();
        lanes.resize(r, [false; 2]);
        all.entry(first + pairs + number).or_default().seed = Some((place + number, lanes));
    }
    (all, first + pairs + outputs.div_ceil(r) - 1)
}

fn compare(cell: &mut Cell, design: &Design, chance: &mut SplitMix64) -> Verdict {
    let p = hardware::parameters(design);
    let mut stream = Recurrence::new(ENCODER);
    let mut busy = true;
    cell.set_all(&[("i_begin", 0), ("i_stop", 0), ("i_draw", 0), ("i_reset", 0)]);
    for _ in 0..150 {
        // the host's steps
        for _ in 0..chance.below(3) {
            let (reset, absorb) = (chance.one_in(4), chance.word() as u8);
            let inputs = [
                ("i_draw", 1),
                ("i_reset", reset.into()),
                ("i_absorb", absorb.into()),
            ];
            cell.set_all(&inputs);
            cell.settle();
            cell.expect("o_random_bit", word(&stream) & 1)?;
            cell.step();
            advance(&mut stream, reset, true, absorb);
        }
        cell.set_all(&[("i_draw", 0), ("i_reset", 0), ("i_absorb", 0)]);
        let stimulus = stimulus(design, chance);
        let words = stimulus.words();
        let stop = chance
            .one_in(6)
            .then(|| 1 + chance.below(words.len() as u64 + 6) as usize);
        let before = stream;
        let (all, end) = expected(design, &stimulus, &mut stream);
        let mut scratch = 0;
        for cycle in 0..end + 4 {
            cell.set("i_begin", cycle == 0);
            cell.set("i_stop", stop == Some(cycle));
            cell.set("i_scratch_word", scratch);
            let out = all.get(&cycle).cloned().unwrap_or_default();
            cell.shows(&[
                (
                    "o_busy",
                    (busy && cycle == 0 || (1..=end).contains(&cycle)).into(),
                ),
                ("o_list_write", out.entry.is_some().into()),
                ("o_scratch_write", out.spikes.is_some().into()),
                ("o_seed", out.seed.is_some().into()),
            ])?;
            if let Some((ends, both, row)) = out.entry {
                cell.expect("o_list_end", ends)?;
                if !ends {
                    cell.shows(&[("o_list_both", both.into()), ("o_list_row", row as i64)])?;
                }
            }
            if let Some((number, bits, mask)) = out.spikes {
                cell.expect("o_scratch_write_address", (p.map.spikes + number) as i64)?;
                let found = cell.get("o_spikes") as u16 & mask;
                same("the spikes", found.into(), bits.into())?;
            }
            if let Some((number, lanes)) = out.seed {
                cell.expect("o_seed_word", number as i64)?;
                for (lane, [clamped, spiked]) in lanes.into_iter().enumerate() {
                    cell.expect_lane("o_clamped", lane, clamped)?;
                    cell.expect_lane("o_spiked", lane, spiked)?;
                }
            }
            if cycle > end {
                cell.expect("o_any_clamped", stimulus.clamped.contains(&true))?;
            }
            let address = (cell.get("o_scratch_address") as usize).wrapping_sub(p.map.stimulus);
            // of the cycles in which nothing is read the word does not matter
            scratch = words
                .get(address)
                .copied()
                .unwrap_or_else(|| chance.word() as u16);
            cell.step();
            if stop == Some(cycle) {
                break;
            }
        }
        busy = stop.is_some_and(|stop| stop < end);
        cell.set_all(&[("i_stop", 0), ("i_begin", 0)]);
        if busy {
            // what was read until then has consumed its draws
            let read = stop.unwrap_or(0).saturating_sub(1 + p.clamp_words());
            stream = before;
            (0..read.min(p.pairs())).for_each(|_| advance(&mut stream, false, true, 0));
            for _ in 0..4 {
                cell.shows(&[
                    ("o_list_write", 0),
                    ("o_scratch_write", 0),
                    ("o_seed", 0),
                    ("o_busy", 1),
                ])?;
                cell.step();
            }
        }
        cell.expect_register("encoder.lfsr.state", &register(&stream))?;
    }
    Ok(())
}

#[test]
fn encoding() {
    let mut bench = Bench::new("encoding", &["encoder.lfsr.state"]);
    let mut designs = shapes();
    designs.push(deep(&[8, 2, 35], &[], [3, 1], [6, 3]));
    designs.push(deep(&[13, 2, 6], &[], [3, 1], [4, 1]));
    for design in designs {
        let p = hardware::parameters(&design);
        bench.part(design, Encoding::new(&p), &p);
    }
    // the first output as an input; a stop that is not one; a row too far; the last pair without its word for the host
    bench.fault("encoding", "!(ODD & (pair", "!(1'b0 & (pair");
    bench.wrong("i_stop", "1'b0");
    bench.wrong("o_list_row", "$ ^ {5'd0, o_list_both}");
    bench.fault("encoding", " | last_pair", "");
    bench.wrong("o_any_clamped", "1'b1");
    bench.check(compare);
}
