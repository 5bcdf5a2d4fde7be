//! What a core is made to do while Verilator counts: everything in lockstep with the model, or against what the protocol says.

use verilator_sys::{Expect, Stalls};
use yuragi_engines::rtl::Rtl;
use yuragi_engines::{Engine, compare};
use yuragi_model::Model;
use yuragi_model::chance::SplitMix64;
use yuragi_model::network::{Registers, Rehearsal, Stimulus, Weights};
use yuragi_model::shape::{Shape, Source};
use yuragi_testbench::campaigns::coverage::Counted;
use yuragi_testbench::campaigns::frames::*;
use yuragi_testbench::campaigns::noise::Campaign;
use yuragi_testbench::circuits::host_link;

pub const SEED: u64 = 5;

pub fn same(model: &mut Model, rtl: &mut Rtl) {
    let design = model.design().clone();
    let difference = compare::Pair::new(model, rtl, &design).whole(true);
    assert_eq!(difference.expect("snapshots"), None, "seed {SEED}");
}

fn both(model: &mut Model, rtl: &mut Rtl, mut tell: impl FnMut(&mut dyn Engine)) {
    tell(model);
    tell(rtl);
}

fn learning(sweeps: u8, dwell: u16, flip: u16, noise: u8) -> Registers {
    Registers {
        learn: true,
        sweeps,
        dwell,
        flip,
        noise,
    }
}

fn pulse_reset(rtl: &mut Rtl) {
    let simulation = rtl.simulation_mut();
    let pin = simulation.library().port("i_reset").expect("a pin");
    for level in [1, 0] {
        simulation.poke(pin, level).expect("set");
        simulation.step(20).expect("run");
    }
}

/// A core and its model, side by side.
struct Pair<'a> {
    counted: &'a mut Counted,
    shape: Shape,
    model: Model,
    rtl: Rtl,
}

impl<'a> Pair<'a> {
    fn new(counted: &'a mut Counted) -> Self {
        Self {
            shape: counted.design.shape(),
            model: Model::new(&counted.design).expect("a model"),
            rtl: counted.core(&[]),
            counted,
        }
    }

    fn both(&mut self, tell: impl FnMut(&mut dyn Engine)) {
        both(&mut self.model, &mut self.rtl, tell);
    }

    fn same(&mut self) {
        same(&mut self.model, &mut self.rtl);
    }

    fn full(&self, clamped: bool, inputs: u8, outputs: u8) -> Stimulus {
        let (i, o) = (self.shape.inputs(), self.shape.outputs());
        Stimulus {
            intensities: [vec![inputs; i], vec![outputs; o]].concat(),
            clamped: vec![clamped; o],
        }
    }

    fn written(mut self, run: &str) {
        self.counted.written(run, self.rtl.simulation_mut());
    }
}

/// Random steps.
pub fn steps(counted: &mut Counted, presentations: u64) {
    let mut pair = Pair::new(counted);
    let design = pair.counted.design.clone();
    let mut engines = compare::Pair::new(&mut pair.model, &mut pair.rtl, &design);
    let plan = compare::Plan::closely(presentations);
    let steps = compare::RandomSteps::new(&design, SEED);
    let outcome = engines.run(steps, &plan, &mut |_| true);
    let difference = outcome.expect("run").difference;
    assert_eq!(difference, None, "seed {SEED}");
    pair.written("steps");
}

/// All spikes, all weights at a rail, draws; the most sweeps if the network is small.
pub fn rails(counted: &mut Counted) {
    let mut pair = Pair::new(counted);
    let shape = pair.shape.clone();
    let (low, high) = Weights::range(pair.counted.design.synapse.bits);
    let sweeps = if shape.hidden() * shape.outputs() < 64 {
        255
    } else {
        2
    };
    let rails = [
        (low, true, 255, learning(1, 65_535, 256, 128)),
        (high, true, 0, learning(sweeps, 0xaaaa, 85, 0)),
        (low, false, 255, learning(1, 0x5555, 170, 42)),
        (high, true, 255, learning(1, 1, 0, 85)),
    ];
    for (weight, clamped, intensity, registers) in rails {
        let weights = Weights {
            lanes: shape.lanes(),
            values: vec![weight; shape.depth() * shape.lanes()],
        };
        let stimulus = pair.full(clamped, intensity, intensity);
        pair.both(|engine| {
            engine.load_weights(&weights).expect("loaded");
            engine.configure(registers).expect("set");
            engine.show(&stimulus).expect("shown");
            engine.present(2).expect("presented");
        });
        pair.same();
    }
    for items in [80, 1, 7] {
        pair.both(|engine| {
            engine.draw(items).expect("drawn");
        });
    }
    pair.same();
    pair.written("rails");
}

/// Weights with which all neurons have evidence, up and down, or none has and the potentials are the largest. Then ages, totals
/// and rows of the background fluctuation that are set where they carry into their highest bits.
pub fn evidence(counted: &mut Counted) {
    let mut pair = Pair::new(counted);
    let (shape, synapse) = (pair.shape.clone(), pair.counted.design.synapse.clone());
    let nat = 1i32 << synapse.quantum_log2;
    let (low, high) = Weights::range(synapse.bits);
    let (low, high) = (i32::from(low), i32::from(high));
    let share = |nats: i32, of: usize| (nats * nat / of as i32).max(1);
    // the inputs decide a prediction beyond doubt, and the outputs overrule it
    let certain = share(12, shape.inputs() + 1);
    let strong = share(30, shape.outputs());
    let undecided = -strong * shape.hidden() as i32 - nat / 2;
    // weights of fan-in, fan-out and of the bias neuron to the outputs, and what the outputs are clamped to
    let states = [
        (-certain, strong, undecided, 255),
        (certain, strong, 1, 0),
        (high, strong, 12 * nat, 0),
        (high, low, low, 255),
    ];
    for (fan_in, fan_out, bias, intensity) in states {
        let mut snapshot = pair.model.snapshot();
        snapshot.registers = learning(1, 65_535, 256, 0);
        snapshot.stimulus = pair.full(true, 255, intensity);
        let weights = &mut snapshot.weights.values;
        for target in 1..shape.len() {
            for source in shape.sources(target) {
                let weight = match (target == shape.last(), source) {
                    (false, _) => fan_in,
                    (true, Source::Layer(_)) => fan_out,
                    (true, Source::Bias) => bias,
                };
                for index in shape.between(source, target) {
                    weights[index] = weight.clamp(low, high) as i16;
                }
            }
        }
        pair.both(|engine| {
            engine.restore(&snapshot).expect("restored");
            engine.present(1).expect("presented");
        });
        pair.same();
    }
    let row = |n: usize| n.min(shape.row_count() - 1);
    for (total, age, noise_row) in [
        (u32::MAX, 65_534, row(511)),
        (0x7fff_ffff, 32_766, row(1023)),
        (0xffff, 0, 0),
    ] {
        let mut snapshot = pair.model.snapshot();
        snapshot.registers = learning(1, 65_535, 128, 99);
        snapshot.counters = [total; 5].into();
        (snapshot.age, snapshot.noise_row) = (age, noise_row);
        pair.both(|engine| {
            engine.restore(&snapshot).expect("restored");
            engine.present(2).expect("presented");
        });
        pair.same();
    }
    pair.written("evidence");
}

/// Noise on the host port, with its oracle.
pub fn noise(counted: &mut Counted, frames: u64) {
    let mut campaign = Campaign::of(counted.core(&[]), &counted.design, SEED);
    campaign.run(frames).expect("as documented");
    counted.written("noise", campaign.into_rtl().simulation_mut());
}

/// Frames that must be refused, each for one reason, and leave the state as it was.
pub fn refusals(counted: &mut Counted) {
    let mut pair = Pair::new(counted);
    let store = pair.counted.design.hardware.stored_stimuli;
    let words = |words: [u16; 3]| words.map(u16::to_le_bytes).concat();
    // the fewest words of the row memory that no payload holds
    let too_many = LONGEST / (2 * pair.shape.lanes()) + 1;
    let mut refused = vec![
        (RESET, vec![], LENGTH),
        (READ, vec![ROWS, 1], LENGTH),
        (WRITE, vec![REGISTERS, 1, 0, 0], LENGTH),
        (WRITE, access(REGISTERS, 1, 0, &[1, 1]), LENGTH),
        (WRITE, access(REGISTERS, 1, 1, &[256]), VALUE),
        (PRESENT, vec![1, 0, 0, 0], LENGTH),
        (PRESENT, vec![1], LENGTH),
        (PRESENT, vec![0, 0], VALUE),
        (READ, access(9, 1, 0, &[]), ADDRESS),
        (READ, access(STORE, 1, 0, &[]), ADDRESS),
        (77, vec![], OPCODE),
    ];
    if too_many <= pair.shape.depth() {
        let rows = access(ROWS, too_many as u8, 0, &[]);
        refused.push((READ, rows, LENGTH));
    }
    if store > 0 {
        refused.extend([
            (REHEARSE, words([1, 0xffff, 0xffff]), VALUE),
            (REHEARSE, words([1, 0, 0]), VALUE),
            (REHEARSE, words([0, 1, 1]), VALUE),
            (REHEARSE, vec![1, 0, 1, 0], LENGTH),
        ]);
    } else {
        refused.push((REHEARSE, words([1, 1, 1]), OPCODE));
    }
    let (first, due) = (9, 10);
    pair.rtl.identify().expect("identified");
    pair.rtl
        .exchange(&frame(first, IDENTIFY, &[]), 1)
        .expect("identified");
    for (opcode, payload, code) in refused {
        let reply = pair.rtl.exchange(&frame(due, opcode, &payload), 1);
        let expected = refusal(due, opcode, code);
        assert_eq!(reply.expect("answered"), expected, "{opcode} {payload:?}");
    }
    pair.rtl.identify().expect("identified");
    pair.same();
    pair.written("refusals");
}

/// Stored stimuli, rehearsed: stimuli, presentations of each and passes.
pub fn rehearsals(counted: &mut Counted, plans: &[(u16, u16, u16)]) {
    let mut pair = Pair::new(counted);
    let mut chance = SplitMix64::new(SEED);
    let shape = pair.shape.clone();
    let stimuli: Vec<Stimulus> = (0..pair.counted.design.hardware.stored_stimuli)
        .map(|_| Stimulus {
            intensities: (0..shape.inputs() + shape.outputs())
                .map(|_| chance.word() as u8)
                .collect(),
            clamped: (0..shape.outputs()).map(|_| chance.one_in(2)).collect(),
        })
        .collect();
    pair.both(|engine| {
        engine.store(&stimuli).expect("stored");
    });
    for &(stimuli, presentations, passes) in plans {
        let rehearsal = Rehearsal {
            stimuli,
            presentations,
            passes,
        };
        pair.both(|engine| {
            engine.rehearse(rehearsal).expect("rehearsed");
        });
        pair.same();
    }
    // the pin while a stimulus is copied: the core starts as at power-on
    pulse_reset(&mut pair.rtl);
    pair.rtl.identify().expect("identified");
    pair.written("rehearsals");
}

/// A core that wakes up with `weights`.
pub fn trained(counted: &mut Counted, weights: &Weights) {
    let mut pair = Pair::new(counted);
    pair.model.wake_trained(weights).expect("weights");
    pair.same();
    let stimulus = pair.full(true, 200, 100);
    pair.both(|engine| {
        engine.configure(learning(1, 3, 200, 9)).expect("set");
        engine.show(&stimulus).expect("shown");
        engine.present(50).expect("presented");
    });
    pair.same();
    pair.written("trained");
}

/// What no other run does: a host that pauses, the reset pin, 65,535 presentations, most of which are passed over.
pub fn odds(counted: &mut Counted) {
    let mut rtl = counted.core(&[("sequencer", "presented_before")]);
    let library = rtl.simulation_mut().library();
    let host = host_link(&library);
    let ask = |rtl: &mut Rtl, bytes: &[u8], frames, cycles| {
        let stalls = Stalls {
            seed: SEED,
            input: 0.3,
            output: 0.3,
        };
        let expect = Expect::Frames(RULE, frames);
        let simulation = rtl.simulation_mut();
        simulation.transact_stalled(&host, bytes, expect, cycles, stalls)
    };
    let begin = [
        frame(0, IDENTIFY, &[]),
        frame(1, WRITE, &access(REGISTERS, 1, 1, &[1])),
    ];
    ask(&mut rtl, &begin.concat(), 2, 10_000_000).expect("answered");
    // most of 65,535 presentations are passed over
    let all = frame(2, PRESENT, &[255, 255]);
    ask(&mut rtl, &all, 1, 2_000).expect_err("it takes longer");
    let before = rtl
        .simulation_mut()
        .variable("yuragi_core.sequencer.presented_before");
    let before = before.expect("in reach");
    for at in [0x00ff, 0x7ffe, 0xfffc] {
        rtl.simulation_mut().poke(before, at).expect("set");
        rtl.simulation_mut().step(3_000).expect("run");
    }
    ask(&mut rtl, &[], 1, 100_000).expect("answered");
    // the pin, in the midst of presentations
    let due = frame(3, PRESENT, &[255, 0]);
    ask(&mut rtl, &due, 1, 500).expect_err("it takes longer");
    pulse_reset(&mut rtl);
    ask(&mut rtl, &frame(4, IDENTIFY, &[]), 1, 1_000_000).expect("answered");
    counted.written("odds", rtl.simulation_mut());
}
