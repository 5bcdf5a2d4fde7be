//! Bytes through a host port.

use crate::support::echo;
use verilator_sys::{Error, Expect, FrameRule, Stalls};

const RULE: FrameRule = FrameRule {
    start: 0x59,
    length_at: 3,
    overhead: 6,
};

fn frame(payload: u8) -> Vec<u8> {
    let inside = |at: u8| match at {
        0 => 0x59,
        3 => payload,
        at => at,
    };
    (0..payload + 6).map(inside).collect()
}

#[test]
fn bytes_come_back_in_order() {
    let (mut sim, link) = echo();
    let input: Vec<u8> = (0..=255).collect();
    let expected: Vec<u8> = input.iter().map(|byte| byte.wrapping_add(1)).collect();
    let reply = sim
        .transact(&link, &input, Expect::Bytes(256), 10_000)
        .unwrap();
    assert_eq!(reply.bytes, expected);
    assert_eq!(reply.skipped, 0);
    // One byte a cycle, and one cycle through the FIFO.
    assert_eq!(reply.cycles, 257);
    assert_eq!(sim.cycles(), 257);
}

#[test]
fn stalls_change_the_time_and_nothing_else() {
    let (mut sim, link) = echo();
    let input: Vec<u8> = (0..2000_u32).map(|i| (i * 7 % 256) as u8).collect();
    let expected: Vec<u8> = input.iter().map(|byte| byte.wrapping_add(1)).collect();
    let mut times = Vec::new();
    for (seed, input_share, output_share) in [
        (1, 0.0, 0.0),
        (2, 0.5, 0.0),
        (3, 0.0, 0.5),
        (4, 0.7, 0.3),
        (5, 0.2, 0.9),
        (4, 0.7, 0.3),
    ] {
        let stalls = Stalls {
            seed,
            input: input_share,
            output: output_share,
        };
        let wanted = Expect::Bytes(input.len());
        let reply = sim
            .transact_stalled(&link, &input, wanted, 100_000, stalls)
            .unwrap();
        assert_eq!(reply.bytes, expected, "{stalls:?}");
        times.push(reply.cycles);
    }
    assert!(times[1] > 3500 && times[2] > 3500, "{times:?}");
    assert!(times[4] > 15_000, "{times:?}");
    assert_eq!(times[3], times[5], "equal seeds, equal stalls");
}

#[test]
fn frames_are_found_in_noise() {
    let (mut sim, link) = echo();
    sim.poke(sim.library().port("i_frames").unwrap(), 1)
        .unwrap();
    for payload in [0, 1, 7, 200] {
        let wanted = Expect::Frames(RULE, 1);
        let reply = sim.transact(&link, &[payload], wanted, 10_000).unwrap();
        assert_eq!(reply.bytes, frame(payload));
        assert_eq!(reply.skipped, usize::from(payload), "noise");
    }
    // Several frames in one transaction.
    let stalls = Stalls {
        seed: 9,
        input: 0.3,
        output: 0.4,
    };
    let wanted = Expect::Frames(RULE, 3);
    let reply = sim
        .transact_stalled(&link, &[2, 0, 9], wanted, 1000, stalls)
        .unwrap();
    assert_eq!(reply.bytes, [frame(2), frame(0), frame(9)].concat());
    assert_eq!(reply.skipped, 11);
}

#[test]
fn a_time_out_gives_what_was_received() {
    let (mut sim, link) = echo();
    let error = sim
        .transact(&link, b"abc", Expect::Bytes(5), 50)
        .unwrap_err();
    let Error::TimeOut {
        cycles,
        fed,
        received,
        waiting_for,
    } = error
    else {
        panic!("{error}")
    };
    assert_eq!((cycles, fed), (50, 3));
    assert_eq!(received, b"bcd");
    assert_eq!(waiting_for, "5 byte(s)");
    assert_eq!(sim.cycles(), 50);
}

#[test]
fn a_byte_waits_for_the_next_transaction() {
    let (mut sim, link) = echo();
    let sent = sim.transact(&link, b"ab", Expect::Bytes(0), 50).unwrap();
    assert_eq!(sent.cycles, 2);
    assert_eq!(sent.bytes, b"b", "what came while the input was sent");
    sim.step(10).unwrap();
    let rest = sim.transact(&link, b"", Expect::Bytes(1), 50).unwrap();
    assert_eq!((rest.bytes.as_slice(), rest.cycles), (b"c".as_slice(), 1));
    let nothing = sim.transact(&link, b"", Expect::Bytes(0), 0).unwrap();
    assert_eq!((nothing.bytes.len(), nothing.cycles), (0, 0));
}

#[test]
fn steps_and_transactions_agree() {
    // The same bytes moved by hand give the same state cycle by cycle.
    let (mut batch, link) = echo();
    let library = batch.library();
    let mut by_hand = library.simulation().unwrap();
    let port = |name: &str| library.port(name).unwrap();
    let input: Vec<u8> = (10..40).collect();
    let reply = batch
        .transact(&link, &input, Expect::Bytes(30), 1000)
        .unwrap();

    let (mut fed, mut received) = (0, Vec::new());
    while fed < input.len() || received.len() < 30 {
        by_hand
            .poke(port("i_host_valid"), u64::from(fed < input.len()))
            .unwrap();
        by_hand
            .poke(
                port("i_host_data"),
                input.get(fed).copied().unwrap_or_default().into(),
            )
            .unwrap();
        by_hand.poke(port("i_host_ready"), 1).unwrap();
        by_hand.eval().unwrap();
        if fed < input.len() && by_hand.peek(port("o_host_ready")).unwrap() == 1 {
            fed += 1;
        }
        if by_hand.peek(port("o_host_valid")).unwrap() == 1 {
            received.push(by_hand.peek(port("o_host_data")).unwrap() as u8);
        }
        by_hand.step(1).unwrap();
    }
    assert_eq!(reply.bytes, received);
    assert_eq!(reply.cycles, by_hand.cycles());
}
