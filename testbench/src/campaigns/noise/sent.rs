//! Frames of all kinds for a line on which there is noise.

use yuragi_hardware as hardware;
use yuragi_model::chance::SplitMix64;

use super::reading::Reading;
use crate::campaigns::frames::*;

/// What is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Good,
    Random,
    Truncated,
    Duplicated,
    Corrupted,
    /// Whole, but with any fields: most are to be refused.
    Strange,
}

/// In the order of [`Kind`].
pub const KINDS: [Kind; 6] = [
    Kind::Good,
    Kind::Random,
    Kind::Truncated,
    Kind::Duplicated,
    Kind::Corrupted,
    Kind::Strange,
];

/// A frame that a host may send: of any kind, in the ranges that the document allows.
fn good(chance: &mut SplitMix64, reading: &Reading) -> Vec<u8> {
    let design = &reading.design;
    let map = hardware::scratch_map(&reading.shape);
    let random = |chance: &mut SplitMix64, n: usize| -> Vec<u16> {
        (0..n).map(|_| chance.word() as u16).collect()
    };
    let within = |chance: &mut SplitMix64, space: u8| {
        let (addresses, items) = size(design, space);
        let most = (LONGEST - 4) / 2 / items;
        let address = chance.below(addresses as u64) as usize;
        let count = (1 + chance.below(4) as usize)
            .min(most)
            .min(addresses - address);
        (address as u16, count as u8, items * count)
    };
    let stored = design.hardware.stored_stimuli as u64;
    let (opcode, payload) = match chance.below(if stored > 0 { 11 } else { 9 }) {
        0 => (IDENTIFY, Vec::new()),
        1 => (
            RESET,
            (0..2 * chance.within(1, 8))
                .map(|_| chance.word() as u8)
                .collect(),
        ),
        2 => {
            let space = [REGISTERS, SCRATCH, ROWS, SPIKES, COUNTERS][chance.below(5) as usize];
            let (address, count, _) = within(chance, space);
            (READ, access(space, count, address, &[]))
        }
        3 => {
            let register = chance.below(5) as u16;
            let (low, high) = [(0, 1), (1, 4), (1, 6), (0, 256), (0, 128)][usize::from(register)];
            let value = chance.within(low, high) as u16;
            (WRITE, access(REGISTERS, 1, register, &[value]))
        }
        4 => {
            let first = chance.below(map.stimulus_words as u64) as usize;
            let count = chance.within(1, (map.stimulus_words - first).min(78) as i64) as usize;
            let items = random(chance, count);
            let at = (map.stimulus + first) as u16;
            (WRITE, access(SCRATCH, count as u8, at, &items))
        }
        5 => {
            let (address, count, items) = within(chance, ROWS);
            let unused = 16 - design.synapse.bits;
            let items: Vec<u16> = (random(chance, items).iter())
                .map(|&item| ((item as i16) << unused >> unused) as u16)
                .collect();
            (WRITE, access(ROWS, count, address, &items))
        }
        6 | 7 => (PRESENT, vec![chance.within(1, 6) as u8, 0]),
        8 => {
            let count = chance.within(1, 80);
            let passed = chance.within(0, 80 - count) as u16;
            (DRAW, access(STREAMS, count as u8, passed, &[]))
        }
        9 => {
            let (address, count, items) = within(chance, STORE);
            (WRITE, access(STORE, count, address, &random(chance, items)))
        }
        _ => {
            let few = |chance: &mut SplitMix64, most: u64| 1 + chance.below(most) as u8;
            let counts = [few(chance, 3), few(chance, stored), few(chance, 3)];
            (REHEARSE, counts.iter().flat_map(|&n| [n, 0]).collect())
        }
    };
    frame(reading.due, opcode, &payload)
}

/// A frame with a good CRC and any fields, often with the number that is due.
pub fn strange(chance: &mut SplitMix64, due: u8) -> Vec<u8> {
    let byte = |chance: &mut SplitMix64| chance.word() as u8;
    let address = |chance: &mut SplitMix64| match chance.below(4) {
        0 => chance.word() as u16,
        _ => chance.below(130) as u16,
    };
    let opcode = if chance.one_in(8) {
        byte(chance)
    } else {
        chance.within(0, 7) as u8
    };
    let space = if chance.one_in(16) {
        byte(chance)
    } else {
        chance.below(7) as u8
    };
    let count = if chance.one_in(8) {
        byte(chance)
    } else {
        chance.below(4) as u8
    };
    let items: Vec<u16> = (0..chance.below(4))
        .map(|_| chance.word() as u16 >> chance.below(16))
        .collect();
    let mut payload = match chance.below(8) {
        0 => (0..chance.below(170)).map(|_| byte(chance)).collect(),
        1 => vec![0; 2 * chance.below(3) as usize],
        2 => access(
            REGISTERS,
            1,
            chance.below(5) as u16,
            &[chance.word() as u16],
        ),
        _ if [READ, DRAW].contains(&opcode) => access(space, count, address(chance), &[]),
        _ => access(space, count, address(chance), &items),
    };
    // a rehearsal may be asked for that takes hours: its high bytes are left out
    if opcode == REHEARSE && payload.len() == 6 {
        (payload[1], payload[5]) = (0, 0);
        payload[0] %= 16;
        payload[4] %= 8;
    }
    let sequence = match chance.below(4) {
        0 => byte(chance),
        1 => due.wrapping_sub(chance.below(4) as u8),
        _ => due,
    };
    frame(sequence, opcode, &payload)
}

/// One to three bits turned, a byte lost, added or replaced, two bytes exchanged, or a run of bytes overwritten.
fn corrupt(chance: &mut SplitMix64, bytes: &mut Vec<u8>) {
    let length = bytes.len() as u64;
    let at = chance.below(length) as usize;
    match chance.below(6) {
        0 => drop(bytes.remove(at)),
        1 => bytes.insert(at, chance.word() as u8),
        2 => bytes[at] = chance.word() as u8,
        3 => bytes.swap(at, chance.below(length) as usize),
        4 => {
            let end = (at + 1 + chance.below(8) as usize).min(bytes.len());
            bytes[at..end].fill_with(|| chance.word() as u8);
        }
        _ => {
            for _ in 0..chance.within(1, 3) {
                let bit = chance.below(8 * length) as usize;
                bytes[bit / 8] ^= 1 << (bit % 8);
            }
        }
    }
}

/// The bytes of a frame of a kind. `last` is the frame before.
pub(super) fn noise(
    chance: &mut SplitMix64,
    kind: Kind,
    reading: &Reading,
    last: &[u8],
) -> Vec<u8> {
    let mut one = match chance.below(4) {
        0 => strange(chance, reading.due),
        _ => good(chance, reading),
    };
    match kind {
        Kind::Good => good(chance, reading),
        Kind::Strange => strange(chance, reading.due),
        Kind::Random => {
            // a sync byte among few, so that some are long waited for
            let count = 1 + chance.below(40);
            (0..count)
                .map(|_| match chance.below(24) {
                    0 => SYNC,
                    _ => chance.word() as u8,
                })
                .collect()
        }
        Kind::Truncated => {
            one.truncate(1 + chance.below(one.len() as u64 - 1) as usize);
            one
        }
        // twice in a row, or one that was answered before
        Kind::Duplicated if last.is_empty() || chance.one_in(2) => [&one[..], &one].concat(),
        Kind::Duplicated => last.to_vec(),
        Kind::Corrupted => {
            corrupt(chance, &mut one);
            one
        }
    }
}
