//! Finds the frames in the bytes that come from a line, among whatever other bytes there are.

use yuragi_hardware::protocol::{self, MAX_PAYLOAD, OVERHEAD, SYNC};

/// A frame from the device with a correct CRC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub number: u8,
    pub opcode: u8,
    pub payload: Vec<u8>,
}

/// Takes bytes in and gives frames out. After a bad frame the search continues at its second byte, so that no frame is
/// lost because of a damaged length.
#[derive(Debug)]
pub(super) struct Deframer {
    bytes: Vec<u8>,
    /// It is false only in a control of the tests.
    pub check_crc: bool,
    /// The number of bytes that did not belong to a good frame.
    pub lost: u64,
}

impl Deframer {
    pub fn new(check_crc: bool) -> Self {
        Self {
            bytes: Vec::new(),
            check_crc,
            lost: 0,
        }
    }

    pub fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// The beginning of a frame that is not complete yet.
    pub fn waiting(&self) -> &[u8] {
        &self.bytes
    }

    /// Gives up the frame that has begun, and searches its bytes for others.
    pub fn skip(&mut self) {
        self.drop_front(1);
    }

    pub fn clear(&mut self) {
        self.drop_front(self.bytes.len());
    }

    fn drop_front(&mut self, count: usize) {
        let count = count.min(self.bytes.len());
        self.bytes.drain(..count);
        self.lost += count as u64;
    }

    pub fn next(&mut self) -> Option<Answer> {
        loop {
            let start = self.bytes.iter().position(|&byte| byte == SYNC);
            self.drop_front(start.unwrap_or(self.bytes.len()));
            let &[_, number, opcode, length, ref rest @ ..] = self.bytes.as_slice() else {
                return None;
            };
            let length = usize::from(length);
            if length > MAX_PAYLOAD || length % 2 == 1 {
                self.drop_front(1);
                continue;
            }
            if rest.len() < length + 2 {
                return None;
            }
            let sum = u16::from_le_bytes([rest[length], rest[length + 1]]);
            if self.check_crc && protocol::crc16(self.bytes[1..4 + length].iter().copied()) != sum {
                self.drop_front(1);
                continue;
            }
            let payload = rest[..length].to_vec();
            self.bytes.drain(..length + OVERHEAD);
            return Some(Answer {
                number,
                opcode,
                payload,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yuragi_model::chance::SplitMix64;

    fn all(deframer: &mut Deframer) -> Vec<Answer> {
        std::iter::from_fn(|| deframer.next()).collect()
    }

    fn answer(number: u8, payload: &[u8]) -> (Vec<u8>, Answer) {
        let answer = Answer {
            number,
            opcode: 0x83,
            payload: payload.to_vec(),
        };
        (protocol::frame(number, 0x83, payload), answer)
    }

    #[test]
    fn frames_are_found_among_garbage_and_broken_frames() {
        const SEED: u64 = 1;
        let mut chance = SplitMix64::new(SEED);
        for round in 0..2_000u32 {
            let payload: Vec<u8> = (0..2 * chance.below(20))
                .map(|_| {
                    if chance.one_in(4) {
                        SYNC
                    } else {
                        chance.word() as u8
                    }
                })
                .collect();
            let (good, expected) = answer(round as u8, &payload);
            let mut stream = Vec::new();
            // A frame with a flipped bit, or cut short. Its length may now reach into the next frame.
            let mut bad = answer(77, &payload).0;
            if chance.one_in(2) {
                let at = chance.below(bad.len() as u64) as usize;
                bad[at] ^= 1 << chance.below(8);
            } else {
                bad.truncate(chance.below(bad.len() as u64) as usize);
            }
            stream.extend(bad);
            stream.extend(&good);
            let mut deframer = Deframer::new(true);
            for part in stream.chunks(chance.within(1, 9) as usize) {
                deframer.push(part);
            }
            let mut found = all(&mut deframer);
            while !deframer.waiting().is_empty() {
                deframer.skip();
                found.extend(all(&mut deframer));
            }
            assert_eq!(found, [expected], "seed {SEED}, round {round}");
        }
    }

    #[test]
    fn random_bytes_never_panic() {
        let mut chance = SplitMix64::new(2);
        let mut deframer = Deframer::new(true);
        for _ in 0..20_000 {
            let byte = if chance.one_in(3) {
                SYNC
            } else {
                chance.word() as u8
            };
            deframer.push(&[byte]);
            let _ = deframer.next();
            if chance.one_in(50) {
                deframer.skip();
            }
        }
        assert!(deframer.waiting().len() <= MAX_PAYLOAD + OVERHEAD);
    }
}
