//! What a design costs: p-bits, clock cycles of a presentation, block RAM.
//!
//! Cycles follow from the sequencer's phases; block RAM is estimated from the memories of the core.

use serde::Serialize;
use yuragi_hdl::memory::ram::PotentialMemory;

use crate as hardware;
use yuragi_model::design::Design;

/// The memory of stored stimuli.
pub const STORED: &str = "stored stimuli";

/// Numbers of things in a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Sizes {
    /// Input, hidden and output neurons, without the two bias neurons, which are no p-bits.
    pub neurons: u64,
    /// Connections, those of the bias neurons included, padding not.
    pub bundles: u64,
    /// 2^B − 1 a bundle.
    pub synapses: u64,
    /// Neurons and synapses: everything that fluctuates.
    pub p_bits: u64,
}

/// Clock cycles of one presentation, phase by phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Cycles {
    /// Stimulus into spikes.
    pub encode: u64,
    /// Potentials and prediction spikes of the hidden neurons.
    pub predict: u64,
    /// Potentials of the outputs.
    pub sums: u64,
    /// Gibbs sweeps, if any output is clamped; with `sweeps` of the design.
    pub resample: u64,
    /// Output spikes.
    pub readout: u64,
    /// Flips if no neuron has evidence: every row is skipped in a cycle.
    pub flip_min: u64,
    /// Flips if every row has all its words rewritten.
    pub flip: u64,
    /// All phases with the least flips.
    pub total_min: u64,
    /// All phases with the most flips.
    pub total: u64,
}

/// Block RAM of a memory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Memory {
    /// Which memory.
    pub name: &'static str,
    /// Words.
    pub depth: u64,
    /// Bits of a word.
    pub width: u64,
    /// Blocks.
    pub blocks: u64,
}

/// How a block of RAM can be used: depths and widths.
#[derive(Clone, Copy, Debug)]
pub struct RamShapes(&'static [(u64, u64)]);

impl RamShapes {
    /// Blocks of 4 kbit.
    pub const ICE40: Self = Self(&[(256, 16), (512, 8), (1024, 4), (2048, 2)]);
    /// Blocks of 18 kbit.
    pub const ECP5: Self = Self(&[
        (512, 36),
        (1024, 18),
        (2048, 9),
        (4096, 4),
        (8192, 2),
        (16384, 1),
    ]);

    /// Blocks of a memory, all of one shape.
    fn blocks(self, depth: u64, width: u64) -> u64 {
        let blocks = |&(d, w): &(u64, u64)| depth.div_ceil(d) * width.div_ceil(w);
        self.0.iter().map(blocks).min().unwrap_or(0)
    }
}

/// The numbers of neurons and synapses of a design.
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

/// The cycles of a presentation of a design, with every output clamped.
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
    // the dendrite's tree has a register behind every second adder, and one if there is no adder
    let levels = u64::from(layout.lanes.next_power_of_two().trailing_zeros());
    let encode = outputs.div_ceil(16) + (inputs + outputs).div_ceil(2) + 1;
    let predict = hidden * words_in + levels.div_ceil(2).max(1) + 4;
    let sums = words_out * (hidden + 3) + steps + 4;
    let resample = 1 + u64::from(design.sampling.sweeps) * hidden * (steps + 5);
    let readout = outputs + 5;
    let (flip_min, flip) = (hidden + 2, depth + 1);
    // five totals of two words are brought up to date; the last is written, and the next presentation begins
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

/// The memories of a design's core, in blocks of those shapes.
pub fn memories(design: &Design, shapes: RamShapes) -> Vec<Memory> {
    let p = hardware::parameters(design);
    let (lanes, copies) = (p.lanes as u64, p.retrograde_lanes as u64);
    // the places do not depend on the width
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
