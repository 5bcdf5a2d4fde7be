//! Pictures of a trained network for the report: what hidden neurons look for, and every spike of one stimulus.

use yuragi_engines::Engine;
use yuragi_figures::{Image, NeuronWeights, Raster, SpikeGroup, Weights};
use yuragi_model::design::Design;
use yuragi_model::layout::Bundle;
use yuragi_model::network;
use yuragi_training::data::{DataSet, Task};

use yuragi_training::{Lessons, Result, intensity, prepare};

/// The hidden neurons' weights from the pixels, or to them if the network generates.
pub fn hidden_weights(
    design: &Design,
    weights: &network::Weights,
    lessons: &Lessons,
    width: usize,
) -> Weights {
    let layout = design.layout();
    let weight = |bundle| i32::from(weights.get(&layout, bundle).unwrap_or(0));
    let classes = lessons.classes();
    let neurons = (0..layout.hidden).map(|hidden| {
        let seen: Vec<i32> = match lessons.task() {
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
        let strongest = strongest.map_or(0, |output| output - classes.start);
        NeuronWeights {
            neuron: hidden,
            weights: seen,
            strongest: strongest.to_string(),
        }
    });
    Weights {
        width,
        neurons: neurons.collect(),
    }
}

/// Every spike of the network while it names an image for `presentations` presentations.
///
/// # Errors
/// If the weights do not fit or the engine fails.
pub fn raster(
    engine: &mut dyn Engine,
    design: &Design,
    weights: &network::Weights,
    lessons: &Lessons,
    (data, image): (&DataSet, usize),
    presentations: u16,
    seed: u64,
) -> Result<Raster> {
    prepare(engine, design, weights, seed)?;
    engine.show(&lessons.question(data, image))?;
    let (mut inputs, mut hidden, mut outputs) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..presentations {
        engine.present(1)?;
        let spikes = engine.spikes()?;
        inputs.push(spikes.inputs);
        hidden.push(spikes.hidden);
        outputs.push(spikes.outputs[lessons.classes()].to_vec());
    }
    let group = |name: &str, spikes, labels| SpikeGroup {
        name: name.into(),
        spikes,
        labels,
    };
    let picture = Image {
        width: data.shape().map_or(data.pixels(), |(width, _)| width),
        pixels: data.image(image).iter().map(|&q| intensity(q)).collect(),
    };
    let names = (0..lessons.classes().len()).map(|class| class.to_string());
    Ok(Raster {
        stimulus: Some((picture, data.label(image).to_string())),
        groups: vec![
            group("inputs", inputs, Vec::new()),
            group("hidden neurons", hidden, Vec::new()),
            group("outputs", outputs, names.collect()),
        ],
    })
}
