//! Noise on the host port of a core in Verilator: random, truncated, duplicated and corrupted frames among good ones. A reading of
//! `docs/reference/protocol.md` decides which bytes are a good frame, a model executes those alone, and the core must answer and become
//! what they say.
//!
//! It panics where something cannot be set up: it is for tests only.

use yuragi_engines::rtl::{Making, Rtl};
use yuragi_engines::{Engine, compare};
use yuragi_hardware as hardware;
use yuragi_hdl::VerilogFile;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;

use super::reading::Reading;
use super::sent::{Kind, noise};
use crate::campaigns::frames::*;
use crate::circuits::replace_once;

/// Most cycles from the flush of an interrupted frame until an identify is answered: their bytes, two answers, and slack.
const RECOVERY: u64 = 2 * (FLUSH.len() + 4 * LONGEST) as u64;

/// What was sent and what came of it.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Frames of each kind.
    pub kinds: [u64; 6],
    pub bytes: u64,
    pub cycles: u64,
    /// Good frames that changed the state.
    pub executed: u64,
    /// Answers by code of refusal; 0 are good ones.
    pub codes: [u64; 7],
    /// States that were compared with the model's, and bits of them.
    pub states: u64,
    pub bits: u64,
    /// Most cycles from a flush until an identify was answered.
    pub slowest: u64,
}

impl Outcome {
    /// Random, truncated, duplicated and corrupted frames.
    pub fn noise(&self) -> u64 {
        self.kinds[1..5].iter().sum()
    }
}

/// Core and reading of a design, side by side.
pub struct Campaign {
    rtl: Rtl,
    reading: Reading,
    chance: SplitMix64,
    pub outcome: Outcome,
}

impl Campaign {
    /// A core of a design, or of other Verilog for it, after an identify.
    pub fn new(design: &Design, files: Option<Vec<VerilogFile>>, seed: u64) -> Self {
        let making = Making {
            files,
            ..Making::default()
        };
        Self::of(Rtl::made(design, making).expect("a core"), design, seed)
    }

    /// The same of a core that was made before, after power-on.
    pub fn of(rtl: Rtl, design: &Design, seed: u64) -> Self {
        let mut campaign = Self {
            rtl,
            reading: Reading::new(design),
            chance: SplitMix64::new(seed),
            outcome: Outcome::default(),
        };
        // what is stored is undefined until it is written
        let mut bytes = frame(9, IDENTIFY, &[]);
        let store = campaign.reading.store.len();
        for (n, first) in (10..).zip((0..store).step_by(70)) {
            let items = vec![0; 70.min(store - first)];
            let payload = access(STORE, items.len() as u8, first as u16, &items);
            bytes.extend(frame(n, WRITE, &payload));
        }
        campaign.reading.take(&bytes);
        campaign.exchange(&bytes).expect("a core that answers");
        campaign
    }

    /// Gives the core back.
    pub fn into_rtl(self) -> Rtl {
        self.rtl
    }

    /// Sends bytes that the reading has taken, and compares the answers. Gives the cycles.
    fn exchange(&mut self, bytes: &[u8]) -> Result<u64, String> {
        let expected = &self.reading.answers;
        let out: usize = expected.iter().map(|a| a.payload.len() + 6).sum();
        for answer in expected {
            let refused = answer.opcode == 0xff && answer.payload.len() == 2;
            let code = if refused { answer.payload[0].0 } else { 0 };
            self.outcome.codes[usize::from(code)] += 1;
        }
        let cycles = std::mem::take(&mut self.reading.cycles);
        let bound = cycles + 4 * (bytes.len() + 2 * out) as u64 + 2000;
        let before = self.rtl.cycles();
        let found = self
            .rtl
            .exchange_within(bytes, expected.len(), bound)
            .map_err(|e| format!("{e}; sent {bytes:x?}"))?;
        self.reading.check(&found)?;
        let cycles = self.rtl.cycles().unwrap_or(0) - before.unwrap_or(0);
        self.outcome.bytes += bytes.len() as u64;
        self.outcome.cycles += cycles;
        Ok(cycles)
    }

    /// One batch: about so many bytes of frames of all kinds, then an identify that must be answered in time, then the whole
    /// state against the model's.
    ///
    /// # Errors
    /// The first thing that is not as the document says.
    pub fn batch(&mut self, length: usize) -> Result<(), String> {
        let (mut bytes, mut last) = (Vec::new(), Vec::new());
        while bytes.len() < length {
            let kind = match self.chance.below(12) {
                0 | 1 => Kind::Good,
                2 => Kind::Strange,
                3 | 4 => Kind::Random,
                5 | 6 => Kind::Truncated,
                7 | 8 => Kind::Duplicated,
                _ => Kind::Corrupted,
            };
            self.outcome.kinds[kind as usize] += 1;
            let one = noise(&mut self.chance, kind, &self.reading, &last);
            self.reading.take(&one);
            bytes.extend(&one);
            last = one;
        }
        self.exchange(&bytes)?;
        let executed = self.reading.executed;
        let flush = [&FLUSH[..], &frame(self.chance.word() as u8, IDENTIFY, &[])].concat();
        self.reading.take(&flush);
        let cycles = self.exchange(&flush)?;
        // unless the last zeros made a command whole
        if self.reading.executed == executed {
            self.outcome.slowest = self.outcome.slowest.max(cycles);
            if cycles > RECOVERY {
                return Err(format!("an identify was answered after {cycles} cycles"));
            }
        }
        self.outcome.executed = self.reading.executed;
        self.compare()
    }

    /// The state inside against the model's, then all that the host can read of it against the document.
    fn compare(&mut self) -> Result<(), String> {
        let mut found = self.rtl.snapshot().map_err(|e| e.to_string())?;
        let mut expected = self.reading.model.snapshot();
        // the engine's own notes are of frames that it sent itself: the core's are read below
        (found.registers, found.stimulus) = (expected.registers, expected.stimulus.clone());
        found.spikes.outputs = expected.spikes.outputs.clone();
        found.counts = expected.counts.clone();
        if self.reading.clamped.is_none() {
            expected.spikes = found.spikes.clone();
            expected.potentials = found.potentials.clone();
        }
        let bits = self.reading.design.synapse.bits;
        let equal = compare::compare(&expected.into(), &found.into(), bits);
        self.outcome.bits += equal.map_err(|difference| difference.to_string())?.bits();
        self.outcome.states += 1;
        let mut bytes = Vec::new();
        for space in [REGISTERS, SCRATCH, SPIKES, COUNTERS] {
            let (addresses, _) = size(&self.reading.design, space);
            for first in (0..addresses).step_by(80) {
                let count = 80.min(addresses - first) as u8;
                let read = access(space, count, first as u16, &[]);
                bytes.extend(frame(space, READ, &read));
            }
        }
        self.reading.take(&bytes);
        let codes = self.outcome.codes;
        self.exchange(&bytes)?;
        self.outcome.codes = codes;
        Ok(())
    }

    /// Batches until so many frames of noise were sent.
    ///
    /// # Errors
    /// As [`batch`](Self::batch), with the number of the frame.
    pub fn run(&mut self, frames: u64) -> Result<(), String> {
        while self.outcome.noise() < frames {
            let length = 200 + self.chance.below(1000) as usize;
            self.batch(length).map_err(|why| {
                let [noise, good] = [self.outcome.noise(), self.outcome.kinds[0]];
                format!("after {noise} frames of noise and {good} good ones: {why}")
            })?;
        }
        Ok(())
    }
}

/// The design tiny, with room for so many stored stimuli.
pub fn tiny(stored_stimuli: usize) -> Design {
    let mut design = Design::preset("tiny").expect("a preset");
    design.hardware.stored_stimuli = stored_stimuli;
    design
}

/// Cores that are not as the document says: a module, a piece of its Verilog, and what stands there instead.
pub const SPOILED: [(&str, &str, &str); 6] = [
    // half of the CRC is not compared
    (
        "host_port",
        "crc_matches <= crc_matches & (i_host_data == crc[15:8]);",
        "crc_matches <= 1'b1;",
    ),
    // any number is due
    (
        "commands",
        "in_order = (identified & (~|ahead))",
        "in_order = identified",
    ),
    // a value that is refused is written
    (
        "commands",
        "o_scratch_write = i_good_value;",
        "o_scratch_write = 1'b1;",
    ),
    (
        "host_port",
        "crc_matches <= i_host_data == crc[7:0];",
        "crc_matches <= 1'b1;",
    ),
    // odd lengths are taken
    (
        "host_port",
        "good_frame = crc_matches & !size[0]",
        "good_frame = crc_matches",
    ),
    // a repetition is refused
    (
        "commands",
        "if (identified & (ahead == 8'd1)) o_error = 4'd0;",
        "",
    ),
];

/// What noise finds on the core of tiny with one of [`SPOILED`]; fails if it finds nothing.
///
/// # Errors
/// If so many frames show nothing.
pub fn caught(spoiled: (&str, &str, &str), seed: u64, frames: u64) -> Result<String, String> {
    let (module, found, instead) = spoiled;
    let design = tiny(0);
    let mut files = hardware::verilog(&design).expect("exported");
    replace_once(&mut files, module, found, instead);
    match Campaign::new(&design, Some(files), seed).run(frames) {
        Ok(()) => Err(format!("{instead:?} for {found:?} was not caught")),
        Err(why) => Ok(format!("{instead:?} for {found:?}: {why}")),
    }
}
