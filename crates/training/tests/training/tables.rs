//! Tables as people have them: with or without a header, labels that are words, any separator, gaps.

use std::fs;
use std::path::Path;

use yuragi_training::data::{
    Column, DataError, DataSet, Finding, Gaps, Kind, Reading, Scale, Scaling, Source, UNLABELLED,
    Why,
};

fn source(directory: &Path, text: &str) -> Source {
    let path = directory.join("t.csv");
    fs::write(&path, text).unwrap();
    Source::File(path)
}

fn read(text: &str, reading: &Reading) -> Result<DataSet, DataError> {
    let directory = tempfile::tempdir().unwrap();
    source(directory.path(), text).load_with(reading)
}

fn default(text: &str) -> DataSet {
    read(text, &Reading::default()).expect(text)
}

fn like(text: &str, kind: &Kind) -> Result<DataSet, DataError> {
    let directory = tempfile::tempdir().unwrap();
    source(directory.path(), text).load_like(kind)
}

fn by(label: &str) -> Reading {
    Reading {
        label: Some(label.parse().unwrap()),
        ..Reading::default()
    }
}

fn refused(error: &DataError, words: &[&str]) {
    let message = error.to_string();
    for word in words {
        assert!(message.contains(word), "no {word:?} in {message}");
    }
}

const PLAIN: &str = "a,b,label\n0,1,0\n2,4,1\n";

#[test]
fn the_same_table_may_be_written_in_many_ways() {
    let plain = default(PLAIN);
    for same in [
        "0,1,0\n2,4,1\n",
        "a;b;label\n0;1;0\n2;4;1\n",
        "a;b;label\n0,0;1,0;0\n2;4,0;1\n",
        "a\tb\tlabel\n0\t1\t0\n2\t4\t1\n",
        "0 \t1\t0\n2\t4\t1\n",
        "label,a,b\n0,0,1\n1,2,4\n",
        "a,Class,b\n0,0,1\n2,1,4\n",
        "a,b,TARGET\n0,1,0\n2,4,1\n",
        "a,b,digit\n0,1,0.0\n2,4,1.00\n",
        "0,1,digit\n0,1,0\n2,4,1\n",
        "0,1,label\n0,1,+0\n2,4,01\n",
        "a,y,species\n0,1,0\n2,4,1e0\n",
    ] {
        let data = default(same);
        assert_eq!(data, plain, "{same:?}");
        assert_eq!(data.findings(), [], "{same:?}");
        assert_eq!(data.kind().scale, Scale::Full(4.0), "{same:?}");
    }
}

#[test]
fn words_get_classes_in_sorted_order() {
    let data = default("a,species\n1,setosa\n2,versicolor\n3,iris nova\n4,setosa\n");
    assert_eq!(data.class_names(), ["iris nova", "setosa", "versicolor"]);
    assert_eq!(data.labels(), [1, 2, 0, 1]);
    assert_eq!(data.classes(), 3);
    // without a header, and with a word that could be the name of the column
    let data = default("1,y\n2,n\n3,y\n");
    assert_eq!((data.len(), data.labels()), (3, &[1, 0, 1][..]));
    assert_eq!(data.class_names(), ["n", "y"]);
    // the word occurs once, so it is the name
    assert_eq!(default("1,y\n2,n\n3,p\n").len(), 2);
    // numbers that are no numbers of classes are in order, too
    let data = default("a,label\n1,1\n2,-1\n3,1\n");
    assert_eq!(data.class_names(), ["-1", "1"]);
    assert_eq!(data.labels(), [1, 0, 1]);
    let data = default("a,label\n1,2000\n2,1999.0\n3,10000\n");
    assert_eq!(data.class_names(), ["1999", "2000", "10000"]);
    // a number among words is a word
    let data = default("a,label\n1,3.0\n2,other\n3,3\n");
    assert_eq!(data.class_names(), ["3", "other"]);
    assert_eq!(data.labels(), [0, 1, 0]);
}

#[test]
fn numbers_from_0_to_1022_are_classes_themselves() {
    let data = default("a,label\n1,3.0\n2,0\n3,5\n");
    assert_eq!(data.labels(), [3, 0, 5]);
    assert_eq!(data.class_names(), ["0", "1", "2", "3", "4", "5"]);
    assert_eq!(data.kind().unseen, [1, 2, 4]);
    assert_eq!(default("a,label\n1,1022\n2,0\n").classes(), 1023);
    assert_eq!(default("a,label\n1,1023\n2,0\n").classes(), 2);
}

#[test]
fn the_column_of_labels_is_what_the_user_says() {
    let text = "kind,a,label\n7,1,2\n3,4,1\n";
    assert_eq!(default(text).labels(), [2, 1]);
    for label in ["kind", "1"] {
        let data = read(text, &by(label)).unwrap();
        assert_eq!(data.labels(), [7, 3], "{label}");
        assert_eq!(data.image(0), [64, 128], "{label}");
        assert_eq!(data.kind().label_column, Some(label.parse().unwrap()));
    }
    let bare = "7,1,2\n3,4,1\n";
    assert_eq!(read(bare, &by("2")).unwrap().labels(), [1, 4]);
    assert_eq!("x".parse(), Ok(Column::Name("x".into())));
    for (label, words) in [
        (
            "colour",
            &["line 1", "'kind', 'a', 'label'", "a column 'colour'"][..],
        ),
        ("4", &["line 1", "found 3 columns", "a column 4"]),
        ("0", &["line 1", "found 3 columns", "columns count from 1"]),
    ] {
        refused(&read(text, &by(label)).unwrap_err(), words);
    }
    let twice = read("a,k,k\n1,2,3\n", &by("k")).unwrap_err();
    refused(&twice, &["line 1", "two columns 'k'"]);
    refused(&read(bare, &by("7x")).unwrap_err(), &["a column '7x'"]);
}

#[test]
fn without_a_header_every_row_is_data() {
    let no_header = Reading {
        no_header: true,
        ..Reading::default()
    };
    assert_eq!(read("1,label\n2,n\n", &no_header).unwrap().len(), 2);
    assert_eq!(
        read("1,label\n2,n\n", &Reading::default()).unwrap().len(),
        1
    );
    let error = read(PLAIN, &no_header).unwrap_err();
    refused(
        &error,
        &["line 1, column 1", "found 'a'", "a finite number"],
    );
}

#[test]
fn a_gap_becomes_the_mean_that_the_network_learned_with() {
    let mean = Reading {
        gaps: Gaps::Mean,
        scale: Some(Scaling::Full(8.0)),
        ..Reading::default()
    };
    let data = read("a,b,label\n2,?,0\n,8,1\n4,6,0\n", &mean).unwrap();
    let images: Vec<&[u8]> = data.iter().map(|(image, _)| image).collect();
    assert_eq!(images, [[64, 224], [96, 255], [128, 192]]);
    let kind = data.kind();
    assert_eq!(kind.gaps, Some(vec![3.0, 7.0]));
    let other = like("a,b\nNA,0\n8,8\n", &kind).unwrap();
    assert_eq!(other.image(0), [96, 0]);
    // a network that learned without gaps has nothing to put there
    let error = like("a,b\nNA,0\n8,8\n", &default(PLAIN).kind()).unwrap_err();
    refused(
        &error,
        &["line 2, column 1 'a'", "found 'NA'", "--gaps mean"],
    );
    let error = read("a,b,label\n2,,0\n3,,1\n", &mean).unwrap_err();
    refused(&error, &["column 2 'b'", "no value at all"]);
}

#[test]
fn a_trained_network_reads_other_tables_like_its_own() {
    let words = default("a,b,species\n0,4,cat\n2,8,dog\n1,1,owl\n");
    let kind = words.kind();
    // fewer classes are still the same classes
    let fewer = like("a,b,species\n0,4,owl\n2,9,dog\n", &kind).unwrap();
    assert_eq!(fewer.labels(), [2, 1]);
    assert_eq!(fewer.class_names(), ["cat", "dog", "owl"]);
    assert_eq!(fewer.classes(), 3);
    assert_eq!((fewer.image(1), fewer.clipped()), (&[64, 255][..], 1));
    let error = like("a,b,species\n0,4,owl\n2,8,wolf\n", &kind).unwrap_err();
    refused(
        &error,
        &[
            "line 3, column 3 'species'",
            "found the label 'wolf'",
            "'cat', 'dog', 'owl'",
        ],
    );
    // the label may be elsewhere, or missing
    let first = like("species,a,b\ncat,8,4\n", &kind).unwrap();
    assert_eq!(
        (first.image(0), first.labels()),
        (&[255, 128][..], &[0][..])
    );
    for text in ["a,b\n0,4\n2,8\n", "0,4\n2,8\n"] {
        let data = like(text, &kind).unwrap();
        assert!(!data.is_labelled(), "{text}");
        assert_eq!((data.len(), data.known_label(0)), (2, None), "{text}");
        assert_eq!(data.label(0), UNLABELLED, "{text}");
        assert_eq!(data.image(1), [64, 255], "{text}");
        assert!(data.split_stratified(0.5, 1).is_err(), "{text}");
        let joined = words.clone().with_test(data, None).unwrap_err();
        refused(&joined, &["without labels"]);
    }
    assert_eq!(fewer.known_label(0), Some(2));
    // the column that was asked for is remembered
    let asked = read("k,a,b\n7,1,2\n3,4,1\n", &by("k")).unwrap();
    assert_eq!(like("a,k,b\n1,7,2\n", &asked.kind()).unwrap().labels(), [7]);
    // a test set of its own classes is not one of these classes
    let strange = default("a,b,species\n0,4,dog\n2,8,owl\n");
    let error = words.with_test(strange, None).unwrap_err();
    refused(&error, &["the classes 'dog', 'owl'", "'cat', 'dog', 'owl'"]);
}

#[test]
fn a_kind_survives_a_file_and_a_wrong_one_is_refused() {
    let negative = default("a,b,species\n-1,4,cat\n2,8,dog\n");
    assert_eq!(negative.findings(), [Finding::MinMax(Why::Negative)]);
    for kind in [
        negative.kind(),
        default(PLAIN).kind(),
        DataSet::digits().unwrap().kind(),
    ] {
        kind.check().unwrap();
        let text = serde_json::to_string(&kind).unwrap();
        assert_eq!(serde_json::from_str::<Kind>(&text).unwrap(), kind, "{text}");
        assert!(serde_json::from_str::<Kind>(&text.replacen("name", "nom", 1)).is_err());
    }
    let text = serde_json::to_string(&negative.kind()).unwrap();
    assert_eq!(
        text,
        "{\"name\":\"t\",\"features\":2,\"pixels\":2,\"shape\":null,\"labels\":[\"cat\",\"dog\"],\
         \"scale\":{\"columns\":{\"low\":[-1.0,4.0],\"high\":[2.0,8.0]}},\"encoding\":\"rate\"}"
    );
    let wrong = |change: &dyn Fn(&mut Kind), words: &[&str]| {
        let mut kind = negative.kind();
        change(&mut kind);
        refused(&kind.check().unwrap_err(), words);
    };
    wrong(&|kind| kind.pixels = 3, &["3 inputs of 2 values"]);
    wrong(&|kind| kind.features = usize::MAX, &["2 inputs of"]);
    wrong(&|kind| kind.shape = Some((2, 2)), &["images of 2×2 pixels"]);
    wrong(&|kind| kind.labels.clear(), &["0 classes"]);
    wrong(
        &|kind| kind.labels[0] = "dog".into(),
        &["two classes", "'dog'"],
    );
    wrong(&|kind| kind.scale = Scale::Full(0.0), &["0 to 0"]);
    wrong(
        &|kind| kind.scale = Scale::Full(f64::INFINITY),
        &["0 to inf"],
    );
    wrong(&|kind| kind.gaps = Some(vec![1.0]), &["1 values of gaps"]);
    wrong(
        &|kind| {
            kind.scale = Scale::Columns {
                low: vec![0.0, 9.0],
                high: vec![1.0, 8.0],
            };
        },
        &["9 to 8 of column 2"],
    );
}
