//! One presentation as `docs/reference/spec.md` states it, step by step and neuron by neuron.
//!
//! This is the text against which everything else is held: the fast path beside it, and the hardware.

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

/// Step 1: every intensity becomes a spike; an output takes it if it is clamped.
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

/// Step 2: prediction spikes, from which the hidden state starts.
fn predict(state: &mut State, streams: &mut Streams) {
    for j in 0..state.layout.hidden {
        state.v[j] = (0..=state.layout.inputs)
            .map(|i| weight_in(state, j, i) * i32::from(state.x[i]))
            .sum();
        state.predicted[j] = spike(state, state.v[j], streams.neuron.draw());
    }
}

/// Step 3: every hidden neuron from its conditional, given the clamped outputs. One draw decides twice: with the retrograde signal the
/// neuron's spike, without it the prediction spike that goes with it.
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
            // What h_j would contribute to u if it were the other way round.
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

/// Step 4: every output is read out; a free one spikes so.
fn read_out(state: &mut State, streams: &mut Streams) {
    for k in 0..state.layout.outputs {
        state.readout[k] = spike(state, state.u[k], streams.neuron.draw());
        if !state.stimulus.clamped[k] {
            state.y[k] = state.readout[k];
        }
        // A count is at most the number of presentations, 16 bits.
        state.counts[k] = state.counts[k].wrapping_add(state.y[k] as u16);
    }
}

/// Step 5: evidence flips synapses, rows in order, fan-out before fan-in.
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
    // by row as in the specification: row H, the bias neuron, has fan-out only
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

/// The words that begin at lane `first`, one draw each; every lane with its own evidence.
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

/// Whether a bundle follows its evidence. In the ablation of independent synapses as often as there are synapses that can.
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

/// The background fluctuation of the synapses of one row.
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

/// w_ji, from input i (I is the bias) to hidden neuron j.
fn weight_in(state: &State, j: usize, i: usize) -> i32 {
    state.weights[state.row(j) + state.fan_out() + i].into()
}

/// w_kj, from hidden neuron j (H is the bias) to output k.
fn weight_out(state: &State, j: usize, k: usize) -> i32 {
    state.weights[state.row(j) + k].into()
}

/// A p-bit: 1 with probability σ(potential).
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
