//! What the verbs report, for programs and for people.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::command::{command, generative, json, learned, run, succeed};

/// Checks that the fields are there, a dot for a field of a field.
fn has(value: &Value, fields: &[&str]) {
    for field in fields {
        let found = field
            .split('.')
            .try_fold(value, |value, name| value.get(name));
        assert!(
            found.is_some_and(|found| !found.is_null()),
            "no {field} in {value}"
        );
    }
}

fn directory() -> TempDir {
    TempDir::new().expect("a temporary directory")
}

#[test]
fn learn() {
    let directory = directory();
    let result = json(directory.path(), &["learn", "--presentations", "2000"]);
    let fields = "test_accuracy train_accuracy presentations seconds presentations_per_second flips.up flips.down";
    has(&result, &fields.split(' ').collect::<Vec<_>>());
    assert_eq!(result["presentations"], 2000);
    for file in [
        "design.toml",
        "weights.safetensors",
        "state.json",
        "curve.csv",
        "curve.svg",
        "confusion.svg",
        "result.json",
    ] {
        assert!(
            directory.path().join("out/learn").join(file).is_file(),
            "{file}"
        );
    }
    let curve = fs::read_to_string(directory.path().join("out/learn/curve.csv")).expect("a curve");
    assert_eq!(
        curve.lines().count(),
        3,
        "a header and points at 1,000 and 2,000"
    );
}

#[test]
fn info() {
    let directory = directory();
    for design in [
        "digits",
        "digits-20",
        "digits-128",
        "digits-stored",
        "digits-wide",
        "generative",
        "tiny",
        "mnist",
        "mnist-256",
    ] {
        let result = json(directory.path(), &["info", "--design", design]);
        let fields = "neurons bundles synapses rows p_bits depth lanes \
            cycles_per_presentation.predict cycles_per_presentation.resample cycles_per_presentation.flip \
            flip.rounded noise.rounded block_ram.blocks";
        has(&result, &fields.split_whitespace().collect::<Vec<_>>());
        let number = |field: &str| result[field].as_u64().expect("a number");
        assert_eq!(
            number("p_bits"),
            number("neurons") + number("synapses"),
            "{design}"
        );
    }
    let digits = json(directory.path(), &["info"]);
    assert_eq!(digits["neurons"], 138);
    assert_eq!(digits["bundles"], 64 * 65 + 10 * 65);
    assert_eq!(digits["synapses"], (64 * 65 + 10 * 65) * 255);
    assert_eq!(digits["rows"][0]["words"], 4);
    assert_eq!(digits["depth"], 325);
}

#[test]
fn compare() {
    let directory = directory();
    let digits = concat!(env!("CARGO_MANIFEST_DIR"), "/data/digits.csv");
    for arguments in [
        vec![
            "compare",
            "--design",
            "tiny",
            "--presentations",
            "50",
            "model",
            "model",
        ],
        vec![
            "compare",
            "--data",
            digits,
            "--presentations",
            "50",
            "model",
            "model",
        ],
    ] {
        let result = json(directory.path(), &arguments);
        assert_eq!(result["presentations"], 50);
        assert_eq!(result["equal"], true);
        assert!(result["bits_compared"].as_u64().expect("a number") > 50);
    }
}

#[test]
fn pictures() {
    let directory = directory();
    let at = directory.path();
    generative(at);
    let drawn = json(
        at,
        &[
            "generate",
            "--weights",
            "learned",
            "--label",
            "3",
            "--samples",
            "2",
        ],
    );
    let pictures = drawn["pictures"].as_array().expect("pictures");
    assert_eq!(pictures.len(), 1);
    assert_eq!(pictures[0]["label"], 3);
    let samples = pictures[0]["samples"].as_array().expect("samples");
    assert_eq!(samples.len(), 2);
    assert_eq!(samples[0].as_array().expect("pixels").len(), 64);
    assert!(samples[0] != samples[1], "two pictures are two draws");

    for half in ["top", "bottom", "left", "right"] {
        let result = json(
            at,
            &[
                "complete",
                "--weights",
                "learned",
                "--half",
                half,
                "--images",
                "3",
            ],
        );
        has(
            &result,
            &["classified_rightly", "mean_squared_error", "given"],
        );
        let given = result["given"].as_array().expect("a mask");
        assert_eq!(
            given
                .iter()
                .filter(|given| **given == Value::Bool(true))
                .count(),
            32,
            "{half}"
        );
        assert_eq!(result["images"], 3);
    }
    for file in ["out/generated.svg", "out/completed.svg"] {
        let text = fs::read_to_string(at.join(file)).expect("a picture");
        assert!(text.contains("<svg"), "{file}");
    }
}

#[test]
fn export() {
    let directory = directory();
    let result = json(
        directory.path(),
        &["export", "--design", "tiny", "--out", "verilog"],
    );
    let files = result["files"].as_array().expect("files");
    let list = fs::read_to_string(directory.path().join("verilog/yuragi_core.f")).expect("a list");
    assert_eq!(list.lines().last(), Some("yuragi_core.v"));
    assert_eq!(
        files.len(),
        list.lines().count() + 1,
        "the modules and the list"
    );
    for name in list.lines() {
        assert!(
            directory.path().join("verilog").join(name).is_file(),
            "{name}"
        );
    }
    // a second design beside it
    let arguments = ["export", "--prefix", "other_", "--out", "verilog"];
    json(directory.path(), &arguments);
    let read = |name: &str| fs::read_to_string(directory.path().join("verilog").join(name));
    let core = read("other_core.v").expect("a core");
    assert!(core.contains("module other_core ("), "{core}");
    assert!(core.contains("  other_sequencer sequencer ("), "{core}");
    assert!(!core.contains("yuragi_"), "{core}");
    let first = read("yuragi_core.v").expect("a core");
    assert!(first.contains("module yuragi_core ("), "{first}");
    assert!(
        read("other_core.f")
            .expect("a list")
            .contains("other_core.v")
    );
}

#[test]
fn people_read_standard_output_and_quiet_is_quiet() {
    let directory = directory();
    let at = directory.path();
    learned(at);
    let output = succeed(at, &["infer", "--weights", "learned"]);
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        text.contains("accuracy") && text.contains("of 359"),
        "{text}"
    );
    let output = succeed(at, &["infer", "--weights", "learned", "--json", "--quiet"]);
    assert!(output.stderr.is_empty());
    // with --json people read standard error
    let output = succeed(at, &["infer", "--weights", "learned", "--json"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("accuracy"));
}

#[test]
fn help_and_version_are_no_errors() {
    let directory = directory();
    let help = succeed(directory.path(), &["--help"]);
    let text = String::from_utf8_lossy(&help.stdout);
    for verb in [
        "learn", "infer", "compare", "export", "info", "generate", "complete", "demo",
    ] {
        assert!(text.contains(&format!("\n  {verb} ")), "{verb} in {text}");
        succeed(directory.path(), &[verb, "--help"]);
    }
    succeed(directory.path(), &["--version"]);
    // no verb at all: the help, as an error
    assert_eq!(run(directory.path(), &[]).status.code(), Some(2));
}

#[test]
fn a_reader_that_goes_away_is_no_panic() {
    let directory = directory();
    let mut child = command(directory.path(), &["info"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
}
