//! The target group in turn, against a list of all of them.

use yuragi_hardware as hardware;
use yuragi_hdl::control::targets::Targets;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;

use crate::bench::{Bench, Cell, Verdict, coin, shapes};
use crate::position::first_word;

fn compare(cell: &mut Cell, design: &Design, chance: &mut SplitMix64) -> Verdict {
    let (shape, r) = (design.shape(), design.hardware.retrograde_lanes);
    let steps = shape.lanes() / r;
    // layer, number in the layer, first word, words with neurons
    let mut groups = Vec::new();
    for layer in 1..shape.len() {
        let (words, first) = (shape.neurons(layer).div_ceil(r), first_word(design, layer));
        for group in 0..shape.neurons(layer).div_ceil(shape.lanes()) {
            let inside = steps.min(words - group * steps);
            groups.push((layer, group, first + group * steps, inside));
        }
    }
    let mut at: Option<(usize, usize)> = None;
    for _ in 0..4_000 {
        let begin = at.is_none() || chance.one_in(60);
        let (mut advance, mut step) = (false, false);
        if let Some((group, word)) = at {
            // with the last word, or before it, or without any
            advance = group + 1 < groups.len() && chance.one_in(4);
            step = word + 1 < steps && coin(chance) || advance && coin(chance);
        }
        cell.set_all(&[
            ("i_begin", begin.into()),
            ("i_advance", advance.into()),
            ("i_step", step.into()),
        ]);
        cell.settle();
        if let Some((at, word)) = at {
            let (layer, group, first, inside) = groups[at];
            let ends = groups.get(at + 1).is_none_or(|next| next.0 != layer);
            cell.shows(&[
                ("o_layer", layer as i64),
                ("o_group", group as i64),
                ("o_lanes", word as i64),
                ("o_inside", (word < inside).into()),
                ("o_last_step", (word + 1 == steps).into()),
                ("o_last", (at + 1 == groups.len()).into()),
                ("o_layer_end", ends.into()),
            ])?;
            if word < inside {
                cell.expect("o_word", (first + word) as i64)?;
                cell.expect("o_last_inside", word + 1 == inside)?;
            }
        }
        cell.step();
        at = match at {
            _ if begin => Some((0, 0)),
            Some((group, _)) if advance => Some((group + 1, 0)),
            Some((group, word)) if step => Some((group, word + 1)),
            at => at,
        };
    }
    Ok(())
}

#[test]
fn targets() {
    let mut bench = Bench::new("targets", &[]);
    for design in shapes() {
        let p = hardware::parameters(&design);
        bench.part(design, Targets::new(&p), &p);
    }
    bench.wrong("i_step", "$ & !i_advance & o_inside");
    bench.wrong("o_last_inside", "o_last_step");
    bench.wrong("o_inside", "1'b1");
    bench.fault("targets", "base + GROUP_STEPS", "base");
    bench.check(compare);
}
