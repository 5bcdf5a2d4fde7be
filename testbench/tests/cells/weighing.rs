//! Neurons weighed with what they reach, many at a time, against step 3 of the specification with the tables of
//! `yuragi_model::tables`.

use yuragi_hardware as hardware;
use yuragi_hdl::neuron::weighing::Weighing;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;
use yuragi_model::shape::{Shape, Source};
use yuragi_model::tables::Tables;

use crate::bench::{Bench, Cell, Verdict, coin, deep, design, signed};
use crate::position::{Neuron, neurons};
use crate::retrograde_lane::surprise;

/// A network in which one neuron after another changes.
struct Network {
    shape: Shape,
    tables: Tables,
    r: usize,
    all: Vec<Neuron>,
    /// Of each neuron in `all`: potential, spike, mask.
    potential: Vec<i64>,
    spike: Vec<bool>,
    mask: Vec<bool>,
    /// Weight from one to another.
    weight: Vec<Vec<i64>>,
}

impl Network {
    fn random(design: &Design, chance: &mut SplitMix64) -> Self {
        let (shape, all) = (design.shape(), neurons(design));
        let bits = design.synapse.bits;
        let mut network = Self {
            tables: Tables::new(design.synapse.quantum_log2),
            r: design.hardware.retrograde_lanes,
            potential: vec![0; all.len()],
            spike: all.iter().map(|_| coin(chance)).collect(),
            // hidden neurons have a say, outputs if they are clamped
            mask: all
                .iter()
                .map(|n| n.layer < shape.last() || !chance.one_in(3))
                .collect(),
            weight: all
                .iter()
                .map(|_| all.iter().map(|_| signed(chance, bits)).collect())
                .collect(),
            shape,
            all,
        };
        for k in 0..network.all.len() {
            // what inputs and bias neuron add
            let inputs = match network.shape.part(Source::Layer(0), network.all[k].layer) {
                Some(_) => network.shape.inputs() as i64,
                None => 0,
            };
            let base: i64 = (0..=inputs).map(|_| signed(chance, bits)).sum();
            let below =
                (0..network.all.len()).filter(|&n| network.spike[n] && network.reaches(n, k));
            network.potential[k] = base + below.map(|n| network.weight[n][k]).sum::<i64>();
        }
        network
    }

    fn reaches(&self, n: usize, k: usize) -> bool {
        let (source, target) = (self.all[n].layer, self.all[k].layer);
        source < self.shape.last() && self.shape.part(Source::Layer(source), target).is_some()
    }

    /// The change of a child's potential if a neuron changes.
    fn step(&self, n: usize, k: usize) -> i64 {
        if self.spike[n] {
            -self.weight[n][k]
        } else {
            self.weight[n][k]
        }
    }

    fn logit(&self, n: usize) -> i64 {
        let d = if self.spike[n] { -1 } else { 1 };
        let children = (0..self.all.len()).filter(|&k| self.reaches(n, k) && self.mask[k]);
        let costs = children.map(|k| {
            let (u, y) = (self.potential[k], self.spike[k]);
            d * (surprise(&self.tables, y, u) - surprise(&self.tables, y, u + self.step(n, k)))
        });
        self.potential[n] + costs.sum::<i64>()
    }

    fn change(&mut self, n: usize) {
        for k in 0..self.all.len() {
            if self.reaches(n, k) {
                self.potential[k] += self.step(n, k);
            }
        }
        self.spike[n] = !self.spike[n];
    }

    /// The neurons of a word, by lanes.
    fn word(&self, word: usize) -> Vec<Option<usize>> {
        let find = |lane| {
            self.all
                .iter()
                .position(|n| n.word == word && n.lane == lane)
        };
        (0..self.r).map(find).collect()
    }

    /// The words of the children of a layer, with their layers.
    fn children(&self, layer: usize) -> Vec<(usize, usize)> {
        let parts = &self.shape.rows(Source::Layer(layer)).parts;
        let ours = |n: &&Neuron| parts.iter().any(|part| part.layer == n.layer) && n.lane == 0;
        self.all
            .iter()
            .filter(ours)
            .map(|n| (n.word, n.layer))
            .collect()
    }
}

/// What is issued in a cycle.
#[derive(Clone, Copy, PartialEq)]
enum Issue {
    None,
    Load {
        word: usize,
    },
    Pass {
        neuron: usize,
    },
    Step {
        neuron: usize,
        word: usize,
        layer: usize,
        first: bool,
        last: bool,
        offset: i64,
    },
}

impl Issue {
    fn last(self) -> Option<usize> {
        match self {
            Self::Pass { neuron }
            | Self::Step {
                neuron, last: true, ..
            } => Some(neuron),
            _ => None,
        }
    }
}

/// The cell, and what was issued in the last cycles, the newest in front.
struct Run<'a> {
    cell: &'a mut Cell,
    way: [Issue; 7],
}

impl Run<'_> {
    /// One cycle; with `change` the neuron that is decided changes, whose offset is given.
    fn cycle(
        &mut self,
        network: &Network,
        issue: Issue,
        change: Option<(usize, i64)>,
        chance: &mut SplitMix64,
    ) -> Verdict {
        let cell = &mut *self.cell;
        self.way.rotate_right(1);
        self.way[0] = issue;
        let (first, last) = match issue {
            Issue::Step { first, last, .. } => (first, last),
            Issue::Pass { .. } => (true, true),
            _ => (true, coin(chance)),
        };
        let own = match issue {
            Issue::Step { neuron, .. } | Issue::Pass { neuron } => network.all[neuron],
            _ => network.all[0],
        };
        let (word, layer, offset) = match issue {
            Issue::Step {
                word,
                layer,
                offset,
                ..
            } => (word, layer, offset),
            Issue::Load { word } => (word, own.layer, 1),
            _ => (0, own.layer, 1),
        };
        let reached = change.map_or(0, |(n, _)| {
            let parts = &network
                .shape
                .rows(Source::Layer(network.all[n].layer))
                .parts;
            parts.iter().map(|part| 1 << part.layer).sum::<i64>()
        });
        cell.set_all(&[
            ("i_step", matches!(issue, Issue::Step { .. }).into()),
            ("i_load", matches!(issue, Issue::Load { .. }).into()),
            ("i_pass", matches!(issue, Issue::Pass { .. }).into()),
            ("i_first", first.into()),
            ("i_last", last.into()),
            ("i_word", word as i64),
            ("i_layer", layer as i64),
            ("i_offset", offset),
            ("i_own_word", own.word as i64),
            ("i_own_lane", own.lane as i64),
            ("i_own_layer", own.layer as i64),
            ("i_flush", change.is_some().into()),
            ("i_change", change.is_some().into()),
            ("i_reached", reached),
            ("i_amount", change.map_or(1, |(_, amount)| amount)),
        ]);
        // what comes a cycle later
        match self.way[1] {
            Issue::Load { word } => {
                for (lane, neuron) in network.word(word).iter().enumerate() {
                    let sum = neuron.map_or(0, |n| network.potential[n]);
                    cell.set_lane("i_sum", lane, sum);
                }
            }
            Issue::Step { neuron, word, .. } => {
                cell.set("i_spike", network.spike[neuron]);
                for (lane, child) in network.word(word).iter().enumerate() {
                    let some = child
                        .map(|k| (network.weight[neuron][k], network.spike[k], network.mask[k]));
                    let (weight, spike, mask) = some.unwrap_or((0, coin(chance), false));
                    cell.set_lane("i_weight", lane, weight);
                    cell.set_lane("i_spiked", lane, spike);
                    cell.set_lane("i_masked", lane, mask);
                }
            }
            _ => cell.set("i_spike", coin(chance)),
        }
        cell.settle();
        let way = &self.way;
        let busy = (1..=3).any(|age| matches!(way[age], Issue::Step { .. } | Issue::Load { .. }))
            || (1..=5).any(|age| way[age].last().is_some());
        cell.expect("o_idle", !busy)?;
        // its own potential four cycles after its last word, its logit five cycles after it
        let complete = way[5].last();
        cell.expect("o_complete", complete.is_some())?;
        let shown = match (complete, way[4].last()) {
            (Some(n), _) if matches!(way[5], Issue::Pass { .. }) => Some(network.potential[n]),
            (Some(n), _) => Some(network.logit(n)),
            (None, Some(n)) => Some(network.potential[n]),
            (None, None) => None,
        };
        if let Some(shown) = shown {
            cell.shows(&[("o_potential", shown), ("o_lowered", shown - 1)])?;
        }
        cell.step();
        if change.is_some() {
            self.way = [Issue::None; 7];
        }
        Ok(())
    }
}

/// All neurons of a hidden layer, some of which change.
fn weigh(run: &mut Run, network: &mut Network, layer: usize, chance: &mut SplitMix64) -> Verdict {
    let ours: Vec<usize> = (0..network.all.len())
        .filter(|&n| network.all[n].layer == layer)
        .collect();
    let words = network.children(layer);
    let rate = 1 + chance.below(6);
    let (mut at, mut word, mut bubble, mut offset) = (0, 0, false, 1);
    let (mut decided, mut due_offset) = (0, 1);
    while decided < ours.len() {
        // a neuron is decided six cycles after its last word
        let decides = run.way[5].last().is_some();
        let changes = decides && chance.one_in(rate);
        let neuron = ours[decided];
        let mut issue = Issue::None;
        if let Some(&neuron) = ours.get(at).filter(|_| !bubble) {
            let (place, layer) = words[word];
            let (first, last) = (word == 0, word + 1 == words.len());
            issue = Issue::Step {
                neuron,
                word: place,
                layer,
                first,
                last,
                offset,
            };
        }
        run.cycle(
            network,
            issue,
            changes.then_some((neuron, due_offset)),
            chance,
        )?;
        if bubble || at == ours.len() {
            bubble = false;
        } else if word + 1 == words.len() {
            bubble = word == 0;
            (at, word, offset) = (at + 1, 0, offset % 3 + 1);
        } else {
            word += 1;
        }
        if decides {
            decided += 1;
            due_offset = due_offset % 3 + 1;
        }
        if changes {
            network.change(neuron);
            (at, word, bubble, offset, due_offset) = (decided, 0, false, 1, 1);
        }
    }
    Ok(())
}

fn compare(cell: &mut Cell, design: &Design, chance: &mut SplitMix64) -> Verdict {
    let mut run = Run {
        cell,
        way: [Issue::None; 7],
    };
    for _ in 0..25 {
        let mut network = Network::random(design, chance);
        run.cell.set("i_clear", true);
        run.cycle(&network, Issue::None, None, chance)?;
        run.cell.set("i_clear", false);
        let words = network.all.last().expect("outputs").word + 1;
        for word in network.all[0].word..words {
            run.cycle(&network, Issue::Load { word }, None, chance)?;
            if coin(chance) {
                run.cycle(&network, Issue::None, None, chance)?;
            }
        }
        let rest = |run: &mut Run, network: &Network, chance: &mut SplitMix64| {
            (0..6).try_for_each(|_| run.cycle(network, Issue::None, None, chance))
        };
        rest(&mut run, &network, chance)?;
        for neuron in 0..network.all.len() {
            run.cycle(&network, Issue::Pass { neuron }, None, chance)?;
        }
        rest(&mut run, &network, chance)?;
        for _ in 0..3 {
            for layer in 1..network.shape.last() {
                weigh(&mut run, &mut network, layer, chance)?;
            }
        }
        // potentials after all changes
        for neuron in 0..network.all.len() {
            run.cycle(&network, Issue::Pass { neuron }, None, chance)?;
        }
        rest(&mut run, &network, chance)?;
    }
    Ok(())
}

#[test]
fn weighing() {
    let mut bench = Bench::new("weighing", &[]);
    for design in [
        design([0, 1, 1], [2, 11], [1, 1]),
        design([5, 9, 3], [5, 5], [4, 4]),
        design([20, 12, 10], [8, 5], [16, 2]),
        deep(
            &[12, 8, 7, 10],
            &[[0, 2], [0, 3], [1, 3]],
            [12, 12],
            [33, 3],
        ),
        deep(
            &[1, 2, 3, 2, 1, 2, 3, 4],
            &[[0, 2], [1, 7], [3, 6]],
            [5, 5],
            [1, 1],
        ),
        deep(&[7, 6, 4, 5, 6], &[[0, 3], [1, 4]], [8, 6], [6, 3]),
    ] {
        let p = hardware::parameters(&design);
        bench.part(design, Weighing::new(&p), &p);
    }
    // a lane that is not heard; the sign; potentials that stay as they were; banks of the wrong neuron; a flush that is none
    bench.wrong("i_masked_1", "1'b0");
    bench.fault("weighing", "? plain : logit", "? plain : plain");
    bench.wrong("i_change", "1'b0");
    bench.wrong("i_amount", "2'd1");
    bench.wrong("i_flush", "1'b0");
    bench.wrong("o_lowered", "o_potential");
    bench.fault("weighing", "spike4 <= spike3", "spike4 <= spike2");
    bench.check(compare);
}
