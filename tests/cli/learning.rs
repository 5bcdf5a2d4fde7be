//! Learning: going on bit for bit, stopping at Ctrl-C, and weights that do what they did while learning.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use crate::command::{change_weights, command, json, learned, succeed};

fn directory() -> TempDir {
    TempDir::new().expect("a temporary directory")
}

/// A design in which a stimulus stays for several presentations and everything fluctuates.
const RESTLESS: &str = "[network]\nlayers = [64, 12, 10]\n\
    [synapse]\nflip = 0.5\nnoise = 0.25\n[sampling]\nsweeps = 2\ndwell = 7\n[hardware]\nlanes = 24\n";

/// The state without what depends on the clock on the wall.
fn state(path: &Path) -> Value {
    let text = fs::read_to_string(path.join("state.json")).expect("a state");
    let mut state: Value = serde_json::from_str(&text).expect("JSON");
    state["seconds"] = Value::Null;
    state["curve"] = Value::Null;
    state
}

#[test]
fn going_on_is_as_if_it_had_never_stopped() {
    let directory = directory();
    let at = directory.path();
    fs::write(at.join("restless.toml"), RESTLESS).expect("a design");
    for design in ["digits", "generative", "restless.toml"] {
        // 1501 is no multiple of the dwell: the run stops amid a stimulus
        let learn = |out: &str, presentations: &str| {
            let arguments = [
                "learn",
                "--quiet",
                "--design",
                design,
                "--presentations",
                presentations,
                "--out",
                out,
                // the same directory serves both designs
                "--force",
            ];
            succeed(at, &arguments);
        };
        learn("parts", "1501");
        succeed(
            at,
            &[
                "learn",
                "--quiet",
                "--resume",
                "parts",
                "--presentations",
                "1501",
            ],
        );
        learn("whole", "3002");
        let (parts, whole) = (state(&at.join("parts")), state(&at.join("whole")));
        assert_eq!(parts["presentations"], 3002, "{design}");
        assert!(parts == whole, "{design}: the states differ");
        let weights =
            |run: &str| fs::read(at.join(run).join("weights.safetensors")).expect("weights");
        assert!(
            weights("parts") == weights("whole"),
            "{design}: the weights differ"
        );
    }
}

#[test]
fn a_resumed_run_can_be_written_elsewhere() {
    let directory = directory();
    let at = directory.path();
    succeed(
        at,
        &[
            "learn",
            "--quiet",
            "--presentations",
            "100",
            "--out",
            "first",
        ],
    );
    let before = crate::command::tree(&at.join("first"));
    let result = json(
        at,
        &[
            "learn",
            "--resume",
            "first",
            "--presentations",
            "50",
            "--out",
            "second",
        ],
    );
    assert_eq!(result["presentations"], 150);
    assert_eq!(result["presentations_before"], 100);
    assert_eq!(crate::command::tree(&at.join("first")), before);
    assert_eq!(state(&at.join("second"))["presentations"], 150);
}

#[test]
fn seeds_change_what_is_learned() {
    let directory = directory();
    let at = directory.path();
    let learn = |out: &str, arguments: &[&str]| {
        let common = ["learn", "--quiet", "--presentations", "200", "--out", out];
        succeed(at, &[&common, arguments].concat());
        fs::read(at.join(out).join("weights.safetensors")).expect("weights")
    };
    let one = learn("one", &[]);
    assert!(one == learn("same", &["--seed", "1", "--split-seed", "1"]));
    assert!(one != learn("seed", &["--seed", "2"]));
    assert!(one != learn("split", &["--split-seed", "2"]));
}

#[test]
fn inference_repeats_the_accuracy_of_learning() {
    let directory = directory();
    let at = directory.path();
    for (design, floor) in [("digits", 0.75), ("generative", 0.6)] {
        let learned = json(
            at,
            &[
                "learn",
                "--design",
                design,
                "--presentations",
                "30000",
                "--out",
                design,
            ],
        );
        let inferred = json(at, &["infer", "--weights", design]);
        assert_eq!(learned["test_accuracy"], inferred["accuracy"], "{design}");
        assert_eq!(inferred["evaluated_on"], "359 test images of the run");
        let accuracy = inferred["accuracy"].as_f64().expect("a number");
        assert!(accuracy > floor, "{design}: {accuracy}");
        let images: u64 = inferred["score"]["confusion"]
            .as_array()
            .expect("rows")
            .iter()
            .flat_map(|row| row.as_array().expect("a row"))
            .map(|count| count.as_u64().expect("a count"))
            .sum();
        assert_eq!(inferred["images"], images);
    }
    // the same images under another name are known by their content
    let digits = concat!(env!("CARGO_MANIFEST_DIR"), "/data/digits.csv");
    let inferred = json(at, &["infer", "--weights", "digits", "--data", digits]);
    assert_eq!(inferred["evaluated_on"], "359 test images of the run");
    // weights alone are enough, and know which images they learned from
    fs::remove_file(at.join("digits/state.json")).expect("a state");
    let all = json(at, &["infer", "--weights", "digits"]);
    assert_eq!(
        all["evaluated_on"],
        "359 images that were not learned, without 1438 that were"
    );
    assert_eq!(all["images"], 359);
}

#[test]
fn stopping_leaves_a_checkpoint_to_go_on_from() {
    let directory = directory();
    let at = directory.path();
    let child = command(
        at,
        &[
            "learn",
            "--json",
            "--presentations",
            "1000000000",
            "--out",
            "run",
        ],
    )
    .stdout(Stdio::piped())
    .stderr(Stdio::piped())
    .spawn()
    .expect("the program starts");
    // a handler is there once the first checkpoint may come; before, a signal would just end the process
    thread::sleep(Duration::from_secs(1));
    let killed = Command::new("sh")
        .args(["-c", &format!("kill -INT {}", child.id())])
        .status()
        .expect("a shell");
    assert!(killed.success());
    let start = Instant::now();
    let output = child.wait_with_output().expect("the program ends");
    assert!(start.elapsed() < Duration::from_secs(60));
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(130), "{message}");
    assert!(message.contains("--resume run"), "{message}");
    let result: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(result["stopped"], true);
    let done = result["presentations"].as_u64().expect("a number");
    assert!(done > 0);

    json(at, &["infer", "--weights", "run"]);
    let more = json(at, &["learn", "--resume", "run", "--presentations", "5"]);
    assert_eq!(more["presentations"], done + 5);
    succeed(
        at,
        &[
            "learn",
            "--quiet",
            "--presentations",
            &(done + 5).to_string(),
            "--out",
            "whole",
        ],
    );
    assert!(state(&at.join("run"))["snapshot"] == state(&at.join("whole"))["snapshot"]);
}

/// The file alone, with the design in its header, names images as its directory does; padding is not needed for that.
#[test]
fn weights_alone_are_enough() {
    let directory = directory();
    let at = directory.path();
    learned(at);
    fs::remove_file(at.join("learned/state.json")).expect("a state");
    let confusion =
        |weights: &str| json(at, &["infer", "--weights", weights])["score"]["confusion"].clone();
    let expected = confusion("learned");
    assert_eq!(confusion("learned/weights.safetensors"), expected);
    change_weights(at, |tensors, _| drop(tensors.remove("row_memory")));
    assert_eq!(confusion("learned/weights.safetensors"), expected);
}

/// What is exported with weights has them in its row memory, and is of their design.
#[test]
fn a_trained_chip_is_exported() {
    let directory = directory();
    let at = directory.path();
    learned(at);
    let export = ["export", "--quiet", "--out"];
    succeed(
        at,
        &[&export[..], &["trained", "--weights", "learned"]].concat(),
    );
    succeed(
        at,
        &[&export[..], &["fresh", "--design", "digits"]].concat(),
    );
    let text =
        |run: &str, file: &str| fs::read_to_string(at.join(run).join(file)).expect("Verilog");
    let words = |run: &str| text(run, "yuragi_row_memory.v").matches("  words[").count();
    assert_eq!((words("trained"), words("fresh")), (325, 0));
    assert_eq!(
        text("trained", "yuragi_lane_lfsr.v"),
        text("fresh", "yuragi_lane_lfsr.v")
    );
}
