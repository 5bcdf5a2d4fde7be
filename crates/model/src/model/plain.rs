//! One presentation as `docs/reference/spec.md` describes it, step by step and neuron by neuron.
//!
//! The fast path and the hardware are compared with this code.

use super::state::State;
use crate::network::Weights;
use crate::options::Ablation;
use crate::random::Streams;

/// Presents the stimulus once.
pub(super) fn present(state: &mut State, streams: &mut Streams) {
    encode(state, streams);
    predict(state, streams);
    resample(state, streams);
    read_out(state, streams);
    if state.registers.learn {
        flip(state, streams);
        fluctuate(state, streams);
    }
    state.age = if state.age + 1 == state.registers.dwell {
        0
    } else {
        state.age + 1
    };
    state.counters.presentations = state.counters.presentations.wrapping_add(1);
}

/// Step 1: every intensity becomes a spike or none. An output takes this value only if it is clamped.
fn encode(state: &mut State, streams: &mut Streams) {
    let inputs = state.layout.inputs;
    for (m, pair) in state.stimulus.intensities.chunks(2).enumerate() {
        let draw = streams.encoder.draw().to_le_bytes();
        for (side, (&q, byte)) in pair.iter().zip(draw).enumerate() {
            let unit = 2 * m + side;
            let spike = i16::from(q == 255 || byte < q);
            if unit < inputs {
                state.x[unit] = spike;
            } else if state.stimulus.clamped[unit - inputs] {
                state.y[unit - inputs] = spike;
            }
        }
    }
}

/// Step 2: the hidden neurons draw their prediction spikes. A fresh hidden state starts from them.
fn predict(state: &mut State, streams: &mut Streams) {
    for j in 0..state.layout.hidden {
        state.v[j] = (0..=state.layout.inputs)
            .map(|i| weight_in(state, j, i) * i32::from(state.x[i]))
            .sum();
        state.predicted[j] = spike(state, state.v[j], streams.neuron.draw());
    }
}

/// Step 3: every hidden neuron is drawn from its conditional distribution, given the clamped outputs.
///
/// One draw decides two spikes: with the retrograde signal the spike of the neuron, without it its prediction spike.
fn resample(state: &mut State, streams: &mut Streams) {
    let (hidden, outputs) = (state.layout.hidden, state.layout.outputs);
    let clamped = state.stimulus.clamped.contains(&true);
    if state.age == 0 || !clamped {
        state.h[..hidden].copy_from_slice(&state.predicted[..hidden]);
    }
    for k in 0..outputs {
        state.u[k] = (0..=hidden)
            .map(|j| weight_out(state, j, k) * i32::from(state.h[j]))
            .sum();
    }
    if !clamped {
        return;
    }
    for _ in 0..state.registers.sweeps {
        for j in 0..hidden {
            // If h_j changed, u_k would change by this sign times w_kj.
            let sign = if state.h[j] == 1 { -1 } else { 1 };
            let mut logit = state.v[j];
            for k in 0..outputs {
                if state.stimulus.clamped[k] && state.options.keeps(Ablation::Retrograde) {
                    let flipped = state.u[k] + sign * weight_out(state, j, k);
                    logit += sign * (surprise(state, k, state.u[k]) - surprise(state, k, flipped));
                }
            }
            let draw = streams.neuron.draw();
            let h = spike(state, logit, draw);
            if state.options.keeps(Ablation::OneDraw) {
                state.predicted[j] = spike(state, state.v[j], draw);
            }
            if h != state.h[j] {
                state.h[j] = h;
                for k in 0..outputs {
                    state.u[k] += sign * weight_out(state, j, k);
                }
            }
        }
    }
}

/// Step 4: every output is read out. A free output takes the read-out spike.
fn read_out(state: &mut State, streams: &mut Streams) {
    for k in 0..state.layout.outputs {
        state.readout[k] = spike(state, state.u[k], streams.neuron.draw());
        if !state.stimulus.clamped[k] {
            state.y[k] = state.readout[k];
        }
        // A count is at most the number of presentations, which has 16 bits.
        state.counts[k] = state.counts[k].wrapping_add(state.y[k] as u16);
    }
}

/// Step 5: evidence flips synapses, row after row, the fan-out before the fan-in.
fn flip(state: &mut State, streams: &mut Streams) {
    let hidden = state.layout.hidden;
    let evidence_out: Vec<i16> = (state.y.iter().zip(&state.readout))
        .map(|(y, readout)| y - readout)
        .take(state.fan_out())
        .collect();
    let evidence_in: Vec<i16> = (state.h.iter().zip(&state.predicted))
        .map(|(h, predicted)| h - predicted)
        .collect();
    for &e in evidence_in.iter().chain(&evidence_out) {
        count(
            e,
            &mut state.counters.evidence_up,
            &mut state.counters.evidence_down,
        );
    }
    let surprised = evidence_out.iter().any(|&e| e != 0);
    // Loop over rows as the specification does. Row H of the bias neuron has only a fan-out.
    #[allow(clippy::needless_range_loop)]
    for j in 0..=hidden {
        let row = state.row(j);
        if state.h[j] == 1 && surprised {
            flip_words(state, streams, row, &evidence_out);
        }
        if j < hidden && evidence_in[j] != 0 && state.options.keeps(Ablation::FanIn) {
            let evidence: Vec<i16> = (state.x[..state.fan_in()].iter())
                .map(|x| x * evidence_in[j])
                .collect();
            flip_words(state, streams, row + evidence_out.len(), &evidence);
        }
    }
}

/// Flips synapses in the words that begin at lane `first`, with one draw for each word. `evidence` has a value for
/// each lane.
fn flip_words(state: &mut State, streams: &mut Streams, first: usize, evidence: &[i16]) {
    let (min, max) = Weights::range(state.bits);
    for (word, evidence) in evidence.chunks(state.layout.lanes).enumerate() {
        let draw = streams.lanes.draw();
        for (lane, &e) in evidence.iter().enumerate() {
            let place = first + word * state.layout.lanes + lane;
            let weight = state.weights[place];
            let moved = (weight + e).clamp(min, max);
            if e != 0 && flips(state, draw[lane], weight, e) && moved != weight {
                state.weights[place] = moved;
                count(
                    e,
                    &mut state.counters.flips_up,
                    &mut state.counters.flips_down,
                );
            }
        }
    }
}

/// Whether a bundle follows its evidence. If the uniform prior is taken away, the probability is proportional to the
/// number of synapses that can follow.
fn flips(state: &State, draw: u8, weight: i16, evidence: i16) -> bool {
    let (draw, flip) = (u32::from(draw), u32::from(state.registers.flip));
    if state.options.keeps(Ablation::UniformPrior) {
        return draw < flip;
    }
    let (min, max) = Weights::range(state.bits);
    let able = if evidence > 0 {
        max - weight
    } else {
        weight - min
    };
    draw * u32::from(max.abs_diff(min)) < flip * u32::from(able.unsigned_abs())
}

/// The background fluctuation in the bundles of one row.
fn fluctuate(state: &mut State, streams: &mut Streams) {
    if state.registers.noise == 0 {
        return;
    }
    let (min, max) = Weights::range(state.bits);
    let (first, lanes) = (state.row(state.noise_row), state.layout.lanes);
    for word in 0..state.layout.words_in_row(state.noise_row) {
        let draw = streams.lanes.draw();
        for (lane, byte) in draw[..lanes].iter().enumerate() {
            if byte >> 1 < state.registers.noise {
                let weight = &mut state.weights[first + word * lanes + lane];
                let step = if byte & 1 == 1 { 1 } else { -1 };
                *weight = (*weight + step).clamp(min, max);
            }
        }
    }
    state.noise_row = if state.noise_row == state.layout.hidden {
        0
    } else {
        state.noise_row + 1
    };
}

/// w_ji, the weight from input i (I is the bias neuron) to hidden neuron j.
fn weight_in(state: &State, j: usize, i: usize) -> i32 {
    state.weights[state.row(j) + state.fan_out() + i].into()
}

/// w_kj, the weight from hidden neuron j (H is the bias neuron) to output k.
fn weight_out(state: &State, j: usize, k: usize) -> i32 {
    state.weights[state.row(j) + k].into()
}

/// The value of a p-bit: it is 1 with probability σ(potential).
fn spike(state: &State, potential: i32, draw: u16) -> i16 {
    i16::from(draw < state.tables.threshold(potential))
}

/// c_k(u) = f(u) − y_k·u, the surprise of clamped output k in quanta.
fn surprise(state: &State, k: usize, u: i32) -> i32 {
    let linear = if state.y[k] == 1 { -u } else { u };
    state.tables.softplus_tail(u) + linear.max(0)
}

fn count(evidence: i16, up: &mut u32, down: &mut u32) {
    *up = up.wrapping_add(u32::from(evidence > 0));
    *down = down.wrapping_add(u32::from(evidence < 0));
}
