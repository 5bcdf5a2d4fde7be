//! Learning of a second task after the first.

use anyhow::Result;
use serde::Serialize;

use super::super::chain::Chain;
use super::super::statistics::Estimate;
use crate::findings::{Findings, Reading, Table};
use crate::setup::Setup;
use yuragi_figures::{Axis, Figure, Mark, Panel, Plot, Series};
use yuragi_model::Model;
use yuragi_model::chance::SplitMix64;
use yuragi_model::network::{Stimulus, Weights};
use yuragi_training::data::DataSet;
use yuragi_training::{SPIKES, TEST_FRACTION, evaluate};

/// The second task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The upper half of the classes, after the lower half.
    OtherClasses,
    /// The same, but images of the first task continue among those of the second.
    Mixed,
    /// The same images with their pixels in another order, the same for all.
    Permuted,
}

/// All kinds.
pub const KINDS: [Kind; 3] = [Kind::OtherClasses, Kind::Mixed, Kind::Permuted];

impl Kind {
    /// The name in tables, and the title of the panel, for a number of classes.
    fn names(self, classes: usize) -> [String; 2] {
        let range = |first: usize, last: usize| match first == last {
            true => format!("{first}"),
            false => format!("{first} to {last}"),
        };
        let half = classes / 2;
        let (lower, upper) = (range(0, half - 1), range(half, classes - 1));
        let all = range(0, classes - 1);
        match self {
            Self::OtherClasses => [
                format!("classes {upper} after {lower}"),
                format!("Classes {upper} after classes {lower}"),
            ],
            Self::Mixed => [
                format!("classes {upper} mixed with {lower}"),
                format!("Classes {all} after classes {lower}"),
            ],
            Self::Permuted => [
                "pixels permuted".into(),
                "The same images with their pixels permuted".into(),
            ],
        }
    }
}

/// The test accuracy of the first and the second task at each point of [`AFTER`].
pub type Curve = Vec<[f64; 2]>;

/// When the accuracy is measured, in presentations of the second task divided by those of the first.
const AFTER: [f64; 8] = [0.0, 0.003, 0.01, 0.03, 0.1, 0.3, 0.6, 1.0];

/// A data set with the images to learn and the images to test.
struct Part<'a> {
    data: &'a DataSet,
    learned: Vec<usize>,
    tested: Vec<usize>,
}

/// Learns one task, then the other for the same number of presentations.
///
/// # Errors
/// If the engine fails.
pub fn perform(setup: &Setup, kind: Kind, seed: u64) -> Result<Curve> {
    let (design, data, lessons) = (&setup.design, &setup.data, setup.lessons()?);
    let split = data.split(TEST_FRACTION, seed)?;
    let permuted = permuted(data, seed)?;
    let half = (data.classes() / 2) as u16;
    let part = |lower: bool| {
        let of = |images: &[usize]| -> Vec<usize> {
            let own = |image: &usize| (data.label(*image) < half) == lower;
            images.iter().copied().filter(own).collect()
        };
        Part {
            data,
            learned: of(&split.train),
            tested: of(&split.test),
        }
    };
    let all = |data| Part {
        data,
        learned: split.train.clone(),
        tested: split.test.clone(),
    };
    let (first, second) = match kind {
        Kind::OtherClasses | Kind::Mixed => (part(true), part(false)),
        Kind::Permuted => (all(data), all(&permuted)),
    };
    let stimuli = |part: &Part| -> Vec<Stimulus> {
        part.learned
            .iter()
            .map(|&image| lessons.lesson(part.data, image))
            .collect()
    };
    let mut chain = Chain::new(setup.engine(design)?, design, stimuli(&first), None, seed)?;
    chain.advance(setup.presentations, None)?;
    let mut next = stimuli(&second);
    if kind == Kind::Mixed {
        next.extend(stimuli(&first));
    }
    chain.change(next, seed + 1000);
    let mut examiner = Model::new(design)?;
    let mut accuracy = |part: &Part, weights: &Weights| -> Result<f64> {
        let tested = (part.data, &part.tested[..]);
        let predicted = evaluate(
            &mut examiner,
            design,
            weights,
            &lessons,
            tested,
            SPIKES,
            &mut |_| (),
        )?;
        Ok(predicted.right() as f64 / part.tested.len() as f64)
    };
    let mut curve = Curve::new();
    for after in AFTER {
        chain.advance((setup.presentations as f64 * after).round() as u64, None)?;
        let weights = chain.weights()?;
        curve.push([accuracy(&first, &weights)?, accuracy(&second, &weights)?]);
    }
    Ok(curve)
}

/// The same images, all with their pixels in the same other order.
fn permuted(data: &DataSet, seed: u64) -> Result<DataSet> {
    let mut chance = SplitMix64::new(seed);
    let mut order: Vec<usize> = (0..data.pixels()).collect();
    chance.shuffle(&mut order);
    let images = 0..data.len();
    let pixels = images
        .clone()
        .flat_map(|image| order.iter().map(move |&pixel| data.image(image)[pixel]));
    let labels = images.clone().map(|image| data.label(image)).collect();
    Ok(DataSet::new(
        "permuted",
        data.pixels(),
        pixels.collect(),
        labels,
    )?)
}

/// Adds the findings; `runs` gives the outcomes of a kind.
pub fn conclude<'a>(setup: &Setup, runs: &dyn Fn(Kind) -> Vec<&'a Curve>, findings: &mut Findings) {
    let mut table = Table::new(
        "second-task",
        &[
            "second_task",
            "presentations",
            "accuracy_of",
            "seeds",
            "mean",
            "low",
            "high",
        ],
    );
    let mut panels = Vec::new();
    for kind in KINDS {
        let [name, title] = kind.names(setup.data.classes());
        let runs = runs(kind);
        let mut series = Vec::new();
        for (task, of) in ["first task", "second task"].into_iter().enumerate() {
            let estimates: Vec<Estimate> = (0..AFTER.len())
                .map(|at| {
                    Estimate::of_shares(
                        &runs.iter().map(|curve| curve[at][task]).collect::<Vec<_>>(),
                    )
                })
                .collect();
            for (after, e) in AFTER.iter().zip(&estimates) {
                let presentations = after * setup.presentations as f64;
                table.row(&[&name, &presentations, &of, &e.n, &e.mean, &e.low, &e.high]);
            }
            let points = AFTER.iter().zip(&estimates);
            let points = points.map(|(after, e)| e.at(after * setup.presentations as f64));
            series.push(Series::new(of, task, Mark::LineDots, points));
            let what = format!("accuracy of the {of} after the second, {name}");
            findings
                .readings
                .push(Reading::new(what, "", estimates[AFTER.len() - 1]));
        }
        panels.push(Panel::Plot(Plot {
            title,
            x: Axis::new("presentations of the second task"),
            y: Axis::percent("test accuracy").from_to(0.0, 1.0),
            series,
            ..Plot::default()
        }));
    }
    findings.tables.push(table);
    findings.figures.push((
        "second-task".into(),
        Figure::row(
            format!(
                "Accuracy on both tasks while the second is learned, {}",
                setup.what_is_learned()
            ),
            panels,
            setup.intervals("Error bars"),
        ),
    ));
}
