//! Pictures of a generative network: an image of a label, or the rest of an image of which a part is given.

use crate::data::DataSet;
use yuragi_engines::Engine;
use yuragi_model::design::Design;
use yuragi_model::network::Weights;

use super::error::Result;
use super::evaluation::{best, prepare};
use super::lessons::Lessons;

/// The number of presentations before a picture is taken, in which the hidden state adapts to what is clamped.
const SETTLE: u16 = 64;

/// The number of presentations over which the spikes of a drawn pixel are averaged. It is small, so that a picture is
/// one sample of the network and not the mean of many.
const DRAWN: u16 = 24;

/// The number of presentations over which the spikes of a completed pixel are averaged: the mean is the best estimate
/// there.
const COMPLETED: u16 = 128;

/// An image completed from a part.
#[derive(Clone, Debug, PartialEq)]
pub struct Completion {
    /// One value from 0 to 1 for each pixel: the share of presentations in which it spiked, or its original value if it
    /// was given.
    pub pixels: Vec<f32>,
    /// The class that the network predicts.
    pub predicted: u16,
    /// The mean squared error of the pixels that were not given; 0 if all were.
    pub error: f64,
}

/// Draws pictures of a label, `[sample][pixel]`: the share of presentations in which the pixel spiked, from 0 to 1.
///
/// The engine is reset first, with `seed`.
///
/// # Errors
/// If the network is not generative, the label or the weights do not fit, or the engine fails.
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

/// Completes an image of a data set from the pixels that `given` marks. The engine is reset first, with `seed`.
///
/// # Errors
/// If the network is not generative, the label or the weights do not fit, or the engine fails.
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
    let original: Vec<f32> = data
        .image(image)
        .iter()
        .map(|&q| spike_probability(q))
        .collect();
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
        predicted: best(&counts[lessons.classes()]) as u16,
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

/// The probability of a spike that an intensity means: q/256, and 1 for 255.
pub fn spike_probability(q: u8) -> f32 {
    if q == u8::MAX {
        1.0
    } else {
        f32::from(q) / 256.0
    }
}
