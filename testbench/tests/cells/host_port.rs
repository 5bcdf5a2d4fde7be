//! Frames in and out, byte by byte with random stalls, against `yuragi_hardware::protocol`.

use std::collections::VecDeque;

use yuragi_hardware as hardware;
use yuragi_hardware::protocol::{self, ERROR, MAX_PAYLOAD, SYNC};
use yuragi_hdl::host::port::HostPort;
use yuragi_model::chance::SplitMix64;

use crate::bench::{Bench, Cell, Verdict, coin, design, same};

/// What the host sends.
#[derive(Clone, Copy, PartialEq)]
enum Fault {
    None,
    /// A bit of the CRC.
    Crc,
    /// An odd number of bytes.
    Odd,
    /// More than a frame may have; only the first four bytes are sent.
    Long,
}

/// What the core answers to a command.
struct Answer {
    error: u8,
    items: Vec<u16>,
}

/// One exchange: a frame and its response.
struct Exchange {
    sequence: u8,
    opcode: u8,
    payload: Vec<u8>,
    fault: Fault,
    answer: Answer,
}

impl Exchange {
    fn random(chance: &mut SplitMix64) -> Self {
        let fault = match chance.below(8) {
            0 => Fault::Crc,
            1 => Fault::Odd,
            2 => Fault::Long,
            _ => Fault::None,
        };
        let words = match chance.below(4) {
            0 => 0,
            1 => MAX_PAYLOAD as u64 / 2,
            _ => chance.below(8),
        };
        let length = match fault {
            Fault::Odd => 2 * words.min(79) + 1,
            _ => 2 * words,
        };
        let answered = chance.one_in(8) as usize * MAX_PAYLOAD / 2 + chance.below(6) as usize;
        let answered = answered.min(MAX_PAYLOAD / 2);
        Self {
            sequence: chance.word() as u8,
            opcode: chance.word() as u8,
            payload: (0..length).map(|_| chance.word() as u8).collect(),
            fault,
            answer: Answer {
                error: if chance.one_in(4) {
                    chance.within(1, 15) as u8
                } else {
                    0
                },
                items: (0..answered).map(|_| chance.word() as u16).collect(),
            },
        }
    }

    /// The bytes of the host; before them some that are no sync byte.
    fn sent(&self, chance: &mut SplitMix64) -> Vec<u8> {
        let mut bytes: Vec<u8> = (0..chance.below(4))
            .map(|_| SYNC ^ chance.within(1, 255) as u8)
            .collect();
        let mut frame = protocol::frame(self.sequence, self.opcode, &self.payload);
        match self.fault {
            Fault::Crc => {
                let end = frame.len() - 1 - chance.below(2) as usize;
                frame[end] ^= 1 << chance.below(8);
            }
            Fault::Long => {
                frame.truncate(3);
                let most = if coin(chance) {
                    MAX_PAYLOAD as i64 + 1
                } else {
                    255
                };
                frame.push(chance.within(MAX_PAYLOAD as i64 + 1, most) as u8);
            }
            Fault::None | Fault::Odd => {}
        }
        bytes.extend(frame);
        bytes
    }

    /// The code of the error response, 0 if there is none.
    fn error(&self) -> u8 {
        match self.fault {
            Fault::Crc => 1,
            Fault::Odd | Fault::Long => 3,
            Fault::None => self.answer.error,
        }
    }

    /// The bytes of the response.
    fn response(&self) -> Vec<u8> {
        let error = self.error();
        if error > 0 {
            return protocol::frame(self.sequence, ERROR, &[error, self.opcode]);
        }
        let items = self.answer.items.iter();
        let payload: Vec<u8> = items.flat_map(|item| item.to_le_bytes()).collect();
        protocol::frame(self.sequence, self.opcode | 0x80, &payload)
    }

    /// What is written to the frame buffer: every two bytes of the payload, and where.
    fn buffered(&self) -> VecDeque<(u64, u64)> {
        let pairs = if self.fault == Fault::Long {
            &[]
        } else {
            &self.payload[..]
        }
        .chunks_exact(2);
        let word = |pair: &[u8]| u64::from(u16::from_le_bytes([pair[0], pair[1]]));
        (0..).zip(pairs.map(word)).collect()
    }
}

/// One exchange, with stalls on all sides; or its beginning, if a restart cuts it short.
fn exchange(cell: &mut Cell, exchange: &Exchange, chance: &mut SplitMix64) -> Verdict {
    let restart = chance.one_in(5).then(|| chance.below(200));
    let mut sent: VecDeque<u8> = exchange.sent(chance).into();
    let expected = exchange.response();
    let mut buffered = exchange.buffered();
    let mut items: VecDeque<u16> = exchange.answer.items.clone().into();
    let mut received = Vec::new();
    let mut executed = false;
    let mut refusals = 0;
    // what is offered stays until it is taken
    let (mut offered, mut item_valid) = (false, false);
    let mut pending = None;
    let stall = chance.within(1, 4) as u64;
    for cycle in 0..20_000 {
        if restart == Some(cycle) {
            cell.set("i_restart", true);
            cell.step();
            cell.set("i_restart", false);
            return Ok(());
        }
        offered = !sent.is_empty() && (offered || chance.one_in(stall));
        let enable = !chance.one_in(6);
        let out_ready = chance.one_in(stall);
        item_valid = !items.is_empty() && (item_valid || chance.one_in(stall));
        cell.set("i_enable", enable);
        cell.set("i_host_valid", offered);
        let byte = if offered {
            sent[0]
        } else {
            chance.word() as u8
        };
        cell.set("i_host_data", byte);
        cell.set("i_host_out_ready", out_ready);
        cell.set("i_item_valid", item_valid);
        cell.set(
            "i_item",
            if item_valid {
                items[0]
            } else {
                chance.word() as u16
            },
        );
        cell.settle();

        // a command, and its answer in the same cycle or later
        let command = cell.get("o_command") == 1;
        if command {
            if exchange.fault != Fault::None || executed || !sent.is_empty() {
                return Err("a command that should not run".into());
            }
            cell.expect("o_opcode", exchange.opcode)?;
            cell.expect("o_length", exchange.payload.len() as i64)?;
        }
        let respond = command && chance.one_in(stall);
        cell.set("i_respond", respond);
        let (error, length) = (
            exchange.answer.error,
            2 * exchange.answer.items.len() as i64,
        );
        cell.set(
            "i_error",
            if respond {
                error
            } else {
                chance.below(16) as u8
            },
        );
        cell.set("i_response_length", if respond { length } else { 0 });
        executed |= respond;
        cell.settle();

        let refused = cell.get("o_refused") == 1;
        refusals += usize::from(refused);
        let ready = cell.get("o_host_ready") == 1;
        if ready && !enable {
            return Err("a byte is taken before the core is ready".into());
        }
        let (out_valid, out) = (
            cell.get("o_host_out_valid") == 1,
            cell.get("o_host_out_data"),
        );
        if (out_valid || command) && ready {
            return Err("a byte is taken in the midst of a response".into());
        }
        if let Some(pending) = pending {
            // offered and not taken: it must not change
            same(
                "an offered byte",
                if out_valid { out } else { 256 },
                pending,
            )?;
        }
        pending = (out_valid && !out_ready).then_some(out);
        if cell.get("o_buffer_write") == 1 {
            let (address, word) = buffered.pop_front().ok_or("a write beyond the payload")?;
            cell.expect("o_buffer_address", address as i64)?;
            cell.expect("o_buffer_word", word as i64)?;
        }
        if ready && offered {
            sent.pop_front();
            offered = false;
        }
        if cell.get("o_item_taken") == 1 && item_valid {
            items.pop_front();
            item_valid = false;
        }
        cell.step();
        if out_valid && out_ready {
            let at = received.len();
            same(
                &format!("byte {at} of the response"),
                out,
                expected[at].into(),
            )?;
            received.push(out);
            if received.len() == expected.len() {
                same("words that were not buffered", buffered.len() as u64, 0)?;
                same("refusals", refusals as u64, (exchange.error() > 0).into())?;
                let command_due = exchange.fault == Fault::None;
                return same("the command has run", executed.into(), command_due.into());
            }
        }
    }
    Err(format!(
        "no end of a response after {} bytes",
        received.len()
    ))
}

#[test]
fn host_port() {
    let p = hardware::parameters(&design([5, 7, 3], [2, 0], [4, 2]));
    let mut bench = Bench::new("host_port", &[]);
    bench.cell((), HostPort::new(&p));
    // a bit of every byte; words one too far; a byte of a response; stalls; a length; restarts; refusals; a payload too long
    bench.wrong("i_host_data", "$ & 8'h7f");
    bench.wrong("o_buffer_address", "$ + 16'd1");
    bench.wrong("o_host_out_data", "$ == 8'hfe ? 8'hff : $");
    bench.wrong("i_enable", "1'b1");
    bench.wrong("o_length", "$ | 8'd1");
    bench.wrong("i_restart", "1'b0");
    bench.wrong("o_refused", "$ & i_host_data[0]");
    bench.fault("host_port", "= 8'd160;", "= 8'd161;");
    bench.check(|cell, (), chance| {
        for _ in 0..400 {
            let next = Exchange::random(chance);
            exchange(cell, &next, chance)?;
        }
        Ok(())
    });
}
