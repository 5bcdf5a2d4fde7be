//! The byte stream of the host: frames in, frames out.

use crate::parameters::{Parameters, block, constant};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;

/// Where in a frame the port stands.
#[derive(Copy, Clone, PartialEq, Debug, LogicState)]
pub enum Frame {
    /// Waits for a sync byte.
    Sync,
    /// Takes the sequence number.
    Sequence,
    /// Takes the opcode.
    Opcode,
    /// Takes the length of the payload.
    Length,
    /// Takes the payload.
    Payload,
    /// Takes the low byte of the CRC.
    CrcLow,
    /// Takes the high byte of the CRC.
    CrcHigh,
    /// Refuses a bad frame, or waits for the answer to a good one.
    Execute,
    /// Sends the sync byte.
    TxSync,
    /// Sends the sequence number.
    TxSequence,
    /// Sends the opcode of the response.
    TxOpcode,
    /// Sends the length of the payload.
    TxLength,
    /// Sends the low byte of an item, or the code of an error.
    TxLow,
    /// Sends the high byte of an item, or the opcode that an error is about.
    TxHigh,
    /// Sends the low byte of the CRC.
    TxCrcLow,
    /// Sends the high byte of the CRC.
    TxCrcHigh,
}

/// Receives a frame into the frame buffer, checks its length and CRC, has it executed, and sends the response. While a command
/// runs no byte is taken. A bad frame is answered with an error and nothing is executed. Answers and items come a long way from the
/// memories: they are kept for a cycle before they are used.
#[derive(LogicBlock)]
pub struct HostPort {
    /// The clock of the core.
    pub clock: Signal<In, Clock>,
    /// While low, no byte is taken.
    pub enable: Signal<In, Bit>,
    /// While high, the port waits for the beginning of a frame.
    pub restart: Signal<In, Bit>,
    /// High for one cycle after a frame was refused.
    pub refused: Signal<Out, Bit>,
    /// High while the port neither takes a byte nor has one to give.
    pub silent: Signal<Out, Bit>,
    /// A byte from the host.
    pub host_data: Signal<In, Bits<8>>,
    /// High while `host_data` holds a byte.
    pub host_valid: Signal<In, Bit>,
    /// High while the port takes a byte.
    pub host_ready: Signal<Out, Bit>,
    /// A byte for the host.
    pub host_out_data: Signal<Out, Bits<8>>,
    /// High while `host_out_data` holds a byte.
    pub host_out_valid: Signal<Out, Bit>,
    /// High while the host takes a byte.
    pub host_out_ready: Signal<In, Bit>,
    // frame buffer
    /// High for one cycle when a word of the payload is complete.
    pub buffer_write: Signal<Out, Bit>,
    /// Word of the frame buffer to write.
    pub buffer_address: Signal<Out, Bits<16>>,
    /// Two bytes of the payload, the first one low.
    pub buffer_word: Signal<Out, Bits<16>>,
    // command
    /// High while a good frame waits for its answer.
    pub command: Signal<Out, Bit>,
    /// Sequence number of the frame.
    pub sequence: Signal<Out, Bits<8>>,
    /// Opcode of the frame.
    pub opcode: Signal<Out, Bits<8>>,
    /// Length of the frame's payload, in bytes.
    pub length: Signal<Out, Bits<8>>,
    /// High for one cycle when the command is answered.
    pub respond: Signal<In, Bit>,
    /// With `respond`: the code of the error, 0 for none.
    pub error: Signal<In, Bits<4>>,
    /// With `respond`: the length of the response's payload, in bytes.
    pub response_length: Signal<In, Bits<8>>,
    // payload of the response
    /// The next item of the response's payload.
    pub item: Signal<In, Bits<16>>,
    /// High while `item` holds an item.
    pub item_valid: Signal<In, Bit>,
    /// High for one cycle when the second byte of an item, or of an error, is sent.
    pub item_taken: Signal<Out, Bit>,
    frame: DFF<Frame>,
    frame_number: DFF<Bits<8>>,
    operation: DFF<Bits<8>>,
    size: DFF<Bits<8>>,
    count: DFF<Bits<8>>,
    low_byte: DFF<Bits<8>>,
    crc: DFF<Bits<16>>,
    crc_matches: DFF<Bit>,
    failure: DFF<Bits<4>>,
    answered: DFF<Bit>,
    answer_error: DFF<Bits<4>>,
    answer_length: DFF<Bits<8>>,
    kept_item: DFF<Bits<16>>,
    item_ready: DFF<Bit>,
    refusal: DFF<Bit>,
    too_long: DFF<Bit>,
    good_frame: Signal<Local, Bit>,
    receiving: Signal<Local, Bit>,
    sending: Signal<Local, Bit>,
    taken: Signal<Local, Bit>,
    sent: Signal<Local, Bit>,
    travelling: Signal<Local, Bits<8>>,
    crc_mixed: Signal<Local, Bits<8>>,
    crc_folded: Signal<Local, Bits<8>>,
    crc_next: Signal<Local, Bits<16>>,
    fail: Signal<Local, Bits<4>>,
    sync_byte: Constant<Bits<8>>,
    opcode_error: Constant<Bits<8>>,
    response_bit: Constant<Bits<8>>,
    crc_start: Constant<Bits<16>>,
    longest: Constant<Bits<8>>,
    error_crc: Constant<Bits<4>>,
    error_length: Constant<Bits<4>>,
}

impl HostPort {
    /// The port with the protocol of a design.
    pub fn new(p: &Parameters) -> Self {
        block!(clock, enable, restart, refused, silent, host_data, host_valid, host_ready, host_out_data, host_out_valid, host_out_ready,
            buffer_write, buffer_address, buffer_word, command, sequence, opcode, length, respond, error, response_length,
            item, item_valid, item_taken, frame, frame_number, operation, size, count, low_byte, crc, crc_matches, failure,
            answered, answer_error, answer_length, kept_item, item_ready, refusal, too_long, good_frame,
            receiving, sending, taken, sent, travelling, crc_mixed, crc_folded, crc_next, fail;
            sync_byte: constant(p.protocol.sync.into()),
            opcode_error: constant(p.protocol.error.into()),
            response_bit: constant(p.protocol.response.into()),
            crc_start: constant(p.protocol.crc_start.into()),
            longest: constant(p.protocol.max_payload as u64),
            error_crc: constant(p.protocol.errors.crc.into()),
            error_length: constant(p.protocol.errors.length.into()),
        )
    }
}

impl Logic for HostPort {
    #[hdl_gen]
    fn update(&mut self) {
        println!(
            "cell host_port: frames from the host and back: sync, sequence, opcode, length, payload, CRC"
        );
        dff_setup!(
            self,
            clock,
            frame,
            frame_number,
            operation,
            size,
            count,
            low_byte,
            crc,
            crc_matches,
            failure,
            answered,
            answer_error,
            answer_length,
            kept_item,
            item_ready,
            refusal,
            too_long
        );
        self.answered.d.next = self.respond.val();
        self.answer_error.d.next = self.error.val();
        self.answer_length.d.next = self.response_length.val();
        self.kept_item.d.next = self.item.val();
        self.good_frame.next = self.crc_matches.q.val() & !self.size.q.val().get_bit(0);
        self.receiving.next = false;
        self.sending.next = false;
        self.fail.next = 0.into();
        self.command.next = false;
        self.item_taken.next = false;
        self.buffer_write.next = false;
        self.host_out_data.next = self.sync_byte.val();
        println!("which bytes travel in this state");
        match self.frame.q.val() {
            Frame::Execute => {
                self.command.next = self.good_frame.val() & !self.answered.q.val();
            }
            Frame::Payload => {
                self.receiving.next = self.enable.val() & !self.too_long.q.val();
            }
            Frame::TxSync => {
                self.sending.next = true;
            }
            Frame::TxSequence => {
                self.sending.next = true;
                self.host_out_data.next = self.frame_number.q.val();
            }
            Frame::TxOpcode => {
                self.sending.next = true;
                self.host_out_data.next = self.operation.q.val() | self.response_bit.val();
                if self.failure.q.val().any() {
                    self.host_out_data.next = self.opcode_error.val();
                }
            }
            Frame::TxLength => {
                self.sending.next = true;
                self.host_out_data.next = self.size.q.val();
            }
            Frame::TxLow => {
                self.sending.next = self.item_ready.q.val() | self.failure.q.val().any();
                self.host_out_data.next = self.kept_item.q.val().get_bits::<8>(0);
                if self.failure.q.val().any() {
                    self.host_out_data.next = bit_cast::<8, 4>(self.failure.q.val());
                }
            }
            Frame::TxHigh => {
                self.sending.next = true;
                self.host_out_data.next = self.kept_item.q.val().get_bits::<8>(8);
                if self.failure.q.val().any() {
                    self.host_out_data.next = self.operation.q.val();
                }
            }
            Frame::TxCrcLow => {
                self.sending.next = true;
                self.host_out_data.next = self.crc.q.val().get_bits::<8>(0);
            }
            Frame::TxCrcHigh => {
                self.sending.next = true;
                self.host_out_data.next = self.crc.q.val().get_bits::<8>(8);
            }
            _ => {
                self.receiving.next = self.enable.val();
            }
        }
        self.taken.next = self.receiving.val() & self.host_valid.val();
        self.sent.next = self.sending.val() & self.host_out_ready.val();
        self.host_ready.next = self.receiving.val();
        self.host_out_valid.next = self.sending.val();
        self.silent.next = !self.receiving.val() & !self.sending.val();

        println!(
            "CRC-16 of the bytes after the sync byte: x^16 + x^12 + x^5 + 1, a byte at a time"
        );
        self.travelling.next = self.host_data.val();
        if self.sending.val() {
            self.travelling.next = self.host_out_data.val();
        }
        self.crc_mixed.next = self.crc.q.val().get_bits::<8>(8) ^ self.travelling.val();
        self.crc_folded.next = self.crc_mixed.val() ^ (self.crc_mixed.val() >> 4);
        self.crc_next.next = (self.crc.q.val() << 8)
            ^ (bit_cast::<16, 8>(self.crc_folded.val()) << 12)
            ^ (bit_cast::<16, 8>(self.crc_folded.val()) << 5)
            ^ bit_cast::<16, 8>(self.crc_folded.val());
        if self.taken.val() | self.sent.val() {
            self.crc.d.next = self.crc_next.val();
        }

        println!("the payload goes to the frame buffer two bytes a word, low byte first");
        self.buffer_address.next = bit_cast::<16, 8>(self.count.q.val() >> 1);
        self.buffer_word.next = (bit_cast::<16, 8>(self.host_data.val()) << 8)
            | bit_cast::<16, 8>(self.low_byte.q.val());
        match self.frame.q.val() {
            Frame::Sync => {
                self.crc.d.next = self.crc_start.val();
                self.failure.d.next = 0.into();
                if self.taken.val() & (self.host_data.val() == self.sync_byte.val()) {
                    self.frame.d.next = Frame::Sequence;
                }
            }
            Frame::Sequence => {
                if self.taken.val() {
                    self.frame_number.d.next = self.host_data.val();
                    self.frame.d.next = Frame::Opcode;
                }
            }
            Frame::Opcode => {
                if self.taken.val() {
                    self.operation.d.next = self.host_data.val();
                    self.frame.d.next = Frame::Length;
                }
            }
            Frame::Length => {
                self.count.d.next = 0.into();
                if self.taken.val() {
                    self.size.d.next = self.host_data.val();
                    self.too_long.d.next = self.host_data.val() > self.longest.val();
                    self.frame.d.next = Frame::Payload;
                    if !self.host_data.val().any() {
                        self.frame.d.next = Frame::CrcLow;
                    }
                }
            }
            Frame::Payload => {
                if self.taken.val() {
                    self.low_byte.d.next = self.host_data.val();
                    self.buffer_write.next = self.count.q.val().get_bit(0);
                    self.count.d.next = self.count.q.val() + 1;
                    if self.count.q.val() + 1 == self.size.q.val() {
                        self.frame.d.next = Frame::CrcLow;
                    }
                }
                if self.too_long.q.val() {
                    self.fail.next = self.error_length.val();
                }
            }
            Frame::CrcLow => {
                if self.taken.val() {
                    println!("the sum itself must not enter it");
                    self.crc.d.next = self.crc.q.val();
                    self.crc_matches.d.next =
                        self.host_data.val() == self.crc.q.val().get_bits::<8>(0);
                    self.frame.d.next = Frame::CrcHigh;
                }
            }
            Frame::CrcHigh => {
                if self.taken.val() {
                    self.crc_matches.d.next = self.crc_matches.q.val()
                        & (self.host_data.val() == self.crc.q.val().get_bits::<8>(8));
                    self.frame.d.next = Frame::Execute;
                }
            }
            Frame::Execute => {
                if !self.crc_matches.q.val() {
                    self.fail.next = self.error_crc.val();
                } else if !self.good_frame.val() {
                    self.fail.next = self.error_length.val();
                } else if self.answered.q.val() {
                    self.size.d.next = self.answer_length.q.val();
                    self.frame.d.next = Frame::TxSync;
                    self.fail.next = self.answer_error.q.val();
                }
            }
            Frame::TxSync => {
                self.crc.d.next = self.crc_start.val();
                self.count.d.next = 0.into();
                if self.sent.val() {
                    self.frame.d.next = Frame::TxSequence;
                }
            }
            Frame::TxSequence => {
                if self.sent.val() {
                    self.frame.d.next = Frame::TxOpcode;
                }
            }
            Frame::TxOpcode => {
                if self.sent.val() {
                    self.frame.d.next = Frame::TxLength;
                }
            }
            Frame::TxLength => {
                if self.sent.val() {
                    self.frame.d.next = Frame::TxLow;
                    if !self.size.q.val().any() {
                        self.frame.d.next = Frame::TxCrcLow;
                    }
                }
            }
            Frame::TxLow => {
                if self.sent.val() {
                    self.count.d.next = self.count.q.val() + 2;
                    self.frame.d.next = Frame::TxHigh;
                }
            }
            Frame::TxHigh => {
                if self.sent.val() {
                    self.item_taken.next = true;
                    self.frame.d.next = Frame::TxLow;
                    if self.count.q.val() == self.size.q.val() {
                        self.frame.d.next = Frame::TxCrcLow;
                    }
                }
            }
            Frame::TxCrcLow => {
                self.crc.d.next = self.crc.q.val();
                if self.sent.val() {
                    self.frame.d.next = Frame::TxCrcHigh;
                }
            }
            Frame::TxCrcHigh => {
                if self.sent.val() {
                    self.frame.d.next = Frame::Sync;
                }
            }
            _ => {
                self.frame.d.next = Frame::Sync;
            }
        }
        println!("an error is answered at once: its code and the opcode it is about");
        if self.fail.val().any() {
            self.failure.d.next = self.fail.val();
            self.size.d.next = 2.into();
            self.frame.d.next = Frame::TxSync;
        }
        self.item_ready.d.next = self.item_valid.val() & !self.item_taken.val();
        self.refusal.d.next = self.fail.val().any();
        self.refused.next = self.refusal.q.val();
        if self.restart.val() {
            self.frame.d.next = Frame::Sync;
            self.refusal.d.next = false;
        }
        self.sequence.next = self.frame_number.q.val();
        self.opcode.next = self.operation.q.val();
        self.length.next = self.size.q.val();
    }
}
