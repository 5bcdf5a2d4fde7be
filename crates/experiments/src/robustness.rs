//! How much accuracy a network keeps when images are disturbed, and how small a change makes it predict another class.

mod conclusion;
mod corruption;
mod search;
mod task;

use task::*;

use anyhow::{Context, Result};
use nalgebra::DMatrix;

use yuragi_engines::Engine;
use yuragi_model::Model;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::{Design, DesignError};
use yuragi_model::network::{Registers, Stimulus, Weights};
use yuragi_model::options::{Ablation, Options};
use yuragi_model::shape::Source;
use yuragi_training::data::{DataSet, Split};
use yuragi_training::{SPIKES, best, spike_probability};

use super::perceptron::{Course, Perceptron, Unit};
use crate::error::ExperimentError;
use crate::experiment::{Experiment, Sizes};
use crate::findings::Findings;
use crate::setup::Setup;
use corruption::{NOISE, SIDES};
use search::Care;

/// The experiment `robustness`.
pub struct Robustness;

/// The largest number of test images that are disturbed.
const IMAGES: usize = 1000;
/// The number of presentations for a reliable prediction.
const SURE: u16 = 8 * SPIKES;
/// The number of images of other classes from which the search may start.
const STARTS: usize = 20;
impl Experiment for Robustness {
    type Task = Task;
    type Outcome = Outcome;

    const NAME: &'static str = "robustness";
    const QUESTION: &'static str = "How robust are predictions against noise, occlusion and the smallest change that a search can find?";
    const REVISION: u32 = 1;
    const SIZES: Sizes = Sizes {
        seeds: 5,
        presentations: 400_000,
    };

    fn design() -> Result<Design, DesignError> {
        Design::preset("mnist")
    }

    fn tasks(setup: &Setup) -> Result<Vec<Task>> {
        let refused = |found: String, expected: &str| ExperimentError::Setting {
            name: Self::NAME,
            found,
            expected: expected.into(),
        };
        setup.must_classify(Self::NAME)?;
        setup.must_have_one_hidden_layer(Self::NAME)?;
        if setup.data.shape().is_none() {
            let found = format!("images of {} pixels in a row", setup.data.pixels());
            return Err(refused(found, "square images, in which a square can be hidden").into());
        }
        let seeds = 1..=setup.seeds;
        let tasks = seeds.flat_map(|seed| KINDS.map(|(kind, _)| Task { kind, seed }));
        Ok(tasks.collect())
    }

    fn perform(setup: &Setup, task: &Task) -> Result<Outcome> {
        let setup = &setup.of_split(task.seed)?;
        let split = setup.split(task.seed)?;
        let mut network = learned(setup, task, &split)?;
        let data = &setup.data;
        let (width, _) = data.shape().context("a shape")?;
        let images = &split.test[..split.test.len().min(IMAGES)];
        let mut accuracy = |disturbed: &mut dyn FnMut(&[u8]) -> Vec<u8>| -> Result<f64> {
            let mut right = 0;
            for &image in images {
                let class = network.classify(&disturbed(data.image(image)), Care::Usual)?;
                right += usize::from(class == usize::from(data.label(image)));
            }
            Ok(f64::from(right as u32) / images.len() as f64)
        };
        // all networks of a seed see the same disturbances
        let mut chance = SplitMix64::new(task.seed);
        let noise =
            NOISE.map(|deviation| accuracy(&mut |q| corruption::noisy(q, deviation, &mut chance)));
        let occlusion =
            SIDES.map(|share| accuracy(&mut |q| corruption::hidden(q, width, share, &mut chance)));
        let (mut distances, mut straight) = (Vec::new(), Vec::new());
        for (place, &image) in images.iter().take(SEARCHED).enumerate() {
            let chance = SplitMix64::new(task.seed << 16 | place as u64);
            if let Some((found, way)) = smallest(data, &split, image, &mut network, chance)? {
                distances.push(found);
                straight.push(way);
            }
        }
        Ok(Outcome {
            noise: noise.into_iter().collect::<Result<_>>()?,
            occlusion: occlusion.into_iter().collect::<Result<_>>()?,
            distances,
            straight,
        })
    }

    fn conclude(setup: &Setup, outcomes: &[(Task, Outcome)]) -> Result<Findings> {
        Ok(conclusion::conclude(setup, outcomes))
    }
}

/// A network that has learned.
enum Network {
    Sampling {
        engine: Box<Model>,
        /// The intensities of the outputs, none of which is clamped.
        outputs: usize,
    },
    Perceptron(Perceptron<f32>),
}

impl Network {
    /// A sampling network with fixed weights.
    fn sampling(design: &Design, weights: &Weights, seed: u64) -> Result<Self> {
        let mut engine = Model::new(design)?;
        engine.reset_seed(seed);
        engine.load_weights(weights)?;
        engine.set_registers(Registers::new(design))?;
        Ok(Self::Sampling {
            engine: Box::new(engine),
            outputs: design.network.outputs(),
        })
    }

    /// The same weights with every spike replaced by its probability, so that the prediction for an image is always the
    /// same.
    fn mean(design: &Design, weights: &Weights) -> Self {
        let shape = design.shape();
        let quantum = (-(design.synapse.quantum_log2 as f32)).exp2();
        let get = |source, from, target, to| {
            let weight = weights.get(&shape, source, from, target, to);
            f32::from(weight.unwrap_or_default()) * quantum
        };
        let (inputs, hidden) = (Source::Layer(0), Source::Layer(1));
        let [i, h, o] = [shape.inputs(), shape.hidden(), shape.outputs()];
        let parts = [
            DMatrix::from_fn(h, i, |to, from| get(inputs, from, 1, to)),
            DMatrix::from_fn(h, 1, |to, _| get(Source::Bias, 0, 1, to)),
            DMatrix::from_fn(o, h, |to, from| get(hidden, from, 2, to)),
            DMatrix::from_fn(o, 1, |to, _| get(Source::Bias, 0, 2, to)),
        ];
        Self::Perceptron(Perceptron::of_parts(Unit::Logistic, parts))
    }

    fn classify(&mut self, image: &[u8], care: Care) -> Result<usize> {
        match self {
            Self::Sampling { engine, outputs } => {
                let mut intensities = image.to_vec();
                intensities.resize(image.len() + *outputs, 0);
                let clamped = vec![false; *outputs];
                engine.set_stimulus(&Stimulus {
                    intensities,
                    clamped,
                })?;
                engine.present(if care == Care::Sure { SURE } else { SPIKES })?;
                Ok(best(engine.counts()))
            }
            Self::Perceptron(network) => {
                let inputs = image.iter().map(|&q| spike_probability(q));
                let inputs = DMatrix::from_iterator(image.len(), 1, inputs);
                network.classify(&inputs).pop().context("a prediction")
            }
        }
    }
}

fn learned(setup: &Setup, task: &Task, split: &Split) -> Result<Network> {
    let unit = match task.kind {
        Kind::OneDraw | Kind::TwoDraws | Kind::Random | Kind::Mean => {
            let options = Options::default()
                .without((task.kind == Kind::TwoDraws).then_some(Ablation::OneDraw))
                .without((task.kind == Kind::Random).then_some(Ablation::Retrograde));
            let design = &setup.design;
            let engine: Box<dyn Engine> = setup.ablated(design, options)?;
            let mut session = setup.session(engine, design, task.seed)?;
            session.advance(setup.presentations)?;
            let weights = session.weights()?;
            return match task.kind {
                Kind::Mean => Ok(Network::mean(design, &weights)),
                _ => Network::sampling(design, &weights, task.seed),
            };
        }
        Kind::Logistic => Unit::Logistic,
        Kind::Rectified | Kind::Spikes => Unit::Rectified,
    };
    let course = Course {
        presentations: setup.presentations,
        seed: task.seed,
        spikes: task.kind == Kind::Spikes,
    };
    let (hidden, images) = (
        setup.design.network.hidden(),
        (&setup.data, &split.train[..]),
    );
    Ok(Network::Perceptron(Perceptron::learned(
        unit, hidden, images, course,
    )))
}

/// The distance to another class that the search finds, and that on the straight line to another image; none if the
/// image itself is misclassified, or no image of another class is predicted as another class.
fn smallest(
    data: &DataSet,
    split: &Split,
    image: usize,
    network: &mut Network,
    mut chance: SplitMix64,
) -> Result<Option<(f64, f64)>> {
    let (width, _) = data.shape().context("a shape")?;
    let label = usize::from(data.label(image));
    let mut fooled = |shown: &[u8], care| Ok(network.classify(shown, care)? != label);
    let pixels = data.image(image);
    if fooled(pixels, Care::Sure)? {
        return Ok(None);
    }
    let others = split.train.iter().copied();
    let mut others: Vec<(f64, usize)> = others
        .filter(|&other| usize::from(data.label(other)) != label)
        .map(|other| (search::distance(data.image(other), pixels), other))
        .collect();
    others.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (_, start) in others.into_iter().take(STARTS) {
        let start = data.image(start);
        if fooled(start, Care::Sure)? {
            let way = search::straight(pixels, start, &mut fooled)?;
            let image = (pixels, width);
            let found = search::nearest(image, start, BUDGET, &mut chance, &mut fooled)?;
            return Ok(Some((found, way)));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use yuragi_training::data::DataSet;

    /// Without chance, the prediction is that of most spikes for images whose prediction is clear.
    #[test]
    fn the_mean_network_predicts_what_the_sampling_network_predicts() {
        let design = Design::preset("digits").expect("a preset");
        let data = DataSet::digits().expect("digits");
        let make =
            |design: &Design| -> Result<Box<dyn Engine>> { Ok(Box::new(Model::new(design)?)) };
        let setup = Setup {
            design: design.clone(),
            data,
            photographs: None,
            bench: crate::setup::Bench {
                kind: yuragi_engines::Kind::Model,
                make: &make,
                many: false,
            },
            seeds: 1,
            presentations: 20_000,
        };
        let weights = (setup.learned(&design, 1).expect("learned").weights()).expect("weights");
        let mut sampling = Network::sampling(&design, &weights, 1).expect("a network");
        let mut mean = Network::mean(&design, &weights);
        let images = 0..300;
        let alike = images.filter(|&image| {
            let shown = setup.data.image(image);
            let names = [&mut sampling, &mut mean]
                .map(|network| network.classify(shown, Care::Sure).expect("a prediction"));
            names[0] == names[1]
        });
        // with the weights of a wrong row or layer, only one in ten would agree
        assert!(alike.count() > 270);
    }
}
