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
    /// The layers, and the rows of their neurons.
    pub geometry: Geometry,
    /// Bits of the first weights; with 0 they are all 0.
    pub initial: usize,
    /// Input neurons, without the bias.
    pub inputs: usize,
    /// Hidden neurons of all layers, without the bias.
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
    /// Words of the row memory.
    pub fn depth(&self) -> usize {
        self.geometry.depth()
    }
    /// Items that hold the spikes for the host.
    pub fn spike_words(&self) -> usize {
        let units = (2 * self.pairs()).div_ceil(16);
        let hidden = self.hidden.div_ceil(8);
        units + hidden + self.outputs.div_ceil(16)
    }
    /// Words of all stored stimuli.
    pub fn stored_words(&self) -> usize {
        self.stored_stimuli * self.map.stimulus_words
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
    /// Cycles of the longest presentation with a number of sweeps: every neuron spikes, every decision of a sweep is a change, and every
    /// target group has evidence. docs/reference/cycles.md explains the terms.
    pub fn longest_presentation(&self, sweeps: usize) -> usize {
        let g = &self.geometry;
        let outputs = g.last();
        let encoded = self.clamp_words() + self.pairs() + g.steps(outputs) + 8;
        let visits: usize = (1..=outputs)
            .map(|layer| {
                let below = (0..layer).filter(|&source| g.part(source, layer).is_some());
                let spikes: usize = below.map(|source| g.layers[source] + 2).sum();
                g.groups(layer) * (spikes + g.steps_of_group() + 8)
            })
            .sum();
        let drawn = self.hidden + self.outputs + self.outputs.div_ceil(16) + 8 * g.layers.len();
        let weighed: usize = (1..outputs)
            .map(|layer| {
                let parts = &g.rows[layer].parts;
                let steps: usize = parts.iter().map(|part| g.steps(part.layer)).sum();
                g.layers[layer] * (steps.max(2) + 7) + 8
            })
            .sum();
        let noise = g.rows.iter().map(|rows| rows.words).max().unwrap_or(0);
        encoded + 2 * visits + drawn + sweeps * weighed + noise + 64
    }
    /// Cycles that the watchdog waits, as a power of two: at least twice the longest time for which a core is still, which is a
    /// presentation of 255 sweeps or a reset that draws all weights.
    pub fn patience_log2(&self) -> usize {
        let reset = 3 * self.map.buffer + self.reset_steps + 2 * self.depth() * self.lanes;
        let longest = self.longest_presentation(255).max(reset) + self.map.stimulus_words;
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
        let g = &self.geometry;
        Widths::new(&[
            (WEIGHT, bits),
            (POTENTIAL, self.potential_bits()),
            (ROW, g.row_bits()),
            (STEP, g.step_bits()),
            (LIST, g.list_bits()),
        ])
    }
    /// Bits that hold every potential and logit: a retrograde term is at most a weight and two table bins.
    pub fn potential_bits(&self) -> usize {
        let g = &self.geometry;
        let weight = 1usize << (self.bits - 1);
        let bin = (1usize << self.quantum_log2) / 32 + 2;
        let top = (1..g.layers.len()).map(|layer| {
            let below = (0..layer).filter(|&l| g.part(l, layer).is_some());
            let sources: usize = below.map(|l| g.layers[l]).sum();
            let parts = g.rows.get(layer).filter(|_| layer < g.last());
            let children = parts.map_or(0, |rows| {
                rows.parts.iter().map(|part| g.layers[part.layer]).sum()
            });
            // one more for the potential of a child with the change
            (sources + 2) * weight + children * (weight + 2 * bin)
        });
        let top = top.max().unwrap_or(weight);
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
