//! The same presentation as in `plain`, with work only where something spiked.
//!
//! - A potential is a sum over the rows of the neurons that spiked, sixteen lanes at once, in 16 bits as long as that
//!   cannot overflow.
//! - To resample a neuron, only the *total* surprise of its children is needed, as they are and as they would be. The
//!   former is kept from neuron to neuron. Several neurons are computed at once as if none before them changed, which is
//!   right up to the first one that does.
//! - The words that evidence reaches are listed, and then flipped in one loop without branches.

use super::children::Children;
use super::need::Needs;
use super::pass::{Block, Pass, whole};
use super::rows::Spiking;
use super::state::State;
#[cfg(target_arch = "x86_64")]
use crate::fast::avx2::Avx2;
use crate::fast::flips::{Rule, entry, flip_list, fluctuate_words};
use crate::fast::look_up::{LookUp, below};
use crate::fast::vector::{LANES, Portable, Vector};
use crate::options::{Ablation, Path};
use crate::random::bulk::Bulk;
use crate::random::{LaneSpec, LaneWord, Streams};
use crate::shape::{Shape, Source};

/// The largest number of draws that are taken at once.
const DRAWS: usize = 1024;

/// What is the same for all neurons of a hidden layer.
#[derive(Clone, Debug)]
struct Hidden {
    layer: usize,
    blocks: Vec<Block>,
}

/// The streams and work space of the path.
#[derive(Clone, Debug)]
pub(super) struct Events {
    encoder: Bulk,
    neuron: Bulk,
    lanes: LaneWord,
    look_up: LookUp,
    hidden: Vec<Hidden>,
    spiking: Spiking,
    needs: Needs,
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
    #[cfg(target_arch = "x86_64")]
    avx2: bool,
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
            look_up: LookUp::new(&state.tables),
            hidden,
            spiking: Spiking::new(state),
            needs: Needs::new(&state.tables),
            needed: vec![0; DRAWS],
            children: Children::new(state, most.unwrap_or(0)),
            thresholds: vec![0; potentials],
            evidence: vec![0; groups * stride],
            list: Vec::new(),
            exist,
            #[cfg(target_arch = "x86_64")]
            avx2: path == Path::Vector
                && is_x86_feature_detected!("avx2")
                && is_x86_feature_detected!("bmi1")
                && is_x86_feature_detected!("bmi2")
                && is_x86_feature_detected!("popcnt"),
        }
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

    /// Presents the stimulus once.
    pub fn present(&mut self, state: &mut State) {
        #[cfg(target_arch = "x86_64")]
        {
            #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
            fn compiled(events: &mut Events, state: &mut State) {
                events.present_with::<Avx2>(state);
            }
            if self.avx2 {
                // SAFETY: the processor was found to have these features.
                unsafe { compiled(self, state) };
                return;
            }
        }
        self.present_with::<Portable>(state);
    }

    #[inline(always)]
    fn present_with<V: Vector>(&mut self, state: &mut State) {
        if state.replaced {
            self.spiking.copy_all(state);
            state.replaced = false;
        }
        self.encode(state);
        self.predict::<V>(state);
        if state.any_clamped {
            for sweep in 1..=state.registers.sweeps {
                for place in 0..self.hidden.len() {
                    self.resample::<V>(state, place, sweep == state.registers.sweeps);
                }
            }
        }
        self.read_out::<V>(state);
        if state.registers.learn {
            self.flip::<V>(state);
            if state.registers.noise > 0 {
                self.fluctuate::<V>(state);
            }
        }
        state.grow_older();
    }

    #[inline(always)]
    fn encode(&mut self, state: &mut State) {
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

    #[inline(always)]
    fn predict<V: Vector>(&mut self, state: &mut State) {
        let fresh = state.age == 0 || !state.any_clamped;
        let last = state.shape.last();
        for layer in 1..=last {
            self.spiking.list::<V>(state, layer - 1);
            self.spiking.sum::<V>(state, layer);
            if layer < last {
                self.draw_predictions::<V>(state, layer);
                if fresh {
                    let own = state.shape.first(layer)..state.shape.first(layer + 1);
                    state.spikes[own.clone()].copy_from_slice(&state.predicted[own]);
                }
            }
        }
    }

    /// Draws the prediction spikes of a layer from its potentials.
    #[inline(always)]
    fn draw_predictions<V: Vector>(&mut self, state: &mut State, layer: usize) {
        let (first, neurons) = (state.shape.first(layer), state.shape.neurons(layer));
        let from = state.shape.first_lane(layer);
        let end = from + neurons.next_multiple_of(LANES);
        let thresholds = &mut self.thresholds[from..end];
        self.look_up
            .thresholds::<V>(&state.u[from..end], thresholds);
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
    fn read_out<V: Vector>(&mut self, state: &mut State) {
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

    /// One pass of Gibbs resampling over the neurons of a hidden layer.
    #[inline(always)]
    fn resample<V: Vector>(&mut self, state: &mut State, place: usize, last_pass: bool) {
        let Hidden { layer, ref blocks } = self.hidden[place];
        let shape = &state.shape;
        let (first, neurons) = (shape.first(layer), shape.neurons(layer));
        let rows = shape.rows(Source::Layer(layer));
        let (from, above) = (shape.first_lane(layer), shape.first_lane(layer + 1));
        let last_pass = last_pass && state.options.keeps(Ablation::OneDraw);
        if last_pass && layer > 1 {
            // the potentials of layer 1 are still what they were when they were predicted
            let thresholds = &mut self.thresholds[from..above];
            self.look_up
                .thresholds::<V>(&state.u[from..above], thresholds);
        }
        let mut done = 0;
        while done < neurons {
            self.children.begin(state, layer);
            let now = (neurons - done).min(DRAWS);
            let draws = self.neuron.take(now);
            if last_pass {
                // the draws of the last pass also decide the prediction spikes
                let predicted = &mut state.predicted[first + done..][..now];
                below::<V>(&self.thresholds[from + done..], draws, predicted);
            }
            let (own, children) = state.u.split_at_mut(above);
            let spikes = &mut state.spikes[first + done..][..now];
            let draws = draws.as_chunks().0;
            let needed = &mut self.needed[..now.next_multiple_of(64)];
            self.needs.of(&own[from + done..], spikes, draws, needed);
            let step = rows.words * state.shape.lanes();
            let pass = Pass {
                rows: &state.weights[rows.first * state.shape.lanes() + done * step..],
                step,
                spikes,
                v: &own[from + done..],
                u: children,
                first_lane: above,
                draws,
                needs: &self.needed,
            };
            if state.options.keeps(Ablation::Retrograde) {
                self.children.pass::<V>(pass, blocks, &self.look_up);
            } else {
                self.children.deaf::<V>(pass, blocks, &self.look_up);
            }
            done += now;
        }
    }

    /// Lists the words that evidence reaches, and flips their synapses.
    #[inline(always)]
    fn flip<V: Vector>(&mut self, state: &mut State) {
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
    fn fluctuate<V: Vector>(&mut self, state: &mut State) {
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
