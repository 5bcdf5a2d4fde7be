//! The core of events beside the model of layers: every state bit after every command.

use anyhow::{Result, ensure};
use verilator_sys::HostPort;
use verilator_sys::{Build, Expect, FrameRule, HostLink, Library, Signal, Simulation};
use yuragi_hardware::protocol::{self, Opcode, Space};
use yuragi_hdl::{Parameters, VerilogFile};
use yuragi_model::chance::SplitMix64;
use yuragi_model::random::{ENCODER, NEURON};
use yuragi_model::{Design, Model, Registers};

const FRAME: FrameRule = FrameRule {
    start: protocol::SYNC,
    length_at: 3,
    overhead: protocol::OVERHEAD as u8,
};

/// The variables of the core that are read, as module and variable.
const EXPOSED: [(&str, &str); 12] = [
    ("row_memory", "words"),
    ("potential_banks", "words"),
    ("potential_banks", "copies"),
    ("bank_pointers", "banks"),
    ("neuron_states", "words"),
    ("neuron_states", "copies"),
    ("lfsr", "state"),
    ("lane_lfsr", "state"),
    ("scratch_memory", "words"),
    ("sequencer", "age_counter"),
    ("sequencer", "noise_row"),
    ("sequencer", "phase"),
];

/// The ports of an exported core through which a host talks to it.
fn host_port() -> HostPort {
    HostPort {
        out_data: "o_host_out_data".into(),
        out_valid: "o_host_out_valid".into(),
        out_ready: "i_host_out_ready".into(),
        ..HostPort::with_stem("host")
    }
}

/// A core of events in Verilator, driven through its host port.
pub struct EventCore {
    /// Everything that the core was made from.
    pub parameters: Parameters,
    simulation: Simulation,
    host: HostLink,
    sequence: u8,
    rows: Signal,
    potentials: Signal,
    copies: Signal,
    banks: Signal,
    states: Signal,
    encoder: Signal,
    neuron: Signal,
    lanes: Signal,
    scratch: Signal,
    age: Signal,
    noise_row: Signal,
    phase: Signal,
}

fn bits(bytes: &[u8], at: usize, width: usize) -> i64 {
    let mut value = 0;
    for i in 0..width {
        let bit = at + i;
        value |= i64::from(bytes[bit / 8] >> (bit % 8) & 1) << i;
    }
    value
}

fn signed(bytes: &[u8], at: usize, width: usize) -> i64 {
    let value = bits(bytes, at, width);
    value - (value >> (width - 1) << width)
}

/// Verilates the core of a design.
///
/// # Errors
/// If Verilator or the compiler fails.
pub fn library(files: &[VerilogFile]) -> Result<Library> {
    let mut build = Build::new("core");
    for file in files {
        build = build.source(format!("{}.v", file.module), file.text.clone());
    }
    for file in files {
        let cell = file
            .module
            .trim_end_matches(|c: char| c.is_ascii_digit() || c == '_');
        for (_, variable) in EXPOSED.iter().filter(|(module, _)| *module == cell) {
            build = build.expose_writable(&file.module, *variable);
        }
    }
    Ok(build.build()?)
}

impl EventCore {
    /// The core of a design after power-on.
    ///
    /// # Errors
    /// If it cannot be made, or does not answer.
    pub fn new(design: &Design) -> Result<Self> {
        let parameters = yuragi_hardware::parameters(design);
        let library = library(&yuragi_hardware::verilog(design)?)?;
        let variable = |name: &str| library.variable(&format!("core.{name}"));
        let mut core = Self {
            rows: variable("synapses.row_memory.words")?,
            potentials: variable("weighing.potential_banks.words")?,
            copies: variable("weighing.potential_banks.copies")?,
            banks: variable("weighing.bank_pointers.banks")?,
            states: variable("neuron_states.copies")?,
            encoder: variable("encoding.encoder.lfsr.state")?,
            neuron: variable("neuron.lfsr.state")?,
            lanes: variable("synapses.lane_lfsr.state")?,
            scratch: variable("scratch_memory.words")?,
            age: variable("sequencer.age_counter")?,
            noise_row: variable("sequencer.noise_row")?,
            phase: variable("sequencer.phase")?,
            simulation: library.simulation()?,
            host: library.host(&host_port())?,
            sequence: 0,
            parameters,
        };
        core.command(Opcode::Identify, &[])?;
        Ok(core)
    }

    /// Sends a command and takes its answer.
    ///
    /// # Errors
    /// If the core refuses or does not answer.
    pub fn command(&mut self, opcode: Opcode, payload: &[u8]) -> Result<Vec<u8>> {
        let sequence = self.sequence.wrapping_add(1);
        let frame = protocol::frame(sequence, opcode as u8, payload);
        let reply =
            self.simulation
                .transact(&self.host, &frame, Expect::Frames(FRAME, 1), 20_000_000)?;
        if opcode != Opcode::Read {
            self.sequence = sequence;
        }
        Ok(protocol::response(&reply.bytes, sequence, opcode)?.to_vec())
    }

    /// The cycles since power-on.
    pub fn cycles(&self) -> u64 {
        self.simulation.cycles()
    }

    /// Writes items to a space.
    ///
    /// # Errors
    /// If the core refuses or does not answer.
    pub fn write(&mut self, space: Space, address: usize, items: &[u16]) -> Result<()> {
        for (at, items) in (address..).step_by(64).zip(items.chunks(64)) {
            let payload = protocol::write(space, at as u16, items.len() as u8, items);
            self.command(Opcode::Write, &payload)?;
        }
        Ok(())
    }

    /// Reads items of a space.
    ///
    /// # Errors
    /// If the core refuses or does not answer.
    pub fn read(&mut self, space: Space, address: usize, count: usize) -> Result<Vec<u16>> {
        let mut items = Vec::new();
        let mut at = address;
        while at < address + count {
            let n = (address + count - at).min(64);
            let payload = protocol::read(space, at as u16, n as u8);
            items.extend(protocol::items(&self.command(Opcode::Read, &payload)?));
            at += n;
        }
        Ok(items)
    }

    /// Presents the stimulus, and returns for how many cycles the core was busy.
    ///
    /// # Errors
    /// If the core refuses or does not answer.
    pub fn present(&mut self, n: u16) -> Result<()> {
        self.command(Opcode::Present, &n.to_le_bytes()).map(|_| ())
    }

    /// Presents the stimulus and counts the cycles of each phase, by the number of the phase.
    ///
    /// # Errors
    /// If the core refuses or does not answer.
    pub fn present_by_phase(&mut self, n: u16) -> Result<Vec<u64>> {
        let sequence = self.sequence.wrapping_add(1);
        let frame = protocol::frame(sequence, Opcode::Present as u8, &n.to_le_bytes());
        self.simulation
            .transact(&self.host, &frame, Expect::Bytes(0), 100_000)?;
        let mut phases = vec![0; 32];
        let mut waited = 0;
        loop {
            let phase = self.simulation.peek(self.phase)? as usize;
            phases[phase] += 1;
            if phase == 0 {
                waited += 1;
                if waited > 40 {
                    break;
                }
            }
            self.simulation.step(1)?;
        }
        phases[0] = 0;
        let reply = self
            .simulation
            .transact(&self.host, &[], Expect::Frames(FRAME, 1), 100_000)?;
        self.sequence = sequence;
        protocol::response(&reply.bytes, sequence, Opcode::Present)?;
        Ok(phases)
    }

    /// Puts weights into the row memory without the host.
    ///
    /// # Errors
    /// If the simulation fails.
    pub fn poke_weights(&mut self, weights: &[i16]) -> Result<()> {
        let (lanes, width) = (self.parameters.lanes, self.parameters.bits);
        let bytes = self.rows.bytes();
        let mut memory = vec![0; self.simulation.peek_bytes(self.rows)?.len()];
        for (at, &weight) in weights.iter().enumerate() {
            for i in (0..width).filter(|i| weight >> i & 1 == 1) {
                let bit = at % lanes * width + i;
                memory[at / lanes * bytes + bit / 8] |= 1 << (bit % 8);
            }
        }
        Ok(self.simulation.poke_bytes(self.rows, &memory)?)
    }

    fn serial_state(&self, signal: Signal, start: u128) -> Result<Vec<u64>> {
        let words = self.simulation.peek_words(signal)?;
        let state = u128::from(words[0]) | u128::from(words[1]) << 64;
        let state = state ^ (start & ((1 << 89) - 1));
        Ok(vec![state as u64, (state >> 64) as u64])
    }

    /// Compares every state with that of the model.
    ///
    /// # Errors
    /// The first difference.
    pub fn check(&mut self, model: &Model) -> Result<()> {
        let p = &self.parameters;
        let g = &p.geometry;
        let shape = model.shape();
        let streams = model.streams();
        ensure!(
            self.serial_state(self.encoder, ENCODER.start)? == streams.encoder,
            "encoder stream"
        );
        ensure!(
            self.serial_state(self.neuron, NEURON.start)? == streams.neuron,
            "neuron stream"
        );
        ensure!(
            self.simulation.peek_words(self.lanes)? == streams.lanes,
            "lanes stream"
        );
        // potentials and spikes, layer by layer
        let banks = self.simulation.peek(self.banks)?;
        let (memory, copies) = (
            self.simulation.peek_bytes(self.potentials)?,
            self.simulation.peek_bytes(self.copies)?,
        );
        let states = self.simulation.peek_bytes(self.states)?;
        let (word_bytes, state_bytes) = (self.potentials.bytes(), self.states.bytes());
        let v = p.widths().meant(yuragi_hdl::parameters::POTENTIAL);
        let r = p.retrograde_lanes;
        for layer in 1..=shape.last() {
            let bank = (banks >> (2 * layer) & 3) as usize;
            let evidence = model.evidence_of(layer);
            for (n, (&u, spike)) in model
                .potentials_of(layer)
                .iter()
                .zip(model.spikes_of(layer))
                .enumerate()
            {
                let word = g.first_step(layer) + n / r;
                let at = (bank << g.step_bits() | word) * word_bytes;
                for (what, memory) in [("potential", &memory), ("copy of the potential", &copies)] {
                    let found = signed(&memory[at..at + word_bytes], n % r * v, v);
                    ensure!(
                        found == i64::from(u),
                        "layer {layer}, neuron {n}: {what} {found}, expected {u}"
                    );
                }
                let state = &states[word * state_bytes..][..state_bytes];
                let (s, q) = (bits(state, n % r, 1) == 1, bits(state, r + n % r, 1) == 1);
                ensure!(
                    s == spike,
                    "layer {layer}, neuron {n}: spike {s}, expected {spike}"
                );
                let predicted = i8::from(spike) - evidence[n];
                ensure!(
                    i8::from(q) == predicted,
                    "layer {layer}, neuron {n}: predicted {q}, expected {predicted}"
                );
            }
        }
        let rows = self.simulation.peek_bytes(self.rows)?;
        let bytes = self.rows.bytes();
        for (at, &weight) in model.row_memory().iter().enumerate() {
            let (address, lane) = (at / p.lanes, at % p.lanes);
            let found = signed(&rows[address * bytes..][..bytes], lane * p.bits, p.bits);
            ensure!(
                found == i64::from(weight),
                "word {address}, lane {lane}: weight {found}, expected {weight}"
            );
        }
        for (k, &count) in model.counts().iter().enumerate() {
            let found = self
                .simulation
                .peek_element(self.scratch, (p.map.counts + k) as u32)?;
            ensure!(
                found == u64::from(count),
                "output {k}: count {found}, expected {count}"
            );
        }
        ensure!(
            self.simulation.peek(self.age)? == u64::from(model.age()),
            "age"
        );
        let row = self.simulation.peek(self.noise_row)? as usize;
        ensure!(
            row == model.shape().row(model.noise_row()).0,
            "noise row at {row}"
        );
        for (i, value) in model.counters().values().into_iter().enumerate() {
            let half = |n: usize| {
                self.simulation
                    .peek_element(self.scratch, (p.map.totals + 2 * i + n) as u32)
            };
            let found = half(0)? | half(1)? << 16;
            ensure!(
                found == u64::from(value),
                "counter {i}: {found}, expected {value}"
            );
        }
        Ok(())
    }

    /// Compares the spikes that the host reads with those of the model.
    ///
    /// # Errors
    /// The first difference, or the core does not answer.
    pub fn check_spikes(&mut self, model: &Model, clamped: &[bool]) -> Result<()> {
        let p = self.parameters.clone();
        let items = self.read(Space::Spikes, 0, p.spike_words())?;
        let units = p.inputs + p.outputs;
        let unit_words = (2 * p.pairs()).div_ceil(16);
        // a word is filled from its upper end
        let bit = |words: &[u16], per: usize, n: usize, i: usize, shift: usize| {
            let filled = (n - i / per * per).min(per);
            words[i / per] >> (shift + per - filled + i % per) & 1 == 1
        };
        let unit = |i: usize| bit(&items[..unit_words], 16, 2 * units.div_ceil(2), i, 0);
        for (i, spike) in model.spikes_of(0).into_iter().enumerate() {
            ensure!(unit(i) == spike, "input {i}: spike {}", !spike);
        }
        let hidden = &items[unit_words..][..p.hidden.div_ceil(8)];
        let last = model.shape().last();
        let mut at = 0;
        for layer in 1..last {
            for (spike, evidence) in model
                .spikes_of(layer)
                .into_iter()
                .zip(model.evidence_of(layer))
            {
                let predicted = i8::from(spike) - evidence == 1;
                ensure!(
                    bit(hidden, 8, p.hidden, at, 8) == spike,
                    "hidden neuron {at}: spike {}",
                    !spike
                );
                ensure!(
                    bit(hidden, 8, p.hidden, at, 0) == predicted,
                    "hidden neuron {at}: prediction {}",
                    !predicted
                );
                at += 1;
            }
        }
        let readout = &items[unit_words + p.hidden.div_ceil(8)..];
        let evidence = model.evidence_of(last);
        for (k, spike) in model.spikes_of(last).into_iter().enumerate() {
            let read = bit(readout, 16, p.outputs, k, 0);
            ensure!(
                i8::from(spike) - evidence[k] == i8::from(read),
                "output {k}: read out {read}"
            );
            if clamped[k] {
                ensure!(unit(p.inputs + k) == spike, "output {k}: spike {}", !spike);
            }
        }
        Ok(())
    }

    /// Sets the stimulus.
    ///
    /// # Errors
    /// If the core refuses or does not answer.
    pub fn show(&mut self, intensities: &[u8], clamped: &[bool]) -> Result<()> {
        let stimulus = yuragi_model::Stimulus {
            intensities: intensities.to_vec(),
            clamped: clamped.to_vec(),
        };
        self.write(
            Space::Scratch,
            self.parameters.map.stimulus,
            &stimulus.words(),
        )
    }
}

/// Runs core and model side by side through random stimuli, clamps and commands.
///
/// # Errors
/// The first difference, with the presentation at which it was found.
pub fn lockstep(design: &Design, presentations: u64, seed: u64) -> Result<u64> {
    let mut core = EventCore::new(design)?;
    let mut model = Model::new(design)?;
    core.check(&model)
        .map_err(|e| e.context("after power-on"))?;
    let mut chance = SplitMix64::new(seed);
    let (inputs, outputs) = (core.parameters.inputs, core.parameters.outputs);
    let mut done = 0;
    let mut learn = false;
    while done < presentations {
        if chance.one_in(8) || done == 0 {
            learn = !learn;
            core.write(Space::Registers, 0, &[learn.into()])?;
            model.set_registers(Registers {
                learn,
                ..model.registers()
            })?;
        }
        let clamps = chance.below(4);
        let clamped: Vec<bool> = (0..outputs)
            .map(|_| clamps == 3 || (clamps > 0 && !chance.one_in(3)))
            .collect();
        let mut level = |_| match chance.below(4) {
            0 => 0,
            1 => 255,
            _ => chance.below(256) as u8,
        };
        let intensities: Vec<u8> = (0..inputs + outputs).map(&mut level).collect();
        core.show(&intensities, &clamped)?;
        model.set_stimulus(&yuragi_model::Stimulus {
            intensities: intensities.clone(),
            clamped: clamped.clone(),
        })?;
        for _ in 0..1 + chance.below(3) {
            let n = 1 + chance.below(3) as u16;
            core.present(n)?;
            model.present(n)?;
            done += u64::from(n);
            let at =
                || format!("presentation {done}, {n} at once, learn {learn}, clamped {clamped:?}");
            core.check(&model).map_err(|e| e.context(at()))?;
            core.check_spikes(&model, &clamped)
                .map_err(|e| e.context(at()))?;
        }
    }
    Ok(core.cycles())
}
