//! What an experiment works with, and the learning runs that most of them share.

use std::path::PathBuf;

use anyhow::Result;

use yuragi_engines::{Engine, Kind};
use yuragi_model::design::Design;
use yuragi_model::model::Model;
use yuragi_model::options::Options;
use yuragi_training::data::{DataSet, Split};
use yuragi_training::{Lessons, Origin, Session, TEST_FRACTION};

/// Where engines come from.
#[derive(Clone, Copy)]
pub struct Bench<'a> {
    /// The kind of the engine.
    pub kind: Kind,
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
    /// What error bars or bands of a figure are, for its caption.
    pub(crate) fn intervals(&self, marks: &str) -> String {
        match self.seeds {
            1 => "There are no intervals: one seed of the network and of the split only.".into(),
            seeds => format!(
                "{marks}: 95 % intervals (Student's t) of the mean over {seeds} seeds of the network and of the split."
            ),
        }
    }

    /// How the design is shown the data.
    ///
    /// # Errors
    /// If they do not fit each other.
    pub fn lessons(&self) -> Result<Lessons> {
        Ok(Lessons::new(&self.design, &self.data)?)
    }

    /// The split of a seed into training and test images.
    ///
    /// # Errors
    /// If there are too few images.
    pub fn split(&self, seed: u64) -> Result<Split> {
        Ok(self.data.split(TEST_FRACTION, seed)?)
    }

    /// An engine of a design that may differ from the setup's.
    ///
    /// # Errors
    /// If the design is refused or the engine's tools fail.
    pub fn engine(&self, design: &Design) -> Result<Box<dyn Engine>> {
        (self.bench.make)(design)
    }

    /// An engine of a design of which parts are taken away: always the model, for no circuit can do without them. With nothing taken
    /// away the engine that was asked for.
    ///
    /// # Errors
    /// If the design is refused or the engine's tools fail.
    pub fn ablated(&self, design: &Design, options: Options) -> Result<Box<dyn Engine>> {
        if options == Options::default() {
            return self.engine(design);
        }
        Ok(Box::new(Model::with_options(design, options)?))
    }

    /// What to remark if the engine is not the model but ablations ran.
    pub fn remark_on_ablations(&self) -> Option<String> {
        let other = self.bench.kind != Kind::Model;
        other.then(|| {
            format!(
                "ablations ran on the model: {} cannot do without parts of itself",
                self.bench.kind
            )
        })
    }

    /// A learning run of the data that has not begun: network and split have the same seed.
    ///
    /// # Errors
    /// If data and design do not fit or the engine fails.
    pub fn session(&self, engine: Box<dyn Engine>, design: &Design, seed: u64) -> Result<Session> {
        self.session_on((engine, design), self.data.clone(), (seed, seed))
    }

    /// The same on other data, with seeds of the network and of the split.
    ///
    /// # Errors
    /// As [`session`](Self::session).
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
        };
        Ok(Session::new(engine, design, data, origin)?)
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
