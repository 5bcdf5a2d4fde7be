//! The figure: which parts of the circuit switch, and what that may take.

use yuragi_figures::charts::{Axis, Corner, Figure, Mark, Panel, Plot, Point, Scale, Series};

use super::counting::Phase;
use super::estimate::{Parts, chips};
use super::task::{All, CASES, each};

/// Parts of the circuit, and the cells that are in each; the last is for all others.
pub const PARTS: [(&str, &[&str]); 6] = [
    ("lanes", &["synapse_lane", "flip_count", "synapse_array"]),
    ("random", &["lfsr", "lane_lfsr"]),
    ("sums", &["dendrite", "output_sum", "lane_select"]),
    (
        "memory",
        &[
            "row_memory",
            "scratch_memory",
            "potential_memory",
            "sigmoid_rom",
            "softplus_rom",
            "stimulus_store",
        ],
    ),
    (
        "neuron",
        &[
            "neuron",
            "pbit",
            "encoder",
            "retrograde",
            "retrograde_lane",
            "magnitude",
            "table_index",
        ],
    ),
    ("rest", &[]),
];

/// Which part a cell is of.
pub(super) fn part(cell: &str) -> usize {
    let found = PARTS.iter().position(|(_, cells)| cells.contains(&cell));
    found.unwrap_or(PARTS.len() - 1)
}

pub(super) fn figures(outcomes: &All) -> Vec<(String, Figure)> {
    let title = "Switching activity, and the range in which its energy may be";
    let panels = vec![
        Panel::Plot(switching(outcomes)),
        Panel::Plot(energies(outcomes)),
    ];
    vec![("energy".into(), Figure::row(title, panels))]
}

fn switching(outcomes: &All) -> Plot {
    let series = CASES
        .into_iter()
        .enumerate()
        .filter(|(_, (learned, ..))| *learned);
    let series = series
        .enumerate()
        .map(|(colour, (_, (learned, phase, name)))| {
            let points = (0..PARTS.len()).map(|index| {
                let toggles = each(outcomes, learned, phase, |counted| {
                    let own = counted.activity.toggles.iter();
                    let own = own.filter(|(cell, ..)| part(cell) == index);
                    own.map(|(_, _, n)| n).sum()
                });
                toggles.at(index as f64)
            });
            let name = name.trim_end_matches(", trained");
            Series::new(name, colour, Mark::Bars, points)
        });
    Plot {
        title: "bits that change, by part of the circuit".into(),
        x: Axis::new("").scaled(Scale::Names(PARTS.map(|(name, _)| name.into()).to_vec())),
        y: Axis::new("changes a presentation"),
        series: series.collect(),
        legend: Corner::TopLeft,
    }
}

fn energies(outcomes: &All) -> Plot {
    let trained = || outcomes.iter().filter(|(task, _)| task.learned);
    let mut names: Vec<String> = Vec::new();
    let series = chips().into_iter().enumerate().map(|(colour, chip)| {
        let parts: Vec<Parts> = trained()
            .map(|(_, outcome)| Parts::of(&chip, &outcome.events(Phase::Learning)))
            .collect();
        let mean = |pick: &dyn Fn(&Parts) -> f64| {
            1e9 * parts.iter().map(pick).sum::<f64>() / parts.len() as f64
        };
        let mut points = Vec::new();
        names.clear();
        for index in 0..5 {
            let range = |parts: &Parts| match index {
                4 => parts.total(),
                index => parts.named()[index].1,
            };
            let (low, high) = (mean(&|p| range(p).low), mean(&|p| range(p).high));
            let name = parts.first().map_or("", |p| match index {
                4 => "all",
                index => p.named()[index].0,
            });
            names.push(name.into());
            // a range, not an interval: the mark stands at its geometric middle
            points.push(Point {
                x: index as f64 + 0.3 * (colour as f64 - 0.5),
                y: (low * high).sqrt(),
                low,
                high,
            });
        }
        Series::new(chip.name, colour, Mark::Dots, points)
    });
    let series: Vec<Series> = series.collect();
    Plot {
        title: "estimate while learning, least to most assumed".into(),
        x: Axis::new("").scaled(Scale::Names(names)),
        y: Axis::log("energy a presentation (nJ)"),
        series,
        legend: Corner::BottomLeft,
    }
}
