//! Ports, internal variables and memories, narrow and wide.

use crate::support::register_file;
use verilator_sys::{Error, SignalKind};

#[test]
fn ports_have_their_names_widths_and_directions() {
    let library = register_file();
    let describe = |name: &str| {
        let info = library
            .signals()
            .iter()
            .find(|info| info.name() == name)
            .unwrap();
        (
            info.kind(),
            info.signal().width(),
            info.signal().depth(),
            info.is_writable(),
        )
    };
    assert_eq!(describe("clock"), (SignalKind::Input, 1, 1, false));
    assert_eq!(describe("i_wide"), (SignalKind::Input, 137, 1, true));
    assert_eq!(describe("o_other"), (SignalKind::Output, 33, 1, false));
    assert_eq!(
        describe("register_file.bytes"),
        (SignalKind::Internal, 8, 16, true)
    );
    assert_eq!(
        describe("register_file.rows"),
        (SignalKind::Internal, 137, 4, true)
    );
    assert_eq!(
        describe("register_file.lane[1].u_counter.count"),
        (SignalKind::Internal, 33, 1, true)
    );
}

#[test]
fn the_clock_counts_from_the_first_edge() {
    let library = register_file();
    let mut sim = library.simulation().unwrap();
    let (enable, count) = (
        library.port("i_enable").unwrap(),
        library.port("o_count").unwrap(),
    );
    let other = library.port("o_other").unwrap();
    assert_eq!(sim.peek(count).unwrap(), 250);
    assert_eq!(sim.peek(other).unwrap(), 0x1_0000_0002);
    sim.step(1).unwrap();
    assert_eq!(sim.peek(count).unwrap(), 250, "not enabled");
    sim.poke(enable, 1).unwrap();
    sim.step(10).unwrap();
    assert_eq!(sim.peek(count).unwrap(), 4, "wrapped at 8 bits");
    assert_eq!(sim.peek(other).unwrap(), 0x1_0000_0002 + 11);
    assert_eq!(sim.cycles(), 11);
}

#[test]
fn logic_settles_on_eval() {
    let library = register_file();
    let mut sim = library.simulation().unwrap();
    let (word, inverse) = (
        library.port("i_word").unwrap(),
        library.port("o_word").unwrap(),
    );
    sim.poke(word, 0x0123_4567_89ab_cdef).unwrap();
    sim.eval().unwrap();
    assert_eq!(sim.peek(inverse).unwrap(), !0x0123_4567_89ab_cdef);
    assert_eq!(sim.cycles(), 0);
}

#[test]
fn internals_are_read_and_written_by_path() {
    let library = register_file();
    let mut sim = library.simulation().unwrap();
    let count = library.variable("register_file.u_counter.count").unwrap();
    let inverted = library
        .variable("register_file.u_counter.inverted")
        .unwrap();
    assert_eq!(sim.peek(count).unwrap(), 250);
    assert_eq!(sim.peek(inverted).unwrap(), 5);
    sim.poke(count, 7).unwrap();
    sim.eval().unwrap();
    assert_eq!(
        sim.peek(inverted).unwrap(),
        0xf8,
        "logic behind a register follows the poke"
    );
    assert_eq!(sim.peek(library.port("o_inverted").unwrap()).unwrap(), 0xf8);
    sim.poke(library.port("i_enable").unwrap(), 1).unwrap();
    sim.step(1).unwrap();
    assert_eq!(
        sim.peek(count).unwrap(),
        8,
        "the poked value is the one counted from"
    );
    for lane in 0..3 {
        let path = format!("register_file.lane[{lane}].u_counter.count");
        let start = 0x1_0000_0000 + lane;
        assert_eq!(
            sim.peek(library.variable(&path).unwrap()).unwrap(),
            start + 1
        );
    }
}

#[test]
fn memories_are_read_and_written() {
    let library = register_file();
    let mut sim = library.simulation().unwrap();
    let bytes = library.variable("register_file.bytes").unwrap();
    let expected: Vec<u8> = (0..16).map(|i| i * 3).collect();
    assert_eq!(sim.peek_bytes(bytes).unwrap(), expected);
    assert_eq!(sim.peek_element(bytes, 15).unwrap(), 45);

    sim.poke_element(bytes, 9, 0xa5).unwrap();
    sim.poke(library.port("i_address").unwrap(), 9).unwrap();
    sim.eval().unwrap();
    assert_eq!(sim.peek(library.port("o_byte").unwrap()).unwrap(), 0xa5);

    let all: Vec<u64> = (100..116).collect();
    sim.poke_words(bytes, &all).unwrap();
    sim.eval().unwrap();
    assert_eq!(sim.peek(library.port("o_byte").unwrap()).unwrap(), 109);
    assert_eq!(sim.peek_words(bytes).unwrap(), all);
}

#[test]
fn wide_values_pass_unchanged() {
    let library = register_file();
    let mut sim = library.simulation().unwrap();
    let (input, output) = (
        library.port("i_wide").unwrap(),
        library.port("o_wide").unwrap(),
    );
    assert_eq!(input.words(), 3);
    assert_eq!(input.bytes(), 18);
    assert_eq!(sim.peek_words(output).unwrap(), [1, 0, 0]);
    let value = [0x0123_4567_89ab_cdef, 0xfedc_ba98_7654_3210, 0x1a5];
    sim.poke_words(input, &value).unwrap();
    sim.poke(library.port("i_address").unwrap(), 3).unwrap();
    sim.step(1).unwrap();
    assert_eq!(sim.peek_words(output).unwrap(), value);
    let bytes = sim.peek_bytes(output).unwrap();
    assert_eq!(bytes.len(), 18);
    assert_eq!((bytes[0], bytes[17]), (0xef, 0x01));

    // The memory is declared [2:5]; its element 0 is index 2.
    let rows = library.variable("register_file.rows").unwrap();
    let words = sim.peek_words(rows).unwrap();
    assert_eq!(words[9..], value);
    assert_eq!(words[..9], [0; 9]);
    let mut changed = words.clone();
    changed[..3].copy_from_slice(&[7, 8, 9]);
    sim.poke_words(rows, &changed).unwrap();
    assert_eq!(sim.peek_words(rows).unwrap(), changed);

    sim.poke_bytes(input, &bytes).unwrap();
    assert_eq!(sim.peek_words(input).unwrap(), value);
}

#[test]
fn step_until_counts_cycles() {
    let library = register_file();
    let mut sim = library.simulation().unwrap();
    let count = library.port("o_count").unwrap();
    sim.poke(library.port("i_enable").unwrap(), 1).unwrap();
    assert_eq!(sim.step_until(count, 0xff, 250, 0).unwrap(), 0);
    assert_eq!(sim.step_until(count, 0xff, 3, 100).unwrap(), 9);
    assert_eq!(sim.step_until(count, 0x0f, 0, 100).unwrap(), 13);
    let error = sim.step_until(count, 0xff, 15, 5).unwrap_err();
    assert!(matches!(error, Error::TimeOut { cycles: 5, .. }), "{error}");
    assert_eq!(sim.peek(count).unwrap(), 21);
}

#[test]
fn simulations_of_one_library_are_independent() {
    let library = register_file();
    let enable = library.port("i_enable").unwrap();
    let count = library.port("o_count").unwrap();
    let mut one = library.simulation().unwrap();
    let mut other = library.simulation().unwrap();
    one.poke(enable, 1).unwrap();
    one.step(5).unwrap();
    other.step(7).unwrap();
    assert_eq!(
        (one.peek(count).unwrap(), other.peek(count).unwrap()),
        (255, 250)
    );
    assert_eq!((one.cycles(), other.cycles()), (5, 7));
    drop(one);
    other.step(1).unwrap();

    // They also run in threads of their own, and outlive the library.
    let mut simulations: Vec<_> = (0..4).map(|_| library.simulation().unwrap()).collect();
    drop((library, other));
    std::thread::scope(|scope| {
        for (steps, sim) in (1..).zip(&mut simulations) {
            scope.spawn(move || {
                sim.poke(enable, 1).unwrap();
                for _ in 0..steps * 1000 {
                    sim.step(1).unwrap();
                }
            });
        }
    });
    for (steps, sim) in (1..).zip(&simulations) {
        assert_eq!(sim.peek(count).unwrap(), (250 + steps * 1000) % 256);
    }
}
