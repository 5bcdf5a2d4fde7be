//! The benefit of sampling: whether the predicted probabilities are calibrated, and whether unknown images are
//! recognised as such.

mod conclusion;
mod panels;
mod predictor;
mod reference;
mod task;

use task::*;

use anyhow::Result;

use yuragi_model::chance::SplitMix64;
use yuragi_model::network::Weights;
use yuragi_training::data::DataSet;
use yuragi_training::{Session, TEST_FRACTION, class_spikes};

use super::statistics::{auroc, entropy};
use crate::experiment::{Experiment, Sizes};
use crate::findings::Findings;
use crate::setup::Setup;

/// The experiment `posterior`.
pub struct Posterior;

/// A sample is taken every 1/32 of the presentations of learning, so that the chain runs for as long again.
const SPACING: u64 = 32;

/// The number of samples of each chain in the ensemble of chains, whose total is the number of samples of a single
/// chain.
const SHARE: usize = SAMPLES / CHAINS as usize;

/// The number of images of each kind of noise.
const NOISE: usize = 100;

impl Experiment for Posterior {
    type Task = Task;
    type Outcome = Outcome;

    const NAME: &'static str = "posterior";
    const QUESTION: &'static str = "Are the sampled probabilities calibrated, do they reveal unknown images, and what do several samples of the weights add?";
    const REVISION: u32 = 1;
    const SIZES: Sizes = Sizes {
        seeds: 5,
        presentations: 400_000,
    };

    fn tasks(setup: &Setup) -> Result<Vec<Task>> {
        setup.must_classify(Self::NAME)?;
        setup.must_have_one_hidden_layer(Self::NAME)?;
        let mut tasks = Vec::new();
        for seed in 1..=setup.seeds {
            tasks.push(Task::Perceptron { split: seed });
            tasks.push(Task::Logistic { split: seed });
            tasks.extend((1..=CHAINS).map(|chain| Task::Chain { split: seed, chain }));
        }
        // a network that knows only one class cannot be uncertain
        if setup.data.classes() > 2 {
            for seed in 1..=setup.seeds {
                let classes = 0..setup.data.classes() as u16;
                tasks.extend(classes.map(|class| Task::LeftOut { class, seed }));
            }
        }
        Ok(tasks)
    }

    fn perform(setup: &Setup, task: &Task) -> Result<Outcome> {
        Ok(match *task {
            Task::Chain { split, chain } => {
                Outcome::Chain(chain_of(&setup.of_split(split)?, split, chain)?)
            }
            Task::LeftOut { class, seed } => Outcome::LeftOut(left_out(setup, class, seed)?),
            Task::Logistic { split } => {
                let setup = setup.of_split(split)?;
                let parts = setup.split(split)?;
                let found = reference::logistic(&setup.data, &parts.train, &parts.test)?;
                Outcome::Probabilities(found)
            }
            Task::Perceptron { split } => {
                let setup = setup.of_split(split)?;
                let parts = setup.split(split)?;
                let parts = (parts.train.as_slice(), parts.test.as_slice());
                let hidden = setup.design.network.hidden();
                Outcome::Probabilities(reference::perceptron(&setup.data, parts, hidden, split))
            }
        })
    }

    fn conclude(setup: &Setup, outcomes: &[(Task, Outcome)]) -> Result<Findings> {
        conclusion::conclude(setup, outcomes)
    }
}

/// Continues a chain and takes samples of its weights.
fn samples(setup: &Setup, session: &mut Session, number: usize) -> Result<Vec<Weights>> {
    let spacing = (setup.presentations / SPACING).max(1);
    (0..number)
        .map(|_| {
            session.advance(spacing)?;
            Ok(session.weights()?)
        })
        .collect()
}

/// The spike counts of images with given weights, `[portion][image][class]`.
fn count(
    setup: &Setup,
    weights: &Weights,
    (data, images): (&DataSet, &[usize]),
    portions: &[u16],
    seed: u64,
) -> Result<Vec<Counts>> {
    // as in a session, the model classifies with a copy of the weights
    let mut examiner = yuragi_model::Model::new(&setup.design)?;
    let lessons = setup.lessons()?;
    let design = (&setup.design, weights);
    let found = class_spikes(
        &mut examiner,
        design,
        &lessons,
        (data, images),
        portions,
        seed,
        &mut |_| (),
    )?;
    let portion = |p: usize| {
        let image = |image: &Vec<Vec<u16>>| image[p].iter().map(|&n| n.into()).collect();
        found.iter().map(image).collect()
    };
    Ok((0..portions.len()).map(portion).collect())
}

fn accuracy(counts: &Counts, data: &DataSet, images: &[usize]) -> f64 {
    let predictions: Vec<Vec<f64>> = counts.iter().map(|counts| shares(counts)).collect();
    let labels: Vec<u16> = images.iter().map(|&image| data.label(image)).collect();
    super::statistics::Scores::of(&predictions, &labels).accuracy
}

fn entropies(counts: &Counts) -> Vec<f64> {
    counts
        .iter()
        .map(|counts| entropy(&shares(counts)))
        .collect()
}

fn chain_of(setup: &Setup, split: u64, chain: u64) -> Result<Chain> {
    // every split and chain has a different seed of the network
    let seed = split * 1000 + chain;
    let engine = setup.engine(&setup.design)?;
    let data = &setup.data;
    let mut session = setup.session_on((engine, &setup.design), data.clone(), (seed, split))?;
    session.advance(setup.presentations)?;
    let weights = samples(setup, &mut session, SAMPLES)?;
    let test = session.split().test.clone();
    let all = (data, test.as_slice());

    let each: Vec<Counts> = (weights.iter().enumerate())
        .map(|(n, weights)| Ok(count(setup, weights, all, &[SPIKES], n as u64)?.remove(0)))
        .collect::<Result<_>>()?;
    let last = &weights[SAMPLES - 1];
    // portions of 1, 1, 2, 4, ... add up to 1, 2, 4, 8, ...
    let portions: Vec<u16> = (0..LEVELS)
        .map(|level| 1 << level.saturating_sub(1))
        .collect();
    let mut one = count(setup, last, all, &portions, SAMPLES as u64)?;
    for level in 1..LEVELS {
        let before = one[level - 1].clone();
        add(&mut one[level], &before);
    }
    let many = (0..=SAMPLES.ilog2()).map(|level| total(&each[SAMPLES - (1 << level)..]));
    let spread = each
        .iter()
        .skip(CHAINS as usize - 1)
        .step_by(CHAINS as usize);
    let (shuffled, uniform) = noise(data, &test, split)?;
    let mut kinds = vec![[entropies(&total(&each)), entropies(&one[LEVELS - 1])]];
    for noise in [&shuffled, &uniform] {
        let images: Vec<usize> = (0..noise.len()).collect();
        let counts =
            |weights, spikes: &[u16], seed| count(setup, weights, (noise, &images), spikes, seed);
        let each: Vec<Counts> = (weights.iter().enumerate())
            .map(|(n, weights)| Ok(counts(weights, &[SPIKES], n as u64)?.remove(0)))
            .collect::<Result<_>>()?;
        let alone = counts(last, &[SPIKES * SAMPLES as u16], SAMPLES as u64)?;
        kinds.push([entropies(&total(&each)), entropies(&alone[0])]);
    }
    Ok(Chain {
        many: many.collect(),
        share: total(spread),
        alone: each
            .iter()
            .map(|counts| accuracy(counts, data, &test))
            .collect(),
        one,
        noise: kinds,
    })
}

/// Test images with their pixels in random order, and images of uniformly random pixels.
fn noise(data: &DataSet, test: &[usize], seed: u64) -> Result<(DataSet, DataSet)> {
    let mut chance = SplitMix64::new(seed ^ 0x6e_6f69_7365);
    let (mut shuffled, mut uniform) = (Vec::new(), Vec::new());
    let images = test.len().min(NOISE);
    for &image in &test[..images] {
        let mut pixels = data.image(image).to_vec();
        chance.shuffle(&mut pixels);
        shuffled.extend(pixels);
        uniform.extend((0..data.pixels()).map(|_| chance.below(256) as u8));
    }
    let of = |name, intensities| DataSet::new(name, data.pixels(), intensities, vec![0; images]);
    Ok((of("shuffled", shuffled)?, of("uniform", uniform)?))
}

fn left_out(setup: &Setup, class: u16, seed: u64) -> Result<LeftOut> {
    let (unseen, rest): (Vec<usize>, Vec<usize>) =
        (0..setup.data.len()).partition(|&image| setup.data.label(image) == class);
    let split = setup.data.subset(&rest).split(TEST_FRACTION, seed)?;
    // images of the class that is left out are shown on the scale of those that are learned
    let learned: Vec<usize> = split.train.iter().map(|&place| rest[place]).collect();
    let data = &setup.data.clone().scaled_by(&learned)?;
    let known = data.subset(&rest);
    let engine = setup.engine(&setup.design)?;
    let mut session = setup.session_on((engine, &setup.design), known.clone(), (seed, seed))?;
    session.advance(setup.presentations)?;
    let weights = samples(setup, &mut session, SHARE)?;
    let test = session.split().test.clone();
    // the entropies of images with one sample of the weights and with all samples
    let doubts = |data: &DataSet, images: &[usize]| -> Result<[Vec<f64>; 2]> {
        let each: Vec<Counts> = (weights.iter().enumerate())
            .map(|(n, weights)| {
                Ok(count(setup, weights, (data, images), &[SPIKES], n as u64)?.remove(0))
            })
            .collect::<Result<_>>()?;
        let spikes = [SPIKES * SHARE as u16];
        let one = count(
            setup,
            &weights[SHARE - 1],
            (data, images),
            &spikes,
            SHARE as u64,
        )?;
        Ok([entropies(&one[0]), entropies(&total(&each))])
    };
    let (known, unseen) = (doubts(&known, &test)?, doubts(data, &unseen)?);
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    Ok(LeftOut {
        known: mean(&known[1]),
        unseen: mean(&unseen[1]),
        one: auroc(&known[0], &unseen[0]),
        many: auroc(&known[1], &unseen[1]),
    })
}
