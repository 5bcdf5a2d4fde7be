//! From values to intensities: scales that are asked for and chosen, outliers, the thermometer code.

use std::fs;

use yuragi_training::data::{
    DataError, DataSet, Encoding, Finding, Reading, Scale, Scaling, Source, Why, quantise,
};

fn read(text: &str, scale: Option<Scaling>, encoding: Encoding) -> Result<DataSet, DataError> {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("t.csv");
    fs::write(&path, text).unwrap();
    Source::File(path).load_with(&Reading {
        scale,
        encoding,
        ..Reading::default()
    })
}

fn rate(text: &str, scale: Option<Scaling>) -> DataSet {
    read(text, scale, Encoding::Rate).expect(text)
}

#[test]
fn the_scale_that_is_asked_for_is_taken_and_kept() {
    let text = "a,b,label\n1,20,0\n3,60,1\n2,30,0\n";
    let data = rate(text, Some(Scaling::Full(40.0)));
    assert_eq!(data.image(0), [quantise(1.0, 40.0), 128]);
    assert_eq!((data.image(1)[1], data.clipped()), (255, 1));
    let data = rate(text, Some(Scaling::MinMax));
    let images: Vec<&[u8]> = data.iter().map(|(image, _)| image).collect();
    assert_eq!(images, [[0, 0], [255, 255], [128, 64]]);
    assert_eq!((data.clipped(), data.findings()), (0, &[][..]));
    let (low, high) = (vec![1.0, 20.0], vec![3.0, 60.0]);
    assert_eq!(data.kind().scale, Scale::Columns { low, high });
    // a column that says nothing is never
    let data = rate("a,b,label\n5,1,0\n5,2,1\n", Some(Scaling::MinMax));
    assert_eq!((data.image(0), data.image(1)), (&[0, 0][..], &[0, 255][..]));
    assert_eq!(data.clipped(), 0);
}

#[test]
fn quantiles_leave_out_the_tails() {
    let mut text = String::from("a,flag,label\n");
    for n in 0..=100 {
        let (value, flag) = if n == 100 { (9999, 1) } else { (n, 0) };
        text += &format!("{value},{flag},{}\n", n % 2);
    }
    let data = rate(&text, Some(Scaling::Quantile));
    let scale = data.kind().scale;
    // the 2nd lowest and the 2nd highest of 101; a flag that is rarely set keeps its range
    let (low, high) = (vec![1.0, 0.0], vec![99.0, 1.0]);
    assert_eq!(scale, Scale::Columns { low, high });
    assert_eq!((data.image(100), data.clipped()), (&[255, 255][..], 2));
    assert_eq!(data.findings(), [Finding::Clipped { values: 2, of: 202 }]);
}

#[test]
fn each_column_gets_its_own_scale_where_a_common_one_would_hide_it() {
    let rows = |n: usize| {
        let row = |n: usize| format!("{},{},{}\n", n % 7, 1000 + 100 * (n % 9), n % 2);
        (0..n).map(row).collect::<String>()
    };
    let data = rate(&rows(40), None);
    assert_eq!(data.findings(), [Finding::MinMax(Why::Ranges)]);
    let (low, high) = (vec![0.0, 1000.0], vec![6.0, 1800.0]);
    assert_eq!(data.kind().scale, Scale::Columns { low, high });
    assert_eq!(
        rate(&rows(9), None).kind().scale,
        Scale::Full(1800.0),
        "too few"
    );
    let data = rate("1,-5,0\n2,5,1\n", None);
    assert_eq!(data.findings(), [Finding::MinMax(Why::Negative)]);
    // images keep one scale, even if most pixels are dark
    let mut text = String::new();
    for n in 0..40 {
        let mut pixels = vec!["1".to_owned(); 64];
        pixels[n % 64] = "0".into();
        pixels[5] = (200 + n).to_string();
        text += &format!("{},{}\n", pixels.join(","), n % 2);
    }
    assert_eq!(rate(&text, None).kind().scale, Scale::Full(239.0));
    for (name, full) in [("digits", 16.0), ("mnist", 255.0)] {
        let data = DataSet::shipped(name).unwrap().unwrap();
        assert_eq!(data.kind().scale, Scale::Full(full));
        assert_eq!((data.findings(), data.clipped()), (&[][..], 0), "{name}");
    }
}

#[test]
fn what_cannot_be_scaled_is_refused() {
    for (text, scale, words) in [
        (
            "a,b,label\n1,2,0\n1,-3,1\n",
            Some(Scaling::Full(4.0)),
            &[
                "line 3, column 2 'b'",
                "found -3",
                "scale from 0 to 4",
                "min-max",
            ][..],
        ),
        (
            "a,b,label\n1,2,0\n1,2,1\n",
            Some(Scaling::MinMax),
            &["columns 1 to 2", "the same values in every row"],
        ),
        (
            "a,b,label\n1e308,2,0\n-1e308,2,1\n",
            None,
            &["a range that is too large"],
        ),
    ] {
        let message = read(text, scale, Encoding::Rate).unwrap_err().to_string();
        for word in words {
            assert!(message.contains(word), "no {word:?} in {message}");
        }
    }
}

/// One pixel of one image at ten times the highest value of all others.
#[test]
fn an_outlier_is_found() {
    let digits = |outlier: Option<u32>| {
        let mut text = include_str!("../../../../data/digits.csv").to_owned();
        if let Some(value) = outlier {
            let line = text.lines().nth(700).unwrap().to_owned();
            text = text.replacen(&line, &format!("{value}{}", &line[1..]), 1);
        }
        rate(&text, None)
    };
    assert_eq!(digits(None).findings(), []);
    assert_eq!(digits(Some(60)).findings(), [], "high, but no outlier");
    let finding = Finding::Outlier {
        column: None,
        highest: 160.0,
        usual: 16.0,
    };
    let data = digits(Some(160));
    assert_eq!(data.findings(), [finding]);
    let text = data.findings()[0].to_string();
    assert!(
        text.contains("160") && text.contains("16 above it"),
        "{text}"
    );
    // in a column of its own scale
    let mut text = String::from("a,b,label\n");
    for n in 0..30 {
        let b = if n == 17 { 500 } else { n };
        text += &format!("{},{b},{}\n", -n, n % 2);
    }
    let data = rate(&text, None);
    let outlier = Finding::Outlier {
        column: Some("column 2 'b'".into()),
        highest: 500.0,
        usual: 29.0,
    };
    assert_eq!(data.findings(), [Finding::MinMax(Why::Negative), outlier]);
}

#[test]
fn a_column_that_counts_the_rows_is_found() {
    let text: String = (0..20)
        .map(|n| format!("{n},{},{}\n", n % 7 + 13, n % 2))
        .collect();
    let counter = Finding::Counter {
        column: "column 1".into(),
    };
    assert_eq!(rate(&text, None).findings(), [counter]);
}

#[test]
fn a_thermometer_fills_its_inputs_one_after_another() {
    let text = "a,b,label\n0,8,0\n1,5,1\n8,3,0\n";
    let data = read(text, None, Encoding::Thermometer(4)).unwrap();
    assert_eq!((data.pixels(), data.shape()), (8, None));
    let kind = data.kind();
    assert_eq!((kind.features, kind.pixels), (2, 8));
    let images: Vec<&[u8]> = data.iter().map(|(image, _)| image).collect();
    assert_eq!(
        images,
        [
            [0, 0, 0, 0, 255, 255, 255, 255],
            [128, 0, 0, 0, 255, 255, 128, 0],
            [255, 255, 255, 255, 255, 128, 0, 0],
        ]
    );
    // a single level is a rate
    let one = read(text, None, Encoding::Thermometer(1)).unwrap();
    let plain = rate(text, None);
    assert!(one.iter().eq(plain.iter()));
    for levels in [0, 1024] {
        let error = read(text, None, Encoding::Thermometer(levels)).unwrap_err();
        let message = error.to_string();
        assert!(message.contains("1 to 2047 inputs"), "{message}");
    }
    assert_eq!(
        read(text, None, Encoding::Thermometer(1023))
            .unwrap()
            .pixels(),
        2046
    );
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("other.csv");
    fs::write(&path, "a,b\n16,1\n").unwrap();
    let other = Source::File(path).load_like(&kind).unwrap();
    assert_eq!(other.image(0), [255, 255, 255, 255, 128, 0, 0, 0]);
    assert_eq!((other.pixels(), other.clipped()), (8, 1));
}
