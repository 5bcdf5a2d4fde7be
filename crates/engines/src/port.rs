//! The host's side of the host port: turns the commands of an engine into frames, for any link.

use crate::engine::Drawn;
use crate::error::{EngineError, Result};
use crate::link::Link;
use crate::spikes;
use crate::view::View;
use yuragi_hardware as hardware;
use yuragi_hardware::protocol::{self, Opcode, ProtocolError, Space};
use yuragi_model::design::Design;
use yuragi_model::network::{
    Counters, Registers, Rehearsal, Spikes, Stimulus, Weights, check_store,
};
use yuragi_model::shape::Shape;

/// The largest number of draws in a row whose answers may be lost.
const MOST_DRAWS: usize = 8;

/// A core that is operated through a link.
pub struct Port<L> {
    /// What carries the frames.
    pub link: L,
    /// The design of the core.
    pub design: Design,
    /// Its layers, and the place of every bundle in its row memory.
    pub shape: Shape,
    /// The stimulus that was sent last.
    pub stimulus: Stimulus,
    /// The stimuli that were stored last.
    stored: Vec<Stimulus>,
    /// The registers that were sent last.
    pub registers: Registers,
    /// The sequence number of the last frame that changed the state.
    sequence: u8,
    /// The number of cycles after which a core is considered to hang.
    patience: u64,
}

impl<L: Link> Port<L> {
    /// Opens the port of a core that was just powered up, and checks its identity.
    ///
    /// # Errors
    /// If the link fails, or the core was made from another design.
    pub fn open(link: L, design: &Design) -> Result<Self> {
        let shape = design.shape();
        let mut port = Self {
            link,
            design: design.clone(),
            stimulus: Stimulus::dark(&shape),
            shape,
            stored: Vec::new(),
            registers: Registers::new(design),
            sequence: 0,
            patience: patience(design),
        };
        port.identify()?;
        Ok(port)
    }

    fn command(&mut self, opcode: Opcode, payload: &[u8]) -> Result<Vec<u8>> {
        self.command_within(opcode, payload, self.patience)
    }

    fn command_within(&mut self, opcode: Opcode, payload: &[u8], cycles: u64) -> Result<Vec<u8>> {
        // A read has the number that is due, but does not use it up.
        let sequence = self.sequence.wrapping_add(1);
        let payload = self.link.command(sequence, opcode, payload, cycles)?;
        if opcode != Opcode::Read {
            self.sequence = sequence;
        }
        Ok(payload)
    }

    /// Sends a command that changes the state. Does not wait for the answer, if the link allows it.
    fn post(&mut self, opcode: Opcode, payload: &[u8], cycles: u64) -> Result<()> {
        let sequence = self.sequence.wrapping_add(1);
        self.link.post(sequence, opcode, payload, cycles)?;
        self.sequence = sequence;
        Ok(())
    }

    fn read_all(&mut self, requests: &[Vec<u8>]) -> Result<Vec<u16>> {
        let number = self.sequence.wrapping_add(1);
        let answers = self.link.read_all(number, requests, self.patience)?;
        Ok(answers
            .iter()
            .flat_map(|answer| protocol::items(answer))
            .collect())
    }

    fn read(&mut self, space: Space, address: usize, count: usize) -> Result<Vec<u16>> {
        self.read_all(&requests(space, address, count))
    }

    /// Asks for the identity block and checks it. After this the sequence numbers of host and core agree.
    ///
    /// # Errors
    /// If the link fails, or the core was made from another design.
    pub fn identify(&mut self) -> Result<()> {
        let found = protocol::items(&self.command(Opcode::Identify, &[])?);
        let expected = hardware::identity(&self.design);
        if found == expected {
            return Ok(());
        }
        let (what, found, expected) = hardware::identity_difference(&found, &expected);
        Err(EngineError::Identity {
            what,
            found,
            expected,
        })
    }

    /// Resets the core from a seed.
    ///
    /// # Errors
    /// If the link fails or the core refuses.
    pub fn reset(&mut self, seed: u64) -> Result<()> {
        self.post(
            Opcode::Reset,
            &yuragi_model::random::seed_bytes(seed),
            self.patience,
        )
    }

    /// Writes the registers that differ from those written last. The others are not written, because writing the dwell
    /// makes the hidden state start afresh.
    ///
    /// # Errors
    /// If the link fails or the core refuses.
    pub fn configure(&mut self, registers: Registers) -> Result<()> {
        registers.validate()?;
        let now = protocol::register_items(&self.registers);
        let values = protocol::register_items(&registers);
        for (address, value) in values.into_iter().enumerate() {
            if value == now[address] {
                continue;
            }
            let payload = protocol::write(Space::Registers, address as u16, 1, &[value]);
            self.post(Opcode::Write, &payload, WRITE_BOUND)?;
        }
        self.registers = registers;
        Ok(())
    }

    /// Writes the stimulus.
    ///
    /// # Errors
    /// If the link fails or the core refuses.
    pub fn show(&mut self, stimulus: &Stimulus) -> Result<()> {
        stimulus.validate(&self.shape)?;
        let base = hardware::scratch_map(&self.shape).stimulus;
        self.write(Space::Scratch, base, &stimulus.words())?;
        self.stimulus = stimulus.clone();
        Ok(())
    }

    fn write(&mut self, space: Space, address: usize, items: &[u16]) -> Result<()> {
        let most = protocol::MAX_PAYLOAD / 2 - 2;
        for (i, part) in items.chunks(most).enumerate() {
            let at = (address + i * most) as u16;
            let payload = protocol::write(space, at, part.len() as u8, part);
            self.post(Opcode::Write, &payload, WRITE_BOUND)?;
        }
        Ok(())
    }

    /// Stores stimuli on the chip.
    ///
    /// # Errors
    /// If the design has no room for them, the link fails or the core refuses.
    pub fn store(&mut self, stimuli: &[Stimulus]) -> Result<()> {
        check_store(stimuli, &self.design)?;
        self.stored.clear();
        let words: Vec<u16> = stimuli.iter().flat_map(Stimulus::words).collect();
        self.write(Space::Store, 0, &words)?;
        self.stored = stimuli.to_vec();
        Ok(())
    }

    /// Shows and presents stored stimuli.
    ///
    /// # Errors
    /// If more stimuli are asked for than are stored, the link fails or the core refuses.
    pub fn rehearse(&mut self, rehearsal: Rehearsal) -> Result<()> {
        rehearsal.validate(self.stored.len())?;
        let Rehearsal {
            stimuli,
            presentations,
            passes,
        } = rehearsal;
        let each = u64::from(presentations)
            * presentation_bound(&self.design, self.registers.sweeps)
            + 2 * self.shape.stimulus_words() as u64;
        let cycles = self.patience + u64::from(stimuli) * u64::from(passes) * each;
        let payload: Vec<u8> = [presentations, stimuli, passes]
            .iter()
            .flat_map(|n| n.to_le_bytes())
            .collect();
        self.post(Opcode::Rehearse, &payload, cycles)?;
        self.stimulus = self.stored[usize::from(stimuli) - 1].clone();
        Ok(())
    }

    /// Presents the stimulus `n` times.
    ///
    /// # Errors
    /// If the link fails or the core refuses.
    pub fn present(&mut self, n: u16) -> Result<()> {
        let cycles =
            WRITE_BOUND + u64::from(n) * presentation_bound(&self.design, self.registers.sweeps);
        self.post(Opcode::Present, &n.to_le_bytes(), cycles)
    }

    /// Reads the part of the state that the host port shows, the weights only if `weights` is true.
    ///
    /// # Errors
    /// If the link fails or the core refuses.
    pub fn view(&mut self, weights: bool) -> Result<View> {
        Ok(View {
            registers: self.registers_there()?,
            stimulus: self.stimulus_there()?,
            spikes: self.spikes()?,
            counts: self.counts()?,
            counters: self.counters()?,
            weights: if weights { Some(self.weights()?) } else { None },
            potentials: None,
            streams: None,
            drawn: None,
            age: None,
            noise_row: None,
        })
    }

    /// Reads the registers of the core.
    ///
    /// # Errors
    /// If the link fails or the core refuses.
    pub fn registers_there(&mut self) -> Result<Registers> {
        let items = self.read(Space::Registers, 0, protocol::REGISTERS)?;
        Ok(protocol::registers(&items))
    }

    /// Reads the stimulus of the core.
    fn stimulus_there(&mut self) -> Result<Stimulus> {
        let map = hardware::scratch_map(&self.shape);
        let words = self.read(Space::Scratch, map.stimulus, map.stimulus_words)?;
        Ok(Stimulus::from_words(&words, &self.shape))
    }

    /// Reads the spike counts.
    ///
    /// # Errors
    /// If the link fails or the core refuses.
    pub fn counts(&mut self) -> Result<Vec<u16>> {
        let base = hardware::scratch_map(&self.shape).counts;
        self.read(Space::Scratch, base, self.shape.outputs())
    }

    /// Reads the spikes of the last presentation.
    ///
    /// # Errors
    /// If the link fails or the core refuses.
    pub fn spikes(&mut self) -> Result<Spikes> {
        let items = self.read(Space::Spikes, 0, hardware::spike_words(&self.shape))?;
        Ok(spikes::from_items(&items, &self.shape, &self.stimulus))
    }

    /// Reads the counters.
    ///
    /// # Errors
    /// If the link fails or the core refuses.
    pub fn counters(&mut self) -> Result<Counters> {
        let items = self.read(Space::Counters, 0, protocol::COUNTERS)?;
        Ok(counters(&items))
    }

    /// Reads the spike counts and the counters together, which saves time on a line.
    ///
    /// # Errors
    /// If the link fails or the core refuses.
    pub fn observe(&mut self) -> Result<(Vec<u16>, Counters)> {
        let base = hardware::scratch_map(&self.shape).counts;
        let mut reads = requests(Space::Scratch, base, self.shape.outputs());
        reads.extend(requests(Space::Counters, 0, protocol::COUNTERS));
        let mut items = self.read_all(&reads)?;
        let totals = items.split_off(self.shape.outputs().min(items.len()));
        Ok((items, counters(&totals)))
    }

    /// Advances the random streams and reads bits that show their states.
    ///
    /// # Errors
    /// If the link fails or the core refuses.
    pub fn draw(&mut self, items: usize) -> Result<Drawn> {
        let payload = protocol::read(Space::Streams, 0, items as u8);
        let mut found = 0;
        for tries in 0..MOST_DRAWS {
            let drawn = protocol::items(&self.command(Opcode::Draw, &payload)?);
            found = 2 * drawn.len();
            if drawn.len() == items {
                let lost = tries * items;
                return Ok(Drawn { lost, items: drawn });
            }
            // If an answer was lost, its frame is sent again, and the core then answers without the items.
            if !drawn.is_empty() {
                break;
            }
        }
        let expected = 2 * items;
        Err(ProtocolError::Length { found, expected }.into())
    }

    /// Reads the row memory.
    ///
    /// # Errors
    /// If the link fails or the core refuses.
    pub fn weights(&mut self) -> Result<Weights> {
        let words = protocol::MAX_PAYLOAD / (2 * self.shape.lanes());
        let reads = (0..self.shape.depth()).step_by(words).map(|address| {
            let count = words.min(self.shape.depth() - address);
            protocol::read(Space::Rows, address as u16, count as u8)
        });
        let items = self.read_all(&reads.collect::<Vec<_>>())?;
        Ok(Weights {
            lanes: self.shape.lanes(),
            values: items.iter().map(|&item| item as i16).collect(),
        })
    }

    /// Writes the row memory.
    ///
    /// # Errors
    /// If the link fails or the core refuses.
    pub fn load_weights(&mut self, weights: &Weights) -> Result<()> {
        weights.validate(&self.shape, self.design.synapse.bits)?;
        let words = (protocol::MAX_PAYLOAD - 4) / (2 * self.shape.lanes());
        for (i, part) in weights
            .values
            .chunks(words * self.shape.lanes())
            .enumerate()
        {
            let items: Vec<u16> = part.iter().map(|&w| w as u16).collect();
            let count = part.len() / self.shape.lanes();
            let payload = protocol::write(Space::Rows, (i * words) as u16, count as u8, &items);
            self.post(Opcode::Write, &payload, WRITE_BOUND)?;
        }
        Ok(())
    }
}

/// The payloads of the reads for `count` items of a space.
fn requests(space: Space, address: usize, count: usize) -> Vec<Vec<u8>> {
    let most = protocol::MAX_PAYLOAD / 2;
    let part =
        |from: usize| protocol::read(space, (address + from) as u16, most.min(count - from) as u8);
    (0..count).step_by(most).map(part).collect()
}

fn counters(items: &[u16]) -> Counters {
    let at = |i: usize| u32::from(items[2 * i]) | u32::from(items[2 * i + 1]) << 16;
    Counters::from(std::array::from_fn(at))
}

/// A number of cycles that is larger than a write takes. It takes a few cycles for each byte and each item.
const WRITE_BOUND: u64 = 4096;

/// A number of cycles that is larger than any single command takes, except `present` and `rehearse`.
pub(crate) fn patience(design: &Design) -> u64 {
    let shape = design.shape();
    4 * (shape.depth() as u64 * shape.lanes() as u64 + 4096)
}

/// A number of cycles that is larger than a presentation takes.
pub(crate) fn presentation_bound(design: &Design, sweeps: u8) -> u64 {
    2 * hardware::costs::cycles_with(design, sweeps).total + 256
}
