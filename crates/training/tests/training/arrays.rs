//! Arrays of NumPy: NPZ files and pairs of NPY files.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use yuragi_training::data::{Column, DataError, DataSet, Reading, Scale, Source};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// An array as NumPy writes it.
fn npy(descr: &str, fortran: bool, shape: &str, items: &[u8]) -> Vec<u8> {
    let order = if fortran { "True" } else { "False" };
    let mut header =
        format!("{{'descr': '{descr}', 'fortran_order': {order}, 'shape': ({shape}), }}");
    while (10 + header.len() + 1) % 64 != 0 {
        header.push(' ');
    }
    header.push('\n');
    let mut bytes = b"\x93NUMPY\x01\x00".to_vec();
    bytes.extend((header.len() as u16).to_le_bytes());
    bytes.extend(header.bytes());
    bytes.extend(items);
    bytes
}

fn npz(arrays: &[(&str, Vec<u8>)], compressed: bool) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let method = match compressed {
        true => zip::CompressionMethod::Deflated,
        false => zip::CompressionMethod::Stored,
    };
    for (name, bytes) in arrays {
        let options = SimpleFileOptions::default().compression_method(method);
        writer.start_file(format!("{name}.npy"), options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn put(directory: &Path, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = directory.join(name);
    fs::write(&path, bytes).unwrap();
    path
}

fn load(bytes: &[u8]) -> Result<DataSet, DataError> {
    let directory = tempfile::tempdir().unwrap();
    DataSet::load(put(directory.path(), "d.npz", bytes))
}

fn refused(result: Result<DataSet, DataError>, words: &[&str]) {
    let message = result.expect_err("it is bad").to_string();
    for word in words {
        assert!(message.contains(word), "no {word:?} in {message}");
    }
}

fn floats(items: &[f64]) -> Vec<u8> {
    items.iter().flat_map(|n| n.to_le_bytes()).collect()
}

fn words(items: &[&str]) -> Vec<u8> {
    let code = |word: &&str| {
        let mut codes: Vec<u32> = word.chars().map(u32::from).collect();
        codes.resize(5, 0);
        codes
    };
    items
        .iter()
        .flat_map(code)
        .flat_map(u32::to_le_bytes)
        .collect()
}

/// Two images of three values each, the first of them of class 2.
fn x() -> Vec<u8> {
    npy("|u1", false, "2, 3", &[0, 1, 2, 3, 4, 0])
}

fn y() -> Vec<u8> {
    npy(
        "<i8",
        false,
        "2,",
        &[2_i64, 0].map(i64::to_le_bytes).concat(),
    )
}

#[test]
fn the_same_arrays_may_be_stored_in_many_ways() {
    let plain = load(&npz(&[("X", x()), ("y", y())], false)).unwrap();
    assert_eq!((plain.name(), plain.len(), plain.pixels()), ("d", 2, 3));
    assert_eq!(plain.labels(), [2, 0]);
    assert_eq!(
        (plain.image(0), plain.image(1)),
        (&[0, 64, 128][..], &[192, 255, 0][..])
    );
    let values = [0.0, 1.0, 2.0, 3.0, 4.0, 0.0];
    let whole = |n: f64| n as i32;
    for (name, array) in [
        ("f8", npy("<f8", false, "2, 3", &floats(&values))),
        (
            "big-endian",
            npy(">f8", false, "2, 3", &values.map(f64::to_be_bytes).concat()),
        ),
        (
            "f4",
            npy(
                "<f4",
                false,
                "2, 3",
                &values.map(|n| (n as f32).to_le_bytes()).concat(),
            ),
        ),
        (
            "i4",
            npy(
                "<i4",
                false,
                "2, 3",
                &values.map(|n| whole(n).to_le_bytes()).concat(),
            ),
        ),
        (
            "columns first",
            npy("|u1", true, "2, 3", &[0, 3, 1, 4, 2, 0]),
        ),
    ] {
        let data = load(&npz(&[("X", array), ("y", y())], true)).unwrap();
        assert_eq!(data, plain, "{name}");
    }
    for (name, array) in [
        ("a column", npy("|u1", false, "2, 1", &[2, 0])),
        ("floats", npy("<f8", false, "2,", &floats(&[2.0, 0.0]))),
    ] {
        let data = load(&npz(&[("images", x()), ("labels", array)], false)).unwrap();
        assert_eq!(data, plain, "{name}");
    }
    let compressed = gzip(&npz(&[("X", x()), ("y", y())], false));
    assert_eq!(load(&compressed).unwrap(), plain);
}

#[test]
fn images_have_rows_and_columns_and_labels_may_be_words() {
    let items: Vec<u8> = (0..12).collect();
    let labels = npy("<U5", false, "2,", &words(&["zebra", "ant"]));
    for (fortran, shape) in [
        (false, "2, 2, 3"),
        (false, "2, 2, 3, 1"),
        (false, "2, 1, 2, 3"),
    ] {
        let images = npy("|u1", fortran, shape, &items);
        let data = load(&npz(&[("X", images), ("y", labels.clone())], false)).unwrap();
        assert_eq!((data.shape(), data.pixels()), (Some((3, 2)), 6), "{shape}");
        assert_eq!(data.class_names(), ["ant", "zebra"]);
        assert_eq!(data.labels(), [1, 0]);
        assert_eq!(data.kind().scale, Scale::Full(11.0));
    }
    // the first index runs fastest
    let images = npy(
        "|u1",
        true,
        "2, 2, 3",
        &[0, 6, 3, 9, 1, 7, 4, 10, 2, 8, 5, 11],
    );
    let data = load(&npz(&[("X", images), ("y", labels.clone())], false)).unwrap();
    let plain = load(&npz(
        &[("X", npy("|u1", false, "2, 2, 3", &items)), ("y", labels)],
        false,
    ));
    assert_eq!(data, plain.unwrap());
    let bytes = npy("|S3", false, "2,", b"ox\0cat");
    let data = load(&npz(&[("X", x()), ("y", bytes)], false)).unwrap();
    assert_eq!(data.class_names(), ["cat", "ox"]);
}

#[test]
fn npy_files_come_in_pairs() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    let plain = load(&npz(&[("X", x()), ("y", y())], false)).unwrap();
    for (images, labels) in [
        ("X.npy", "y.npy"),
        ("x_train.npy", "y_train.npy"),
        ("my-images.npy", "my-labels.npy"),
    ] {
        let path = put(at, images, x());
        put(at, labels, y());
        let data = DataSet::load(path).unwrap();
        assert!(data.iter().eq(plain.iter()), "{images}");
    }
    let path = put(at, "X.npy.gz", gzip(&x()));
    fs::remove_file(at.join("y.npy")).unwrap();
    let kind = plain.kind();
    let source = Source::File(path.clone());
    refused(DataSet::load(&path), &["no file of labels", "y.npy", ".gz"]);
    assert!(!source.load_like(&kind).unwrap().is_labelled());
    put(at, "y.npy.gz", gzip(&y()));
    assert!(DataSet::load(&path).unwrap().iter().eq(plain.iter()));
    assert_eq!(source.load_like(&kind).unwrap().labels(), [2, 0]);
    refused(
        DataSet::load(put(at, "a.npy", x())),
        &["file name", "'a.npy'", "y.npy"],
    );
    put(at, "y_b.npy", "no array");
    refused(
        DataSet::load(put(at, "X_b.npy", x())),
        &["y_b.npy", "NPY file"],
    );
}

#[test]
fn training_images_and_test_images_may_be_in_one_file() {
    let directory = tempfile::tempdir().unwrap();
    let image = |value| npy("|u1", false, "1, 2", &[value, 9]);
    let label = |class| npy("|u1", false, "1,", &[class]);
    let arrays = [
        ("x_train", image(8)),
        ("y_train", label(1)),
        ("x_test", image(7)),
        ("y_test", label(0)),
    ];
    let source = Source::File(put(directory.path(), "d.npz", npz(&arrays, true)));
    let train = source.load().unwrap();
    assert_eq!(
        (train.labels(), train.image(0)[0]),
        (&[1][..], quantised(8.0))
    );
    let mut kind = train.kind();
    kind.unseen.clear();
    let test = source.load_test(Some(&kind)).unwrap();
    assert_eq!(
        (test.labels(), test.image(0)[0]),
        (&[0][..], quantised(7.0))
    );
    let path = put(directory.path(), "e.npz", npz(&arrays[..2], true));
    refused(
        Source::File(path).load_test(Some(&kind)),
        &["x_train", "X_test"],
    );
}

fn quantised(value: f64) -> u8 {
    yuragi_training::data::quantise(value, 9.0)
}

#[test]
fn what_is_no_array_of_images_and_labels_is_refused() {
    let pair = |x: Vec<u8>, y: Vec<u8>| load(&npz(&[("X", x), ("y", y)], true));
    let labels = |descr: &str, shape: &str, items: &[u8]| npy(descr, false, shape, items);
    refused(load(&npz(&[], false)), &["d.npz"]);
    refused(
        load(&npz(&[("a", x())], false)),
        &["arrays a", "named X or X_train"],
    );
    refused(load(&npz(&[("X", x())], false)), &["arrays X", "named y"]);
    refused(
        pair(x(), labels("|u1", "3,", &[0, 1, 2])),
        &["array y", "size of 3", "2 labels"],
    );
    refused(
        pair(x(), labels("|u1", "2, 2", &[0; 4])),
        &["array y", "2 × 2", "one for each"],
    );
    refused(pair(y(), y()), &["array X", "size of 2", "images × values"]);
    refused(
        pair(labels("|u1", "", &[1]), y()),
        &["array X", "a single number"],
    );
    refused(
        pair(labels("|u1", "0, 3", &[]), y()),
        &["array X", "0 × 3", "at least one"],
    );
    refused(
        pair(labels("<U5", "2,", &words(&["a", "b"])), y()),
        &["array X", "words"],
    );
    refused(
        pair(labels("|u1", "2, 2, 2, 3", &[0; 24]), y()),
        &["array X", "2 × 2 × 2 × 3", "grey levels"],
    );
    refused(
        pair(labels("|u1", "2, 2048", &[1; 4096]), y()),
        &["array X", "1 to 2047 values"],
    );
    refused(
        pair(labels("<c16", "2, 1", &[0; 32]), y()),
        &["type", "float64"],
    );
    refused(
        pair(labels("|O", "2, 1", &[0; 16]), y()),
        &["Python objects", "dtype"],
    );
    refused(
        pair(labels("|u1", "2, 3", &[0; 5]), y()),
        &["array X", "5 bytes", "2 × 3"],
    );
    let huge = labels("<f8", "4294967296, 4294967296", &[0; 8]);
    refused(pair(huge, y()), &["array X", "8 bytes", "4294967296"]);
    refused(
        pair(b"\x93NUMPY\x01\x00".to_vec(), y()),
        &["array X", "damaged"],
    );
    refused(
        pair(labels("<f8", "2, 1", &floats(&[1.0, f64::INFINITY])), y()),
        &["array X, [1, 0]", "found inf", "a finite number"],
    );
    refused(
        pair(labels("<f8", "2, 1", &floats(&[f64::NAN, 1.0])), y()),
        &["array X, [0, 0]", "found NaN", "--gaps mean"],
    );
    refused(
        pair(x(), labels("<f8", "2,", &floats(&[0.5, 1.0]))),
        &["array y, [0]", "'0.5'", "a class"],
    );
    let directory = tempfile::tempdir().unwrap();
    let path = put(
        directory.path(),
        "d.npz",
        npz(&[("X", x()), ("y", y())], true),
    );
    let reading = Reading {
        label: Some(Column::Number(1)),
        ..Reading::default()
    };
    refused(
        Source::File(path).load_with(&reading),
        &["column of labels", "CSV"],
    );
}

/// Cut or flipped anywhere: no panic, and no other values.
#[test]
fn a_damaged_file_is_refused_or_reads_the_same() {
    let whole = npz(&[("X", x()), ("y", y())], true);
    let good = load(&whole).unwrap();
    for end in 4..whole.len() {
        assert!(load(&whole[..end]).is_err(), "cut at {end}");
    }
    for place in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[place] ^= 0x10;
        if let Ok(data) = load(&bytes) {
            assert_eq!(data, good, "byte {place}");
        }
    }
}
