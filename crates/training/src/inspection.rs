//! A look into a network that has learned: the weights of its hidden neurons, and every spike of one stimulus.

use crate::data::{DataSet, Task};
use yuragi_engines::Engine;
use yuragi_model::design::Design;
use yuragi_model::layout::Bundle;
use yuragi_model::network::{Spikes, Weights};

use super::error::Result;
use super::evaluation::prepare;
use super::lessons::Lessons;

/// The weights of one hidden neuron.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HiddenNeuron {
    /// Its number, from 0.
    pub neuron: usize,
    /// One weight for each pixel, in quanta: from the pixel if the network classifies, to the pixel if it generates.
    pub pixels: Vec<i32>,
    /// The class to which its weight is largest; the lowest of several.
    pub class: usize,
}

/// All hidden neurons in order, each with its weights.
pub fn hidden_neurons(design: &Design, weights: &Weights, lessons: &Lessons) -> Vec<HiddenNeuron> {
    let layout = design.layout();
    let weight = |bundle| i32::from(weights.get(&layout, bundle).unwrap_or(0));
    let classes = lessons.classes();
    let neuron = |hidden| {
        let pixels: Vec<i32> = match lessons.task() {
            Task::Classify => (0..layout.inputs)
                .map(|input| weight(Bundle::In { hidden, input }))
                .collect(),
            Task::Generate => lessons
                .pixels()
                .map(|output| weight(Bundle::Out { hidden, output }))
                .collect(),
        };
        let strongest = classes
            .clone()
            .rev()
            .max_by_key(|&output| weight(Bundle::Out { hidden, output }));
        HiddenNeuron {
            neuron: hidden,
            pixels,
            class: strongest.map_or(0, |output| output - classes.start),
        }
    };
    (0..layout.hidden).map(neuron).collect()
}

/// All spikes of the network while it classifies one image of a data set: one entry for each of the `presentations`.
///
/// The engine is reset first, its streams from `seed`.
///
/// # Errors
/// If the weights do not fit or the engine fails.
pub fn record_spikes(
    engine: &mut dyn Engine,
    (design, weights): (&Design, &Weights),
    lessons: &Lessons,
    (data, image): (&DataSet, usize),
    presentations: u16,
    seed: u64,
) -> Result<Vec<Spikes>> {
    prepare(engine, design, weights, seed)?;
    engine.show(&lessons.question(data, image))?;
    (0..presentations)
        .map(|_| {
            engine.present(1)?;
            Ok(engine.spikes()?)
        })
        .collect()
}
