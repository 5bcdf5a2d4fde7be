//! What a report of a run says.

use crate::confusion::Confusion;
use crate::curves::CurvePoint;
use crate::images::{Completed, Generated, Weights};
use crate::raster::Raster;

/// All that a report shows. A part that is empty, or `None`, is left out of the page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// What was run, in a few words: design and data.
    pub subject: String,
    /// The figures that matter, large at the top.
    pub key_figures: Vec<KeyFigure>,
    /// Accuracy and flips while learning.
    pub curve: Vec<CurvePoint>,
    /// As what the test images were classified.
    pub confusion: Option<Confusion>,
    /// What the hidden neurons look for.
    pub weights: Option<Weights>,
    /// Runs side by side.
    pub comparison: Option<Comparison>,
    /// What the runs took, as an estimate.
    pub energy: Option<Account>,
    /// Networks that learned other images, each a section of its own.
    pub others: Vec<Other>,
    /// Images drawn by the generative design, in the order of their labels.
    pub generated: Vec<Generated>,
    /// Images completed by the generative design.
    pub completed: Vec<Completed>,
    /// Every spike of one stimulus.
    pub raster: Option<Raster>,
    /// Engines that were compared.
    pub lockstep: Vec<LockstepRun>,
    /// Every figure of the report with the command that reproduces it.
    pub figures: Vec<Measurement>,
    /// Name and value of each parameter of the run: design, registers, seed, version, time.
    pub parameters: Vec<(String, String)>,
    /// Source and licence of the data, for the foot of the page.
    pub credit: String,
}

/// A figure that is shown large.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeyFigure {
    /// The number with its unit, as it is to be read: "95.2 %".
    pub value: String,
    /// What it is: "test accuracy".
    pub name: String,
    /// What one must know to read it rightly: "359 digits never trained on".
    pub detail: String,
}

/// A network that learned other images than the one that the report is of.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Other {
    /// Images and network in a few words: the section's title.
    pub title: String,
    /// What one must know of the images and of the run, a sentence or two.
    pub text: String,
    /// Accuracy while learning.
    pub curve: Vec<CurvePoint>,
    /// As what the test images were classified.
    pub confusion: Option<Confusion>,
    /// What the hidden neurons look for.
    pub weights: Option<Weights>,
}

/// Runs side by side, each of which has its own section as one of [`Report::others`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Comparison {
    /// The name of each run and its learning curve, whose test accuracies are drawn together.
    pub curves: Vec<(String, Vec<CurvePoint>)>,
    /// What the runs have in common and what not.
    pub table: Sheet,
    /// What one must know of the table, a sentence or two.
    pub note: String,
}

/// A table with what one must know of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Account {
    /// The numbers.
    pub table: Sheet,
    /// What they rest on, each a paragraph.
    pub notes: Vec<String>,
}

/// A table of texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The names of the columns.
    pub header: Vec<String>,
    /// The rows, with one cell for each column; the first one names the row.
    pub rows: Vec<Vec<String>>,
}

/// Two engines that ran side by side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LockstepRun {
    /// The design.
    pub design: String,
    /// The engines: "model, rtl".
    pub engines: String,
    /// Presentations that both ran.
    pub presentations: u64,
    /// Bits of state and output that were compared.
    pub bits: u64,
    /// The first difference, if there was one.
    pub difference: Option<String>,
}

/// A number of the report and where it comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Measurement {
    /// What was measured.
    pub name: String,
    /// The result.
    pub value: String,
    /// The command that reproduces it.
    pub command: String,
}
