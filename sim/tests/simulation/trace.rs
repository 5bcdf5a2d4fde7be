//! Waveforms of a window of time.

use std::path::Path;

use crate::support::{ECHO, build};
use verilator_sys::Error;

/// First and last time in an FST file, from its header: a block of type 0, its
/// length, then the two times, in 8 bytes each, most significant first.
fn times(path: &Path) -> (u64, u64) {
    let bytes = std::fs::read(path).unwrap();
    assert_eq!(bytes[0], 0, "header block");
    let number = |at: usize| u64::from_be_bytes(bytes[at..at + 8].try_into().unwrap());
    assert_eq!(number(1), 329, "length of the header");
    (number(9), number(17))
}

#[test]
fn a_window_is_written() {
    let library = build("echo", ECHO).trace(true).build().unwrap();
    let mut sim = library.simulation().unwrap();
    let directory = tempfile::tempdir().unwrap();
    let valid = library.port("i_host_valid").unwrap();
    sim.poke(valid, 1).unwrap();
    sim.step(1000).unwrap();
    let first = directory.path().join("first.fst");
    sim.trace_open(&first).unwrap();
    sim.step(20).unwrap();
    sim.trace_close();
    assert_eq!(times(&first), (10_000, 10_200), "10 time units a cycle");

    // Nothing is written after the end, and a second window is a file of its own.
    let size = std::fs::metadata(&first).unwrap().len();
    sim.step(1000).unwrap();
    assert_eq!(std::fs::metadata(&first).unwrap().len(), size);
    let second = directory.path().join("second.fst");
    sim.trace_open(&second).unwrap();
    sim.step(3).unwrap();
    drop(sim);
    assert_eq!(times(&second), (20_200, 20_230));

    // Two simulations at a time.
    let mut one = library.simulation().unwrap();
    let mut other = library.simulation().unwrap();
    let paths = ["one.fst", "other.fst"].map(|name| directory.path().join(name));
    one.trace_open(&paths[0]).unwrap();
    other.step(5).unwrap();
    other.trace_open(&paths[1]).unwrap();
    one.step(7).unwrap();
    other.step(7).unwrap();
    drop((one, other));
    assert_eq!(times(&paths[0]), (0, 70));
    assert_eq!(times(&paths[1]), (50, 120));
}

#[test]
fn what_can_not_be_written_is_an_error() {
    let plain = build("echo", ECHO).build().unwrap();
    let mut sim = plain.simulation().unwrap();
    let error = sim.trace_open("x.fst").unwrap_err().to_string();
    assert_eq!(
        error,
        "trace to x.fst: the design was built without tracing"
    );

    let library = build("echo", ECHO).trace(true).build().unwrap();
    let mut sim = library.simulation().unwrap();
    let error = sim.trace_open("/nowhere/x.fst").unwrap_err();
    assert!(matches!(error, Error::Trace { .. }), "{error}");
    sim.step(3).unwrap();
}
