//! What is proved of the cells that talk with the host.

use super::common::{BASE, TINY, control};
use crate::proofs::formal::proof::{Method, Proof};
use crate::proofs::formal::source::Source;

macro_rules! text {
    ($name:literal) => {
        include_str!(concat!("../../../../formal/", $name, ".sv"))
    };
}

pub(super) const COMMANDS: Proof = Proof {
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
};

pub(super) const ITEM_READER: Proof = Proof {
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
};

pub(super) const STIMULUS_STORE: Proof = Proof {
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
};

pub(super) const BYTES_IN: Proof = Proof {
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
};

pub(super) const BYTES_OUT: Proof = Proof {
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
};

pub(super) const SUM_OF_A_FRAME: Proof = Proof {
    name: "sum of a frame",
    claim: "a byte at a time is division by x^16 + x^12 + x^5 + 1 a bit at a time",
    top: "host_port",
    properties: &[("host_port", text!("host_port_crc"))],
    controls: &[control("host_port", "(crc_mixed >> 4)", "(crc_mixed >> 3)")],
    ..BASE
};

pub(super) const WATCHDOG: Proof = Proof {
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
};

pub(super) const BYTE_BUFFER: Proof = Proof {
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
};

pub(super) const SERIAL_LINE: Proof = Proof {
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
};
