//! A learning run: the images of the training part, in a new random order every epoch, each shown for `dwell` presentations.

use std::path::Path;
use std::time::Instant;

use crate::data::{DataSet, Split};
use yuragi_engines::Engine;
use yuragi_engines::compare::Step;
use yuragi_hardware::costs;
use yuragi_model::design::Design;
use yuragi_model::model::Model;
use yuragi_model::network::{Counters, Registers, Stimulus, Weights};

use super::checkpoint;
use super::course::Course;
use super::error::{Result, TrainingError};
use super::evaluation::{Evaluation, SPIKES, evaluate};
use super::lessons::Lessons;
use super::order::Order;
use super::state::{DataIdentity, FORMAT, Flips, Point, State, TestIdentity};

/// Share of the images that are never learned from.
pub const TEST_FRACTION: f64 = 0.2;

/// Images of each part that a point of the curve is measured with.
const CURVE_IMAGES: usize = 360;

/// Images that the final training accuracy is measured with, at most.
const TRAIN_IMAGES: usize = 2000;

/// Presentations between two readings of the 32-bit flip counters: too few for one to wrap around twice.
const BATCH: u64 = 1000;

/// What a run starts from, beside design and data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Of the network's streams and initial weights, and of the order of the images.
    pub seed: u64,
    /// Of the split into training and test images; without effect on data with a test set of its own.
    pub split_seed: u64,
    /// The data's file; none for data that ship.
    pub path: Option<String>,
    /// Presentations after which the run is complete.
    pub target: u64,
    /// Whether the engine stores the images and goes through them on its own.
    pub stored: bool,
}

/// A learning run on an engine.
///
/// Accuracies are always measured with the reference model and a copy of the weights: the learning chain is not
/// disturbed, and a slow engine is not slowed down further.
pub struct Session {
    engine: Box<dyn Engine>,
    examiner: Model,
    design: Design,
    data: DataSet,
    split: Split,
    lessons: Lessons,
    stimuli: Vec<Stimulus>,
    identity: DataIdentity,
    origin: Origin,
    course: Course,
    presentations: u64,
    remaining: u16,
    flips: Flips,
    counters: Counters,
    seconds: f64,
    curve: Vec<Point>,
}

impl Session {
    /// A new run; the engine is reset.
    ///
    /// # Errors
    /// If data and design do not fit or the engine fails.
    pub fn new(
        engine: Box<dyn Engine>,
        design: &Design,
        data: DataSet,
        origin: Origin,
    ) -> Result<Self> {
        let mut session = Self::prepare(engine, design, data, origin)?;
        session.store()?;
        session.engine.reset(session.origin.seed)?;
        session.engine.configure(Registers {
            learn: true,
            ..Registers::new(design)
        })?;
        Ok(session)
    }

    /// Goes on from a state as if the run had never stopped.
    ///
    /// # Errors
    /// If the data are others, or the state does not fit the design.
    pub fn resume(
        engine: Box<dyn Engine>,
        design: &Design,
        data: DataSet,
        state: State,
    ) -> Result<Self> {
        state.data.check(&data)?;
        let given = DataIdentity::new(&data, None);
        let fingerprint = |test: &Option<TestIdentity>| {
            test.as_ref()
                .map(|test| (test.images, test.fingerprint.clone()))
        };
        if fingerprint(&given.test) != fingerprint(&state.data.test) {
            let describe = |test: Option<TestIdentity>| match test {
                Some(test) => test.to_string(),
                None => "none, but a part of the data".into(),
            };
            return Err(TrainingError::mismatch(
                "test set of the checkpoint",
                describe(given.test),
                describe(state.data.test),
            ));
        }
        let origin = Origin {
            seed: state.seed,
            split_seed: state.split_seed.unwrap_or_default(),
            path: state.data.path.clone(),
            target: state.target,
            stored: state.stored,
        };
        let mut session = Self::prepare(engine, design, data, origin)?;
        // the model checks all of it before any engine takes it
        session.examiner.restore(&state.snapshot)?;
        session.store()?;
        session.engine.restore(&state.snapshot)?;
        session.presentations = state.presentations;
        session.remaining = state.remaining;
        session.flips = state.flips;
        session.counters = state.snapshot.counters;
        session.seconds = state.seconds;
        session.curve = state.curve;
        Ok(session)
    }

    fn prepare(
        engine: Box<dyn Engine>,
        design: &Design,
        data: DataSet,
        origin: Origin,
    ) -> Result<Self> {
        let lessons = Lessons::new(design, &data)?;
        let split = data.split(TEST_FRACTION, origin.split_seed)?;
        let stimuli = split.train.iter().map(|&i| lessons.lesson(&data, i));
        let (images, dwell) = (split.train.len(), design.sampling.dwell);
        let course = if origin.stored {
            let room = design.hardware.stored_stimuli;
            if room == 0 {
                return Err(TrainingError::mismatch(
                    "a run from stored stimuli",
                    "a design with hardware.stored_stimuli = 0",
                    "1 or more",
                ));
            }
            let bundles = costs::sizes(design).bundles;
            Course::stored(origin.seed, images, dwell, room, bundles)
        } else {
            Course::free(origin.seed, images, dwell)
        };
        Ok(Self {
            stimuli: stimuli.collect(),
            identity: DataIdentity::new(&data, origin.path.clone()),
            course,
            engine,
            examiner: Model::new(design)?,
            design: design.clone(),
            data,
            split,
            lessons,
            origin,
            presentations: 0,
            remaining: 0,
            flips: Flips::default(),
            counters: Counters::default(),
            seconds: 0.0,
            curve: Vec::new(),
        })
    }

    /// Hands the engine the images that it is to store.
    fn store(&mut self) -> Result<()> {
        let images = self.course.images();
        let stimuli: Vec<Stimulus> = images.iter().map(|&i| self.stimuli[i].clone()).collect();
        if stimuli.is_empty() {
            return Ok(());
        }
        Ok(self.engine.store(&stimuli)?)
    }

    /// Images that are learned from.
    pub fn learned(&self) -> usize {
        match self.course.images() {
            [] => self.split.train.len(),
            stored => stored.len(),
        }
    }

    /// Learns for exactly so many presentations.
    ///
    /// # Errors
    /// If the engine fails.
    pub fn advance(&mut self, presentations: u64) -> Result<()> {
        let start = Instant::now();
        let end = self.presentations + presentations;
        while self.presentations < end {
            let stop = match self
                .course
                .rehearsal(self.presentations, end - self.presentations)
            {
                Some(rehearsal) => {
                    self.engine.rehearse(rehearsal)?;
                    self.presentations += rehearsal.total();
                    self.presentations
                }
                None => end
                    .min(self.presentations + BATCH)
                    .min(self.course.pass_end(self.presentations)),
            };
            while self.presentations < stop {
                if self.remaining == 0 {
                    let image = self.course.image(self.presentations);
                    self.engine.show(&self.stimuli[image])?;
                    self.remaining = self.design.sampling.dwell;
                }
                let most = (stop - self.presentations).min(self.remaining.into()) as u16;
                self.engine.present(most)?;
                self.remaining -= most;
                self.presentations += u64::from(most);
            }
            let now = self.engine.counters()?;
            let moved = |now: u32, before: u32| u64::from(now.wrapping_sub(before));
            self.flips.up += moved(now.flips_up, self.counters.flips_up);
            self.flips.down += moved(now.flips_down, self.counters.flips_down);
            self.counters = now;
        }
        self.seconds += start.elapsed().as_secs_f64();
        Ok(())
    }

    /// Presentations from here to a good place to stop, about `slice` of them: no further than the next point of the curve.
    pub fn until_stop(&self, slice: u64) -> u64 {
        let rest = self.origin.target.saturating_sub(self.presentations);
        self.course.until_stop(self.presentations, slice).min(rest)
    }

    /// Whether a point of the curve stands here.
    pub fn is_point(&self) -> bool {
        self.course.is_point(self.presentations)
    }

    /// Measures a point of the curve, unless the last is of this moment; a sample of the images serves.
    ///
    /// # Errors
    /// If the engine fails.
    pub fn measure(&mut self) -> Result<Point> {
        if let Some(last) = self.curve.last()
            && last.presentations == self.presentations
        {
            return Ok(*last);
        }
        let train = self.examine(&sample(&self.split.train, CURVE_IMAGES), &mut |_| ())?;
        let test = self.examine(&sample(&self.split.test, CURVE_IMAGES), &mut |_| ())?;
        let point = Point {
            presentations: self.presentations,
            train_accuracy: train.accuracy(),
            test_accuracy: test.accuracy(),
            flips: self.flips,
        };
        self.curve.push(point);
        Ok(point)
    }

    /// Names all test images.
    ///
    /// # Errors
    /// If the engine fails.
    pub fn test(&mut self, seen: &mut dyn FnMut(usize)) -> Result<Evaluation> {
        let images = self.split.test.clone();
        self.examine(&images, seen)
    }

    /// Names training images, 2,000 at most.
    ///
    /// # Errors
    /// If the engine fails.
    pub fn train(&mut self, seen: &mut dyn FnMut(usize)) -> Result<Evaluation> {
        let images = sample(&self.split.train, TRAIN_IMAGES);
        self.examine(&images, seen)
    }

    fn examine(&mut self, images: &[usize], seen: &mut dyn FnMut(usize)) -> Result<Evaluation> {
        let weights = self.engine.weights()?;
        evaluate(
            &mut self.examiner,
            &self.design,
            &weights,
            &self.lessons,
            (&self.data, images),
            SPIKES,
            seen,
        )
    }

    /// All that must be kept to go on.
    ///
    /// # Errors
    /// If the engine fails.
    pub fn state(&mut self) -> Result<State> {
        Ok(State {
            format: FORMAT.to_owned(),
            seed: self.origin.seed,
            split_seed: self.split_seed(),
            data: self.identity.clone(),
            target: self.origin.target,
            stored: self.origin.stored,
            presentations: self.presentations,
            remaining: self.remaining,
            flips: self.flips,
            seconds: self.seconds,
            curve: self.curve.clone(),
            snapshot: self.engine.snapshot()?,
        })
    }

    /// Writes the checkpoint.
    ///
    /// # Errors
    /// If the engine fails or a file cannot be written.
    pub fn save(&mut self, directory: &Path) -> Result<()> {
        if !self.engine.whole() {
            // weights to infer with: no state that learning could go on from
            let weights = self.engine.weights()?;
            return checkpoint::save_weights(directory, &self.design, &weights, &self.curve);
        }
        let state = self.state()?;
        checkpoint::save(directory, &self.design, &state)
    }

    /// Whether learning can go on from what [`save`](Self::save) writes.
    pub fn can_go_on(&self) -> bool {
        self.engine.whole()
    }

    /// The weights as they are now.
    ///
    /// # Errors
    /// If the engine fails.
    pub fn weights(&mut self) -> Result<Weights> {
        Ok(self.engine.weights()?)
    }

    /// Sets the presentations after which the run is complete.
    pub fn set_target(&mut self, target: u64) {
        self.origin.target = target;
    }

    /// Whether the images stand in the engine's store.
    pub fn stored(&self) -> bool {
        self.origin.stored
    }

    pub fn target(&self) -> u64 {
        self.origin.target
    }

    pub fn presentations(&self) -> u64 {
        self.presentations
    }

    pub fn flips(&self) -> Flips {
        self.flips
    }

    /// Seconds spent learning: measurements and files not counted.
    pub fn seconds(&self) -> f64 {
        self.seconds
    }

    pub fn curve(&self) -> &[Point] {
        &self.curve
    }

    pub fn data(&self) -> &DataSet {
        &self.data
    }

    /// Which images are learned from and which are tested with.
    pub fn identity(&self) -> &DataIdentity {
        &self.identity
    }

    /// The seed of the split into training and test images; none with a test set of its own.
    pub fn split_seed(&self) -> Option<u64> {
        match self.identity.test {
            Some(_) => None,
            None => Some(self.origin.split_seed),
        }
    }

    pub fn split(&self) -> &Split {
        &self.split
    }

    pub fn lessons(&self) -> &Lessons {
        &self.lessons
    }
}

/// The first images of a part, which is shuffled already.
fn sample(images: &[usize], most: usize) -> Vec<usize> {
    images[..images.len().min(most)].to_vec()
}

/// The commands of a learning run on the images of a data set in random order, each shown for `dwell` presentations one by one:
/// to compare engines on what they are for.
///
/// # Errors
/// If data and design do not fit.
pub fn lesson_steps(
    design: &Design,
    data: &DataSet,
    seed: u64,
) -> Result<impl Iterator<Item = Step> + use<>> {
    let lessons = Lessons::new(design, data)?;
    let stimuli: Vec<Stimulus> = (0..data.len()).map(|i| lessons.lesson(data, i)).collect();
    let learning = Registers {
        learn: true,
        ..Registers::new(design)
    };
    let mut order = Order::new(seed, stimuli.len());
    let dwell = design.sampling.dwell.into();
    let presentations = (0..).map(move |shown| {
        let show = Step::Show(stimuli[order.image(shown)].clone());
        std::iter::once(show).chain(std::iter::repeat_n(Step::Present(1), dwell))
    });
    let begin = [Step::Reset(seed), Step::Configure(learning)];
    Ok(begin.into_iter().chain(presentations.flatten()))
}
