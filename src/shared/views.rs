//! Pictures of a trained network for the report: the weights of its hidden neurons, and every spike of one stimulus.

use yuragi_engines::Engine;
use yuragi_figures::{Image, NeuronWeights, Raster, SpikeGroup, Weights};
use yuragi_model::design::Design;
use yuragi_model::network;
use yuragi_training::data::DataSet;
use yuragi_training::{
    Lessons, Result, hidden_neurons, pixel_layer, record_spikes, spike_probability,
};

use super::inputs::width;

/// The weights between the pixels of a data set and hidden neurons.
pub fn hidden_weights(
    design: &Design,
    weights: &network::Weights,
    lessons: &Lessons,
    data: &DataSet,
) -> Weights {
    let classes = data.class_names();
    let neurons = hidden_neurons(design, weights, lessons).into_iter();
    let neurons = neurons.map(|neuron| NeuronWeights {
        neuron: neuron.neuron,
        weights: neuron.pixels,
        strongest: neuron.class.map(|class| classes[class].clone()),
    });
    let layers = design.network.hidden_layers().len();
    let layer = pixel_layer(design, lessons.task()).filter(|_| layers > 1);
    Weights {
        of: match layer {
            Some(layer) => format!("hidden layer {layer} of {layers}"),
            None => "the hidden neurons".to_owned(),
        },
        width: width(data),
        neurons: neurons.collect(),
    }
}

/// Every spike of the network while it classifies an image for `presentations` presentations.
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
    let network = (design, weights);
    let spikes = record_spikes(engine, network, lessons, (data, image), presentations, seed)?;
    let layers = design.network.hidden_layers();
    let (mut inputs, mut outputs) = (Vec::new(), Vec::new());
    let mut hidden = vec![Vec::new(); layers.len()];
    for spikes in spikes {
        inputs.push(spikes.inputs);
        let mut rest = &spikes.hidden[..];
        for (layer, &neurons) in hidden.iter_mut().zip(layers) {
            let (own, above) = rest.split_at(neurons);
            layer.push(own.to_vec());
            rest = above;
        }
        outputs.push(spikes.outputs[lessons.classes()].to_vec());
    }
    let group = |name: &str, spikes, labels| SpikeGroup {
        name: name.into(),
        spikes,
        labels,
    };
    let picture = Image {
        width: width(data),
        pixels: data
            .image(image)
            .iter()
            .map(|&q| spike_probability(q))
            .collect(),
    };
    let classes = data.class_names();
    let label = data.known_label(image);
    let label = label.map_or("not known", |label| &classes[usize::from(label)]);
    let mut groups = vec![group("inputs", inputs, Vec::new())];
    for (number, spikes) in (1..).zip(hidden) {
        let name = match layers.len() {
            1 => "hidden neurons".to_owned(),
            _ => format!("hidden layer {number}"),
        };
        groups.push(group(&name, spikes, Vec::new()));
    }
    groups.push(group("outputs", outputs, classes.to_vec()));
    Ok(Raster {
        stimulus: Some((picture, label.to_owned())),
        groups,
    })
}
