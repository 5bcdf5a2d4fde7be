//! Bad CSV files: every message names the file, the place, what was found and what was expected.

use std::fs;

use yuragi_training::data::{DataError, DataSet};

fn assert_csv(text: impl AsRef<[u8]>, place: &str, found: &str, expected: &str) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("bad.csv");
    fs::write(&path, text).unwrap();
    let error = DataSet::load(&path).expect_err(&format!("{place}: expected {expected}"));
    assert!(matches!(error, DataError::Content { .. }), "{error:?}");
    assert_eq!(
        error.to_string(),
        format!(
            "{}: {place}: found {found}, expected {expected}",
            path.display()
        )
    );
}

const ROWS: &str = "rows of numbers, each with a label";
const NUMBER: &str = "a finite number";
const GAP: &str = "a finite number; --gaps mean fills a gap with the mean of its column";

#[test]
fn csv_without_anything() {
    assert_csv("", "line 1", "an empty file", ROWS);
    assert_csv("\n\r\n\n", "line 1", "an empty file", ROWS);
}

#[test]
fn csv_with_too_few_or_too_many_columns() {
    let columns =
        "1 to 2047 columns of numbers and one of labels, separated by commas, semicolons or tabs";
    assert_csv("label\n3\n", "line 1", "1 columns", columns);
    assert_csv("a|b|label\n1|2|3\n", "line 1", "1 columns", columns);
    let wide = "p,".repeat(2048) + "label\n";
    assert_csv(wide, "line 1", "2049 columns", columns);
}

#[test]
fn csv_without_rows() {
    let row = "at least one row below the header";
    assert_csv("a,b,label\n", "line 2", "the end of the file", row);
    assert_csv("a,b,label\r\n\r\n", "line 3", "the end of the file", row);
}

#[test]
fn csv_with_bad_intensities() {
    for (value, found) in [
        ("inf", "'inf'"),
        ("-inf", "'-inf'"),
        ("1e999", "'1e999'"),
        ("x", "'x'"),
        ("0x10", "'0x10'"),
        ("1 2", "'1 2'"),
        ("1_000", "'1_000'"),
        ("\"1,5\"", "'1,5'"),
        ("１", "'１'"),
        ("\u{1b}[2J", "'\\u{1b}[2J'"),
        (
            "this is no number but quite a long remark",
            "'this is no number but quite a long remar…'",
        ),
    ] {
        let text = format!("p00,p01,label\n1,2,0\n3,{value},1\n");
        assert_csv(text, "line 3, column 2 'p01'", found, NUMBER);
    }
    for (gap, found) in [
        ("", "nothing"),
        ("?", "'?'"),
        ("NaN", "'NaN'"),
        ("NA", "'NA'"),
    ] {
        let text = format!("p00,p01,label\n1,2,0\n3,{gap},1\n");
        assert_csv(text, "line 3, column 2 'p01'", found, GAP);
        let text = format!("1,2,0\n3,{gap},1\n");
        assert_csv(text, "line 2, column 2", found, GAP);
    }
    assert_csv(
        "a,b,label\n0,0,1\n0,0,2\n",
        "columns 1 to 2",
        "only zeros",
        "at least one intensity above 0",
    );
}

#[test]
fn csv_with_bad_labels() {
    let class = "a class, which is a whole number or a word; is this the column of the labels?";
    for (label, found) in [("0.5", "'0.5'"), ("-1.25", "'-1.25'"), ("5e-1", "'5e-1'")] {
        let text = format!("a,b,label\n1,2,7\n1,2,{label}\n");
        assert_csv(text, "line 3, column 3 'label'", found, class);
    }
    assert_csv(
        "a,b,label\n1,2,\n",
        "line 2, column 3 'label'",
        "nothing",
        "a label",
    );
    let rows: String = (0..1024).map(|n| format!("1,name{n}\n")).collect();
    assert_csv(
        rows,
        "labels",
        "1024 different ones",
        "at most 1023 classes; is this the column of the labels?",
    );
}

#[test]
fn csv_with_ragged_rows() {
    let three = "3 columns, as in the first row";
    assert_csv("a,b,label\n1,2,3\n1,2\n", "line 3", "2 columns", three);
    assert_csv("a,b,label\n1,2,3,4\n", "line 2", "4 columns", three);
    assert_csv("a,b,label\n1,2,3,\n", "line 2", "4 columns", three);
    assert_csv("a,b,label\n1,2,3\n;\n", "line 3", "1 columns", three);
    assert_csv(
        "a,b,label\n1,\"2,3\n4,5,6\n7,8,9\n",
        "line 2",
        "2 columns, one of which is in quotes and has several lines",
        three,
    );
}

#[test]
fn csv_lines_are_counted_as_an_editor_does() {
    for text in [
        "a,b,label\n1,2,3\n\n\n4,x,6\n",
        "a,b,label\r\n1,2,3\r\n\r\n\r\n4,x,6\r\n",
        "a,b,label\r1,2,3\r\r\r4,x,6\r",
        "\u{feff}a,b,label\n1,2,3\n\n\n4,x,6",
    ] {
        assert_csv(text, "line 5, column 2 'b'", "'x'", NUMBER);
    }
}

#[test]
fn csv_that_is_no_text() {
    let utf8 = "text in UTF-8";
    assert_csv(
        b"a\xe4,b,label\n1,2,3\n",
        "line 1, column 1",
        "the byte e4, which is not UTF-8",
        utf8,
    );
    assert_csv(
        b"a,b,label\n1,2\xff,3\n",
        "line 2, column 2 'b'",
        "the byte ff, which is not UTF-8",
        utf8,
    );
    assert_csv(
        b"\xff\xfea\0,\0l\0a\0b\0e\0l\0",
        "line 1",
        "the byte order mark of UTF-16",
        utf8,
    );
    assert_csv(
        b"\x1f\x8b\x08\x00rest",
        "gzip, 0 bytes decompressed",
        "the end of the file",
        "a complete gzip file",
    );
}

#[test]
fn csv_with_one_bad_byte_after_many_lines() {
    let mut text = b"a,b,c,d,e,f,g,h,label\n".to_vec();
    for _ in 0..200_000 {
        text.extend(b"0,1,2,3,4,5,6,7,8\n");
    }
    text.extend(b"0,1,2,3,4,5,6,7\xc0,8\n");
    assert_csv(
        text,
        "line 200002, column 8 'h'",
        "the byte c0, which is not UTF-8",
        "text in UTF-8",
    );
}

#[test]
fn a_file_that_is_not_there() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("missing.csv");
    let error = DataSet::load(&path).unwrap_err();
    assert!(matches!(error, DataError::Io { .. }), "{error:?}");
    let message = error.to_string();
    assert!(
        message.starts_with(&format!("{}: cannot be read: ", path.display())),
        "{message}"
    );
}
