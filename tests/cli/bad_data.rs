//! Data sets that are refused.

use std::path::Path;

use crate::command::{Refusal, put, refuse};

/// Two pixels, two classes; `tiny` is a network of another size, `d.toml` of this one.
const DESIGN: &str = "[network]\nlayers = [2, 3, 2]\n";

const LEARN: &[&str] = &[
    "learn",
    "--design",
    "d.toml",
    "--data",
    "images.csv",
    "--presentations",
    "10",
];

macro_rules! csv {
    ($what:literal, $text:expr, $($word:literal),+) => {
        Refusal {
            what: $what,
            arguments: LEARN,
            words: &["images.csv", $($word),+],
            prepare: |directory: &Path| {
                put(directory, "d.toml", DESIGN);
                put(directory, "images.csv", $text);
            },
        }
    };
}

#[test]
fn as_csv() {
    refuse(&bad_csv());
}

pub fn bad_csv() -> Vec<Refusal> {
    vec![
        Refusal {
            what: "no such file",
            arguments: LEARN,
            words: &["images.csv", "cannot be read", "No such file"],
            prepare: |directory| put(directory, "d.toml", DESIGN),
        },
        csv!(
            "an empty file",
            "",
            "line 1",
            "found an empty file",
            "expected rows of numbers, each with a label"
        ),
        csv!(
            "one column",
            "3\n4\n",
            "line 1",
            "found 1 columns",
            "one of labels"
        ),
        csv!(
            "a header only",
            "a,b,label\n",
            "found the end",
            "at least one row"
        ),
        csv!(
            "a gap",
            "label,a,b\n0,1,2\n1,,2\n",
            "line 3, column 2 'a'",
            "found nothing",
            "--gaps mean"
        ),
        csv!(
            "bars",
            "a|b|label\n1|2|0\n",
            "line 1",
            "found 1 columns",
            "separated by commas, semicolons or tabs"
        ),
        csv!(
            "a short row",
            "a,b,label\n1,2,0\n1,0\n",
            "line 3",
            "2",
            "expected 3"
        ),
        csv!(
            "a word",
            "a,b,label\n1,2,0\n1,dark,1\n",
            "line 3",
            "found 'dark'",
            "expected"
        ),
        csv!(
            "a date",
            "a,b,label\n2026-01-02,-2,0\n1,2,1\n",
            "line 2",
            "found '2026-01-02'",
            "expected a finite number"
        ),
        csv!(
            "infinity",
            "a,b,label\n1,2,0\n1,inf,1\n",
            "line 3",
            "found 'inf'",
            "expected"
        ),
        csv!(
            "a fractional label",
            "a,b,label\n1,2,0\n1,2,0.5\n",
            "line 3",
            "found '0.5'",
            "expected"
        ),
        csv!(
            "no label in a row",
            "a,b,label\n1,2,0\n1,2,\n",
            "line 3, column 3 'label'",
            "found nothing",
            "expected a label"
        ),
        csv!(
            "paper only",
            "a,b,label\n0,0,0\n0,0,1\n",
            "found only zeros",
            "above 0"
        ),
        csv!(
            "gzip that is cut short",
            b"\x1f\x8b\x08\x00",
            "gzip, 0 bytes decompressed",
            "found the end of the file",
            "expected a complete gzip file"
        ),
        csv!(
            "UTF-16",
            b"\xff\xfea\x00",
            "UTF-16",
            "expected text in UTF-8"
        ),
    ]
}

#[test]
fn that_do_not_fit() {
    refuse(&bad_sizes());
}

pub fn bad_sizes() -> Vec<Refusal> {
    vec![
        Refusal {
            what: "more pixels than inputs",
            arguments: LEARN,
            words: &[
                "images has 3 pixels and 2 classes",
                "2 inputs",
                "expected 3 inputs",
            ],
            prepare: |directory| {
                put(directory, "d.toml", DESIGN);
                put(directory, "images.csv", "a,b,c,label\n1,2,3,0\n1,2,3,1\n");
            },
        },
        Refusal {
            what: "more classes than outputs",
            arguments: LEARN,
            words: &[
                "images has 2 pixels and 3 classes",
                "2 outputs",
                "at least 3 outputs",
            ],
            prepare: |directory| {
                put(directory, "d.toml", DESIGN);
                put(directory, "images.csv", "a,b,label\n1,2,0\n1,2,2\n");
            },
        },
        Refusal {
            what: "a single image",
            arguments: LEARN,
            words: &["1 images", "expected at least 2"],
            prepare: |directory| {
                put(directory, "d.toml", DESIGN);
                put(directory, "images.csv", "a,b,label\n1,2,1\n");
            },
        },
        Refusal {
            what: "the built-in data in a small network",
            arguments: &["learn", "--design", "tiny"],
            words: &[
                "2 inputs",
                "fit none of the built-in data: digits (64 pixels, 10 classes) and mnist (784",
                "--data with a file that fits",
            ],
            prepare: |_| (),
        },
        Refusal {
            what: "the same to compare engines",
            arguments: &[
                "compare",
                "--design",
                "d.toml",
                "--data",
                "images.csv",
                "model",
                "model",
            ],
            words: &["images has 1 pixels", "expected 1 inputs"],
            prepare: |directory| {
                put(directory, "d.toml", DESIGN);
                put(directory, "images.csv", "a,label\n1,0\n2,1\n");
            },
        },
    ]
}

const LEARN_IDX: &[&str] = &["learn", "--design", "d.toml", "--data", "mnist"];

/// Two images of 1×2 pixels, or less of them, and labels.
fn idx(directory: &Path, images: &[u8], labels: Option<&[u8]>) {
    put(directory, "d.toml", DESIGN);
    let mnist = directory.join("mnist");
    std::fs::create_dir(&mnist).expect("a directory");
    put(&mnist, "train-images-idx3-ubyte", images);
    if let Some(labels) = labels {
        put(&mnist, "train-labels-idx1-ubyte", labels);
    }
}

const IMAGES: [u8; 20] = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 9, 255, 0, 7];
const LABELS: [u8; 10] = [0, 0, 8, 1, 0, 0, 0, 2, 0, 1];

macro_rules! idx {
    ($what:literal, $images:expr, $labels:expr, $($word:literal),+) => {
        Refusal {
            what: $what,
            arguments: LEARN_IDX,
            words: &[$($word),+],
            prepare: |directory: &Path| idx(directory, $images, $labels),
        }
    };
}

#[test]
fn as_idx() {
    refuse(&bad_idx());
}

pub fn bad_idx() -> Vec<Refusal> {
    vec![
        idx!(
            "no labels",
            &IMAGES,
            None,
            "train-labels-idx1-ubyte",
            "found no file of labels"
        ),
        idx!(
            "a truncated header",
            &IMAGES[..9],
            Some(&LABELS),
            "train-images-idx3-ubyte",
            "found",
            "expected"
        ),
        idx!(
            "a missing pixel",
            &IMAGES[..19],
            Some(&LABELS),
            "train-images-idx3-ubyte",
            "found",
            "expected"
        ),
        idx!(
            "too few labels",
            &IMAGES,
            Some(&LABELS[..9]),
            "train-labels-idx1-ubyte",
            "found",
            "expected"
        ),
        idx!(
            "labels for fewer images",
            &IMAGES,
            Some(&[0, 0, 8, 1, 0, 0, 0, 1, 0]),
            "train-labels-idx1-ubyte",
            "found",
            "expected 2"
        ),
        idx!(
            "labels for images",
            &LABELS,
            Some(&LABELS),
            "train-images-idx3-ubyte",
            "found",
            "expected"
        ),
        Refusal {
            what: "an empty directory",
            arguments: LEARN_IDX,
            words: &["mnist", "found", "expected"],
            prepare: |directory| {
                put(directory, "d.toml", DESIGN);
                std::fs::create_dir(directory.join("mnist")).expect("a directory");
            },
        },
    ]
}
