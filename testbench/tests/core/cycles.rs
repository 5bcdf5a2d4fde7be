//! Clock cycles of the Verilated core, phase by phase, against the formulas of `costs` and the memory's bound.
//!
//! After every clock edge the sequencer's state is read, and counted under its phase; states that no formula names
//! (background fluctuation, totals of counters, and what a `present` does before its first presentation and after its last) under `REST`.

use std::collections::HashMap;

use verilator_sys::{Build, Expect, FrameRule, HostLink, Signal, Simulation};
use yuragi_engines::Engine;
use yuragi_engines::compare::Step;
use yuragi_hardware as hardware;
use yuragi_hardware::costs::{self, Cycles};
use yuragi_hardware::protocol::{self, Opcode, Space};
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::{Design, Hardware, Network, Random, Sampling, Synapse};
use yuragi_model::layout::Layout;
use yuragi_model::Model;
use yuragi_model::network::{Registers, Spikes, Stimulus};
use yuragi_model::options::{Ablation, Options};
use yuragi_model::presets::PRESETS;
use yuragi_testbench::circuits::{host_link, states};
use yuragi_training::data::DataSet;
use yuragi_training::lesson_steps;

/// More cycles than any command of these tests takes.
const PATIENCE: u64 = 4_000_000;

/// The phases of `costs`, by the beginning of the names of their states in the Verilog.
const PHASES: [(&str, &str); 7] = [
    ("STIMULUS", "encode"),
    ("PREDICT", "predict"),
    ("SUM", "sums"),
    ("LOAD", "sums"),
    ("RESAMPLE", "resample"),
    ("READOUT", "readout"),
    ("FLIP", "flip"),
];

/// The phase of all other states but the idle one.
const REST: &str = "rest";

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
    layout: Layout,
    sequence: u8,
}

impl Watched {
    fn new(design: &Design) -> Self {
        let files = hardware::verilog(design).expect("an export");
        let mut build = Build::new("yuragi_core").expose("yuragi_sequencer", "phase");
        for file in &files {
            build = build.source(format!("{}.v", file.module), file.text.clone());
        }
        let library = build.build().expect("a core");
        let states = states(&files, "sequencer", "PHASE_");
        let phase = |name: &str| PHASES.iter().find(|(start, _)| name.starts_with(start));
        let phases = states
            .iter()
            .filter_map(|(name, &state)| Some((state, phase(name)?.1)));
        let mut core = Self {
            host: host_link(&library),
            state: library
                .variable("yuragi_core.sequencer.phase")
                .expect("the state"),
            simulation: library.simulation().expect("a simulation"),
            idle: states["IDLE"],
            phases: phases.collect(),
            layout: design.layout(),
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
        let first = hardware::scratch_map(&self.layout).stimulus;
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
        loop {
            let state = self.simulation.peek(self.state).expect("a state");
            if state != self.idle {
                let phase = self.phases.get(&state).unwrap_or(&REST);
                *counted.entry(phase).or_default() += 1;
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

    /// Evidence counted by the core, up and down.
    fn evidence(&mut self) -> u64 {
        let payload = protocol::read(Space::Counters, 6, 4);
        let items = protocol::items(&self.command(Opcode::Read, &payload));
        let at = |i: usize| u64::from(items[i]) | u64::from(items[i + 1]) << 16;
        at(0) + at(2)
    }
}

/// Words that the flip phase rewrites, and rows that it skips, by the specification.
fn flipped(layout: &Layout, stimulus: &Stimulus, spikes: &Spikes) -> (u64, u64) {
    let surprised =
        (0..layout.outputs).any(|k| stimulus.clamped[k] && spikes.outputs[k] != spikes.readout[k]);
    let words = |j: usize| {
        let spiked = j == layout.hidden || spikes.hidden[j];
        let evidence = j < layout.hidden && spikes.hidden[j] != spikes.predicted[j];
        let fan_out = if spiked && surprised {
            layout.words_out
        } else {
            0
        };
        let fan_in = if evidence { layout.words_in } else { 0 };
        (fan_out + fan_in) as u64
    };
    let rows = (0..=layout.hidden).map(words);
    let skipped = rows.clone().filter(|&words| words == 0).count() as u64;
    (rows.sum(), skipped)
}

/// What the formulas say of a presentation with these registers and this stimulus, given what it flipped.
fn expected(
    design: &Design,
    registers: &Registers,
    stimulus: &Stimulus,
    (words, skipped): (u64, u64),
) -> Counted {
    let mut design = design.clone();
    design.sampling.sweeps = registers.sweeps;
    let Cycles {
        encode,
        predict,
        sums,
        resample,
        readout,
        flip_min,
        flip,
        ..
    } = costs::cycles(&design);
    let mut cycles = Counted::from([
        ("encode", encode),
        ("predict", predict),
        ("sums", sums),
        ("readout", readout),
    ]);
    if stimulus.clamped.contains(&true) {
        cycles.insert("resample", resample);
    }
    if registers.learn {
        // a word a cycle, a cycle for each row skipped, and one at the end
        cycles.insert("flip", words + skipped + 1);
        assert!((flip_min..=flip).contains(&cycles["flip"]), "{cycles:?}");
    }
    cycles
}

fn stimulus(layout: &Layout, clamp: Clamp, chance: &mut SplitMix64) -> Stimulus {
    let units = layout.inputs + layout.outputs;
    Stimulus {
        intensities: (0..units).map(|_| chance.below(256) as u8).collect(),
        clamped: (0..layout.outputs)
            .map(|_| match clamp {
                Clamp::All => true,
                Clamp::Some => chance.one_in(2),
                Clamp::None => false,
            })
            .collect(),
    }
}

#[derive(Clone, Copy, Debug)]
enum Clamp {
    All,
    Some,
    None,
}

/// Presentations of each design, each with registers and a stimulus of its own.
const PRESENTATIONS: u64 = 120;

/// The size [I, H, O], bits, lanes and retrograde lanes.
fn check(size: [usize; 3], bits: u32, lanes: usize, retrograde_lanes: usize) {
    let [inputs, hidden, outputs] = size;
    let design = Design {
        network: Network {
            inputs,
            hidden,
            outputs,
        },
        synapse: Synapse {
            bits,
            quantum_log2: 4,
            flip: 1.0,
            noise: 0.0,
        },
        sampling: Sampling {
            sweeps: 1,
            dwell: 3,
        },
        hardware: Hardware {
            lanes,
            retrograde_lanes,
            stored_stimuli: 0,
        },
        random: Random { seed: 5 },
    };
    design.validate().expect("a design of this test");
    let layout = design.layout();
    let mut core = Watched::new(&design);
    let mut model = Model::new(&design).expect("a model");
    let mut chance = SplitMix64::new(hidden as u64);
    let (mut quiet, mut moved) = (0, 0);
    for presentation in 0..PRESENTATIONS {
        let clamp = [Clamp::All, Clamp::All, Clamp::Some, Clamp::None][chance.below(4) as usize];
        let registers = Registers {
            learn: !chance.one_in(3),
            sweeps: chance.within(1, 3) as u8,
            dwell: 3,
            flip: 256,
            noise: if chance.one_in(2) { 0 } else { 100 },
        };
        let stimulus = stimulus(&layout, clamp, &mut chance);
        core.configure(&registers);
        core.show(&stimulus);
        model.set_registers(registers).expect("registers");
        model.set_stimulus(&stimulus).expect("stimulus");
        model.present(1).expect("a presentation");
        let rows = flipped(&layout, &stimulus, &model.spikes());
        let mut found = core.present(1);
        found.remove(REST);
        let about = format!("presentation {presentation}, {clamp:?}, {registers:?}, {design:?}");
        assert_eq!(
            found,
            expected(&design, &registers, &stimulus, rows),
            "{about}"
        );
        if registers.learn {
            *(if rows.0 == 0 { &mut quiet } else { &mut moved }) += 1;
        }
        // the model is where the core is
        let counters = model.counters();
        let evidence = u64::from(counters.evidence_up) + u64::from(counters.evidence_down);
        assert_eq!(core.evidence(), evidence, "{about}");
    }
    assert!(moved > 0, "no presentation with evidence was seen");
    println!("{size:?}: {moved} presentations learned with evidence, {quiet} without");
}

#[test]
fn smallest() {
    check([0, 1, 1], 2, 1, 1);
}

#[test]
fn one_lane() {
    check([9, 6, 5], 5, 1, 1);
}

#[test]
fn odd_lanes() {
    check([11, 9, 19], 9, 6, 3);
}

#[test]
fn no_inputs_and_many_outputs() {
    check([0, 5, 37], 7, 8, 1);
}

#[test]
fn more_lanes_than_neurons() {
    check([3, 4, 2], 6, 16, 8);
}

#[test]
fn thirty_three_lanes() {
    check([70, 7, 9], 12, 33, 3);
}

/// Cycles of resampling a neuron beside its look-ups, in the bound: three memories are read one after the other
/// (potentials, softplus table, sigmoid table), then the draw decides; only then can the next neuron begin.
const DECISION: u64 = 4;

/// What the memories need for a presentation: predictions and output potentials read every word once; resampling takes the
/// look-ups of all outputs and [`DECISION`] for each neuron; flips rewrite a word a cycle.
fn bound(design: &Design, words_flipped: u64) -> u64 {
    let layout = design.layout();
    let steps = layout.outputs.div_ceil(design.hardware.retrograde_lanes) as u64;
    let [hidden, words] = [layout.hidden, layout.words_in + layout.words_out].map(|n| n as u64);
    hidden * words + u64::from(design.sampling.sweeps) * hidden * (steps + DECISION) + words_flipped
}

/// A presentation takes at most a quarter longer than the memories need: digits, over the first presentations.
#[test]
fn near_the_bound_of_the_memory() {
    let design = Design::preset("digits").expect("a preset");
    let layout = design.layout();
    let data = DataSet::digits().expect("digits");
    let learning = Registers {
        learn: true,
        ..Registers::new(&design)
    };
    let mut core = Watched::new(&design);
    let mut model = Model::new(&design).expect("a model");
    core.configure(&learning);
    Engine::configure(&mut model, learning).expect("registers");
    let (mut cycles, mut needed, mut worst) = (0, 0, 0.0_f64);
    for step in lesson_steps(&design, &data, 1)
        .expect("lessons")
        .take(2 + 2 * 200)
    {
        let Step::Show(stimulus) = step else { continue };
        core.show(&stimulus);
        model.set_stimulus(&stimulus).expect("stimulus");
        model.present(1).expect("a presentation");
        let rows = flipped(&layout, &stimulus, &model.spikes());
        let mut found = core.present(1);
        let total = found.values().sum::<u64>();
        found.remove(REST);
        assert_eq!(found, expected(&design, &learning, &stimulus, rows));
        let bound = bound(&design, rows.0);
        (cycles, needed) = (cycles + total, needed + bound);
        worst = worst.max(total as f64 / bound as f64);
    }
    println!(
        "{cycles} cycles, {needed} needed, ratio {:.3}, worst {worst:.3}",
        cycles as f64 / needed as f64
    );
    assert!(worst <= 1.25, "{worst}");
    // the worst there can be: a command of one presentation, which clears the counts, and every row is skipped, which costs a cycle
    // and rewrites nothing
    let alone = costs::cycles(&design).total_min + layout.outputs as u64;
    let least = alone as f64 / bound(&design, 0) as f64;
    assert!(worst <= least && least <= 1.25, "{worst} {least}");
}

/// Mean cycles of a learning presentation of digits, phase by phase, at the beginning and when most is learned: by the formulas, which
/// the other tests find exact. With one draw for both spikes evidence is rare, and the flip phase short.
#[test]
fn one_draw_shortens_the_flip_phase() {
    const WINDOW: u64 = 2_000;
    let data = DataSet::digits().expect("digits");
    let mean = |one_draw: bool, bits: u32, quantum_log2: u32| -> [f64; 2] {
        let mut design = Design::preset("digits").expect("a preset");
        (design.synapse.bits, design.synapse.quantum_log2) = (bits, quantum_log2);
        let layout = design.layout();
        let learning = Registers {
            learn: true,
            ..Registers::new(&design)
        };
        let options = Options::default().without((!one_draw).then_some(Ablation::OneDraw));
        let mut model = Model::with_options(&design, options).expect("a model");
        model.set_registers(learning).expect("registers");
        let steps = lesson_steps(&design, &data, 1).expect("lessons");
        let mut windows = [0; 2];
        let shown = steps.filter_map(|step| match step {
            Step::Show(stimulus) => Some(stimulus),
            _ => None,
        });
        for (presentation, stimulus) in (0..100_000).zip(shown) {
            model.set_stimulus(&stimulus).expect("stimulus");
            model.present(1).expect("a presentation");
            let window = match presentation {
                0..WINDOW => 0,
                98_000.. => 1,
                _ => continue,
            };
            let rows = flipped(&layout, &stimulus, &model.spikes());
            windows[window] += expected(&design, &learning, &stimulus, rows)["flip"];
        }
        windows.map(|cycles| cycles as f64 / WINDOW as f64)
    };
    let (one, two) = (mean(true, 8, 5), mean(false, 8, 5));
    let fine = mean(false, 10, 8);
    let cycles = costs::cycles(&Design::preset("digits").expect("a preset"));
    println!(
        "mean cycles of the flip phase, first {WINDOW} presentations and last of 100,000: one draw {one:.1?}, two draws {two:.1?}, \
         two draws with B = 10 and G = 8 {fine:.1?}; all other phases {}",
        cycles.total_min - cycles.flip_min
    );
    assert!(one[0] < two[0] && one[1] < two[1], "{one:?} {two:?}");
}

/// The totals of the formulas: without learning, what one presentation more of a command takes.
#[test]
fn totals() {
    for preset in ["tiny", "digits", "generative"] {
        let design = Design::preset(preset).expect("a preset");
        let layout = design.layout();
        let mut core = Watched::new(&design);
        core.configure(&Registers::new(&design));
        core.show(&stimulus(&layout, Clamp::All, &mut SplitMix64::new(1)));
        let [two, three] = [2, 3].map(|n| core.present(n).values().sum::<u64>());
        let Cycles {
            total_min,
            flip_min,
            total,
            flip,
            ..
        } = costs::cycles(&design);
        assert_eq!(three - two, total_min - flip_min, "{preset}");
        assert_eq!(three - two, total - flip, "{preset}");
    }
}

/// The watchdog waits for at least twice as long as a core can be still: a presentation of 255 sweeps in which every word
/// flips, or a reset (`docs/reference/proofs.md` has the bounds), and not for much longer.
#[test]
fn no_command_is_still_for_half_of_the_watchdogs_patience() {
    for (name, _) in PRESETS {
        let mut design = Design::preset(name).expect("a preset");
        design.sampling.sweeps = 255;
        let layout = design.layout();
        let (hidden, outputs) = (layout.hidden as u64, layout.outputs as u64);
        let words = (layout.words_out + layout.words_in) as u64;
        let fluctuation = words + hidden + 1 + 2;
        let presentation = costs::cycles(&design).total + fluctuation + outputs;
        let reset = 2 + 3 * 80 + 512 + 2 * (layout.depth * layout.lanes) as u64;
        let still = presentation.max(reset);
        let patience = 1_u64 << hardware::parameters(&design).patience_log2();
        println!("{name}: still for {still} cycles at most, patience {patience}");
        assert!(2 * still <= patience && patience < 6 * still, "{name}");
    }
}
