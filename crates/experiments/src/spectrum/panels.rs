//! What the spectra say, and their figure.

use yuragi_figures::{Axis, Figure, Mark, Panel, Plot, Point, Scale, Series};

use super::super::statistics::Estimate;
use super::results::{DIMENSIONS, MEASURES, RANKS, Results, critical, own, size_of};
use super::tables;
use super::task::{
    IMAGES_PROBE, KINDS, Kind, Outcome, Probe, REDUCED, Task, View, WHITE, WINDOW, WINDOWS, middle,
    sizes,
};
use crate::findings::{Array, Findings, Reading};
use crate::setup::Setup;

/// The range of the panels that have one.
const SHOWN: usize = 1;
/// The range in which counting longer would matter most.
const FAR: usize = 2;

/// Ends of the axis of sizes.
const ENDS: [f64; 2] = [50.0, 1300.0];

/// The colour of the stimuli, and of references.
const STIMULI: usize = 5;
const REFERENCE: usize = 6;

pub(super) fn conclude(setup: &Setup, outcomes: &[(Task, Outcome)]) -> Findings {
    let results = Results {
        outcomes,
        middle: middle(setup),
    };
    let largest = setup.design.network.hidden();
    let mut findings = Findings {
        tables: vec![
            tables::exponents(setup, &results),
            tables::networks(setup, &results),
            tables::stimuli(&results),
        ],
        ..Findings::default()
    };
    let critical = results.stimuli(View::Images, |o, place| critical(o.dimensions[place]));
    for (kind, name) in own() {
        let size = size_of(kind, largest);
        let whose = whose(name, size);
        for (what, measure) in MEASURES {
            for ranks in RANKS {
                if let Some(estimate) = results.law((kind, size, IMAGES_PROBE), ranks, measure) {
                    let (first, last) = ranks;
                    let what = format!("{what}, components {first} to {last}, {whose}");
                    findings.readings.push(Reading::new(what, "", estimate));
                }
            }
        }
    }
    for (what, measure) in DIMENSIONS {
        let estimate = results.stimuli(View::Images, measure);
        findings
            .readings
            .push(Reading::new(format!("{what} of the images"), "", estimate));
    }
    findings.readings.push(Reading::new(
        "1 + 2/d, d of the images by nearest neighbours",
        "",
        critical,
    ));
    for (kind, name) in KINDS {
        if let Some(accuracy) = results.accuracy(kind, largest) {
            let what = format!("test accuracy, {}", whose(name, largest));
            findings.readings.push(Reading::new(what, "", accuracy));
        }
        let spectra = results.spectra(kind, largest, IMAGES_PROBE);
        let shape = [spectra.len(), largest];
        let file = name.replace([' ', '.', ','], "-").replace("--", "-");
        findings.arrays.push(Array::new(
            format!("spectra-{file}"),
            &shape,
            spectra.concat(),
        ));
    }
    findings.remarks.push(format!(
        "altered images and other windows: {} hidden neurons; whitened images keep {} % of the variance",
        results.middle,
        WHITE * 100.0
    ));
    let panels = [
        spectra(&results, largest, critical.mean),
        against_size(setup, &results, critical.mean),
        by_range(&results, largest, critical.mean),
        bends(&results, largest),
        accuracies(setup, &results),
        altered(&results),
        windows(&results),
        dimensions(setup, &results),
    ];
    let names = own().enumerate();
    let names = names.map(|(colour, (_, name))| Series::new(name, colour, Mark::LineDots, []));
    let what = format!("theory: 1 + 2/d = {:.2}, and a bend of 0", critical.mean);
    let reference = Series::new(what, REFERENCE, Mark::Dashed, []);
    let names = Panel::Names(names.chain([reference]).collect());
    let figure = Figure {
        title: "How the variance of hidden responses is spread over their principal components"
            .into(),
        columns: 3,
        caption: setup.intervals("Error bars and bands"),
        panels: std::iter::once(names)
            .chain(panels.map(Panel::Plot))
            .collect(),
    };
    findings.figures.push(("spectrum".into(), figure));
    findings
}

fn whose(name: &str, hidden: usize) -> String {
    match hidden {
        0 => name.into(),
        _ => format!("{name}, {hidden} hidden"),
    }
}

/// How does variance fall?
fn spectra(results: &Results, largest: usize, critical: f64) -> Plot {
    let mut series = Vec::new();
    for (colour, (kind, _)) in own().enumerate() {
        let spectra = results.spectra(kind, size_of(kind, largest), IMAGES_PROBE);
        let length = spectra.first().map_or(0, |spectrum| spectrum.len());
        let shares = |n: usize| -> Vec<f64> {
            let share = |spectrum: &&[f64]| spectrum[n] / spectrum.iter().sum::<f64>();
            spectra.iter().map(share).collect()
        };
        let points = (0..length.min(400)).map(|n| Estimate::of(&shares(n)).at(n as f64 + 1.0));
        series.push(Series::new("", colour, Mark::Line, points));
    }
    let slope = (1..=400).map(f64::from);
    let slope = slope.map(|n| Point::new(n, 0.35 * n.powf(-critical)));
    series.push(Series::new("", REFERENCE, Mark::Dashed, slope));
    Plot {
        title: format!("Variance by component, {largest} hidden neurons"),
        x: Axis::log("component").from_to(0.9, 420.0),
        y: Axis::log("share of the signal's variance").from_to(1e-7, 1.0),
        series,
        ..Plot::default()
    }
}

/// Does the exponent come near the critical one as networks grow?
fn against_size(setup: &Setup, results: &Results, critical: f64) -> Plot {
    let mut series = by_size(setup, |kind, hidden| {
        results.law((kind, hidden, IMAGES_PROBE), RANKS[SHOWN], |law| {
            law.exponent
        })
    });
    let of = (Kind::Stimuli, 0, IMAGES_PROBE);
    if let Some(e) = results.law(of, RANKS[SHOWN], |law| law.exponent) {
        series.push(level(STIMULI, e.mean, ENDS));
    }
    series.push(level(REFERENCE, critical, ENDS));
    Plot {
        title: format!("Exponent against size, components {}", range(RANKS[SHOWN])),
        x: Axis::log("hidden neurons").from_to(ENDS[0], ENDS[1]),
        y: Axis::new("exponent").from_to(0.5, 4.0),
        series,
        ..Plot::default()
    }
}

/// Series of a measure against size.
fn by_size(setup: &Setup, at: impl Fn(Kind, usize) -> Option<Estimate>) -> Vec<Series> {
    let series = KINDS.into_iter().enumerate().map(|(colour, (kind, _))| {
        let sizes = sizes(setup).into_iter().rev();
        let points = sizes.filter_map(|hidden| Some(at(kind, hidden)?.at(hidden as f64)));
        Series::new("", colour, Mark::LineDots, points)
    });
    series.collect()
}

/// Which of them classify well?
fn accuracies(setup: &Setup, results: &Results) -> Plot {
    Plot {
        title: "Test accuracy".into(),
        x: Axis::log("hidden neurons").from_to(ENDS[0], ENDS[1]),
        y: Axis::percent("test accuracy").from_to(0.85, 1.0),
        series: by_size(setup, |kind, hidden| results.accuracy(kind, hidden)),
        ..Plot::default()
    }
}

/// How many dimensions does the variance take?
fn dimensions(setup: &Setup, results: &Results) -> Plot {
    let mut series = by_size(setup, |kind, hidden| results.participation(kind, hidden));
    let stimuli = results.participation(Kind::Stimuli, 0);
    series.extend(stimuli.map(|e| level(STIMULI, e.mean, ENDS)));
    Plot {
        title: "Dimensions of the responses".into(),
        x: Axis::log("hidden neurons").from_to(ENDS[0], ENDS[1]),
        y: Axis::new("participation ratio").from_to(0.0, 40.0),
        series,
        ..Plot::default()
    }
}

fn level(colour: usize, value: f64, ends: [f64; 2]) -> Series {
    Series::new("", colour, Mark::Dashed, ends.map(|x| Point::new(x, value)))
}

fn range((first, last): (usize, usize)) -> String {
    format!("{first}–{last}")
}

/// A measure at names along an axis, the networks beside each other.
fn beside(at: impl Fn(Kind, usize) -> Option<Estimate>, names: usize) -> Vec<Series> {
    let mut series = Vec::new();
    for (colour, (kind, _)) in own().enumerate() {
        let points = (0..names).filter_map(|place| {
            let shift = (colour as f64 - 2.5) * 0.13;
            Some(at(kind, place)?.at(place as f64 + shift))
        });
        series.push(Series::new("", colour, Mark::Dots, points));
    }
    series
}

/// Is it one exponent?
fn by_range(results: &Results, largest: usize, critical: f64) -> Plot {
    let at = |kind: Kind, place: usize| {
        let of = (kind, size_of(kind, largest), IMAGES_PROBE);
        results.law(of, RANKS[place], |law| law.exponent)
    };
    let mut series = beside(at, RANKS.len());
    series.push(level(REFERENCE, critical, [-0.5, RANKS.len() as f64 - 0.5]));
    Plot {
        title: format!("Exponent by range, {largest} hidden neurons"),
        x: Axis::new("components").scaled(Scale::Names(RANKS.map(range).into())),
        y: Axis::new("exponent").from_to(0.5, 4.0),
        series,
        ..Plot::default()
    }
}

/// Is it straight?
fn bends(results: &Results, largest: usize) -> Plot {
    let at = |kind: Kind, place: usize| {
        let of = (kind, size_of(kind, largest), IMAGES_PROBE);
        results.law(of, RANKS[place], |law| law.bend)
    };
    let mut series = beside(at, RANKS.len());
    series.push(level(REFERENCE, 0.0, [-0.5, RANKS.len() as f64 - 0.5]));
    Plot {
        title: format!("Deviation from a power law, {largest} hidden neurons"),
        x: Axis::new("components").scaled(Scale::Names(RANKS.map(range).into())),
        y: Axis::new("bend: 0 is a power law").from_to(-2.0, 4.0),
        series,
        ..Plot::default()
    }
}

/// Does the exponent follow the stimuli's dimension?
fn altered(results: &Results) -> Plot {
    let views: Vec<View> = (REDUCED.map(View::Reduced).into_iter())
        .chain([View::White, View::Images])
        .collect();
    let at = |kind: Kind, place: usize| {
        let probe = Probe {
            view: views[place],
            window: WINDOW,
        };
        let of = (kind, size_of(kind, results.middle), probe);
        results.law(of, RANKS[SHOWN], |law| law.exponent)
    };
    let mut series = beside(at, views.len());
    // of reduced images the dimension is known
    let expected = views.iter().enumerate().map(|(place, &view)| {
        let known = match view {
            View::Reduced(dimensions) => critical(dimensions as f64),
            _ => {
                results
                    .stimuli(view, |o, place| critical(o.dimensions[place]))
                    .mean
            }
        };
        Point::new(place as f64, known)
    });
    series.push(Series::new("", REFERENCE, Mark::Dashed, expected));
    let names = views.iter().map(|&view| match view {
        View::Reduced(dimensions) => dimensions.to_string(),
        View::White => "white".into(),
        View::Images => "all".into(),
    });
    Plot {
        title: format!(
            "Exponent by dimension of the stimuli, {} hidden neurons",
            results.middle
        ),
        x: Axis::new("principal components shown").scaled(Scale::Names(names.collect())),
        y: Axis::new(format!("exponent, components {}", range(RANKS[SHOWN]))).from_to(0.5, 4.0),
        series,
        ..Plot::default()
    }
}

/// Does it matter how long spikes are counted?
fn windows(results: &Results) -> Plot {
    let mut windows = [WINDOW].into_iter().chain(WINDOWS).collect::<Vec<_>>();
    windows.sort_unstable();
    let mut series = Vec::new();
    for (colour, (kind, _)) in KINDS.into_iter().enumerate() {
        let points = windows.iter().filter_map(|&window| {
            let view = View::Images;
            let of = (kind, results.middle, Probe { view, window });
            let exponent = results.law(of, RANKS[FAR], |law| law.exponent)?;
            Some(exponent.at(window.into()))
        });
        let points: Vec<Point> = points.collect();
        let optimised = matches!(kind, Kind::Logistic | Kind::Rectified);
        let points = if optimised { Vec::new() } else { points };
        series.push(Series::new("", colour, Mark::LineDots, points));
    }
    Plot {
        title: format!(
            "Exponent by time of counting, {} hidden neurons",
            results.middle
        ),
        x: Axis::log("presentations counted").from_to(6.0, 170.0),
        y: Axis::new(format!("exponent, components {}", range(RANKS[FAR]))).from_to(0.5, 4.0),
        series,
        ..Plot::default()
    }
}
