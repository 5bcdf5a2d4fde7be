//! A look into a network that has learned: the weights of its hidden neurons, and every spike of one stimulus.

use crate::data::{DataSet, Task};
use yuragi_engines::Engine;
use yuragi_model::design::Design;
use yuragi_model::network::{Spikes, Weights};
use yuragi_model::shape::Source;

use super::error::Result;
use super::evaluation::prepare;
use super::lessons::Lessons;

/// The weights of one hidden neuron.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HiddenNeuron {
    /// Its number in its layer, from 0.
    pub neuron: usize,
    /// One weight for each pixel, in quanta: from the pixel if the network classifies, to the pixel if it generates.
    pub pixels: Vec<i32>,
    /// The class to which its weight is largest; the lowest of several. None if it does not reach the outputs.
    pub class: Option<usize>,
}

/// The hidden layer whose neurons have a weight for each pixel: the first one if the network classifies, the last one if
/// it generates. None without hidden layers.
pub fn pixel_layer(design: &Design, task: Task) -> Option<usize> {
    let last = design.network.hidden_layers().len();
    let layer = match task {
        Task::Classify => 1,
        Task::Generate => last,
    };
    (last > 0).then_some(layer)
}

/// All neurons of the hidden layer that has a weight for each pixel, see [`pixel_layer`], in order; each with its weights.
pub fn hidden_neurons(design: &Design, weights: &Weights, lessons: &Lessons) -> Vec<HiddenNeuron> {
    let shape = design.shape();
    let (inputs, outputs) = (Source::Layer(0), shape.last());
    let Some(layer) = pixel_layer(design, lessons.task()) else {
        return Vec::new();
    };
    let weight = |source, neuron, target, place| {
        let weight = weights.get(&shape, source, neuron, target, place);
        i32::from(weight.unwrap_or(0))
    };
    let own = Source::Layer(layer);
    let reaches = shape.part(own, outputs).is_some();
    let classes = lessons.classes();
    let neuron = |neuron| {
        let pixels: Vec<i32> = match lessons.task() {
            Task::Classify => (0..shape.inputs())
                .map(|input| weight(inputs, input, layer, neuron))
                .collect(),
            Task::Generate => lessons
                .pixels()
                .map(|output| weight(own, neuron, outputs, output))
                .collect(),
        };
        let strongest = classes
            .clone()
            .rev()
            .max_by_key(|&output| weight(own, neuron, outputs, output))
            .filter(|_| reaches);
        HiddenNeuron {
            neuron,
            pixels,
            class: strongest.map(|output| output - classes.start),
        }
    };
    (0..shape.neurons(layer)).map(neuron).collect()
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
