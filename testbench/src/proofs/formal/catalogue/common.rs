//! What proofs have in common: where they are proved, and how a control is written.

use crate::proofs::formal::proof::{Control, Method, Proof};
use crate::proofs::formal::source::Source;

pub(super) const fn control(module: &'static str, from: &'static str, to: &'static str) -> Control {
    Control { module, from, to }
}

pub(super) const TINY: Source = Source::Preset("tiny");
/// Two hidden layers, a skip past each.
pub(super) const LAYERS: Source = Source::Small(&[2, 3, 2, 3], &[[0, 2], [1, 3]], [4, 2]);
/// Two words of weights to the outputs and to the hidden neurons.
pub(super) const WORDS: Source = Source::Small(&[3, 2, 3], &[], [2, 1]);

/// One target group: the row of the bias neuron is a single word.
pub(super) const SINGLE: Source = Source::Small(&[3, 2], &[], [2, 1]);
/// All of the core but the sequencer, which orders what is read and written.
pub(super) const HOST: &[&str] = &[
    "host_port",
    "commands",
    "registers",
    "item_reader",
    "watchdog",
    "counters",
    "scratch_memory",
    "encoding",
    "spike_list",
    "targets",
    "walker",
    "synapses",
    "accumulators",
    "schedule",
    "weighing",
    "neuron",
    "neuron_states",
    "spike_words",
    "evidence_lanes",
    "evidence_ring",
];

pub(super) const BASE: Proof = Proof {
    name: "",
    claim: "",
    sources: &[TINY],
    top: "",
    properties: &[],
    harness: None,
    cuts: &[],
    taps: &[],
    method: Method::Induction(1),
    cover: 3,
    anywhere: false,
    controls: &[],
};
