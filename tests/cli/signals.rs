//! Ctrl-C, SIGTERM and the end of the terminal: what was done is saved, and nothing is left behind.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use tempfile::TempDir;

use crate::command::{json, put, run, send, wait_for, with_signals};
use crate::ports::Board;

/// The signals, and the exit code of each.
const SIGNALS: [(&str, i32); 3] = [("INT", 130), ("TERM", 143), ("HUP", 129)];

/// The exit code of a process that must end by itself.
fn code(mut child: Child) -> Option<i32> {
    let mut status = None;
    wait_for("the process ends", || {
        status = child.try_wait().expect("a process");
        status.is_some()
    });
    status.and_then(|status| status.code())
}

fn start(at: &Path, arguments: &[&str]) -> Command {
    let mut command = with_signals(at, arguments);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

#[test]
fn learning_saves_its_state_at_every_signal() {
    for (signal, expected) in SIGNALS {
        let directory = TempDir::new().expect("a directory");
        let at = directory.path();
        let learn = ["learn", "--presentations", "100000000", "--out", "run"];
        let child = start(at, &learn).spawn().expect("the program starts");
        sleep(Duration::from_millis(1500));
        send(signal, child.id());
        assert_eq!(code(child), Some(expected), "{signal}");
        let more = ["learn", "--resume", "run", "--presentations", "100"];
        let result = json(at, &more);
        let before = result["presentations_before"].as_u64();
        assert!(before > Some(1000), "{signal}: {result}");
    }
}

/// A tool that starts a child and waits for it; both write their numbers.
const ENDLESS: &str =
    "#!/bin/sh\nsleep 300 &\necho $$ $! > \"$PIDS.new\"\nmv \"$PIDS.new\" \"$PIDS\"\nwait\n";

/// A folder of programs that shadow the real ones.
pub fn shadow(at: &Path, name: &str, text: &str) -> String {
    let bin = at.join("bin");
    fs::create_dir_all(&bin).expect("a directory");
    let program = bin.join(name);
    fs::write(&program, text).expect("a file is written");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("a program");
    let path = std::env::var("PATH").expect("a path");
    format!("{}:{path}", bin.display())
}

/// Whether a process runs, and is not only waited for.
fn runs(process: &str) -> bool {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let state = stat.rsplit(") ").next().unwrap_or_default().chars().next();
    !matches!(state, None | Some('Z' | 'X'))
}

/// Starts a command that runs an endless tool, sends a signal, and looks for what is left.
fn ends_with_its_tools(tool: &str, variable: Option<&str>, arguments: &[&str]) {
    for (signal, expected) in SIGNALS {
        let directory = TempDir::new().expect("a directory");
        let at = directory.path();
        let (temporary, pids) = (at.join("temporary"), at.join("pids"));
        fs::create_dir(&temporary).expect("a directory");
        let path = shadow(at, tool, ENDLESS);
        let mut command = start(at, arguments);
        command
            .env("PATH", path)
            .env("PIDS", &pids)
            .env("TMPDIR", &temporary)
            .env("YURAGI_CACHE", at.join("cache"));
        if let Some(variable) = variable {
            command.env(variable, at.join("bin").join(tool));
        }
        let child = command.spawn().expect("the program starts");
        wait_for("the tool runs", || pids.exists());
        let numbers = fs::read_to_string(&pids).expect("numbers");
        let numbers: Vec<&str> = numbers.split_whitespace().collect();
        assert!(numbers.iter().all(|number| runs(number)), "{numbers:?}");
        send(signal, child.id());
        assert_eq!(code(child), Some(expected), "{signal}: {arguments:?}");
        wait_for("the tool and its child end", || {
            !numbers.iter().any(|number| runs(number))
        });
        let left = |folder: &Path| fs::read_dir(folder).into_iter().flatten().count();
        assert_eq!(left(&temporary), 0, "{signal}: {arguments:?}");
        assert_eq!(left(&at.join("cache/verilator/tmp")), 0, "{signal}");
        assert!(!at.join("out").exists(), "{signal}");
    }
}

#[test]
fn a_build_ends_with_its_tools() {
    let build = ["build", "--board", "icebreaker", "--out", "out"];
    ends_with_its_tools("yosys", None, &build);
    ends_with_its_tools("yosys", None, &["build", "--board", "all", "--out", "out"]);
}

#[test]
fn the_compilation_of_a_circuit_ends_with_its_tools() {
    let compare = ["compare", "--design", "tiny", "model", "rtl"];
    ends_with_its_tools("verilator", Some("VERILATOR"), &compare);
}

#[test]
fn a_virtual_board_removes_its_link() {
    // Ctrl-C is the usual end
    for (signal, expected) in [("INT", 0), ("TERM", 143), ("HUP", 129)] {
        let directory = TempDir::new().expect("a directory");
        let board = Board::start(directory.path(), "board", "tiny");
        assert!(directory.path().join("board").is_symlink());
        assert_eq!(board.stop_by(signal), Some(expected), "{signal}");
        assert!(!directory.path().join("board").is_symlink(), "{signal}");
    }
}

#[test]
fn a_sweep_goes_on_after_every_signal() {
    let sweep = "designs = [\"digits\"]\nseeds = 12\nsplits = 1\npresentations = 400000\n";
    for (signal, expected) in SIGNALS {
        let directory = TempDir::new().expect("a directory");
        let at = directory.path();
        put(at, "s.toml", sweep);
        let child = start(at, &["sweep", "s.toml", "--out", "o"]).spawn();
        let child = child.expect("the program starts");
        let done = || {
            let plan = run(at, &["sweep", "s.toml", "--out", "o", "--plan", "--json"]);
            let plan: serde_json::Value = serde_json::from_slice(&plan.stdout).expect("JSON");
            plan["done"].as_u64().expect("a number")
        };
        wait_for("a task is done", || done() > 0);
        send(signal, child.id());
        assert_eq!(code(child), Some(expected), "{signal}");
        let before = done();
        let rest = json(at, &["sweep", "s.toml", "--out", "o"]);
        assert_eq!(rest["ran"].as_u64(), Some(12 - before), "{signal}: {rest}");
    }
}

#[test]
fn nohup_is_left_as_it_is() {
    let directory = TempDir::new().expect("a directory");
    let at = directory.path();
    let program = env!("CARGO_BIN_EXE_yuragi");
    let line = format!("trap '' HUP; exec {program} learn --presentations 100000000 --out run");
    let mut child = Command::new("sh")
        .args(["-c", &line])
        .current_dir(at)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a shell");
    sleep(Duration::from_secs(1));
    send("HUP", child.id());
    sleep(Duration::from_secs(1));
    assert!(child.try_wait().expect("a process").is_none());
    send("TERM", child.id());
    assert_eq!(code(child), Some(143));
}
