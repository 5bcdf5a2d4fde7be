//! Measurements of a network while it drifts.

use anyhow::Result;

use super::super::population::{correlation, mean_of_numbers};
use super::super::responses::Responses;
use super::super::turnover::Turnover;
use super::task::{
    ACCURACY, CEILING, CHANGED, FIXED, IMAGES, LEAST, MEASURES, MOST, POPULATION, RENEWED, WEIGHTS,
    WINDOW,
};
use crate::setup::Setup;
use yuragi_engines::Engine;
use yuragi_model::Model;
use yuragi_model::design::Design;
use yuragi_model::network::{Stimulus, Weights};
use yuragi_training::data::DataSet;
use yuragi_training::{Lessons, SPIKES, TEST_FRACTION, evaluate};

/// Measures a network with its own engine, so that no chain is disturbed.
pub(super) struct Observer<'a> {
    pub design: Design,
    data: &'a DataSet,
    lessons: Lessons,
    pub train: Vec<usize>,
    test: Vec<usize>,
    seed: u64,
}

/// The measurements at the start.
pub(super) struct Start {
    responses: Responses,
    /// The mean response to the training images of every class.
    centres: Vec<Vec<f64>>,
}

impl<'a> Observer<'a> {
    pub fn new(setup: &'a Setup, seed: u64) -> Result<Self> {
        let split = setup.data.split(TEST_FRACTION, seed)?;
        let mut test = split.test;
        test.truncate(IMAGES);
        Ok(Self {
            design: setup.design.clone(),
            data: &setup.data,
            lessons: setup.lessons()?,
            train: split.train,
            test,
            seed,
        })
    }

    pub fn lessons(&self, images: &[usize]) -> Vec<Stimulus> {
        images
            .iter()
            .map(|&image| self.lessons.lesson(self.data, image))
            .collect()
    }

    /// The hidden responses to images with free outputs.
    fn responses(&self, weights: &Weights, images: &[usize], seed: u64) -> Result<Responses> {
        let mut model: Box<dyn Engine> = Box::new(Model::new(&self.design)?);
        let stimuli: Vec<Stimulus> = images
            .iter()
            .map(|&image| self.lessons.question(self.data, image))
            .collect();
        Responses::measure(
            &mut *model,
            &self.design,
            weights,
            &stimuli,
            (0, WINDOW),
            seed,
        )
    }

    pub fn then(&self, weights: &Weights) -> Result<Start> {
        let train = &self.train[..IMAGES.min(self.train.len())];
        let learned = self.responses(weights, train, self.seed)?;
        let classes = self.lessons.classes().len();
        let mut centres = vec![vec![0.0; learned.neurons]; classes];
        let mut images = vec![0.0; classes];
        for (place, &image) in train.iter().enumerate() {
            let class = usize::from(self.data.label(image));
            images[class] += 1.0;
            for (sum, rate) in centres[class].iter_mut().zip(learned.population(place)) {
                *sum += rate;
            }
        }
        for (centre, images) in centres.iter_mut().zip(images) {
            centre.iter_mut().for_each(|sum| *sum /= images);
        }
        let responses = self.responses(weights, &self.test, self.seed + 1)?;
        Ok(Start { responses, centres })
    }

    pub fn look(
        &self,
        then: &Start,
        start: &Weights,
        weights: &Weights,
        turnover: &Turnover,
    ) -> Result<[f64; MEASURES]> {
        let mut model = Model::new(&self.design)?;
        let images = (self.data, &self.test[..]);
        let predicted = evaluate(
            &mut model,
            &self.design,
            weights,
            &self.lessons,
            images,
            SPIKES,
            &mut |_| (),
        )?;
        let now = self.responses(weights, &self.test, self.seed + 2)?;
        let again = self.responses(weights, &self.test, self.seed + 3)?;
        let right = self.test.iter().enumerate().filter(|&(place, &image)| {
            nearest(&then.centres, &now.population(place)) == usize::from(self.data.label(image))
        });
        let right = right.count() as f64 / self.test.len() as f64;
        let similar = |a: &Responses, b: &Responses| {
            let images = 0..self.test.len();
            mean_of_numbers(images.map(|n| correlation(&a.population(n), &b.population(n))))
        };
        let shares = turnover.shares();
        let real = |weights: &Weights| -> Vec<f64> {
            let shape = self.design.shape();
            shape
                .bundles()
                .map(|index| weights.values[index].into())
                .collect()
        };
        let mut values = [0.0; MEASURES];
        values[ACCURACY] = predicted.accuracy();
        values[FIXED] = right;
        values[CHANGED] = shares.changed;
        values[LEAST] = shares.least;
        values[MOST] = shares.most;
        values[RENEWED] = shares.renewed;
        values[WEIGHTS] = correlation(&real(start), &real(weights));
        values[POPULATION] = similar(&then.responses, &now);
        values[CEILING] = similar(&now, &again);
        Ok(values)
    }
}

/// The index of the centre that is nearest to a response.
fn nearest(centres: &[Vec<f64>], response: &[f64]) -> usize {
    let distance = |centre: &[f64]| -> f64 {
        centre
            .iter()
            .zip(response)
            .map(|(a, b)| (a - b).powi(2))
            .sum()
    };
    let distances: Vec<f64> = centres.iter().map(|centre| distance(centre)).collect();
    // A class without an image has no centre.
    (0..distances.len())
        .filter(|&class| !distances[class].is_nan())
        .min_by(|&a, &b| distances[a].total_cmp(&distances[b]))
        .unwrap_or(0)
}
