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
use super::pass::{Block, Pass};
use super::shape::{Shape, Source};
use super::state::State;
#[cfg(target_arch = "x86_64")]
use crate::model::fast::avx2::Avx2;
use crate::model::fast::flips::{Rule, entry, flip_list, fluctuate_words};
use crate::model::fast::look_up::{LookUp, below};
use crate::model::fast::vector::{LANES, Portable, Vector, Wide};
use crate::options::{Ablation, Path};
use crate::random::bulk::Bulk;
use crate::random::{LaneSpec, LaneWord, Streams};

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
    /// For each layer, its sources by their places in `rows`, each with the word of its rows that is the first for this
    /// layer.
    sources: Vec<Vec<(usize, usize)>>,
    /// The number of weights whose sum fits into 16 bits.
    summands: usize,
    /// For each source, the lanes at which the rows of its spiking neurons begin.
    rows: Vec<Vec<u32>>,
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
            sources: (0..shape.len())
                .map(|layer| sources(shape, layer))
                .collect(),
            summands: (i16::MAX as usize / state.range.0.unsigned_abs() as usize).max(1),
            rows: vec![Vec::new(); shape.len()],
            needs: Needs::new(&state.tables),
            needed: vec![0; DRAWS],
            children: Children::new(state, most.unwrap_or(0)),
            thresholds: vec![0; potentials],
            evidence: vec![0; groups * stride],
            list: Vec::new(),
            exist,
            #[cfg(target_arch = "x86_64")]
            avx2: path == Path::Vector && is_x86_feature_detected!("avx2"),
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
            #[target_feature(enable = "avx2")]
            fn compiled(events: &mut Events, state: &mut State) {
                events.present_with::<Avx2>(state);
            }
            if self.avx2 {
                // SAFETY: the processor was found to have AVX2.
                unsafe { compiled(self, state) };
                return;
            }
        }
        self.present_with::<Portable>(state);
    }

    #[inline(always)]
    fn present_with<V: Vector>(&mut self, state: &mut State) {
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

    /// Lists where the rows of the spiking neurons of a layer begin.
    #[inline(always)]
    fn list_rows<V: Vector>(&mut self, state: &State, layer: usize) {
        let rows = state.shape.rows(Source::Layer(layer));
        let (first, neurons) = (state.shape.first(layer), state.shape.neurons(layer));
        let step = rows.words * state.shape.lanes();
        let begin = rows.first * state.shape.lanes();
        let list = &mut self.rows[layer];
        list.clear();
        for group in (0..neurons).step_by(LANES) {
            // the spikes of the next layer, or of nobody, follow those of the last neuron
            let spikes = state.spikes[first + group..]
                .first_chunk()
                .expect("spikes have slack");
            let mut spiking = V::splat(0).sub(V::load(spikes)).negative();
            if neurons - group < LANES {
                spiking &= (1 << (neurons - group)) - 1;
            }
            while spiking != 0 {
                let neuron = group + spiking.trailing_zeros() as usize;
                spiking &= spiking - 1;
                list.push((begin + neuron * step) as u32);
            }
        }
    }

    #[inline(always)]
    fn predict<V: Vector>(&mut self, state: &mut State) {
        let fresh = state.age == 0 || !state.any_clamped;
        let lanes = state.shape.lanes();
        let last = state.shape.last();
        self.rows[last].clear();
        self.rows[last].push((state.shape.rows(Source::Bias).first * lanes) as u32);
        for layer in 1..=last {
            self.list_rows::<V>(state, layer - 1);
            let from = state.shape.first_lane(layer);
            for block in 0..state.shape.neurons(layer).div_ceil(LANES) {
                let mut total = V::Wide::zero();
                for &(source, word) in &self.sources[layer] {
                    let at = word * lanes + block * LANES;
                    for rows in self.rows[source].chunks(self.summands) {
                        let mut sum = V::splat(0);
                        for &row in rows {
                            let w = state.weights[row as usize + at..].first_chunk();
                            sum = sum.add(V::load(w.expect("weights have slack")));
                        }
                        total = total.add_narrow(sum);
                    }
                }
                let u = state.u[from + block * LANES..].first_chunk_mut();
                total.store(u.expect("potentials come in whole vectors"));
            }
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
        let padded = neurons.next_multiple_of(LANES);
        let thresholds = &mut self.thresholds[..padded];
        self.look_up
            .thresholds::<V>(&state.u[from..from + padded], thresholds);
        let mut done = 0;
        while done < neurons {
            let now = (neurons - done).min(DRAWS);
            let draws = self.neuron.take(now);
            let predicted = &mut state.predicted[first + done..][..now];
            below::<V>(&self.thresholds[done..], draws, predicted);
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
        if last_pass {
            // the draws of the last pass also decide the prediction spikes
            let thresholds = &mut self.thresholds[..above - from];
            self.look_up
                .thresholds::<V>(&state.u[from..above], thresholds);
        }
        let mut done = 0;
        while done < neurons {
            self.children.begin(state, layer);
            let now = (neurons - done).min(DRAWS);
            let draws = self.neuron.take(now);
            if last_pass {
                let predicted = &mut state.predicted[first + done..][..now];
                below::<V>(&self.thresholds[done..], draws, predicted);
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
        let (shape, lanes) = (&state.shape, state.shape.lanes());
        let (stride, last) = (self.exist.len(), shape.last());
        self.list.clear();
        let (all, predicted) = (
            &state.spikes[shape.first(1)..],
            &state.predicted[shape.first(1)..],
        );
        if all[..predicted.len()] == *predicted {
            return;
        }
        for layer in 1..last {
            self.list_rows::<V>(state, layer);
        }
        let mut group = 0;
        for layer in 1..=last {
            let own = shape.first(layer)..shape.first(layer + 1);
            let spikes = state.spikes[own.clone()].chunks(lanes);
            for (number, (spikes, predicted)) in
                spikes.zip(state.predicted[own].chunks(lanes)).enumerate()
            {
                if spikes != predicted {
                    let evidence = &mut self.evidence[group * stride..][..spikes.len()];
                    let (mut up, mut down) = (0_u32, 0_u32);
                    for ((e, s), p) in evidence.iter_mut().zip(spikes).zip(predicted) {
                        *e = s - p;
                        up += u32::from(*e > 0);
                        down += u32::from(*e < 0);
                    }
                    let counters = &mut state.counters;
                    counters.evidence_up = counters.evidence_up.wrapping_add(up);
                    counters.evidence_down = counters.evidence_down.wrapping_add(down);
                    for &(source, word) in &self.sources[layer] {
                        let rows = self.rows[source].iter();
                        let words =
                            rows.map(|&row| entry(row as usize / lanes + word + number, group));
                        self.list.extend(words);
                    }
                }
                group += 1;
            }
        }
        let rule = rule(state);
        let (list, evidence, weights) =
            (&self.list[..], &self.evidence[..], &mut state.weights[..]);
        let (up, down) = match stride {
            16 => flip_list::<V, 2>(list, weights, evidence, rule, &mut self.lanes),
            32 => flip_list::<V, 4>(list, weights, evidence, rule, &mut self.lanes),
            _ => flip_list::<V, 8>(list, weights, evidence, rule, &mut self.lanes),
        };
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
        state.noise_row = (state.noise_row + 1) % state.shape.row_count();
    }
}

/// The sources of a layer by their places, the bias neuron last, each with its first word within the row.
fn sources(shape: &Shape, layer: usize) -> Vec<(usize, usize)> {
    let sources = shape.sources(layer).filter_map(|source| {
        let place = match source {
            Source::Layer(layer) => layer,
            Source::Bias => shape.last(),
        };
        Some((place, shape.part(source, layer)?.word))
    });
    sources.collect()
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
