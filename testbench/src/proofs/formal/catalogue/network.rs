//! What is proved of the random streams, of synapses and neurons, and of the cells that order them.

use super::common::{BASE, HOST, LAYERS, SINGLE, TINY, WORDS, control};
use crate::proofs::formal::proof::{Method, Proof};
use crate::proofs::formal::source::Source;

macro_rules! text {
    ($name:literal) => {
        include_str!(concat!("../../../../formal/", $name, ".sv"))
    };
}

pub(super) const ENCODER_GENERATOR: Proof = Proof {
    name: "encoder's generator",
    claim: "after a reset from a seed of up to 8 bytes its state is never 0; it keeps it between draws",
    top: "lfsr",
    properties: &[
        ("lfsr", "  wire [88:0] f_state = current;\n"),
        ("lfsr", text!("lfsr")),
    ],
    method: Method::Induction(10),
    cover: 12,
    controls: &[
        control("lfsr", "(current >> 16)", "(current >> 17)"),
        control("lfsr", "state <= 89'd0", "state <= START"),
    ],
    ..BASE
};

pub(super) const NEURON_GENERATOR: Proof = Proof {
    name: "neuron's generator",
    claim: "the same",
    top: "lfsr_2",
    properties: &[
        ("lfsr_2", "  wire [88:0] f_state = current;\n"),
        ("lfsr_2", text!("lfsr")),
    ],
    method: Method::Induction(10),
    cover: 12,
    controls: &[control("lfsr_2", "(current >> 16)", "(current >> 17)")],
    ..BASE
};

pub(super) const LANES_GENERATOR: Proof = Proof {
    name: "lanes' generator",
    claim: "the same, for 128, 256 and 512 bits",
    sources: &[TINY, Source::Preset("digits-wide"), Source::Preset("mnist")],
    top: "lane_lfsr",
    properties: &[
        ("lane_lfsr", "  wire [$bits(START)-1:0] f_state = state;\n"),
        ("lane_lfsr", text!("lfsr")),
    ],
    method: Method::Induction(10),
    cover: 12,
    controls: &[control(
        "lane_lfsr",
        "mixed ^ (mixed >>",
        "mixed & (mixed >>",
    )],
    ..BASE
};

pub(super) const WEIGHT: Proof = Proof {
    name: "weight",
    claim: "moves by one quantum at most, by evidence or noise with a draw below the register, never beyond a rail",
    sources: &[TINY, Source::Preset("digits"), Source::Preset("generative")],
    top: "synapse_lane",
    properties: &[("synapse_lane", text!("synapse_lane"))],
    method: Method::Induction(3),
    cover: 5,
    controls: &[
        control(
            "synapse_lane",
            "wrapped <= moving &",
            "wrapped <= !moving &",
        ),
        control("synapse_lane", "? TOP : BOTTOM", "? BOTTOM : TOP"),
        control(
            "synapse_lane",
            "i_draw} < i_threshold",
            "i_draw} <= i_threshold",
        ),
        control("synapse_lane", "(i_open | i_close)", "!i_close"),
    ],
    ..BASE
};

pub(super) const ROW_MEMORY: Proof = Proof {
    name: "row memory",
    claim: "a word changes when it is written only, and then each of its weights by one quantum at most, unless it is loaded",
    sources: &[TINY, WORDS],
    top: "synapses",
    properties: &[
        ("row_memory", text!("row_memory")),
        ("synapses", text!("synapse_write")),
    ],
    taps: &[
        ("f_address", "row_memory.f_address"),
        ("f_stored", "row_memory.f_stored"),
    ],
    method: Method::Induction(4),
    cover: 8,
    controls: &[
        control("synapse_lane", "stepped <= i_weight", "stepped <= i_loaded"),
        control(
            "row_memory",
            "<= i_next_weight;",
            "<= {i_next_weight[0], i_next_weight[$bits(i_next_weight)-1:1]};",
        ),
        control("row_memory", "words[read_address];", "words[0];"),
    ],
    ..BASE
};

pub(super) const POTENTIAL_BANKS: Proof = Proof {
    name: "potential banks",
    claim: "no word of the potential memory is read and written in one cycle, neither for children nor for the neuron itself",
    sources: &[TINY, LAYERS],
    top: "weighing",
    properties: &[("weighing", text!("weighing"))],
    cuts: &["retrograde_lane", "potential_banks"],
    taps: &[("f_banks", "bank_pointers.banks")],
    method: Method::Induction(2),
    anywhere: true,
    controls: &[
        control(
            "weighing",
            "bank_pointers_bank + i_offset",
            "bank_pointers_bank",
        ),
        control("weighing", "step2 <= step1 & !i_flush", "step2 <= step1"),
        control(
            "weighing",
            "own_word2 <= own_word1",
            "own_word2 <= i_own_word",
        ),
        control("bank_pointers", "i_advance & i_reached[i]", "i_reached[i]"),
    ],
    ..BASE
};

pub(super) const SPIKE_LISTS: Proof = Proof {
    name: "spike lists",
    claim: "no entry of the lists is read before it is written, nor in that cycle; only entries that were read are issued",
    sources: &[LAYERS, TINY],
    top: "walker",
    properties: &[("walker", text!("walker"))],
    method: Method::Induction(2),
    anywhere: true,
    controls: &[
        control("walker", "& (reading != i_written)", ""),
        control("walker", "!finished & !i_stop", "!finished"),
        control("walker", "issued_last <= finished", "issued_last <= ends"),
        control(
            "walker",
            "? pointer + 4'd1 : pointer",
            "? pointer + 4'd2 : pointer",
        ),
    ],
    ..BASE
};

pub(super) const SEQUENCER: Proof = Proof {
    name: "sequencer",
    claim: "every phase waits for a neighbour or ends in time, and a command after its presentations and sweeps; noise reads no word \
        of the row memory that is being written",
    sources: &[TINY, LAYERS],
    top: "sequencer",
    properties: &[("sequencer", text!("sequencer"))],
    method: Method::Induction(3),
    anywhere: true,
    controls: &[
        control(
            "sequencer",
            "if (index == LAST_TOTAL)",
            "if (index > LAST_TOTAL)",
        ),
        control(
            "sequencer",
            "(sweep + 8'd1) == i_sweeps",
            "sweep == i_sweeps",
        ),
        control(
            "sequencer",
            "(presented_now == i_presentations)",
            "(presented_before == i_presentations)",
        ),
        control(
            "sequencer",
            "noise_row <= noise_row + 3'd1",
            "noise_row <= noise_row",
        ),
    ],
    ..BASE
};

pub(super) const STATES_OF_NEURONS: Proof = Proof {
    name: "states of neurons",
    claim: "no word of the neurons' states is read in the cycle in which it is written, neither for the neuron in turn nor for its \
        children",
    sources: &[LAYERS, TINY],
    top: "schedule",
    properties: &[("schedule", text!("schedule"))],
    method: Method::Induction(3),
    anywhere: true,
    controls: &[
        control("schedule", "i_flush & !o_layer_end", "i_flush"),
        control(
            "schedule",
            "issuer_load_lane = decider_next_lane",
            "issuer_load_lane = o_decided_lane",
        ),
        control("schedule", "child <= child + 5'd1", "child <= child + 5'd2"),
    ],
    ..BASE
};

pub(super) const ORDER_OF_ROWS: Proof = Proof {
    name: "order of rows",
    claim: "the words of a target group are visited upwards, each once, if the lists hold rows upwards",
    sources: &[LAYERS, TINY],
    top: "walker",
    properties: &[("walker", text!("rows"))],
    method: Method::Induction(3),
    anywhere: true,
    controls: &[
        control("walker", "wide_group + ROW_WORDS", "wide_group"),
        control("walker", "(part + shift)", "part"),
    ],
    ..BASE
};

pub(super) const COLLISIONS_OF_ROWS: Proof = Proof {
    name: "collisions of rows",
    claim: "no word of the row memory is read in the cycle in which it is written, while a presentation runs",
    sources: &[TINY, SINGLE],
    top: "core",
    properties: &[("core", text!("core"))],
    cuts: HOST,
    taps: &[("f_phase", "sequencer.phase")],
    method: Method::Induction(3),
    anywhere: true,
    controls: &[
        control("core", "row2 <= row1", "row2 <= row_read"),
        control("core", "row_read = row2 ^ ONE_ROW", "row_read = row2"),
        control("core", "(flip1 | flip2)", "(1'b0)"),
    ],
    ..BASE
};
