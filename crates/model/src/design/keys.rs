//! The keys of a design file.

/// The keys, each with its section.
pub(super) const KEYS: [&str; 13] = [
    "network.layers",
    "network.skips",
    "synapse.bits",
    "synapse.quantum_log2",
    "synapse.initial",
    "synapse.flip",
    "synapse.noise",
    "sampling.sweeps",
    "sampling.dwell",
    "hardware.lanes",
    "hardware.retrograde_lanes",
    "hardware.stored_stimuli",
    "random.seed",
];

/// Names for a part of `network.layers`: the first number, those between, and the last one. A change can use them. In
/// a design file they are the old form of a network with one hidden layer.
pub(super) const PARTS: [&str; 3] = ["inputs", "hidden", "outputs"];

/// The same with their section.
pub(super) const PART_KEYS: [&str; 3] = ["network.inputs", "network.hidden", "network.outputs"];
