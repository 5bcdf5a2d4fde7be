//! Clocks and rates of boards, and the check of own board folders.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::command::{Refusal, json, put, refuse, succeed};

const BOARD: &str = include_str!("../../constraints/hx8k-breakout/board.toml");
const PINS: &str = include_str!("../../constraints/hx8k-breakout/pins.pcf");

fn board(directory: &Path, name: &str) {
    fs::create_dir_all(directory.join(name)).expect("a folder");
    put(&directory.join(name), "board.toml", BOARD);
    put(&directory.join(name), "pins.pcf", PINS);
}

/// Replaces a text of a board's file; it must be there.
fn change(folder: &Path, file: &str, from: &str, to: &str) {
    let text = fs::read_to_string(folder.join(file)).expect("a file");
    assert!(text.contains(from), "{file} has no {from:?}");
    put(folder, file, text.replacen(from, to, 1));
}

#[test]
fn pll_says_what_is_reachable() {
    let directory = TempDir::new().expect("a temporary directory");
    // 12 MHz x 96 / 16: a factor above 64, as icepll gives it
    let found = json(
        directory.path(),
        &["pll", "--board", "icebreaker", "--clock", "60"],
    );
    assert_eq!(found["reachable"], true);
    let closest = &found["closest"];
    assert_eq!(closest["mhz"], 60.0);
    assert_eq!(closest["dividers"]["divf"], 79);
    assert_eq!(
        (
            closest["oscillator_mhz"].as_f64(),
            closest["error"].as_f64()
        ),
        (Some(960.0), Some(0.0))
    );
    // 25 MHz with a phase detector of 10 MHz or more: steps of 12.5 MHz
    let found = json(
        directory.path(),
        &[
            "pll",
            "--board",
            "ulx3s-25f",
            "--clock",
            "72",
            "--near",
            "1",
        ],
    );
    assert_eq!(found["reachable"], false);
    let clocks = found["clocks"].as_array().expect("clocks");
    let mhz: Vec<f64> = clocks
        .iter()
        .map(|c| c["mhz"].as_f64().expect("MHz"))
        .collect();
    assert_eq!(mhz, [62.5, 75.0]);
    assert!(
        clocks.iter().all(|c| c["phase_mhz"].as_f64() >= Some(10.0)),
        "{clocks:?}"
    );
    let error = clocks[1]["error"].as_f64().expect("an error");
    assert!((error - 3.0 / 72.0).abs() < 1e-9, "{error}");
    let output = succeed(
        directory.path(),
        &["pll", "--board", "ulx3s-25f", "--clock", "72"],
    );
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    for word in [
        "72 MHz cannot be made",
        "core_mhz = 75.000000",
        "[clock.ecp5_pll]",
        "clkfb_div = 3",
    ] {
        assert!(text.contains(word), "no {word} in {text}");
    }
    // the lines that are printed are those of a board file
    board(directory.path(), "mine");
    let found = json(
        directory.path(),
        &["pll", "--board", "mine", "--clock", "54"],
    );
    let dividers = &found["closest"]["dividers"];
    let (divf, divq) = (&dividers["divf"], &dividers["divq"]);
    change(
        &directory.path().join("mine"),
        "board.toml",
        "divf = 63",
        &format!("divf = {divf}"),
    );
    change(
        &directory.path().join("mine"),
        "board.toml",
        "divq = 4",
        &format!("divq = {divq}"),
    );
    change(
        &directory.path().join("mine"),
        "board.toml",
        "core_mhz = 48.0",
        "core_mhz = 54.0",
    );
    let list = json(directory.path(), &["boards", "mine"]);
    assert_eq!(list["boards"][0]["core_mhz"], 54.0);
}

#[test]
fn own_folders_are_checked() {
    let directory = TempDir::new().expect("a temporary directory");
    board(directory.path(), "all/one");
    board(directory.path(), "all/two");
    change(
        &directory.path().join("all/two"),
        "board.toml",
        "\"hx8k-breakout\"",
        "\"two\"",
    );
    for arguments in [&["boards", "all"][..], &["boards", "all/one", "all/two"]] {
        let list = json(directory.path(), arguments);
        let boards = list["boards"].as_array().expect("a list");
        let names: Vec<_> = boards.iter().map(|board| &board["name"]).collect();
        assert_eq!(names, ["hx8k-breakout", "two"]);
    }
}

#[test]
fn what_cannot_be_reached_is_refused() {
    let case = |what, arguments, words| Refusal {
        what,
        arguments,
        words,
        prepare: |directory| {
            board(directory, "slow");
            change(
                &directory.join("slow"),
                "board.toml",
                "divr = 0",
                "divr = 1",
            );
            board(directory, "pins");
            change(
                &directory.join("pins"),
                "pins.pcf",
                "set_io o_tx B12",
                "set_io o_tx B13",
            );
            board(directory, "design");
            change(
                &directory.join("design"),
                "board.toml",
                "\"digits\"",
                "\"nothing\"",
            );
            fs::create_dir(directory.join("empty")).expect("a folder");
            put(directory, "file", "");
        },
    };
    refuse(&[
        case(
            "a clock between two",
            &["build", "--board", "ulx3s-25f", "--clock", "72"],
            &["--clock: found 72 MHz", "nearest: 62.5000 MHz, 75.0000 MHz"],
        ),
        case(
            "a clock above all",
            &["build", "--board", "icebreaker", "--clock", "1e4"],
            &["--clock: found 10000 MHz", "nearest: 2"],
        ),
        case(
            "no clock",
            &["build", "--board", "icebreaker", "--clock", "nan"],
            &["--clock: found NaN"],
        ),
        case(
            "a rate that is too fast",
            &["build", "--board", "icebreaker", "--baud", "4000000"],
            &["--baud: found 4000000", "nearest is 3000000"],
        ),
        case(
            "a rate that is too slow",
            &["build", "--board", "icebreaker", "--baud", "0"],
            &["--baud: found 0", "nearest is 5861"],
        ),
        case(
            "a clock that does not suit the line",
            &["build", "--board", "icebreaker", "--clock", "16.5"],
            &["--clock: found 16.5 MHz", "3000000 bits/s", "or --baud"],
        ),
        case(
            "a clock for all boards",
            &["build", "--board", "all", "--clock", "48"],
            &["--clock: found --board all"],
        ),
        case(
            "no clock for pll",
            &["pll", "--board", "icebreaker", "--clock", "0"],
            &["--clock: found 0", "a positive number"],
        ),
        case(
            "a phase detector that is too slow",
            &["boards", "slow"],
            &[
                "slow/board.toml",
                "6.000 MHz",
                "phase detector must run at 10 to 133",
            ],
        ),
        case(
            "pins that differ",
            &["boards", "pins"],
            &["pins/pins.pcf", "o_tx is at pin B13", "uart.tx = \"B12\""],
        ),
        case(
            "a design that is not there",
            &["boards", "design"],
            &["nothing"],
        ),
        case(
            "an empty folder",
            &["boards", "empty"],
            &["empty/board.toml"],
        ),
        case(
            "a file",
            &["boards", "file"],
            &["DIR: found file", "cannot be read"],
        ),
        case("nothing", &["boards", "missing"], &["DIR: found missing"]),
    ]);
}
