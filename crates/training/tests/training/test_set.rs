//! Test sets of their own: read on the scale of the training data, of the same kind, and never split.

use std::fs;
use std::path::{Path, PathBuf};

use yuragi_training::data::{DataError, DataSet, Finding, Kind, SHIPPED, Source};
use yuragi_training::{DataIdentity, TEST_FRACTION};

fn put(directory: &Path, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = directory.join(name);
    fs::write(&path, bytes).unwrap();
    path
}

fn test_set(path: &Path, kind: &Kind) -> Result<DataSet, DataError> {
    Source::find(path, Path::new(""))?.load_test(Some(kind))
}

fn refused(path: &Path, kind: &Kind, words: &[&str]) {
    let message = test_set(path, kind)
        .expect_err("it is of another kind")
        .to_string();
    for word in words {
        assert!(message.contains(word), "no {word:?} in {message}");
    }
}

/// A pair of IDX files of images of 1×2 pixels; returns the images' file.
fn idx(directory: &Path, name: &str, pixels: &[u8], labels: &[u8]) -> PathBuf {
    let count = labels.len() as u8;
    let header = [0, 0, 8, 3, 0, 0, 0, count, 0, 0, 0, 1, 0, 0, 0, 2];
    let bytes = [&[0, 0, 8, 1, 0, 0, 0, count], labels].concat();
    put(directory, &format!("{name}-labels-idx1-ubyte"), bytes);
    let bytes = [&header[..], pixels].concat();
    put(directory, &format!("{name}-images-idx3-ubyte"), bytes)
}

/// Two pixels up to 16, labels 0, 1 and 4.
fn training(directory: &Path) -> DataSet {
    let text = "a,b,label\n0,16,0\n8,4,1\n1,2,4\n3,3,0\n";
    DataSet::load(put(directory, "training.csv", text)).unwrap()
}

#[test]
fn the_scale_is_that_of_the_training_data() {
    let directory = tempfile::tempdir().unwrap();
    let kind = training(directory.path()).kind();
    assert_eq!(
        (kind.pixels, kind.classes(), kind.scale.full()),
        (2, 5, Some(16.0))
    );
    let path = put(directory.path(), "t.csv", "a,b,label\n8,4,1\n2,0,0\n");
    // for itself the file would be twice as dark
    assert_eq!(DataSet::load(&path).unwrap().image(0), [255, 128]);
    let test = test_set(&path, &kind).unwrap();
    assert_eq!(test.image(0), [128, 64]);
    assert_eq!(test.image(1), [32, 0]);
    assert_eq!(test.classes(), 5, "as many as the training data have");
    // so is IDX: bytes are values like others
    let path = idx(directory.path(), "x", &[16, 8, 0, 1], &[0, 4]);
    assert_eq!(test_set(&path, &kind).unwrap().image(0), [255, 128]);
    // and a CSV file beside IDX has bytes in it
    let trained = DataSet::load(idx(directory.path(), "y", &[9, 0, 1, 2], &[0, 1])).unwrap();
    let path = put(directory.path(), "u.csv", "a,b,label\n128,64,1\n");
    let test = test_set(&path, &trained.kind()).unwrap();
    assert_eq!(test.image(0), [129, 64]);
}

#[test]
fn values_beyond_the_scale_are_clipped_and_counted() {
    let directory = tempfile::tempdir().unwrap();
    let kind = training(directory.path()).kind();
    let path = put(
        directory.path(),
        "t.csv",
        "a,b,label\n0,160,1\n-3,8,0\n16,0,4\n",
    );
    let test = test_set(&path, &kind).unwrap();
    let images: Vec<&[u8]> = test.iter().map(|(image, _)| image).collect();
    assert_eq!(images, [[0, 255], [0, 128], [255, 0]]);
    assert_eq!(test.clipped(), 2);
    assert_eq!(
        test.findings(),
        [Finding::Clipped { values: 2, of: 6 }],
        "16 is the end of the scale, not beyond"
    );
    let path = idx(directory.path(), "x", &[255, 0], &[0]);
    assert_eq!(test_set(&path, &kind).unwrap().clipped(), 1);
}

#[test]
fn images_that_are_far_too_dark_have_another_unit() {
    let directory = tempfile::tempdir().unwrap();
    let kind = training(directory.path()).kind();
    let path = put(directory.path(), "t.csv", "a,b,label\n0,1,1\n");
    refused(
        &path,
        &kind,
        &[
            "t.csv: intensities",
            "found 1 as the highest",
            "expected at least 2",
            "in training the value 16 is full intensity, and the units must be the same",
        ],
    );
    let path = put(directory.path(), "t.csv", "a,b,label\n0,2,1\n");
    test_set(&path, &kind).expect("pale, but possible");
}

#[test]
fn pixels_and_labels_must_be_those_of_the_training_data() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    let kind = training(at).kind();
    let path = put(at, "t.csv", "a,b,c,label\n0,9,9,1\n");
    refused(
        &path,
        &kind,
        &[
            "t.csv: line 1: found 4 columns",
            "2 pixels, as in training, with or without a column of labels",
        ],
    );
    // 3 is below the highest label, but no image has it
    let path = put(at, "t.csv", "a,b,label\n0,9,1\n0,9,3\n");
    let expected = "expected a label that occurs in training: 0 to 1, 4";
    refused(
        &path,
        &kind,
        &[
            "t.csv: line 3, column 3 'label': found the label 3",
            expected,
        ],
    );
    let path = put(at, "t.csv", "a,b,label\n0,9,5\n");
    refused(
        &path,
        &kind,
        &["line 2, column 3 'label': found the label 5", expected],
    );
    let path = idx(at, "x", &[9, 9], &[7]);
    refused(
        &path,
        &kind,
        &["x-labels-idx1-ubyte: image 1: found the label 7", expected],
    );
    // as many pixels, but in rows of another length
    let square = |name: &str| {
        let header = [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2];
        put(
            at,
            &format!("{name}-labels-idx1-ubyte"),
            [0, 0, 8, 1, 0, 0, 0, 1, 0],
        );
        let bytes = [&header[..], &[9, 9, 9, 9]].concat();
        put(at, &format!("{name}-images-idx3-ubyte"), bytes)
    };
    let flat = {
        let header = [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 4];
        put(at, "f-labels-idx1-ubyte", [0, 0, 8, 1, 0, 0, 0, 1, 0]);
        put(at, "f-images-idx3-ubyte", [&header[..], &[99; 4]].concat())
    };
    let trained = DataSet::load(square("s")).unwrap();
    let words = [
        "f-images-idx3-ubyte",
        "4×1 pixels",
        "2×2, as in s-images-idx3-ubyte",
    ];
    refused(&flat, &trained.kind(), &words);
    let message = (trained.with_test(DataSet::load(&flat).unwrap(), None))
        .unwrap_err()
        .to_string();
    for word in ["4×1 pixels", "2×2 pixels, as in s-images-idx3-ubyte"] {
        assert!(message.contains(word), "no {word:?} in {message}");
    }
}

/// MNIST as it comes: four files in a directory.
#[test]
fn of_a_directory_those_to_test_with_are_taken() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    idx(at, "train", &[9, 1, 255, 2, 3, 4], &[0, 1, 0]);
    let trained = DataSet::load(at).unwrap();
    // training images alone are no test set
    refused(
        at,
        &trained.kind(),
        &[
            "no file named *images*idx3* that does not begin with train",
            "for example t10k-images-idx3-ubyte",
        ],
    );
    idx(at, "t10k", &[7, 77, 8, 8], &[1, 0]);
    assert_eq!(DataSet::load(at).unwrap(), trained);
    let test = test_set(at, &trained.kind()).unwrap();
    assert_eq!((test.len(), test.labels()), (2, &[1, 0][..]));
    let joined = trained.with_test(test, Some("here".into())).unwrap();
    let own = joined.own_test().expect("a test set");
    assert_eq!((own.images, own.also_learned), (2, 0));
    assert_eq!(
        (own.name.as_str(), own.path.as_deref()),
        ("t10k-images-idx3-ubyte", Some("here"))
    );
}

#[test]
fn a_test_set_of_its_own_is_never_split_nor_learned() {
    let digits = DataSet::digits().unwrap();
    let part = |range: std::ops::Range<usize>| digits.subset(&range.collect::<Vec<_>>());
    let (train, test) = (part(0..1500), part(1500..1797));
    let joined = train.clone().with_test(test.clone(), None).unwrap();
    assert_eq!((joined.len(), joined.classes()), (1797, 10));
    assert!(joined.without_test().eq(train.iter()));
    assert!(joined.only_test().eq(test.iter()));
    let split = joined.split(TEST_FRACTION, 1).unwrap();
    assert_eq!(split, joined.split(0.5, 99).unwrap(), "no effect");
    let sorted = |mut images: Vec<usize>| {
        images.sort_unstable();
        images
    };
    assert_eq!(sorted(split.train.clone()), (0..1500).collect::<Vec<_>>());
    assert_eq!(sorted(split.test.clone()), (1500..1797).collect::<Vec<_>>());
    let asked: Vec<usize> = test.as_test().iter().map(|place| place + 1500).collect();
    assert_eq!(split.test, asked, "alone it is asked in the same order");
    // a sample of a part is its beginning, so files in the order of their labels are shuffled
    assert_ne!(split.train, sorted(split.train.clone()));
    assert_ne!(split.test, sorted(split.test.clone()));

    // the identity tells the parts apart
    let identity = DataIdentity::new(&joined, None);
    assert_eq!(identity.images, 1500);
    let own = identity.test.clone().expect("a test set");
    assert_eq!(own.images, 297);
    assert!(own.is(test.iter()) && !own.is(train.iter()) && !own.is(part(1501..1797).iter()));
    assert!(identity.is(&train) && identity.is(&joined) && !identity.is(&test));
    assert!(identity.is(&train.clone().with_test(part(1600..1797), None).unwrap()));
    assert_ne!(DataIdentity::new(&train, None), identity);

    // what is learned is no test, and what is both is counted
    let message = train.clone().with_test(train.clone(), None).unwrap_err();
    assert!(
        message.to_string().contains("exactly the images"),
        "{message}"
    );
    let overlapping = train.with_test(part(1490..1510), None).unwrap();
    assert_eq!(overlapping.own_test().unwrap().also_learned, 10);
}

#[test]
fn a_name_of_data_that_ship_means_a_file_if_there_is_one() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    let find = |name: &str| Source::find(Path::new(name), at);
    for name in SHIPPED {
        assert_eq!(find(name).unwrap(), Source::Shipped(name));
        assert_eq!(find(name).unwrap().load().unwrap().name(), name);
        assert_eq!(find(name).unwrap().path(), None);
        let remembered = Source::remembered(name, None).unwrap();
        fs::write(at.join(name), "a,label\n1,0\n2,1\n").unwrap();
        assert_eq!(find(name).unwrap(), Source::File(at.join(name)));
        assert_eq!(find(name).unwrap().load().unwrap().len(), 2);
        // a network that learned from built-in data classifies these
        assert_eq!(remembered, Source::remembered(name, None).unwrap());
        assert_eq!(remembered, Source::Shipped(name));
    }
    let message = find("letters").unwrap_err().to_string();
    assert_eq!(
        message,
        "data: found letters, expected a file, a directory, or the name of built-in data: digits or mnist"
    );
    assert!(Source::remembered("letters", None).is_err());
    // a name with a suffix or a folder was meant as a file
    for name in ["letters.csv", "there/digits"] {
        let message = find(name).unwrap().load().unwrap_err().to_string();
        assert!(message.contains("cannot be read"), "{message}");
    }
}
