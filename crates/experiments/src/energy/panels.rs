//! The figure: which parts of the circuit switch, and what that may take.

use yuragi_figures::{Axis, Figure, Mark, Panel, Plot, Point, Scale, Series};

use super::counting::Phase;
use super::estimate::{Parts, chips};
use super::task::{All, CASES, each};
use crate::setup::Setup;

/// Parts of the circuit, and the cells that are in each; the last is for all others.
pub const PARTS: [(&str, &[&str]); 6] = [
    ("lanes", &["synapse_lane", "flip_count", "synapses"]),
    ("random", &["lfsr", "lane_lfsr"]),
    ("sums", &["accumulators", "walker", "targets"]),
    (
        "memory",
        &[
            "row_memory",
            "scratch_memory",
            "potential_banks",
            "neuron_states",
            "spike_list",
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
            "weighing",
            "schedule",
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

pub(super) fn figures(setup: &Setup, outcomes: &All) -> Vec<(String, Figure)> {
    let title = "How often the parts of the circuit switch, and the energy that this may take";
    let caption = setup.intervals("Left, error bars")
        + " Right: vertical lines reach from the lowest to the highest estimate; each marker is at the geometric mean of the two.";
    let panels = vec![
        Panel::Plot(switching(outcomes)),
        Panel::Plot(energies(outcomes)),
    ];
    vec![("energy".into(), Figure::row(title, panels, caption))]
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
        title: "Bits that change, by part of the circuit".into(),
        x: Axis::new("").scaled(Scale::Names(PARTS.map(|(name, _)| name.into()).to_vec())),
        y: Axis::new("changes per presentation"),
        series: series.collect(),
        ..Plot::default()
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
        title: "Estimated energy while learning".into(),
        x: Axis::new("").scaled(Scale::Names(names)),
        y: Axis::log("energy per presentation (nJ)"),
        series,
        ..Plot::default()
    }
}
