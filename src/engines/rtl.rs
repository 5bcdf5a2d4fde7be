//! The exported Verilog in Verilator. Commands go through the host port, byte by byte as on a board; only the comparison of every
//! state bit, and going on from a snapshot, look inside.

use std::path::Path;

use verilator_sys::{Build, Expect, FrameRule, HostLink, HostPort, Library, Signal, Simulation};

use super::{Engine, EngineError, Result};
use crate::design::Design;
use crate::hardware;
use crate::layout::Layout;
use crate::model::Snapshot;
use crate::network::{Counters, Potentials, Registers, Spikes, Stimulus, Weights};
use crate::protocol::{self, Opcode, Space};
use crate::random::{ENCODER, NEURON, StreamStates};

/// How a frame of a response ends.
const FRAME: FrameRule = FrameRule {
    start: protocol::SYNC,
    length_at: 3,
    overhead: 6,
};

/// State that is looked at from inside, by module and variable.
const PROBES: [(&str, &str); 10] = [
    ("row_memory", "words"),
    ("potential_memory", "words"),
    ("retrograde", "bank"),
    ("lfsr", "state"),
    ("lane_lfsr", "state"),
    ("unit_register", "units"),
    ("spike_ring", "spikes"),
    ("sequencer", "age_counter"),
    ("sequencer", "noise_counter"),
    ("scratch_memory", "words"),
];

/// Handles of that state.
struct Probes {
    rows: Signal,
    potentials: Signal,
    bank: Signal,
    encoder: Signal,
    neuron: Signal,
    lanes: Signal,
    units: Signal,
    predicted: Signal,
    hidden: Signal,
    readout: Signal,
    age: Signal,
    noise_row: Signal,
    scratch: Signal,
}

/// A core in simulation.
pub struct Rtl {
    design: Design,
    layout: Layout,
    simulation: Simulation,
    host: HostLink,
    probes: Probes,
    sequence: u8,
    stimulus: Stimulus,
    registers: Registers,
    /// Cycles that a command may take before it is called hung.
    patience: u64,
}

/// Bits of a little-endian byte string.
struct Bits<'a>(&'a [u8]);

impl Bits<'_> {
    fn bit(&self, at: usize) -> bool {
        self.0[at / 8] >> (at % 8) & 1 == 1
    }
    fn bits(&self, range: std::ops::Range<usize>) -> Vec<bool> {
        range.map(|at| self.bit(at)).collect()
    }
    fn signed(&self, at: usize, width: usize) -> i32 {
        let value = (0..width).fold(0i64, |v, i| v | i64::from(self.bit(at + i)) << i);
        (value << (64 - width) >> (64 - width)) as i32
    }
}

/// Puts `width` bits of a value at a place in a little-endian byte string.
fn put(bytes: &mut [u8], at: usize, width: usize, value: i64) {
    for i in 0..width {
        let (byte, mask) = ((at + i) / 8, 1 << ((at + i) % 8));
        if value >> i & 1 == 1 {
            bytes[byte] |= mask;
        } else {
            bytes[byte] &= !mask;
        }
    }
}

impl Rtl {
    /// Exports, verilates (or takes from the cache) and powers up the core of a design.
    ///
    /// # Errors
    /// If the design is refused, the export or a tool fails, or the core does not say that it is of this design.
    pub fn new(design: &Design) -> Result<Self> {
        Self::build(design, false)
    }

    /// The same, able to write waveforms.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn with_waves(design: &Design) -> Result<Self> {
        Self::build(design, true)
    }

    fn build(design: &Design, waves: bool) -> Result<Self> {
        design.validate()?;
        let files = hardware::verilog(design)?;
        let mut build = Build::new("core").trace(waves);
        for file in &files {
            build = build.source(format!("{}.v", file.module), file.text.clone());
        }
        // variants of a cell are numbered: spike_ring, spike_ring_2
        for file in &files {
            let cell = file
                .module
                .trim_end_matches(|c: char| c.is_ascii_digit() || c == '_');
            for (_, variable) in PROBES.iter().filter(|(module, _)| *module == cell) {
                build = build.expose_writable(&file.module, *variable);
            }
        }
        let library = build.build()?;
        let mut rtl = Self::power_up(design, &library)?;
        rtl.identify()?;
        Ok(rtl)
    }

    fn power_up(design: &Design, library: &Library) -> Result<Self> {
        let layout = Layout::new(design);
        let variable = |name: &str| library.variable(&format!("core.{name}"));
        let probes = Probes {
            rows: variable("synapse_array.row_memory.words")?,
            potentials: variable("retrograde.potential_memory.words")?,
            bank: variable("retrograde.bank")?,
            encoder: variable("encoder.lfsr.state")?,
            neuron: variable("neuron.lfsr.state")?,
            lanes: variable("synapse_array.lane_lfsr.state")?,
            units: variable("unit_register.units")?,
            predicted: variable("predicted_ring.spikes")?,
            hidden: variable("hidden_ring.spikes")?,
            readout: variable("readout_ring.spikes")?,
            age: variable("sequencer.age_counter")?,
            noise_row: variable("sequencer.noise_counter")?,
            scratch: variable("scratch_memory.words")?,
        };
        let host = library.host(&HostPort {
            in_data: "i_host_data".into(),
            in_valid: "i_host_valid".into(),
            in_ready: "o_host_ready".into(),
            out_data: "o_host_out_data".into(),
            out_valid: "o_host_out_valid".into(),
            out_ready: "i_host_out_ready".into(),
        })?;
        Ok(Self {
            design: design.clone(),
            layout,
            simulation: library.simulation()?,
            host,
            probes,
            sequence: 0,
            stimulus: Stimulus::dark(&layout),
            registers: Registers::new(design),
            patience: patience(design),
        })
    }

    /// The frames of a waveform from now on.
    ///
    /// # Errors
    /// If the file cannot be written, or the engine was not made with [`with_waves`](Self::with_waves).
    pub fn wave_open(&mut self, path: &Path) -> Result<()> {
        Ok(self.simulation.trace_open(path)?)
    }

    /// Ends the waveform.
    pub fn wave_close(&mut self) {
        self.simulation.trace_close();
    }

    /// Sends bytes as they are and takes what comes back in so many frames: for tests of bad frames.
    ///
    /// # Errors
    /// If the frames do not come in time.
    pub fn exchange(&mut self, bytes: &[u8], frames: usize) -> Result<Vec<u8>> {
        let reply = self.simulation.transact(
            &self.host,
            bytes,
            Expect::Frames(FRAME, frames),
            self.patience,
        )?;
        Ok(reply.bytes)
    }

    fn command(&mut self, opcode: Opcode, payload: &[u8]) -> Result<Vec<u8>> {
        self.command_within(opcode, payload, self.patience)
    }

    fn command_within(&mut self, opcode: Opcode, payload: &[u8], cycles: u64) -> Result<Vec<u8>> {
        self.sequence = self.sequence.wrapping_add(1);
        let bytes = protocol::frame(self.sequence, opcode as u8, payload);
        let reply =
            self.simulation
                .transact(&self.host, &bytes, Expect::Frames(FRAME, 1), cycles)?;
        Ok(protocol::response(&reply.bytes, self.sequence, opcode)?.to_vec())
    }

    fn read(&mut self, space: Space, address: usize, count: usize) -> Result<Vec<u16>> {
        let mut items = Vec::with_capacity(count);
        while items.len() < count {
            let n = (count - items.len()).min(protocol::MAX_PAYLOAD / 2);
            let payload = protocol::read(space, (address + items.len()) as u16, n as u8);
            items.extend(protocol::items(&self.command(Opcode::Read, &payload)?));
        }
        Ok(items)
    }

    fn identify(&mut self) -> Result<()> {
        let found = protocol::items(&self.command(Opcode::Identify, &[])?);
        let expected = hardware::identity(&self.design);
        if found != expected {
            let hex = |words: &[u16]| {
                words
                    .iter()
                    .map(|w| format!("{w:04x}"))
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            return Err(EngineError::Identity {
                what: "the identity block",
                found: hex(&found),
                expected: hex(&expected),
            });
        }
        Ok(())
    }

    fn peek(&self, signal: Signal) -> Result<u64> {
        Ok(self.simulation.peek(signal)?)
    }

    fn serial_state(&self, signal: Signal, start: u128) -> Result<Vec<u64>> {
        let words = self.simulation.peek_words(signal)?;
        let mask = (1u128 << 89) - 1;
        let state = (u128::from(words[0]) | u128::from(words[1]) << 64) ^ (start & mask);
        Ok(vec![state as u64, (state >> 64) as u64])
    }

    /// Where the fields of a potential word stand: V, bits of a field, base of the hidden neurons, base of the second bank.
    fn potential_fields(&self) -> (usize, usize, usize, usize) {
        let p = hardware::parameters(&self.design);
        let r = p.retrograde_lanes;
        let field = self.probes.potentials.width() as usize / r;
        let second = p.steps().next_power_of_two();
        (
            field - p.softplus_bits(),
            field,
            (2 * second).max(p.hidden.next_power_of_two()),
            second,
        )
    }

    fn spikes_inside(&self) -> Result<Spikes> {
        let layout = &self.layout;
        let bits = |signal| self.simulation.peek_bytes(signal);
        let (units, predicted) = (bits(self.probes.units)?, bits(self.probes.predicted)?);
        let (hidden, readout) = (bits(self.probes.hidden)?, bits(self.probes.readout)?);
        let readout = Bits(&readout).bits(0..layout.outputs);
        let clamped = Bits(&units).bits(layout.inputs..layout.inputs + layout.outputs);
        Ok(Spikes {
            inputs: Bits(&units).bits(0..layout.inputs),
            predicted: Bits(&predicted).bits(0..layout.hidden),
            hidden: Bits(&hidden).bits(0..layout.hidden),
            outputs: outputs(&clamped, &readout, &self.stimulus),
            readout,
        })
    }
}

/// y: the encoded spike of a clamped output, the read-out spike of a free one.
fn outputs(clamped: &[bool], readout: &[bool], stimulus: &Stimulus) -> Vec<bool> {
    (0..readout.len())
        .map(|k| {
            if stimulus.clamped[k] {
                clamped[k]
            } else {
                readout[k]
            }
        })
        .collect()
}

/// More cycles than any single command but `present` can take.
fn patience(design: &Design) -> u64 {
    let layout = Layout::new(design);
    4 * (layout.depth as u64 * layout.lanes as u64 + 4096)
}

/// More cycles than a presentation can take.
fn presentation_bound(design: &Design, registers: &Registers) -> u64 {
    let layout = Layout::new(design);
    let (h, o) = (layout.hidden as u64 + 1, layout.outputs as u64);
    let rows = 3 * (layout.depth as u64 + h + 8);
    let resample = u64::from(registers.sweeps) * h * (o + 16);
    rows + resample + 4 * o + (layout.inputs as u64 + o) + 256
}

impl Engine for Rtl {
    fn name(&self) -> &'static str {
        "rtl"
    }

    fn reset(&mut self, seed: u64) -> Result<()> {
        self.command(Opcode::Reset, &crate::random::seed_bytes(seed))?;
        Ok(())
    }

    fn configure(&mut self, registers: Registers) -> Result<()> {
        registers.validate()?;
        let now = protocol::register_items(&self.registers);
        let values = protocol::register_items(&registers);
        for (address, value) in values.into_iter().enumerate() {
            // writing the dwell makes the next presentation the first of its stimulus
            if value == now[address] {
                continue;
            }
            self.command(
                Opcode::Write,
                &protocol::write(Space::Registers, address as u16, 1, &[value]),
            )?;
        }
        self.registers = registers;
        Ok(())
    }

    fn show(&mut self, stimulus: &Stimulus) -> Result<()> {
        stimulus.validate(&self.layout)?;
        let mask = stimulus.clamped.chunks(16).map(|bits| {
            bits.iter()
                .enumerate()
                .fold(0, |word, (i, &bit)| word | u16::from(bit) << i)
        });
        let pairs = stimulus
            .intensities
            .chunks(2)
            .map(|pair| u16::from_le_bytes([pair[0], *pair.get(1).unwrap_or(&0)]));
        let words: Vec<u16> = mask.chain(pairs).collect();
        let base = hardware::scratch_map(&self.layout).stimulus;
        let most = protocol::MAX_PAYLOAD / 2 - 2;
        for (i, part) in words.chunks(most).enumerate() {
            let payload = protocol::write(
                Space::Scratch,
                (base + i * most) as u16,
                part.len() as u8,
                part,
            );
            self.command(Opcode::Write, &payload)?;
        }
        self.stimulus = stimulus.clone();
        Ok(())
    }

    fn present(&mut self, n: u16) -> Result<()> {
        let cycles =
            self.patience + u64::from(n) * presentation_bound(&self.design, &self.registers);
        self.command_within(Opcode::Present, &n.to_le_bytes(), cycles)?;
        Ok(())
    }

    fn counts(&mut self) -> Result<Vec<u16>> {
        let base = hardware::scratch_map(&self.layout).counts;
        self.read(Space::Scratch, base, self.layout.outputs)
    }

    fn spikes(&mut self) -> Result<Spikes> {
        let layout = self.layout;
        let units = 2 * (layout.inputs + layout.outputs).div_ceil(2);
        let lengths = [units, layout.hidden, layout.hidden, layout.outputs];
        let total = lengths.iter().map(|n| n.div_ceil(16)).sum();
        let items = self.read(Space::Spikes, 0, total)?;
        let bytes: Vec<u8> = items.iter().flat_map(|item| item.to_le_bytes()).collect();
        let mut at = 0;
        let mut take = |n: usize| {
            let bits = Bits(&bytes).bits(at..at + n);
            at += 16 * n.div_ceil(16);
            bits
        };
        let (units, predicted, hidden, readout) = (
            take(lengths[0]),
            take(lengths[1]),
            take(lengths[2]),
            take(lengths[3]),
        );
        Ok(Spikes {
            inputs: units[..layout.inputs].to_vec(),
            predicted,
            hidden,
            outputs: outputs(
                &units[layout.inputs..layout.inputs + layout.outputs],
                &readout,
                &self.stimulus,
            ),
            readout,
        })
    }

    fn counters(&mut self) -> Result<Counters> {
        let items = self.read(Space::Counters, 0, protocol::COUNTERS)?;
        let at = |i: usize| u32::from(items[2 * i]) | u32::from(items[2 * i + 1]) << 16;
        Ok(Counters {
            presentations: at(0),
            flips_up: at(1),
            flips_down: at(2),
            evidence_up: at(3),
            evidence_down: at(4),
        })
    }

    fn weights(&mut self) -> Result<Weights> {
        let mut values = Vec::with_capacity(self.layout.depth * self.layout.lanes);
        let words = protocol::MAX_PAYLOAD / (2 * self.layout.lanes);
        for address in (0..self.layout.depth).step_by(words) {
            let count = words.min(self.layout.depth - address);
            let payload = protocol::read(Space::Rows, address as u16, count as u8);
            let items = protocol::items(&self.command(Opcode::Read, &payload)?);
            values.extend(items.iter().map(|&item| item as i16));
        }
        Ok(Weights {
            lanes: self.layout.lanes,
            values,
        })
    }

    fn load_weights(&mut self, weights: &Weights) -> Result<()> {
        weights.validate(&self.layout, self.design.synapse.bits)?;
        let words = (protocol::MAX_PAYLOAD - 4) / (2 * self.layout.lanes);
        for (i, part) in weights.values.chunks(words * self.layout.lanes).enumerate() {
            let items: Vec<u16> = part.iter().map(|&w| w as u16).collect();
            let count = part.len() / self.layout.lanes;
            let payload = protocol::write(Space::Rows, (i * words) as u16, count as u8, &items);
            self.command(Opcode::Write, &payload)?;
        }
        Ok(())
    }

    fn snapshot(&mut self) -> Result<Snapshot> {
        let (lanes, bits) = (self.layout.lanes, self.design.synapse.bits as usize);
        let rows = self.simulation.peek_bytes(self.probes.rows)?;
        let word = self.probes.rows.bytes();
        let values = (0..self.layout.depth)
            .flat_map(|a| (0..lanes).map(move |l| (a, l)))
            .map(|(a, l)| Bits(&rows[a * word..][..word]).signed(l * bits, bits) as i16)
            .collect();
        let (v, field, hidden_base, second) = self.potential_fields();
        let memory = self.simulation.peek_bytes(self.probes.potentials)?;
        let bytes = self.probes.potentials.bytes();
        let potential = |address: usize, lane: usize| {
            Bits(&memory[address * bytes..][..bytes]).signed(lane * field, v)
        };
        let r = self.design.hardware.retrograde_lanes;
        let bank = if self.peek(self.probes.bank)? == 1 {
            second
        } else {
            0
        };
        let totals = hardware::scratch_map(&self.layout).totals as u32;
        let counter = |i: u32| -> Result<u32> {
            let half = |n| {
                self.simulation
                    .peek_element(self.probes.scratch, totals + n)
            };
            Ok(half(2 * i)? as u32 | (half(2 * i + 1)? as u32) << 16)
        };
        Ok(Snapshot {
            registers: self.registers,
            stimulus: self.stimulus.clone(),
            weights: Weights { lanes, values },
            streams: StreamStates {
                encoder: self.serial_state(self.probes.encoder, ENCODER.start)?,
                neuron: self.serial_state(self.probes.neuron, NEURON.start)?,
                lanes: self.simulation.peek_words(self.probes.lanes)?,
            },
            spikes: self.spikes_inside()?,
            potentials: Potentials {
                hidden: (0..self.layout.hidden)
                    .map(|j| potential(hidden_base + j, 0))
                    .collect(),
                outputs: (0..self.layout.outputs)
                    .map(|k| potential(bank + k / r, k % r))
                    .collect(),
            },
            counters: Counters {
                presentations: counter(0)?,
                flips_up: counter(1)?,
                flips_down: counter(2)?,
                evidence_up: counter(3)?,
                evidence_down: counter(4)?,
            },
            age: self.peek(self.probes.age)? as u16,
            noise_row: self.peek(self.probes.noise_row)? as usize,
            counts: self.counts()?,
        })
    }

    fn restore(&mut self, snapshot: &Snapshot) -> Result<()> {
        self.configure(snapshot.registers)?;
        self.show(&snapshot.stimulus)?;
        self.load_weights(&snapshot.weights)?;
        let serial = |words: &[u64], start: u128| {
            let state =
                (u128::from(words[0]) | u128::from(words[1]) << 64) ^ (start & ((1 << 89) - 1));
            [state as u64, (state >> 64) as u64]
        };
        let streams = &snapshot.streams;
        self.simulation.poke_words(
            self.probes.encoder,
            &serial(&streams.encoder, ENCODER.start),
        )?;
        self.simulation
            .poke_words(self.probes.neuron, &serial(&streams.neuron, NEURON.start))?;
        self.simulation
            .poke_words(self.probes.lanes, &streams.lanes)?;
        let mut hidden = vec![0; self.probes.hidden.bytes()];
        for (j, &spike) in snapshot.spikes.hidden.iter().enumerate() {
            put(&mut hidden, j, 1, spike.into());
        }
        self.simulation.poke_bytes(self.probes.hidden, &hidden)?;
        let c = &snapshot.counters;
        let values = [
            c.presentations,
            c.flips_up,
            c.flips_down,
            c.evidence_up,
            c.evidence_down,
        ];
        let totals = hardware::scratch_map(&self.layout).totals as u32;
        for (i, value) in (0..).zip(values) {
            for (half, word) in [(0, value & 0xffff), (1, value >> 16)] {
                self.simulation.poke_element(
                    self.probes.scratch,
                    totals + 2 * i + half,
                    word.into(),
                )?;
            }
        }
        self.simulation.poke(self.probes.age, snapshot.age.into())?;
        self.simulation
            .poke(self.probes.noise_row, snapshot.noise_row as u64)?;
        Ok(self.simulation.eval()?)
    }

    fn cycles(&self) -> Option<u64> {
        Some(self.simulation.cycles())
    }

    fn wave_open(&mut self, path: &Path) -> Result<()> {
        Self::wave_open(self, path)
    }

    fn wave_close(&mut self) {
        Self::wave_close(self);
    }
}
