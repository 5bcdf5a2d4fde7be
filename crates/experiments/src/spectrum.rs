//! Whether the variances of the hidden responses follow the critical power law, with sampling and with optimisation.

mod panels;
mod results;
mod tables;
mod task;

use task::*;

use anyhow::Result;
use nalgebra::DMatrix;

use yuragi_engines::Engine;
use yuragi_model::Model;
use yuragi_model::design::{Design, DesignError};
use yuragi_model::network::Weights;
use yuragi_model::options::{Ablation, Options};
use yuragi_training::data::{DataError, DataSet};
use yuragi_training::spike_probability;

use super::cvpca::{plain_spectrum, spectrum};
use super::manifold::{Components, two_nearest};
use super::perceptron::{Course, Perceptron, columns};
use super::responses::Responses;
use crate::experiment::{Experiment, Sizes};
use crate::findings::Findings;
use crate::setup::Setup;

/// The experiment `spectrum`.
pub struct Spectrum;

/// The largest number of test images.
const IMAGES: usize = 2000;

impl Experiment for Spectrum {
    type Task = Task;
    type Outcome = Outcome;

    const NAME: &'static str = "spectrum";
    const QUESTION: &'static str = "Do the variances of hidden responses follow the critical power law, with sampling and with optimisation?";
    const REVISION: u32 = 2;
    const SIZES: Sizes = Sizes {
        seeds: 5,
        presentations: 200_000,
    };

    fn design() -> Result<Design, DesignError> {
        let mut design = Design::preset("mnist")?;
        design.network.set_hidden(&[ALTERED]);
        design.validate()?;
        Ok(design)
    }

    fn tasks(setup: &Setup) -> Result<Vec<Task>> {
        setup.must_classify(Self::NAME)?;
        setup.must_have_one_hidden_layer(Self::NAME)?;
        let seeds = 1..=setup.seeds;
        let mut tasks = Vec::new();
        for hidden in sizes(setup) {
            of_size(setup, hidden)?;
            for (kind, _) in KINDS {
                tasks.extend(seeds.clone().map(|seed| Task { kind, hidden, seed }));
            }
        }
        let (kind, hidden) = (Kind::Stimuli, 0);
        tasks.extend(seeds.map(|seed| Task { kind, hidden, seed }));
        Ok(tasks)
    }

    fn perform(setup: &Setup, task: &Task) -> Result<Outcome> {
        let setup = &setup.of_split(task.seed)?;
        let mut split = setup.split(task.seed)?;
        let probes = probes(task.kind, task.hidden == middle(setup));
        if let Some(unit) = unit(task.kind) {
            let course = Course {
                presentations: setup.presentations,
                seed: task.seed,
                spikes: false,
            };
            let learned = (&setup.data, &split.train[..]);
            let network = Perceptron::learned(unit, task.hidden, learned, course);
            let accuracy = network.accuracy(&setup.data, &split.test);
            split.test.truncate(IMAGES);
            let spectra = views(setup, &split.test, &probes)?
                .into_iter()
                .map(|shown| {
                    let images: Vec<usize> = (0..shown.len()).collect();
                    let responses = network.hidden(&columns(&shown, &images)).transpose();
                    // without noise, a second repeat is not needed
                    plain_spectrum(&responses.map(f64::from))
                });
            return Ok(Outcome {
                accuracy: Some(accuracy),
                spectra: spectra.collect(),
                dimensions: Vec::new(),
            });
        }
        if task.kind == Kind::Stimuli {
            split.test.truncate(IMAGES);
            let shown = views(setup, &split.test, &probes)?;
            let rows: Vec<DMatrix<f64>> = shown.iter().map(rows).collect();
            return Ok(Outcome {
                accuracy: None,
                spectra: rows.iter().map(plain_spectrum).collect(),
                dimensions: rows.iter().map(two_nearest).collect(),
            });
        }
        let design = of_size(setup, task.hidden)?;
        let options =
            Options::default().without((task.kind == Kind::TwoDraws).then_some(Ablation::OneDraw));
        let mut session = setup.session(setup.ablated(&design, options)?, &design, task.seed)?;
        let mut accuracy = None;
        if task.kind != Kind::Untrained {
            session.advance(setup.presentations)?;
            accuracy = Some(session.test(&mut |_| ())?.accuracy());
        }
        let weights = session.weights()?;
        split.test.truncate(IMAGES);
        let shown = views(setup, &split.test, &probes)?;
        let spectra = probes.iter().zip(&shown).map(|(probe, shown)| {
            let repeat = |seed| responses(setup, (&design, &weights), shown, probe.window, seed);
            Ok(spectrum(
                &repeat(2 * task.seed)?,
                &repeat(2 * task.seed + 1)?,
            ))
        });
        Ok(Outcome {
            accuracy,
            spectra: spectra.collect::<Result<_>>()?,
            dimensions: Vec::new(),
        })
    }

    fn conclude(setup: &Setup, outcomes: &[(Task, Outcome)]) -> Result<Findings> {
        Ok(panels::conclude(setup, outcomes))
    }
}

fn of_size(setup: &Setup, hidden: usize) -> Result<Design, DesignError> {
    let mut design = setup.design.clone();
    design.network.set_hidden(&[hidden]);
    design.validate()?;
    Ok(design)
}

/// The test images, altered as each probe says.
fn views(setup: &Setup, test: &[usize], probes: &[Probe]) -> Result<Vec<DataSet>, DataError> {
    let images = setup.data.subset(test);
    let altered = probes.iter().any(|probe| probe.view != View::Images);
    let points = rows(&images);
    let components = altered.then(|| Components::of(&points));
    let view = |probe: &Probe| {
        let Some(components) = &components else {
            return Ok(images.clone());
        };
        let shown = match probe.view {
            View::Images => return Ok(images.clone()),
            View::Reduced(dimensions) => components.project(&points, dimensions, false),
            View::White => components.project(&points, components.holding(WHITE), true),
        };
        // clamped to the range of intensities
        let intensities = shown.transpose().map(|p| (256.0 * p).round() as u8);
        let intensities = intensities.as_slice().to_vec();
        let labels = images.labels().to_vec();
        DataSet::new(images.name(), images.pixels(), intensities, labels)
    };
    probes.iter().map(view).collect()
}

/// Images as rows of spike probabilities.
fn rows(images: &DataSet) -> DMatrix<f64> {
    let values = images.iter().flat_map(|(image, _)| image);
    let values = values.map(|&intensity| f64::from(spike_probability(intensity)));
    DMatrix::from_row_iterator(images.len(), images.pixels(), values)
}

/// The rates of the hidden neurons of a sampling network, images × neurons.
fn responses(
    setup: &Setup,
    (design, weights): (&Design, &Weights),
    shown: &DataSet,
    window: u16,
    seed: u64,
) -> Result<DMatrix<f64>> {
    let lessons = setup.lessons()?;
    let images = 0..shown.len();
    let stimuli: Vec<_> = images.map(|image| lessons.question(shown, image)).collect();
    let mut model: Box<dyn Engine> = Box::new(Model::new(design)?);
    let counts = (0, window);
    let found = Responses::measure(&mut *model, design, weights, &stimuli, counts, seed)?;
    let rates = found.counts.iter();
    let rates = rates.map(|&count| f64::from(count) / f64::from(window));
    Ok(DMatrix::from_row_iterator(
        stimuli.len(),
        found.neurons,
        rates,
    ))
}
