//! Does the retrograde signal carry the learning?

use anyhow::Result;
use serde::Serialize;

use crate::figures::{Axis, Corner, Figure, Mark, Panel, Plot, Series};
use crate::model::Options;
use crate::report::thousands;

use super::statistics::Estimate;
use super::{Experiment, Findings, Reading, Setup, Sizes, Table};

pub struct Retrograde;

/// What hidden neurons hear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Signal {
    /// The outputs' retrograde signal.
    Retrograde,
    /// Nothing: their evidence is the difference of two draws from one distribution.
    Nothing,
    /// Nothing, and their fan-in stays as chance made it: only the outputs learn.
    Still,
}

/// A network that learns once.
#[derive(Clone, Debug, Serialize)]
pub struct Task {
    signal: Signal,
    seed: u64,
}

/// Test accuracy after so many presentations.
type Curve = Vec<(u64, f64)>;

const KINDS: [(Signal, &str); 3] = [
    (Signal::Retrograde, "retrograde signal"),
    (Signal::Still, "none, fan-in at rest"),
    (Signal::Nothing, "none, fan-in flips"),
];

impl Experiment for Retrograde {
    type Task = Task;
    type Outcome = Curve;

    const NAME: &'static str = "retrograde";
    const QUESTION: &'static str =
        "What does a network learn whose hidden neurons do not hear from the outputs?";
    const REVISION: u32 = 2;
    const SIZES: Sizes = Sizes {
        seeds: 5,
        presentations: 400_000,
    };

    fn tasks(setup: &Setup) -> Result<Vec<Task>> {
        setup.lessons()?;
        let seeds = 1..=setup.seeds;
        let tasks = seeds.flat_map(|seed| KINDS.map(|(signal, _)| Task { signal, seed }));
        Ok(tasks.collect())
    }

    fn perform(setup: &Setup, task: &Task) -> Result<Curve> {
        let options = Options {
            retrograde: task.signal == Signal::Retrograde,
            fan_in: task.signal != Signal::Still,
            ..Options::default()
        };
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
            &["signal", "presentations", "seeds", "mean", "low", "high"],
        );
        let points = points(setup.presentations);
        let mut series = Vec::new();
        let mut last: Vec<Vec<f64>> = Vec::new();
        for (colour, (signal, name)) in KINDS.into_iter().enumerate() {
            let curves = || outcomes.iter().filter(|(task, _)| task.signal == signal);
            let at =
                |place: usize| -> Vec<f64> { curves().map(|(_, curve)| curve[place].1).collect() };
            let estimates: Vec<Estimate> =
                (0..points.len()).map(|p| Estimate::of(&at(p))).collect();
            for (point, e) in points.iter().zip(&estimates) {
                table.row(&[&name, point, &e.n, &e.mean, &e.low, &e.high]);
            }
            let shown = points.iter().zip(&estimates);
            let shown = shown.map(|(&point, estimate)| estimate.at(point as f64));
            series.push(Series::new(name, colour, Mark::Line, shown));
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
            let what = format!("what the signal gains over: {name}");
            findings.readings.push(Reading::new(what, "", difference));
        }
        let plot = Plot {
            x: Axis::log("presentations"),
            y: Axis::percent("test accuracy").from_to(0.0, 1.0),
            series,
            legend: Corner::TopLeft,
            ..Plot::default()
        };
        findings.tables.push(table);
        findings.remarks.extend(setup.remark_on_ablations());
        let title = "Learning with and without the retrograde signal";
        findings.figures.push((
            "accuracy".into(),
            Figure::row(title, vec![Panel::Plot(plot)]),
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
