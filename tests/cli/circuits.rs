//! The exported Verilog behind the command line: equal to the model, found out when it is not, and clear when Verilator
//! is missing.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::command::{command, put, succeed};

/// Two pixels, two classes: a core that is soon compiled.
const DESIGN: &str = "[network]\nlayers = [2, 3, 2]\n[synapse]\nbits = 6\nnoise = 0.1\n\
    [sampling]\ndwell = 3\n[hardware]\nlanes = 2\n";
const IMAGES: &str = "a,b,label\n4,0,0\n3,1,0\n0,4,1\n1,3,1\n2,0,0\n";

fn directory() -> TempDir {
    let directory = TempDir::new().expect("a temporary directory");
    put(directory.path(), "d.toml", DESIGN);
    put(directory.path(), "images.csv", IMAGES);
    directory
}

#[test]
fn a_run_can_change_its_engine() {
    let directory = directory();
    let at = directory.path();
    let learn = |arguments: &[&str]| {
        let common = ["learn", "--quiet", "--presentations", "100"];
        succeed(at, &[&common, arguments].concat());
    };
    let new = ["--design", "d.toml", "--data", "images.csv", "--out"];
    learn(&[&new[..], &["mixed", "--engine", "rtl"]].concat());
    learn(&["--resume", "mixed"]);
    learn(&["--resume", "mixed", "--engine", "rtl"]);
    learn(&[&new[..], &["model"]].concat());
    learn(&["--resume", "model"]);
    learn(&["--resume", "model"]);
    let weights = |run: &str| fs::read(at.join(run).join("weights.safetensors")).expect("weights");
    assert!(weights("mixed") == weights("model"));

    let infer = |engine: &str| {
        let arguments = ["infer", "--weights", "mixed", "--json", "--engine", engine];
        let result: Value = serde_json::from_slice(&succeed(at, &arguments).stdout).expect("JSON");
        result["score"].clone()
    };
    assert_eq!(infer("model"), infer("rtl"));
}

/// Three of four images fit the store. A run may stop amid a pass, or end there.
#[test]
fn a_chip_learns_on_its_own_what_it_has_stored() {
    let directory = directory();
    let at = directory.path();
    put(at, "s.toml", format!("{DESIGN}stored_stimuli = 3\n"));
    let learn = |out: &str, engine: &str, presentations: &str| {
        let common = ["learn", "--json", "--stored", "--design", "s.toml"];
        let data = ["--data", "images.csv", "--engine", engine];
        let length = ["--presentations", presentations, "--out", out];
        succeed(at, &[&common[..], &data, &length].concat());
    };
    learn("model", "model", "121");
    learn("rtl", "rtl", "121");
    learn("parts", "rtl", "49");
    for engine in ["rtl", "model"] {
        let more = ["--presentations", "36", "--engine", engine];
        succeed(
            at,
            &[&["learn", "--quiet", "--resume", "parts"], &more[..]].concat(),
        );
    }
    let weights = |run: &str| fs::read(at.join(run).join("weights.safetensors")).expect("weights");
    assert!(weights("model") == weights("rtl"));
    assert!(weights("model") == weights("parts"));
    // one presentation more need not flip anything
    learn("longer", "model", "150");
    assert!(weights("model") != weights("longer"));
}

/// A Verilator that first takes the rails away: a weight at its rail moves beyond it.
const SPOILER: &str = r#"#!/bin/sh
if [ -f yuragi_synapse_lane.v ]; then
  cp yuragi_synapse_lane.v before
  sed -i 's/wrapped <= moving.*/wrapped <= 1'\''b0;/' yuragi_synapse_lane.v
  if cmp -s before yuragi_synapse_lane.v; then echo "nothing was spoiled" >&2; exit 1; fi
  rm before
fi
exec verilator "$@"
"#;

fn spoiled(at: &Path, arguments: &[&str]) -> (Option<i32>, Value) {
    let spoiler = at.join("spoiler");
    fs::write(&spoiler, SPOILER).expect("a script");
    fs::set_permissions(&spoiler, fs::Permissions::from_mode(0o755)).expect("executable");
    let output = command(at, arguments)
        .env("VERILATOR", &spoiler)
        .env("YURAGI_CACHE", at.join("cache"))
        .output()
        .expect("the program starts");
    let value = serde_json::from_slice(&output.stdout);
    let message = String::from_utf8_lossy(&output.stderr);
    (
        output.status.code(),
        value.unwrap_or_else(|_| panic!("no JSON: {message}")),
    )
}

#[test]
fn a_difference_is_named_and_shown_in_a_waveform() {
    let directory = directory();
    let at = directory.path();
    put(at, "d.toml", DESIGN.replace("bits = 6", "bits = 2"));
    let compare = [
        "compare",
        "--design",
        "d.toml",
        "--data",
        "images.csv",
        "--seed",
        "5",
        "--json",
        "model",
        "rtl",
    ];
    let (code, result) = spoiled(at, &compare);
    assert_eq!(code, Some(1), "{result}");
    assert_eq!(result["equal"], false);
    let difference = &result["difference"];
    assert_eq!(difference["field"], "weights");
    // the rail of 2 bits, and one beyond it, wrapped
    let values = [&difference["model"], &difference["rtl"]].map(Value::as_i64);
    assert!(
        matches!(values, [Some(-2), Some(1)] | [Some(1), Some(-2)]),
        "{difference}"
    );
    assert!(difference["index"].is_u64());
    let presentation = difference["presentation"].as_u64().expect("a number");
    assert_eq!(result["presentations"], presentation);

    // the command that it names gives the same difference, and the waveform
    let reproduction = difference["command"]
        .as_str()
        .expect("a command")
        .replace('\'', "");
    let mut arguments: Vec<&str> = reproduction.split(' ').skip(1).collect();
    arguments.push("--json");
    let (code, again) = spoiled(at, &arguments);
    assert_eq!(code, Some(1));
    for field in ["presentation", "field", "index", "model", "rtl"] {
        assert_eq!(again["difference"][field], difference[field], "{field}");
    }
    let wave = fs::metadata(at.join("difference.fst")).expect("a waveform");
    assert!(wave.len() > 100);
}

#[test]
fn a_missing_verilator_is_said_and_is_no_bad_input() {
    let directory = directory();
    let output = command(
        directory.path(),
        &["compare", "--design", "d.toml", "model", "rtl"],
    )
    .env("VERILATOR", "/nowhere/verilator")
    .env("YURAGI_CACHE", directory.path().join("cache"))
    .output()
    .expect("the program starts");
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{message}");
    assert!(
        message.contains("error: `/nowhere/verilator` was not found"),
        "{message}"
    );
    assert!(message.contains("apt install verilator"), "{message}");
}
