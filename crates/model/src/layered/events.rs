//! The phases of the same presentation as in `plain`, with work only where something spiked.
//!
//! - A potential is a sum over the rows of the neurons that spiked, many lanes at once.
//! - To resample a neuron, only the *total* surprise of its children is needed, as they are and as they would be. Most
//!   neurons are ruled out before, because the surprise cannot fall by as much as they need to change.
//! - The words that evidence reaches are listed, and then flipped in one loop without branches.
//!
//! `together` calls the phases in their order.

use std::sync::Arc;

use super::bound::Bound;
use super::children::Children;
use super::need::Needs;
use super::pass::{Block, Pass, whole};
use super::rows::Spiking;
use super::state::State;
use crate::fast::flips::{Rule, entry, flip_list, fluctuate_words};
use crate::fast::look_up::{LookUp, below};
use crate::fast::vector::{LANES, Vector};
use crate::options::{Ablation, Path};
use crate::random::bulk::Bulk;
use crate::random::{LaneSpec, LaneWord, Streams};
use crate::shape::{Shape, Source};

/// The largest number of draws that are taken at once.
pub(super) const DRAWS: usize = 1024;

/// What is the same for all neurons of a hidden layer.
#[derive(Clone, Debug)]
pub(super) struct Hidden {
    pub layer: usize,
    pub neurons: usize,
    /// Their children.
    pub blocks: Vec<Block>,
}

/// What is the same for all chains of a design. They share it, so that it is in the cache once.
#[derive(Debug)]
pub(super) struct Common {
    pub look_up: LookUp,
    needs: Needs,
    pub bound: Bound,
    pub hidden: Vec<Hidden>,
    /// Whether the processor has AVX2 and it is to be used.
    pub avx2: bool,
}

/// A hidden layer that is ready to be resampled.
pub(super) struct Ready<'a> {
    pub pass: Pass<'a>,
    pub children: &'a mut Children,
    pub common: &'a Common,
}

/// The streams and work space of the path.
#[derive(Clone, Debug)]
pub(super) struct Events {
    encoder: Bulk,
    neuron: Bulk,
    lanes: LaneWord,
    common: Arc<Common>,
    spiking: Spiking,
    /// The needs of the neurons that are resampled.
    needed: Vec<i32>,
    children: Children,
    thresholds: Vec<i16>,
    /// The evidence of each target group, in words that are padded to the bytes of the lane generator.
    evidence: Vec<i16>,
    /// The words that evidence reaches, in the order of their draws.
    list: Vec<u32>,
    /// One padded word with all bits set in the lanes that exist.
    exist: Vec<i16>,
}

impl Events {
    pub fn new(state: &State, streams: &Streams, path: Path) -> Self {
        let shape = &state.shape;
        let stride = LaneSpec::for_lanes(shape.lanes()).width as usize / 8;
        let groups: usize = (1..shape.len())
            .map(|layer| shape.neurons(layer).div_ceil(shape.lanes()))
            .sum();
        let mut exist = vec![0; stride];
        exist[..shape.lanes()].fill(-1);
        let hidden: Vec<Hidden> = (1..shape.last())
            .map(|layer| hidden(shape, layer))
            .collect();
        let most = hidden.iter().map(|hidden| hidden.blocks.len()).max();
        let potentials = shape.first_lane(shape.len());
        Self {
            encoder: Bulk::new(streams.encoder),
            neuron: Bulk::new(streams.neuron),
            lanes: streams.lanes,
            common: Arc::new(Common {
                look_up: LookUp::new(&state.tables),
                needs: Needs::new(&state.tables),
                bound: Bound::new(&state.tables),
                hidden,
                avx2: path == Path::Vector && has_avx2(),
            }),
            spiking: Spiking::new(state),
            needed: vec![0; DRAWS],
            children: Children::new(state, most.unwrap_or(0), DRAWS),
            thresholds: vec![0; potentials],
            evidence: vec![0; groups * stride],
            list: Vec::new(),
            exist,
        }
    }

    pub fn common(&self) -> &Arc<Common> {
        &self.common
    }

    pub fn streams(&self) -> Streams {
        Streams {
            encoder: self.encoder.generator(),
            neuron: self.neuron.generator(),
            lanes: self.lanes,
        }
    }

    pub fn set_streams(&mut self, streams: &Streams) {
        self.encoder = Bulk::new(streams.encoder);
        self.neuron = Bulk::new(streams.neuron);
        self.lanes = streams.lanes;
    }

    /// Encodes the intensities as spikes.
    #[inline(always)]
    pub fn encode(&mut self, state: &mut State) {
        if state.replaced {
            self.spiking.copy_all(state);
            state.replaced = false;
        }
        let (inputs, units) = (state.shape.neurons(0), state.stimulus.intensities.len());
        let outputs = state.shape.first(state.shape.last());
        let spike = |q: u8, byte: u8| i16::from(byte < q) | i16::from(q == 255);
        let mut done = 0;
        while done < units {
            let now = (units - done).min(2 * DRAWS);
            let bytes = self.encoder.take(now.div_ceil(2));
            let intensities = &state.stimulus.intensities[done..done + now];
            let own = inputs.saturating_sub(done).min(now);
            let spikes = state.spikes[done.min(inputs)..].iter_mut();
            for ((s, &q), &byte) in spikes.zip(&intensities[..own]).zip(bytes) {
                *s = spike(q, byte);
            }
            // Free outputs get a value, too. It is overwritten when they are read out.
            let first = outputs + (done + own).saturating_sub(inputs);
            let spikes = state.spikes[first..].iter_mut();
            for ((s, &q), &byte) in spikes.zip(&intensities[own..]).zip(&bytes[own..]) {
                *s = spike(q, byte);
            }
            done += now;
        }
    }

    /// Computes the potentials of a layer from the spikes below it.
    #[inline(always)]
    pub fn sum<V: Vector>(&mut self, state: &mut State, layer: usize) {
        self.spiking.list::<V>(state, layer - 1);
        self.spiking.sum::<V>(state, layer);
    }

    /// Draws the prediction spikes of a hidden layer, from which its spikes may start afresh.
    #[inline(always)]
    pub fn predict<V: Vector>(&mut self, state: &mut State, layer: usize) {
        self.draw_predictions::<V>(state, layer);
        if state.age == 0 || !state.any_clamped {
            let own = state.shape.first(layer)..state.shape.first(layer + 1);
            state.spikes[own.clone()].copy_from_slice(&state.predicted[own]);
        }
    }

    /// Draws the prediction spikes of a layer from its potentials.
    #[inline(always)]
    fn draw_predictions<V: Vector>(&mut self, state: &mut State, layer: usize) {
        let (first, neurons) = (state.shape.first(layer), state.shape.neurons(layer));
        let from = state.shape.first_lane(layer);
        let end = from + neurons.next_multiple_of(LANES);
        let thresholds = &mut self.thresholds[from..end];
        let u = &state.u[from..end];
        self.common.look_up.thresholds::<V>(u, thresholds);
        let mut done = 0;
        while done < neurons {
            let now = (neurons - done).min(DRAWS);
            let draws = self.neuron.take(now);
            let predicted = &mut state.predicted[first + done..][..now];
            below::<V>(&self.thresholds[from + done..], draws, predicted);
            done += now;
        }
    }

    #[inline(always)]
    pub fn read_out<V: Vector>(&mut self, state: &mut State) {
        let last = state.shape.last();
        self.draw_predictions::<V>(state, last);
        let first = state.shape.first(last);
        let readout = &state.predicted[first..];
        let outputs = state.spikes[first..].iter_mut().zip(readout);
        for (((y, &readout), &clamped), count) in
            outputs.zip(&state.stimulus.clamped).zip(&mut state.counts)
        {
            *y = if clamped { *y } else { readout };
            *count = count.wrapping_add(*y as u16);
        }
    }

    /// Prepares a pass of Gibbs resampling over the neurons of a hidden layer from neuron `done` on, at most `DRAWS` of them.
    #[inline(always)]
    pub fn prepare<'a, V: Vector>(
        &'a mut self,
        state: &'a mut State,
        hidden: &Hidden,
        last_pass: bool,
        done: usize,
    ) -> Ready<'a> {
        let common = &*self.common;
        let (shape, layer) = (&state.shape, hidden.layer);
        let first = shape.first(layer) + done;
        let rows = shape.rows(Source::Layer(layer));
        let (from, above) = (shape.first_lane(layer), shape.first_lane(layer + 1));
        let now = (hidden.neurons - done).min(DRAWS);
        let draws = self.neuron.take(now);
        if last_pass && state.options.keeps(Ablation::OneDraw) {
            // The draws of the last pass also decide the prediction spikes. The potentials of layer 1 are still what they
            // were when they were predicted.
            if layer > 1 && done == 0 {
                let thresholds = &mut self.thresholds[from..above];
                let u = &state.u[from..above];
                common.look_up.thresholds::<V>(u, thresholds);
            }
            let predicted = &mut state.predicted[first..][..now];
            below::<V>(&self.thresholds[from + done..], draws, predicted);
        }
        self.children.begin(state, layer);
        let lanes = state.shape.lanes();
        let step = rows.words * lanes;
        let (own, children) = state.u.split_at_mut(above);
        let spikes = &mut state.spikes[first..][..now];
        let (v, draws) = (&own[from + done..], draws.as_chunks().0);
        let needs = &mut self.needed[..now.next_multiple_of(64)];
        common.needs.of(v, spikes, draws, needs);
        Ready {
            pass: Pass {
                rows: &state.weights[rows.first * lanes + done * step..],
                step,
                spikes,
                v,
                u: children,
                first_lane: above,
                draws,
                needs,
            },
            children: &mut self.children,
            common,
        }
    }

    /// Lists the words that evidence reaches, and flips their synapses.
    #[inline(always)]
    pub fn flip<V: Vector>(&mut self, state: &mut State) {
        self.list.clear();
        let (mut groups, mut listed) = (0, 0);
        let (mut up, mut down) = (0, 0);
        for layer in 1..=state.shape.last() {
            let (first, neurons) = (state.shape.first(layer), state.shape.neurons(layer));
            let lanes = state.shape.lanes();
            let mut open = None;
            for at in (0..neurons).step_by(LANES) {
                let s = V::load(whole(&state.spikes, first + at));
                let p = V::load(whole(&state.predicted, first + at));
                let exist = u16::MAX >> (LANES - (neurons - at).min(LANES));
                let (ups, downs) = (p.sub(s).negative() & exist, s.sub(p).negative() & exist);
                (up, down) = (up + ups.count_ones(), down + downs.count_ones());
                let mut surprised = ups | downs;
                while surprised != 0 {
                    let bit = surprised.trailing_zeros();
                    surprised &= surprised - 1;
                    let neuron = at + bit as usize;
                    let group = neuron / lanes;
                    if open != Some(group) {
                        open = Some(group);
                        while listed < layer.min(state.shape.last()) {
                            // the inputs are still listed as they are
                            if listed > 0 {
                                self.spiking.list::<V>(state, listed);
                            }
                            listed += 1;
                        }
                        self.evidence[groups * self.exist.len()..][..self.exist.len()].fill(0);
                        for (list, word) in self.spiking.reaching(layer) {
                            let words = list.addresses(word + group);
                            let evidence = entry(0, groups);
                            self.list.extend(words.map(|word| word | evidence));
                        }
                        groups += 1;
                    }
                    let lane = (groups - 1) * self.exist.len() + neuron % lanes;
                    self.evidence[lane] = i16::from(ups >> bit & 1 == 1) * 2 - 1;
                }
            }
        }
        if groups == 0 {
            return;
        }
        let counters = &mut state.counters;
        counters.evidence_up = counters.evidence_up.wrapping_add(up);
        counters.evidence_down = counters.evidence_down.wrapping_add(down);
        let rule = rule(state);
        let (list, evidence, weights) =
            (&self.list[..], &self.evidence[..], &mut state.weights[..]);
        let (up, down) = match self.exist.len() {
            16 => flip_list::<V, 2>(list, weights, evidence, rule, &mut self.lanes),
            32 => flip_list::<V, 4>(list, weights, evidence, rule, &mut self.lanes),
            _ => flip_list::<V, 8>(list, weights, evidence, rule, &mut self.lanes),
        };
        for &entry in &self.list {
            self.spiking.copy_word(state, entry as usize & 0xffff);
        }
        let counters = &mut state.counters;
        counters.flips_up = counters.flips_up.wrapping_add(up);
        counters.flips_down = counters.flips_down.wrapping_add(down);
    }

    /// The background fluctuation in the bundles of one row.
    #[inline(always)]
    pub fn fluctuate<V: Vector>(&mut self, state: &mut State) {
        let rule = rule(state);
        let (first, words) = state.shape.row(state.noise_row);
        let weights = &mut state.weights[first * rule.lanes..];
        match self.exist.len() {
            16 => fluctuate_words::<V, 2>(words, weights, &self.exist, rule, &mut self.lanes),
            32 => fluctuate_words::<V, 4>(words, weights, &self.exist, rule, &mut self.lanes),
            _ => fluctuate_words::<V, 8>(words, weights, &self.exist, rule, &mut self.lanes),
        }
        for word in first..first + words {
            self.spiking.copy_word(state, word);
        }
        state.noise_row = (state.noise_row + 1) % state.shape.row_count();
    }
}

fn hidden(shape: &Shape, layer: usize) -> Hidden {
    let parts = &shape.rows(Source::Layer(layer)).parts;
    let blocks = parts.iter().flat_map(|part| {
        let neurons = shape.neurons(part.layer);
        (0..neurons.div_ceil(LANES)).map(move |block| Block {
            weight: part.word * shape.lanes() + block * LANES,
            lane: shape.first_lane(part.layer) + block * LANES,
            children: (neurons - block * LANES).min(LANES),
        })
    });
    Hidden {
        layer,
        neurons: shape.neurons(layer),
        blocks: blocks.collect(),
    }
}

fn rule(state: &State) -> Rule {
    Rule {
        lanes: state.shape.lanes(),
        flip: state.registers.flip as i16,
        noise: state.registers.noise.into(),
        min: state.range.0,
        max: state.range.1,
    }
}

#[cfg(target_arch = "x86_64")]
fn has_avx2() -> bool {
    is_x86_feature_detected!("avx2")
        && is_x86_feature_detected!("bmi1")
        && is_x86_feature_detected!("bmi2")
        && is_x86_feature_detected!("popcnt")
}

#[cfg(not(target_arch = "x86_64"))]
fn has_avx2() -> bool {
    false
}
