//! What the demo ran, for its table and its report.

use yuragi_engines::compare::Outcome;
use yuragi_figures::{percent, thousands};
use yuragi_model::design::Design;
use yuragi_training::Session;

use crate::commands::runner::Results;

/// A design that has learned.
pub struct Learned {
    pub design: Design,
    pub session: Session,
    pub results: Results,
}

/// What the Verilog did.
pub struct Circuit {
    pub outcome: Outcome,
    /// Presentations a second, learning, without comparing.
    pub rate: f64,
    /// Clock cycles of a presentation while learning, the commands of the host included.
    pub cycles: f64,
}

/// Presentations a second of a run.
pub fn rate(session: &Session) -> f64 {
    session.presentations() as f64 / session.seconds().max(f64::MIN_POSITIVE)
}

/// Presentations that MNIST's digits are learned for: the more pixels and images, the longer the accuracy goes on to rise.
pub const MNIST: u64 = 1_600_000;

/// The accuracy of a learned design for people.
pub fn accuracy(learned: &Learned) -> String {
    percent(learned.results.test.accuracy())
}

/// A number of presentations for people.
pub fn presentations(learned: &Learned) -> String {
    thousands(learned.session.presentations())
}
