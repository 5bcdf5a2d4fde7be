//! One network that learns one split.

use anyhow::{Context, Result};
use yuragi_model::Model;
use yuragi_model::design::Design;
use yuragi_model::options::Options;
use yuragi_training::data::DataSet;
use yuragi_training::{Division, Origin, Session};

/// What one network reached on one split.
#[derive(Clone, Copy, Debug)]
pub struct Outcome {
    /// Share of the test images that were classified rightly.
    pub accuracy: f64,
    /// Synapses that flipped by evidence in a presentation, mean over the last tenth of learning.
    pub flips: f64,
}

/// Splits of the digits, and of the larger data.
pub const SPLITS: u64 = 60;
pub const FEW_SPLITS: u64 = 5;

/// A network that learns.
#[derive(Clone)]
pub struct Learner {
    pub name: String,
    pub design: Design,
    pub presentations: u64,
    pub options: Options,
}

impl Learner {
    /// A preset, its bits and quantum replaced where they are given.
    pub fn of(preset: &str, bits_quantum: Option<(u32, u32)>, presentations: u64) -> Result<Self> {
        let mut design = Design::preset(preset).with_context(|| format!("no preset {preset}"))?;
        if let Some((bits, quantum)) = bits_quantum {
            (design.synapse.bits, design.synapse.quantum_log2) = (bits, quantum);
        }
        design.validate()?;
        Ok(Self {
            name: preset.to_owned(),
            design,
            presentations,
            options: Options::default(),
        })
    }

    /// The same with options of the model and a name that tells them.
    pub fn named(mut self, name: &str, options: Options) -> Self {
        (self.name, self.options) = (name.to_owned(), options);
        self
    }

    /// Accuracy on the test images of one split, and flips a presentation in the last tenth.
    pub fn learn(&self, data: &DataSet, split_seed: u64) -> Result<Outcome> {
        let origin = Origin {
            stored: false,
            seed: 1,
            split_seed,
            path: None,
            target: self.presentations,
            division: Division::Random,
        };
        let engine = Box::new(Model::with_options(&self.design, self.options)?);
        let mut session = Session::new(engine, &self.design, data.clone(), origin)?;
        let last = self.presentations / 10;
        session.advance(self.presentations - last)?;
        let before = session.flips();
        session.advance(last)?;
        let now = session.flips();
        let flips = (now.up + now.down - before.up - before.down) as f64 / last as f64;
        let accuracy = session.test(&mut |_| ())?.accuracy();
        Ok(Outcome { accuracy, flips })
    }
}
