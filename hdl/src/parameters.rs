//! What the hardware is made from: sizes, table contents, feedback taps, seed and memory map, all handed in by
//! the caller. Nothing here is computed twice: the reference model is made from the same values.

use crate::geometry::Geometry;
use yuragi_exporter::Widths;

/// Stands in for the bits of a weight, where a cell is compiled for all designs. No signal has so many bits.
pub const WEIGHT: usize = 61;

/// Stands in for the bits of a potential, in the same way.
pub const POTENTIAL: usize = 62;

/// Stands in for the bits of an address of the row memory.
pub const ROW: usize = 59;

/// Stands in for the bits of the number of a word of the potential memory.
pub const STEP: usize = 58;

/// Stands in for the bits of an address in the memory of lists.
pub const LIST: usize = 57;

/// An 89-bit serial generator: `new[i] = s[i] ^ s[i+a] ^ s[i+b] ^ s[i+c]`, sixteen bits a draw.
#[derive(Clone, Debug)]
pub struct SerialLfsr {
    /// Offsets a, b, c of the recurrence.
    pub taps: [u64; 3],
    /// Start state, low 89 bits.
    pub start: u128,
}

/// The wide generator of the lanes: `t = s ^ (s << left)`, then `t ^ (t >> right)` rotated left by `rotate`.
#[derive(Clone, Debug)]
pub struct LaneLfsr {
    /// Bits of the state: 128, 256 or 512.
    pub width: usize,
    /// Bits of the shift to the left.
    pub left: usize,
    /// Bits of the shift to the right.
    pub right: usize,
    /// Bits of the rotation to the left.
    pub rotate: usize,
    /// Start state, least significant word first.
    pub start: Vec<u64>,
}

/// Where things stand in the scratch memory, in 16-bit words. The regions follow each other in this order; alignment spares adders.
#[derive(Clone, Debug)]
pub struct ScratchMap {
    /// Words of the frame buffer, which begins at 0.
    pub buffer: usize,
    /// First word of the identity block.
    pub identity: usize,
    /// Words of the identity block.
    pub identity_words: usize,
    /// First word of the registers' copy, aligned to 8 words.
    pub registers: usize,
    /// First word of the stimulus, aligned to the power of two above its length: clamp bits, sixteen a word, then intensities, two a word.
    pub stimulus: usize,
    /// Words of the stimulus.
    pub stimulus_words: usize,
    /// First word of the spike counts, one a word; aligned like the stimulus.
    pub counts: usize,
    /// First word of the totals of the counters, two words each; aligned to 16 words, all of them theirs.
    pub totals: usize,
    /// First word of the spikes for the host, if the core keeps them here.
    pub spikes: usize,
    /// Words in all.
    pub words: usize,
}

/// Register values at power-on.
#[derive(Clone, Debug)]
pub struct PowerOn {
    /// Passes of resampling in a presentation.
    pub sweeps: u64,
    /// Number of presentations after which the hidden state starts afresh.
    pub dwell: u64,
    /// p_flip in 256ths.
    pub flip: u64,
    /// p_noise in 128ths.
    pub noise: u64,
}

/// The numbers of the protocol, as the host's software defines them.
#[derive(Clone, Debug)]
pub struct Protocol {
    /// First byte of every frame.
    pub sync: u8,
    /// Bit that turns the opcode of a command into that of its response.
    pub response: u8,
    /// Opcode of an error response.
    pub error: u8,
    /// What the CRC starts from.
    pub crc_start: u16,
    /// Most bytes of a payload.
    pub max_payload: usize,
    /// Items of the register space.
    pub registers: usize,
    /// Items of the counter space.
    pub counters: usize,
    /// Opcodes of commands.
    pub opcodes: Opcodes,
    /// Numbers of the spaces.
    pub spaces: Spaces,
    /// Codes of error responses.
    pub errors: Errors,
}

/// Opcodes of commands.
#[derive(Clone, Debug)]
pub struct Opcodes {
    /// Asks for the identity block.
    pub identify: u8,
    /// Resets the core with a seed.
    pub reset: u8,
    /// Reads items of a space.
    pub read: u8,
    /// Writes items to a space.
    pub write: u8,
    /// Presents the stimulus.
    pub present: u8,
    /// Draws bits from the random streams.
    pub draw: u8,
    /// Presents the stored stimuli.
    pub rehearse: u8,
}

/// Spaces that are read and written.
#[derive(Clone, Debug)]
pub struct Spaces {
    /// The registers.
    pub registers: u8,
    /// The scratch memory.
    pub scratch: u8,
    /// The row memory, which holds the weights.
    pub rows: u8,
    /// The spikes, sixteen an item.
    pub spikes: u8,
    /// The totals of the counters.
    pub counters: u8,
    /// Bits of the random streams.
    pub streams: u8,
    /// The stored stimuli.
    pub store: u8,
}

/// Codes of error responses, in four bits; 0 is no error.
#[derive(Clone, Debug)]
pub struct Errors {
    /// The CRC is wrong.
    pub crc: u8,
    /// There is no such opcode.
    pub opcode: u8,
    /// The length is wrong for the opcode, odd or too large.
    pub length: u8,
    /// A space, address or count is out of range, or the command may not use the space.
    pub address: u8,
    /// A value is out of range.
    pub value: u8,
    /// The sequence number is not the one that is due.
    pub order: u8,
}

/// Everything the core is generated from.
#[derive(Clone, Debug)]
pub struct Parameters {
    /// The layers, for the core of events.
    pub geometry: Geometry,
    /// Whether the core is that of events.
    pub events: bool,
    /// Bits of the first weights, for the core of events.
    pub initial: usize,
    /// Input neurons, without the bias.
    pub inputs: usize,
    /// Hidden neurons, without the bias.
    pub hidden: usize,
    /// Output neurons.
    pub outputs: usize,
    /// Bits of a weight, 2..=12.
    pub bits: usize,
    /// A quantum is 2^-G nats.
    pub quantum_log2: usize,
    /// Bundles in a word of the row memory, 1..=64.
    pub lanes: usize,
    /// Outputs looked up a cycle, divides `lanes`.
    pub retrograde_lanes: usize,
    /// 256 thresholds of 16 bits.
    pub sigmoid: Vec<u16>,
    /// 256 entries in quanta.
    pub softplus: Vec<u16>,
    /// Generator of the encoder.
    pub encoder: SerialLfsr,
    /// Generator of the neuron cell.
    pub neuron: SerialLfsr,
    /// Generator of the lanes.
    pub lane: LaneLfsr,
    /// Steps of all generators after the last byte of a seed.
    pub reset_steps: usize,
    /// Where things stand in the scratch memory.
    pub map: ScratchMap,
    /// The numbers of the protocol.
    pub protocol: Protocol,
    /// Stimuli that the chip can store; with 0 it has no store.
    pub stored_stimuli: usize,
    /// Register values at power-on.
    pub power_on: PowerOn,
    /// First contents of the row memory, all lanes of all words, padding included: the chip keeps them at power-on. None: initial weights are
    /// drawn from the seed.
    pub trained: Option<Vec<i16>>,
    /// First contents of the scratch memory: the identity block, the seed of power-on in its last four words.
    pub scratch: Vec<u16>,
}

impl Parameters {
    /// Words of a row's fan-out.
    pub fn words_out(&self) -> usize {
        self.outputs.div_ceil(self.lanes)
    }
    /// Words of a row's fan-in, bias included.
    pub fn words_in(&self) -> usize {
        (self.inputs + 1).div_ceil(self.lanes)
    }
    /// Words of a row.
    pub fn words_per_row(&self) -> usize {
        self.words_out() + self.words_in()
    }
    /// Words of the row memory.
    pub fn depth(&self) -> usize {
        if self.events {
            return self.geometry.depth();
        }
        self.hidden * self.words_per_row() + self.words_out()
    }
    /// Items that hold the spikes for the host.
    pub fn spike_words(&self) -> usize {
        let units = (2 * self.pairs()).div_ceil(16);
        let hidden = match self.events {
            true => self.hidden.div_ceil(8),
            false => 2 * self.hidden.div_ceil(16),
        };
        units + hidden + self.outputs.div_ceil(16)
    }
    /// Words of all stored stimuli.
    pub fn stored_words(&self) -> usize {
        self.stored_stimuli * self.map.stimulus_words
    }
    /// Retrograde steps a row.
    pub fn steps(&self) -> usize {
        self.outputs.div_ceil(self.retrograde_lanes)
    }
    /// Pairs of units an encoding takes.
    pub fn pairs(&self) -> usize {
        (self.inputs + self.outputs).div_ceil(2)
    }
    /// 16-bit words of clamp bits.
    pub fn clamp_words(&self) -> usize {
        self.outputs.div_ceil(16)
    }
    /// Bits of a stored softplus entry.
    pub fn softplus_bits(&self) -> usize {
        let top = self.softplus.iter().copied().max().unwrap_or(0).max(1);
        16 - top.leading_zeros() as usize
    }
    /// Cycles that the watchdog waits, as a power of two: at least twice the longest time for which a core is still, which is a
    /// presentation of 255 sweeps (docs/reference/cycles.md) or a reset that draws all weights.
    pub fn patience_log2(&self) -> usize {
        let g = &self.geometry;
        let encoded = self.clamp_words() + self.pairs();
        // every target group is walked for the prediction and for the flips: all sources, and the way through the pipeline
        let walked = (1..g.layers.len()).map(|layer| {
            let below = (0..layer).filter(|&source| g.part(source, layer).is_some());
            let sources: usize = below.map(|source| g.layers[source] + 2).sum();
            g.groups(layer) * (sources + 16) + g.layers[layer] + g.steps(layer)
        });
        let walked: usize = walked.sum();
        // each neuron is weighed again if the one before it changes
        let weighed = (1..g.last()).map(|layer| {
            let parts = g.rows[layer].parts.iter();
            let children: usize = parts.map(|part| g.steps(part.layer)).sum();
            g.layers[layer] * (children.max(2) + 8) + 8
        });
        let weighed: usize = weighed.sum();
        let longest_row = g.rows.iter().map(|rows| rows.words).max().unwrap_or(0);
        // 64 cycles begin and end the phases
        let presentation =
            encoded + 2 * walked + 255 * weighed + longest_row + 2 * self.outputs + 64;
        let reset = 3 * self.map.buffer + self.reset_steps + 2 * self.depth() * self.lanes;
        let longest = presentation.max(reset) + self.map.stimulus_words;
        (2 * longest).next_power_of_two().ilog2() as usize
    }
    /// The widths of the design's weights and potentials, in place of [`WEIGHT`] and [`POTENTIAL`].
    ///
    /// # Panics
    /// If a weight has too few bits or too many; the design file's validation lets no such design through.
    pub fn widths(&self) -> Widths {
        let bits = self.bits;
        assert!(
            (2..=12).contains(&bits),
            "a weight has 2 to 12 bits, not {bits}"
        );
        if self.events {
            let g = &self.geometry;
            let (row, step, list) = (g.row_bits(), g.step_bits(), g.list_bits());
            return Widths::new(&[
                (WEIGHT, bits),
                (POTENTIAL, self.event_potential_bits()),
                (ROW, row),
                (STEP, step),
                (LIST, list),
            ]);
        }
        let potential = match self.potential_bits() {
            ..=15 => 15,
            16..=17 => 17,
            18..=20 => 20,
            _ => 24,
        };
        Widths::new(&[(WEIGHT, bits), (POTENTIAL, potential)])
    }
    /// Bits that hold every potential and logit of a layered network.
    fn event_potential_bits(&self) -> usize {
        let g = &self.geometry;
        let weight = 1usize << (self.bits - 1);
        let bin = (1usize << self.quantum_log2) / 32 + 2;
        let top = (1..g.layers.len()).map(|layer| {
            let below = (0..layer).filter(|&l| g.part(l, layer).is_some());
            let sources: usize = below.map(|l| g.layers[l]).sum();
            let parts = g.rows.get(layer).filter(|_| layer < g.last());
            let children = parts.map_or(0, |rows| rows.parts.iter().map(|part| g.layers[part.layer]).sum());
            // one more for the potential of a child with the change
            (sources + 2) * weight + children * (weight + 2 * bin)
        });
        let top = top.max().unwrap_or(weight);
        (usize::BITS - top.leading_zeros()) as usize + 1
    }
    /// Bits that hold every potential and logit: a retrograde term is at most a weight and two table bins.
    pub fn potential_bits(&self) -> usize {
        let weight = 1usize << (self.bits - 1);
        let bin = (1usize << self.quantum_log2) / 32 + 2;
        let fan_in = (self.inputs + 1) * weight + self.outputs * (weight + 2 * bin);
        let fan_out = (self.hidden + 2) * weight;
        let top = fan_in.max(fan_out);
        (usize::BITS - top.leading_zeros()) as usize + 1
    }
}

/// A cell's fields: ports, locals and flip-flops from their defaults, the rest from values.
macro_rules! block {
    ($($port:ident),* $(,)?; $($field:ident : $value:expr),* $(,)?) => {
        Self { $($port: Default::default(),)* $($field: $value),* }
    };
}
pub(crate) use block;

/// A constant of N bits.
pub(crate) fn constant<const N: usize>(
    value: u64,
) -> rust_hdl_core::prelude::Constant<rust_hdl_core::prelude::Bits<N>> {
    rust_hdl_core::prelude::Constant::new(rust_hdl_core::prelude::ToBits::to_bits::<N>(value))
}

/// A vector of `n` ports.
pub(crate) fn ports<T: Default>(n: usize) -> Vec<T> {
    (0..n).map(|_| T::default()).collect()
}
