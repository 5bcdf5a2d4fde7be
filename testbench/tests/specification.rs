//! Every engine computes what `docs/spec.md` says: every bit of its state, against a second implementation that was written from
//! that page alone (`testbench/src/replay.rs`). What model and Verilog have wrong alike shows here.

use yuragi::chance::SplitMix64;
use yuragi::design::{Design, Hardware, Network, Random, Sampling, Synapse};
use yuragi::engines::stimulation::{RandomSteps, Step};
use yuragi::engines::{Engine, engine, lockstep};
use yuragi::model::{Model, Options, Snapshot};
use yuragi::network::{Counters, Registers, Stimulus};
use yuragi_testbench::oracle::threshold;
use yuragi_testbench::replay::Replay;

fn design(neurons: [usize; 3], bits: u32, quantum_log2: u32, lanes: [usize; 2]) -> Design {
    let [inputs, hidden, outputs] = neurons;
    let design = Design {
        network: Network {
            inputs,
            hidden,
            outputs,
        },
        synapse: Synapse {
            bits,
            quantum_log2,
            flip: 0.5,
            noise: 0.25,
        },
        sampling: Sampling {
            sweeps: 2,
            dwell: 3,
        },
        hardware: Hardware {
            lanes: lanes[0],
            retrograde_lanes: lanes[1],
            stored_stimuli: 0,
        },
        random: Random { seed: 0x5eed },
    };
    design.validate().expect("a design of this test");
    design
}

fn random_design(chance: &mut SplitMix64) -> Design {
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
    let equal = lockstep::compare(&replay.snapshot().into(), &found.clone().into(), bits);
    let equal = equal.map_err(|difference| difference.to_string())?;
    assert!(found == replay.snapshot(), "equal in all that is compared");
    Ok(equal.bits)
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
        let mut engine = engine(name, &design).expect("an engine");
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

/// Sixteen bits that the stream is to give after `after` (0 or 1) draws: its state, the other bits as they are.
fn with_draw(state: &[u64], taps: [usize; 3], after: usize, draw: u16) -> Vec<u64> {
    let mut s = u128::from(state[0]) | u128::from(state[1]) << 64;
    let set = |s: u128, i: usize, bit: bool| s & !(1 << i) | u128::from(bit) << i;
    if after == 0 {
        s = (0..16).fold(s, |s, i| set(s, 73 + i, draw >> i & 1 == 1));
    } else {
        // new[i] = s[i] ^ s[i+a] ^ s[i+b] ^ s[i+c]: from the highest, so that all others are known
        for i in (0..16).rev() {
            let others = taps
                .iter()
                .fold(false, |bit, tap| bit ^ (s >> (i + tap) & 1 == 1));
            s = set(s, i, others ^ (draw >> i & 1 == 1));
        }
    }
    vec![s as u64, (s >> 64) as u64]
}

const ENCODER_TAPS: [usize; 3] = [20, 29, 39];
const NEURON_TAPS: [usize; 3] = [13, 19, 38];

/// One presentation from a state that was made up, on the engine and by the specification.
fn presented(engine: &mut dyn Engine, design: &Design, state: &Snapshot) -> Snapshot {
    let mut replay = Replay::new(design);
    replay.restore(state);
    replay.apply(&Step::Present(1));
    engine.restore(state).expect("restored");
    engine.present(1).expect("presented");
    if let Err(difference) = same(&replay, engine, design.synapse.bits) {
        panic!("{difference} (specification, engine); from {state:?}");
    }
    replay.snapshot()
}

/// Every threshold, of hidden neuron and output, at both ends of its bin: draws of T − 1 spike, draws of T do not. No statistics
/// could see the difference of 1/65536.
fn thresholds_are_exact(name: &str) {
    let design = design([0, 1, 1], 12, 7, [1, 1]);
    let mut engine = engine(name, &design).expect("an engine");
    let dark = Replay::new(&design).snapshot();
    // 8 nats are 1024 quanta, a bin is 4; two bins beyond the table
    for v in (-1032..=1032_i16).filter(|v| matches!(v.rem_euclid(4), 0 | 1 | 3)) {
        for neuron in 0..2 {
            let t = threshold(v.into(), 7);
            for draw in [t - 1, t.min(65535)] {
                let mut state = dark.clone();
                // row 0: fan-out, bias; row 1: the bias neuron's fan-out
                state.weights.values = if neuron == 0 {
                    vec![0, v, 0]
                } else {
                    vec![0, 0, v]
                };
                state.streams.neuron =
                    with_draw(&dark.streams.neuron, NEURON_TAPS, neuron, draw as u16);
                let spikes = presented(engine.as_mut(), &design, &state).spikes;
                let spike = [spikes.hidden[0], spikes.readout[0]][neuron];
                assert_eq!(
                    spike,
                    draw < t,
                    "{name}: neuron {neuron}, v = {v}, draw {draw}"
                );
            }
        }
    }
}

/// Every intensity at the draws q − 1, q and 255, in both bytes of a draw, for an input and for a clamped output.
fn intensities_are_exact(name: &str) {
    let design = design([1, 1, 1], 4, 1, [1, 1]);
    let mut engine = engine(name, &design).expect("an engine");
    let dark = Replay::new(&design).snapshot();
    for q in 0..=255_u8 {
        for draw in [q.saturating_sub(1), q, 255] {
            let mut state = dark.clone();
            state.stimulus = Stimulus {
                intensities: vec![q; 2],
                clamped: vec![true],
            };
            let draws = u16::from(draw) * 0x101;
            state.streams.encoder = with_draw(&dark.streams.encoder, ENCODER_TAPS, 0, draws);
            let spikes = presented(engine.as_mut(), &design, &state).spikes;
            let spike = q == 255 || draw < q;
            assert_eq!(
                (spikes.inputs[0], spikes.outputs[0]),
                (spike, spike),
                "{name}: {q}"
            );
        }
    }
}

/// Every probability of a flip and of noise, at the draws beside it and at the rails.
fn flips_are_exact(name: &str) {
    let design = design([0, 1, 1], 3, 1, [1, 1]);
    let mut engine = engine(name, &design).expect("an engine");
    let dark = Replay::new(&design).snapshot();
    let mut moved = 0;
    for flip in 0..=256_u16 {
        for draw in [flip.saturating_sub(1), flip.min(255)] {
            for weight in [-4, -3, 2, 3] {
                let mut state = dark.clone();
                state.registers = Registers {
                    learn: true,
                    sweeps: 1,
                    dwell: 1,
                    flip,
                    noise: (flip / 2) as u8,
                };
                state.stimulus = Stimulus {
                    intensities: vec![if weight > 0 { 255 } else { 0 }],
                    clamped: vec![true],
                };
                state.weights.values = vec![0, 0, weight];
                // ŷ is the other way round: its draw, the third, follows whatever the stream has
                state.streams.lanes[0] = state.streams.lanes[0] & !0xff | u64::from(draw);
                let after = presented(engine.as_mut(), &design, &state);
                moved += after.counters.flips_up + after.counters.flips_down;
            }
        }
    }
    assert!(moved > 0, "{name}: nothing moved");
}

#[test]
fn model_at_the_edge_of_every_probability() {
    thresholds_are_exact("model");
    intensities_are_exact("model");
    flips_are_exact("model");
}

#[test]
fn rtl_at_the_edge_of_every_probability() {
    thresholds_are_exact("rtl");
    intensities_are_exact("rtl");
    flips_are_exact("rtl");
}

/// A network without its retrograde signal, and one that forgets a bit of its state, are seen.
#[test]
fn what_differs_from_the_specification_is_seen() {
    let design = design([2, 3, 2], 6, 3, [2, 1]);
    let options = Options {
        retrograde: false,
        ..Options::default()
    };
    let mut deaf = Model::with_options(&design, options).expect("a model");
    assert!(campaign(&design, &mut deaf, 1, 300).is_err());
    let mut model = Model::new(&design).expect("a model");
    let mut state = model.snapshot();
    state.streams.lanes[0] ^= 1;
    model.restore(&state).expect("restored");
    assert!(same(&Replay::new(&design), &mut model, 6).is_err());
}
