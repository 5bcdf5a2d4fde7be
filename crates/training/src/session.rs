//! A learning run: the training images in a new random order every epoch, each shown for `dwell` presentations.

use std::path::Path;
use std::time::Instant;

use crate::data::{DataSet, Split};
use yuragi_engines::Engine;
use yuragi_hardware::costs;
use yuragi_model::Model;
use yuragi_model::design::Design;
use yuragi_model::network::{Counters, Registers, Stimulus, Weights};

use super::checkpoint;
use super::course::Course;
use super::division::Division;
use super::error::{Result, TrainingError};
use super::evaluation::{Evaluation, SPIKES, evaluate};
use super::learned::Learned;
use super::lessons::Lessons;
use super::state::{DataIdentity, FORMAT, Flips, Point, State, TestIdentity};
use super::weights_file;

/// The most images of each part that a point of the curve is measured with.
const CURVE_IMAGES: usize = 360;

/// The most images that the final training accuracy is measured with.
const TRAIN_IMAGES: usize = 2000;

/// The number of presentations between two readings of the 32-bit flip counters, so that none wraps around twice.
const BATCH: u64 = 1000;

/// The settings of a run apart from design and data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The seed of the random streams, the initial weights and the order of the images.
    pub seed: u64,
    /// How the images are divided into training set and test set. It has no effect on data with a separate test set.
    pub division: Division,
    /// The seed of the division. It has no effect on data with a separate test set.
    pub split_seed: u64,
    /// The file of the data; none for built-in data.
    pub path: Option<String>,
    /// The number of presentations after which the run is complete.
    pub target: u64,
    /// Whether the engine stores the images and learns from them without the host.
    pub stored: bool,
}

/// A learning run on an engine.
///
/// The accuracy is always measured with the reference model and a copy of the weights, so that it neither disturbs the
/// learning engine nor takes long with a slow one.
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
    /// Starts a new run. The engine is reset. If the data set their own scale, the training images set it; see
    /// [`DataSet::scaled_by`].
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

    /// Continues a run from its state as if it had never stopped.
    ///
    /// # Errors
    /// If the data are not those of the run, the state does not fit the design, or the engine fails.
    pub fn resume(
        engine: Box<dyn Engine>,
        design: &Design,
        data: DataSet,
        state: State,
    ) -> Result<Self> {
        let data = match data.is_scaled_by_its_values() {
            true => {
                let seed = state.split_seed.unwrap_or_default();
                let split = state.division.split(&data, seed)?;
                data.scaled_by(&split.train)?
            }
            false => data,
        };
        state.data.check(&data)?;
        let given = DataIdentity::new(&data, None);
        let fingerprint = |test: &Option<TestIdentity>| {
            test.as_ref()
                .map(|test| (test.images, test.fingerprint.clone()))
        };
        if fingerprint(&given.test) != fingerprint(&state.data.test) {
            let describe = |test: Option<TestIdentity>| match test {
                Some(test) => test.to_string(),
                None => "no separate test set".into(),
            };
            return Err(TrainingError::mismatch(
                "test set of the checkpoint",
                describe(given.test),
                describe(state.data.test),
            ));
        }
        let origin = Origin {
            seed: state.seed,
            division: state.division,
            split_seed: state.split_seed.unwrap_or_default(),
            path: state.data.path.clone(),
            target: state.target,
            stored: state.stored,
        };
        let mut session = Self::prepare(engine, design, data, origin)?;
        // the model checks the whole state before the engine gets it
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
        if !data.is_labelled() {
            return Err(TrainingError::mismatch(
                "images to learn from",
                format!("{} images without labels", data.len()),
                "images with labels",
            ));
        }
        let split = origin.division.split(&data, origin.split_seed)?;
        let data = data.scaled_by(&split.train)?;
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

    /// Gives the engine the images that it stores, if there are any.
    fn store(&mut self) -> Result<()> {
        let images = self.course.images();
        let stimuli: Vec<Stimulus> = images.iter().map(|&i| self.stimuli[i].clone()).collect();
        if stimuli.is_empty() {
            return Ok(());
        }
        Ok(self.engine.store(&stimuli)?)
    }

    /// The seed of the random streams, the initial weights and the order of the images.
    pub fn seed(&self) -> u64 {
        self.origin.seed
    }

    /// The images that the run learns from, as the file of weights keeps them.
    fn lesson_images(&self) -> Learned {
        let train = &self.split.train;
        let images = match self.course.images() {
            [] => train.clone(),
            stored => stored.iter().map(|&place| train[place]).collect(),
        };
        Learned::new(&self.data, images)
    }

    /// The number of images that the run learns from.
    pub fn learned(&self) -> usize {
        match self.course.images() {
            [] => self.split.train.len(),
            stored => stored.len(),
        }
    }

    /// Learns for exactly `presentations` presentations, even beyond the target.
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

    /// The number of presentations to the next place to stop: about `slice`, and neither beyond the next point of the
    /// curve nor beyond the target.
    pub fn until_stop(&self, slice: u64) -> u64 {
        let rest = self.origin.target.saturating_sub(self.presentations);
        self.course.until_stop(self.presentations, slice).min(rest)
    }

    /// Whether the learning curve has a point here, which [`measure`](Self::measure) measures.
    pub fn is_point(&self) -> bool {
        self.course.is_point(self.presentations)
    }

    /// Measures a point of the learning curve with up to 360 images each of training set and test set, unless it has
    /// been measured already.
    ///
    /// # Errors
    /// If the engine fails.
    pub fn measure(&mut self) -> Result<Point> {
        if let Some(last) = self.curve.last()
            && last.presentations == self.presentations
        {
            return Ok(*last);
        }
        let weights = self.engine.weights()?;
        let [train, test] =
            [&self.split.train, &self.split.test].map(|part| sample(part, CURVE_IMAGES));
        let train = self.examine(&weights, &train, &mut |_| ())?;
        let test = self.examine(&weights, &test, &mut |_| ())?;
        let point = Point {
            presentations: self.presentations,
            train_accuracy: train.accuracy(),
            train_images: train.images(),
            test_accuracy: test.accuracy(),
            test_images: test.images(),
            flips: self.flips,
        };
        self.curve.push(point);
        Ok(point)
    }

    /// Classifies all test images. `seen` is called after every image with the number of images so far.
    ///
    /// # Errors
    /// If the engine fails.
    pub fn test(&mut self, seen: &mut dyn FnMut(usize)) -> Result<Evaluation> {
        let (weights, images) = (self.engine.weights()?, self.split.test.clone());
        self.examine(&weights, &images, seen)
    }

    /// Classifies training images, 2,000 at most. `seen` is called after every image with the number of images so far.
    ///
    /// # Errors
    /// If the engine fails.
    pub fn train(&mut self, seen: &mut dyn FnMut(usize)) -> Result<Evaluation> {
        let images = sample(&self.split.train, TRAIN_IMAGES);
        let weights = self.engine.weights()?;
        self.examine(&weights, &images, seen)
    }

    fn examine(
        &mut self,
        weights: &Weights,
        images: &[usize],
        seen: &mut dyn FnMut(usize),
    ) -> Result<Evaluation> {
        evaluate(
            &mut self.examiner,
            &self.design,
            weights,
            &self.lessons,
            (&self.data, images),
            SPIKES,
            seen,
        )
    }

    /// The state from which the run can be continued.
    ///
    /// # Errors
    /// If the engine fails.
    pub fn state(&mut self) -> Result<State> {
        Ok(State {
            format: FORMAT.to_owned(),
            seed: self.origin.seed,
            division: self.origin.division,
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

    /// Writes the checkpoint, or only the weights if the engine cannot show its whole state.
    ///
    /// # Errors
    /// If the engine fails or a file cannot be written.
    pub fn save(&mut self, directory: &Path) -> Result<()> {
        if !self.engine.whole() {
            // weights are enough to classify, but not to continue
            let weights = self.engine.weights()?;
            return checkpoint::save_weights(
                directory,
                &self.design,
                (&weights, &self.lesson_images()),
                &self.curve,
            );
        }
        let state = self.state()?;
        checkpoint::save(directory, &self.design, &self.lesson_images(), &state)
    }

    /// Whether the run can be continued from what [`save`](Self::save) writes.
    pub fn can_go_on(&self) -> bool {
        self.engine.whole()
    }

    /// The current weights.
    ///
    /// # Errors
    /// If the engine fails.
    pub fn weights(&mut self) -> Result<Weights> {
        Ok(self.engine.weights()?)
    }

    /// The bytes of the file of weights that the run would write with these weights.
    pub fn weights_bytes(&self, weights: &Weights) -> Vec<u8> {
        weights_file::bytes(&self.design, weights, Some(&self.lesson_images()))
    }

    /// Sets the number of presentations after which the run is complete.
    pub fn set_target(&mut self, target: u64) {
        self.origin.target = target;
    }

    /// Whether the engine stores the images.
    pub fn stored(&self) -> bool {
        self.origin.stored
    }

    /// The number of presentations after which the run is complete.
    pub fn target(&self) -> u64 {
        self.origin.target
    }

    /// The number of presentations so far.
    pub fn presentations(&self) -> u64 {
        self.presentations
    }

    /// The weights that evidence has moved so far.
    pub fn flips(&self) -> Flips {
        self.flips
    }

    /// The seconds spent on learning so far, without measurements and files.
    pub fn seconds(&self) -> f64 {
        self.seconds
    }

    /// The learning curve so far.
    pub fn curve(&self) -> &[Point] {
        &self.curve
    }

    /// The design of the network.
    pub fn design(&self) -> &Design {
        &self.design
    }

    /// The data set, with training images and test images.
    pub fn data(&self) -> &DataSet {
        &self.data
    }

    /// The identity of the training data and of the separate test set.
    pub fn identity(&self) -> &DataIdentity {
        &self.identity
    }

    /// How the images are divided into training set and test set; without effect if there is a separate test set.
    pub fn division(&self) -> Division {
        self.origin.division
    }

    /// The seed of the split into training set and test set; none with a separate test set.
    pub fn split_seed(&self) -> Option<u64> {
        match self.identity.test {
            Some(_) => None,
            None => Some(self.origin.split_seed),
        }
    }

    /// The indices of the training images and of the test images.
    pub fn split(&self) -> &Split {
        &self.split
    }

    /// How the images become stimuli.
    pub fn lessons(&self) -> &Lessons {
        &self.lessons
    }
}

/// The first images of a part, which is a random sample because the part is shuffled.
fn sample(images: &[usize], most: usize) -> Vec<usize> {
    images[..images.len().min(most)].to_vec()
}
