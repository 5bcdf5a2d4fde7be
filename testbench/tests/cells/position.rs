//! The neuron in turn and the one after it, against a list of all neurons above the inputs.

use yuragi_hardware as hardware;
use yuragi_hdl::control::position::Position;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;
use yuragi_model::shape::Source;

use crate::bench::{Bench, Cell, Verdict, coin, shapes};

/// A neuron above the inputs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Neuron {
    pub layer: usize,
    /// Its number in the layer.
    pub number: usize,
    /// Word of its potential.
    pub word: usize,
    /// Its place in the word.
    pub lane: usize,
    /// Address of its row; of an output, which has none, that of the bias neuron.
    pub row: usize,
    pub word_end: bool,
    pub layer_end: bool,
}

/// The first word of a layer's potentials: the words of all layers follow one another, and layer 2 begins at a power of two.
pub fn first_word(design: &Design, layer: usize) -> usize {
    let (shape, r) = (design.shape(), design.hardware.retrograde_lanes);
    let words = |layer: usize| shape.neurons(layer).div_ceil(r);
    let above: usize = (2..shape.len()).map(words).sum();
    let second = words(1).max(above).next_power_of_two();
    match layer {
        1 => second - words(1),
        _ => second + (2..layer).map(words).sum::<usize>(),
    }
}

/// All neurons above the inputs, in order.
pub fn neurons(design: &Design) -> Vec<Neuron> {
    let (shape, r) = (design.shape(), design.hardware.retrograde_lanes);
    let mut all = Vec::new();
    for layer in 1..shape.len() {
        let (n, first) = (shape.neurons(layer), first_word(design, layer));
        for number in 0..n {
            let (row, words) = match layer == shape.last() {
                true => (shape.rows(Source::Bias).first, 0),
                false => {
                    let rows = shape.rows(Source::Layer(layer));
                    (rows.first, rows.words)
                }
            };
            all.push(Neuron {
                layer,
                number,
                word: first + number / r,
                lane: number % r,
                row: row + number * words,
                word_end: (number + 1) % r == 0 || number + 1 == n,
                layer_end: number + 1 == n,
            });
        }
    }
    all
}

fn compare(cell: &mut Cell, design: &Design, chance: &mut SplitMix64) -> Verdict {
    let all = neurons(design);
    let mut at: Option<usize> = None;
    for _ in 0..4_000 {
        let load = at.is_none() || chance.one_in(40);
        let to = chance.below(all.len() as u64) as usize;
        let advance = coin(chance) && (load || at.is_some_and(|at| at + 1 < all.len()));
        let target = all[to];
        cell.set_all(&[
            ("i_load", load.into()),
            ("i_load_layer", target.layer as i64),
            ("i_load_word", target.word as i64),
            ("i_load_lane", target.lane as i64),
            ("i_load_row", target.row as i64),
            ("i_advance", advance.into()),
        ]);
        cell.settle();
        if let Some(at) = at {
            let neuron = all[at];
            cell.shows(&[
                ("o_layer", neuron.layer as i64),
                ("o_word", neuron.word as i64),
                ("o_lane", neuron.lane as i64),
                ("o_row", neuron.row as i64),
                ("o_word_end", neuron.word_end.into()),
                ("o_layer_end", neuron.layer_end.into()),
            ])?;
            if let Some(next) = all.get(at + 1) {
                cell.shows(&[
                    ("o_next_layer", next.layer as i64),
                    ("o_next_word", next.word as i64),
                    ("o_next_lane", next.lane as i64),
                    ("o_next_row", next.row as i64),
                ])?;
            }
        }
        cell.step();
        if load {
            at = Some(to);
        } else if advance {
            at = at.map(|at| at + 1);
        }
    }
    Ok(())
}

#[test]
fn position() {
    let mut bench = Bench::new("position", &[]);
    for design in shapes() {
        let p = hardware::parameters(&design);
        bench.part(design, Position::new(&p), &p);
    }
    bench.wrong("i_advance", "$ & !o_layer_end");
    bench.wrong("o_next_row", "o_row");
    bench.wrong("o_word_end", "$ & !o_layer_end");
    bench.fault("position", "TOP_LANE = 3'd1", "TOP_LANE = 3'd2");
    bench.check(compare);
}
