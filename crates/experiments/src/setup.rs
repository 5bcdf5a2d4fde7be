//! The settings of an experiment, and learning runs that most experiments need.

use std::path::PathBuf;

use anyhow::Result;

use yuragi_engines::{Engine, Kind};
use yuragi_model::Model;
use yuragi_model::design::Design;
use yuragi_model::options::Options;
use yuragi_training::data::{DataSet, Split, Task};
use yuragi_training::{Division, Lessons, Origin, Session, TEST_FRACTION};

use crate::error::ExperimentError;

/// The engine of an experiment, and how it is made.
#[derive(Clone, Copy)]
pub struct Bench<'a> {
    /// The kind of the engine.
    pub kind: Kind,
    /// Makes an engine of a design.
    pub make: &'a (dyn Fn(&Design) -> Result<Box<dyn Engine>> + Sync),
    /// Whether several engines can run at the same time; there is only one device.
    pub many: bool,
}

/// The settings of an experiment.
#[derive(Clone)]
pub struct Setup<'a> {
    /// The design of the network.
    pub design: Design,
    /// The images.
    pub data: DataSet,
    /// A folder of photographs; none for the built-in ones.
    pub photographs: Option<PathBuf>,
    /// The engine.
    pub bench: Bench<'a>,
    /// The number of repetitions, with the seeds 1 to this.
    pub seeds: u64,
    /// The number of presentations that a network learns for.
    pub presentations: u64,
}

impl Setup<'_> {
    /// The sentence of a caption that says what the error bars or bands of a figure are.
    pub(crate) fn intervals(&self, marks: &str) -> String {
        match self.seeds {
            1 => "There are no intervals: one seed of the network and of the split only.".into(),
            seeds => format!(
                "{marks}: 95 % intervals (Student's t) of the mean over {seeds} seeds of the network and of the split."
            ),
        }
    }

    /// The name of the data and the number of classes, for titles of figures.
    pub(crate) fn what_is_learned(&self) -> String {
        format!("{} ({} classes)", self.data.name(), self.data.classes())
    }

    /// How the images become stimuli for the design.
    ///
    /// # Errors
    /// If they do not fit each other.
    pub fn lessons(&self) -> Result<Lessons> {
        Ok(Lessons::new(&self.design, &self.data)?)
    }

    /// Refuses a design without inputs, for an experiment that needs a network that classifies.
    ///
    /// # Errors
    /// If the design generates, or does not fit the data.
    pub fn must_classify(&self, experiment: &'static str) -> Result<()> {
        if self.lessons()?.task() == Task::Classify {
            return Ok(());
        }
        Err(ExperimentError::Setting {
            name: experiment,
            found: "a generative design".into(),
            expected: "a design with inputs, which classifies".into(),
        }
        .into())
    }

    /// Checks that the design has one hidden layer, without skips.
    ///
    /// # Errors
    /// If it has another number of hidden layers, or skips.
    pub fn must_have_one_hidden_layer(&self, experiment: &'static str) -> Result<()> {
        let network = &self.design.network;
        if network.layers.len() == 3 && network.skips.is_empty() {
            return Ok(());
        }
        Err(ExperimentError::Setting {
            name: experiment,
            found: format!(
                "network.layers = {:?}, network.skips = {:?}",
                network.layers, network.skips
            ),
            expected: "a network with one hidden layer and no skips".into(),
        }
        .into())
    }

    /// The split of a seed into training set and test set.
    ///
    /// # Errors
    /// If there are too few images.
    pub fn split(&self, seed: u64) -> Result<Split> {
        Ok(self.data.split(TEST_FRACTION, seed)?)
    }

    /// The same settings with the data on the scale of the training part of a split, if the data set their own scale.
    ///
    /// # Errors
    /// If there are too few images, or they cannot set a scale.
    pub fn of_split(&self, seed: u64) -> Result<Self> {
        let mut setup = self.clone();
        if setup.data.is_scaled_by_its_values() {
            let train = self.split(seed)?.train;
            setup.data = setup.data.scaled_by(&train)?;
        }
        Ok(setup)
    }

    /// An engine of a design, which may differ from the design of the experiment.
    ///
    /// # Errors
    /// If the design is not valid or a tool of the engine fails.
    pub fn engine(&self, design: &Design) -> Result<Box<dyn Engine>> {
        (self.bench.make)(design)
    }

    /// An engine with an ablation, which is always the model, because circuits have no ablations; without an ablation,
    /// the engine of the experiment.
    ///
    /// # Errors
    /// If the design is not valid or a tool of the engine fails.
    pub fn ablated(&self, design: &Design, options: Options) -> Result<Box<dyn Engine>> {
        if options == Options::default() {
            return self.engine(design);
        }
        Ok(Box::new(Model::with_options(design, options)?))
    }

    /// The remark that ablations ran on the model, if the engine of the experiment is another one.
    pub fn remark_on_ablations(&self) -> Option<String> {
        let other = self.bench.kind != Kind::Model;
        other.then(|| {
            format!(
                "ablations ran on the model, because the engine {} does not support them",
                self.bench.kind
            )
        })
    }

    /// A new learning run on the data, with one seed for network and split.
    ///
    /// # Errors
    /// If data and design do not fit or the engine fails.
    pub fn session(&self, engine: Box<dyn Engine>, design: &Design, seed: u64) -> Result<Session> {
        self.session_on((engine, design), self.data.clone(), (seed, seed))
    }

    /// A new learning run on other data, with separate seeds for network and split.
    ///
    /// # Errors
    /// Those of [`session`](Self::session).
    pub fn session_on(
        &self,
        (engine, design): (Box<dyn Engine>, &Design),
        data: DataSet,
        (seed, split_seed): (u64, u64),
    ) -> Result<Session> {
        let origin = Origin {
            seed,
            split_seed,
            path: None,
            target: self.presentations,
            stored: false,
            division: Division::Random,
        };
        Ok(Session::new(engine, design, data, origin)?)
    }

    /// A learning run after `presentations` presentations of the settings.
    ///
    /// # Errors
    /// Those of [`session`](Self::session).
    pub fn learned(&self, design: &Design, seed: u64) -> Result<Session> {
        let mut session = self.session(self.engine(design)?, design, seed)?;
        session.advance(self.presentations)?;
        Ok(session)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yuragi_training::data::Scale;

    #[test]
    fn each_split_has_the_scale_of_its_training_part() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("t.csv");
        // a single image has the highest value
        let rows: String = (0..20).map(|n| format!("{n},{}\n", n % 2)).collect();
        std::fs::write(&path, format!("a,label\n{rows}")).expect("a file");
        let make =
            |design: &Design| -> Result<Box<dyn Engine>> { Ok(Box::new(Model::new(design)?)) };
        let setup = Setup {
            design: Design::preset("digits").expect("a preset"),
            data: DataSet::load(&path).expect("data"),
            photographs: None,
            bench: Bench {
                kind: Kind::Model,
                make: &make,
                many: true,
            },
            seeds: 1,
            presentations: 100,
        };
        let mut beyond = 0;
        for seed in 1..=20 {
            let test = setup.split(seed).expect("a split").test;
            let highest = (0..20).rev().find(|image| !test.contains(image));
            let scaled = setup.of_split(seed).expect("a scale").data;
            assert_eq!(
                scaled.kind().scale,
                Scale::Full(highest.expect("one") as f64)
            );
            beyond += u64::from(test.contains(&19));
        }
        assert!(
            beyond > 0,
            "some split has the highest value in its test part"
        );
    }
}
