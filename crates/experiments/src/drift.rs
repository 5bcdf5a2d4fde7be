//! Whether memories stay while the synapses that hold them change.

mod observer;
mod second;
mod task;

use anyhow::Result;

use yuragi_figures::{Axis, Figure, Mark, Panel, Plot, Series};
use yuragi_model::network::Registers;

use super::chain::Chain;
use super::statistics::Estimate;
use super::turnover::Turnover;
use crate::error::ExperimentError;
use crate::experiment::{Experiment, Sizes};
use crate::findings::{Findings, Reading, Table};
use crate::setup::Setup;
use observer::Observer;
use task::*;

/// The experiment `drift`.
pub struct Drift;

/// The values of p_noise, in steps of 1/128, while learning continues.
const NOISE: [u8; 3] = [0, 16, 128];

/// When the network is measured, in units of the presentations of learning.
const AFTER: [f64; 9] = [0.0, 0.03, 0.1, 0.3, 1.0, 2.0, 4.0, 7.0, 10.0];

impl Experiment for Drift {
    type Task = Task;
    type Outcome = Outcome;

    const NAME: &'static str = "drift";
    const QUESTION: &'static str = "Do memories stay while the synapses that hold them change?";
    const REVISION: u32 = 1;
    const SIZES: Sizes = Sizes {
        seeds: 5,
        presentations: 100_000,
    };

    fn tasks(setup: &Setup) -> Result<Vec<Task>> {
        setup.must_classify(Self::NAME)?;
        if setup.data.classes() < 2 {
            return Err(ExperimentError::Setting {
                name: Self::NAME,
                found: format!("{} with one class", setup.data.name()),
                expected: "at least two classes, of which the upper half is the second task".into(),
            }
            .into());
        }
        let mut tasks = Vec::new();
        for seed in 1..=setup.seeds {
            let then = Then::GoOn;
            tasks.extend(NOISE.map(|noise| Task { seed, noise, then }));
            tasks.push(Task {
                seed,
                noise: 128,
                then: Then::Rest,
            });
            tasks.extend(second::KINDS.map(|kind| Task {
                seed,
                noise: 0,
                then: Then::Second(kind),
            }));
        }
        Ok(tasks)
    }

    fn perform(setup: &Setup, task: &Task) -> Result<Outcome> {
        let setup = &setup.of_split(task.seed)?;
        if let Then::Second(kind) = task.then {
            return Ok(Outcome::Second(second::perform(setup, kind, task.seed)?));
        }
        let observer = Observer::new(setup, task.seed)?;
        let (design, seed) = (&observer.design, task.seed);
        let lessons = observer.lessons(&observer.train);
        let mut chain = Chain::new(setup.engine(design)?, design, lessons.clone(), None, seed)?;
        chain.advance(setup.presentations, None)?;
        let start = chain.weights()?;
        let shape = design.shape();
        let mut turnover = Turnover::new(&start, &shape, design.synapse.bits, seed);
        let then = observer.then(&start)?;
        let mut noisy = design.clone();
        noisy.synapse.noise = f64::from(task.noise) / 128.0;
        let engine = setup.engine(&noisy)?;
        // another seed than that of learning, so that the streams differ
        let mut chain = Chain::new(engine, &noisy, lessons, Some(&start), seed + 1000)?;
        if task.then == Then::Rest {
            chain.configure(Registers {
                learn: true,
                flip: 0,
                ..Registers::new(&noisy)
            })?;
        }
        let mut moments = Vec::new();
        for after in AFTER {
            let until = (setup.presentations as f64 * after).round() as u64;
            chain.advance(until, Some(&mut |weights| turnover.note(weights)))?;
            let weights = chain.weights()?;
            moments.push(Moment {
                after,
                values: observer.look(&then, &start, &weights, &turnover)?,
            });
        }
        Ok(Outcome::Drift(moments))
    }

    fn conclude(setup: &Setup, outcomes: &[(Task, Outcome)]) -> Result<Findings> {
        let mut findings = Findings::default();
        let mut header = vec!["then", "noise", "presentations_after", "measure"];
        header.extend(["seeds", "mean", "low", "high"]);
        let mut table = Table::new("drift", &header);
        let mut kinds: Vec<(Then, u8)> = NOISE.map(|noise| (Then::GoOn, noise)).into();
        kinds.push((Then::Rest, 128));
        let mut curves = Vec::new();
        for &(then, noise) in &kinds {
            let runs: Vec<&Vec<Moment>> = (outcomes.iter())
                .filter(|(task, _)| task.then == then && task.noise == noise)
                .filter_map(|(_, outcome)| match outcome {
                    Outcome::Drift(moments) => Some(moments),
                    Outcome::Second(_) => None,
                })
                .collect();
            let mut measures: Vec<Vec<Estimate>> = Vec::new();
            for (measure, name) in NAMES.iter().enumerate() {
                let estimate = |at: usize| {
                    let values: Vec<f64> = runs.iter().map(|m| m[at].values[measure]).collect();
                    Estimate::within(&values, RANGES[measure])
                };
                let estimates: Vec<Estimate> = (0..AFTER.len()).map(estimate).collect();
                for (after, e) in AFTER.iter().zip(&estimates) {
                    let then = if then == Then::GoOn {
                        "learning goes on"
                    } else {
                        "noise alone"
                    };
                    let noise = f64::from(noise) / 128.0;
                    let presentations = after * setup.presentations as f64;
                    table.row(&[
                        &then,
                        &noise,
                        &presentations,
                        name,
                        &e.n,
                        &e.mean,
                        &e.low,
                        &e.high,
                    ]);
                }
                measures.push(estimates);
            }
            curves.push(measures);
        }
        findings.tables.push(table);
        let last = AFTER.len() - 1;
        for ((then, noise), measures) in kinds.iter().zip(&curves) {
            let kind = kind(*then, *noise);
            let mut read = |name: &str, measure: usize, at: usize| {
                let name = format!("{name}, {kind}");
                findings
                    .readings
                    .push(Reading::new(name, "", measures[measure][at]));
            };
            read("test accuracy at the start", ACCURACY, 0);
            read("test accuracy at the end", ACCURACY, last);
            read(
                "accuracy at the start, of a decoder fitted at the start",
                FIXED,
                0,
            );
            read(
                "accuracy at the end, of a decoder fitted at the start",
                FIXED,
                last,
            );
            read("share of synapses changed", CHANGED, last);
            read("the same, at least", LEAST, last);
            read("the same, at most", MOST, last);
            read("the same, if counts were drawn anew", RENEWED, last);
            read("correlation of weights", WEIGHTS, last);
            read("correlation of hidden responses", POPULATION, last);
            read("the same, of two measurements", CEILING, last);
        }
        findings
            .figures
            .push(("drift".into(), figure(setup, &kinds, &curves)));
        let second = |kind: second::Kind| -> Vec<&second::Curve> {
            let runs = outcomes
                .iter()
                .filter(|(task, _)| task.then == Then::Second(kind));
            runs.filter_map(|(_, outcome)| match outcome {
                Outcome::Second(curve) => Some(curve),
                Outcome::Drift(_) => None,
            })
            .collect()
        };
        second::conclude(setup, &second, &mut findings);
        Ok(findings)
    }
}

fn kind(then: Then, noise: u8) -> String {
    let noise = match noise {
        0 => "0",
        16 => "1/8",
        _ => "1",
    };
    let learning = if then == Then::Rest {
        "no learning"
    } else {
        "learning"
    };
    format!("{learning}, p_noise = {noise}")
}

fn figure(setup: &Setup, kinds: &[(Then, u8)], curves: &[Vec<Vec<Estimate>>]) -> Figure {
    let x = || Axis::new("presentations after learning");
    let line = |kind: usize, measure: usize, name: &str, colour: usize, mark: Mark| {
        let points = AFTER.iter().zip(&curves[kind][measure]);
        let points = points.map(|(after, e)| e.at(after * setup.presentations as f64));
        Series::new(name, colour, mark, points)
    };
    let of_kinds = |measure: usize| -> Vec<Series> {
        (0..kinds.len())
            .map(|k| line(k, measure, &kind(kinds[k].0, kinds[k].1), k, Mark::LineDots))
            .collect()
    };
    let plot = |title: &str, y: &str, series: Vec<Series>| {
        Panel::Plot(Plot {
            title: title.into(),
            x: x(),
            y: Axis::percent(y).from_to(0.0, 1.0),
            series,
            ..Plot::default()
        })
    };
    let mut synapses = of_kinds(CHANGED);
    for series in &mut synapses {
        series.name.clear();
    }
    synapses.push(line(
        1,
        RENEWED,
        "expected if all are drawn anew with the same weights",
        6,
        Mark::Dashed,
    ));
    let mut decoder = of_kinds(FIXED);
    for series in &mut decoder {
        series.name.clear();
    }
    let mut similar = of_kinds(POPULATION);
    for series in &mut similar {
        series.name.clear();
    }
    similar.push(line(
        0,
        CEILING,
        "the same network measured twice",
        6,
        Mark::Dashed,
    ));
    let similar = Panel::Plot(Plot {
        title: "Mean responses of the hidden neurons to an image".into(),
        x: x(),
        y: Axis::new("correlation with the start").from_to(0.0, 1.0),
        series: similar,
        ..Plot::default()
    });
    Figure {
        title: format!("Memory on drifting synapses, {}", setup.what_is_learned()),
        columns: 2,
        panels: vec![
            plot(
                "The network's read-out",
                "test accuracy",
                of_kinds(ACCURACY),
            ),
            plot(
                "A decoder that was fitted at the start",
                "test accuracy",
                decoder,
            ),
            plot(
                "Synapses in another state than at the start",
                "share of synapses",
                synapses,
            ),
            similar,
        ],
        caption: setup.intervals("The colours mean the same in all panels. Error bars"),
    }
}
