//! The results of the demo, for its table and its report.

use yuragi_engines::compare::Outcome;
use yuragi_figures::{percent, thousands};
use yuragi_model::design::Design;
use yuragi_training::{Session, Speed};

use crate::shared::runner::Results;

/// A network that has learned.
pub struct Learned {
    /// Its design.
    pub design: Design,
    /// Its learning run.
    pub session: Session,
    /// How it classifies.
    pub results: Results,
}

/// The results of the simulated Verilog.
pub struct Circuit {
    /// The comparison with the model.
    pub outcome: Outcome,
    /// How fast it learns when nothing is compared.
    pub speed: Speed,
}

/// Presentations per second of a learning run.
pub fn rate(session: &Session) -> f64 {
    session.presentations() as f64 / session.seconds().max(f64::MIN_POSITIVE)
}

/// The number of presentations for MNIST. With more pixels and images, the accuracy rises for longer.
pub const MNIST: u64 = 1_600_000;

/// The test accuracy in percent.
pub fn accuracy(learned: &Learned) -> String {
    percent(learned.results.test.accuracy())
}

/// The number of presentations with separators.
pub fn presentations(learned: &Learned) -> String {
    thousands(learned.session.presentations())
}
