//! The findings on the disturbances, and their figure.

use yuragi_figures::{Axis, Figure, Mark, Panel, Plot, Series};

use super::super::statistics::Estimate;
use super::corruption::{NOISE, SIDES};
use super::task::{BUDGET, KINDS, Kind, Outcome, SEARCHED, Task};
use crate::findings::{Findings, Reading, Table};
use crate::population;
use crate::setup::Setup;

/// The indices of the disturbances in the summary.
const NAMED_NOISE: [usize; 3] = [0, 2, 4];
const NAMED_SIDES: [usize; 2] = [2, 3];

pub(super) fn conclude(setup: &Setup, outcomes: &[(Task, Outcome)]) -> Findings {
    let mut findings = Findings::default();
    let of = |kind: Kind, measure: &dyn Fn(&Outcome) -> f64| -> Vec<f64> {
        let own = outcomes.iter().filter(|(task, _)| task.kind == kind);
        own.map(|(_, outcome)| measure(outcome)).collect()
    };
    let measures: Vec<Measure> = measures();
    let header = [
        "network",
        "disturbance",
        "strength",
        "seeds",
        "mean",
        "low",
        "high",
    ];
    let mut table = Table::new("robustness", &header);
    for (kind, name) in KINDS {
        for Measure {
            what,
            strength,
            share,
            of: measure,
            ..
        } in &measures
        {
            let e = estimate(*share, &of(kind, measure));
            table.row(&[&name, what, strength, &e.n, &e.mean, &e.low, &e.high]);
        }
    }
    findings.tables.push(table);
    // a network that classified no image correctly has no distance
    let mut say = |what: String, estimate: Estimate| {
        if estimate.mean.is_finite() {
            findings.readings.push(Reading::new(what, "", estimate));
        }
    };
    for measure in measures.iter().filter(|measure| measure.in_summary) {
        let first = of(KINDS[0].0, &measure.of);
        for (kind, name) in KINDS {
            let values = of(kind, &measure.of);
            let what = format!("{} {}, {name}", measure.what, measure.strength);
            say(what, estimate(measure.share, &values));
            if kind != KINDS[0].0 {
                let gain = match measure.share {
                    true => Estimate::of_differences_of_shares(&first, &values),
                    false => Estimate::of_differences(&first, &values),
                };
                let what = format!("  what one draw gains over {name}");
                say(what, gain);
            }
        }
    }
    findings.remarks.push(format!(
        "the smallest change of {SEARCHED} test images was searched with {BUDGET} queries for each, and is an upper bound"
    ));
    findings.remarks.extend(setup.remark_on_ablations());
    let curves = |strengths: &[f64], measure: &dyn Fn(&Outcome, usize) -> f64| {
        let series = KINDS.iter().enumerate().map(|(colour, &(kind, _))| {
            let points = strengths.iter().enumerate().map(|(place, &strength)| {
                Estimate::of_shares(&of(kind, &|o| measure(o, place))).at(strength)
            });
            Series::new("", colour, Mark::LineDots, points)
        });
        series.collect::<Vec<_>>()
    };
    let largest = of_all(outcomes).fold(0.0, f64::max).max(1.0);
    let steps: Vec<f64> = (0..=60)
        .map(|step| largest * f64::from(step) / 60.0)
        .collect();
    let changed = |o: &Outcome, place: usize| {
        let near = o
            .distances
            .iter()
            .filter(|&&distance| distance <= steps[place]);
        near.count() as f64 / o.distances.len() as f64
    };
    let straight = |o: &Outcome, place: usize| {
        let near = o.straight.iter();
        near.filter(|&&distance| distance <= steps[place]).count() as f64 / o.straight.len() as f64
    };
    let lines = |measure: &dyn Fn(&Outcome, usize) -> f64| {
        let mut series = curves(&steps, measure);
        series
            .iter_mut()
            .for_each(|series| series.mark = Mark::Line);
        series
    };
    let (distances, ways) = (lines(&changed), lines(&straight));
    let plot = |title: &str, x: Axis, y: &str, series: Vec<Series>| {
        Panel::Plot(Plot {
            title: title.into(),
            x,
            y: Axis::percent(y).from_to(0.0, 1.0),
            series,
            ..Plot::default()
        })
    };
    let noise = curves(&NOISE, &|o, place| o.noise[place]);
    let occlusion = curves(&SIDES, &|o, place| o.occlusion[place]);
    let names = KINDS.iter().enumerate();
    let names = names.map(|(colour, (_, name))| Series::new(*name, colour, Mark::LineDots, []));
    let panels = vec![
        Panel::Names(names.collect()),
        plot(
            "Noise on every pixel",
            Axis::new("standard deviation"),
            "test accuracy",
            noise,
        ),
        plot(
            "A grey square over the image",
            Axis::percent("side of the square, share of the image's side"),
            "test accuracy",
            occlusion,
        ),
        plot(
            "The smallest change found",
            Axis::new("Euclidean distance (full intensities)"),
            "images classified differently",
            distances,
        ),
        plot(
            "A step straight towards another image",
            Axis::new("Euclidean distance (full intensities)"),
            "images classified differently",
            ways,
        ),
    ];
    let figure = Figure {
        title: "How accuracy falls with noise, occlusion and small changes of the images".into(),
        columns: 3,
        panels,
        caption: setup.intervals("Error bars and bands"),
    };
    findings.figures.push(("robustness".into(), figure));
    findings
}

fn estimate(share: bool, values: &[f64]) -> Estimate {
    match share {
        true => Estimate::of_shares(values),
        false => Estimate::of(values),
    }
}

fn of_all(outcomes: &[(Task, Outcome)]) -> impl Iterator<Item = f64> {
    outcomes
        .iter()
        .flat_map(|(_, outcome)| outcome.distances.iter().chain(&outcome.straight).copied())
}

/// A quantity of an outcome.
struct Measure {
    what: &'static str,
    strength: f64,
    /// Whether it is a share, from 0 to 1, as accuracies are.
    share: bool,
    /// Whether it is in the summary.
    in_summary: bool,
    of: Box<dyn Fn(&Outcome) -> f64>,
}

fn measures() -> Vec<Measure> {
    let mut measures = Vec::new();
    for (place, strength) in NOISE.into_iter().enumerate() {
        measures.push(Measure {
            what: "accuracy with noise of",
            strength,
            share: true,
            in_summary: NAMED_NOISE.contains(&place),
            of: Box::new(move |o| o.noise[place]),
        });
    }
    for (place, strength) in SIDES.into_iter().enumerate() {
        measures.push(Measure {
            what: "accuracy with a square of",
            strength,
            share: true,
            in_summary: NAMED_SIDES.contains(&place),
            of: Box::new(move |o| o.occlusion[place]),
        });
    }
    measures.push(Measure {
        what: "smallest change, quantile",
        strength: 0.5,
        share: false,
        in_summary: true,
        of: Box::new(|o| population::median(&o.distances)),
    });
    measures.push(Measure {
        what: "change on the straight way, quantile",
        strength: 0.5,
        share: false,
        in_summary: true,
        of: Box::new(|o| population::median(&o.straight)),
    });
    measures
}
