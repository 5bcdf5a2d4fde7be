//! Tables of people: labels that are words, codes, columns that are given by name; learned, continued and asked.

use std::fs;
use std::path::Path;
use std::process::Command;

use yuragi_training::TEST_FRACTION;
use yuragi_training::data::DataSet;

use crate::command::{Refusal, json, put, refuse, succeed};

const IRIS: &str = include_str!("../../data/tabular/iris.csv");

/// The table, and its first rows of each class without labels, in another order of columns and with semicolons.
fn iris(directory: &Path) {
    put(directory, "iris.csv", IRIS);
    let mut new = String::from("sepal_length;sepal_width;petal_length;petal_width\n");
    for row in [1, 51, 101] {
        let line = IRIS.lines().nth(row).expect("a row");
        let (values, _) = line.rsplit_once(',').expect("a label");
        new += &format!("{}\n", values.replace(',', ";"));
    }
    put(directory, "new.csv", new);
}

const LEARN: &[&str] = &[
    "learn",
    "--quiet",
    "--data",
    "iris.csv",
    "--scale",
    "min-max",
    "--encode",
    "thermometer:8",
    "--presentations",
    "20000",
    "--out",
    "run",
];

#[test]
fn words_and_codes_stay_with_the_run() {
    let directory = tempfile::tempdir().expect("a directory");
    let at = directory.path();
    iris(at);
    let result = json(at, LEARN);
    let kind = &result["kind"];
    assert_eq!(
        kind["labels"],
        serde_json::json!(["setosa", "versicolor", "virginica"])
    );
    assert_eq!(
        (&kind["features"], &kind["pixels"]),
        (&4.into(), &32.into())
    );
    assert_eq!(kind["encoding"]["thermometer"], 8);
    // the lowest of the training part: the 2.0 of the table is a test image
    assert_eq!(
        kind["scale"]["columns"]["low"],
        serde_json::json!([4.3, 2.2, 1.0, 0.1])
    );
    assert_eq!(result["design"]["network"]["layers"][0], 32);
    assert!(
        result["test_accuracy"].as_f64().expect("a number") > 0.85,
        "{result}"
    );

    // continuing reads the table in the same way
    let resume = [
        "learn",
        "--quiet",
        "--resume",
        "run",
        "--presentations",
        "1000",
    ];
    assert_eq!(json(at, &resume)["presentations"], 21_000);

    // the test images again, and images without labels
    let again = json(at, &["infer", "--quiet", "--weights", "run"]);
    assert_eq!(
        again["test_images"].as_u64().or(again["images"].as_u64()),
        Some(30),
        "{again}"
    );
    // some of them were learned, and are classified only with --all
    let ask = [
        "infer",
        "--quiet",
        "--weights",
        "run",
        "--data",
        "new.csv",
        "--all",
        "--out",
        "p.csv",
    ];
    succeed(at, &ask);
    let text = fs::read_to_string(at.join("p.csv")).expect("predictions");
    for (line, class) in text
        .lines()
        .skip(1)
        .zip(["setosa", "versicolor", "virginica"])
    {
        assert!(line.contains(class), "{class} in {line}");
    }
    assert_eq!(text.lines().count(), 4, "{text}");
}

#[test]
fn how_a_file_is_read_is_checked() {
    macro_rules! case {
        ($what:literal, $arguments:expr, $($word:literal),+) => {
            Refusal { what: $what, arguments: $arguments, words: &[$($word),+], prepare: iris }
        };
    }
    refuse(&[
        case!(
            "no levels",
            &["learn", "--data", "iris.csv", "--encode", "thermometer:0"],
            "--encode",
            "thermometer:0",
            "N from 1 to 2047"
        ),
        case!(
            "another code",
            &["learn", "--data", "iris.csv", "--encode", "gray"],
            "--encode",
            "gray",
            "expected rate"
        ),
        case!(
            "more inputs than a design can have",
            &["learn", "--data", "iris.csv", "--encode", "thermometer:600"],
            "iris.csv: columns 1 to 4",
            "4 values with 600 inputs each",
            "1 to 2047 inputs"
        ),
        case!(
            "a scale of nothing",
            &["learn", "--data", "iris.csv", "--scale", "0"],
            "--scale",
            "above 0, min-max or quantile"
        ),
        case!(
            "an infinite scale",
            &["learn", "--data", "iris.csv", "--scale", "inf"],
            "--scale",
            "above 0, min-max or quantile"
        ),
        case!(
            "gaps of no kind",
            &["learn", "--data", "iris.csv", "--gaps", "zero"],
            "--gaps",
            "expected error or mean"
        ),
        case!(
            "a column that is not there",
            &["learn", "--data", "iris.csv", "--label", "colour"],
            "iris.csv: line 1",
            "a column 'colour'"
        ),
        case!(
            "measured values as labels",
            &["learn", "--data", "iris.csv", "--label", "2"],
            "iris.csv",
            "species",
            "a finite number"
        ),
        case!(
            "a header that is none",
            &["learn", "--data", "iris.csv", "--no-header"],
            "iris.csv: line 1, column 1",
            "'sepal_length'"
        ),
        case!("how nothing is read", &["learn", "--scale", "16"], "--data"),
        case!(
            "a code for built-in images that a design does not fit",
            &[
                "learn",
                "--design",
                "digits",
                "--data",
                "digits",
                "--encode",
                "thermometer:2"
            ],
            "digits has 128 pixels",
            "64 inputs"
        ),
        case!(
            "a column of images that have none",
            &["learn", "--data", "mnist", "--label", "1"],
            "mnist",
            "a column of labels"
        ),
    ]);
}

#[test]
fn the_test_part_has_no_influence_on_what_is_learned() {
    let directory = tempfile::tempdir().expect("a directory");
    let at = directory.path();
    // the split of 60 images is known, so the values of test images can be changed alone
    let row = |value: usize, n: usize| format!("{value},{},{}\n", (n * 7) % 20, n % 2);
    let plain: String = (0..60).map(|n| row(n % 20, n)).collect();
    put(at, "plain.csv", format!("a,b,label\n{plain}"));
    let data = DataSet::load(at.join("plain.csv")).expect("data");
    let test = data.split(TEST_FRACTION, 1).expect("a split").test;
    let value = |n: usize| if test.contains(&n) { 500 } else { n % 20 };
    let beyond: String = (0..60).map(|n| row(value(n), n)).collect();
    put(at, "beyond.csv", format!("a,b,label\n{beyond}"));
    let learn = |file: &'static str, out: &'static str| {
        let arguments = [
            "learn",
            "--data",
            file,
            "--presentations",
            "2000",
            "--hidden",
            "8",
            "--out",
            out,
        ];
        succeed(at, &arguments)
    };
    learn("plain.csv", "plain");
    let told = learn("beyond.csv", "beyond").stderr;
    let told = String::from_utf8(told).expect("text");
    let words = "12 of 24 values of the test images lie beyond the scale";
    assert!(told.contains(words), "{told}");
    let weights = |run: &str| {
        let text = fs::read_to_string(at.join(run).join("result.json")).expect("a result");
        let result: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(result["kind"]["scale"]["full"], 19.0, "{result}");
        result["weights_fingerprint"].clone()
    };
    assert_eq!(weights("plain"), weights("beyond"));
    // the run goes on and is repeated with the scale that it had
    let resume = [
        "learn",
        "--quiet",
        "--resume",
        "beyond",
        "--presentations",
        "500",
    ];
    succeed(at, &resume);
    succeed(at, &["repeat", "--quiet", "beyond/result.json"]);
    let again = json(at, &["infer", "--quiet", "--weights", "beyond"]);
    assert_eq!(again["images"], 12, "{again}");
    // a sweep learns the same
    put(
        at,
        "s.toml",
        "designs = [\"d.toml\"]\nseeds = 1\nsplits = 1\npresentations = 2000\ndata = \"beyond.csv\"\n",
    );
    let design = succeed(
        at,
        &["new", "--quiet", "--data", "beyond.csv", "--hidden", "8"],
    )
    .stdout;
    put(at, "d.toml", design);
    succeed(at, &["sweep", "--quiet", "s.toml", "--out", "s"]);
    let table = fs::read_to_string(at.join("s/table.csv")).expect("a table");
    learn("beyond.csv", "short");
    let sum = Command::new("sha256sum")
        .arg(at.join("short/weights.safetensors"))
        .output();
    let text = String::from_utf8(sum.expect("sha256sum").stdout).expect("text");
    let digest = text.split(' ').next().expect("a digest");
    assert!(table.contains(digest), "{digest} in {table}");
}
