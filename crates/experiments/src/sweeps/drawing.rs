//! The figure of a sweep: the accuracy against everything that varies.

use std::collections::BTreeSet;

use yuragi_figures::{Axis, Figure, Mark, Panel, Plot, Scale, Series};

use super::group::{Group, Line};

/// The number of colours, and so of lines that can be told apart.
const COLOURS: usize = 7;

/// The ratio of the largest and the smallest value from which an axis is logarithmic.
const WIDE: f64 = 8.0;

/// The figure with a panel for each quantity that varies; none if nothing does.
pub(super) fn figure(sweep: &str, groups: &[Group]) -> Option<Figure> {
    let settings: Vec<Vec<(String, String)>> = groups.iter().map(setting).collect();
    let keys = settings.first()?.iter().map(|(key, _)| key);
    let panels: Vec<Panel> = (keys.enumerate())
        .filter(|(place, _)| values(&settings, *place).len() > 1)
        .map(|(place, key)| Panel::Plot(panel(groups, &settings, place, key)))
        .collect();
    if panels.is_empty() {
        return None;
    }
    let first = groups.first()?;
    let spikes = single(first)?.spikes;
    Some(Figure {
        title: format!("Sweep {sweep}: test accuracy of one network"),
        columns: panels.len().min(2),
        panels,
        caption: format!(
            "Each image is shown {spikes} times. Error bars: 95 % intervals (Student's t) of the mean over {}.",
            first.over
        ),
    })
}

/// All that can vary, with its value in a group: the design, the varied keys, the engine, the presentations.
fn setting(group: &Group) -> Vec<(String, String)> {
    let pair = |key: &str, value: String| (key.to_owned(), value);
    let mut all = vec![pair("design", group.design.clone())];
    all.extend(group.varied.iter().cloned());
    all.push(pair("engine", group.engine.to_string()));
    all.push(pair("presentations", group.presentations.to_string()));
    all
}

fn values(settings: &[Vec<(String, String)>], place: usize) -> BTreeSet<&str> {
    settings.iter().map(|setting| &*setting[place].1).collect()
}

/// The line of one chain with the most presentations of an image.
fn single(group: &Group) -> Option<&Line> {
    let single = group.lines.iter().filter(|line| line.chains == 1);
    single.max_by_key(|line| line.spikes)
}

fn panel(groups: &[Group], settings: &[Vec<(String, String)>], place: usize, key: &str) -> Plot {
    // the values in the order of the sweep file
    let mut names: Vec<&str> = Vec::new();
    for setting in settings {
        if !names.contains(&&*setting[place].1) {
            names.push(&setting[place].1);
        }
    }
    let numbers: Option<Vec<f64>> = names.iter().map(|name| name.parse().ok()).collect();
    let numbers = numbers.filter(|numbers| numbers.iter().all(|number| number.is_finite()));
    let varying: Vec<usize> = (0..settings[0].len())
        .filter(|&other| other != place && values(settings, other).len() > 1)
        .collect();
    let name = |setting: &[(String, String)]| {
        let others = varying.iter().map(|&other| {
            let (key, value) = &setting[other];
            format!("{key} = {value}")
        });
        others.collect::<Vec<_>>().join(", ")
    };
    let mut lines: Vec<Series> = Vec::new();
    for (group, setting) in groups.iter().zip(settings) {
        let x = names.iter().position(|name| *name == setting[place].1);
        let x = x.unwrap_or_default();
        let x = numbers.as_ref().map_or(x as f64, |numbers| numbers[x]);
        let Some(line) = single(group) else { continue };
        let (point, name) = (line.accuracy.at(x), name(setting));
        match lines.iter_mut().find(|series| series.name == name) {
            Some(series) => series.points.push(point),
            None => lines.push(Series::new(name, lines.len(), Mark::LineDots, [point])),
        }
    }
    for series in &mut lines {
        series.points.sort_by(|a, b| a.x.total_cmp(&b.x));
    }
    let many = lines.len() > COLOURS;
    if many {
        // more lines than colours cannot be told apart
        let points = lines.into_iter().flat_map(|series| series.points);
        lines = vec![Series::new(
            "each setting of the others",
            0,
            Mark::Dots,
            points,
        )];
    }
    if numbers.is_none() {
        lines.iter_mut().for_each(|series| series.mark = Mark::Dots);
    }
    let x = match &numbers {
        Some(numbers) => axis(key, numbers),
        None => Axis::new(key).scaled(Scale::Names(
            names.iter().map(ToString::to_string).collect(),
        )),
    };
    Plot {
        title: format!("Accuracy against {key}"),
        x,
        y: Axis::percent("test accuracy"),
        series: lines,
        ..Plot::default()
    }
}

fn axis(key: &str, numbers: &[f64]) -> Axis {
    let above = || numbers.iter().copied().filter(|number| *number > 0.0);
    let (least, most) = (
        above().fold(f64::INFINITY, f64::min),
        above().fold(0.0, f64::max),
    );
    let axis = Axis::new(key);
    match (
        most >= WIDE * least,
        numbers.iter().all(|number| *number > 0.0),
    ) {
        (true, true) => Axis::log(key),
        (true, false) if numbers.iter().all(|number| *number >= 0.0) => {
            axis.scaled(Scale::LogOrZero)
        }
        _ => axis,
    }
}
