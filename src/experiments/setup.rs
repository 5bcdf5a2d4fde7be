//! What an experiment works with, and the learning runs that most of them share.

use std::path::PathBuf;

use anyhow::Result;

use crate::data::DataSet;
use crate::design::Design;
use crate::engines::Engine;
use crate::model::{Model, Options};
use crate::training::{Lessons, Origin, Session};

use super::ExperimentError;

/// Where engines come from.
#[derive(Clone, Copy)]
pub struct Bench<'a> {
    /// The name that the command line knows the engine by.
    pub name: &'a str,
    /// Makes one of a design.
    pub make: &'a (dyn Fn(&Design) -> Result<Box<dyn Engine>> + Sync),
    /// Whether there can be several at once; a device is there once.
    pub many: bool,
}

/// What an experiment works with.
#[derive(Clone)]
pub struct Setup<'a> {
    pub design: Design,
    pub data: DataSet,
    /// A folder of photographs, in the place of the built-in ones.
    pub photographs: Option<PathBuf>,
    pub bench: Bench<'a>,
    /// Seeds 1 to this.
    pub seeds: u64,
    /// Presentations that a network learns for.
    pub presentations: u64,
}

impl Setup<'_> {
    /// How the design is shown the data.
    ///
    /// # Errors
    /// If they do not fit each other.
    pub fn lessons(&self) -> Result<Lessons> {
        Ok(Lessons::new(&self.design, &self.data)?)
    }

    /// An engine of a design that may differ from the setup's.
    ///
    /// # Errors
    /// If the design is refused or the engine's tools fail.
    pub fn engine(&self, design: &Design) -> Result<Box<dyn Engine>> {
        (self.bench.make)(design)
    }

    /// The reference model with a part taken away, which no other engine can do without.
    ///
    /// # Errors
    /// If another engine is asked for, or the design is refused.
    pub fn ablated(
        &self,
        experiment: &'static str,
        design: &Design,
        options: Options,
    ) -> Result<Box<dyn Engine>> {
        self.needs_model(experiment)?;
        Ok(Box::new(Model::with_options(design, options)?))
    }

    /// Refuses engines other than the model, for an experiment that takes parts away.
    ///
    /// # Errors
    /// If the engine is not the model.
    pub fn needs_model(&self, experiment: &'static str) -> Result<()> {
        if self.bench.name == "model" {
            return Ok(());
        }
        Err(ExperimentError::Setting {
            name: experiment,
            found: format!("--engine {}", self.bench.name),
            expected: "model: the ablation is not part of any circuit".into(),
        }
        .into())
    }

    /// A learning run of the data that has not begun: network and split have the same seed.
    ///
    /// # Errors
    /// If data and design do not fit or the engine fails.
    pub fn session(&self, engine: Box<dyn Engine>, design: &Design, seed: u64) -> Result<Session> {
        let origin = Origin {
            seed,
            split_seed: seed,
            path: None,
            target: self.presentations,
            stored: false,
        };
        Ok(Session::new(engine, design, self.data.clone(), origin)?)
    }

    /// A learning run that has learned for `presentations` of the setup.
    ///
    /// # Errors
    /// As [`session`](Self::session).
    pub fn learned(&self, design: &Design, seed: u64) -> Result<Session> {
        let mut session = self.session(self.engine(design)?, design, seed)?;
        session.advance(self.presentations)?;
        Ok(session)
    }
}
