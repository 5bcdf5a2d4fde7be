//! One presentation as `docs/reference/spec.md` describes it, step by step and neuron by neuron.

use super::state::State;
use crate::options::Ablation;
use crate::random::Streams;
use crate::shape::Source;

/// Presents the stimulus once.
pub(super) fn present(state: &mut State, streams: &mut Streams) {
    encode(state, streams);
    predict(state, streams);
    if state.any_clamped {
        resample(state, streams);
    }
    read_out(state, streams);
    if state.registers.learn {
        flip(state, streams);
        fluctuate(state, streams);
    }
    state.grow_older();
}

/// Step 1: every intensity becomes a spike or none. An output takes this value only if it is clamped.
fn encode(state: &mut State, streams: &mut Streams) {
    let (inputs, outputs) = (
        state.shape.neurons(0),
        state.shape.first(state.shape.last()),
    );
    for unit in 0..state.stimulus.intensities.len() {
        let draw = if unit % 2 == 0 {
            streams.encoder.draw()
        } else {
            continue;
        };
        for (unit, byte) in (unit..state.stimulus.intensities.len()).zip(draw.to_le_bytes()) {
            let q = state.stimulus.intensities[unit];
            let spike = i16::from(q == 255 || byte < q);
            if unit < inputs {
                state.spikes[unit] = spike;
            } else if state.stimulus.clamped[unit - inputs] {
                state.spikes[outputs + unit - inputs] = spike;
            }
        }
    }
}

/// Step 2: layer by layer, every neuron gets its potential, and a hidden one its prediction spike.
fn predict(state: &mut State, streams: &mut Streams) {
    let fresh = state.age == 0 || !state.any_clamped;
    for layer in 1..state.shape.len() {
        for n in 0..state.shape.neurons(layer) {
            let sources: Vec<Source> = state.shape.sources(layer).collect();
            let mut u = 0;
            for source in sources {
                for k in 0..state.shape.of(source) {
                    u += state.weight(source, k, layer, n) * state.spike(source, k);
                }
            }
            state.u[state.shape.first_lane(layer) + n] = u;
            if layer < state.shape.last() {
                let neuron = state.shape.first(layer) + n;
                state.predicted[neuron] = spike(state, u, streams.neuron.draw());
                if fresh {
                    state.spikes[neuron] = state.predicted[neuron];
                }
            }
        }
    }
}

/// Step 3: every hidden neuron is drawn from its conditional distribution, given all others and the clamped outputs.
///
/// One draw decides two spikes: with the retrograde signal the spike of the neuron, without it its prediction spike.
fn resample(state: &mut State, streams: &mut Streams) {
    for _ in 0..state.registers.sweeps {
        for layer in 1..state.shape.last() {
            for n in 0..state.shape.neurons(layer) {
                resample_neuron(state, streams, layer, n);
            }
        }
    }
}

fn resample_neuron(state: &mut State, streams: &mut Streams, layer: usize, n: usize) {
    let neuron = state.shape.first(layer) + n;
    let targets = state.shape.rows(Source::Layer(layer)).parts.clone();
    // If the neuron changed, the potential of a child would change by this sign times the weight.
    let sign = if state.spikes[neuron] == 1 { -1 } else { 1 };
    let v = state.u[state.shape.first_lane(layer) + n];
    let mut logit = v;
    for part in &targets {
        for k in 0..state.shape.neurons(part.layer) {
            let free = part.layer == state.shape.last() && !state.stimulus.clamped[k];
            if free || !state.options.keeps(Ablation::Retrograde) {
                continue;
            }
            let u = state.u[state.shape.first_lane(part.layer) + k];
            let flipped = u + sign * state.weight(Source::Layer(layer), n, part.layer, k);
            let y = state.spikes[state.shape.first(part.layer) + k];
            logit += sign * (surprise(state, y, u) - surprise(state, y, flipped));
        }
    }
    let draw = streams.neuron.draw();
    let s = spike(state, logit, draw);
    if state.options.keeps(Ablation::OneDraw) {
        state.predicted[neuron] = spike(state, v, draw);
    }
    if s == state.spikes[neuron] {
        return;
    }
    state.spikes[neuron] = s;
    for part in &targets {
        for k in 0..state.shape.neurons(part.layer) {
            let weight = state.weight(Source::Layer(layer), n, part.layer, k);
            state.u[state.shape.first_lane(part.layer) + k] += sign * weight;
        }
    }
}

/// Step 4: every output is read out. A free output takes the read-out spike.
fn read_out(state: &mut State, streams: &mut Streams) {
    let (first, first_lane) = (
        state.shape.first(state.shape.last()),
        state.shape.first_lane(state.shape.last()),
    );
    for k in 0..state.stimulus.clamped.len() {
        let readout = spike(state, state.u[first_lane + k], streams.neuron.draw());
        state.predicted[first + k] = readout;
        if !state.stimulus.clamped[k] {
            state.spikes[first + k] = readout;
        }
        state.counts[k] = state.counts[k].wrapping_add(state.spikes[first + k] as u16);
    }
}

/// Step 5: evidence flips synapses, target group by target group, and in each of them source by source.
fn flip(state: &mut State, streams: &mut Streams) {
    let lanes = state.shape.lanes();
    for layer in 1..state.shape.len() {
        let (first, neurons) = (state.shape.first(layer), state.shape.neurons(layer));
        let evidence: Vec<i16> = (first..first + neurons)
            .map(|neuron| state.spikes[neuron] - state.predicted[neuron])
            .collect();
        for &e in &evidence {
            count(
                e,
                &mut state.counters.evidence_up,
                &mut state.counters.evidence_down,
            );
        }
        for (group, evidence) in evidence.chunks(lanes).enumerate() {
            let frozen = layer < state.shape.last() && !state.options.keeps(Ablation::FanIn);
            if frozen || evidence.iter().all(|&e| e == 0) {
                continue;
            }
            let sources: Vec<Source> = state.shape.sources(layer).collect();
            for source in sources {
                for k in 0..state.shape.of(source) {
                    if state.spike(source, k) == 1 {
                        let at = state.shape.index(source, k, layer, group * lanes);
                        flip_word(state, streams, at.expect("a word of this shape"), evidence);
                    }
                }
            }
        }
    }
}

/// Flips synapses in the word that begins at lane `first`, with one draw.
fn flip_word(state: &mut State, streams: &mut Streams, first: usize, evidence: &[i16]) {
    let (min, max) = state.range;
    let draw = streams.lanes.draw();
    for (lane, &e) in evidence.iter().enumerate() {
        let weight = state.weights[first + lane];
        let moved = (weight + e).clamp(min, max);
        if e != 0 && follows(state, draw[lane], weight, e) && moved != weight {
            state.weights[first + lane] = moved;
            count(
                e,
                &mut state.counters.flips_up,
                &mut state.counters.flips_down,
            );
        }
    }
}

/// Whether a bundle follows its evidence. If the uniform prior is taken away, the probability is proportional to the
/// number of synapses that can follow.
fn follows(state: &State, draw: u8, weight: i16, evidence: i16) -> bool {
    let (draw, flip) = (u32::from(draw), u32::from(state.registers.flip));
    if state.options.keeps(Ablation::UniformPrior) {
        return draw < flip;
    }
    let (min, max) = state.range;
    let able = match evidence {
        1 => max - weight,
        _ => weight - min,
    };
    draw * u32::from(max.abs_diff(min)) < flip * u32::from(able.unsigned_abs())
}

/// The background fluctuation in the bundles of one row.
fn fluctuate(state: &mut State, streams: &mut Streams) {
    if state.registers.noise == 0 {
        return;
    }
    let ((min, max), lanes) = (state.range, state.shape.lanes());
    let (first, words) = state.shape.row(state.noise_row);
    for word in first..first + words {
        let draw = streams.lanes.draw();
        for (lane, byte) in draw[..lanes].iter().enumerate() {
            if byte >> 1 < state.registers.noise {
                let weight = &mut state.weights[word * lanes + lane];
                let step = if byte & 1 == 1 { 1 } else { -1 };
                *weight = (*weight + step).clamp(min, max);
            }
        }
    }
    state.noise_row = (state.noise_row + 1) % state.shape.row_count();
}

/// The value of a p-bit: it is 1 with probability σ(potential).
fn spike(state: &State, potential: i32, draw: u16) -> i16 {
    i16::from(draw < state.tables.threshold(potential))
}

/// c(u) = f(u) − y·u, the surprise of a neuron that spikes y, in quanta.
fn surprise(state: &State, y: i16, u: i32) -> i32 {
    let linear = if y == 1 { -u } else { u };
    state.tables.softplus_tail(u) + linear.max(0)
}

fn count(evidence: i16, up: &mut u32, down: &mut u32) {
    *up = up.wrapping_add(u32::from(evidence > 0));
    *down = down.wrapping_add(u32::from(evidence < 0));
}
