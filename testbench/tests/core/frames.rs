//! Frames that a host should not send: each is answered as `docs/reference/protocol.md` says, and changes nothing.

use yuragi_engines::rtl::Rtl;
use yuragi_hardware as hardware;
use yuragi_hardware::protocol::register_items;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;
use yuragi_model::network::Registers;
use yuragi_testbench::campaigns::frames::*;
use yuragi_testbench::campaigns::noise::strange;

/// Frames that must be refused: what they are, opcode, payload, code.
fn refused(bench: &Bench) -> Vec<(String, u8, Vec<u8>, u8)> {
    let mut cases: Vec<(String, u8, Vec<u8>, u8)> = Vec::new();
    let mut add = |what: &str, opcode, payload: Vec<u8>, code| {
        let about = format!("{what}: opcode {opcode}, payload {payload:x?}");
        cases.push((about, opcode, payload, code));
    };
    for opcode in [0, 7, 0x59, 0x81, 0xff] {
        add("unknown opcode", opcode, vec![], OPCODE);
        add("unknown opcode", opcode, vec![0; 6], OPCODE);
    }
    for (opcode, lengths) in [
        (IDENTIFY, &[1, 2, 3, 160][..]),
        (RESET, &[0, 1, 7, 159]),
        (READ, &[0, 1, 2, 3, 5, 6, 160]),
        (WRITE, &[0, 1, 2, 4, 5, 7, 159]),
        (PRESENT, &[0, 1, 3, 4, 160]),
        (DRAW, &[0, 1, 2, 3, 5, 6, 160]),
    ] {
        for &length in lengths {
            add("length", opcode, vec![1; length], LENGTH);
        }
    }
    for space in [REGISTERS, SCRATCH, ROWS, SPIKES, COUNTERS] {
        let (addresses, items) = bench.size(space);
        let end = addresses as u16;
        for (address, count) in [
            (end, 1),
            (end - 1, 2),
            (0xffff, 1),
            (0xffff, 255),
            (0x8000, 1),
            (0, 0),
            (end - 1, 0),
        ] {
            add(
                "read beyond",
                READ,
                access(space, count, address, &[]),
                ADDRESS,
            );
            let given = vec![1; items * usize::from(count).clamp(1, 2)];
            add(
                "write beyond",
                WRITE,
                access(space, count, address, &given),
                ADDRESS,
            );
        }
    }
    for space in [REGISTERS, SCRATCH, ROWS, SPIKES, COUNTERS, 6, 0x80, 0xff] {
        add("draw", DRAW, access(space, 1, 0, &[]), ADDRESS);
    }
    for (address, count) in [(0, 0), (0, 81), (80, 1), (0xffff, 1)] {
        let what = access(STREAMS, count, address, &[]);
        add("draw beyond", DRAW, what, ADDRESS);
    }
    for space in [STREAMS, 6, 0x80, 0xff] {
        add("no such space", READ, access(space, 1, 0, &[]), ADDRESS);
        add("no such space", WRITE, access(space, 1, 0, &[1]), ADDRESS);
    }
    let map = hardware::scratch_map(&bench.shape());
    let stimulus_end = (map.stimulus + map.stimulus_words) as u16;
    for address in [
        0,
        map.identity,
        map.registers,
        map.stimulus - 1,
        stimulus_end.into(),
        map.counts,
    ] {
        add(
            "write to a fixed region",
            WRITE,
            access(SCRATCH, 1, address as u16, &[0xffff]),
            ADDRESS,
        );
    }
    add(
        "write over the stimulus",
        WRITE,
        access(SCRATCH, 2, stimulus_end - 1, &[1, 1]),
        ADDRESS,
    );
    add(
        "write to spikes",
        WRITE,
        access(SPIKES, 1, 0, &[1]),
        ADDRESS,
    );
    add(
        "write to counters",
        WRITE,
        access(COUNTERS, 1, 0, &[1]),
        ADDRESS,
    );
    add(
        "two registers at once",
        WRITE,
        access(REGISTERS, 2, 0, &[1, 1]),
        ADDRESS,
    );
    add(
        "more items than the count",
        WRITE,
        access(REGISTERS, 1, 0, &[1, 1]),
        LENGTH,
    );
    add(
        "more items than the count",
        WRITE,
        access(ROWS, 1, 0, &[1, 1, 1]),
        LENGTH,
    );
    add(
        "fewer items than the count",
        WRITE,
        access(ROWS, 1, 0, &[1]),
        LENGTH,
    );
    add(
        "fewer items than the count",
        WRITE,
        access(SCRATCH, 2, map.stimulus as u16, &[1]),
        LENGTH,
    );
    add(
        "a response too long",
        READ,
        access(SCRATCH, 81, 0, &[]),
        LENGTH,
    );
    for (address, values) in [
        (0, &[2, 3, 0x100, 0x8001, 0xffff][..]),
        (1, &[0, 0x100, 0x101, 0xffff]),
        (2, &[0]),
        (3, &[257, 0x180, 0x1ff, 0x200, 0x300, 0xffff]),
        (4, &[129, 0xff, 0x100, 0x8000, 0xffff]),
    ] {
        for &value in values {
            add(
                "register value",
                WRITE,
                access(REGISTERS, 1, address, &[value]),
                VALUE,
            );
        }
    }
    add("no presentation", PRESENT, vec![0, 0], VALUE);
    cases
}

#[test]
fn registers_read_at_power_on_are_those_of_the_design() {
    let design = Design::preset("tiny").expect("a preset");
    let mut rtl = Rtl::new(&design).expect("a core");
    let read = frame(1, READ, &access(REGISTERS, 5, 0, &[]));
    let reply = rtl.exchange(&read, 1).expect("a reply");
    let items = register_items(&Registers::new(&design));
    let items: Vec<u8> = items.iter().flat_map(|item| item.to_le_bytes()).collect();
    assert_eq!(reply, frame(1, READ | 0x80, &items));
}

#[test]
fn bad_frames_are_refused_and_change_nothing() {
    let mut bench = Bench::learning();
    let before = bench.state();
    let cases = refused(&bench);
    for (number, (about, opcode, payload, code)) in cases.iter().enumerate() {
        let sequence = match *opcode {
            RESET | WRITE | PRESENT | DRAW => bench.due,
            _ => number as u8,
        };
        let reply = bench
            .rtl
            .exchange(&frame(sequence, *opcode, payload), 1)
            .unwrap_or_else(|e| panic!("{about}: {e}"));
        assert_eq!(reply, refusal(sequence, *opcode, *code), "{about}");
        // the independent reading of the documentation agrees with the list
        let (answers, due) = bench
            .answers(&before, &frame(sequence, *opcode, payload))
            .expect("no change");
        assert_eq!((answers, due), (vec![reply], bench.due), "{about}");
        bench.identify();
        assert_eq!(bench.state(), before, "{about}");
    }
    println!("{} frames refused", cases.len());
    bench.goes_on();
}

#[test]
fn damaged_and_broken_frames_do_not_block_the_port() {
    let mut bench = Bench::learning();
    let before = bench.state();
    let good = frame(9, IDENTIFY, &[]);
    let read = frame(3, READ, &access(ROWS, 2, 1, &[]));
    let mut check = |about: String, bytes: &[u8], codes: &[u8]| {
        let sent = [bytes, &good].concat();
        let (answers, due) = bench.answers(&before, &sent).expect("no change");
        let found: Vec<u8> = answers
            .iter()
            .filter(|answer| answer[2] == 0xff)
            .map(|answer| answer[4])
            .collect();
        assert_eq!(found, codes, "{about}");
        let reply = bench
            .rtl
            .exchange(&sent, answers.len())
            .unwrap_or_else(|e| panic!("{about}: {e}"));
        assert_eq!(reply, answers.concat(), "{about}");
        assert_eq!(answers.last(), Some(&bench.identity(9)), "{about}");
        bench.due = due;
        assert_eq!(bench.state(), before, "{about}");
    };
    // every single bit behind the sync byte, but those of the length, which is another frame then
    for bit in (8..8 * read.len()).filter(|bit| bit / 8 != 3) {
        let mut bytes = read.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        check(format!("bit {bit}"), &bytes, &[CRC]);
    }
    for garbage in [
        &[0][..],
        &[0xff, 0, 1, 2, 3],
        &[0x58, 0x5a, 0x95, 0xa9],
        &[0; 300],
    ] {
        check(format!("garbage {garbage:x?}"), garbage, &[]);
    }
    for length in [161, 162, 200, 255] {
        check(
            format!("length {length}"),
            &[SYNC, 3, READ, length],
            &[LENGTH],
        );
        check(
            format!("length {length}, and zeros"),
            &[&[SYNC, 3, READ, length][..], &[0; 255]].concat(),
            &[LENGTH],
        );
    }
    for cut in 1..read.len() {
        let bytes = [&read[..cut], &FLUSH].concat();
        check(format!("cut after {cut}"), &bytes, &[CRC]);
    }
    bench.goes_on();
}

#[test]
fn ten_thousand_corrupted_frames_change_nothing() {
    const SEED: u64 = 20;
    const FRAMES: usize = 10_000;
    let mut bench = Bench::learning();
    let before = bench.state();
    let mut chance = SplitMix64::new(SEED);
    let (mut sent, mut codes) = (0, [0_u32; 7]);
    while sent < FRAMES {
        let (mut bytes, first_due) = (Vec::new(), bench.due);
        while bytes.len() < 400 {
            let one = corrupted(&mut chance, bench.due);
            // alone it must not be a command that changes the state
            if let Some((_, due)) = bench.answers(&before, &[&one[..], &FLUSH].concat()) {
                bytes.extend(one);
                sent += 1;
                bench.due = due;
            }
        }
        bench.due = first_due;
        bytes.extend(FLUSH);
        bytes.extend(frame(sent as u8, IDENTIFY, &[]));
        // nor may two of them together
        let Some((answers, due)) = bench.answers(&before, &bytes) else {
            continue;
        };
        bench.due = due;
        let reply = bench.rtl.exchange(&bytes, answers.len());
        let reply = reply.unwrap_or_else(|e| panic!("seed {SEED}, frame {sent}, {bytes:x?}: {e}"));
        assert_eq!(
            reply,
            answers.concat(),
            "seed {SEED}, frame {sent}, {bytes:x?}"
        );
        for answer in &answers {
            codes[if answer[2] == 0xff {
                usize::from(answer[4])
            } else {
                0
            }] += 1;
        }
    }
    assert_eq!(bench.state(), before, "seed {SEED}");
    assert!(
        codes.iter().all(|&n| n > 20),
        "seed {SEED}: answers by code, 0 for good ones: {codes:?}"
    );
    println!("{sent} frames, answers by code, 0 for good ones: {codes:?}; seed {SEED}");
    bench.goes_on();
}

/// A frame, well or ill, often with the number that is due.
fn corrupted(chance: &mut SplitMix64, due: u8) -> Vec<u8> {
    let byte = |chance: &mut SplitMix64| chance.word() as u8;
    let mut bytes = strange(chance, due);
    match chance.below(8) {
        0 => {
            for _ in 0..chance.within(1, 3) {
                let bit = chance.below(8 * bytes.len() as u64) as usize;
                bytes[bit / 8] ^= 1 << (bit % 8);
            }
        }
        1 => drop(bytes.remove(chance.below(bytes.len() as u64) as usize)),
        2 => bytes.insert(chance.below(bytes.len() as u64) as usize, byte(chance)),
        3 => bytes.truncate(chance.below(bytes.len() as u64) as usize),
        4 => bytes.insert(0, byte(chance)),
        _ => {}
    }
    bytes
}
