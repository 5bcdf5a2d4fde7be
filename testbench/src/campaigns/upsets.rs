//! Bits that turn in the registers of a core in Verilator while it works, and whether a host gets it back: by waiting, asking and
//! resetting over the line, or only by the reset pin.
//!
//! It panics where something cannot be set up: it is for tests only.

use verilator_sys::{Error, Expect, HostLink, Signal, Simulation};
use yuragi_engines::rtl::{Making, Rtl};
use yuragi_hardware as hardware;
use yuragi_hardware::protocol;
use yuragi_hdl::VerilogFile;
use yuragi_model::design::Design;

use crate::campaigns::frames::*;
use crate::campaigns::noise::Reading;
use crate::circuits::host_link;

/// Cycles after which every counter of a command or a phase of tiny has come around, but that of the presentations, and its watchdog
/// has expired.
const LONG: u64 = 300_000;
/// Cycles that settle most of what takes longer than a frame.
const SHORT: u64 = 20_000;

/// What became of a core after a bit turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Every answer was as without the flip.
    Unseen,
    /// Answers were wrong or missing, and the host had the core back within the time of a few frames.
    Recovered,
    /// The core worked on for up to 65,535 presentations or a memory's length first.
    Late,
    /// It had hung, and its watchdog restarted it.
    Restarted,
    /// It answers nobody, or wrongly, until its reset pin is pulled.
    Pin,
    /// It answers, but the identity block or another constant of the scratch memory is damaged: it must be configured again.
    Damaged,
}

/// In the order of [`Fate`].
pub const FATES: [Fate; 6] = [
    Fate::Unseen,
    Fate::Recovered,
    Fate::Late,
    Fate::Restarted,
    Fate::Pin,
    Fate::Damaged,
];

/// A register of the core.
#[derive(Clone, Debug)]
pub struct Register {
    /// Its hierarchical name without the top.
    pub name: String,
    pub signal: Signal,
}

/// A core whose registers are in reach.
pub struct Victim {
    design: Design,
    rtl: Rtl,
    host: HostLink,
    making: Making,
    pub registers: Vec<Register>,
    /// Cycles and answers of the work without a flip.
    work: Vec<u8>,
    cycles: u64,
    answers: Vec<u8>,
}

/// Registers that the Verilog declares with a start value: module and variable.
fn declared(files: &[VerilogFile]) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for file in files {
        for line in file.text.lines() {
            let line = line.trim();
            let Some((left, _)) = line.strip_prefix("reg ").and_then(|l| l.split_once(" = "))
            else {
                continue;
            };
            let name = left.split_whitespace().last().expect("a name");
            // a memory has its words behind its name
            if !name.ends_with(']') {
                all.push((file.cell.clone(), name.to_owned()));
            }
        }
    }
    all
}

/// What a host does all day: a reset, registers, a stimulus, presentations, and reads of everything.
fn work(design: &Design) -> Vec<Vec<u8>> {
    let map = hardware::scratch_map(&design.shape());
    let words = vec![0x80ff; map.stimulus_words];
    let mut frames = vec![frame(9, IDENTIFY, &[]), frame(10, RESET, &[3, 1, 4, 1])];
    for (number, (register, value)) in (11..).zip([(0, 1), (1, 2), (2, 3), (3, 256), (4, 20)]) {
        frames.push(frame(
            number,
            WRITE,
            &access(REGISTERS, 1, register, &[value]),
        ));
    }
    let stimulus = access(
        SCRATCH,
        map.stimulus_words as u8,
        map.stimulus as u16,
        &words,
    );
    frames.push(frame(16, WRITE, &stimulus));
    frames.push(frame(17, PRESENT, &[7, 0]));
    let (depth, lanes) = size(design, ROWS);
    let rows = depth.min(LONGEST / 2 / lanes) as u8;
    frames.push(frame(18, READ, &access(ROWS, rows, 0, &[])));
    frames.push(frame(18, READ, &read_all(design, SPIKES)));
    frames.push(frame(18, READ, &access(COUNTERS, 10, 0, &[])));
    frames.push(frame(18, READ, &access(REGISTERS, 5, 0, &[])));
    // not the words between them, which belong to nothing
    for (first, words) in [
        (map.identity, map.identity_words + 1),
        (map.registers, protocol::REGISTERS),
        (map.stimulus, map.stimulus_words),
        (map.counts, design.network.outputs()),
        (map.totals, protocol::COUNTERS),
        (map.spikes, map.words - map.spikes),
    ] {
        let payload = access(SCRATCH, words as u8, first as u16, &[]);
        frames.push(frame(18, READ, &payload));
    }
    frames.push(frame(18, DRAW, &access(STREAMS, 20, 0, &[])));
    frames
}

impl Victim {
    /// A core of a small design, whose work without a flip is what the model says.
    pub fn new(design: &Design) -> Self {
        Self::of(design, hardware::verilog(design).expect("exported"))
    }

    /// The same of a design and its Verilog.
    pub fn of(design: &Design, files: Vec<VerilogFile>) -> Self {
        let making = Making {
            exposed: declared(&files),
            files: Some(files),
            ..Making::default()
        };
        let mut rtl = Rtl::made(design, making.clone()).expect("a core");
        let library = rtl.simulation_mut().library();
        let host = host_link(&library);
        let names: Vec<&str> = making.exposed.iter().map(|(_, v)| v.as_str()).collect();
        let registers = library.signals().iter().filter_map(|info| {
            let name = info.name().strip_prefix("yuragi_core.")?;
            let (_, variable) = name.rsplit_once('.')?;
            let signal = library.variable(info.name()).ok()?;
            (names.contains(&variable) && signal.depth() == 1).then(|| Register {
                name: name.to_owned(),
                signal,
            })
        });
        let registers = registers.collect();
        let frames = work(design);
        let work = frames.concat();
        let mut reading = Reading::new(design);
        reading.take(&work);
        let expect = Expect::Frames(RULE, frames.len());
        let reply = rtl
            .simulation_mut()
            .transact(&host, &work, expect, LONG)
            .expect("answered");
        reading.check(&reply.bytes).expect("the model's answers");
        Self {
            design: design.clone(),
            rtl,
            host,
            making,
            registers,
            work,
            cycles: reply.cycles,
            answers: reply.bytes,
        }
    }

    /// Cycles of the work.
    pub fn cycles(&self) -> u64 {
        self.cycles
    }

    fn simulation(&mut self) -> &mut Simulation {
        self.rtl.simulation_mut()
    }

    /// Sends and takes for so many cycles, or until so many frames have come. Gives the bytes taken and received.
    fn run(&mut self, bytes: &[u8], frames: usize, cycles: u64) -> (usize, Vec<u8>) {
        let (host, expect) = (self.host, Expect::Frames(RULE, frames));
        match self.simulation().transact(&host, bytes, expect, cycles) {
            Ok(reply) => (bytes.len(), reply.bytes),
            Err(Error::TimeOut { fed, received, .. }) => (fed, received),
            Err(error) => panic!("the core: {error}"),
        }
    }

    fn value(&mut self, name: &str) -> u64 {
        let simulation = self.simulation();
        let signal = simulation.variable(&format!("yuragi_core.{name}"));
        let words = simulation.peek_words(signal.expect("in reach"));
        words.expect("seen")[0]
    }

    fn identified(&mut self) -> Option<Vec<u8>> {
        // the line is idle, whatever was begun is flushed, then the host asks who is there
        self.run(&FLUSH, usize::MAX, 1_500);
        let (_, reply) = self.run(&frame(9, IDENTIFY, &[]), 1, 1_000);
        (reply.len() >= 4 && reply[..3] == [SYNC, 9, IDENTIFY | 0x80]).then_some(reply)
    }

    /// Whether the core does its work as without a flip.
    fn works(&mut self) -> bool {
        let work = self.work.clone();
        let cycles = 4 * self.cycles;
        let count = self.frames();
        let (_, reply) = self.run(&work, count, cycles);
        reply == self.answers
    }

    fn frames(&self) -> usize {
        work(&self.design).len()
    }

    fn pull_the_pin(&mut self) {
        let simulation = self.simulation();
        let pin = simulation.port("i_reset").expect("a pin");
        for level in [1, 0] {
            simulation.poke(pin, level).expect("set");
            simulation.step(50).expect("run");
        }
        simulation.step(5_000).expect("run");
    }

    /// A register by its name.
    pub fn register(&self, name: &str) -> &Register {
        let found = self.registers.iter().find(|one| one.name == name);
        found.unwrap_or_else(|| panic!("no register {name}"))
    }

    /// Lets the core work, turns a bit of a register at a cycle, and sees what becomes of it.
    pub fn upset(&mut self, name: &str, bit: u32, cycle: u64) -> Fate {
        self.changed(name, cycle, |words| {
            words[bit as usize / 64] ^= 1 << (bit % 64);
        })
    }

    /// The same with a value that is set.
    pub fn set(&mut self, name: &str, value: u64, cycle: u64) -> Fate {
        self.changed(name, cycle, |words| words[0] = value)
    }

    /// What remains of 65,535 presentations is passed over: the core is as it would be before the last.
    fn pass_over(&mut self) {
        let asked = self.value("commands.count") << 8 | self.value("commands.space");
        let simulation = self.simulation();
        let before = simulation.variable("yuragi_core.sequencer.presented_before");
        let last = asked.wrapping_sub(2) & 0xffff;
        let before = before.expect("in reach");
        simulation.poke(before, last).expect("set");
    }

    fn changed(&mut self, name: &str, cycle: u64, change: impl FnOnce(&mut [u64])) -> Fate {
        let signal = self.register(name).signal;
        // so that it tells of this upset only
        let keeping = self.simulation().variable("yuragi_core.commands.keeping");
        let keeping = keeping.expect("in reach");
        self.simulation().poke(keeping, 0).expect("set");
        let work = self.work.clone();
        let (fed, mut received) = self.run(&work, usize::MAX, cycle);
        let simulation = self.simulation();
        let mut words = simulation.peek_words(signal).expect("seen");
        change(&mut words);
        simulation.poke_words(signal, &words).expect("set");
        simulation.eval().expect("settled");
        let (_, rest) = self.run(&work[fed..], usize::MAX, self.cycles - cycle + 100);
        received.extend(rest);
        let unseen = received == self.answers;
        let mut fate = if unseen {
            Fate::Unseen
        } else {
            Fate::Recovered
        };
        let mut reply = (0..3).find_map(|_| self.identified());
        if reply.is_none() {
            fate = Fate::Late;
            self.pass_over();
            reply = [SHORT, LONG].into_iter().find_map(|cycles| {
                self.simulation().step(cycles).expect("run");
                self.identified()
            });
        }
        let mut back = reply.is_some() && self.works();
        // it may answer while its sequencer runs on
        if reply.is_some() && !back {
            fate = Fate::Late;
            self.pass_over();
            self.simulation().step(LONG).expect("run");
            back = self.identified().is_some() && self.works();
        }
        // the register says who restarted it; an upset of that register itself is none
        if self.value("commands.keeping") == 1 && name != "commands.keeping" {
            fate = Fate::Restarted;
        }
        if !back {
            fate = Fate::Pin;
            self.pull_the_pin();
            back = self.identified().is_some() && self.works();
        }
        if !back {
            fate = Fate::Damaged;
            self.rtl = Rtl::made(&self.design, self.making.clone()).expect("a core");
            self.again();
        }
        fate
    }

    /// Handles of another core of the same design.
    fn again(&mut self) {
        let library = self.rtl.simulation_mut().library();
        self.host = host_link(&library);
        for register in &mut self.registers {
            let name = format!("yuragi_core.{}", register.name);
            register.signal = library.variable(&name).expect("in reach");
        }
    }
}
