//! What is proved, and the change after which each proof fails.

use super::proof::{Control, Method, Proof};
use super::source::Source;

macro_rules! text {
    ($name:literal) => {
        include_str!(concat!("../../../formal/", $name, ".sv"))
    };
}

const fn control(module: &'static str, from: &'static str, to: &'static str) -> Control {
    Control { module, from, to }
}

const TINY: Source = Source::Preset("tiny");
/// Two hidden layers, a skip past each.
const LAYERS: Source = Source::Small(&[2, 3, 2, 3], &[[0, 2], [1, 3]], [4, 2]);
/// Two words of weights to the outputs and to the hidden neurons.
const WORDS: Source = Source::Small(&[3, 2, 3], &[], [2, 1]);

/// One target group: the row of the bias neuron is a single word.
const SINGLE: Source = Source::Small(&[3, 2], &[], [2, 1]);
/// All of the core but the sequencer, which orders what is read and written.
const HOST: &[&str] = &[
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

const BASE: Proof = Proof {
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

/// Everything that is proved.
pub const PROOFS: &[Proof] = &[
    Proof {
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
    },
    Proof {
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
    },
    Proof {
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
    },
    Proof {
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
    },
    Proof {
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
    },
    Proof {
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
    },
    Proof {
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
    },
    Proof {
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
    },
    Proof {
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
    },
    Proof {
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
    },
    Proof {
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
    },
    Proof {
        name: "commands",
        claim: "a command ends within a number of cycles, those not counted in which it waits for the host, the sequencer or the \
            spikes; a refused one has changed nothing; what changes the state has the number that is due",
        top: "commands",
        properties: &[("commands", text!("commands"))],
        anywhere: true,
        controls: &[
            control(
                "commands",
                "        lane <= 6'd0;\n      end\n      JOB_ABSORB_LOW",
                "      end\n      JOB_ABSORB_LOW",
            ),
            control(
                "commands",
                "if (address == LAST_STIR) begin\n          job_next",
                "if (address > LAST_STIR) begin\n          job_next",
            ),
            control("commands", "(identified & (~|ahead))", "(~|ahead)"),
            control(
                "commands",
                "o_scratch_write = i_good_value",
                "o_scratch_write = 1'b1",
            ),
            control(
                "commands",
                "(|count) & (upper_end <= limit)",
                "(upper_end <= limit)",
            ),
        ],
        ..BASE
    },
    Proof {
        name: "item reader",
        claim: "an item is the word of spikes in turn, or what the streams gave in sixteen cycles; the last comes when the commands' \
            proof assumes it",
        sources: &[TINY, Source::Small(&[30, 20, 18], &[], [2, 1])],
        top: "item_reader",
        properties: &[("item_reader", text!("item_reader"))],
        method: Method::Induction(2),
        anywhere: true,
        controls: &[
            control("item_reader", "if (&steps)", "if (&steps[2:0])"),
            control("item_reader", "place == LAST", "place > LAST"),
            control(
                "item_reader",
                "if (arriving) gathered <= i_word",
                "if (reading) gathered <= i_word",
            ),
        ],
        ..BASE
    },
    Proof {
        name: "stimulus store",
        claim: "it copies every word of a stimulus once, in order and in time, and has finished after all passes of all stimuli",
        sources: &[Source::Stored(3)],
        top: "stimulus_store",
        properties: &[
            ("stimulus_memory", text!("stimulus_memory")),
            ("stimulus_store", text!("stimulus_store")),
        ],
        taps: &[
            ("stimulus_memory.f_index", "f_index"),
            ("f_stored", "stimulus_memory.f_stored"),
        ],
        method: Method::Induction(3),
        anywhere: true,
        controls: &[
            control("stimulus_store", "left <= all", "left <= i_stimuli"),
            control("stimulus_store", "arrived <= coming", "arrived <= reading"),
            control("stimulus_store", "at <= at + 16'd1", "at <= at + 16'd2"),
        ],
        ..BASE
    },
    Proof {
        name: "bytes in",
        claim: "commands are given whole frames with the right sum only, each byte once and in its place; a bad frame reaches \
            nothing but the frame buffer",
        top: "host_port",
        properties: &[
            ("host_port", text!("crc16")),
            ("host_port", text!("host_port_in")),
        ],
        cover: 10,
        controls: &[
            control("host_port", "crc_matches & (i_host_data", "(i_host_data"),
            control("host_port", "= {8'd0, count >> 1}", "= {8'd0, count}"),
            control(
                "host_port",
                "o_command = good_frame &",
                "o_command = crc_matches &",
            ),
            control(
                "host_port",
                "too_long <= i_host_data > LONGEST",
                "too_long <= 1'b0",
            ),
        ],
        ..BASE
    },
    Proof {
        name: "bytes out",
        claim: "an answer is sync, number, opcode, length, its items in order, each once, and the sum of what was sent",
        top: "host_port",
        properties: &[
            ("host_port", text!("crc16")),
            ("host_port", text!("host_port_out")),
        ],
        anywhere: true,
        controls: &[
            control(
                "host_port",
                "item_ready <= i_item_valid & !o_item_taken",
                "item_ready <= i_item_valid",
            ),
            control(
                "host_port",
                "count <= count + 8'd2",
                "count <= count + 8'd1",
            ),
            control(
                "host_port",
                "sending = item_ready | (|failure)",
                "sending = 1'b1",
            ),
        ],
        ..BASE
    },
    Proof {
        name: "sum of a frame",
        claim: "a byte at a time is division by x^16 + x^12 + x^5 + 1 a bit at a time",
        top: "host_port",
        properties: &[("host_port", text!("host_port_crc"))],
        controls: &[control("host_port", "(crc_mixed >> 4)", "(crc_mixed >> 3)")],
        ..BASE
    },
    Proof {
        name: "watchdog",
        claim: "it restarts the core after so many still cycles in which no presentation ends, neither before nor later",
        top: "watchdog",
        properties: &[("watchdog", text!("watchdog"))],
        anywhere: true,
        controls: &[
            control("watchdog", " | i_presented", ""),
            control("watchdog", " | o_expired", ""),
        ],
        ..BASE
    },
    Proof {
        name: "byte buffer",
        claim: "bytes leave as they came, each once and in order; none is dropped before 512 wait, and then that is said",
        sources: &[Source::Buffer],
        top: "byte_fifo",
        properties: &[
            ("byte_memory", text!("byte_memory")),
            ("byte_fifo", text!("byte_fifo")),
        ],
        taps: &[
            ("byte_memory.f_index", "f_index"),
            ("f_stored", "byte_memory.f_stored"),
        ],
        method: Method::Induction(2),
        anywhere: true,
        controls: &[
            control("byte_fifo", "(!held | pass)", "1'b1"),
            control("byte_fifo", "(!offered | i_out_ready)", "1'b1"),
            control("byte_fifo", "written + 10'd1", "written + 10'd2"),
            control("byte_fifo", "= kept[9]", "= kept[8]"),
        ],
        ..BASE
    },
    Proof {
        name: "serial line",
        claim: "the receiver receives every byte that the sender sends, once and in order, with start and stop bit",
        sources: &[Source::Line(8), Source::Line(9)],
        top: "line",
        harness: Some(text!("line")),
        taps: &[
            ("s_step", "sender.step"),
            ("s_timer", "sender.timer"),
            ("s_shift", "sender.shift_low"),
            ("r_step", "receiver.step"),
            ("r_timer", "receiver.timer"),
            ("r_shift", "receiver.shift"),
            ("r_first", "receiver.first_low"),
            ("r_low", "receiver.line_low"),
        ],
        method: Method::Induction(3),
        anywhere: true,
        controls: &[
            control(
                "uart_receiver",
                "HALF_BIT    = 12'd2",
                "HALF_BIT    = 12'd6",
            ),
            control("uart_sender", "FIRST_STEP = 4'd10", "FIRST_STEP = 4'd9"),
            control("uart_receiver", "shift <= {!line_low", "shift <= {line_low"),
        ],
        ..BASE
    },
];
