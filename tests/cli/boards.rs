//! Boards: the list, building, programming, and errors.

use std::fs;

use tempfile::TempDir;

use crate::command::{Refusal, command, json, put, refuse, succeed, tree};

#[test]
fn the_list_names_every_board() {
    let directory = TempDir::new().expect("a temporary directory");
    let list = json(directory.path(), &["boards"]);
    let boards = list["boards"].as_array().expect("a list");
    assert!(boards.len() >= 9);
    let text = succeed(directory.path(), &["boards"]).stdout;
    let text = String::from_utf8_lossy(&text);
    for board in boards {
        assert!(text.contains(board["name"].as_str().expect("a name")));
        let (baud, reached) = (board["baud"].as_f64(), board["baud_reached"].as_f64());
        let error = reached.expect("a rate") / baud.expect("a rate") - 1.0;
        assert!(error.abs() <= 0.01, "{board}");
    }
}

#[test]
fn what_cannot_be_built_is_refused_with_what_to_change() {
    refuse(&builds());
}

pub fn builds() -> Vec<Refusal> {
    let case = |what, arguments, words| Refusal {
        what,
        arguments,
        words,
        prepare: |directory| {
            put(directory, "file", "");
            fs::create_dir(directory.join("folder")).expect("a directory");
            put(&directory.join("folder"), "board.toml", "title = 3");
            put(&directory.join("folder"), "pins.lpf", "");
            // what an earlier build left
            fs::create_dir(directory.join("old")).expect("a directory");
            put(&directory.join("old"), "icestick.bin", "old");
        },
    };
    vec![
        case(
            "no such board",
            &["build", "--board", "arty"],
            &["there is no board arty", "icebreaker", "orangecrab-85f"],
        ),
        case(
            "a faulty folder",
            &["build", "--board", "folder"],
            &["folder/board.toml", "title", "line 1"],
        ),
        case(
            "too much memory",
            &["build", "--board", "icebreaker", "--design", "digits-128"],
            &[
                "block RAMs needed, 30 on up5k",
                "network.hidden <=",
                "a larger board (ulx3s-12f, ",
            ],
        ),
        case(
            "a board with no design",
            &["build", "--board", "icestick"],
            &["--design", "a design that fits hx1k"],
        ),
        // known only after synthesis; like the others it leaves old files as they are
        case(
            "too much logic",
            &[
                "build", "--board", "icestick", "--design", "tiny", "--out", "old",
            ],
            &[
                "LUT4 needed, 1280 on hx1k",
                "hardware.lanes < 2",
                "icebreaker",
            ],
        ),
        case(
            "a file for a directory",
            &["build", "--board", "icebreaker", "--out", "file"],
            &["--out", "file, which is a file"],
        ),
        case(
            "no placement",
            &["build", "--board", "icebreaker", "--best-of", "0"],
            &["'0'", "--best-of"],
        ),
        case(
            "no bitstream",
            &["program", "--board", "icebreaker"],
            &[
                "out/icebreaker/icebreaker.bin",
                "yuragi build --board icebreaker",
            ],
        ),
    ]
}

#[test]
fn a_dry_run_prints_the_command() {
    let directory = TempDir::new().expect("a temporary directory");
    for (board, command) in [
        ("icebreaker", "iceprog out/icebreaker/icebreaker.bin\n"),
        (
            "ulx3s-25f",
            "openFPGALoader --board ulx3s out/ulx3s-25f/ulx3s-25f.bit\n",
        ),
    ] {
        let output = succeed(
            directory.path(),
            &["program", "--board", board, "--dry-run"],
        );
        assert_eq!(String::from_utf8_lossy(&output.stdout), command);
    }
    let given = [
        "program",
        "--board",
        "orangecrab-85f",
        "--dry-run",
        "--bitstream",
        "a b.bit",
    ];
    let output = succeed(directory.path(), &given);
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(
        text,
        "dfu-util --alt 0 --device 1209:5af0 --download 'a b.bit'\n"
    );
    assert!(tree(directory.path()).is_empty());
}

#[test]
fn a_missing_tool_is_explained() {
    let directory = TempDir::new().expect("a temporary directory");
    put(directory.path(), "x.bit", "");
    let mut command = crate::command::command(
        directory.path(),
        &[
            "program",
            "--board",
            "orangecrab-85f",
            "--bitstream",
            "x.bit",
        ],
    );
    let output = command.env("PATH", "").output().expect("it starts");
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(
        text.contains("dfu-util is not installed: apt-get install dfu-util"),
        "{text}"
    );
    let arguments = ["build", "--board", "hx8k-breakout", "--design", "tiny"];
    let mut command = crate::command::command(directory.path(), &arguments);
    let output = command.env("PATH", "").output().expect("it starts");
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(
        text.contains("yosys was not found") && text.contains("apt-get install yosys"),
        "{text}"
    );
}

/// The smallest design: the same inputs and seed give the same bytes, another seed gives others.
#[test]
fn a_bitstream_is_made_again_byte_for_byte() {
    let directory = TempDir::new().expect("a temporary directory");
    let build = |out: &str, more: &[&str]| {
        let arguments = [
            "build",
            "--board",
            "hx8k-breakout",
            "--design",
            "tiny",
            "--out",
            out,
        ];
        let report = json(directory.path(), &[&arguments[..], more].concat());
        let bytes = fs::read(directory.path().join(out).join("hx8k-breakout.bin"));
        (report, bytes.expect("a bitstream"))
    };
    let (report, first) = build("one", &[]);
    assert_eq!(report["timing_met"], true, "{report}");
    assert_eq!(report["ram"]["available"], 32);
    assert!(report["lut4"].as_u64() > Some(1_000) && report["ff"].as_u64() > Some(500));
    assert!(report["reached_mhz"].as_f64() >= Some(48.0));
    assert!(report["presentations_per_second"][0].as_f64() > Some(1e5));
    let mut names: Vec<&str> = report["stages"]
        .as_array()
        .expect("stages")
        .iter()
        .filter_map(|stage| stage["name"].as_str())
        .collect();
    // a placement that cannot be routed is followed by that of the next seed
    names.dedup();
    assert_eq!(
        names,
        ["export", "synthesis", "place and route", "pack", "icetime"]
    );
    let seed = report["seed"].as_u64().expect("the seed of the placement");
    let written = fs::read(directory.path().join("one/report.json")).expect("a report");
    let written: serde_json::Value = serde_json::from_slice(&written).expect("JSON");
    assert_eq!(written["reached_mhz"], report["reached_mhz"]);
    let (_, second) = build("two", &[]);
    assert!(first == second, "the same inputs gave other bytes");
    let next = (seed + 1).to_string();
    let (best, third) = build("three", &["--seed", &next, "--best-of", "2"]);
    assert!(first != third, "another seed gave the same bytes");
    assert!(best["seed"].as_u64() > Some(seed), "{best}");
    // every file is whole: no temporary one is left
    let written = fs::read_dir(directory.path().join("one")).expect("a directory");
    let mut names: Vec<_> = written
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    names.sort();
    let expected = [
        "hx8k-breakout.asc",
        "hx8k-breakout.bin",
        "hx8k-breakout.json",
        "nextpnr.log",
        "pins.pcf",
        "report.json",
        "verilog",
        "yosys.log",
    ];
    assert_eq!(names, expected);
    // what the tools said, whole: from the first pass to the last line
    let log = |name: &str| fs::read_to_string(directory.path().join("one").join(name));
    assert!(
        log("yosys.log")
            .expect("a log")
            .contains("Executing SYNTH_ICE40 pass")
    );
    let placed = log("nextpnr.log").expect("a log");
    assert!(placed.contains("Max frequency for clock") && placed.contains("Routing"));
}

/// `make tools-ecp5` installs what this needs.
#[test]
fn an_ecp5_bitstream_is_made() {
    let directory = TempDir::new().expect("a temporary directory");
    let arguments = [
        "build",
        "--board",
        "colorlight-i5",
        "--design",
        "tiny",
        "--clock",
        "62.5",
        "--baud",
        "1000000",
        "--out",
        "one",
        "--json",
    ];
    let mut command = crate::command::command(directory.path(), &arguments);
    let tools = concat!(env!("CARGO_MANIFEST_DIR"), "/.tools");
    let output = command
        .env("YURAGI_TOOLS", tools)
        .output()
        .expect("it starts");
    let message = String::from_utf8_lossy(&output.stderr);
    let report: serde_json::Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {message}"));
    assert_eq!(report["cells"]["available"], 24_288);
    assert_eq!(
        (&report["asked_mhz"], &report["baud"]),
        (&62.5.into(), &1_000_000.into())
    );
    let clock = fs::read_to_string(directory.path().join("one/verilog/yuragi_clock_source.v"));
    let clock = clock.expect("the loop");
    assert!(
        clock.contains(".CLKI_DIV(2)") && clock.contains(".CLKFB_DIV(5)"),
        "{clock}"
    );
    // stages and times, although standard error is no terminal
    for stage in ["synthesis", "place and route, routing", "packing"] {
        let told = |line: &&str| line.contains(" s  colorlight-i5: ") && line.ends_with(stage);
        assert!(
            message.lines().any(|line| told(&line)),
            "no {stage} in {message}"
        );
    }
    assert!(report["ram"]["used"].as_u64() > Some(1));
    let met = report["timing_met"] == true;
    assert_eq!(output.status.code(), Some(i32::from(!met)), "{message}");
    let bytes = fs::read(directory.path().join("one/colorlight-i5.bit")).expect("a bitstream");
    // the preamble that an ECP5 looks for
    let preamble = [0xff, 0xff, 0xbd, 0xb3];
    assert!(bytes.windows(4).any(|window| window == preamble));
}

/// A YoWASP tool that notes where it would keep what it compiled, and fails.
const NOTING: &str = "#!/bin/sh\necho \"$YOWASP_CACHE_DIR\" > \"$NOTE\"\nexit 1\n";

#[test]
fn tools_keep_what_they_compiled_where_the_user_may_write() {
    use std::os::unix::fs::PermissionsExt;
    let directory = TempDir::new().expect("a temporary directory");
    // the tool runs elsewhere, and paths may have links
    let at = &directory.path().canonicalize().expect("a path");
    let (tools, empty, note) = (at.join("tools"), at.join("empty"), at.join("note"));
    fs::create_dir_all(tools.join("bin")).expect("a directory");
    fs::create_dir(&empty).expect("a directory");
    put(at, "file", "");
    for name in ["yosys", "nextpnr-ecp5", "ecppack"] {
        let program = tools.join(format!("bin/yowasp-{name}"));
        fs::write(&program, NOTING).expect("a file is written");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("a program");
    }
    let build = |own: Option<&str>| {
        let mut command = command(at, &["build", "--board", "ulx3s-25f"]);
        command
            .env("PATH", &empty)
            .env("YURAGI_TOOLS", &tools)
            .env("YURAGI_CACHE", at.join("ours"))
            .env("NOTE", &note)
            .env_remove("YOWASP_CACHE_DIR");
        if let Some(own) = own {
            command.env("YOWASP_CACHE_DIR", own);
        }
        let output = command.output().expect("the program starts");
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let noted = || fs::read_to_string(&note).expect("a note").trim().to_owned();
    let shown = |folder: &str| at.join(folder).display().to_string();
    assert!(build(None).contains("yosys failed"));
    assert_eq!(noted(), shown("tools/cache"));
    // a folder of the user's own comes first, also by a relative path
    build(Some(&shown("own")));
    assert_eq!(noted(), shown("own"));
    build(Some("other"));
    assert_eq!(noted(), shown("other"));
    // a folder of the tools that cannot be written
    fs::remove_dir(tools.join("cache")).expect("an empty directory");
    put(&tools, "cache", "");
    build(None);
    assert_eq!(noted(), shown("ours/yowasp"));
    // and one of the user's own is told and not replaced
    fs::remove_file(&note).expect("a note");
    let message = build(Some("file"));
    for word in ["yosys", &shown("file"), "set YOWASP_CACHE_DIR"] {
        assert!(message.contains(word), "no {word:?} in {message}");
    }
    assert!(!note.exists());
}

#[test]
fn a_cache_that_cannot_be_written_is_told_with_the_cure() {
    let directory = TempDir::new().expect("a temporary directory");
    let compare = ["compare", "--design", "tiny", "model", "rtl"];
    let output = command(directory.path(), &compare)
        .env("YURAGI_CACHE", "/proc/yuragi")
        .output()
        .expect("the program starts");
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{message}");
    for word in ["/proc/yuragi", "set YURAGI_CACHE"] {
        assert!(message.contains(word), "no {word:?} in {message}");
    }
}
