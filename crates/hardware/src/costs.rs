//! The costs of a design: its p-bits, the clock cycles of a presentation, and block RAM.
//!
//! The cycles follow from the phases of the sequencer. Block RAM is estimated from the memories of the core.

use serde::Serialize;
use yuragi_hdl::memory::ram::PotentialMemory;

use crate as hardware;
use yuragi_model::design::Design;

/// The name of the memory for stored stimuli, as in [`Memory::name`].
pub const STORED: &str = "stored stimuli";

/// How many neurons and synapses a network has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Sizes {
    /// Input, hidden and output neurons. The two bias neurons are not counted, because they are not p-bits.
    pub neurons: u64,
    /// Connections, including those of the bias neurons, but without padding.
    pub bundles: u64,
    /// Synapses, 2^B − 1 in each bundle.
    pub synapses: u64,
    /// All p-bits: neurons and synapses.
    pub p_bits: u64,
}

/// The clock cycles of one presentation, phase by phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Cycles {
    /// Encode: the stimulus becomes spikes.
    pub encode: u64,
    /// Predict: the potentials and prediction spikes of the hidden neurons.
    pub predict: u64,
    /// The sums for the potentials of the outputs.
    pub sums: u64,
    /// Resample: Gibbs sweeps, as many as `sampling.sweeps` of the design says. They take place if an output is
    /// clamped.
    pub resample: u64,
    /// Read out: the spikes of the outputs.
    pub readout: u64,
    /// Flip, if no neuron has evidence. Each row then takes one cycle.
    pub flip_min: u64,
    /// Flip, if all words of every row are rewritten.
    pub flip: u64,
    /// All phases, with `flip_min`.
    pub total_min: u64,
    /// All phases, with `flip`.
    pub total: u64,
}

/// A memory of the core and its block RAM.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Memory {
    /// The name of the memory.
    pub name: &'static str,
    /// The number of words.
    pub depth: u64,
    /// The number of bits of a word.
    pub width: u64,
    /// The number of block RAMs.
    pub blocks: u64,
}

/// The shapes in which a block RAM can be used: its depth in words and its width in bits.
#[derive(Clone, Copy, Debug)]
pub struct RamShapes(&'static [(u64, u64)]);

impl RamShapes {
    /// The block RAM of an iCE40, 4 kbit.
    pub const ICE40: Self = Self(&[(256, 16), (512, 8), (1024, 4), (2048, 2)]);
    /// The block RAM of an ECP5, 18 kbit.
    pub const ECP5: Self = Self(&[
        (512, 36),
        (1024, 18),
        (2048, 9),
        (4096, 4),
        (8192, 2),
        (16384, 1),
    ]);

    /// The smallest number of blocks for a memory, if all of them have the same shape.
    fn blocks(self, depth: u64, width: u64) -> u64 {
        let blocks = |&(d, w): &(u64, u64)| depth.div_ceil(d) * width.div_ceil(w);
        self.0.iter().map(blocks).min().unwrap_or(0)
    }
}

/// The number of neurons and synapses of a design.
pub fn sizes(design: &Design) -> Sizes {
    let n = &design.network;
    let (inputs, hidden, outputs) = (n.inputs as u64, n.hidden as u64, n.outputs as u64);
    let neurons = inputs + hidden + outputs;
    let bundles = hidden * (inputs + 1) + outputs * (hidden + 1);
    let synapses = bundles * ((1 << design.synapse.bits) - 1);
    Sizes {
        neurons,
        bundles,
        synapses,
        p_bits: neurons + synapses,
    }
}

/// The clock cycles of one presentation of a design. All outputs are clamped.
pub fn cycles(design: &Design) -> Cycles {
    let layout = design.layout();
    let [inputs, hidden, outputs, words_in, words_out, depth] = [
        layout.inputs,
        layout.hidden,
        layout.outputs,
        layout.words_in,
        layout.words_out,
        layout.depth,
    ]
    .map(|n| n as u64);
    let steps = outputs.div_ceil(design.hardware.retrograde_lanes as u64);
    // The tree of the dendrite has a register after every second adder, and one register if there is no adder.
    let levels = u64::from(layout.lanes.next_power_of_two().trailing_zeros());
    let encode = outputs.div_ceil(16) + (inputs + outputs).div_ceil(2) + 1;
    let predict = hidden * words_in + levels.div_ceil(2).max(1) + 4;
    let sums = words_out * (hidden + 3) + steps + 4;
    let resample = 1 + u64::from(design.sampling.sweeps) * hidden * (steps + 5);
    let readout = outputs + 5;
    let (flip_min, flip) = (hidden + 2, depth + 1);
    // In 12 more cycles five totals of two words each are updated and the next presentation begins.
    let rest = encode + predict + sums + resample + readout + 12;
    Cycles {
        encode,
        predict,
        sums,
        resample,
        readout,
        flip_min,
        flip,
        total_min: rest + flip_min,
        total: rest + flip,
    }
}

/// The memories of the core of a design, in block RAMs of the given shapes.
pub fn memories(design: &Design, shapes: RamShapes) -> Vec<Memory> {
    let p = hardware::parameters(design);
    let (lanes, copies) = (p.lanes as u64, p.retrograde_lanes as u64);
    // The addresses do not depend on the width.
    let potentials = PotentialMemory::<24>::depth(&p);
    let softplus = p.softplus_bits() as u64;
    let potential = copies * (p.potential_bits() as u64 + softplus);
    let memory = |name, depth: usize, width: u64, copies: u64| {
        let depth = depth as u64;
        Memory {
            name,
            depth,
            width,
            blocks: copies * shapes.blocks(depth, width),
        }
    };
    let mut memories = vec![
        memory("row memory", p.depth(), lanes * p.bits as u64, 1),
        memory("potentials", potentials, potential, 1),
        memory("scratch memory", p.map.words, 16, 1),
        memory("sigmoid table", p.sigmoid.len(), 16, 1),
        memory("softplus tables", p.softplus.len(), softplus, copies),
    ];
    if p.stored_stimuli > 0 {
        memories.push(memory(STORED, p.stored_words(), 16, 1));
    }
    memories
}
