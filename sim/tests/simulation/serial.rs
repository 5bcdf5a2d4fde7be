//! Bytes over a serial line.

use crate::support::build;
use verilator_sys::{Error, Expect, SerialLink, SerialPort, Simulation};

/// What is received is sent, unless it is held low.
const WIRE: &str = "module wires(input clock, input i_rx, input i_hold, input [1:0] i_wide, output o_tx);\n\
    assign o_tx = i_rx & ~i_hold;\nendmodule\n";

fn port(rx: &str, tx: &str, divisor: u64) -> SerialPort {
    SerialPort {
        rx: rx.into(),
        tx: tx.into(),
        divisor,
    }
}

fn wires(divisor: u64) -> (Simulation, SerialLink) {
    let library = build("wires", WIRE).build().unwrap();
    let link = library.serial(&port("i_rx", "o_tx", divisor)).unwrap();
    (library.simulation().unwrap(), link)
}

#[test]
fn bytes_take_ten_bits_each() {
    let input: Vec<u8> = (0..=255).collect();
    for divisor in [1, 2, 3, 8, 100] {
        let (mut sim, link) = wires(divisor);
        let reply = sim
            .serial(&link, &input, Expect::Bytes(256), 1_000_000)
            .unwrap();
        assert_eq!(reply.bytes, input, "divisor {divisor}");
        assert_eq!(reply.cycles, 2_560 * divisor);
        assert!(reply.complete && reply.sent == 256 && reply.broken == 0);
    }
}

#[test]
fn a_byte_under_way_goes_on() {
    let (mut sim, link) = wires(7);
    let (input, mut sent, mut received) = ([0xa5, 0x00, 0xff, 0x5a], 0, Vec::new());
    for _ in 0..4 * 70 {
        let reply = sim
            .serial(&link, &input[sent..], Expect::Bytes(usize::MAX), 1)
            .unwrap();
        assert!(!reply.complete && reply.cycles == 1);
        sent += reply.sent;
        received.extend(reply.bytes);
    }
    assert_eq!((sent, received), (4, input.to_vec()));
}

#[test]
fn a_byte_without_its_stop_bit_is_dropped() {
    let (mut sim, link) = wires(8);
    let hold = sim.port("i_hold").unwrap();
    sim.poke(hold, 1).unwrap();
    let reply = sim.serial(&link, &[7], Expect::Bytes(1), 200).unwrap();
    assert_eq!((reply.bytes.len(), reply.broken), (0, 1));
    // low all the time is not a second byte
    sim.poke(hold, 0).unwrap();
    sim.serial(&link, &[], Expect::Bytes(1), 20).unwrap();
    let reply = sim.serial(&link, &[9], Expect::Bytes(1), 200).unwrap();
    assert_eq!(reply.bytes, [9]);
}

#[test]
fn only_pins_of_one_bit_are_a_line() {
    let library = build("wires", WIRE).build().unwrap();
    for (rx, tx) in [("i_wide", "o_tx"), ("o_tx", "i_rx"), ("i_rx", "o_nothing")] {
        assert!(library.serial(&port(rx, tx, 8)).is_err(), "{rx}, {tx}");
    }
    assert!(matches!(
        library.serial(&port("i_wide", "o_tx", 8)),
        Err(Error::WidthMismatch { .. })
    ));
}
