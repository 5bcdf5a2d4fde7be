//! The exported Verilog of a core in Verilator.
//!
//! Commands go through the host port, byte by byte as on a board. Only [`Engine::snapshot`], [`Engine::restore`] and
//! [`Engine::peek_weights`] read or write the state inside the circuit.

use std::path::Path;

use verilator_sys::{Build, Expect, FrameRule, HostLink, HostPort, Library, Simulation};

use yuragi_hdl::Parameters;
use yuragi_hdl::VerilogFile;

mod inside;

use inside::{Inside, Probes};

use crate::engine::{Drawn, Engine};
use crate::error::Result;
use crate::link::Link;
use crate::port::Port;
use crate::through::through_the_port;
use yuragi_hardware as hardware;
use yuragi_hardware::protocol;
use yuragi_model::design::Design;
use yuragi_model::network::{Counters, Registers, Rehearsal, Snapshot, Spikes, Stimulus, Weights};

/// How the simulation recognises the frame of a response.
pub(super) const FRAME: FrameRule = FrameRule {
    start: protocol::SYNC,
    length_at: 3,
    overhead: protocol::OVERHEAD as u8,
};

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
    /// What the core was made from.
    parameters: Parameters,
    probes: Probes,
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
        // Variants of a cell are numbered, for example lfsr and lfsr_2.
        for file in files {
            let cell = file
                .cell
                .trim_end_matches(|c: char| c.is_ascii_digit() || c == '_');
            for (_, variable) in inside::PROBES.iter().filter(|(module, _)| *module == cell) {
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
        let probes = Probes::find(library)?;
        let host = library.host(&host_port())?;
        let link = Simulated {
            simulation: library.simulation()?,
            host,
        };
        Ok(Self {
            port: Port::open(link, design)?,
            parameters: hardware::parameters(design),
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
}

impl Rtl {
    fn inside(&self) -> Inside<'_> {
        Inside {
            simulation: &self.port.link.simulation,
            probes: &self.probes,
            parameters: &self.parameters,
            shape: &self.port.shape,
            registers: self.port.registers,
            stimulus: &self.port.stimulus,
        }
    }

    fn restore_inside(&mut self, snapshot: &Snapshot) -> Result<()> {
        let Port { link, shape, .. } = &mut self.port;
        let simulation = &mut link.simulation;
        inside::restore(simulation, &self.probes, &self.parameters, shape, snapshot)
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
        self.inside().weights()
    }

    fn snapshot(&mut self) -> Result<Snapshot> {
        let counts = self.counts()?;
        self.inside().snapshot(counts)
    }

    fn restore(&mut self, snapshot: &Snapshot) -> Result<()> {
        self.configure(snapshot.registers)?;
        self.show(&snapshot.stimulus)?;
        self.load_weights(&snapshot.weights)?;
        self.restore_inside(snapshot)
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
