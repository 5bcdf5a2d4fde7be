//! Data sets: what loads, what a split is, and what fits a network.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use yuragi_training::data::{DataError, DataSet, MAX_PIXELS, Task, one_hot, quantise};

fn digits() -> DataSet {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/digits.csv");
    DataSet::load(path).expect("the digits load")
}

fn csv(text: impl AsRef<[u8]>) -> DataSet {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("small.csv");
    fs::write(&path, text).unwrap();
    DataSet::load(&path).expect("the file is good")
}

/// Writes a pair of IDX files and returns the images' file.
fn idx(directory: &Path, stem: &str, size: [u32; 3], pixels: &[u8], labels: &[u8]) -> PathBuf {
    let mut images = vec![0, 0, 8, 3];
    images.extend(size.iter().flat_map(|d| d.to_be_bytes()));
    images.extend(pixels);
    let path = directory.join(format!("{stem}-images-idx3-ubyte"));
    fs::write(&path, images).unwrap();
    let mut bytes = vec![0, 0, 8, 1];
    bytes.extend((labels.len() as u32).to_be_bytes());
    bytes.extend(labels);
    fs::write(directory.join(format!("{stem}-labels-idx1-ubyte")), bytes).unwrap();
    path
}

#[test]
fn the_digits_are_what_their_source_says() {
    let digits = digits();
    assert_eq!(digits.name(), "digits");
    assert_eq!(
        (digits.len(), digits.pixels(), digits.classes()),
        (1797, 64, 10)
    );
    assert_eq!(digits.shape(), Some((8, 8)));
    // The first row of the file, 0..=16, on the scale of 256.
    assert_eq!(digits.image(0)[..8], [0, 0, 80, 208, 144, 16, 0, 0]);
    assert_eq!(digits.label(0), 0);
    assert_eq!(digits.iter().map(|(image, _)| image[0]).max(), Some(0));
    let mut counts = [0; 10];
    for &label in digits.labels() {
        counts[usize::from(label)] += 1;
    }
    assert_eq!(counts, [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
}

#[test]
fn a_csv_file_may_come_from_any_system() {
    let plain = csv("a,b,label\n0,1,0\n2,4,1\n");
    assert_eq!(
        plain.iter().collect::<Vec<_>>(),
        [(&[0, 64][..], 0), (&[128, 255], 1)]
    );
    assert_eq!(plain.shape(), None, "two pixels are no square");
    for same in [
        "\u{feff}a,b,label\n0,1,0\n2,4,1\n",
        "a,b,label\r\n0,1,0\r\n2,4,1\r\n",
        "a,b,label\n0,1,0\n2,4,1",
        "\n\na,b,label\n\n0,1,0\n2,4,1\n\n",
        " a , b , label \n 0, 1 ,0\n2,4, 1\n",
        "\"a\",\"b\",\"label\"\n\"0\",\"1\",\"0\"\n2,4,1\n",
        "a,b,label\n0,0.25,0\n.5,1e0,1\n",
        "größe,b,label\n-0,1e-3,0\n0.002,4e-3,1\n",
    ] {
        assert_eq!(csv(same), plain, "{same:?}");
    }
}

#[test]
fn idx_files_load_by_file_or_directory_and_scale_like_csv() {
    let directory = tempfile::tempdir().unwrap();
    let pixels: Vec<u8> = vec![0, 1, 127, 128, 254, 255];
    let path = idx(directory.path(), "t10k", [2, 1, 3], &pixels, &[7, 2]);
    let data = DataSet::load(&path).unwrap();
    assert_eq!(
        (data.len(), data.shape(), data.classes()),
        (2, Some((3, 1)), 8)
    );
    assert_eq!(data.labels(), [7, 2]);
    let as_csv = csv("a,b,c,label\n0,1,127,7\n128,254,255,2\n");
    assert!(data.iter().eq(as_csv.iter()));

    assert_eq!(DataSet::load(directory.path()).unwrap(), data);
    // With both of MNIST's parts there, a directory means the training part.
    idx(directory.path(), "train", [1, 1, 1], &[255], &[0]);
    assert_eq!(DataSet::load(directory.path()).unwrap().len(), 1);
    // Some unpackers write a dot before "idx".
    let labels = directory.path().join("t10k-labels-idx1-ubyte");
    fs::rename(labels, directory.path().join("t10k-labels.idx1-ubyte")).unwrap();
    assert_eq!(DataSet::load(&path).unwrap(), data);
}

#[test]
fn a_split_stays_the_same_for_ever() {
    let split = digits().split(0.2, 1).unwrap();
    assert_eq!((split.train.len(), split.test.len()), (1438, 359));
    // If these change, every published accuracy is of other images.
    assert_eq!(split.test[..6], [1331, 239, 1152, 1110, 326, 814]);
    assert_ne!(digits().split(0.2, 2).unwrap(), split);
}

#[test]
fn a_subset_keeps_classes_and_shape() {
    let digits = digits();
    let split = digits.split(0.2, 3).unwrap();
    let test = digits.subset(&split.test);
    assert_eq!(test.len(), split.test.len());
    for (index, (image, label)) in test.iter().enumerate() {
        assert_eq!(image, digits.image(split.test[index]));
        assert_eq!(label, digits.label(split.test[index]));
    }
    let zeros = digits.subset(&[0]);
    assert_eq!((zeros.classes(), zeros.shape()), (10, Some((8, 8))));
    assert!(digits.subset(&[]).is_empty());
}

#[test]
fn a_split_that_cannot_be_is_refused() {
    for fraction in [0.0, 1.0, -0.2, 1.5, f64::NAN, f64::INFINITY] {
        let message = digits().split(fraction, 0).unwrap_err().to_string();
        assert!(
            message.contains(&fraction.to_string())
                && message.contains("1797")
                && message.contains("between 0 and 1"),
            "{message}"
        );
    }
    let single = csv("a,label\n1,0\n").split(0.5, 0).unwrap_err();
    assert!(single.to_string().contains("at least 2 images"), "{single}");
}

#[test]
fn a_network_fits_to_classify_or_to_generate() {
    let digits = digits();
    assert_eq!(digits.task(64, 10).unwrap(), Task::Classify);
    assert_eq!(digits.task(64, 16).unwrap(), Task::Classify);
    assert_eq!(digits.task(0, 74).unwrap(), Task::Generate);
    for (inputs, outputs) in [(64, 9), (63, 10), (784, 10), (0, 10), (0, 73), (0, 75)] {
        let message = digits.task(inputs, outputs).unwrap_err().to_string();
        for part in [
            "data set digits has 64 pixels and 10 classes",
            &format!("{inputs} inputs and {outputs} outputs"),
            "expected 64 inputs and at least 10 outputs to classify, or 0 inputs and 74 outputs",
        ] {
            assert!(message.contains(part), "{message}");
        }
    }
}

#[test]
fn targets_are_one_hot() {
    assert_eq!(one_hot(2, 4), [0, 0, 255, 0]);
    assert_eq!(one_hot(4, 4), [0; 4]);
    assert_eq!(one_hot(0, 0), Vec::<u8>::new());
    let digits = digits();
    assert_eq!(digits.class_target(1, 10), one_hot(1, 10));
    let target = digits.generative_target(1);
    assert_eq!(target[..64], *digits.image(1));
    assert_eq!(target[64..], one_hot(1, 10));
}

#[test]
fn a_data_set_from_parts_is_checked() {
    let shape = |pixels, intensities: usize, labels: Vec<u16>| {
        let error = DataSet::new("parts", pixels, vec![0; intensities], labels).unwrap_err();
        assert!(matches!(error, DataError::Shape { .. }));
        error.to_string()
    };
    for (message, found, expected) in [
        (
            shape(0, 0, vec![0]),
            "images of 0 pixels",
            "1 to 2047 pixels",
        ),
        (
            shape(MAX_PIXELS + 1, 2048, vec![0]),
            "images of 2048 pixels",
            "1 to 2047 pixels",
        ),
        (shape(4, 0, vec![]), "no image", "at least one"),
        (shape(4, 4, vec![1023]), "label 1023", "labels 0 to 1022"),
        (
            shape(4, 9, vec![0, 1]),
            "9 intensities",
            "4 for each of the 2 labels",
        ),
    ] {
        assert_eq!(
            message,
            format!("data set parts: found {found}, expected {expected}")
        );
    }
}

#[test]
fn intensities_run_from_never_to_always() {
    assert_eq!(quantise(0.0, 16.0), 0);
    assert_eq!(quantise(8.0, 16.0), 128);
    assert_eq!(quantise(15.0, 16.0), 240);
    assert_eq!(quantise(16.0, 16.0), 255);
    assert_eq!(quantise(99.0, 16.0), 255);
    assert_eq!(quantise(-1.0, 16.0), 0);
    assert_eq!(quantise(0.0, 0.0), 0);
    assert_eq!(quantise(f64::NAN, 1.0), 0);
    assert_eq!(quantise(f64::MAX, f64::MAX), 255);
}

proptest! {
    #[test]
    fn a_split_is_disjoint_and_covers(images in 2_usize..400, fraction in 0.001_f64..0.999, seed: u64) {
        let labels = vec![0; images];
        let data = DataSet::new("even", 1, vec![1; images], labels).unwrap();
        let split = data.split(fraction, seed).unwrap();
        prop_assert!(!split.train.is_empty() && !split.test.is_empty());
        let wanted = (images as f64 * fraction).round() as usize;
        prop_assert_eq!(split.test.len(), wanted.clamp(1, images - 1));
        let all: BTreeSet<usize> = split.train.iter().chain(&split.test).copied().collect();
        prop_assert_eq!(split.train.len() + split.test.len(), images);
        prop_assert_eq!(all, (0..images).collect());
        prop_assert_eq!(data.split(fraction, seed).unwrap(), split);
    }

    #[test]
    fn whole_numbers_survive_csv(
        rows in prop::collection::vec((prop::collection::vec(0_u32..=16, 4), 0_u16..=1022), 1..20)
    ) {
        prop_assume!(rows.iter().any(|(values, _)| values.contains(&16)));
        let mut text = String::from("a,b,c,d,label\n");
        for (values, label) in &rows {
            let fields: Vec<String> = values.iter().map(u32::to_string).collect();
            text += &format!("{},{label}\n", fields.join(","));
        }
        let data = csv(text);
        prop_assert_eq!(data.len(), rows.len());
        for ((image, label), (values, wanted)) in data.iter().zip(&rows) {
            prop_assert_eq!(label, *wanted);
            for (&q, &value) in image.iter().zip(values) {
                prop_assert_eq!(u32::from(q), (value * 16).min(255));
            }
        }
    }
}
