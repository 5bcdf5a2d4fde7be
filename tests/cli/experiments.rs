//! `yuragi experiment`.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::command::{Refusal, command, put, refuse, succeed};

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
        assert_eq!(summary["data"], "few");
        assert_eq!(summary["data_fingerprint"].as_str().map(str::len), Some(16));
        if name == "synapse" {
            // 2^4 times finer synapses would have to flip 16 times as often, which nothing can
            let remarks = summary["remarks"].to_string();
            assert!(remarks.contains("B = 12: 1 instead of 16"), "{remarks}");
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

/// The summary and the outcomes of an experiment on one seed.
fn one_seed(directory: &Path, name: &str, more: &[&str]) -> (Value, Vec<String>) {
    let arguments = ["experiment", name, "--seeds", "1", "--presentations", "100"];
    succeed(
        directory,
        &[&arguments, more, &["--out", "o", "--quiet"]].concat(),
    );
    let place = directory.join("o").join(name);
    let summary = fs::read_to_string(place.join("summary.json")).expect("a summary");
    let outcomes = fs::read_dir(place.join("tasks")).expect("outcomes");
    let outcomes = outcomes.map(|file| fs::read_to_string(file.expect("a file").path()));
    (
        serde_json::from_str(&summary).expect("JSON"),
        outcomes.collect::<Result<_, _>>().expect("an outcome"),
    )
}

/// Photographs are not a data set; what was learned is named. Measures that are not known stand as null in an outcome,
/// which is read again, and one seed has no interval.
#[test]
fn one_seed_of_photographs() {
    let directory = TempDir::new().expect("a directory");
    let at = directory.path();
    let (summary, outcomes) = one_seed(at, "tuning", &["--hidden", "3"]);
    assert_eq!(summary["data"], "photographs");
    let fingerprint = summary["data_fingerprint"].as_str().expect("a fingerprint");
    assert_eq!(outcomes.len(), 2);
    for outcome in &outcomes {
        let outcome: Value = serde_json::from_str(outcome).expect("JSON");
        assert_eq!(outcome["identity"]["data"], fingerprint);
    }
    // an untrained neuron that no grating drives has no half width
    assert!(outcomes.iter().any(|outcome| outcome.contains("null")));
    for reading in summary["readings"].as_array().expect("readings") {
        assert!(
            reading["low"].is_null() && reading["high"].is_null(),
            "{reading}"
        );
    }
    let before = crate::sweeps::outcomes(&at.join("o/tuning"));
    let (again, _) = one_seed(at, "tuning", &["--hidden", "3"]);
    assert_eq!(again, summary);
    let after = crate::sweeps::outcomes(&at.join("o/tuning"));
    assert_eq!(after, before, "an outcome was not read again");
    let table = fs::read_to_string(at.join("o/tuning/neurons.csv")).expect("a table");
    assert!(!table.contains("NaN"), "{table}");
}

/// Texts name the classes that the data have.
#[test]
fn texts_are_of_the_data_that_were_given() {
    let directory = TempDir::new().expect("a directory");
    let at = directory.path();
    let digits = include_str!("../../data/digits.csv");
    let low = |line: &&str| {
        ["label", "0", "1", "2"]
            .iter()
            .any(|l| line.ends_with(&format!(",{l}")))
    };
    let lines: Vec<&str> = digits.lines().filter(low).take(151).collect();
    put(at, "three.csv", lines.join("\n"));
    put(at, "d.toml", "[network]\nlayers = [64, 6, 3]\n");
    let data = ["--data", "three.csv", "--design", "d.toml"];
    for (name, figures, words) in [
        (
            "drift",
            &["drift", "second-task"][..],
            &[
                "three (3 classes)",
                "classes 1 to 2 after 0",
                "Classes 0 to 2 after",
            ][..],
        ),
        (
            "posterior",
            &["posterior"],
            &["three (3 classes)", "entropy on test images"],
        ),
    ] {
        let (summary, _) = one_seed(at, name, &data);
        let mut text = summary.to_string();
        for figure in figures {
            let file = at.join("o").join(name).join(format!("{figure}.svg"));
            text += &fs::read_to_string(file).expect("a figure");
        }
        for word in words {
            assert!(text.contains(word), "{name}: no {word}");
        }
        assert!(!text.to_lowercase().contains("digit"), "{name}");
    }
}

/// Options that change the design, and the outcomes that belong to each design.
#[test]
fn a_design_is_changed_by_options() {
    let directory = TempDir::new().expect("a directory");
    let at = directory.path();
    few(at);
    let changes = [
        "--set",
        "synapse.flip=0.25",
        "--bits",
        "6",
        "--hidden",
        "5",
        "--data",
        "few.csv",
    ];
    let (summary, outcomes) = one_seed(at, "retrograde", &changes);
    let design = &summary["design"];
    assert_eq!(
        (
            &design["synapse"]["flip"],
            &design["synapse"]["bits"],
            &design["network"]["layers"][1]
        ),
        (&0.25.into(), &6.into(), &5.into())
    );
    let (_, again) = one_seed(at, "retrograde", &changes[2..]);
    assert_ne!(outcomes, again, "the outcome of another design is not used");
}

/// Options that say how a file is read, as for `learn`.
#[test]
fn a_table_is_read_as_asked() {
    let directory = TempDir::new().expect("a directory");
    let at = directory.path();
    put(at, "iris.csv", include_str!("../../data/tabular/iris.csv"));
    let reading = [
        "--data",
        "iris.csv",
        "--scale",
        "min-max",
        "--encode",
        "thermometer:4",
    ];
    let design = succeed(
        at,
        &[&["new", "--quiet"], &reading[..], &["--hidden", "6"]].concat(),
    );
    put(at, "d.toml", design.stdout);
    let options = [&reading[..], &["--design", "d.toml"]].concat();
    let (summary, _) = one_seed(at, "retrograde", &options);
    assert_eq!(summary["design"]["network"]["layers"][0], 16);
    let other = [
        &[
            "--data",
            "iris.csv",
            "--encode",
            "thermometer:4",
            "--scale",
            "8",
        ],
        &options[6..],
    ];
    let (again, _) = one_seed(at, "retrograde", &other.concat());
    assert_ne!(summary["data_fingerprint"], again["data_fingerprint"]);
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
            &["experiment", "spectrum", "--hidden", "4096"],
            &["network.hidden = 4096", "at most 4095"],
        ),
        case(
            "a change of no key",
            &["experiment", "drift", "--set", "synapse.flop=1"],
            &["no key synapse.flop", "did you mean synapse.flip?"],
        ),
        case(
            "a change that a design cannot have",
            &[
                "experiment",
                "drift",
                "--design",
                "digits-20",
                "--set",
                "synapse.flip=2",
            ],
            &["digits-20", "synapse.flip = 2", "from 0 to 1"],
        ),
        case(
            "a seed, which an experiment sets",
            &["experiment", "drift", "--set", "random.seed=3"],
            &["--set: found random.seed=3", "--seeds"],
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
            "images for an experiment on photographs",
            &["experiment", "tuning", "--data", "few.csv"],
            &[
                "--data: found few.csv",
                "tuning, which learns --photographs",
            ],
        ),
        case(
            "photographs for an experiment on images",
            &["experiment", "drift", "--photographs", "."],
            &["--photographs: found .", "drift, which learns the images"],
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
