//! Devices on a serial port: a virtual board, and the verbs that talk to it.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rustix::fs::{Mode, OFlags};
use tempfile::TempDir;

use crate::command::{Refusal, command, json, refuse, run, send, with_signals};

/// A virtual board that ends with its test.
pub struct Board {
    child: Child,
}

impl Board {
    pub fn start(at: &Path, link: &str, design: &str) -> Self {
        let arguments = [
            "virtual-board",
            "--board",
            "icebreaker",
            "--design",
            design,
            "--stage",
            "rtl",
            "--link",
            link,
        ];
        let mut child = with_signals(at, &arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        let out = child.stdout.as_mut().expect("an output");
        BufReader::new(out).read_line(&mut line).expect("a line");
        assert_eq!(line.trim_end(), link);
        Self { child }
    }

    /// Ctrl-C, and the exit code.
    pub fn stop(self) -> Option<i32> {
        self.stop_by("INT")
    }

    /// A signal, and the exit code.
    pub fn stop_by(mut self, signal: &str) -> Option<i32> {
        send(signal, self.child.id());
        self.child.wait().expect("an end").code()
    }
}

impl Drop for Board {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_virtual_board_is_compared_with_the_model() {
    let directory = TempDir::new().expect("a directory");
    let at = directory.path();
    let board = Board::start(at, "board", "tiny");
    let to = ["--port", "board", "--board", "icebreaker"];
    let compare = ["compare", "--design", "tiny", "--presentations", "200"];
    let result = json(at, &[&compare[..], &to].concat());
    assert_eq!(result["equal"], true, "{result}");
    assert_eq!(result["presentations"], 200);
    assert!(result["counts"].as_u64() > Some(50), "{result}");
    assert!(result["checkpoints"].as_u64() >= Some(2), "{result}");
    assert!(result["stream_bits"].as_u64() >= Some(640), "{result}");

    // a core of another design, and an engine that cannot be compared in this way
    for (arguments, words) in [
        (
            &["compare"][..],
            &["number of inputs", "is 2", "expected 64"][..],
        ),
        (&["learn"], &["--engine serial"]),
    ] {
        let output = run(at, &[arguments, &to].concat());
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{message}");
        for word in words {
            assert!(message.contains(word), "no {word:?} in {message}");
        }
    }
    assert_eq!(board.stop(), Some(0));
    assert!(!at.join("board").is_symlink());
}

#[test]
fn learning_and_inference_run_on_a_virtual_board() {
    let directory = TempDir::new().expect("a directory");
    let at = directory.path();
    let _board = Board::start(at, "board", "digits");
    let to = [
        "--engine",
        "serial",
        "--port",
        "board",
        "--board",
        "icebreaker",
    ];
    let learn = ["learn", "--design", "digits", "--presentations", "300"];
    let device = json(at, &[&learn[..], &["--out", "device"], &to].concat());
    let model = json(at, &[&learn[..], &["--out", "model"]].concat());
    assert_eq!(device["flips"], model["flips"]);
    assert_eq!(device["test_accuracy"], model["test_accuracy"]);
    let weights =
        |run: &str| std::fs::read(at.join(run).join("weights.safetensors")).expect("weights");
    assert!(weights("device") == weights("model"));
    // the streams cannot be read, so the run cannot be continued
    assert!(!at.join("device/state.json").exists());

    let infer = ["infer", "--weights", "model", "--spikes", "2"];
    let predicted = json(at, &[&infer[..], &to].concat());
    assert_eq!(predicted["score"], json(at, &infer)["score"]);
    let output = run(
        at,
        &[
            &["learn", "--resume", "model", "--presentations", "9"],
            &to[..],
        ]
        .concat(),
    );
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert!(message.contains("neither be kept nor set"), "{message}");
}

#[test]
fn commands_end_beside_another_reader_of_the_port() {
    let directory = TempDir::new().expect("a directory");
    let at = directory.path();
    let _board = Board::start(at, "board", "digits");
    let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::NONBLOCK;
    let thief = rustix::fs::open(at.join("board"), flags, Mode::empty()).expect("the terminal");
    // how often it may still take what has come; each time costs the commands some seconds
    let (end, thefts) = (AtomicBool::new(false), AtomicUsize::new(0));
    let to = ["--port", "board", "--board", "icebreaker"].join(" ");
    let to = format!("{to} --patience 20 --reconnect 1 --presentations 50");
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !end.load(Ordering::SeqCst) {
                if thefts.load(Ordering::SeqCst) == 0 {
                    std::thread::sleep(Duration::from_millis(1));
                } else if rustix::io::read(&thief, &mut [0; 512][..]).is_ok() {
                    thefts.fetch_sub(1, Ordering::SeqCst);
                }
            }
        });
        for verb in ["compare", "learn --engine serial --out run"] {
            let line = format!("{verb} --design digits {to}");
            let start = Instant::now();
            thefts.store(3, Ordering::SeqCst);
            let words: Vec<&str> = line.split(' ').collect();
            let mut child = command(at, &words)
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .expect("the program starts");
            let mut status = None;
            while status.is_none() && start.elapsed() < Duration::from_secs(300) {
                status = child.try_wait().expect("a process");
                std::thread::sleep(Duration::from_millis(50));
            }
            // the thief must end in any case, or the test would not
            end.store(status.is_none(), Ordering::SeqCst);
            if status.is_none() {
                child.kill().expect("killed");
            }
            let last = child.wait().expect("a process");
            let Some(status) = status else {
                panic!("{line}: no end, until it was killed: {last}");
            };
            let mut message = String::new();
            let errors = child.stderr.as_mut().expect("a pipe");
            errors.read_to_string(&mut message).expect("a text");
            if !status.success() {
                let told = message.contains("error: ") && message.contains("other program read");
                end.store(!told, Ordering::SeqCst);
                assert!(told, "{line}: {message}");
            }
        }
        end.store(true, Ordering::SeqCst);
    });
    // all were done, or the test would be none
    assert_eq!(thefts.into_inner(), 0);
}

#[test]
fn bad_ports_are_refused() {
    refuse(&ports());
}

pub fn ports() -> Vec<Refusal> {
    let nothing: fn(&Path) = |_| ();
    let case = |what, arguments, words| Refusal {
        what,
        arguments,
        words,
        prepare: nothing,
    };
    vec![
        case(
            "no such port",
            &["compare", "--port", "nowhere", "--board", "icebreaker"],
            &["nowhere", "No such file"],
        ),
        case(
            "a file is no port",
            &["compare", "--port", "/etc/passwd", "--baud", "115200"],
            &["/etc/passwd"],
        ),
        case(
            "no rate",
            &["compare", "--port", "nowhere"],
            &["--board", "--baud"],
        ),
        case(
            "an engine, and no port",
            &["infer", "--weights", ".", "--engine", "serial"],
            &[],
        ),
        case(
            "engines together with a port",
            &[
                "compare", "--port", "nowhere", "--baud", "9600", "model", "rtl",
            ],
            &["--port"],
        ),
        case(
            "a rate that is none",
            &["compare", "--port", "x", "--baud", "7"],
            &["--baud"],
        ),
        case(
            "no such board",
            &["virtual-board", "--board", "nothing"],
            &["nothing"],
        ),
        case(
            "a board for which no design is",
            &["virtual-board", "--board", "icestick"],
            &["--design"],
        ),
        Refusal {
            what: "a link where a file is",
            arguments: &["virtual-board", "--board", "icebreaker", "--link", "file"],
            words: &["--link", "file"],
            prepare: |at| std::fs::write(at.join("file"), "kept").expect("written"),
        },
    ]
}
