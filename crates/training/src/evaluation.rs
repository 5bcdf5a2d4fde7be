//! Classification: learning is off, the outputs of the classes are free, and the class with the most spikes is
//! predicted.

use crate::data::DataSet;
use yuragi_engines::Engine;
use yuragi_model::design::Design;
use yuragi_model::network::{Registers, Weights};

use super::error::Result;
use super::interval::wilson;
use super::lessons::Lessons;

/// The number of presentations over which spikes are counted to classify an image.
pub const SPIKES: u16 = 64;

/// The seed of every evaluation, so that the same weights always give the same result.
pub const SEED: u64 = 0x6576_616c;

/// How images were classified.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evaluation {
    /// The number of images for each pair of classes, `confusion[true class][predicted class]`.
    pub confusion: Vec<Vec<u64>>,
    /// The number of presentations that it took.
    pub presentations: u64,
}

impl Evaluation {
    /// The evaluation of pairs of true class and predicted class, each below `classes`.
    pub fn of(
        classes: usize,
        pairs: impl IntoIterator<Item = (usize, usize)>,
        presentations: u64,
    ) -> Self {
        let mut confusion = vec![vec![0; classes]; classes];
        for (label, predicted) in pairs {
            confusion[label][predicted] += 1;
        }
        Self {
            confusion,
            presentations,
        }
    }

    /// The number of images.
    pub fn images(&self) -> u64 {
        self.confusion.iter().flatten().sum()
    }

    /// The number of images whose predicted class is their label.
    pub fn right(&self) -> u64 {
        self.confusion
            .iter()
            .enumerate()
            .filter_map(|(class, row)| row.get(class))
            .sum()
    }

    /// The accuracy from 0 to 1; NaN if there are no images.
    pub fn accuracy(&self) -> f64 {
        self.right() as f64 / self.images() as f64
    }

    /// The 95 % interval of the accuracy on images like these, see [`wilson`]; none if there are no images.
    pub fn interval(&self) -> Option<[f64; 2]> {
        wilson(self.right(), self.images())
    }
}

/// The registers for everything but learning: those of the design, but without flips, and the hidden state does not
/// start afresh during a stimulus, so that it can follow what is clamped.
pub(super) fn registers(design: &Design) -> Registers {
    Registers {
        learn: false,
        dwell: u16::MAX,
        ..Registers::new(design)
    }
}

/// Prepares an engine for everything but learning: a reset with the seed, the weights, and registers that turn learning
/// off.
///
/// # Errors
/// If the weights do not fit or the engine fails.
pub fn prepare(
    engine: &mut dyn Engine,
    design: &Design,
    weights: &Weights,
    seed: u64,
) -> Result<()> {
    engine.reset(seed)?;
    engine.load_weights(weights)?;
    engine.configure(registers(design))?;
    Ok(())
}

/// The index of the largest count; the lowest index if several are equal, 0 if there are none.
pub fn best<N: Ord + Copy>(counts: &[N]) -> usize {
    (0..counts.len())
        .rev()
        .max_by_key(|&place| counts[place])
        .unwrap_or(0)
}

/// Classifies images of a data set, given by their indices, each over `spikes` presentations (1 or more). Images without
/// a label are not counted.
///
/// `seen` is called after every image with the number of images so far. The engine is reset first and loses its state,
/// so a learning run needs a second engine for this.
///
/// # Errors
/// If the weights do not fit or the engine fails.
pub fn evaluate(
    engine: &mut dyn Engine,
    design: &Design,
    weights: &Weights,
    lessons: &Lessons,
    (data, images): (&DataSet, &[usize]),
    spikes: u16,
    seen: &mut dyn FnMut(usize),
) -> Result<Evaluation> {
    prepare(engine, design, weights, SEED)?;
    let classes = lessons.classes();
    let mut pairs = Vec::with_capacity(images.len());
    for (done, &image) in images.iter().enumerate() {
        engine.show(&lessons.question(data, image))?;
        engine.present(spikes)?;
        let counts = engine.counts()?;
        if let Some(label) = data.known_label(image) {
            pairs.push((usize::from(label), best(&counts[classes.clone()])));
        }
        seen(done + 1);
    }
    let presentations = images.len() as u64 * u64::from(spikes);
    Ok(Evaluation::of(classes.len(), pairs, presentations))
}

/// The spike counts of the classes for each image, `[image][portion][class]`.
///
/// Each image is shown once and then presented for one portion of presentations after another, so that sums of portions
/// are the counts over longer times. The engine is reset first, with `seed`. `seen` is called after every image with the
/// number of images so far.
///
/// # Errors
/// If the weights do not fit or the engine fails.
pub fn class_spikes(
    engine: &mut dyn Engine,
    (design, weights): (&Design, &Weights),
    lessons: &Lessons,
    (data, images): (&DataSet, &[usize]),
    portions: &[u16],
    seed: u64,
    seen: &mut dyn FnMut(usize),
) -> Result<Vec<Vec<Vec<u16>>>> {
    prepare(engine, design, weights, seed)?;
    let mut spikes = Vec::with_capacity(images.len());
    for &image in images {
        engine.show(&lessons.question(data, image))?;
        let mut counts = Vec::with_capacity(portions.len());
        for &portion in portions {
            engine.present(portion)?;
            counts.push(engine.counts()?[lessons.classes()].to_vec());
        }
        spikes.push(counts);
        seen(spikes.len());
    }
    Ok(spikes)
}
