//! Clock cycles of the Verilated core against the bounds of `costs`.
//!
//! After every clock edge the sequencer's state is read; a presentation takes the cycles in which it is not idle.

use verilator_sys::{Build, Expect, FrameRule, HostLink, Signal, Simulation};
use yuragi_hardware as hardware;
use yuragi_hardware::costs::{self, Cycles};
use yuragi_hardware::protocol::{self, Opcode, Space};
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;
use yuragi_model::network::{Registers, Stimulus};
use yuragi_model::presets::PRESETS;
use yuragi_model::shape::Shape;
use yuragi_testbench::circuits::{host_link, states};

/// More cycles than any command of these tests takes.
const PATIENCE: u64 = 4_000_000;

/// A core whose sequencer is watched.
struct Watched {
    simulation: Simulation,
    host: HostLink,
    state: Signal,
    idle: u64,
    shape: Shape,
    sequence: u8,
}

impl Watched {
    fn new(design: &Design) -> Self {
        let files = hardware::verilog(design).expect("an export");
        let mut build = Build::new("core").expose("sequencer", "phase");
        for file in &files {
            build = build.source(format!("{}.v", file.module), file.text.clone());
        }
        let library = build.build().expect("a core");
        let states = states(&files, "sequencer", "PHASE_");
        let mut core = Self {
            host: host_link(&library),
            state: library.variable("core.sequencer.phase").expect("the state"),
            simulation: library.simulation().expect("a simulation"),
            idle: states["IDLE"],
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
    fn present(&mut self, presentations: u16) -> u64 {
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
        let mut counted = 0;
        let mut begun = false;
        loop {
            let state = self.simulation.peek(self.state).expect("a state");
            if state != self.idle {
                counted += 1;
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

fn stimulus(shape: &Shape, chance: &mut SplitMix64) -> Stimulus {
    let units = shape.inputs() + shape.outputs();
    let level = chance.below(3);
    Stimulus {
        intensities: (0..units)
            .map(|_| [0, chance.below(256) as u8, 255][level as usize])
            .collect(),
        clamped: vec![true; shape.outputs()],
    }
}

/// Presentations of each design, each with registers and a stimulus of its own.
const PRESENTATIONS: u64 = 60;

fn check(layers: &[usize], skips: &[[usize; 2]], lanes: usize, retrograde_lanes: usize) {
    let mut design = Design::preset("digits").expect("a preset");
    design.network.layers = layers.to_vec();
    design.network.skips = skips.to_vec();
    design.hardware.lanes = lanes;
    design.hardware.retrograde_lanes = retrograde_lanes;
    design.synapse.initial = Some(7);
    design.validate().expect("a design of this test");
    let mut core = Watched::new(&design);
    let mut chance = SplitMix64::new(layers.len() as u64);
    let (mut least, mut most) = (f64::INFINITY, 0.0_f64);
    for presentation in 0..PRESENTATIONS {
        let registers = Registers {
            learn: true,
            sweeps: chance.within(1, 3) as u8,
            dwell: 3,
            flip: 256,
            noise: if chance.one_in(2) { 0 } else { 100 },
        };
        core.configure(&registers);
        core.show(&stimulus(&design.shape(), &mut chance));
        let found = core.present(1);
        let Cycles {
            total_min, total, ..
        } = costs::cycles_with(&design, registers.sweeps);
        assert!(
            (total_min..=total).contains(&found),
            "presentation {presentation}: {found} cycles, expected {total_min} to {total}; {registers:?}, {design:?}"
        );
        let share = found as f64 / total as f64;
        (least, most) = (least.min(share), most.max(share));
    }
    println!("{layers:?}: {least:.2} to {most:.2} of the most");
}

#[test]
fn one_hidden_layer() {
    check(&[0, 1, 1], &[], 1, 1);
    check(&[9, 6, 5], &[], 1, 1);
    check(&[11, 9, 19], &[], 6, 3);
    check(&[3, 4, 2], &[], 16, 8);
}

#[test]
fn several_hidden_layers() {
    check(&[9, 6, 7, 5], &[[0, 2], [1, 3]], 4, 2);
    check(&[4, 3, 5, 2, 6, 3], &[[0, 5], [1, 4]], 6, 3);
}

#[test]
fn digits() {
    check(&[64, 64, 10], &[], 16, 2);
}

/// The watchdog waits for at least twice as long as a core can be still: a presentation of 255 sweeps in which every word
/// flips, or a reset, and not for much longer.
#[test]
fn no_command_is_still_for_half_of_the_watchdogs_patience() {
    for (name, _) in PRESETS {
        let design = Design::preset(name).expect("a preset");
        let shape = design.shape();
        let presentation = costs::cycles_with(&design, 255).total;
        let reset = 2 + 3 * 80 + 512 + 2 * (shape.depth() * shape.lanes()) as u64;
        let still = presentation.max(reset);
        let patience = 1_u64 << hardware::parameters(&design).patience_log2();
        println!("{name}: still for {still} cycles at most, patience {patience}");
        assert!(2 * still <= patience && patience < 6 * still, "{name}");
    }
}
