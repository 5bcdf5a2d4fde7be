//! Compressed data sets: they load like uncompressed ones, and a damaged one is refused. The built-in data.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use yuragi_training::data::{DataError, DataSet, SHIPPED, Task};

const TEXT: &str = "a,b,label\n0,1,0\n2,4,1\n";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Two images of 2×2 pixels, and their labels.
fn images() -> Vec<u8> {
    let header = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2];
    [&header[..], &[0, 9, 128, 255, 1, 2, 3, 4]].concat()
}

fn labels() -> Vec<u8> {
    vec![0, 0, 8, 1, 0, 0, 0, 2, 7, 3]
}

fn put(directory: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = directory.join(name);
    fs::write(&path, bytes).unwrap();
    path
}

fn refused(path: &Path, words: &[&str]) {
    let error = DataSet::load(path).expect_err("it is not whole");
    assert!(matches!(error, DataError::Content { .. }), "{error:?}");
    let message = error.to_string();
    for word in words {
        assert!(message.contains(word), "no {word:?} in {message}");
    }
}

#[test]
fn every_mixture_of_plain_and_compressed_idx_files_is_the_same_data_set() {
    let (images_file, labels_file) = ("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte");
    let load = |images_gz: bool, labels_gz: bool| {
        let directory = tempfile::tempdir().unwrap();
        let write = |name: &str, bytes: &[u8], compressed: bool| {
            if compressed {
                put(directory.path(), &format!("{name}.gz"), &gzip(bytes))
            } else {
                put(directory.path(), name, bytes)
            }
        };
        let path = write(images_file, &images(), images_gz);
        write(labels_file, &labels(), labels_gz);
        let by_file = DataSet::load(&path).unwrap();
        assert_eq!(DataSet::load(directory.path()).unwrap(), by_file);
        by_file
    };
    let plain = load(false, false);
    assert_eq!(plain.labels(), [7, 3]);
    assert_eq!(plain.image(0), [0, 9, 129, 255]);
    for (images_gz, labels_gz) in [(false, true), (true, false), (true, true)] {
        assert_eq!(load(images_gz, labels_gz), plain);
    }
}

#[test]
fn a_file_and_its_compressed_twin_are_one() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    put(at, "a-images-idx3-ubyte", &images());
    put(at, "a-images-idx3-ubyte.gz", &gzip(&images()));
    put(at, "a-labels-idx1-ubyte.gz", &gzip(&labels()));
    assert_eq!(DataSet::load(at).unwrap().labels(), [7, 3]);
    // two different compressed ones are not
    put(at, "b-images-idx3-ubyte.gz", &gzip(&images()));
    refused(at, &["a-images-idx3-ubyte, b-images-idx3-ubyte.gz"]);
}

#[test]
fn what_a_file_is_called_does_not_decide() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    let plain = DataSet::load(put(at, "small.csv", TEXT.as_bytes())).unwrap();
    assert_eq!(plain.name(), "small");
    let compressed = gzip(TEXT.as_bytes());
    for (name, bytes, called) in [
        ("small.csv.gz", compressed.as_slice(), "small"),
        ("small", compressed.as_slice(), "small"),
        ("small.dat", compressed.as_slice(), "small"),
        // not compressed, whatever it says
        ("small.gz", TEXT.as_bytes(), "small"),
    ] {
        let data = DataSet::load(put(at, name, bytes)).unwrap();
        assert!(data.iter().eq(plain.iter()), "{name}");
        assert_eq!(data.name(), called, "{name}");
    }
    assert_eq!(DataSet::load_csv(at.join("small.dat")).unwrap().len(), 2);
    // images that are no gzip under a name that says so, and the other way round
    let path = put(at, "x-images-idx3-ubyte.gz", &images());
    put(at, "x-labels-idx1-ubyte", &gzip(&labels()));
    assert_eq!(DataSet::load(path).unwrap().labels(), [7, 3]);
}

#[test]
fn members_one_after_another_are_one_file() {
    let directory = tempfile::tempdir().unwrap();
    let (head, tail) = TEXT.split_at(13);
    let bytes = [gzip(head.as_bytes()), gzip(tail.as_bytes())].concat();
    let path = put(directory.path(), "parts.csv.gz", &bytes);
    assert_eq!(DataSet::load(path).unwrap().len(), 2);
}

/// Cut at every place: no part of a data set is ever taken for the whole.
#[test]
fn a_truncated_file_is_refused_wherever_it_ends() {
    let directory = tempfile::tempdir().unwrap();
    let whole = gzip(TEXT.as_bytes());
    for end in 2..whole.len() {
        let path = put(directory.path(), "cut.csv.gz", &whole[..end]);
        refused(
            &path,
            &["cut.csv.gz", "gzip", "the end of the file", "complete"],
        );
    }
    put(directory.path(), "a-labels-idx1-ubyte", &labels());
    let whole = gzip(&images());
    for end in 2..whole.len() {
        let path = put(directory.path(), "a-images-idx3-ubyte", &whole[..end]);
        refused(&path, &["a-images-idx3-ubyte: gzip", "the end of the file"]);
    }
    put(directory.path(), "a-images-idx3-ubyte", &whole);
    let whole = gzip(&labels());
    put(directory.path(), "a-labels-idx1-ubyte", &whole[..20]);
    let images = directory.path().join("a-images-idx3-ubyte");
    refused(
        &images,
        &["a-labels-idx1-ubyte: gzip", "the end of the file"],
    );
}

/// A bit that is wrong in data, checksum or length is seen; in the header, some bits mean nothing.
#[test]
fn a_damaged_file_is_refused_or_reads_the_same() {
    let directory = tempfile::tempdir().unwrap();
    let whole = gzip(TEXT.as_bytes());
    let good = DataSet::load(put(directory.path(), "good.csv", TEXT.as_bytes())).unwrap();
    for bit in 8 * 10..8 * whole.len() {
        let mut bytes = whole.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let path = put(directory.path(), "good.csv.gz", &bytes);
        match DataSet::load(&path) {
            // the unused bits behind the last block
            Ok(data) => assert_eq!(data, good, "bit {bit}"),
            Err(error) => assert!(error.to_string().contains("gzip"), "bit {bit}: {error}"),
        }
    }
    let trailing = [&whole[..], b"more text than a header has bytes"].concat();
    refused(
        &put(directory.path(), "more.csv.gz", &trailing),
        &["gzip", "damaged data"],
    );
}

/// A small file that would decompress to more than a data set can be.
#[test]
fn a_decompression_bomb_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let bomb = gzip(&vec![b'1'; 1 << 20]).repeat(513);
    assert!(bomb.len() < 1 << 20);
    let path = put(directory.path(), "bomb.csv", &bomb);
    refused(
        &path,
        &[
            "after 512 MiB, decompressed",
            "more data",
            "at most 512 MiB",
        ],
    );
}

#[test]
fn gzip_within_gzip_is_no_data_set() {
    let directory = tempfile::tempdir().unwrap();
    let path = put(
        directory.path(),
        "twice.csv.gz",
        &gzip(&gzip(TEXT.as_bytes())),
    );
    refused(&path, &["twice.csv.gz", "line 1"]);
}

#[test]
fn the_sample_of_mnist_is_what_its_source_says() {
    let mnist = DataSet::mnist().unwrap();
    assert_eq!(mnist.name(), "mnist");
    assert_eq!(
        (mnist.len(), mnist.pixels(), mnist.classes(), mnist.shape()),
        (10_000, 784, 10, Some((28, 28)))
    );
    let mut counts = [0; 10];
    for &label in mnist.labels() {
        counts[usize::from(label)] += 1;
    }
    // those of the first 10,000 images of MNIST's training set
    let of_the_first = [1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978];
    assert_eq!(counts, of_the_first);
    assert_eq!(mnist.labels()[..10], [4, 5, 3, 2, 4, 9, 6, 4, 8, 2]);
    // the file is the same
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/mnist");
    let loaded = DataSet::load(file).unwrap();
    assert!(loaded.iter().eq(mnist.iter()));
    assert_eq!(loaded.name(), "mnist-10k-images-idx3-ubyte");
}

#[test]
fn the_data_that_ship_are_found_by_name_and_by_size() {
    for name in SHIPPED {
        let data = DataSet::shipped(name).expect("it is listed").unwrap();
        assert_eq!(data.name(), name);
        let fitting = DataSet::fitting(data.pixels(), data.classes()).unwrap();
        assert_eq!(fitting, data);
        let generative = DataSet::fitting(0, data.pixels() + data.classes()).unwrap();
        assert_eq!(generative, data);
        assert_eq!(data.task(data.pixels(), 16).unwrap(), Task::Classify);
    }
    assert!(DataSet::shipped("letters").is_none());
    let message = DataSet::fitting(100, 10).unwrap_err().to_string();
    for word in [
        "100 inputs and 10 outputs",
        "digits (64 pixels, 10 classes) and mnist (784 pixels, 10 classes)",
        "--data with a file that fits",
    ] {
        assert!(message.contains(word), "no {word:?} in {message}");
    }
}
