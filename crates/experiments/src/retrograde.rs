//! Does the retrograde signal carry the learning?

use anyhow::Result;
use serde::Serialize;

use yuragi_figures::thousands;
use yuragi_figures::{Axis, Figure, Mark, Panel, Plot, Series};
use yuragi_model::options::{Ablation, Options};

use super::statistics::Estimate;
use crate::experiment::{Experiment, Sizes};
use crate::findings::{Findings, Reading, Table};
use crate::setup::Setup;

pub struct Retrograde;

/// What hidden neurons hear, and whether one draw decides both of their spikes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Kind {
    /// The outputs' retrograde signal reaches them.
    signal: bool,
    /// One draw decides the resampled spike and the prediction spike: the law. Without it there is a draw for each.
    one_draw: bool,
}

/// A network that learns once.
#[derive(Clone, Debug, Serialize)]
pub struct Task {
    kind: Kind,
    seed: u64,
}

/// Test accuracy after so many presentations.
type Curve = Vec<(u64, f64)>;

/// The law first, for the others are compared with it.
const KINDS: [(Kind, &str); 4] = [
    (kind(true, true), "signal, one draw"),
    (kind(true, false), "signal, two draws"),
    // the same draw against the same threshold twice: never any evidence
    (kind(false, true), "no signal, one draw: fan-in at rest"),
    // the difference of two draws from one distribution: the fan-in walks at random
    (kind(false, false), "no signal, two draws: fan-in walks"),
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
        "What does a network learn whose hidden neurons do not hear from the outputs?";
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
            let estimates: Vec<Estimate> =
                (0..points.len()).map(|p| Estimate::of(&at(p))).collect();
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
                .push(Reading::new(what, "", Estimate::of(&final_values)));
            last.push(final_values);
        }
        for (kind, (_, name)) in KINDS.into_iter().enumerate().skip(1) {
            let difference = Estimate::of_differences(&last[0], &last[kind]);
            let what = format!("what the law gains over: {name}");
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
