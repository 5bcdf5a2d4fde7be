//! Designs that the command line makes: sizes from the data, changes by options, and `yuragi new`.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::command::{json, put, run, succeed};

/// Images of `pixels` pixels in three classes.
fn data(directory: &Path, pixels: usize) {
    let mut text: String = (0..pixels).map(|pixel| format!("p{pixel},")).collect();
    text += "label\n";
    for image in 0..30 {
        let class = image % 3;
        for pixel in 0..pixels {
            let ink = if pixel % 3 == class { 9 } else { image % 2 };
            text += &format!("{ink},");
        }
        text += &format!("{class}\n");
    }
    put(directory, "my.csv", text);
}

/// The design of a run, as it was kept.
fn kept(directory: &Path, run: &str) -> toml::Table {
    let path = directory.join(run).join("design.toml");
    let text = fs::read_to_string(path).expect("a design");
    text.parse().expect("TOML")
}

fn layers(design: &toml::Table) -> Vec<i64> {
    let layers = design["network"]["layers"].as_array().expect("a list");
    let layers = layers.iter().map(|n| n.as_integer().expect("a number"));
    layers.collect()
}

fn integer(table: &toml::Table, key: &str) -> i64 {
    let (section, key) = key.split_once('.').expect("a key");
    table[section][key].as_integer().expect("an integer")
}

#[test]
fn sizes_follow_from_the_data() {
    for (pixels, hidden, lanes) in [(4, 64, 16), (100, 64, 16), (101, 128, 64)] {
        let directory = TempDir::new().expect("a directory");
        data(directory.path(), pixels);
        let arguments = [
            "learn",
            "--data",
            "my.csv",
            "--presentations",
            "0.6k",
            "--out",
            "run",
        ];
        let output = succeed(directory.path(), &arguments);
        let notes = String::from_utf8_lossy(&output.stderr);
        let said = format!("{pixels} inputs, {hidden} hidden neurons, 3 outputs");
        assert!(notes.contains(&said), "{notes}");
        let design = kept(directory.path(), "run");
        for (key, value) in [
            ("synapse.bits", 8),
            ("synapse.quantum_log2", 5),
            ("hardware.lanes", lanes),
        ] {
            assert_eq!(integer(&design, key), value, "{key} for {pixels} pixels");
        }
        assert_eq!(layers(&design), [pixels as i64, hidden, 3]);
        // the run is used without the file of its design
        let result = json(directory.path(), &["infer", "--weights", "run"]);
        assert_eq!(result["images"], 6);
    }
}

/// The digits get the preset `digits`, and learn the same weights, however they are given.
#[test]
fn the_digits_get_their_preset() {
    let directory = TempDir::new().expect("a directory");
    let digits = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/digits.csv");
    let digits = digits.to_str().expect("UTF-8");
    let mut weights = Vec::new();
    for (run, data) in [
        ("a", &[][..]),
        ("b", &["--data", "digits"]),
        ("c", &["--data", digits]),
    ] {
        let arguments = ["learn", "--quiet", "--presentations", "1k", "--out", run];
        succeed(directory.path(), &[&arguments, data].concat());
        let file = directory.path().join(run).join("weights.safetensors");
        weights.push((
            kept(directory.path(), run),
            fs::read(file).expect("weights"),
        ));
    }
    let preset = json(directory.path(), &["info", "--design", "digits"]);
    assert_eq!(layers(&weights[0].0)[1], preset["hidden"]);
    assert!(weights.iter().all(|other| other == &weights[0]));
}

#[test]
fn options_change_the_design() {
    let directory = TempDir::new().expect("a directory");
    let changes = [
        "--hidden",
        "0.02k",
        "--bits",
        "6",
        "--quantum",
        "4",
        "--lanes",
        "8",
        "--set",
        "synapse.flip=0.5",
        "--set",
        "sampling.sweeps = 2",
    ];
    let info = json(directory.path(), &[&["info"], &changes[..]].concat());
    for (key, value) in [
        ("inputs", 64),
        ("hidden", 20),
        ("bits", 6),
        ("quantum_log2", 4),
        ("lanes", 8),
        ("sweeps", 2),
    ] {
        assert_eq!(info[key], value, "{key}");
    }
    assert_eq!(info["flip"]["register"], 128);
    let learn = ["learn", "--quiet", "--presentations", "600", "--out", "run"];
    succeed(directory.path(), &[&learn, &changes[..]].concat());
    let design = kept(directory.path(), "run");
    assert_eq!(layers(&design), [64, 20, 10]);
    assert_eq!(integer(&design, "sampling.sweeps"), 2);
    // the same changes of the design file go on with the run, others do not
    let resume = ["learn", "--resume", "run", "--presentations", "9"];
    succeed(
        directory.path(),
        &[&resume, &["--hidden", "20"][..]].concat(),
    );
    let other = run(
        directory.path(),
        &[&resume, &["--hidden", "21"][..]].concat(),
    );
    assert_eq!(other.status.code(), Some(2));
    succeed(
        directory.path(),
        &[&["export", "--out", "verilog"], &changes[..]].concat(),
    );
    let core = fs::read_to_string(directory.path().join("verilog/yuragi_core.v")).expect("a core");
    succeed(directory.path(), &["export", "--out", "preset"]);
    let preset = fs::read_to_string(directory.path().join("preset/yuragi_core.v")).expect("a core");
    assert_ne!(core, preset);
}

/// Numbers are written in several ways.
#[test]
fn numbers_have_underscores_suffixes_and_exponents() {
    let directory = TempDir::new().expect("a directory");
    for (text, number) in [
        ("1500", 1500),
        ("1_500", 1500),
        ("1.5k", 1500),
        ("0.5K", 500),
        ("1e3", 1000),
        ("15e2", 1500),
        ("1.5E3", 1500),
        ("0.0015M", 1500),
        ("1500.0", 1500),
        ("0.0000015G", 1500),
        ("0_5_0_0", 500),
    ] {
        let arguments = [
            "learn",
            "--design",
            "digits-20",
            "--presentations",
            text,
            "--out",
            text,
        ];
        let result = json(directory.path(), &arguments);
        assert_eq!(result["presentations"], number, "{text}");
    }
}

/// `yuragi new` writes the design with which `learn` would learn, and says of every key what was chosen and why.
#[test]
fn a_design_file_is_written_for_data() {
    let directory = TempDir::new().expect("a directory");
    data(directory.path(), 101);
    let arguments = [
        "new",
        "--data",
        "my.csv",
        "--bits",
        "7",
        "--set",
        "random.seed=5",
    ];
    let output = succeed(directory.path(), &arguments);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    put(directory.path(), "my.toml", &text);
    for line in text.lines() {
        assert!(line.len() <= 120, "{line}");
    }
    assert!(
        text.contains("my: 30 images of 101 inputs in 3 classes"),
        "{text}"
    );
    assert!(
        text.contains("# As given on the command line.\nbits = 7"),
        "{text}"
    );
    assert!(text.contains("64 for larger ones.\nlanes = 64"), "{text}");
    // every key has its comment
    let keys = text
        .lines()
        .filter(|line| line.contains(" = ") && !line.starts_with('#'));
    assert_eq!(keys.count(), 12);
    assert_eq!(
        json(directory.path(), &arguments)["toml"],
        text.trim_end().to_owned() + "\n"
    );

    let learn = |design: &[&str], out: &str| {
        let common = [
            "learn",
            "--quiet",
            "--data",
            "my.csv",
            "--presentations",
            "300",
            "--out",
            out,
        ];
        succeed(directory.path(), &[&common, design].concat());
        kept(directory.path(), out)
    };
    let by_file = learn(&["--design", "my.toml"], "file");
    assert_eq!(
        by_file,
        learn(&["--bits", "7", "--set", "random.seed=5"], "options")
    );
    assert_eq!(layers(&by_file)[0], 101);
    assert_eq!(integer(&by_file, "random.seed"), 5);
}
