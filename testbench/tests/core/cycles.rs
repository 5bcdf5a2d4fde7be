//! Clock cycles of the Verilated core, phase by phase: those that follow from what spiked, changed and had evidence are exact, the others
//! within the bounds of `costs`.
//!
//! After every clock edge the sequencer's state is read, and counted under its phase.

use std::collections::HashMap;

use verilator_sys::{Build, Expect, FrameRule, HostLink, Signal, Simulation};
use yuragi_engines::compare::Step;
use yuragi_hardware as hardware;
use yuragi_hardware::costs;
use yuragi_hardware::protocol::{self, Opcode, Space};
use yuragi_hdl::VerilogFile;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;
use yuragi_model::network::{Registers, Stimulus};
use yuragi_model::presets::PRESETS;
use yuragi_model::shape::{Shape, Source};
use yuragi_model::{Model, Snapshot};
use yuragi_testbench::circuits::{host_link, states};
use yuragi_training::data::DataSet;
use yuragi_training::lesson_steps;

/// More cycles than any command of these tests takes.
const PATIENCE: u64 = 4_000_000;

/// The phases, by the beginning of the names of their states in the Verilog.
const PHASES: [(&str, &str); 13] = [
    ("START", "predict"),
    ("WALK", "predict"),
    ("SUM", "predict"),
    ("LOAD", "predict"),
    ("SETTLE", "predict"),
    ("WEIGH", "resample"),
    ("READ", "read out"),
    ("VISIT", "flip"),
    ("SCAN", "flip"),
    ("FLIP", "flip"),
    ("NOISE", "fluctuate"),
    ("COUNT", "totals"),
    ("NEXT", "totals"),
];

/// Cycles counted by phase.
type Counted = HashMap<&'static str, u64>;

/// A core whose sequencer is watched.
struct Watched {
    simulation: Simulation,
    host: HostLink,
    state: Signal,
    idle: u64,
    /// The phase of each state.
    phases: HashMap<u64, &'static str>,
    /// High when a neuron changed that was weighed, and whether it was the last one of its layer.
    change: Signal,
    layer_end: Signal,
    /// Changes of the last presentation whose followers were weighed again.
    changes: u64,
    shape: Shape,
    sequence: u8,
}

impl Watched {
    fn new(design: &Design) -> Self {
        Self::of(design, &hardware::verilog(design).expect("an export"))
    }

    fn of(design: &Design, files: &[VerilogFile]) -> Self {
        let mut build = Build::new("yuragi_core");
        for variable in ["phase", "o_change", "i_layer_end"] {
            build = build.expose("yuragi_sequencer", variable);
        }
        for file in files {
            build = build.source(format!("{}.v", file.module), file.text.clone());
        }
        let library = build.build().expect("a core");
        let states = states(files, "sequencer", "PHASE_");
        let phase = |name: &str| PHASES.iter().find(|(start, _)| name.starts_with(start));
        let phases = states
            .iter()
            .filter_map(|(name, &state)| Some((state, phase(name)?.1)));
        let variable = |name: &str| {
            let name = format!("yuragi_core.sequencer.{name}");
            library.variable(&name).expect("a variable")
        };
        let mut core = Self {
            host: host_link(&library),
            state: variable("phase"),
            change: variable("o_change"),
            layer_end: variable("i_layer_end"),
            changes: 0,
            simulation: library.simulation().expect("a simulation"),
            idle: states["IDLE"],
            phases: phases.collect(),
            shape: design.shape(),
            sequence: 0,
        };
        core.command(Opcode::Identify, &[]);
        core
    }

    fn command(&mut self, opcode: Opcode, payload: &[u8]) -> Vec<u8> {
        // a read has the number that is due, and leaves it to the next change
        let due = self.sequence.wrapping_add(1);
        let bytes = protocol::frame(due, opcode as u8, payload);
        if opcode != Opcode::Read {
            self.sequence = due;
        }
        self.answer(&bytes, due, opcode)
    }

    fn answer(&mut self, bytes: &[u8], sequence: u8, opcode: Opcode) -> Vec<u8> {
        let frame = FrameRule {
            start: protocol::SYNC,
            length_at: 3,
            overhead: protocol::OVERHEAD as u8,
        };
        let reply = self
            .simulation
            .transact(&self.host, bytes, Expect::Frames(frame, 1), PATIENCE)
            .expect("an answer");
        protocol::response(&reply.bytes, sequence, opcode)
            .expect("no refusal")
            .to_vec()
    }

    fn configure(&mut self, registers: &Registers) {
        for (address, value) in protocol::register_items(registers).into_iter().enumerate() {
            let payload = protocol::write(Space::Registers, address as u16, 1, &[value]);
            self.command(Opcode::Write, &payload);
        }
    }

    fn show(&mut self, stimulus: &Stimulus) {
        let first = hardware::scratch_map(&self.shape).stimulus;
        for (n, part) in stimulus.words().chunks(64).enumerate() {
            let address = (first + 64 * n) as u16;
            let payload = protocol::write(Space::Scratch, address, part.len() as u8, part);
            self.command(Opcode::Write, &payload);
        }
    }

    /// Presents and counts.
    fn present(&mut self, presentations: u16) -> Counted {
        self.sequence = self.sequence.wrapping_add(1);
        let bytes = protocol::frame(
            self.sequence,
            Opcode::Present as u8,
            &presentations.to_le_bytes(),
        );
        // no byte back: it returns with the last byte taken, before the first cycle of the sequencer
        self.simulation
            .transact(&self.host, &bytes, Expect::Bytes(0), PATIENCE)
            .expect("taken");
        let mut counted = Counted::new();
        let mut begun = false;
        self.changes = 0;
        loop {
            let state = self.simulation.peek(self.state).expect("a state");
            if state != self.idle {
                *counted.entry(self.phases[&state]).or_default() += 1;
                let peek = |signal| self.simulation.peek(signal).expect("a bit");
                self.changes += peek(self.change) & !peek(self.layer_end);
                begun = true;
            } else if begun {
                break;
            }
            self.simulation.step(1).expect("a cycle");
            assert!(self.simulation.cycles() < 1 << 40, "it never ends");
        }
        self.answer(&[], self.sequence, Opcode::Present);
        counted
    }
}

/// The spikes of a source in a state.
fn spikes(shape: &Shape, state: &Snapshot, source: Source) -> u64 {
    let count = |spikes: &[bool]| spikes.iter().filter(|&&spike| spike).count() as u64;
    match source {
        Source::Bias => 0,
        Source::Layer(0) => count(&state.spikes.inputs),
        Source::Layer(layer) => {
            let first = shape.first(layer) - shape.first(1);
            count(&state.spikes.hidden[first..][..shape.neurons(layer)])
        }
    }
}

/// Which neurons of a layer have evidence.
fn evidence(shape: &Shape, state: &Snapshot, layer: usize) -> Vec<bool> {
    let s = &state.spikes;
    let differ = |a: &[bool], b: &[bool]| a.iter().zip(b).map(|(a, b)| a != b).collect();
    if layer == shape.last() {
        return differ(&s.outputs, &s.readout);
    }
    let own = shape.first(layer) - shape.first(1)..shape.first(layer + 1) - shape.first(1);
    differ(&s.hidden[own.clone()], &s.predicted[own])
}

/// The cycles of a walk over all rows that reach a target group, from its state `Flip` on: one for each spike, three for the bias neuron, and
/// two more for each further list.
fn walk(shape: &Shape, state: &Snapshot, layer: usize) -> u64 {
    let sources = shape
        .sources(layer)
        .filter(|source| *source != Source::Bias);
    let (lists, spiked) = sources.fold((0, 0), |(lists, spiked), source| {
        (lists + 1, spiked + spikes(shape, state, source))
    });
    spiked + 3 + 2 * (lists - 1)
}

/// What follows from a presentation: the phases whose cycles are known exactly. `changes` were weighed again.
fn expected(design: &Design, registers: &Registers, state: &Snapshot, changes: u64) -> Counted {
    let shape = design.shape();
    let r = design.hardware.retrograde_lanes;
    let outputs = shape.outputs() as u64;
    let clamped = state.stimulus.clamped.contains(&true);
    let mut counted = Counted::from([
        ("read out", outputs + 2 * ((outputs - 1) / 16) + 8),
        ("totals", 12),
    ]);
    if clamped && shape.last() > 1 {
        let mut sweep = 0;
        let mut again = 6;
        for layer in 1..shape.last() {
            let parts = &shape.rows(Source::Layer(layer)).parts;
            let steps = |layer: usize| shape.neurons(layer).div_ceil(r) as u64;
            let children: u64 = parts.iter().map(|part| steps(part.layer)).sum();
            // a second cycle of the last neuron is not waited for
            let spared = u64::from(children == 1);
            sweep += 1 + shape.neurons(layer) as u64 * children.max(2) + 6 - spared;
            if children == 1 {
                again = 5;
            }
        }
        counted.insert(
            "resample",
            u64::from(registers.sweeps) * sweep + again * changes,
        );
    }
    if registers.learn {
        let last = evidence(&shape, state, shape.last());
        let last = last.chunks(shape.lanes()).next_back();
        // the last word that flipped is written first
        let flipped = clamped && last.is_some_and(|group| group.contains(&true));
        let noise = match registers.noise {
            0 => 1,
            _ => shape.row(before(&shape, state.noise_row)).1 as u64 + u64::from(flipped),
        };
        counted.insert("fluctuate", noise);
    }
    if registers.learn && clamped {
        let mut flip = 0;
        for layer in 1..shape.len() {
            for group in evidence(&shape, state, layer).chunks(shape.lanes()) {
                flip += 1;
                if group.contains(&true) {
                    flip += (shape.lanes() / r) as u64 + walk(&shape, state, layer) + 1;
                }
            }
        }
        counted.insert("flip", flip);
    }
    counted
}

/// The row before one, in the order of the background fluctuation.
fn before(shape: &Shape, row: usize) -> usize {
    (row + shape.row_count() - 1) % shape.row_count()
}

/// Holds what was counted to what follows, and the prediction to its bounds. Returns the cycles of the prediction.
fn hold(
    design: &Design,
    registers: &Registers,
    model: &Model,
    core: &Watched,
    mut found: Counted,
) -> u64 {
    let state = model.snapshot();
    let about = format!("{registers:?}, {:?}", design.network);
    let predict = found.remove("predict").expect("a prediction");
    let bounds = costs::cycles_with(design, registers.sweeps);
    let (least, most) = (
        bounds.encode.max(bounds.predict_min),
        bounds.encode + bounds.predict,
    );
    assert!(
        (least..=most).contains(&predict),
        "{least} <= {predict} <= {most}, {about}"
    );
    assert_eq!(
        found,
        expected(design, registers, &state, core.changes),
        "{about}"
    );
    assert_eq!(found["read out"], bounds.readout, "{about}");
    for (phase, least, most) in [
        ("resample", bounds.resample_min, bounds.resample),
        ("flip", bounds.flip_min - 1, bounds.flip),
    ] {
        let cycles = found.get(phase);
        assert!(
            cycles.is_none_or(|cycles| (least..=most).contains(cycles)),
            "{phase}: {least} <= {cycles:?} <= {most}, {about}"
        );
    }
    predict
}

fn stimulus(shape: &Shape, clamp: u64, chance: &mut SplitMix64) -> Stimulus {
    let (inputs, outputs) = (shape.inputs(), shape.outputs());
    Stimulus {
        intensities: (0..inputs + outputs)
            .map(|_| chance.below(256) as u8)
            .collect(),
        // all, some, or none
        clamped: (0..outputs)
            .map(|_| clamp == 0 || clamp == 1 && chance.one_in(2))
            .collect(),
    }
}

/// Presentations of each design, each with registers and a stimulus of its own.
const PRESENTATIONS: u64 = 120;

fn check(layers: &[usize], skips: &[[usize; 2]], bits: u32, lanes: usize, retrograde_lanes: usize) {
    let mut design = Design::preset("tiny").expect("a preset");
    design.network.layers = layers.to_vec();
    design.network.skips = skips.to_vec();
    design.synapse.bits = bits;
    design.synapse.initial = Some(bits - 1);
    design.hardware.lanes = lanes;
    design.hardware.retrograde_lanes = retrograde_lanes;
    design.validate().expect("a design of this test");
    let shape = design.shape();
    let mut core = Watched::new(&design);
    let mut model = Model::new(&design).expect("a model");
    let mut chance = SplitMix64::new(layers[1] as u64);
    let mut changes = 0;
    for _ in 0..PRESENTATIONS {
        let registers = Registers {
            learn: !chance.one_in(3),
            sweeps: chance.within(1, 3) as u8,
            dwell: 3,
            flip: 256,
            noise: if chance.one_in(2) { 0 } else { 100 },
        };
        let clamp = chance.below(3);
        let stimulus = stimulus(&shape, clamp, &mut chance);
        core.configure(&registers);
        core.show(&stimulus);
        model.set_registers(registers).expect("registers");
        model.set_stimulus(&stimulus).expect("stimulus");
        model.present(1).expect("a presentation");
        let found = core.present(1);
        hold(&design, &registers, &model, &core, found);
        changes += core.changes;
    }
    println!("{layers:?}: {PRESENTATIONS} presentations, {changes} changes");
}

#[test]
fn smallest() {
    check(&[0, 1, 1], &[], 2, 1, 1);
}

#[test]
fn one_lane() {
    check(&[9, 6, 5], &[], 5, 1, 1);
}

#[test]
fn two_hidden_layers_with_skips() {
    check(&[11, 9, 7, 19], &[[0, 2], [1, 3]], 9, 6, 3);
}

#[test]
fn no_inputs_and_many_outputs() {
    check(&[0, 5, 37], &[], 7, 8, 1);
}

#[test]
fn more_lanes_than_neurons() {
    check(&[3, 4, 2], &[], 6, 16, 8);
}

#[test]
fn sixty_four_lanes() {
    check(&[70, 67, 9], &[], 12, 64, 8);
}

/// Learning presentations that are watched, once most is learned.
const WATCHED: usize = 400;

/// Mean cycles of a learning presentation by phase, after 50,000 presentations, beside what memories and draws need at least: the stimulus
/// two pixels a cycle, a word a cycle for each spike, a decision for each neuron with the look-ups that it needs, and a word a cycle
/// for each flip.
#[test]
fn mean_cycles_of_a_learning_presentation() {
    for (name, lanes, r, most) in [
        ("digits", 16, 2, 660),
        ("digits-wide", 32, 8, 400),
        ("mnist", 64, 8, 1000),
    ] {
        let mut design = Design::preset(name).expect("a preset");
        design.hardware.lanes = lanes;
        design.hardware.retrograde_lanes = r;
        let data = if name == "mnist" {
            DataSet::mnist()
        } else {
            DataSet::digits()
        };
        let data = data.expect("data");
        let shape = design.shape();
        let learning = Registers {
            learn: true,
            ..Registers::new(&design)
        };
        let mut model = Model::new(&design).expect("a model");
        model.set_registers(learning).expect("registers");
        let steps = lesson_steps(&design, &data, 1).expect("lessons");
        let mut shown = steps.filter_map(|step| match step {
            Step::Show(stimulus) => Some(stimulus),
            _ => None,
        });
        for stimulus in shown.by_ref().take(50_000) {
            model.set_stimulus(&stimulus).expect("stimulus");
            model.present(1).expect("a presentation");
        }
        // a chip that wakes up with these weights
        let weights = model.weights();
        model.wake_trained(&weights).expect("weights");
        let files = hardware::verilog_with(&design, Some(&weights)).expect("an export");
        let mut core = Watched::of(&design, &files);
        core.configure(&learning);
        let (mut sums, mut needed, mut changes) = (Counted::new(), 0, 0);
        for stimulus in shown.take(WATCHED) {
            core.show(&stimulus);
            model.set_stimulus(&stimulus).expect("stimulus");
            model.present(1).expect("a presentation");
            let found = core.present(1);
            needed += need(&shape, &design, &model.snapshot());
            changes += core.changes;
            for (phase, cycles) in &found {
                *sums.entry(phase).or_default() += cycles;
            }
            hold(&design, &learning, &model, &core, found);
        }
        let mean = |sum: u64| sum as f64 / WATCHED as f64;
        let total = mean(sums.values().sum());
        let phases = [
            "predict",
            "resample",
            "read out",
            "flip",
            "fluctuate",
            "totals",
        ]
        .map(|phase| format!("{phase} {:.1}", mean(sums[phase])));
        println!(
            "{name}, P = {lanes}, r = {r}: {total:.1} cycles ({}), {:.2} changes, bound {:.1}, ratio {:.3}",
            phases.join(", "),
            mean(changes),
            mean(needed),
            total / mean(needed)
        );
        assert!(total <= f64::from(most), "{name}: {total}");
    }
}

/// What memories and draws need at least for a presentation.
fn need(shape: &Shape, design: &Design, state: &Snapshot) -> u64 {
    let r = design.hardware.retrograde_lanes;
    let (outputs, units) = (shape.outputs(), shape.inputs() + shape.outputs());
    let encode = (outputs.div_ceil(16) + units.div_ceil(2)) as u64;
    let mut words = 0;
    for layer in 1..shape.len() {
        let spiked: u64 = shape
            .sources(layer)
            .map(|source| spikes(shape, state, source))
            .sum();
        let groups = evidence(shape, state, layer);
        let groups = groups.chunks(shape.lanes());
        // the first target group is summed while the stimulus is encoded
        let summed = groups.len() as u64 - u64::from(layer == 1);
        let flipped = groups.filter(|group| group.contains(&true)).count() as u64;
        words += (summed + flipped) * (spiked + 1);
    }
    let hidden: usize = (1..shape.last()).map(|layer| shape.neurons(layer)).sum();
    let chain = (1..shape.last()).map(|layer| {
        let parts = &shape.rows(Source::Layer(layer)).parts;
        let steps: usize = parts
            .iter()
            .map(|part| shape.neurons(part.layer).div_ceil(r))
            .sum();
        (shape.neurons(layer) * steps) as u64
    });
    let chain: u64 = chain.sum();
    let last_group = (hidden - 1) % shape.lanes() + 1;
    encode + words + last_group as u64 + u64::from(design.sampling.sweeps) * chain + outputs as u64
}

/// The watchdog waits for at least twice as long as a core can be still: a presentation of 255 sweeps in which everything spikes, changes and
/// flips, or a reset, and not for much longer.
#[test]
fn no_command_is_still_for_half_of_the_watchdogs_patience() {
    for (name, _) in PRESETS {
        let mut design = Design::preset(name).expect("a preset");
        design.sampling.sweeps = 255;
        let shape = design.shape();
        let reset = 2 + 3 * 80 + 512 + 2 * (shape.depth() * shape.lanes()) as u64;
        let still = costs::cycles(&design).total.max(reset);
        let patience = 1_u64 << hardware::parameters(&design).patience_log2();
        println!("{name}: still for {still} cycles at most, patience {patience}");
        assert!(2 * still <= patience && patience < 6 * still, "{name}");
    }
}
