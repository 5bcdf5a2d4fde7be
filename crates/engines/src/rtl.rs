//! The exported Verilog of a core in Verilator.
//!
//! Commands go through the host port, byte by byte as on a board. Only [`Engine::snapshot`], [`Engine::restore`] and
//! [`Engine::peek_weights`] read or write the state inside the circuit.

use std::path::Path;

use verilator_sys::{Build, Expect, FrameRule, HostLink, HostPort, Library, Signal, Simulation};

use yuragi_hdl::VerilogFile;
use yuragi_hdl::memory::ram::PotentialMemory;

use crate::engine::{Drawn, Engine};
use crate::error::Result;
use crate::link::Link;
use crate::port::{Bits, Port, outputs};
use crate::through::through_the_port;
use yuragi_hardware as hardware;
use yuragi_hardware::protocol;
use yuragi_model::design::Design;
use yuragi_model::model::Snapshot;
use yuragi_model::network::{
    Counters, Potentials, Registers, Rehearsal, Spikes, Stimulus, Weights,
};
use yuragi_model::random::{ENCODER, NEURON, StreamStates};

/// How the simulation recognises the frame of a response.
pub(super) const FRAME: FrameRule = FrameRule {
    start: protocol::SYNC,
    length_at: 3,
    overhead: protocol::OVERHEAD as u8,
};

/// The state that is read inside the circuit, by module and variable.
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

/// The handles of this state.
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

/// The host port of a core in simulation.
struct Simulated {
    simulation: Simulation,
    host: HostLink,
}

impl Link for Simulated {
    fn exchange(&mut self, frame: &[u8], cycles: u64) -> Result<Vec<u8>> {
        let expect = Expect::Frames(FRAME, 1);
        let reply = self
            .simulation
            .transact(&self.host, frame, expect, cycles)?;
        Ok(reply.bytes)
    }
}

/// The ports of an exported core through which a host talks to it.
pub fn host_port() -> HostPort {
    HostPort {
        out_data: "o_host_out_data".into(),
        out_valid: "o_host_out_valid".into(),
        out_ready: "i_host_out_ready".into(),
        ..HostPort::with_stem("host")
    }
}

/// Options for making a core, most of them for tests.
#[derive(Clone, Debug, Default)]
pub struct Making {
    /// Whether it can write waveforms.
    pub waves: bool,
    /// Whether it counts which lines and bits of the Verilog are in use. The simulation is then many times slower.
    pub coverage: bool,
    /// The optimisation level of the C++ compiler, 0 to 3. The default depends on `coverage`.
    pub optimisation: Option<u8>,
    /// Verilog to use instead of that of the design, for example with a fault.
    pub files: Option<Vec<VerilogFile>>,
    /// More variables that can be read and written, as module and variable.
    pub exposed: Vec<(String, String)>,
}

/// An engine that is a core in simulation.
pub struct Rtl {
    port: Port<Simulated>,
    probes: Probes,
}

/// Writes `width` bits of a value at bit `at` of a little-endian byte string.
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
    /// Exports the core of a design, compiles it with Verilator (or takes it from the cache) and powers it up.
    ///
    /// # Errors
    /// If the design is not valid, the export or a tool fails, or the core answers with the identity of another
    /// design.
    pub fn new(design: &Design) -> Result<Self> {
        Self::made(design, Making::default())
    }

    /// The same as [`new`](Self::new), but with other Verilog, for tests that change it.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn of_verilog(design: &Design, files: &[VerilogFile]) -> Result<Self> {
        let files = Some(files.to_vec());
        Self::made(
            design,
            Making {
                files,
                ..Making::default()
            },
        )
    }

    /// The same as [`new`](Self::new), but the engine can write waveforms.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn with_waves(design: &Design) -> Result<Self> {
        let waves = true;
        Self::made(
            design,
            Making {
                waves,
                ..Making::default()
            },
        )
    }

    /// The same as [`new`](Self::new), with options.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn made(design: &Design, making: Making) -> Result<Self> {
        design.validate()?;
        let files = match making.files {
            Some(files) => files,
            None => hardware::verilog(design)?,
        };
        let mut build = Build::new("yuragi_core")
            .trace(making.waves)
            .coverage(making.coverage)
            // Counting adds much code, and to optimise it takes longer than a short run saves.
            .optimisation(
                making
                    .optimisation
                    .unwrap_or(if making.coverage { 0 } else { 2 }),
            );
        for file in &files {
            build = build.source(format!("{}.v", file.module), file.text.clone());
        }
        // Variants of a cell are numbered, for example spike_ring and spike_ring_2.
        for file in files {
            let cell = file
                .cell
                .trim_end_matches(|c: char| c.is_ascii_digit() || c == '_');
            for (_, variable) in PROBES.iter().filter(|(module, _)| *module == cell) {
                build = build.expose_writable(&file.module, *variable);
            }
        }
        for (module, variable) in making.exposed {
            build = build.expose_writable(format!("{}{module}", yuragi_hdl::PREFIX), variable);
        }
        let library = build.build()?;
        Self::power_up(design, &library)
    }

    fn power_up(design: &Design, library: &Library) -> Result<Self> {
        let variable = |name: &str| library.variable(&format!("yuragi_core.{name}"));
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
        let host = library.host(&host_port())?;
        let link = Simulated {
            simulation: library.simulation()?,
            host,
        };
        Ok(Self {
            port: Port::open(link, design)?,
            probes,
        })
    }

    /// Writes a waveform to a file, from now on.
    ///
    /// # Errors
    /// If the file cannot be written, or the engine was not made with [`with_waves`](Self::with_waves).
    pub fn wave_open(&mut self, path: &Path) -> Result<()> {
        Ok(self.port.link.simulation.trace_open(path)?)
    }

    /// Ends the waveform.
    ///
    /// # Errors
    /// If a part of it could not be written.
    pub fn wave_close(&mut self) -> Result<()> {
        Ok(self.port.link.simulation.trace_close()?)
    }

    /// Writes to a file which lines and bits of the Verilog were in use so far.
    ///
    /// # Errors
    /// If the engine was not made with `coverage`, or the file cannot be written.
    pub fn write_coverage(&mut self, path: &Path) -> Result<()> {
        Ok(self.port.link.simulation.write_coverage(path)?)
    }

    fn simulation(&self) -> &Simulation {
        &self.port.link.simulation
    }

    fn peek(&self, signal: Signal) -> Result<u64> {
        Ok(self.simulation().peek(signal)?)
    }

    fn serial_state(&self, signal: Signal, start: u128) -> Result<Vec<u64>> {
        let words = self.simulation().peek_words(signal)?;
        let mask = (1u128 << 89) - 1;
        let state = (u128::from(words[0]) | u128::from(words[1]) << 64) ^ (start & mask);
        Ok(vec![state as u64, (state >> 64) as u64])
    }

    /// The layout of the potential memory: V, the bits of a field, the first address of the hidden neurons, and the
    /// first address of the second bank.
    fn potential_fields(&self) -> (usize, usize, usize, usize) {
        let p = hardware::parameters(&self.port.design);
        let r = p.retrograde_lanes;
        let field = self.probes.potentials.width() as usize / r;
        (
            field - p.softplus_bits(),
            field,
            // The addresses do not depend on the width.
            PotentialMemory::<24>::hidden_base(&p),
            PotentialMemory::<24>::second_bank(&p),
        )
    }

    fn spikes_inside(&self) -> Result<Spikes> {
        let layout = &self.port.layout;
        let bits = |signal| self.simulation().peek_bytes(signal);
        let (units, predicted) = (bits(self.probes.units)?, bits(self.probes.predicted)?);
        let (hidden, readout) = (bits(self.probes.hidden)?, bits(self.probes.readout)?);
        let readout = Bits(&readout).bits(0..layout.outputs);
        let clamped = Bits(&units).bits(layout.inputs..layout.inputs + layout.outputs);
        Ok(Spikes {
            inputs: Bits(&units).bits(0..layout.inputs),
            predicted: Bits(&predicted).bits(0..layout.hidden),
            hidden: Bits(&hidden).bits(0..layout.hidden),
            outputs: outputs(&clamped, &readout, &self.port.stimulus),
            readout,
        })
    }
}

#[cfg(feature = "testing")]
impl Rtl {
    /// The number of cycles that the small cores of tests may take for a frame.
    const TEST_CYCLES: u64 = 4_000_000;

    /// Sends bytes unchanged and returns the bytes of the next `frames` frames, for tests of bad frames.
    ///
    /// # Errors
    /// If the frames do not come in time.
    pub fn exchange(&mut self, bytes: &[u8], frames: usize) -> Result<Vec<u8>> {
        self.exchange_within(bytes, frames, Self::TEST_CYCLES)
    }

    /// The same as [`exchange`](Self::exchange), with a limit on the number of cycles.
    ///
    /// # Errors
    /// If the frames do not come in time.
    pub fn exchange_within(&mut self, bytes: &[u8], frames: usize, cycles: u64) -> Result<Vec<u8>> {
        let Simulated { simulation, host } = &mut self.port.link;
        let expect = Expect::Frames(FRAME, frames);
        Ok(simulation.transact(host, bytes, expect, cycles)?.bytes)
    }

    /// The simulation itself, for tests that read or change other state.
    pub fn simulation_mut(&mut self) -> &mut Simulation {
        &mut self.port.link.simulation
    }

    /// Asks for the identity block, so that the sequence numbers of host and core agree again after
    /// [`exchange`](Self::exchange).
    ///
    /// # Errors
    /// If the core does not answer.
    pub fn identify(&mut self) -> Result<()> {
        self.port.identify()
    }
}

impl Engine for Rtl {
    fn name(&self) -> &'static str {
        "rtl"
    }

    through_the_port!();

    fn peek_weights(&mut self) -> Result<Weights> {
        let (lanes, bits) = (
            self.port.layout.lanes,
            self.port.design.synapse.bits as usize,
        );
        let rows = self.simulation().peek_bytes(self.probes.rows)?;
        let word = self.probes.rows.bytes();
        let values = (0..self.port.layout.depth)
            .flat_map(|a| (0..lanes).map(move |l| (a, l)))
            .map(|(a, l)| Bits(&rows[a * word..][..word]).signed(l * bits, bits) as i16)
            .collect();
        Ok(Weights { lanes, values })
    }

    fn snapshot(&mut self) -> Result<Snapshot> {
        let weights = self.peek_weights()?;
        let (v, field, hidden_base, second) = self.potential_fields();
        let memory = self.simulation().peek_bytes(self.probes.potentials)?;
        let bytes = self.probes.potentials.bytes();
        let potential = |address: usize, lane: usize| {
            Bits(&memory[address * bytes..][..bytes]).signed(lane * field, v)
        };
        let r = self.port.design.hardware.retrograde_lanes;
        let bank = if self.peek(self.probes.bank)? == 1 {
            second
        } else {
            0
        };
        let totals = hardware::scratch_map(&self.port.layout).totals as u32;
        let counter = |i: u32| -> Result<u32> {
            let half = |n| {
                self.simulation()
                    .peek_element(self.probes.scratch, totals + n)
            };
            Ok(half(2 * i)? as u32 | (half(2 * i + 1)? as u32) << 16)
        };
        Ok(Snapshot {
            registers: self.port.registers,
            stimulus: self.port.stimulus.clone(),
            weights,
            streams: StreamStates {
                encoder: self.serial_state(self.probes.encoder, ENCODER.start)?,
                neuron: self.serial_state(self.probes.neuron, NEURON.start)?,
                lanes: self.simulation().peek_words(self.probes.lanes)?,
            },
            spikes: self.spikes_inside()?,
            potentials: Potentials {
                hidden: (0..self.port.layout.hidden)
                    .map(|j| potential(hidden_base + j, 0))
                    .collect(),
                outputs: (0..self.port.layout.outputs)
                    .map(|k| potential(bank + k / r, k % r))
                    .collect(),
            },
            counters: Counters::from([
                counter(0)?,
                counter(1)?,
                counter(2)?,
                counter(3)?,
                counter(4)?,
            ]),
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
        self.port.link.simulation.poke_words(
            self.probes.encoder,
            &serial(&streams.encoder, ENCODER.start),
        )?;
        self.port
            .link
            .simulation
            .poke_words(self.probes.neuron, &serial(&streams.neuron, NEURON.start))?;
        self.port
            .link
            .simulation
            .poke_words(self.probes.lanes, &streams.lanes)?;
        let mut hidden = vec![0; self.probes.hidden.bytes()];
        for (j, &spike) in snapshot.spikes.hidden.iter().enumerate() {
            put(&mut hidden, j, 1, spike.into());
        }
        self.port
            .link
            .simulation
            .poke_bytes(self.probes.hidden, &hidden)?;
        let totals = hardware::scratch_map(&self.port.layout).totals as u32;
        for (i, value) in (0..).zip(snapshot.counters.values()) {
            for (half, word) in [(0, value & 0xffff), (1, value >> 16)] {
                self.port.link.simulation.poke_element(
                    self.probes.scratch,
                    totals + 2 * i + half,
                    word.into(),
                )?;
            }
        }
        self.port
            .link
            .simulation
            .poke(self.probes.age, snapshot.age.into())?;
        self.port
            .link
            .simulation
            .poke(self.probes.noise_row, snapshot.noise_row as u64)?;
        Ok(self.port.link.simulation.eval()?)
    }

    fn cycles(&self) -> Option<u64> {
        Some(self.simulation().cycles())
    }

    fn wave_open(&mut self, path: &Path) -> Result<()> {
        Self::wave_open(self, path)
    }

    fn wave_close(&mut self) -> Result<()> {
        Self::wave_close(self)
    }
}
