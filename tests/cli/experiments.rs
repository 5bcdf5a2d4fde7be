//! `yuragi experiment`.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::command::{Refusal, command, put, refuse};

/// A hundred and fifty digits.
fn few(directory: &Path) {
    let digits = include_str!("../../data/digits.csv");
    let lines: Vec<&str> = digits.lines().take(151).collect();
    put(directory, "few.csv", lines.join("\n"));
}

/// Every experiment on little data, without any tool on the path: its files, and what its summary says.
#[test]
fn each_writes_data_beside_figures() {
    let directory = TempDir::new().expect("a directory");
    few(directory.path());
    for (name, presentations, files) in [
        (
            "retrograde",
            100,
            &["accuracy.csv", "accuracy.svg", "accuracy.png"][..],
        ),
        (
            "synapse",
            100,
            &["accuracy.csv", "cores.csv", "synapse.svg", "synapse.png"],
        ),
        (
            "spectrum",
            100,
            &[
                "exponent.csv",
                "networks.csv",
                "stimuli.csv",
                "spectra-one-draw.npy",
                "spectrum.svg",
                "spectrum.png",
            ],
        ),
        (
            "robustness",
            2000,
            &["robustness.csv", "robustness.svg", "robustness.png"],
        ),
        (
            "posterior",
            100,
            &[
                "predictors.csv",
                "reliability.csv",
                "left_out.csv",
                "predictions_2.npy",
                "posterior.svg",
                "posterior.png",
            ],
        ),
    ] {
        let arguments = [
            "experiment",
            name,
            "--design",
            "digits",
            "--data",
            "few.csv",
            "--seeds",
            "2",
            "--presentations",
            &presentations.to_string(),
            "--out",
            "o",
            "--json",
        ];
        let output = command(directory.path(), &arguments)
            .env("PATH", "")
            .output()
            .expect("started");
        assert!(
            output.status.success(),
            "{name}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        let result: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let result = &result["experiments"][0];
        assert_eq!(result["name"], name);
        let place = directory.path().join("o").join(name);
        let summary = fs::read_to_string(place.join("summary.json")).expect("a summary");
        let summary: Value = serde_json::from_str(&summary).expect("JSON");
        assert_eq!(summary["readings"], result["readings"]);
        assert_eq!(
            (&summary["seeds"], &summary["presentations"]),
            (&2.into(), &presentations.into())
        );
        for reading in summary["readings"].as_array().expect("readings") {
            let of = |key: &str| {
                reading[key]
                    .as_f64()
                    .unwrap_or_else(|| panic!("{name}: {key} of {reading}"))
            };
            assert!(
                of("low") <= of("mean") && of("mean") <= of("high"),
                "{name}: {reading}"
            );
        }
        for file in files {
            let written = summary["files"]
                .as_array()
                .expect("files")
                .contains(&(*file).into());
            assert!(written && place.join(file).is_file(), "{name}: {file}");
        }
        if name == "synapse" {
            assert!(
                summary["remarks"]
                    .to_string()
                    .contains("yosys is not installed"),
                "{summary}"
            );
        }
    }
    let array = fs::read(directory.path().join("o/posterior/predictions_2.npy")).expect("an array");
    let header = String::from_utf8_lossy(&array[..128]);
    // two splits of 30 test images of ten classes
    assert!(
        header.contains("NUMPY") && header.contains("'<f8'") && header.contains("(2, 30, 10"),
        "{header}"
    );
    assert_eq!(array.len(), 128 + 8 * 2 * 30 * 10);
}

#[test]
fn what_makes_no_sense_is_refused() {
    refuse(&experiments());
}

pub fn experiments() -> Vec<Refusal> {
    let case = |what, arguments, words| Refusal {
        what,
        arguments,
        words,
        prepare: |directory| {
            put(directory, "taken", "mine");
            few(directory);
        },
    };
    vec![
        case(
            "an unknown experiment",
            &["experiment", "alchemy"],
            &["'alchemy'", "retrograde", "all"],
        ),
        case(
            "no seed",
            &["experiment", "all", "--seeds", "0"],
            &["'0'", "--seeds"],
        ),
        case(
            "a design of other data",
            &["experiment", "retrograde", "--design", "tiny"],
            &["digits", "64"],
        ),
        case(
            "a generative design that is to classify",
            &["experiment", "posterior", "--design", "generative"],
            &[
                "posterior",
                "found a generative design",
                "expected a design with inputs",
            ],
        ),
        case(
            "an engine that is a whole board",
            &["experiment", "retrograde", "--engine", "netlist"],
            &["--engine", "'netlist'", "model, rtl, serial"],
        ),
        case(
            "too many hidden neurons",
            &["experiment", "spectrum", "--hidden", "1024"],
            &["network.hidden = 1024", "from 1 to 1023"],
        ),
        case(
            "a generative design that is to classify images",
            &[
                "experiment",
                "robustness",
                "--design",
                "generative",
                "--data",
                "few.csv",
            ],
            &["robustness", "generative design", "a design with inputs"],
        ),
        case(
            "a file for a directory",
            &["experiment", "retrograde", "--out", "taken"],
            &[
                "--out",
                "found taken, which is a file",
                "expected a directory",
            ],
        ),
    ]
}
