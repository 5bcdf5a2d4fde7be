//! Bad IDX files: every message names the file, the place, what was found and what was expected.

use std::fs;
use std::path::{Path, PathBuf};

use yuragi_training::data::{DataError, DataSet};

/// Asserts that loading `path` fails with exactly these four statements about `file`.
fn assert_fails(path: &Path, file: &Path, place: &str, found: &str, expected: &str) {
    let error = DataSet::load(path).expect_err(&format!("{place}: expected {expected}"));
    assert!(matches!(error, DataError::Content { .. }), "{error:?}");
    assert_eq!(
        error.to_string(),
        format!(
            "{}: {place}: found {found}, expected {expected}",
            file.display()
        )
    );
}

/// A directory with a pair of IDX files of two images of 2×2 pixels, changed before it is loaded.
struct Pair {
    directory: tempfile::TempDir,
    images: Vec<u8>,
    labels: Vec<u8>,
}

impl Pair {
    fn new() -> Self {
        Self {
            directory: tempfile::tempdir().unwrap(),
            images: [
                &[0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2][..],
                &[9; 8],
            ]
            .concat(),
            labels: vec![0, 0, 8, 1, 0, 0, 0, 2, 7, 3],
        }
    }

    fn images_file(&self) -> PathBuf {
        self.directory.path().join("train-images-idx3-ubyte")
    }

    fn labels_file(&self) -> PathBuf {
        self.directory.path().join("train-labels-idx1-ubyte")
    }

    /// Writes both files and asserts that the one named first in the message is `file`.
    fn assert(&self, file: &Path, place: &str, found: &str, expected: &str) {
        fs::write(self.images_file(), &self.images).unwrap();
        fs::write(self.labels_file(), &self.labels).unwrap();
        assert_fails(self.directory.path(), file, place, found, expected);
        assert_fails(&self.images_file(), file, place, found, expected);
    }
}

#[test]
fn idx_pair_is_good_until_changed() {
    let pair = Pair::new();
    fs::write(pair.images_file(), &pair.images).unwrap();
    fs::write(pair.labels_file(), &pair.labels).unwrap();
    assert_eq!(
        DataSet::load(pair.directory.path()).unwrap().labels(),
        [7, 3]
    );
}

#[test]
fn idx_with_the_wrong_magic_number() {
    let magic = "byte 0 (magic number)";
    for (byte, value, found) in [
        (3, 1, "00 00 08 01"),
        (2, 13, "00 00 0d 03"),
        (3, 4, "00 00 08 04"),
    ] {
        let mut pair = Pair::new();
        pair.images[byte] = value;
        let expected = "00 00 08 03, the magic number of IDX images";
        pair.assert(&pair.images_file(), magic, found, expected);
    }
    let mut pair = Pair::new();
    pair.labels = pair.images.clone();
    let expected = "00 00 08 01, the magic number of IDX labels";
    pair.assert(&pair.labels_file(), magic, "00 00 08 03", expected);
}

#[test]
fn idx_of_the_wrong_length() {
    let mut pair = Pair::new();
    pair.images.truncate(10);
    pair.assert(
        &pair.images_file(),
        "byte 10 (in the header)",
        "the end of the file",
        "a header of 16 bytes",
    );
    let mut pair = Pair::new();
    pair.images.pop();
    pair.assert(
        &pair.images_file(),
        "byte 23 (end of the file)",
        "a file of 23 bytes",
        "24 bytes: 16 of header and 2 × 2 × 2",
    );
    let mut pair = Pair::new();
    pair.images.push(0);
    pair.assert(
        &pair.images_file(),
        "byte 25 (end of the file)",
        "a file of 25 bytes",
        "24 bytes: 16 of header and 2 × 2 × 2",
    );
    let mut pair = Pair::new();
    pair.labels.truncate(3);
    pair.assert(
        &pair.labels_file(),
        "byte 3 (in the header)",
        "the end of the file",
        "a header of 8 bytes",
    );
    let mut pair = Pair::new();
    pair.labels.pop();
    pair.assert(
        &pair.labels_file(),
        "byte 9 (end of the file)",
        "a file of 9 bytes",
        "10 bytes: 8 of header and 2",
    );
}

#[test]
fn idx_with_impossible_sizes() {
    let mut pair = Pair::new();
    pair.images[4..16].fill(0xff);
    pair.assert(
        &pair.images_file(),
        "byte 4 (number of images, rows, columns)",
        "4294967295 × 4294967295 × 4294967295",
        "sizes that a file can have",
    );
    let mut pair = Pair::new();
    pair.images[7] = 0;
    pair.images.truncate(16);
    pair.assert(
        &pair.images_file(),
        "byte 4 (number of images)",
        "0",
        "at least one",
    );
    let mut pair = Pair::new();
    pair.images[11] = 0;
    pair.images.truncate(16);
    pair.assert(
        &pair.images_file(),
        "bytes 8 to 15 (rows, columns)",
        "0 × 2 = 0 pixels",
        "1 to 2047 pixels",
    );
    let mut pair = Pair::new();
    pair.images[11] = 46;
    pair.images[15] = 45;
    pair.images.resize(16 + 2 * 46 * 45, 1);
    pair.assert(
        &pair.images_file(),
        "bytes 8 to 15 (rows, columns)",
        "46 × 45 = 2070 pixels",
        "1 to 2047 pixels",
    );
}

#[test]
fn idx_with_counts_that_differ() {
    let mut pair = Pair::new();
    pair.labels[7] = 3;
    pair.labels.push(1);
    let expected = format!(
        "2, the number of images in {}",
        pair.images_file().display()
    );
    pair.assert(
        &pair.labels_file(),
        "byte 4 (number of labels)",
        "3",
        &expected,
    );
}

#[test]
fn idx_files_that_are_not_there() {
    let pair = Pair::new();
    let directory = pair.directory.path();
    let place = "in the directory";
    let expected = "one file of images, for example train-images-idx3-ubyte";
    let found = "no file named *images*idx3*";
    let or_png = format!("{expected}, or a folder of PNG images for each class");
    assert_fails(directory, directory, place, found, &or_png);

    fs::write(pair.images_file(), &pair.images).unwrap();
    assert_fails(
        directory,
        &pair.images_file(),
        "same directory",
        "no file of labels",
        "one named train-labels-idx1-ubyte or train-labels.idx1-ubyte, or the same with .gz",
    );

    let (a, b) = ("a-images-idx3-ubyte", "b-images-idx3-ubyte");
    fs::rename(pair.images_file(), directory.join(a)).unwrap();
    fs::write(directory.join(b), &pair.images).unwrap();
    let found = format!("{a}, {b}");
    assert_fails(directory, directory, place, &found, expected);

    let odd = directory.join("digits.bin");
    fs::write(&odd, &pair.images).unwrap();
    assert_fails(
        &odd,
        &odd,
        "file name",
        "'digits.bin'",
        "a name like train-images-idx3-ubyte, from which the name of the file of labels follows",
    );
}
