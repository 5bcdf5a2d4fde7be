//! Which neuron is issued and which one is decided, cycle by cycle, against the order of the specification.

use std::collections::VecDeque;

use yuragi_hardware as hardware;
use yuragi_hdl::control::schedule::Schedule;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;
use yuragi_model::shape::Source;

use crate::bench::{Bench, Cell, Verdict, coin, design, shapes};
use crate::position::{Neuron, neurons};

/// Cycles from the last word of a neuron to its decision.
const DELAY: usize = 6;

/// A word of the children of a hidden neuron.
#[derive(Clone, Copy)]
struct Child {
    layer: usize,
    /// Word of their potentials.
    word: usize,
    /// Word within the row, and which of its lanes.
    row: usize,
    group: usize,
}

/// The words of the children of each layer.
fn children(design: &Design, all: &[Neuron]) -> Vec<Vec<Child>> {
    let (shape, r) = (design.shape(), design.hardware.retrograde_lanes);
    let of = |layer: usize| {
        let mut words = Vec::new();
        let parts = match layer < shape.last() && layer > 0 {
            true => shape.rows(Source::Layer(layer)).parts.clone(),
            false => Vec::new(),
        };
        for part in parts {
            let first = all.iter().find(|neuron| neuron.layer == part.layer);
            let first = first.expect("a neuron").word;
            for place in (0..shape.neurons(part.layer)).step_by(r) {
                words.push(Child {
                    layer: part.layer,
                    word: first + place / r,
                    row: part.word + place / shape.lanes(),
                    group: place % shape.lanes() / r,
                });
            }
        }
        words
    };
    (0..shape.len()).map(of).collect()
}

/// What the schedule is used for.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Use {
    Predict,
    Weigh,
    Readout,
}

/// One use of the schedule, from its begin to its last decision.
fn run(
    cell: &mut Cell,
    design: &Design,
    what: Use,
    layer: usize,
    chance: &mut SplitMix64,
) -> Verdict {
    let shape = design.shape();
    let all = neurons(design);
    let children = children(design, &all);
    let ours = |neuron: &&Neuron| match what {
        Use::Predict => neuron.layer < shape.last(),
        _ => neuron.layer == layer,
    };
    let list: Vec<Neuron> = all.iter().filter(ours).copied().collect();
    let reached = match layer == shape.last() {
        true => 0,
        false => {
            let parts = &shape.rows(Source::Layer(layer)).parts;
            parts.iter().map(|part| 1 << part.layer).sum()
        }
    };
    let weigh = what == Use::Weigh;
    let steps = all.last().expect("outputs").word + 1;
    cell.set_all(&[
        ("i_layer", layer as i64),
        ("i_weigh", weigh.into()),
        ("i_readout", (what == Use::Readout).into()),
        ("i_begin", 1),
        ("i_flush", 0),
        ("i_decided", 0),
        ("i_stop", 0),
    ]);
    cell.step();
    cell.set("i_begin", false);
    // the neuron that is issued, its word, whether it waits, its offset; cycles to the decisions of those before it
    let (mut at, mut word, mut bubble, mut offset) = (0, 0, false, 1);
    let (mut decided, mut due_offset) = (0, 1);
    let mut due: VecDeque<usize> = VecDeque::new();
    let (mut limit, mut passed) = (0, 0);
    let stops = chance.one_in(10).then(|| chance.below(40));
    let eager = coin(chance);
    for cycle in 0_u64.. {
        let enable = coin(chance) || eager;
        let decides = due.front() == Some(&0);
        // a neuron that changes at once, at times never
        let flush = decides && weigh && chance.one_in(if eager { 7 } else { 2 });
        let stop = stops == Some(cycle);
        cell.set_all(&[
            ("i_limit", limit as i64),
            ("i_enable", enable.into()),
            ("i_flush", flush.into()),
            ("i_decided", decides.into()),
            ("i_stop", stop.into()),
        ]);
        cell.settle();
        let issuing = list.get(at).filter(|_| !bubble).copied();
        let pause = what == Use::Readout && passed >= 16;
        let step = weigh && issuing.is_some();
        let waits =
            !enable || pause || what == Use::Predict && issuing.is_some_and(|n| n.word == limit);
        let pass = !weigh && issuing.is_some() && !waits;
        cell.shows(&[
            ("o_step", step.into()),
            ("o_pass", pass.into()),
            ("o_reached", reached),
        ])?;
        let words: &[Child] = issuing.map_or(&[], |neuron| &children[neuron.layer]);
        let last = !weigh || word + 1 == words.len();
        if let Some(neuron) = issuing.filter(|_| step || pass) {
            cell.shows(&[
                ("o_first", (!weigh || word == 0).into()),
                ("o_last", last.into()),
                ("o_own_word", neuron.word as i64),
                ("o_own_lane", neuron.lane as i64),
                ("o_own_layer", neuron.layer as i64),
            ])?;
            if step {
                let child = words[word];
                cell.shows(&[
                    ("o_child_word", child.word as i64),
                    ("o_child_layer", child.layer as i64),
                    ("o_row_word", (neuron.row + child.row) as i64),
                    ("o_group", child.group as i64),
                    ("o_offset", offset),
                ])?;
            }
        }
        if let Some(neuron) = list.get(decided) {
            let group_end = (neuron.number + 1) % shape.lanes() == 0 || neuron.layer_end;
            let hidden_end = neuron.layer_end && neuron.layer + 1 == shape.last();
            cell.shows(&[
                ("o_decided_word", neuron.word as i64),
                ("o_decided_lane", neuron.lane as i64),
                ("o_decided_layer", neuron.layer as i64),
                ("o_decided_row", neuron.row as i64),
                ("o_word_end", neuron.word_end.into()),
                ("o_group_end", group_end.into()),
                ("o_layer_end", neuron.layer_end.into()),
                ("o_hidden_end", hidden_end.into()),
            ])?;
            if weigh {
                cell.expect("o_decided_offset", due_offset)?;
            }
        }
        cell.step();
        due.iter_mut()
            .for_each(|cycles| *cycles = cycles.saturating_sub(1));
        if decides {
            due.pop_front();
            decided += 1;
            due_offset = due_offset % 3 + 1;
        }
        bubble = false;
        if what == Use::Readout {
            // after sixteen outputs two cycles pass without one
            passed = (passed + usize::from(pass || pause)) % 18;
        }
        if (step || pass) && last {
            due.push_back(DELAY - 1);
            at += 1;
            offset = offset % 3 + 1;
            // the logit of a neuron needs two cycles
            bubble = weigh && word == 0;
            word = 0;
        } else if step {
            word += 1;
        }
        if flush {
            (at, word, bubble, offset, due_offset) = (decided, 0, false, 1, 1);
            due.clear();
        }
        if stop || decided == list.len() {
            break;
        }
        if limit < steps && chance.one_in(4) {
            limit += 1;
        }
    }
    // nothing is issued behind the last neuron, or after a stop
    cell.set_all(&[
        ("i_stop", 0),
        ("i_flush", 0),
        ("i_decided", 0),
        ("i_enable", 1),
    ]);
    (0..4).try_for_each(|_| {
        cell.shows(&[("o_step", 0), ("o_pass", 0)])?;
        cell.step();
        Ok(())
    })
}

fn compare(cell: &mut Cell, design: &Design, chance: &mut SplitMix64) -> Verdict {
    let last = design.shape().last();
    for _ in 0..60 {
        run(cell, design, Use::Predict, 1, chance)?;
        for layer in 1..last {
            run(cell, design, Use::Weigh, layer, chance)?;
        }
        run(cell, design, Use::Readout, last, chance)?;
    }
    Ok(())
}

#[test]
fn schedule() {
    let mut bench = Bench::new("schedule", &[]);
    let mut designs = shapes();
    designs.push(design([3, 5, 40], [3, 1], [4, 2]));
    designs.push(design([3, 5, 7], [3, 1], [4, 4]));
    for design in designs {
        let p = hardware::parameters(&design);
        bench.part(design, Schedule::new(&p), &p);
    }
    // no way back after a change; a neuron weighed in one cycle; a pause that is left out; offsets of four
    bench.wrong("i_flush", "1'b0");
    bench.wrong("i_readout", "$ & i_weigh");
    bench.wrong("i_stop", "1'b0");
    bench.wrong("i_enable", "1'b1");
    bench.fault(
        "schedule",
        "issued_offset == TOP_OFFSET",
        "issued_offset == 2'd2",
    );
    bench.fault("schedule", "i_flush & !o_layer_end", "i_flush");
    bench.check(compare);
}
