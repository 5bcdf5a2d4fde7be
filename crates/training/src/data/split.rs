//! The random split into a training set and a test set.
//!
//! It is a Fisher-Yates shuffle with draws of [`SplitMix64`], which never changes: a split must be the same on every
//! machine and in every version, or results could not be reproduced.

use super::error::DataError;
use yuragi_model::chance::SplitMix64;

/// The indices of a training set and a test set, which are disjoint and together contain all images.
///
/// For a random split the indices 0..len are shuffled, and the first ones become the test set. The shuffle exchanges
/// entry i with entry r for i from len − 1 down to 1, where r is uniform in 0..=i, drawn from SplitMix64 that starts at
/// the seed. Draws that would make some r more likely than others are rejected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// Indices of the training images, in shuffled order.
    pub train: Vec<usize>,
    /// Indices of the test images, in shuffled order.
    pub test: Vec<usize>,
}

fn check(images: usize, test_fraction: f64) -> Result<(), DataError> {
    let expected = if !(test_fraction > 0.0 && test_fraction < 1.0) {
        "a fraction between 0 and 1, both excluded"
    } else if images < 2 {
        "at least 2 images"
    } else {
        return Ok(());
    };
    Err(DataError::Split {
        test_fraction,
        images,
        expected,
    })
}

/// The images of each class, in the order of the classes, each class shuffled.
fn by_class(labels: &[u16], generator: &mut SplitMix64) -> Vec<Vec<usize>> {
    let classes = labels
        .iter()
        .max()
        .map_or(0, |&highest| usize::from(highest) + 1);
    let mut members = vec![Vec::new(); classes];
    for (image, &label) in labels.iter().enumerate() {
        members[usize::from(label)].push(image);
    }
    for class in &mut members {
        generator.shuffle(class);
    }
    members
}

/// A random split in which each class has its share of the test set, up to less than one image.
///
/// The test set has as many images as that of [`split`]. Each class gives its size times their number, divided by
/// the number of images and rounded down, and one more if the remainder is among the largest. Of equal remainders, those
/// of the first classes count.
pub(super) fn stratified(
    labels: &[u16],
    test_fraction: f64,
    seed: u64,
) -> Result<Split, DataError> {
    let images = labels.len();
    check(images, test_fraction)?;
    let mut generator = SplitMix64::new(seed);
    let members = by_class(labels, &mut generator);
    let wanted = ((images as f64 * test_fraction).round() as usize).clamp(1, images - 1);
    let share = |class: &Vec<usize>| (class.len() * wanted / images, class.len() * wanted % images);
    let mut counts: Vec<usize> = members.iter().map(|class| share(class).0).collect();
    let mut classes: Vec<usize> = (0..members.len()).collect();
    classes.sort_by_key(|&class| std::cmp::Reverse(share(&members[class]).1));
    let missing = wanted - counts.iter().sum::<usize>();
    for &class in &classes[..missing] {
        counts[class] += 1;
    }
    let mut split = Split {
        train: Vec::new(),
        test: Vec::new(),
    };
    for (class, count) in members.iter().zip(counts) {
        split.test.extend(&class[..count]);
        split.train.extend(&class[count..]);
    }
    // samples of a part are taken from its beginning
    generator.shuffle(&mut split.train);
    generator.shuffle(&mut split.test);
    Ok(split)
}

/// `k` splits, whose test sets are disjoint and together contain all images. Sizes of test sets, and of each class in
/// them, differ by one image at most.
pub(super) fn folds(labels: &[u16], k: usize, seed: u64) -> Vec<Split> {
    let mut generator = SplitMix64::new(seed);
    let dealt = by_class(labels, &mut generator).concat();
    let fold = |number: usize| {
        let mut split = Split {
            train: Vec::new(),
            test: Vec::new(),
        };
        for (place, &image) in dealt.iter().enumerate() {
            match place % k == number {
                true => split.test.push(image),
                false => split.train.push(image),
            }
        }
        generator.shuffle(&mut split.train);
        generator.shuffle(&mut split.test);
        split
    };
    (0..k).map(fold).collect()
}

/// A random split of `images` images.
pub(super) fn split(images: usize, test_fraction: f64, seed: u64) -> Result<Split, DataError> {
    check(images, test_fraction)?;
    let mut generator = SplitMix64::new(seed);
    let mut test: Vec<usize> = (0..images).collect();
    generator.shuffle(&mut test);
    let wanted = (images as f64 * test_fraction).round() as usize;
    let train = test.split_off(wanted.clamp(1, images - 1));
    Ok(Split { train, test })
}

/// The first `train` images as training set and the `test` images after them as test set. Each part is shuffled, always
/// in the same way, because samples are taken from its beginning, and a file may be sorted by labels.
pub(super) fn apart(train: usize, test: usize) -> Split {
    let shuffled = |range: std::ops::Range<usize>| {
        let mut images: Vec<usize> = range.collect();
        SplitMix64::new(1).shuffle(&mut images);
        images
    };
    Split {
        train: shuffled(0..train),
        test: shuffled(train..train + test),
    }
}
