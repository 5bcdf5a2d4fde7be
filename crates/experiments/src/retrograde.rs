//! What a network learns without the retrograde signal.

use anyhow::Result;
use serde::Serialize;

use yuragi_figures::thousands;
use yuragi_figures::{Axis, Figure, Mark, Panel, Plot, Series};
use yuragi_model::options::{Ablation, Options};

use super::statistics::Estimate;
use crate::experiment::{Experiment, Sizes};
use crate::findings::{Findings, Reading, Table};
use crate::setup::Setup;

/// The experiment `retrograde`.
pub struct Retrograde;

/// The law of the hidden neurons in a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Kind {
    /// Whether the retrograde signal of the outputs reaches them.
    signal: bool,
    /// Whether one draw decides both the resampled spike and the prediction spike, as in the law; otherwise each has
    /// its own draw.
    one_draw: bool,
}

/// A network that learns with one seed.
#[derive(Clone, Debug, Serialize)]
pub struct Task {
    kind: Kind,
    seed: u64,
}

/// The numbers of presentations, and the test accuracy after each.
type Curve = Vec<(u64, f64)>;

/// All kinds. The law comes first, and the others are compared with it.
const KINDS: [(Kind, &str); 4] = [
    (kind(true, true), "signal, one draw"),
    (kind(true, false), "signal, two draws"),
    // the same draw is compared with the same threshold twice, so there is never any evidence
    (
        kind(false, true),
        "no signal, one draw: the fan-in does not change",
    ),
    // the evidence is the difference of two draws from one distribution, so the fan-in walks at random
    (
        kind(false, false),
        "no signal, two draws: the fan-in changes at random",
    ),
];

/// What the figure calls them, in the order of [`KINDS`].
const SHOWN: [&str; 4] = [
    "signal, one draw",
    "signal, two draws",
    "no signal, one draw: the fan-in does not change",
    "no signal, two draws: the fan-in changes at random",
];

const fn kind(signal: bool, one_draw: bool) -> Kind {
    Kind { signal, one_draw }
}

impl Experiment for Retrograde {
    type Task = Task;
    type Outcome = Curve;

    const NAME: &'static str = "retrograde";
    const QUESTION: &'static str =
        "What does a network learn if the retrograde signal does not reach its hidden neurons?";
    const REVISION: u32 = 3;
    const SIZES: Sizes = Sizes {
        seeds: 5,
        presentations: 400_000,
    };

    fn tasks(setup: &Setup) -> Result<Vec<Task>> {
        setup.lessons()?;
        let seeds = 1..=setup.seeds;
        let tasks = seeds.flat_map(|seed| KINDS.map(|(kind, _)| Task { kind, seed }));
        Ok(tasks.collect())
    }

    fn perform(setup: &Setup, task: &Task) -> Result<Curve> {
        let options = Options::default()
            .without((!task.kind.signal).then_some(Ablation::Retrograde))
            .without((!task.kind.one_draw).then_some(Ablation::OneDraw));
        let engine = setup.ablated(&setup.design, options)?;
        let mut session = setup.session(engine, &setup.design, task.seed)?;
        let mut curve = Curve::new();
        for point in points(setup.presentations) {
            session.advance(point - session.presentations())?;
            curve.push((point, session.test(&mut |_| ())?.accuracy()));
        }
        Ok(curve)
    }

    fn conclude(setup: &Setup, outcomes: &[(Task, Curve)]) -> Result<Findings> {
        let mut findings = Findings::default();
        let mut table = Table::new(
            "accuracy",
            &["network", "presentations", "seeds", "mean", "low", "high"],
        );
        let points = points(setup.presentations);
        let mut series = Vec::new();
        let mut last: Vec<Vec<f64>> = Vec::new();
        for (colour, (kind, name)) in KINDS.into_iter().enumerate() {
            let curves = || outcomes.iter().filter(|(task, _)| task.kind == kind);
            let at =
                |place: usize| -> Vec<f64> { curves().map(|(_, curve)| curve[place].1).collect() };
            let estimates: Vec<Estimate> = (0..points.len())
                .map(|p| Estimate::of_shares(&at(p)))
                .collect();
            for (point, e) in points.iter().zip(&estimates) {
                table.row(&[&name, point, &e.n, &e.mean, &e.low, &e.high]);
            }
            let shown = points.iter().zip(&estimates);
            let shown = shown.map(|(&point, estimate)| estimate.at(point as f64));
            series.push(Series::new(SHOWN[colour], colour, Mark::Line, shown));
            let final_values = at(points.len() - 1);
            let what = format!(
                "test accuracy after {} presentations, {name}",
                thousands(setup.presentations)
            );
            findings
                .readings
                .push(Reading::new(what, "", Estimate::of_shares(&final_values)));
            last.push(final_values);
        }
        for (kind, (_, name)) in KINDS.into_iter().enumerate().skip(1) {
            let difference = Estimate::of_differences_of_shares(&last[0], &last[kind]);
            let what = format!("accuracy gained by the signal and one draw over: {name}");
            findings.readings.push(Reading::new(what, "", difference));
        }
        let names = Panel::Names(series.clone());
        series.iter_mut().for_each(|series| series.name.clear());
        let plot = Plot {
            x: Axis::log("presentations"),
            y: Axis::percent("test accuracy").from_to(0.0, 1.0),
            series,
            ..Plot::default()
        };
        findings.tables.push(table);
        findings.remarks.extend(setup.remark_on_ablations());
        let title = "Learning with and without the retrograde signal, with one draw and with two";
        findings.figures.push((
            "accuracy".into(),
            Figure::row(
                title,
                vec![Panel::Plot(plot), names],
                setup.intervals("Bands"),
            ),
        ));
        Ok(findings)
    }
}

/// 100, 200, 500, 1,000 and so on, and the last presentation.
fn points(presentations: u64) -> Vec<u64> {
    let powers = (2..12).map(|power| 10_u64.pow(power));
    let series = powers.flat_map(|power| [power, 2 * power, 5 * power]);
    let mut points: Vec<u64> = series.take_while(|&point| point < presentations).collect();
    points.push(presentations);
    points
}
