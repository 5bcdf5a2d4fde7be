//! The report of a run: plots, and one HTML page that holds them all.
//!
//! Everything here is plain data in and text out. The page is self-contained: no script, no font, no image is loaded from
//! anywhere, so it can be sent, archived and read without a network. Each plot is also a function of its own that returns
//! an SVG file.

mod confusion;
mod curve;
mod images;
mod page;
mod palette;
mod raster;
mod svg;

use std::path::{Path, PathBuf};
use std::{fs, io, process};

use thiserror::Error;

/// All that a report shows. A part that is empty, or `None`, is left out of the page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// What was run, in a few words: design and data.
    pub subject: String,
    /// The figures that matter, large at the top.
    pub key_figures: Vec<KeyFigure>,
    /// Accuracy and flips while learning.
    pub curve: Vec<CurvePoint>,
    /// What test images were taken for.
    pub confusion: Option<Confusion>,
    /// What the hidden neurons look for.
    pub weights: Option<Weights>,
    /// Networks that learned other images, each a section of its own.
    pub others: Vec<Other>,
    /// Images drawn by the generative design, in the order of their labels.
    pub generated: Vec<Generated>,
    /// Images completed by the generative design.
    pub completed: Vec<Completed>,
    /// Every spike of one stimulus.
    pub raster: Option<Raster>,
    /// Engines held against each other.
    pub lockstep: Vec<LockstepRun>,
    /// Every figure of the report with the command that reproduces it.
    pub figures: Vec<Figure>,
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
    /// What test images were taken for.
    pub confusion: Option<Confusion>,
    /// What the hidden neurons look for.
    pub weights: Option<Weights>,
}

/// Shares, each with its standard error, against something that goes over decades: at most four lines.
#[derive(Debug, Clone, Default)]
pub struct Shares {
    pub title: String,
    pub x_name: String,
    pub y_name: String,
    pub lines: Vec<SharesLine>,
}

/// A line of [`Shares`].
#[derive(Debug, Clone, Default)]
pub struct SharesLine {
    pub name: String,
    pub points: Vec<SharePoint>,
}

/// A point of a line of [`Shares`].
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct SharePoint {
    /// 0 or more.
    pub x: f64,
    /// 0 to 1.
    pub y: f64,
    /// Standard error of `y`.
    pub error: f64,
}

/// One measurement while learning.
///
/// An accuracy that was not measured is NaN; such a point is left out of that line. The counters are totals since learning began.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct CurvePoint {
    /// Presentations so far.
    pub presentations: u64,
    /// Accuracy on training images, 0 to 1.
    pub train: f64,
    /// Accuracy on test images, 0 to 1.
    pub test: f64,
    /// Synapses opened by evidence so far.
    pub flips_up: u64,
    /// Synapses closed by evidence so far.
    pub flips_down: u64,
}

/// How often an image of one class was taken for another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Confusion {
    /// `counts[true class][predicted class]`.
    pub counts: Vec<Vec<u64>>,
    /// The names of the classes; a class without one is called by its number.
    pub labels: Vec<String>,
}

/// The fan-in weights of hidden neurons, as images.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Weights {
    /// Pixels in a row of an image.
    pub width: usize,
    /// The neurons; they are shown grouped by their strongest output.
    pub neurons: Vec<NeuronWeights>,
}

/// One hidden neuron's weights from the pixels.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NeuronWeights {
    /// The neuron's number.
    pub neuron: usize,
    /// Its weight from each pixel, in quanta, row by row; without the bias.
    pub weights: Vec<i32>,
    /// The name of the output to which its weight is highest.
    pub strongest: String,
}

/// An image: probabilities or intensities from 0 to 1, row by row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Image {
    /// Pixels in a row.
    pub width: usize,
    /// The pixels; the last row may be incomplete.
    pub pixels: Vec<f32>,
}

/// What the network draws when a label is clamped.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Generated {
    /// The clamped label.
    pub label: String,
    /// Images, each the average of the pixels' spikes over some presentations.
    pub samples: Vec<Image>,
}

/// A test image of which a part was clamped and the rest left to the network.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Completed {
    /// The true label.
    pub label: String,
    /// The whole image, of which the network saw the given pixels only.
    pub original: Image,
    /// Whether each pixel was given.
    pub given: Vec<bool>,
    /// The given pixels and the network's average for the others.
    pub completed: Image,
}

/// The spikes of one stimulus.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Raster {
    /// What was presented, with its true label.
    pub stimulus: Option<(Image, String)>,
    /// Inputs, hidden neurons, outputs.
    pub groups: Vec<SpikeGroup>,
}

/// The spikes of one kind of neurons.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SpikeGroup {
    /// What the neurons are called together: "inputs".
    pub name: String,
    /// `spikes[presentation][neuron]`.
    pub spikes: Vec<Vec<bool>>,
    /// The neurons' names, where each is worth a line and a spike count of its own; else empty.
    pub labels: Vec<String>,
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
pub struct Figure {
    /// What was measured.
    pub name: String,
    /// The result.
    pub value: String,
    /// The command that reproduces it.
    pub command: String,
}

/// A file of the report that cannot be written.
#[derive(Debug, Error)]
#[error("{}: cannot be written: {source}", file.display())]
pub struct WriteError {
    file: PathBuf,
    source: io::Error,
}

impl Report {
    /// The page.
    pub fn html(&self) -> String {
        page::html(self)
    }

    /// Writes the page to a file, as [`write_text`] does.
    pub fn write(&self, path: impl AsRef<Path>) -> Result<(), WriteError> {
        write_text(path, &self.html())
    }
}

/// Writes a file at once: whoever opens `path` sees the old file or the whole new one. Missing directories are made.
pub fn write_text(path: impl AsRef<Path>, text: &str) -> Result<(), WriteError> {
    let path = path.as_ref();
    let write = || {
        if let Some(directory) = path.parent() {
            fs::create_dir_all(directory)?;
        }
        let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
        let mut temporary = std::ffi::OsString::from(".");
        temporary.push(name);
        temporary.push(format!(".{}.tmp", process::id()));
        let temporary = path.with_file_name(temporary);
        let written = fs::write(&temporary, text).and_then(|()| fs::rename(&temporary, path));
        if written.is_err() {
            // It may not exist; the first error is the one to report.
            let _ = fs::remove_file(&temporary);
        }
        written
    };
    write().map_err(|source| WriteError {
        file: path.to_owned(),
        source,
    })
}

/// Training and test accuracy against presentations, as an SVG file.
pub fn accuracy_curve(curve: &[CurvePoint]) -> String {
    curve::accuracy(curve).standalone()
}

/// Synapses opened and closed per presentation, against presentations, as an SVG file.
pub fn flips_curve(curve: &[CurvePoint]) -> String {
    curve::flips(curve).standalone()
}

/// Shares against something that goes over decades, as an SVG file.
pub fn shares(shares: &Shares) -> String {
    curve::shares(shares).standalone()
}

/// A confusion matrix with the recall of each class, as an SVG file.
pub fn confusion(confusion: &Confusion) -> String {
    confusion::draw(confusion).standalone()
}

/// Hidden neurons' weights as images, as an SVG file.
pub fn weights(weights: &Weights) -> String {
    images::weights(weights).standalone()
}

/// Generated images, a column for each label, as an SVG file.
pub fn generated(generated: &[Generated]) -> String {
    images::generated(generated).standalone()
}

/// Completed images (original, given, completed), as an SVG file.
pub fn completed(completed: &[Completed]) -> String {
    images::completed(completed).standalone()
}

/// Every spike of one stimulus, as an SVG file.
pub fn raster(raster: &Raster) -> String {
    raster::draw(raster).standalone()
}

/// A whole number with a comma after every three digits: "1,437,952".
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A fraction in per cent with one decimal: "95.2 %", or a dash for what is not a number.
pub fn percent(fraction: f64) -> String {
    if fraction.is_finite() {
        format!("{:.1} %", fraction * 100.0)
    } else {
        "–".into()
    }
}
