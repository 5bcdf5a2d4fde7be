//! Every engine computes what `docs/reference/spec.md` says: every bit of its state, against a second implementation that was written from
//! that page alone (`testbench/src/oracle/replay.rs`). What model and Verilog have wrong alike shows here.

use yuragi_engines::compare::{RandomSteps, Step};
use yuragi_engines::{Engine, Kind, compare};
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;
use yuragi_model::network::{Counters, Registers, Stimulus};
use yuragi_model::options::{Ablation, Options};
use yuragi_model::{Model, Snapshot};
use yuragi_testbench::oracle::replay::Replay;
use yuragi_testbench::oracle::sampling;
use yuragi_testbench::oracle::{Network, threshold};

fn design(neurons: [usize; 3], bits: u32, quantum_log2: u32, lanes: [usize; 2]) -> Design {
    let mut design = sampling::design(neurons, bits, quantum_log2, lanes);
    (design.synapse.flip, design.synapse.noise) = (0.5, 0.25);
    (design.sampling.sweeps, design.sampling.dwell) = (2, 3);
    design.random.seed = 0x5eed;
    design
}

fn random_design(chance: &mut SplitMix64) -> Design {
    let mut design = random_shallow(chance);
    if chance.one_in(3) {
        return design;
    }
    let hidden = (0..chance.within(0, 3)).map(|_| chance.within(1, 6) as usize);
    let hidden: Vec<usize> = hidden.collect();
    design.network.set_hidden(&hidden);
    let layers = design.network.layers.len();
    let skips = (0..layers).flat_map(|from| (from + 2..layers).map(move |to| [from, to]));
    design.network.skips = skips.filter(|_| chance.one_in(2)).collect();
    design.synapse.initial = Some(chance.within(0, design.synapse.bits.into()) as u32);
    design
}

fn random_shallow(chance: &mut SplitMix64) -> Design {
    let retrograde = chance.within(1, 4) as usize;
    let neurons = [(0, 9), (1, 7), (1, 9)];
    design(
        neurons.map(|(low, high)| chance.within(low, high) as usize),
        chance.within(2, 12) as u32,
        chance.within(0, 12) as u32,
        [
            retrograde * chance.within(1, (64 / retrograde) as i64) as usize,
            retrograde,
        ],
    )
}

/// Presents as the specification says and as the engine does; the first difference, in words.
fn same(replay: &Replay, engine: &mut dyn Engine, bits: u32) -> Result<u64, String> {
    let found = engine.snapshot().expect("a snapshot");
    let equal = compare::compare(&replay.snapshot().into(), &found.clone().into(), bits);
    let equal = equal.map_err(|difference| difference.to_string())?;
    assert!(found == replay.snapshot(), "equal in all that is compared");
    Ok(equal.bits())
}

/// Random commands from power-on, and after half of them 32-bit counters close to their end.
fn campaign(
    design: &Design,
    engine: &mut dyn Engine,
    seed: u64,
    presentations: u64,
) -> Result<u64, String> {
    let mut replay = Replay::new(design);
    let bits = design.synapse.bits;
    let mut compared = same(&replay, engine, bits)?;
    let (mut done, mut wrapped) = (0, false);
    for step in RandomSteps::new(design, seed) {
        replay.apply(&step);
        step.apply(engine).expect("a command");
        let Step::Present(n) = step else { continue };
        done += u64::from(n);
        let equal = same(&replay, engine, bits);
        compared +=
            equal.map_err(|difference| format!("after {done} presentations: {difference}"))?;
        if done >= presentations {
            break;
        }
        if done > presentations / 2 && !wrapped {
            wrapped = true;
            let mut state = replay.snapshot();
            state.counters = Counters::from([u32::MAX - 5; 5]);
            replay.restore(&state);
            engine.restore(&state).expect("restored");
        }
    }
    Ok(compared)
}

fn campaigns(name: &str, designs: usize, presentations: u64, seed: u64) {
    let mut chance = SplitMix64::new(seed);
    let mut compared = 0;
    for _ in 0..designs {
        let (design, steps) = (random_design(&mut chance), chance.word());
        let mut engine = name
            .parse::<Kind>()
            .and_then(|kind| kind.make(&design))
            .expect("an engine");
        compared += campaign(&design, engine.as_mut(), steps, presentations).unwrap_or_else(|e| {
            panic!(
                "{name}: {e} (specification, {name}); seed {steps}\n{}",
                design.to_toml()
            )
        });
    }
    println!(
        "{name}: {designs} designs, {presentations} presentations each, {compared} bits equal"
    );
}

#[test]
fn model_computes_what_the_specification_says() {
    campaigns("model", 40, 300, 1);
}

#[test]
fn rtl_computes_what_the_specification_says() {
    campaigns("rtl", 2, 300, 2);
}

/// The state of a recurrence that gives this draw after so many others, the other bits taken from `state`.
fn with_draw(state: &[u64], taps: [usize; 3], after: usize, draw: u16) -> Vec<u64> {
    let mut s = u128::from(state[0]) | u128::from(state[1]) << 64;
    s = s & !(0xffff << 73) | u128::from(draw) << 73;
    for _ in 0..after {
        // a step back: s[88:73] = new gives the sixteen bits that fell out, the highest first, since the lower ones need them
        let new = s >> 73;
        s = s << 16 & ((1 << 89) - 1);
        for i in (0..16).rev() {
            let bits = taps
                .iter()
                .fold(new >> i, |bits, tap| bits ^ s >> (i + tap));
            s |= (bits & 1) << i;
        }
    }
    vec![s as u64, (s >> 64) as u64]
}

const ENCODER_TAPS: [usize; 3] = [20, 29, 39];
const NEURON_TAPS: [usize; 3] = [13, 19, 38];

/// A core with one neuron in each layer, in states that are made up so that a draw falls beside a threshold.
struct Edge {
    design: Design,
    engine: Box<dyn Engine>,
    dark: Snapshot,
}

impl Edge {
    fn new(name: &str) -> Self {
        let design = design([1, 1, 1], 12, 7, [1, 1]);
        Self {
            engine: name
                .parse::<Kind>()
                .and_then(|kind| kind.make(&design))
                .expect("an engine"),
            dark: Replay::new(&design).snapshot(),
            design,
        }
    }

    /// The state of power-on with the neuron draw number `after` given, and other weights: to the output from the hidden neuron, to that
    /// from the input and the bias, to the output from the bias.
    fn state(&self, weights: [i16; 4], after: usize, draw: u16) -> Snapshot {
        let mut state = self.dark.clone();
        let [out, input, bias, bias_out] = weights;
        state.weights.values = vec![input, out, bias, bias_out];
        state.streams.neuron = with_draw(&self.dark.streams.neuron, NEURON_TAPS, after, draw);
        state
    }

    /// One presentation, on the engine and by the specification, which must agree.
    fn presented(&mut self, state: &Snapshot) -> Snapshot {
        let mut replay = Replay::new(&self.design);
        replay.restore(state);
        replay.apply(&Step::Present(1));
        self.engine.restore(state).expect("restored");
        self.engine.present(1).expect("presented");
        let engine = self.engine.as_mut();
        if let Err(difference) = same(&replay, engine, self.design.synapse.bits) {
            panic!("{difference} (specification, engine); from {state:?}");
        }
        replay.snapshot()
    }

    /// Every threshold, of hidden neuron and output, at both ends of its bin: draws of T − 1 spike, draws of T do not. No statistics
    /// could see the difference of 1/65536.
    fn thresholds(&mut self) {
        // 8 nats are 1024 quanta, a bin is 4; two bins beyond the table
        for v in (-1032..=1032_i16).filter(|v| matches!(v.abs() % 4, 0 | 3)) {
            for neuron in 0..2 {
                let t = threshold(v.into(), 7);
                for draw in [t - 1, t] {
                    let weights = [[0, 0, v, 0], [0, 0, 0, v]][neuron];
                    let state = self.state(weights, neuron, draw as u16);
                    let spikes = self.presented(&state).spikes;
                    let spike = [spikes.hidden[0], spikes.readout[0]][neuron];
                    assert_eq!(spike, draw < t, "neuron {neuron}, v = {v}, draw {draw}");
                }
            }
        }
    }

    /// The draw of resampling held against both thresholds: with the retrograde signal it decides the hidden spike, without it the prediction
    /// spike. At the draws beside each.
    fn one_draw_decides_twice(&mut self) {
        let mut apart = 0;
        for v in (-1032..=1032_i16).step_by(24) {
            for (weight, bias, y) in [
                (0, 300, true),
                (700, -500, true),
                (700, -500, false),
                (-260, 90, true),
                (-260, 90, false),
            ] {
                let network = Network {
                    quantum_log2: 7,
                    fan_in: vec![vec![0, v.into()]],
                    fan_out: vec![vec![weight.into()], vec![bias.into()]],
                };
                let logit = network.logit(&[v.into()], &[Some(y)], 0, 0);
                let [without, with] = [i64::from(v), logit].map(|v| threshold(v, 7));
                for draw in [without - 1, without, with - 1, with] {
                    // the first draw predicts, the second resamples
                    let mut state = self.state([weight, 0, v, bias], 1, draw as u16);
                    state.stimulus = Stimulus {
                        intensities: vec![0, if y { 255 } else { 0 }],
                        clamped: vec![true],
                    };
                    state.registers.sweeps = 1;
                    let spikes = self.presented(&state).spikes;
                    let found = (spikes.hidden[0], spikes.predicted[0]);
                    let expected = (draw < with, draw < without);
                    assert_eq!(found, expected, "v {v}, weight {weight}, draw {draw}");
                    apart += u32::from(found.0 != found.1);
                }
            }
        }
        assert!(apart > 100, "{apart}");
    }

    /// Every intensity at the draws q − 1, q and 255, in both bytes of a draw, of an input and a clamped output.
    fn intensities(&mut self) {
        for q in 0..=255_u8 {
            for draw in [q.saturating_sub(1), q, 255] {
                let mut state = self.dark.clone();
                state.stimulus = Stimulus {
                    intensities: vec![q; 2],
                    clamped: vec![true],
                };
                let draws = u16::from(draw) * 0x101;
                state.streams.encoder =
                    with_draw(&self.dark.streams.encoder, ENCODER_TAPS, 0, draws);
                let spikes = self.presented(&state).spikes;
                let spike = q == 255 || draw < q;
                let found = (spikes.inputs[0], spikes.outputs[0]);
                assert_eq!(found, (spike, spike), "intensity {q}, draw {draw}");
            }
        }
    }

    /// A state that learns, with evidence `e` at the output and none elsewhere, the bias's weight to the output and the first lane draw.
    fn learning(&self, e: i16, weight: i16, draw: u8) -> Snapshot {
        // the hidden neuron is silent, and the third draw reads out
        let readout = if e > 0 { 0xffff } else { 0 };
        let mut state = self.state([0, 0, -2048, weight], 2, readout);
        state.stimulus = Stimulus {
            intensities: vec![0, if e < 0 { 0 } else { 255 }],
            clamped: vec![true],
        };
        state.streams.lanes[0] = state.streams.lanes[0] & !0xff | u64::from(draw);
        state.registers = Registers {
            learn: true,
            sweeps: 1,
            dwell: 1,
            flip: 0,
            noise: 0,
        };
        state.noise_row = 2;
        state
    }

    /// Every probability of a flip at the draws beside it, up and down, at the rails and beside them.
    fn flips(&mut self) {
        for flip in 0..=256_u16 {
            for draw in [flip.saturating_sub(1), flip.min(255)] {
                for (e, weight, step) in
                    [(1, 2046, 1), (1, 2047, 0), (-1, -2047, -1), (-1, -2048, 0)]
                {
                    let mut state = self.learning(e, weight, draw as u8);
                    state.registers.flip = flip;
                    let after = self.presented(&state);
                    let moved = if draw < flip { step } else { 0 };
                    let found = after.weights.values[3] - weight;
                    assert_eq!(found, moved, "flip {flip}, draw {draw}, weight {weight}");
                }
            }
        }
    }

    /// Every probability of noise at the draws beside it, up and down, at a rail and beside it.
    fn noise(&mut self) {
        for noise in 0..=128_u8 {
            for draw in [noise.saturating_sub(1), noise.min(127)] {
                for (weight, up, step) in
                    [(2046, 1, 1), (2047, 1, 0), (-2047, 0, -1), (-2048, 0, 0)]
                {
                    let mut state = self.learning(0, weight, draw << 1 | up);
                    state.registers.noise = noise;
                    // the row of the hidden neuron, which is silent, has one word
                    state.noise_row = 1;
                    state.weights.values[1] = weight;
                    let after = self.presented(&state);
                    let moved = if draw < noise { step } else { 0 };
                    let found = after.weights.values[1] - weight;
                    assert_eq!(found, moved, "noise {noise}, draw {draw}, weight {weight}");
                }
            }
        }
    }

    fn all(name: &str) {
        let mut edge = Self::new(name);
        edge.thresholds();
        edge.one_draw_decides_twice();
        edge.intensities();
        edge.flips();
        edge.noise();
    }
}

#[test]
fn model_at_the_edge_of_every_probability() {
    Edge::all("model");
}

#[test]
fn rtl_at_the_edge_of_every_probability() {
    Edge::all("rtl");
}

/// A network without its retrograde signal, one with a draw for each spike of a hidden neuron, and one that forgets a bit of its state,
/// are seen.
#[test]
fn what_differs_from_the_specification_is_seen() {
    let design = design([2, 3, 2], 6, 3, [2, 1]);
    let options = Options::default().without([Ablation::Retrograde]);
    let mut deaf = Model::with_options(&design, options).expect("a model");
    assert!(campaign(&design, &mut deaf, 1, 300).is_err());
    let options = Options::default().without([Ablation::OneDraw]);
    let mut two_draws = Model::with_options(&design, options).expect("a model");
    assert!(campaign(&design, &mut two_draws, 1, 300).is_err());
    let mut model = Model::new(&design).expect("a model");
    let mut state = model.snapshot();
    state.streams.lanes[0] ^= 1;
    model.restore(&state).expect("restored");
    assert!(same(&Replay::new(&design), &mut model, 6).is_err());
}
