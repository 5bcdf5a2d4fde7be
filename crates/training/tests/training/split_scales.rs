//! Data that set their own scale and are divided: the training part alone sets it.

use std::fs;

use yuragi_training::data::{
    DataSet, Encoding, Finding, Gaps, Reading, Scale, Scaling, Source, quantise,
};
use yuragi_training::{fingerprint, fingerprint_of_any_split};

/// A file that is read in a way, and then divided: the images at `train` are learned from.
fn divided(text: &str, reading: &Reading, train: &[usize]) -> (DataSet, DataSet) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("t.csv");
    fs::write(&path, text).unwrap();
    let source = Source::File(path);
    let whole = source.load_with(reading).expect(text);
    let data = whole.scaled_by(train).expect(text);
    // what a checkpoint keeps reads the same images again
    let again = source.load_like(&data.kind()).expect(text);
    assert!(again.iter().eq(data.iter()), "{text}");
    assert_eq!(again.clipped(), data.clipped(), "{text}");
    (data, again)
}

fn scale(scale: Scaling) -> Reading {
    Reading {
        scale: Some(scale),
        ..Reading::default()
    }
}

#[test]
fn values_of_the_test_part_do_not_set_the_scale() {
    let text = "a,b,label\n0,10,0\n4,30,1\n8,20,0\n16,-5,1\n2,50,0\n";
    let (data, _) = divided(text, &scale(Scaling::MinMax), &[0, 1, 2]);
    let (low, high) = (vec![0.0, 10.0], vec![8.0, 30.0]);
    assert_eq!(data.kind().scale, Scale::Columns { low, high });
    assert_eq!(data.image(1), [128, 255]);
    // 16 and 50 lie above, -5 lies below
    assert_eq!(
        (data.image(3), data.image(4)),
        (&[255, 0][..], &[64, 255][..])
    );
    assert_eq!(
        (data.clipped(), data.findings()),
        (3, &[Finding::Beyond { values: 3, of: 4 }][..])
    );
    let text = data.findings()[0].to_string();
    assert!(text.contains("3 of 4 values of the test images"), "{text}");

    // the choice between the scales is made from the training part, too
    let text = "a,b,label\n1,10,0\n4,8,1\n8,2,0\n-1,9,1\n";
    let (data, _) = divided(text, &Reading::default(), &[0, 1, 2]);
    assert_eq!(data.kind().scale, Scale::Full(10.0));
    assert_eq!(data.image(3), [0, quantise(9.0, 10.0)]);
    assert_eq!(data.findings(), [Finding::Beyond { values: 1, of: 2 }]);

    // a thermometer code lies on the same scale
    let reading = Reading {
        encoding: Encoding::Thermometer(4),
        ..scale(Scaling::MinMax)
    };
    let text = "a,label\n0,0\n8,1\n4,0\n12,1\n";
    let (data, _) = divided(text, &reading, &[0, 1]);
    assert_eq!(data.image(2), [255, 255, 0, 0]);
    assert_eq!((data.image(3), data.clipped()), (&[255; 4][..], 1));
}

#[test]
fn quantiles_and_means_are_those_of_the_training_part() {
    let mut text = String::from("a,label\n");
    for n in 0..=100 {
        text += &format!("{n},{}\n", n % 2);
    }
    text += "900,0\n900,1\n900,0\n";
    let train: Vec<usize> = (0..=100).collect();
    let (data, _) = divided(&text, &scale(Scaling::Quantile), &train);
    let (low, high) = (vec![1.0], vec![99.0]);
    assert_eq!(data.kind().scale, Scale::Columns { low, high });
    assert_eq!(
        data.findings(),
        [
            Finding::Clipped { values: 2, of: 101 },
            Finding::Beyond { values: 3, of: 3 }
        ]
    );

    // a gap gets the mean of the training part, on a scale that is given as well
    for scale in [Scaling::MinMax, Scaling::Full(8.0)] {
        let reading = Reading {
            scale: Some(scale),
            gaps: Gaps::Mean,
            ..Reading::default()
        };
        let text = "a,label\n0,0\n8,1\n,0\n,1\n100,0\n";
        let (data, _) = divided(text, &reading, &[0, 1, 2]);
        assert_eq!(data.kind().gaps, Some(vec![4.0]));
        assert_eq!((data.image(2), data.image(3)), (&[128][..], &[128][..]));
        assert_eq!(data.clipped(), 1, "100");
    }
}

#[test]
fn a_scale_that_is_given_stays_bit_for_bit() {
    let text = "a,label\n0,0\n8,1\n16,0\n";
    let (data, _) = divided(text, &scale(Scaling::Full(10.0)), &[0]);
    assert_eq!(data.kind().scale, Scale::Full(10.0));
    assert_eq!(data.findings(), [Finding::Clipped { values: 1, of: 3 }]);
    for built_in in [DataSet::digits().unwrap(), DataSet::mnist().unwrap()] {
        assert!(!built_in.is_scaled_by_its_values());
        let (whole, kind) = (fingerprint(&built_in), built_in.kind());
        assert_eq!(fingerprint_of_any_split(&built_in), whole);
        let scaled = built_in.scaled_by(&[0, 1]).unwrap();
        assert_eq!((fingerprint(&scaled), scaled.kind()), (whole, kind));
    }
    assert_eq!(DataSet::digits().unwrap().kind().scale, Scale::Full(16.0));
}

#[test]
fn a_subset_can_still_be_divided_and_files_with_other_values_are_told_apart() {
    let directory = tempfile::tempdir().unwrap();
    let read = |text: &str| {
        let path = directory.path().join("t.csv");
        fs::write(&path, text).unwrap();
        DataSet::load(path).unwrap()
    };
    let one = read("a,label\n0,0\n4,1\n8,0\n16,1\n");
    let part = one.subset(&[3, 1, 0]).scaled_by(&[1, 2]).unwrap();
    assert_eq!(part.kind().scale, Scale::Full(4.0));
    assert_eq!(part.image(1), [255]);
    // twice the values are the same images, until some of them set the scale
    let other = read("a,label\n0,0\n8,1\n16,0\n32,1\n");
    assert_eq!(fingerprint(&one), fingerprint(&other));
    assert_ne!(
        fingerprint_of_any_split(&one),
        fingerprint_of_any_split(&other)
    );
    // a training part that says nothing
    let error = read("a,label\n0,0\n0,1\n8,0\n").scaled_by(&[0, 1]);
    let message = error.unwrap_err().to_string();
    for word in [
        "t.csv",
        "only zeros",
        "in the 2 training images of the split",
    ] {
        assert!(message.contains(word), "{message}");
    }
    // a separate test set: all images of the data have set the scale
    let joined = read("a,label\n0,0\n4,1\n8,0\n")
        .with_test(read("a,label\n1,0\n2,1\n"), None)
        .unwrap();
    assert!(!joined.is_scaled_by_its_values());
}
