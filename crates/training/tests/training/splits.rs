//! Stratified splits and folds.

use proptest::prelude::*;
use yuragi_training::data::{DataSet, Split};

fn data(labels: Vec<u16>) -> DataSet {
    DataSet::new("even", 1, vec![1; labels.len()], labels).unwrap()
}

/// The numbers of images of each class.
fn counts(data: &DataSet, images: &[usize]) -> Vec<usize> {
    let mut counts = vec![0; data.classes()];
    for &image in images {
        counts[usize::from(data.label(image))] += 1;
    }
    counts
}

fn assert_parts(data: &DataSet, split: &Split) {
    let mut all = [&split.train[..], &split.test].concat();
    all.sort_unstable();
    assert_eq!(all, (0..data.len()).collect::<Vec<_>>());
}

#[test]
fn they_stay_the_same_for_ever() {
    let digits = DataSet::digits().unwrap();
    let split = digits.split_stratified(0.2, 1).unwrap();
    assert_eq!((split.train.len(), split.test.len()), (1438, 359));
    assert_eq!(split.test[..6], STRATIFIED);
    let folds = digits.folds(5, 1).unwrap();
    let sizes: Vec<usize> = folds.iter().map(|fold| fold.test.len()).collect();
    assert_eq!(sizes, [360, 360, 359, 359, 359]);
    assert_eq!(folds[0].test[..6], FOLD);
    assert_ne!(digits.split_stratified(0.2, 2).unwrap(), split);
    assert_ne!(digits.folds(5, 2).unwrap(), folds);
}

// if these change, every published accuracy is of other images; another program in another language gave them, too
const STRATIFIED: [usize; 6] = [1090, 469, 1535, 1512, 1490, 976];
const FOLD: [usize; 6] = [1217, 691, 1114, 194, 437, 418];

#[test]
fn rare_classes_are_in_both_parts() {
    let mut labels = vec![0; 90];
    labels.extend([1; 10]);
    let data = data(labels);
    let split = data.split_stratified(0.2, 3).unwrap();
    assert_eq!(counts(&data, &split.test), [18, 2]);
    assert_eq!(counts(&data, &split.train), [72, 8]);
    for fold in data.folds(10, 3).unwrap() {
        assert_eq!(counts(&data, &fold.test), [9, 1]);
    }
}

#[test]
fn what_cannot_be_split_is_refused() {
    let few = data(vec![0, 1, 2]);
    for fraction in [0.0, 1.0, f64::NAN] {
        assert!(few.split_stratified(fraction, 1).is_err());
    }
    assert!(data(vec![0]).split_stratified(0.5, 1).is_err());
    for k in [0, 1, 4] {
        let message = few.folds(k, 1).unwrap_err().to_string();
        assert!(
            message.contains(&format!("{k} folds of 3 images")),
            "{message}"
        );
    }
    let joined = few.clone().with_test(data(vec![2]), None).unwrap();
    let message = joined.folds(2, 1).unwrap_err().to_string();
    assert!(message.contains("separate test set even"), "{message}");
    let split = joined.split_stratified(0.5, 1).unwrap();
    assert_eq!(split, joined.split(0.5, 1).unwrap());
}

proptest! {
    #[test]
    fn every_class_has_its_share(
        labels in prop::collection::vec(0_u16..5, 2..120), fraction in 0.01_f64..0.99, seed: u64, k in 2_usize..8
    ) {
        let data = data(labels);
        let split = data.split_stratified(fraction, seed).unwrap();
        assert_parts(&data, &split);
        prop_assert_eq!(split.test.len(), data.split(fraction, seed).unwrap().test.len());
        let all = counts(&data, &(0..data.len()).collect::<Vec<_>>());
        for (test, all) in counts(&data, &split.test).into_iter().zip(&all) {
            let share = (all * split.test.len()) as f64 / data.len() as f64;
            prop_assert!((test as f64 - share).abs() < 1.0);
        }
        prop_assert_eq!(&data.split_stratified(fraction, seed).unwrap(), &split);

        let k = k.min(data.len());
        let folds = data.folds(k, seed).unwrap();
        prop_assert_eq!(folds.len(), k);
        let mut tested: Vec<usize> = folds.iter().flat_map(|fold| fold.test.clone()).collect();
        tested.sort_unstable();
        prop_assert_eq!(tested, (0..data.len()).collect::<Vec<_>>());
        for fold in &folds {
            assert_parts(&data, fold);
            for (test, all) in counts(&data, &fold.test).into_iter().zip(&all) {
                prop_assert!(test == all / k || test == all.div_ceil(k));
            }
        }
    }
}
