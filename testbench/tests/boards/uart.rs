//! The serial line of the boards: receiver, sender and buffer, alone and around a core.

use verilator_sys::{Build, Library};
use yuragi_hdl::host::uart::{ByteFifo, UartReceiver, UartSender};
use yuragi_hdl::{Header, export_block};
use yuragi_model::chance::SplitMix64;

fn library(files: Vec<yuragi_hdl::VerilogFile>, top: &str) -> Library {
    let mut build = Build::new(top);
    for file in files {
        build = build.source(format!("{}.v", file.module), file.text);
    }
    build.build().expect("a cell")
}

fn bytes(count: usize, chance: &mut SplitMix64) -> Vec<u8> {
    (0..count).map(|_| chance.word() as u8).collect()
}

/// The line, cycle by cycle, of a sender whose bits take `period` cycles, with idle bits between the bytes at times.
fn line(bytes: &[u8], period: f64, chance: &mut SplitMix64) -> Vec<u64> {
    let mut bits = vec![true; 3];
    for &byte in bytes {
        bits.push(false);
        bits.extend((0..8).map(|i| byte >> i & 1 == 1));
        bits.push(true);
        if chance.one_in(3) {
            bits.extend(vec![true; chance.within(1, 4) as usize]);
        }
    }
    bits.extend([true; 4]);
    let phase = chance.below(1000) as f64 / 1000.0;
    let cycles = (bits.len() as f64 * period) as usize;
    (0..cycles)
        .map(|i| ((i as f64 + phase) / period) as usize)
        .map(|i| u64::from(bits[i.min(bits.len() - 1)]))
        .collect()
}

/// What a receiver makes of a line: bytes, and framing errors.
fn received(library: &Library, line: &[u64]) -> (Vec<u8>, u64) {
    let port = |name| library.port(name).expect("a port");
    let inputs = [port("i_reset"), port("i_line")];
    let outputs = [port("o_valid"), port("o_data"), port("o_framing_error")];
    let rows: Vec<u64> = line.iter().flat_map(|&bit| [0, bit]).collect();
    let mut simulation = library.simulation().expect("a receiver");
    let results = simulation
        .run_vectors(&inputs, &outputs, &rows)
        .expect("run");
    let valid = results.chunks(3).filter(|row| row[0] == 1);
    let errors = results.chunks(3).map(|row| row[2]).sum();
    (valid.map(|row| row[1] as u8).collect(), errors)
}

#[test]
fn receiver_tolerates_two_percent_at_every_divisor() {
    const SEED: u64 = 3;
    let mut chance = SplitMix64::new(SEED);
    for divisor in [8, 9, 10, 16, 27, 208, 705] {
        let files = export_block(
            UartReceiver::new(divisor),
            "uart_receiver",
            &Header::default(),
        );
        let library = library(files.expect("exported"), "uart_receiver");
        for mismatch in [-0.02, -0.01, 0.0, 0.01, 0.02] {
            let sent = bytes(1_000, &mut chance);
            let line = line(&sent, divisor as f64 * (1.0 + mismatch), &mut chance);
            let found = received(&library, &line);
            assert_eq!(
                found,
                (sent, 0),
                "seed {SEED}, divisor {divisor}, mismatch {mismatch}"
            );
        }
    }
}

#[test]
fn receiver_drops_what_is_no_byte() {
    let files = export_block(UartReceiver::new(16), "uart_receiver", &Header::default());
    let library = library(files.expect("exported"), "uart_receiver");
    let level = |bit, cycles| vec![bit; cycles];
    let good = line(&[0xa5], 16.0, &mut SplitMix64::new(1));
    // a disturbance shorter than half a bit
    let spike = [level(1, 20), level(0, 5), level(1, 200)].concat();
    assert_eq!(received(&library, &spike), (vec![], 0));
    // a line held low: one error however long, and the byte after it is received
    let broken = [level(1, 20), level(0, 5_000), level(1, 20), good.clone()].concat();
    assert_eq!(received(&library, &broken), (vec![0xa5], 1));
    // a byte without stop bit, then a good one
    let cut = [level(1, 20), level(0, 16 * 10), level(1, 16), good].concat();
    assert_eq!(received(&library, &cut), (vec![0xa5], 1));
}

#[test]
fn what_is_sent_is_received() {
    const SEED: u64 = 4;
    let mut chance = SplitMix64::new(SEED);
    for divisor in [8, 16, 27, 705] {
        let files = export_block(UartSender::new(divisor), "uart_sender", &Header::default());
        let sender = library(files.expect("exported"), "uart_sender");
        let port = |name| sender.port(name).expect("a port");
        let (data, valid, ready, out) = (
            port("i_data"),
            port("i_valid"),
            port("o_ready"),
            port("o_line"),
        );
        let mut simulation = sender.simulation().expect("a sender");
        let sent = bytes(50, &mut chance);
        let (mut next, mut levels) = (0, Vec::new());
        for _ in 0..(sent.len() + 2) * 10 * (divisor + 1) {
            simulation
                .poke(valid, u64::from(next < sent.len()))
                .expect("poked");
            let byte = sent.get(next).copied().unwrap_or(0);
            simulation.poke(data, byte.into()).expect("poked");
            simulation.eval().expect("settled");
            levels.push(simulation.peek(out).expect("a level"));
            if next < sent.len() && simulation.peek(ready).expect("ready") == 1 {
                next += 1;
            }
            simulation.step(1).expect("stepped");
        }
        assert_eq!(next, sent.len());
        // from power-on the line is idle
        assert_eq!(levels[0], 1);
        let files = export_block(
            UartReceiver::new(divisor),
            "uart_receiver",
            &Header::default(),
        );
        let receiver = library(files.expect("exported"), "uart_receiver");
        assert_eq!(
            received(&receiver, &levels),
            (sent, 0),
            "seed {SEED}, divisor {divisor}"
        );
    }
}

#[test]
fn buffer_keeps_the_order_and_drops_what_does_not_fit() {
    const SEED: u64 = 5;
    let mut chance = SplitMix64::new(SEED);
    let files = export_block(ByteFifo::default(), "byte_fifo", &Header::default());
    let library = library(files.expect("exported"), "byte_fifo");
    let port = |name| library.port(name).expect("a port");
    let inputs = [
        port("i_reset"),
        port("i_data"),
        port("i_valid"),
        port("i_out_ready"),
    ];
    let outputs = [port("o_out_valid"), port("o_out_data"), port("o_overflow")];
    let mut simulation = library.simulation().expect("a buffer");
    let (mut expected, mut found, mut dropped) = (Vec::new(), Vec::new(), 0);
    // the reader is slow, then fast, and so on: the buffer is full and empty many times
    for phase in 0..40 {
        let (writes, reads) = if phase % 2 == 0 { (2, 5) } else { (5, 2) };
        let rows: Vec<u64> = (0..2_000)
            .flat_map(|_| {
                let byte = chance.word() & 0xff;
                let valid = u64::from(chance.one_in(writes));
                [0, byte, valid, u64::from(chance.one_in(reads))]
            })
            .collect();
        let results = simulation
            .run_vectors(&inputs, &outputs, &rows)
            .expect("run");
        for (input, output) in rows.chunks(4).zip(results.chunks(3)) {
            if output[0] == 1 && input[3] == 1 {
                found.push(output[1]);
            }
            match (input[2], output[2]) {
                (1, 0) => expected.push(input[1]),
                (1, _) => {
                    dropped += 1;
                    let kept = expected.len() - found.len();
                    assert!(kept >= 512, "seed {SEED}: dropped a byte, {kept} kept");
                }
                _ => assert_eq!(output[2], 0),
            }
        }
    }
    assert!(dropped > 100, "seed {SEED}: never full");
    assert!(expected.len() - found.len() <= 514, "seed {SEED}");
    assert_eq!(found, expected[..found.len()], "seed {SEED}");
}
