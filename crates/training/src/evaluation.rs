//! Naming images: learning off, the classes free, the most spikes win.

use crate::data::DataSet;
use yuragi_engines::Engine;
use yuragi_model::design::Design;
use yuragi_model::network::{Registers, Weights};

use super::error::Result;
use super::lessons::Lessons;

/// Presentations over which spikes are counted to name an image.
pub const SPIKES: u16 = 64;

/// The streams start here for every evaluation, so that the same weights always give the same result.
const SEED: u64 = 0x6576_616c;

/// What images were taken for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evaluation {
    /// `confusion[true class][named class]`.
    pub confusion: Vec<Vec<u64>>,
    /// Presentations that it took.
    pub presentations: u64,
}

impl Evaluation {
    /// Images in all.
    pub fn images(&self) -> u64 {
        self.confusion.iter().flatten().sum()
    }

    /// Images that were named rightly.
    pub fn right(&self) -> u64 {
        self.confusion
            .iter()
            .enumerate()
            .filter_map(|(class, row)| row.get(class))
            .sum()
    }

    /// Share of the images that were named rightly; NaN if there is none.
    pub fn accuracy(&self) -> f64 {
        self.right() as f64 / self.images() as f64
    }
}

/// The registers of everything but learning: the design's, no flips, and the hidden state never starts afresh
/// while a stimulus stays, so that it follows what is clamped.
pub(super) fn registers(design: &Design) -> Registers {
    Registers {
        learn: false,
        dwell: u16::MAX,
        ..Registers::new(design)
    }
}

/// Makes an engine ready for anything but learning.
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

/// The place of the greatest count, the lowest of several.
pub fn best<N: Ord + Copy>(counts: &[N]) -> usize {
    (0..counts.len())
        .rev()
        .max_by_key(|&place| counts[place])
        .unwrap_or(0)
}

/// Names the given images of a data set with these weights; `seen` is told how many are done.
///
/// The engine is reset first: its state before does not matter and is lost. A learning chain is left
/// alone by giving another engine.
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
    let mut confusion = vec![vec![0; classes.len()]; classes.len()];
    for (done, &image) in images.iter().enumerate() {
        engine.show(&lessons.question(data, image))?;
        engine.present(spikes)?;
        let counts = engine.counts()?;
        let named = best(&counts[classes.clone()]);
        confusion[usize::from(data.label(image))][named] += 1;
        seen(done + 1);
    }
    Ok(Evaluation {
        confusion,
        presentations: images.len() as u64 * u64::from(spikes),
    })
}

/// Spikes of each class for each image, `[image][portion][class]`: an image is shown once and presented for one portion after another, so
/// that portions can be added up to longer counts.
///
/// The engine is reset first, its streams from `seed`.
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
) -> Result<Vec<Vec<Vec<u16>>>> {
    prepare(engine, design, weights, seed)?;
    let mut spikes = Vec::with_capacity(images.len());
    for &image in images {
        engine.show(&lessons.question(data, image))?;
        let mut own = Vec::with_capacity(portions.len());
        for &portion in portions {
            engine.present(portion)?;
            own.push(engine.counts()?[lessons.classes()].to_vec());
        }
        spikes.push(own);
    }
    Ok(spikes)
}
