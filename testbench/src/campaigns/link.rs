//! A core in Verilator behind a serial line on which things go wrong, drawn from a seed; time is the core's.
//!
//! It panics where something cannot be set up: it is for tests only.

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use verilator_sys::{Error, Expect, HostLink, Library, Signal, Simulation};
use yuragi_engines::serial::{Line, Timing};
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;

/// MHz of the core.
const MHZ: u64 = 48;
/// Cycles of a byte on the line: ten bits of eight cycles, the fastest line a board may have.
const BYTE: u64 = 80;
/// Bytes that the buffer of a board holds.
const BUFFER: usize = 512;

/// What can go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    BitTurned,
    ByteReplaced,
    ByteLost,
    ByteDoubled,
    RunLost,
    RunRepeated,
    Delayed,
    Garbage,
    /// The port is lost and comes back; the device goes on.
    Unplugged,
    /// The device is killed and started afresh; the port is lost, too, or not.
    Killed,
    Restarted,
    /// The reset button: the network starts afresh, registers, stimulus and numbers stay.
    Button,
}

const LINE_FAULTS: [Fault; 8] = [
    Fault::BitTurned,
    Fault::ByteReplaced,
    Fault::ByteLost,
    Fault::ByteDoubled,
    Fault::RunLost,
    Fault::RunRepeated,
    Fault::Delayed,
    Fault::Garbage,
];

const DEVICE_FAULTS: [Fault; 4] = [
    Fault::Unplugged,
    Fault::Killed,
    Fault::Restarted,
    Fault::Button,
];

/// How often.
#[derive(Clone, Copy, Debug)]
pub struct Rates {
    /// Bytes between two faults of the line, in the mean; 0: none.
    pub bytes: u64,
    /// One fault in so many is of the device or its port; 0: none.
    pub device: u64,
    /// Faults of the line.
    pub kinds: &'static [Fault],
}

impl Rates {
    /// Every kind of fault.
    pub fn all(bytes: u64, device: u64) -> Self {
        Self {
            bytes,
            device,
            kinds: &LINE_FAULTS,
        }
    }
}

/// Bytes of one direction, with their faults.
struct Way {
    until_fault: u64,
    losing: u64,
    recent: VecDeque<u8>,
}

/// Core, line, and what goes wrong.
pub struct Wire {
    library: Library,
    host: HostLink,
    reset: Signal,
    simulation: Simulation,
    time: u64,
    /// Cycles of a byte on the line, and from its last bit until the host has it.
    byte: u64,
    latency: u64,
    buffer: VecDeque<u8>,
    to_device: VecDeque<u8>,
    /// With the cycle at which each has come.
    to_host: VecDeque<(u64, u8)>,
    ways: [Way; 2],
    /// Cycle until which nothing comes to the host.
    held_until: u64,
    /// Cycle from which a lost port can be opened again; `lost` until it is.
    back_at: u64,
    lost: bool,
    chance: SplitMix64,
    rates: Rates,
    /// Faults so far, of each kind.
    pub faults: [u64; 12],
    /// Starts of the device since this was last set to 0.
    pub restarts: u64,
}

impl Wire {
    pub fn new(design: &Design, rates: Rates, seed: u64) -> Self {
        let (library, host) = crate::circuits::core(design);
        let mut wire = Self {
            host,
            reset: library.port("i_reset").expect("a reset"),
            simulation: library.simulation().expect("a simulation"),
            library,
            time: 0,
            byte: BYTE,
            latency: 0,
            buffer: VecDeque::new(),
            to_device: VecDeque::new(),
            to_host: VecDeque::new(),
            ways: [(); 2].map(|()| Way {
                until_fault: u64::MAX,
                losing: 0,
                recent: VecDeque::new(),
            }),
            held_until: 0,
            back_at: 0,
            lost: false,
            chance: SplitMix64::new(seed),
            rates,
            faults: [0; 12],
            restarts: 0,
        };
        for way in 0..2 {
            wire.ways[way].until_fault = wire.interval();
        }
        wire
    }

    /// Cycles so far.
    pub fn cycles(&self) -> u64 {
        self.time
    }

    /// All faults so far.
    pub fn total(&self) -> u64 {
        self.faults.iter().sum()
    }

    fn interval(&mut self) -> u64 {
        match self.rates.bytes {
            0 => u64::MAX,
            mean => 1 + self.chance.below(2 * mean),
        }
    }

    /// What becomes of a byte on its way; `way`: 0 to the device, 1 to the host.
    fn disturb(&mut self, way: usize, byte: u8) -> Vec<u8> {
        let recent = &mut self.ways[way].recent;
        recent.push_back(byte);
        if recent.len() > 60 {
            recent.pop_front();
        }
        if self.ways[way].losing > 0 {
            self.ways[way].losing -= 1;
            return Vec::new();
        }
        self.ways[way].until_fault = self.ways[way].until_fault.saturating_sub(1);
        if self.ways[way].until_fault > 0 {
            return vec![byte];
        }
        self.ways[way].until_fault = self.interval();
        let fault = if self.rates.device > 0 && self.chance.one_in(self.rates.device) {
            DEVICE_FAULTS[self.chance.below(DEVICE_FAULTS.len() as u64) as usize]
        } else {
            self.rates.kinds[self.chance.below(self.rates.kinds.len() as u64) as usize]
        };
        self.faults[fault as usize] += 1;
        let mut bytes = vec![byte];
        match fault {
            Fault::BitTurned => bytes[0] ^= 1 << self.chance.below(8),
            Fault::ByteReplaced => bytes[0] = self.chance.word() as u8,
            Fault::ByteLost => bytes.clear(),
            Fault::ByteDoubled => bytes.push(byte),
            Fault::RunLost => {
                bytes.clear();
                self.ways[way].losing = self.chance.below(40);
            }
            Fault::RunRepeated => {
                let recent = &self.ways[way].recent;
                let from = recent
                    .len()
                    .saturating_sub(1 + self.chance.below(40) as usize);
                bytes.extend(recent.iter().skip(from));
            }
            Fault::Delayed => self.held_until = self.time + self.chance.below(20_000),
            Fault::Garbage => {
                let count = 1 + self.chance.below(20);
                bytes.extend((0..count).map(|_| self.chance.word() as u8));
            }
            Fault::Unplugged => self.lose(),
            Fault::Killed => {
                self.lose();
                self.start();
            }
            Fault::Restarted => self.start(),
            Fault::Button => {
                self.restarts += 1;
                self.buffer.clear();
                self.simulation.poke(self.reset, 1).expect("poked");
                self.simulation.step(20).expect("stepped");
                self.simulation.poke(self.reset, 0).expect("poked");
            }
        }
        bytes
    }

    fn lose(&mut self) {
        self.lost = true;
        self.back_at = self.time + self.chance.below(50_000);
        self.to_device.clear();
        self.to_host.clear();
    }

    fn start(&mut self) {
        self.restarts += 1;
        self.buffer.clear();
        self.simulation = self.library.simulation().expect("a simulation");
        self.simulation.poke(self.reset, 0).expect("poked");
    }

    fn sent(&mut self, bytes: Vec<u8>) {
        for byte in bytes {
            let last = self.to_host.back().map_or(0, |&(time, _)| time);
            for byte in self.disturb(1, byte) {
                let time = (last + self.byte)
                    .max(self.time + self.latency)
                    .max(self.held_until);
                self.to_host.push_back((time, byte));
            }
        }
    }

    fn run(&mut self, bytes: &[u8], expect: usize, cycles: u64) -> (usize, Vec<u8>, u64) {
        let expect = Expect::Bytes(expect);
        match self.simulation.transact(&self.host, bytes, expect, cycles) {
            Ok(reply) => (bytes.len(), reply.bytes, reply.cycles),
            Err(Error::TimeOut { fed, received, .. }) => (fed, received, cycles),
            Err(error) => panic!("the core: {error}"),
        }
    }

    /// Lets at most so many cycles pass, fewer if something comes from the device.
    fn advance(&mut self, cycles: u64) {
        let idle = self.to_device.is_empty() && self.buffer.is_empty();
        // whole bytes, one at a time while there are some
        let (slice, expect) = if idle {
            (cycles.max(1), 1)
        } else {
            (self.byte, usize::MAX)
        };
        if let Some(byte) = self.to_device.pop_front()
            && self.buffer.len() < BUFFER
        {
            self.buffer.push_back(byte);
        }
        let bytes: Vec<u8> = self.buffer.iter().copied().collect();
        let (fed, received, cycles) = self.run(&bytes, expect, slice);
        self.buffer.drain(..fed);
        self.time += cycles;
        self.sent(received);
    }

    fn ready(&self) -> bool {
        self.to_host
            .front()
            .is_some_and(|&(time, _)| time <= self.time)
    }
}

/// The host's end of a wire, of which the test keeps another.
#[derive(Clone)]
pub struct HostEnd(Arc<Mutex<Wire>>);

impl HostEnd {
    /// The wire, for as long as nobody else uses it.
    pub fn wire(&self) -> MutexGuard<'_, Wire> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn new(design: &Design, rates: Rates, seed: u64) -> Self {
        Self(Arc::new(Mutex::new(Wire::new(design, rates, seed))))
    }

    /// A faultless line of other cycles a byte, behind an adapter that keeps what it has for so many cycles.
    pub fn quiet(design: &Design, byte: u64, latency: u64) -> (Self, Timing) {
        let none = Rates::all(0, 0);
        let mut wire = Wire::new(design, none, 0);
        (wire.byte, wire.latency) = (byte, latency);
        let timing = Timing {
            slack: Duration::from_millis(10),
            baud: (MHZ * 1_000_000 * 10 / byte) as u32,
            ..Self::timing()
        };
        (Self(Arc::new(Mutex::new(wire))), timing)
    }

    /// What the host must know of the line.
    pub fn timing() -> Timing {
        Timing {
            core_mhz: MHZ as f64,
            buffer: BUFFER,
            slack: Duration::from_micros(40),
            reconnect: Duration::from_millis(20),
            first_tries: 20,
            tries: 20,
            numbers_from: Some(1),
            ..Timing::new((MHZ * 1_000_000 * 10 / BYTE) as u32)
        }
    }
}

fn cycles(time: Duration) -> u64 {
    (time.as_nanos() as u64 * MHZ).div_ceil(1000)
}

impl Line for HostEnd {
    fn name(&self) -> &str {
        "the wire"
    }

    fn now(&self) -> Duration {
        Duration::from_nanos(self.wire().time * 1000 / MHZ)
    }

    fn pause(&mut self, time: Duration) {
        let mut wire = self.wire();
        let end = wire.time + cycles(time);
        while wire.time < end {
            let left = end - wire.time;
            wire.advance(left);
        }
    }

    fn write(&mut self, bytes: &[u8], _within: Duration) -> io::Result<()> {
        let mut wire = self.wire();
        for &byte in bytes {
            if wire.lost {
                return Err(io::ErrorKind::BrokenPipe.into());
            }
            let bytes = wire.disturb(0, byte);
            wire.to_device.extend(bytes);
        }
        Ok(())
    }

    fn read(&mut self, buffer: &mut [u8], wait: Duration) -> io::Result<usize> {
        let mut wire = self.wire();
        let end = wire.time + cycles(wait);
        while !wire.ready() && wire.time < end && !wire.lost {
            let left = end - wire.time;
            let comes = wire
                .to_host
                .front()
                .map_or(left, |&(time, _)| time - wire.time);
            wire.advance(left.min(comes));
        }
        if wire.lost {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        let mut count = 0;
        while count < buffer.len() && wire.ready() {
            if let Some((_, byte)) = wire.to_host.pop_front() {
                buffer[count] = byte;
                count += 1;
            }
        }
        Ok(count)
    }

    fn clear(&mut self) -> io::Result<()> {
        let mut wire = self.wire();
        wire.to_device.clear();
        wire.to_host.clear();
        Ok(())
    }

    fn reopen(&mut self) -> io::Result<()> {
        let mut wire = self.wire();
        if wire.time < wire.back_at {
            return Err(io::ErrorKind::NotFound.into());
        }
        wire.lost = false;
        Ok(())
    }
}
