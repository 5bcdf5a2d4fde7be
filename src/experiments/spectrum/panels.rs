//! Tables and figure of the spectra.

use crate::figures::{Axis, Corner, Figure, Mark, Panel, Plot, Point, Scale, Series};

use super::super::cvpca::{Law, dimension, law};
use super::super::statistics::Estimate;
use super::super::{Array, Findings, Reading, Setup, Table};
use super::{
    HIDDEN, IMAGES_PROBE, KINDS, Kind, Outcome, Probe, REDUCED, Task, View, WHITE, WINDOW, WINDOWS,
    middle, probes, sizes,
};

/// Ranks that a law is fitted to. Beyond 200 the number of images limits what can be told.
const RANKS: [(usize, usize); 3] = [(3, 24), (10, 100), (11, 200)];
/// The range of the panels that have one.
const SHOWN: usize = 1;
/// The range in which counting longer would matter most.
const FAR: usize = 2;

/// The colour of the stimuli, and of references.
const STIMULI: usize = 5;
const REFERENCE: usize = 6;

/// All outcomes, to be asked by what they are of.
struct Results<'a> {
    outcomes: &'a [(Task, Outcome)],
    /// The size that saw altered images.
    middle: usize,
}

impl Results<'_> {
    fn of(&self, kind: Kind, hidden: usize) -> impl Iterator<Item = &Outcome> {
        let own = move |task: &Task| task.kind == kind && task.hidden == hidden;
        self.outcomes
            .iter()
            .filter(move |(task, _)| own(task))
            .map(|(_, outcome)| outcome)
    }

    /// Spectra of all seeds; none if there is no such measurement.
    fn spectra(&self, kind: Kind, hidden: usize, probe: Probe) -> Vec<&[f64]> {
        let place = probes(kind, hidden == self.middle);
        let Some(place) = place.iter().position(|&each| each == probe) else {
            return Vec::new();
        };
        self.of(kind, hidden)
            .map(|outcome| &outcome.spectra[place][..])
            .collect()
    }

    /// A measure of the power law over a range; none if a spectrum is too short, or lost in noise.
    fn law(
        &self,
        (kind, hidden, probe): (Kind, usize, Probe),
        (first, last): (usize, usize),
        measure: fn(Law) -> f64,
    ) -> Option<Estimate> {
        let spectra = self.spectra(kind, hidden, probe);
        let laws = spectra
            .iter()
            .map(|spectrum| law(spectrum, first, last).map(measure));
        let values: Vec<f64> = laws.collect::<Option<_>>()?;
        (!values.is_empty()).then(|| Estimate::of(&values))
    }

    fn stimuli(&self, view: View, measure: fn(&Outcome, usize) -> f64) -> Estimate {
        let probe = Probe {
            view,
            window: WINDOW,
        };
        let place = probes(Kind::Stimuli, true)
            .iter()
            .position(|&each| each == probe);
        let place = place.unwrap_or_default();
        let values: Vec<f64> = self
            .of(Kind::Stimuli, 0)
            .map(|o| measure(o, place))
            .collect();
        Estimate::of(&values)
    }
}

pub(super) fn conclude(setup: &Setup, outcomes: &[(Task, Outcome)]) -> Findings {
    let results = Results {
        outcomes,
        middle: middle(setup),
    };
    let largest = setup.design.network.hidden;
    let mut findings = Findings {
        tables: vec![
            exponents(setup, &results),
            networks(setup, &results),
            stimuli(&results),
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
    findings
        .readings
        .push(Reading::new("1 + 2/d of it", "", critical));
    for (kind, name) in KINDS {
        if let Some(accuracy) = accuracy(&results, kind, largest) {
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
    let panels = vec![
        spectra(&results, largest, critical.mean),
        against_size(setup, &results, critical.mean),
        by_range(&results, largest, critical.mean),
        bends(&results, largest),
        altered(&results),
        windows(&results),
    ];
    let figure = Figure {
        title: "Spectra of the hidden population's responses: colours and marks are those of the first panel".into(),
        columns: 3,
        panels: panels.into_iter().map(Panel::Plot).collect(),
    };
    findings.figures.push(("spectrum".into(), figure));
    findings
}

const MEASURES: [(&str, fn(Law) -> f64); 2] =
    [("exponent", |law| law.exponent), ("bend", |law| law.bend)];

const DIMENSIONS: [(&str, fn(&Outcome, usize) -> f64); 2] = [
    ("participation ratio", |o, place| {
        dimension(&o.spectra[place])
    }),
    ("dimension by nearest neighbours", |o, place| {
        o.dimensions[place]
    }),
];

/// The least exponent of a smooth code of stimuli of that many dimensions (Stringer et al., 2019).
fn critical(dimensions: f64) -> f64 {
    1.0 + 2.0 / dimensions
}

/// The networks, then the stimuli.
fn own() -> impl Iterator<Item = (Kind, &'static str)> {
    KINDS.into_iter().chain([(Kind::Stimuli, "the stimuli")])
}

fn size_of(kind: Kind, hidden: usize) -> usize {
    if kind == Kind::Stimuli { 0 } else { hidden }
}

fn whose(name: &str, hidden: usize) -> String {
    match hidden {
        0 => name.into(),
        _ => format!("{name}, {hidden} hidden"),
    }
}

fn view_name(view: View) -> String {
    match view {
        View::Images => "images".into(),
        View::Reduced(dimensions) => format!("{dimensions} components"),
        View::White => "white".into(),
    }
}

fn accuracy(results: &Results, kind: Kind, hidden: usize) -> Option<Estimate> {
    let values: Option<Vec<f64>> = results.of(kind, hidden).map(|o| o.accuracy).collect();
    values
        .filter(|values| !values.is_empty())
        .map(|values| Estimate::of(&values))
}

/// Every law that was fitted.
fn exponents(setup: &Setup, results: &Results) -> Table {
    let header = [
        "network", "hidden", "stimuli", "window", "first", "last", "measure", "seeds", "mean",
        "low", "high",
    ];
    let mut table = Table::new("exponent", &header);
    for (kind, name) in own() {
        let sizes = if kind == Kind::Stimuli {
            vec![0]
        } else {
            sizes(setup)
        };
        for hidden in sizes {
            for probe in probes(kind, hidden == results.middle) {
                for ranks in RANKS {
                    for (what, measure) in MEASURES {
                        let Some(e) = results.law((kind, hidden, probe), ranks, measure) else {
                            continue;
                        };
                        let view = view_name(probe.view);
                        table.row(&[
                            &name,
                            &hidden,
                            &view,
                            &probe.window,
                            &ranks.0,
                            &ranks.1,
                            &what,
                            &e.n,
                            &e.mean,
                            &e.low,
                            &e.high,
                        ]);
                    }
                }
            }
        }
    }
    table
}

fn networks(setup: &Setup, results: &Results) -> Table {
    let header = [
        "network", "hidden", "measure", "seeds", "mean", "low", "high",
    ];
    let mut table = Table::new("networks", &header);
    for (kind, name) in KINDS {
        for hidden in sizes(setup) {
            let spectra = results.spectra(kind, hidden, IMAGES_PROBE);
            let ratios: Vec<f64> = spectra.iter().map(|spectrum| dimension(spectrum)).collect();
            let mut row = |what: &str, e: Estimate| {
                table.row(&[&name, &hidden, &what, &e.n, &e.mean, &e.low, &e.high]);
            };
            row("participation ratio", Estimate::of(&ratios));
            if let Some(e) = accuracy(results, kind, hidden) {
                row("test accuracy", e);
            }
        }
    }
    table
}

fn stimuli(results: &Results) -> Table {
    let mut table = Table::new(
        "stimuli",
        &["stimuli", "measure", "seeds", "mean", "low", "high"],
    );
    for probe in probes(Kind::Stimuli, true) {
        let view = view_name(probe.view);
        for (what, measure) in DIMENSIONS {
            let e = results.stimuli(probe.view, measure);
            table.row(&[&view, &what, &e.n, &e.mean, &e.low, &e.high]);
        }
        let e = results.stimuli(probe.view, |o, place| critical(o.dimensions[place]));
        let what = "1 + 2/d, d by nearest neighbours";
        table.row(&[&view, &what, &e.n, &e.mean, &e.low, &e.high]);
    }
    table
}

/// How does variance fall?
fn spectra(results: &Results, largest: usize, critical: f64) -> Plot {
    let mut series = Vec::new();
    for (colour, (kind, name)) in own().enumerate() {
        let spectra = results.spectra(kind, size_of(kind, largest), IMAGES_PROBE);
        let length = spectra.first().map_or(0, |spectrum| spectrum.len());
        let shares = |n: usize| -> Vec<f64> {
            let share = |spectrum: &&[f64]| spectrum[n] / spectrum.iter().sum::<f64>();
            spectra.iter().map(share).collect()
        };
        let points = (0..length.min(400)).map(|n| Estimate::of(&shares(n)).at(n as f64 + 1.0));
        series.push(Series::new(name, colour, Mark::Line, points));
    }
    let slope = (1..=400).map(f64::from);
    let slope = slope.map(|n| Point::new(n, 0.35 * n.powf(-critical)));
    let name = format!("1 + 2/d = {critical:.2}");
    series.push(Series::new(name, REFERENCE, Mark::Dashed, slope));
    Plot {
        title: format!("Spectra, {largest} hidden neurons"),
        x: Axis::log("component").from_to(0.9, 420.0),
        y: Axis::log("share of the signal's variance").from_to(1e-10, 1.0),
        series,
        legend: Corner::BottomLeft,
    }
}

/// Does the exponent come near the critical one as networks grow?
fn against_size(setup: &Setup, results: &Results, critical: f64) -> Plot {
    let mut series = Vec::new();
    for (colour, (kind, _)) in KINDS.into_iter().enumerate() {
        let mut points = Vec::new();
        for hidden in sizes(setup).into_iter().rev() {
            let of = (kind, hidden, IMAGES_PROBE);
            let exponent = results.law(of, RANKS[SHOWN], |law| law.exponent);
            points.extend(exponent.map(|e| e.at(hidden as f64)));
        }
        series.push(Series::new("", colour, Mark::LineDots, points));
    }
    let ends = [
        HIDDEN[0] as f64 * 0.8,
        HIDDEN[HIDDEN.len() - 1] as f64 * 1.25,
    ];
    let of = (Kind::Stimuli, 0, IMAGES_PROBE);
    if let Some(e) = results.law(of, RANKS[SHOWN], |law| law.exponent) {
        series.push(level(STIMULI, e.mean, ends));
    }
    series.push(level(REFERENCE, critical, ends));
    Plot {
        title: format!("Size, components {}", range(RANKS[SHOWN])),
        x: Axis::log("hidden neurons").from_to(ends[0], ends[1]),
        y: Axis::new("exponent").from_to(0.5, 4.0),
        series,
        legend: Corner::TopRight,
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
        title: format!("Ranges, {largest} hidden neurons"),
        x: Axis::new("components").scaled(Scale::Names(RANKS.map(range).into())),
        y: Axis::new("exponent").from_to(0.5, 4.0),
        series,
        legend: Corner::TopRight,
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
        title: format!("Straightness, {largest} hidden neurons"),
        x: Axis::new("components").scaled(Scale::Names(RANKS.map(range).into())),
        y: Axis::new("bend: 0 is a power law").from_to(-2.0, 4.0),
        series,
        legend: Corner::TopRight,
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
        title: format!("Stimuli's dimensions, {} hidden neurons", results.middle),
        x: Axis::new("principal components shown").scaled(Scale::Names(names.collect())),
        y: Axis::new(format!("exponent, components {}", range(RANKS[SHOWN]))).from_to(0.5, 4.0),
        series,
        legend: Corner::TopRight,
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
        title: format!("Counting, {} hidden neurons", results.middle),
        x: Axis::log("presentations counted").from_to(6.0, 170.0),
        y: Axis::new(format!("exponent, components {}", range(RANKS[FAR]))).from_to(0.5, 4.0),
        series,
        legend: Corner::TopRight,
    }
}
