//! What a host may rely on: commands in order and once, a reset by the pin, and answers that do not depend on when bytes come.

use verilator_sys::{Expect, HostLink, Library, Simulation, Stalls};
use yuragi_hardware as hardware;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;
use yuragi_testbench::campaigns::frames::*;

/// A command that changes the state is executed once, however often it comes, and never out of order.
#[test]
fn changes_come_in_order_and_once() {
    let mut bench = Bench::learning();
    let presented = |bench: &mut Bench| {
        let read = frame(0, READ, &access(COUNTERS, 2, 0, &[]));
        let reply = bench.rtl.exchange(&read, 1).expect("counters");
        u32::from_le_bytes(reply[4..8].try_into().expect("two items"))
    };
    let before = presented(&mut bench);
    let mut done = 0;
    // past the wrap of the numbers
    for round in 0..600_u32 {
        let due = bench.due;
        let good = frame(due, PRESENT, &[1, 0]);
        let answer = frame(due, PRESENT | 0x80, &[]);
        let reply = bench.rtl.exchange(&good, 1).expect("presented");
        assert_eq!(reply, answer, "round {round}");
        done += 1;
        if round % 3 == 0 {
            let again = [&good[..], &good].concat();
            let reply = bench.rtl.exchange(&again, 2).expect("answered");
            assert_eq!(reply, [&answer[..], &answer].concat(), "round {round}");
        }
        bench.due = due.wrapping_add(1);
        // a frame was lost: what follows it is refused, and it may come late
        if round % 5 == 0 {
            for ahead in [1, 2, 100, 127, 128, 200, 253] {
                let number = bench.due.wrapping_add(ahead);
                let reply = bench.rtl.exchange(&frame(number, PRESENT, &[9, 0]), 1);
                let refused = refusal(number, PRESENT, ORDER);
                assert_eq!(reply.expect("refused"), refused, "round {round}");
            }
        }
        if round % 100 == 0 {
            assert_eq!(presented(&mut bench), before + done, "round {round}");
        }
        if round % 150 == 149 {
            bench.identify();
        }
    }
    assert_eq!(presented(&mut bench), before + done);
    for n in 0..done {
        bench
            .model
            .present(1)
            .unwrap_or_else(|e| panic!("{n}: {e}"));
    }
    bench.goes_on();
}

/// Bits of the random streams are those of the model, whose streams go on alike; a repetition gives none and lets nothing go on.
#[test]
fn random_bits_are_drawn_once() {
    let mut bench = Bench::learning();
    let mut chance = SplitMix64::new(6);
    for round in 0..60 {
        let count = chance.within(1, 80) as u8;
        let passed = chance.below(81 - u64::from(count)) as u16;
        let due = bench.due;
        let draw = frame(due, DRAW, &access(STREAMS, count, passed, &[]));
        bench.model.draw(passed.into());
        let items = bench.model.draw(count.into());
        let bytes: Vec<u8> = items.iter().flat_map(|item| item.to_le_bytes()).collect();
        let reply = bench.rtl.exchange(&draw, 1).expect("drawn");
        let about = format!("round {round}: {count} items behind {passed}");
        assert_eq!(reply, frame(due, DRAW | 0x80, &bytes), "{about}");
        if round % 2 == 0 {
            let reply = bench.rtl.exchange(&draw, 1).expect("answered");
            assert_eq!(reply, frame(due, DRAW | 0x80, &[]), "{about}");
        }
        bench.due = due.wrapping_add(1);
    }
    bench.goes_on();
}

/// A read of a part of the spikes passes over all others, some of them while its answer leaves. What comes right behind it, good or
/// damaged, neither hangs nor lets the random streams go on.
#[test]
fn what_follows_a_read_of_some_spikes_finds_it_over() {
    let mut bench = Bench::learning();
    let items = bench.size(SPIKES).0 as u8;
    let parts = (1..=items).flat_map(|count| (0..=items - count).map(move |at| (count, at.into())));
    for (count, address) in parts {
        let read = frame(0, READ, &access(SPIKES, count, address, &[]));
        let draw = frame(bench.due, DRAW, &access(STREAMS, 2, 0, &[]));
        let mut damaged = draw.clone();
        damaged[9] ^= 1;
        let sent = [&read[..], &damaged, &read, &draw].concat();
        let about = format!("{count} items from {address}");
        let reply = bench.rtl.exchange(&sent, 4);
        let reply = reply.unwrap_or_else(|e| panic!("{about}: {e}"));
        let items: Vec<u8> = bench
            .model
            .draw(2)
            .iter()
            .flat_map(|item| item.to_le_bytes())
            .collect();
        let drawn = frame(bench.due, DRAW | 0x80, &items);
        assert_eq!(reply[reply.len() - drawn.len()..], drawn, "{about}");
        bench.due = bench.due.wrapping_add(1);
    }
    bench.goes_on();
}

/// A core of the tiny design and its host port.
fn tiny_core() -> (Library, HostLink, Design) {
    let design = Design::preset("tiny").expect("a preset");
    let (library, host) = yuragi_testbench::circuits::core(&design);
    (library, host, design)
}

/// Whatever it was doing, a core that was reset by its pin is as after power-on, but for registers and stimulus.
#[test]
fn the_reset_pin_resets() {
    let (library, host, design) = tiny_core();
    let map = hardware::scratch_map(&design.shape());
    let ask = |simulation: &mut Simulation, frames: &[Vec<u8>]| {
        let bytes = frames.concat();
        let expect = Expect::Frames(RULE, frames.len());
        let reply = simulation.transact(&host, &bytes, expect, 1_000_000);
        reply.expect("answered").bytes
    };
    let stimulus = vec![0xb17f; map.stimulus_words];
    let count = map.stimulus_words as u8;
    let look = [
        frame(1, IDENTIFY, &[]),
        frame(
            2,
            WRITE,
            &access(SCRATCH, count, map.stimulus as u16, &stimulus),
        ),
        frame(3, WRITE, &access(REGISTERS, 1, 0, &[1])),
        frame(4, READ, &read_all(&design, ROWS)),
        frame(5, READ, &access(COUNTERS, 10, 0, &[])),
        frame(4, PRESENT, &[50, 0]),
        frame(5, READ, &read_all(&design, ROWS)),
        frame(6, READ, &read_all(&design, SPIKES)),
        frame(7, READ, &access(COUNTERS, 10, 0, &[])),
    ];
    let fresh = ask(&mut library.simulation().expect("a simulation"), &look);
    for seed in 0..200 {
        let mut chance = SplitMix64::new(seed);
        let mut simulation = library.simulation().expect("a simulation");
        ask(&mut simulation, &look);
        // in the midst of a frame, of presentations, of a draw, or of a response
        let long = match seed % 2 {
            0 => frame(5, PRESENT, &[200, 0]),
            _ => frame(5, DRAW, &access(STREAMS, 80, 0, &[])),
        };
        let read = frame(6, READ, &read_all(&design, ROWS));
        let bytes = [&long[..], &read].concat();
        let cut = chance.within(1, bytes.len() as i64) as usize;
        let few = simulation.transact(&host, &bytes[..cut], Expect::Bytes(0), 100_000);
        few.expect("taken");
        simulation.step(chance.below(3000)).expect("stepped");
        let pin = simulation.port("i_reset").expect("a pin");
        simulation.poke(pin, 1).expect("held");
        simulation
            .step(chance.within(1, 20) as u64)
            .expect("stepped");
        simulation.poke(pin, 0).expect("let go");
        assert_eq!(ask(&mut simulation, &look), fresh, "seed {seed}");
    }
}

/// Bytes that come and go haltingly make the same answers.
#[test]
fn stalls_change_no_answer() {
    let (library, host, design) = tiny_core();
    let map = hardware::scratch_map(&design.shape());
    let stimulus = access(
        SCRATCH,
        map.stimulus_words as u8,
        map.stimulus as u16,
        &vec![0x7fb1; map.stimulus_words],
    );
    let mut session = Vec::new();
    for round in 0..6_u8 {
        session.push(frame(1, IDENTIFY, &[]));
        session.push(frame(2, RESET, &[round + 1; 8]));
        session.push(frame(
            3,
            WRITE,
            &access(REGISTERS, 1, 0, &[u16::from(round % 2)]),
        ));
        session.push(frame(4, WRITE, &stimulus));
        session.push(frame(5, PRESENT, &[30, 0]));
        session.push(frame(5, PRESENT, &[30, 0]));
        session.push(frame(6, PRESENT, &[0, 0]));
        session.push(frame(7, READ, &read_all(&design, ROWS)));
        session.push(vec![SYNC, 8, READ, 200]);
        session.push(frame(9, READ, &read_all(&design, SPIKES)));
        session.push(frame(10, READ, &access(COUNTERS, 10, 0, &[])));
        session.push(frame(11, 77, &[]));
    }
    let bytes = session.concat();
    let run = |stalls: Stalls| {
        let mut simulation: Simulation = library.simulation().expect("a simulation");
        let reply = simulation.transact_stalled(
            &host,
            &bytes,
            Expect::Frames(RULE, session.len()),
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
