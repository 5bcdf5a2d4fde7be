//! How does the variance of a hidden population's responses fall over its dimensions?

use anyhow::Result;
use nalgebra::DMatrix;
use serde::{Deserialize, Serialize};

use crate::design::Design;
use crate::engines::Engine;
use crate::figures::{Axis, Corner, Figure, Mark, Panel, Plot, Point, Series};
use crate::model::Model;
use crate::network::Stimulus;

use super::chain::Chain;
use super::cvpca::{dimension, exponent, plain_spectrum, spectrum};
use super::responses::Responses;
use super::retina::{Part, Photographs};
use super::statistics::Estimate;
use super::tuning::LEARNED;
use super::{Array, Experiment, Findings, Reading, Setup, Sizes, Table};

pub struct Spectrum;

/// What a network sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum World {
    /// The data, named by the setup's design.
    Images,
    /// Patches of photographs, learned generatively; responses are samples of the posterior.
    Photographs,
}

/// A population that is measured.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Task {
    world: World,
    /// Of the photographs.
    fingerprint: String,
    hidden: usize,
    trained: bool,
    seed: u64,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Outcome {
    /// Cross-validated, in order of the components.
    spectrum: Vec<f64>,
    /// Of one repeat, noise and all.
    plain: Vec<f64>,
    /// Of the stimuli's intensities.
    stimuli: Vec<f64>,
}

/// Hidden neurons; the largest first, it takes longest.
const HIDDEN: [usize; 4] = [256, 128, 64, 32];
/// The largest population that learns photographs.
const LARGEST: usize = 128;
const WORLDS: [World; 2] = [World::Photographs, World::Images];
/// Ranks that the line is laid through, the same for all sizes. The first components, and the last of the smallest network, are left out.
const RANKS: (usize, usize) = (3, 24);
/// Presentations that spikes are counted over in each repeat.
const WINDOW: u16 = 32;
/// Images or patches, at most.
const IMAGES: usize = 1500;
/// Presentations that are not counted: the posterior is found, or nothing has to be.
const SETTLE: u16 = 4;

const KINDS: [(bool, &str); 2] = [(true, "trained"), (false, "untrained")];

impl Experiment for Spectrum {
    type Task = Task;
    type Outcome = Outcome;

    const NAME: &'static str = "spectrum";
    const QUESTION: &'static str =
        "How does the variance of hidden responses fall over their dimensions?";
    const REVISION: u32 = 1;
    const SIZES: Sizes = Sizes {
        seeds: 5,
        presentations: 100_000,
    };

    fn tasks(setup: &Setup) -> Result<Vec<Task>> {
        setup.lessons()?;
        let fingerprint = Photographs::load(setup.photographs.as_deref())?.fingerprint;
        let mut tasks = Vec::new();
        for world in WORLDS {
            for hidden in sizes(world) {
                design(setup, world, hidden)?;
                for (trained, _) in KINDS {
                    tasks.extend((1..=setup.seeds).map(|seed| Task {
                        world,
                        fingerprint: fingerprint.clone(),
                        hidden,
                        trained,
                        seed,
                    }));
                }
            }
        }
        Ok(tasks)
    }

    fn perform(setup: &Setup, task: &Task) -> Result<Outcome> {
        let design = design(setup, task.world, task.hidden)?;
        let (learned, asked) = stimuli(setup, task)?;
        let mut chain = Chain::new(setup.engine(&design)?, &design, learned, None, task.seed)?;
        if task.trained {
            chain.advance(setup.presentations, None)?;
        }
        let weights = chain.weights()?;
        let repeat = |repeat: u64| -> Result<DMatrix<f64>> {
            let mut model: Box<dyn Engine> = Box::new(Model::new(&design)?);
            let seed = 2 * task.seed + repeat;
            let counts = (SETTLE, WINDOW);
            let r = Responses::measure(&mut *model, &design, &weights, &asked, counts, seed)?;
            let rates = r
                .counts
                .iter()
                .map(|&count| f64::from(count) / f64::from(r.window));
            Ok(DMatrix::from_row_iterator(asked.len(), r.neurons, rates))
        };
        let (first, second) = (repeat(0)?, repeat(1)?);
        Ok(Outcome {
            spectrum: spectrum(&first, &second),
            plain: plain_spectrum(&first),
            stimuli: plain_spectrum(&shown(&asked, task.world)),
        })
    }

    fn conclude(setup: &Setup, outcomes: &[(Task, Outcome)]) -> Result<Findings> {
        let mut findings = Findings::default();
        let mut table = Table::new(
            "exponent",
            &[
                "stimuli", "hidden", "network", "measure", "seeds", "mean", "low", "high",
            ],
        );
        let mut panels = Vec::new();
        for world in WORLDS {
            let stimuli = name(setup, world);
            let of = |hidden: usize, trained: bool, measure: &dyn Fn(&Outcome) -> f64| {
                let runs = outcomes.iter().filter(|(task, _)| {
                    task.world == world && task.hidden == hidden && task.trained == trained
                });
                Estimate::of(
                    &runs
                        .map(|(_, outcome)| measure(outcome))
                        .collect::<Vec<_>>(),
                )
            };
            let largest = sizes(world)[0];
            let own = of(largest, true, &|o| exponent(&o.stimuli, RANKS.0, RANKS.1));
            let mut against = Vec::new();
            for (colour, (trained, name)) in KINDS.into_iter().enumerate() {
                let mut alphas = Vec::new();
                for hidden in sizes(world).into_iter().rev() {
                    let alpha = of(hidden, trained, &|o| {
                        exponent(&o.spectrum, RANKS.0, RANKS.1)
                    });
                    let ratio = of(hidden, trained, &|o| dimension(&o.spectrum));
                    for (measure, e) in [
                        ("exponent", alpha),
                        (
                            "exponent of plain components",
                            of(hidden, trained, &|o| exponent(&o.plain, RANKS.0, RANKS.1)),
                        ),
                        ("participation ratio", ratio),
                        (
                            "share of variance that stimuli cause",
                            of(hidden, trained, &|o| {
                                o.spectrum.iter().sum::<f64>() / o.plain.iter().sum::<f64>()
                            }),
                        ),
                    ] {
                        table.row(&[
                            &stimuli, &hidden, &name, &measure, &e.n, &e.mean, &e.low, &e.high,
                        ]);
                    }
                    let what = format!("exponent, {stimuli}, {hidden} hidden neurons, {name}");
                    findings.readings.push(Reading::new(what, "", alpha));
                    let what =
                        format!("participation ratio, {stimuli}, {hidden} hidden neurons, {name}");
                    findings.readings.push(Reading::new(what, "", ratio));
                    alphas.push(alpha.at(hidden as f64));
                }
                against.push(Series::new(name, colour, Mark::LineDots, alphas));
            }
            findings.readings.push(Reading::new(
                format!("exponent, {stimuli}, the stimuli themselves"),
                "",
                own,
            ));
            let mut spectra = Vec::new();
            for (colour, (trained, name)) in KINDS.into_iter().enumerate() {
                let mean = |n: usize| {
                    of(largest, trained, &|o| {
                        o.spectrum[n] / o.spectrum.iter().sum::<f64>()
                    })
                };
                let points = (0..largest).map(|n| mean(n).at(n as f64 + 1.0));
                spectra.push(Series::new(name, colour, Mark::Line, points));
                findings.arrays.push(array(outcomes, world, trained, name));
            }
            let channels = outcomes
                .iter()
                .find(|(task, _)| task.world == world)
                .map_or(0, |(_, o)| o.stimuli.len());
            let mean = |n: usize| {
                of(largest, true, &|o| {
                    o.stimuli[n] / o.stimuli.iter().sum::<f64>()
                })
            };
            let points = (0..channels)
                .map(mean)
                .enumerate()
                .take_while(|(_, e)| e.mean > 1e-6);
            let points = points.map(|(n, e)| e.at(n as f64 + 1.0));
            spectra.push(Series::new("the stimuli", 2, Mark::Line, points));
            let law = (1..=largest).map(|n| Point::new(n as f64, 0.2 / n as f64));
            spectra.push(Series::new("exponent 1", 6, Mark::Dashed, law));
            let level = |value: f64| [28.0, 300.0].map(|hidden| Point::new(hidden, value));
            against.push(Series::new("the stimuli", 2, Mark::Dashed, level(own.mean)));
            against.push(Series::new("mouse V1: 1.04", 6, Mark::Dashed, level(1.04)));
            panels.push(Panel::Plot(Plot {
                title: format!("{stimuli}, {largest} hidden neurons"),
                x: Axis::log("component"),
                y: Axis::log("share of the signal's variance").from_to(1e-5, 1.0),
                series: spectra,
                legend: Corner::BottomLeft,
            }));
            panels.push(Panel::Plot(Plot {
                title: format!("{stimuli}, components {} to {}", RANKS.0, RANKS.1),
                x: Axis::log("hidden neurons").from_to(28.0, 300.0),
                y: Axis::new("exponent").from_to(0.0, 4.5),
                series: against,
                legend: Corner::TopRight,
            }));
        }
        findings.tables.push(table);
        findings.figures.push((
            "spectrum".into(),
            Figure {
                title: "Eigenspectrum of the hidden population's responses, cross-validated".into(),
                columns: 2,
                panels,
            },
        ));
        Ok(findings)
    }
}

fn name(setup: &Setup, world: World) -> String {
    let data = std::path::Path::new(setup.data.name()).file_stem();
    match world {
        World::Photographs => "patches of photographs".into(),
        World::Images => data.unwrap_or_default().to_string_lossy().into_owned(),
    }
}

/// Sizes of the populations that see a world.
fn sizes(world: World) -> Vec<usize> {
    let all = HIDDEN.into_iter();
    all.filter(|&hidden| world == World::Images || hidden <= LARGEST)
        .collect()
}

fn design(setup: &Setup, world: World, hidden: usize) -> Result<Design> {
    let mut design = match world {
        World::Images => setup.design.clone(),
        World::Photographs => super::tuning::design()?,
    };
    design.network.hidden = hidden;
    design.validate()?;
    Ok(design)
}

/// What is learned, and what responses are measured to.
fn stimuli(setup: &Setup, task: &Task) -> Result<(Vec<Stimulus>, Vec<Stimulus>)> {
    if task.world == World::Photographs {
        let photographs = Photographs::load(setup.photographs.as_deref())?;
        let patches = |part, number| photographs.stimuli(part, number, task.seed);
        return Ok((
            patches(Part::Learned, LEARNED),
            patches(Part::Unseen, IMAGES),
        ));
    }
    let (data, lessons) = (&setup.data, setup.lessons()?);
    let images = 0..data.len();
    Ok((
        images
            .clone()
            .map(|image| lessons.lesson(data, image))
            .collect(),
        images
            .take(IMAGES)
            .map(|image| lessons.question(data, image))
            .collect(),
    ))
}

/// The intensities that a network is shown, stimuli × channels.
fn shown(stimuli: &[Stimulus], world: World) -> DMatrix<f64> {
    let channels = |stimulus: &Stimulus| match world {
        World::Photographs => stimulus.intensities.len(),
        World::Images => stimulus.intensities.len() - stimulus.clamped.len(),
    };
    let width = stimuli.first().map_or(0, channels);
    let values = stimuli.iter().flat_map(|s| s.intensities[..width].to_vec());
    DMatrix::from_row_iterator(stimuli.len(), width, values.map(|q| f64::from(q) / 256.0))
}

/// The spectra of all seeds, of the largest population.
fn array(outcomes: &[(Task, Outcome)], world: World, trained: bool, name: &str) -> Array {
    let largest = sizes(world)[0];
    let spectra: Vec<&[f64]> = (outcomes.iter())
        .filter(|(task, _)| {
            task.world == world && task.hidden == largest && task.trained == trained
        })
        .map(|(_, outcome)| &outcome.spectrum[..])
        .collect();
    let world = if world == World::Images {
        "images"
    } else {
        "photographs"
    };
    Array::new(
        format!("spectra-{world}-{name}"),
        &[spectra.len(), largest],
        spectra.concat(),
    )
}
