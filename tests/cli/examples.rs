//! The programs of `examples/`, which `cargo test` builds together with the command line.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::ports::Board;

/// Runs an example with success, and gives what it prints.
fn example(directory: &Path, name: &str, arguments: &[&str]) -> String {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_yuragi"));
    let program = program.with_file_name("examples").join(name);
    let output = Command::new(&program)
        .args(arguments)
        .current_dir(directory)
        .output()
        .unwrap_or_else(|error| {
            let path = program.display();
            panic!("{path}: {error}; cargo build --release --examples makes it")
        });
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name}: {message}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn own_data_are_learned_and_classified() {
    let directory = TempDir::new().expect("a directory");
    let at = directory.path();
    let digits = concat!(env!("CARGO_MANIFEST_DIR"), "/data/digits.csv");
    let said = example(at, "learn_own_data", &[digits, "learned", "20000"]);
    let accuracy = said.lines().find_map(|line| line.split("accuracy ").nth(1));
    let accuracy: f64 = accuracy.and_then(|text| text.parse().ok()).expect(&said);
    assert!(accuracy > 0.85, "{said}");
    let said = example(at, "infer", &["learned", digits, "100"]);
    let right = said.lines().filter(|line| {
        let class = line
            .split("class ")
            .nth(1)
            .and_then(|text| text.split(',').next());
        class == line.rsplit(' ').next()
    });
    let right = right.count();
    assert!(said.lines().count() == 100 && right > 80, "{right}: {said}");
}

#[test]
fn verilog_is_exported() {
    let directory = TempDir::new().expect("a directory");
    let said = example(directory.path(), "export_verilog", &["tiny", "verilog"]);
    assert!(said.lines().count() > 20, "{said}");
    let path = |name| format!("{}/hdl/verilog/tiny/{name}", env!("CARGO_MANIFEST_DIR"));
    for name in ["yuragi_core.v", "yuragi_core.f"] {
        let made = std::fs::read_to_string(directory.path().join("verilog").join(name));
        let kept = std::fs::read_to_string(path(name));
        assert_eq!(made.expect("made"), kept.expect("kept"), "{name}");
    }
}

/// On a virtual board: three of the four cases of "or" are true.
#[test]
fn a_board_is_taught() {
    let directory = TempDir::new().expect("a directory");
    let at = directory.path();
    let board = Board::start(at, "board", "tiny");
    let said = example(at, "drive_board", &["board", "icebreaker", "400"]);
    let spikes = said.lines().filter_map(|line| {
        let number = line.split(": ").nth(1)?.split(' ').next()?;
        number.parse().ok()
    });
    let spikes: Vec<u32> = spikes.collect();
    assert_eq!(spikes.len(), 4, "{said}");
    assert!(spikes[1..].iter().all(|&n| n > spikes[0]), "{said}");
    assert_eq!(board.stop(), Some(0));
}
