//! The costs of a design: its p-bits, the clock cycles of a presentation, and block RAM.
//!
//! The cycles follow from the phases of the sequencer; how many there are depends on the spikes, so they are bounds. Block
//! RAM is estimated from the memories of the core.

use serde::Serialize;

use crate as hardware;
use yuragi_model::design::Design;
use yuragi_model::shape::Source;

/// The name of the memory for stored stimuli, as in [`Memory::name`].
pub const STORED: &str = "stored stimuli";

/// How many neurons and synapses a network has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Sizes {
    /// Input, hidden and output neurons. The bias neuron is not counted, because it is no p-bit.
    pub neurons: u64,
    /// Connections, including those of the bias neuron, but without padding.
    pub bundles: u64,
    /// Synapses, 2^B − 1 in each bundle.
    pub synapses: u64,
    /// All p-bits: neurons and synapses.
    pub p_bits: u64,
}

/// Bounds of the clock cycles of one presentation, phase by phase: the least, in which no neuron spikes, changes or has
/// evidence, and the most, in which all do. A presentation with few spikes is near the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Cycles {
    /// Encode: the stimulus becomes spikes.
    pub encode: u64,
    /// Predict: the potentials of all neurons and the prediction spikes of the hidden ones, if none spikes.
    pub predict_min: u64,
    /// The same, if all neurons spike.
    pub predict: u64,
    /// Resample: Gibbs sweeps, as many as `sampling.sweeps` of the design says, if no neuron changes. They take place if
    /// an output is clamped.
    pub resample_min: u64,
    /// The same, if all neurons change in each sweep.
    pub resample: u64,
    /// Read out: the spikes of the outputs.
    pub readout: u64,
    /// Flip, if no neuron has evidence.
    pub flip_min: u64,
    /// Flip, if evidence reaches every word, and the background fluctuation visits the longest row.
    pub flip: u64,
    /// All phases at their least.
    pub total_min: u64,
    /// All phases at their most.
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
    let shape = design.shape();
    let neurons = shape.first(shape.len()) as u64;
    let connections = (1..shape.len()).map(|target| {
        let sources: usize = shape.sources(target).map(|source| shape.of(source)).sum();
        (sources * shape.neurons(target)) as u64
    });
    let bundles: u64 = connections.sum();
    let synapses = bundles * ((1 << design.synapse.bits) - 1);
    Sizes {
        neurons,
        bundles,
        synapses,
        p_bits: neurons + synapses,
    }
}

/// The longest way of a neuron through the pipeline that weighs it, and of a word through the accumulators.
const PIPELINE: u64 = 8;

/// The clock cycles of one presentation of a design. All outputs are clamped.
pub fn cycles(design: &Design) -> Cycles {
    cycles_with(design, design.sampling.sweeps)
}

/// The same with another number of sweeps.
pub fn cycles_with(design: &Design, sweeps: u8) -> Cycles {
    let shape = design.shape();
    let group = design.hardware.retrograde_lanes;
    let [inputs, outputs] = [shape.inputs(), shape.outputs()].map(|n| n as u64);
    let steps = |layer: usize| shape.neurons(layer).div_ceil(group) as u64;
    let encode = outputs.div_ceil(16) + (inputs + outputs).div_ceil(2) + 4;
    // the least: a cycle to begin, one for each target group without evidence, and one without background fluctuation
    let [mut predict_min, mut predict, mut flip_min, mut flip] = [1, PIPELINE, 1, 2];
    for layer in 1..shape.len() {
        let groups = shape.neurons(layer).div_ceil(shape.lanes()) as u64;
        // lists that are walked, each with its end, and the spikes in them
        let lists = shape.sources(layer).count() as u64;
        let spikes: u64 = shape
            .sources(layer)
            .map(|source| shape.of(source) as u64)
            .sum();
        // the bias neuron, which has no list, is always visited, and a list after the first one takes two cycles to open
        let walk_min = 2 * (lists - 1) + 1;
        let walk = 2 * lists + PIPELINE + spikes;
        // the sums of a group leave the accumulators in whole words
        let load = steps(layer) + groups;
        let decide = match layer == shape.last() {
            true => 0,
            false => shape.neurons(layer) as u64 + PIPELINE,
        };
        predict_min += groups * walk_min + steps(layer);
        predict += groups * walk + load + decide;
        flip_min += groups;
        flip += groups * (walk + 4) + load;
    }
    let [mut sweep_min, mut sweep] = [0, 0];
    for layer in 1..shape.last() {
        let neurons = shape.neurons(layer) as u64;
        let parts = &shape.rows(Source::Layer(layer)).parts;
        let children: u64 = parts.iter().map(|part| steps(part.layer)).sum();
        let each = children.max(2);
        // exact, see docs/reference/cycles.md: with a single word of children the last neuron spares its second cycle, and what is
        // weighed again after a change has a cycle less to wait
        let single = u64::from(children == 1);
        let least = neurons * each + 7 - single;
        sweep_min += least;
        sweep += least + (neurons - 1) * (6 - single);
    }
    let [resample_min, resample] = [sweep_min, sweep].map(|cycles| u64::from(sweeps) * cycles);
    let readout = outputs + 2 * ((outputs - 1) / 16) + 8;
    let sources = (0..shape.last()).map(Source::Layer).chain([Source::Bias]);
    let longest = sources.map(|source| shape.rows(source).words as u64).max();
    flip += longest.unwrap_or(0);
    // In 12 more cycles five totals of two words each are updated and the next presentation begins.
    let rest = readout + 12;
    Cycles {
        encode,
        predict_min,
        predict,
        resample_min,
        resample,
        readout,
        flip_min,
        flip,
        // the stimulus is encoded while potentials are summed, as far as it goes
        total_min: encode.max(predict_min) + resample_min + flip_min + rest,
        total: encode + predict + resample + flip + rest,
    }
}

/// The memories of the core of a design, in block RAMs of the given shapes.
pub fn memories(design: &Design, shapes: RamShapes) -> Vec<Memory> {
    let p = hardware::parameters(design);
    let (lanes, copies) = (p.lanes as u64, p.retrograde_lanes as u64);
    let geometry = &p.geometry;
    let potential = copies * p.widths().meant(yuragi_hdl::parameters::POTENTIAL) as u64;
    let softplus = p.softplus_bits() as u64;
    let memory = |name, depth: usize, width: u64, copies: u64| {
        let depth = depth as u64;
        Memory {
            name,
            depth,
            width,
            blocks: copies * shapes.blocks(depth, width),
        }
    };
    let banks = geometry.potential_depth();
    let list = geometry.row_bits() as u64 + 2;
    let mut memories = vec![
        memory("row memory", p.depth(), lanes * p.bits as u64, 1),
        memory("potentials, two copies", banks, potential, 2),
        memory("softplus of potentials", banks, copies * softplus, 1),
        memory("spike lists", geometry.list_depth(), list, 1),
        memory("states of children", geometry.all_steps(), 2 * copies, 1),
        memory("states of neurons", geometry.all_steps(), 3 * copies, 1),
        memory("scratch memory", p.map.words, 16, 1),
        memory("sigmoid table", p.sigmoid.len(), 16, 1),
        memory("softplus tables", p.softplus.len(), softplus, copies),
    ];
    if p.stored_stimuli > 0 {
        memories.push(memory(STORED, p.stored_words(), 16, 1));
    }
    memories
}
