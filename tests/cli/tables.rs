//! Tables of people: labels that are words, codes, columns that are given by name; learned, continued and asked.

use std::fs;
use std::path::Path;

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
    assert_eq!(
        kind["scale"]["columns"]["low"],
        serde_json::json!([4.3, 2.0, 1.0, 0.1])
    );
    assert_eq!(result["design"]["network"]["inputs"], 32);
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
