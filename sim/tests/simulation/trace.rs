//! Waveforms of a window of time.

use std::path::Path;
use std::process::Command;

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
    sim.trace_close().unwrap();
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

/// On a full disk the writer's mapped files cannot grow, which once ended the process with SIGBUS.
#[test]
fn a_full_disk_is_an_error() {
    let directory = tempfile::tempdir().unwrap();
    let exe = std::env::current_exe().unwrap();
    // No file may have more than so many kilobytes; the design is compiled before.
    for kilobytes in [0, 1, 8] {
        build("echo", ECHO).trace(true).build().unwrap();
        let line = format!(
            "trap '' XFSZ; ulimit -f {}; exec {} --exact trace::child_traces --ignored --quiet",
            2 * kilobytes,
            exe.display()
        );
        let output = Command::new("sh")
            .args(["-c", &line])
            .env("TRACE", directory.path().join("x.fst"))
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.success(),
            "{kilobytes}: {}: {text}",
            output.status
        );
    }
    assert_eq!(std::fs::read_dir(directory.path()).unwrap().count(), 0);
}

#[test]
#[ignore = "run by a_full_disk_is_an_error"]
fn child_traces() {
    let path = std::env::var_os("TRACE").unwrap();
    let library = build("echo", ECHO).trace(true).build().unwrap();
    let mut sim = library.simulation().unwrap();
    let valid = library.port("i_host_valid").unwrap();
    let opened = sim.trace_open(&path);
    for turn in 0..20_000 {
        sim.poke(valid, turn & 1).unwrap();
        sim.step(3).unwrap();
    }
    let error = opened.and(sim.trace_close()).unwrap_err().to_string();
    assert!(error.contains("x.fst"), "{error}");
    sim.step(3).unwrap();
}
