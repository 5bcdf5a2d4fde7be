//! The keys of a design file.

/// The keys, each with its section.
pub(super) const KEYS: [&str; 13] = [
    "network.inputs",
    "network.hidden",
    "network.outputs",
    "synapse.bits",
    "synapse.quantum_log2",
    "synapse.flip",
    "synapse.noise",
    "sampling.sweeps",
    "sampling.dwell",
    "hardware.lanes",
    "hardware.retrograde_lanes",
    "hardware.stored_stimuli",
    "random.seed",
];
