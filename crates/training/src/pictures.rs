//! What a generative network draws: an image for a label, or the rest of an image.

use crate::data::DataSet;
use yuragi_engines::Engine;
use yuragi_model::design::Design;
use yuragi_model::network::Weights;

use super::error::Result;
use super::evaluation::{best, prepare};
use super::lessons::Lessons;

/// Presentations before a picture is taken, for the hidden state to follow what is clamped.
const SETTLE: u16 = 64;

/// Presentations over which the spikes of a drawn pixel are averaged. Few, so that a picture is one that the
/// network has in mind and not the mean of all of them.
const DRAWN: u16 = 24;

/// Presentations over which a completed pixel is averaged: there the mean is the best guess.
const COMPLETED: u16 = 128;

/// An image completed from a part.
#[derive(Clone, Debug, PartialEq)]
pub struct Completion {
    /// Share of the presentations in which each pixel spiked; what was given as it was given.
    pub pixels: Vec<f32>,
    /// What the network took it for.
    pub named: u16,
    /// Mean squared error of the pixels that were not given.
    pub error: f64,
}

/// Draws `samples` pictures of a label: for each pixel the share of presentations in which it spiked.
///
/// # Errors
/// If the network is not generative, the weights do not fit or the engine fails.
pub fn draw(
    engine: &mut dyn Engine,
    design: &Design,
    weights: &Weights,
    lessons: &Lessons,
    label: u16,
    samples: usize,
    seed: u64,
) -> Result<Vec<Vec<f32>>> {
    let stimulus = lessons.subject(label)?;
    prepare(engine, design, weights, seed)?;
    let mut pictures = Vec::with_capacity(samples);
    for _ in 0..samples {
        engine.show(&stimulus)?;
        engine.present(SETTLE)?;
        engine.present(DRAWN)?;
        let counts = engine.counts()?;
        pictures.push(share(&counts[lessons.pixels()], DRAWN));
    }
    Ok(pictures)
}

/// Completes an image of a data set of which only some pixels are given.
///
/// # Errors
/// If the network is not generative, the weights do not fit or the engine fails.
pub fn complete(
    engine: &mut dyn Engine,
    design: &Design,
    weights: &Weights,
    lessons: &Lessons,
    (data, image): (&DataSet, usize),
    given: &[bool],
    seed: u64,
) -> Result<Completion> {
    let stimulus = lessons.part(data, image, given)?;
    prepare(engine, design, weights, seed)?;
    engine.show(&stimulus)?;
    engine.present(SETTLE)?;
    engine.present(COMPLETED)?;
    let counts = engine.counts()?;
    let original: Vec<f32> = data.image(image).iter().map(|&q| intensity(q)).collect();
    let mut pixels = share(&counts[lessons.pixels()], COMPLETED);
    let (mut squares, mut free) = (0.0, 0_u32);
    for ((pixel, &original), &given) in pixels.iter_mut().zip(&original).zip(given) {
        if given {
            *pixel = original;
        } else {
            squares += f64::from(*pixel - original).powi(2);
            free += 1;
        }
    }
    Ok(Completion {
        pixels,
        named: best(&counts[lessons.classes()]) as u16,
        error: squares / f64::from(free.max(1)),
    })
}

/// Spike counts as shares of the presentations.
fn share(counts: &[u16], presentations: u16) -> Vec<f32> {
    counts
        .iter()
        .map(|&count| f32::from(count) / f32::from(presentations))
        .collect()
}

/// The probability that an intensity stands for.
pub fn intensity(q: u8) -> f32 {
    if q == u8::MAX {
        1.0
    } else {
        f32::from(q) / 256.0
    }
}
