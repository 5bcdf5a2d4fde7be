//! Frames that a host should not send: each is answered as `docs/protocol.md` says, and changes nothing.

use verilator_sys::{Build, Expect, FrameRule, HostPort, Simulation, Stalls};
use yuragi::chance::SplitMix64;
use yuragi::design::Design;
use yuragi::hardware;
use yuragi::layout::Layout;
use yuragi_testbench::frames::*;

/// Frames that must be refused: what they are, opcode, payload, code.
fn refused(bench: &Bench) -> Vec<(String, u8, Vec<u8>, u8)> {
    let mut cases: Vec<(String, u8, Vec<u8>, u8)> = Vec::new();
    let mut add = |what: &str, opcode, payload: Vec<u8>, code| {
        let about = format!("{what}: opcode {opcode}, payload {payload:x?}");
        cases.push((about, opcode, payload, code));
    };
    for opcode in [0, 6, 0x59, 0x81, 0xff] {
        add("unknown opcode", opcode, vec![], OPCODE);
        add("unknown opcode", opcode, vec![0; 6], OPCODE);
    }
    for (opcode, lengths) in [
        (IDENTIFY, &[1, 2, 3, 160][..]),
        (RESET, &[0, 1, 7, 159]),
        (READ, &[0, 1, 2, 3, 5, 6, 160]),
        (WRITE, &[0, 1, 2, 4, 5, 7, 159]),
        (PRESENT, &[0, 1, 3, 4, 160]),
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
    for space in [5, 6, 0x80, 0xff] {
        add("no such space", READ, access(space, 1, 0, &[]), ADDRESS);
        add("no such space", WRITE, access(space, 1, 0, &[1]), ADDRESS);
    }
    let map = hardware::scratch_map(&bench.layout());
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
fn bad_frames_are_refused_and_change_nothing() {
    let mut bench = Bench::learning();
    let before = bench.state();
    let cases = refused(&bench);
    for (number, (about, opcode, payload, code)) in cases.iter().enumerate() {
        let sequence = number as u8;
        let reply = bench
            .rtl
            .exchange(&frame(sequence, *opcode, payload), 1)
            .unwrap_or_else(|e| panic!("{about}: {e}"));
        assert_eq!(reply, refusal(sequence, *opcode, *code), "{about}");
        // the independent reading of the documentation agrees with the list
        let answers = bench
            .answers(&before, &frame(sequence, *opcode, payload))
            .expect("no change");
        assert_eq!(answers, [reply], "{about}");
        assert_eq!(
            bench
                .rtl
                .exchange(&frame(7, IDENTIFY, &[]), 1)
                .expect("identified"),
            bench.identity(7),
            "after {about}"
        );
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
        let answers = bench.answers(&before, &sent).expect("no change");
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
    let (mut sent, mut codes) = (0, [0_u32; 6]);
    while sent < FRAMES {
        let mut bytes = Vec::new();
        while bytes.len() < 400 {
            let one = corrupted(&mut chance);
            // alone it must not be a command that changes the state
            if bench
                .answers(&before, &[&one[..], &FLUSH].concat())
                .is_some()
            {
                bytes.extend(one);
                sent += 1;
            }
        }
        bytes.extend(FLUSH);
        bytes.extend(frame(sent as u8, IDENTIFY, &[]));
        // nor may two of them together
        let Some(answers) = bench.answers(&before, &bytes) else {
            continue;
        };
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

/// A frame, well or ill.
fn corrupted(chance: &mut SplitMix64) -> Vec<u8> {
    let byte = |chance: &mut SplitMix64| chance.word() as u8;
    let address = |chance: &mut SplitMix64| match chance.below(4) {
        0 => chance.word() as u16,
        _ => chance.below(130) as u16,
    };
    let opcode = if chance.one_in(8) {
        byte(chance)
    } else {
        chance.within(0, 6) as u8
    };
    let space = if chance.one_in(16) {
        byte(chance)
    } else {
        chance.below(6) as u8
    };
    let count = if chance.one_in(8) {
        byte(chance)
    } else {
        chance.below(4) as u8
    };
    let items: Vec<u16> = (0..chance.below(4))
        .map(|_| chance.word() as u16 >> chance.below(16))
        .collect();
    let payload = match chance.below(8) {
        0 => (0..chance.below(170)).map(|_| byte(chance)).collect(),
        1 => vec![0; 2 * chance.below(3) as usize],
        _ if opcode == READ => access(space, count, address(chance), &[]),
        _ => access(space, count, address(chance), &items),
    };
    let mut bytes = frame(byte(chance), opcode, &payload);
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

/// Bytes that come and go haltingly make the same answers.
#[test]
fn stalls_change_no_answer() {
    let design = Design::preset("tiny").expect("a preset");
    let mut build = Build::new("core");
    for file in hardware::verilog(&design).expect("exported") {
        build = build.source(format!("{}.v", file.module), file.text);
    }
    let library = build.build().expect("a core");
    let host = library.host(&HostPort {
        in_data: "i_host_data".into(),
        in_valid: "i_host_valid".into(),
        in_ready: "o_host_ready".into(),
        out_data: "o_host_out_data".into(),
        out_valid: "o_host_out_valid".into(),
        out_ready: "i_host_out_ready".into(),
    });
    let host = host.expect("a host port");
    let map = hardware::scratch_map(&Layout::new(&design));
    let stimulus = access(
        SCRATCH,
        map.stimulus_words as u8,
        map.stimulus as u16,
        &vec![0x7fb1; map.stimulus_words],
    );
    let mut session = vec![frame(1, IDENTIFY, &[])];
    for round in 0..6_u8 {
        session.push(frame(2, RESET, &[round + 1; 8]));
        session.push(frame(
            3,
            WRITE,
            &access(REGISTERS, 1, 0, &[u16::from(round % 2)]),
        ));
        session.push(frame(4, WRITE, &stimulus));
        session.push(frame(5, PRESENT, &[30, 0]));
        session.push(frame(6, PRESENT, &[0, 0]));
        session.push(frame(7, READ, &access(ROWS, 7, 0, &[])));
        session.push(vec![SYNC, 8, READ, 200]);
        session.push(frame(9, READ, &access(SPIKES, 4, 0, &[])));
        session.push(frame(10, READ, &access(COUNTERS, 10, 0, &[])));
        session.push(frame(11, 77, &[]));
    }
    let bytes = session.concat();
    let run = |stalls: Stalls| {
        let mut simulation: Simulation = library.simulation().expect("a simulation");
        let rule = FrameRule {
            start: SYNC,
            length_at: 3,
            overhead: 6,
        };
        let reply = simulation.transact_stalled(
            &host,
            &bytes,
            Expect::Frames(rule, session.len()),
            10_000_000,
            stalls,
        );
        let reply = reply.unwrap_or_else(|e| panic!("{stalls:?}: {e}"));
        assert_eq!(reply.skipped, 0, "{stalls:?}");
        (reply.bytes, reply.cycles)
    };
    let (straight, cycles) = run(Stalls::NONE);
    for seed in 0..60 {
        let mut chance = SplitMix64::new(seed);
        let mut share = || [0.0, 0.1, 0.5, 0.9, 0.98][chance.below(5) as usize];
        let stalls = Stalls {
            seed,
            input: share(),
            output: share(),
        };
        let (halting, longer) = run(stalls);
        assert_eq!(halting, straight, "{stalls:?}");
        assert!(
            longer >= cycles,
            "{stalls:?}: {longer} cycles, {cycles} without stalls"
        );
    }
}
