//! Whether hidden neurons that have learned natural images respond like neurons in visual cortex.

use anyhow::Result;
use serde::{Deserialize, Serialize};

use yuragi_engines::Engine;
use yuragi_figures::{Axis, Figure, Mark, Mosaic, Panel, Plot, Point, Series};
use yuragi_model::design::{Design, DesignError};
use yuragi_model::layout::Bundle;
use yuragi_model::model::Model;
use yuragi_model::network::{Stimulus, Weights};

use super::chain::Chain;
use super::orientation::{half_width, modulation, preferred, selectivity};
use super::population::{
    fano, lilliefors, mean, mean_of_numbers, median, noise_correlation, skewness, sparseness,
};
use super::responses::Responses;
use super::retina::{CHANNELS, Part, Photographs, SIDE, clamped, grating};
use super::statistics::Estimate;
use crate::experiment::{Experiment, ExperimentError, Sizes};
use crate::findings::{Array, Findings, Reading, Table};
use crate::setup::Setup;

/// The experiment `tuning`.
pub struct Tuning;

#[derive(Clone, Debug, Serialize)]
pub struct Task {
    seed: u64,
    trained: bool,
    /// The hash of the photographs.
    fingerprint: String,
}

/// The measurements of a population, with a value for each neuron unless stated otherwise.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Outcome {
    /// The weights to the ON channels minus those to the OFF channels, in nats.
    fields: Vec<Vec<f64>>,
    /// The modulation of the rate by the phase of a grating (F1), for every orientation at the best frequency of the
    /// neuron.
    curves: Vec<Vec<f64>>,
    /// The orientation selectivity of the modulation.
    selectivity: Vec<f64>,
    /// The orientation selectivity of the mean rate over phases (F0).
    selectivity_of_mean: Vec<f64>,
    /// In degrees.
    half_width: Vec<f64>,
    /// In degrees.
    preferred: Vec<f64>,
    /// The mean rate over patches that were not learned, in spikes per presentation.
    rates: Vec<f64>,
    lifetime: Vec<f64>,
    /// A value for each patch.
    population: Vec<f64>,
    fano: Vec<f64>,
    /// A value for each pair.
    noise_correlation: Vec<f64>,
}

const ORIENTATIONS: usize = 12;
/// The frequencies of the gratings, in cycles per pixel.
const FREQUENCIES: [f64; 3] = [0.08, 0.12, 0.16];
const PHASES: usize = 8;
/// The number of patches that are learned.
pub const LEARNED: usize = 4000;
/// The number of other patches with which rates are measured.
const UNSEEN: usize = 300;
/// The number of patches that are shown repeatedly.
const REPEATED: usize = 16;
/// The number of repetitions of each.
const TRIALS: usize = 40;
/// The numbers of presentations of a patch before and while spikes are counted.
const COUNTED: (u16, u16) = (8, 32);
/// The same for a grating.
const GRATING: (u16, u16) = (8, 128);
/// The same for a trial.
const TRIAL: (u16, u16) = (4, 16);
/// A neuron counts as driven by gratings if the best one modulates its rate by at least this. Chance gives less than a
/// third of it.
const DRIVEN: f64 = 0.15;

const KINDS: [(bool, &str); 2] = [(true, "trained"), (false, "untrained")];

impl Experiment for Tuning {
    type Task = Task;
    type Outcome = Outcome;

    const NAME: &'static str = "tuning";
    const QUESTION: &'static str =
        "Do hidden neurons that learned natural images respond like neurons of visual cortex?";
    const REVISION: u32 = 1;
    const SIZES: Sizes = Sizes {
        seeds: 4,
        presentations: 200_000,
    };

    fn design() -> Result<Design, DesignError> {
        design()
    }

    fn tasks(setup: &Setup) -> Result<Vec<Task>> {
        let network = &setup.design.network;
        if network.inputs != 0 || network.outputs != CHANNELS {
            return Err(ExperimentError::Setting {
                name: Self::NAME,
                found: format!("{} inputs and {} outputs", network.inputs, network.outputs),
                expected: format!("0 inputs and {CHANNELS} outputs for ON and OFF channels"),
            }
            .into());
        }
        let fingerprint = Photographs::load(setup.photographs.as_deref())?.fingerprint;
        let seeds = 1..=setup.seeds;
        let tasks = seeds.flat_map(|seed| {
            KINDS.map(|(trained, _)| Task {
                seed,
                trained,
                fingerprint: fingerprint.clone(),
            })
        });
        Ok(tasks.collect())
    }

    fn perform(setup: &Setup, task: &Task) -> Result<Outcome> {
        let (design, seed) = (&setup.design, task.seed);
        let photographs = Photographs::load(setup.photographs.as_deref())?;
        let patches = |part, number| photographs.stimuli(part, number, seed);
        let mut chain = Chain::new(
            setup.engine(design)?,
            design,
            patches(Part::Learned, LEARNED),
            None,
            seed,
        )?;
        if task.trained {
            chain.advance(setup.presentations, None)?;
        }
        let weights = chain.weights()?;
        let respond = |stimuli: &[Stimulus], counted| {
            let mut model: Box<dyn Engine> = Box::new(Model::new(design)?);
            Responses::measure(&mut *model, design, &weights, stimuli, counted, seed)
        };
        let unseen = patches(Part::Unseen, UNSEEN);
        let seen = respond(&unseen, COUNTED)?;
        let neurons = 0..seen.neurons;
        let repeated = unseen[..REPEATED]
            .iter()
            .flat_map(|patch| vec![patch.clone(); TRIALS]);
        let trials = respond(&repeated.collect::<Vec<_>>(), TRIAL)?;
        let counts: Vec<Vec<Vec<f64>>> = neurons
            .clone()
            .map(|n| {
                trials
                    .neuron(n)
                    .chunks(TRIALS)
                    .map(|rates| scaled(rates, TRIAL.1))
                    .collect()
            })
            .collect();
        let pairs = neurons.clone().flat_map(|a| (0..a).map(move |b| (a, b)));
        let driven = respond(&gratings(), GRATING)?;
        let curves = tuning_curves(&driven, modulation);
        let of_curves = |measure: &dyn Fn(&[f64]) -> f64| -> Vec<f64> {
            curves.iter().map(|curve| measure(curve)).collect()
        };
        Ok(Outcome {
            fields: fields(design, &weights),
            selectivity: of_curves(&selectivity),
            selectivity_of_mean: tuning_curves(&driven, mean)
                .iter()
                .map(|c| selectivity(c))
                .collect(),
            half_width: of_curves(&|curve| half_width(curve).to_degrees()),
            preferred: of_curves(&|curve| preferred(curve).to_degrees()),
            rates: neurons.clone().map(|n| mean(&seen.neuron(n))).collect(),
            lifetime: neurons
                .clone()
                .map(|n| sparseness(&seen.neuron(n)))
                .collect(),
            population: (0..UNSEEN)
                .map(|patch| sparseness(&seen.population(patch)))
                .collect(),
            fano: neurons
                .map(|n| mean_of_numbers(counts[n].iter().map(|trials| fano(trials))))
                .collect(),
            noise_correlation: pairs
                .map(|(a, b)| noise_correlation(&counts[a], &counts[b]))
                .collect(),
            curves,
        })
    }

    fn conclude(setup: &Setup, outcomes: &[(Task, Outcome)]) -> Result<Findings> {
        let mut findings = Findings::default();
        let mut neurons = Table::new(
            "neurons",
            &[
                "network",
                "seed",
                "neuron",
                "rate",
                "selectivity",
                "selectivity_of_mean",
                "half_width_degrees",
                "preferred_degrees",
                "lifetime_sparseness",
                "fano_factor",
            ],
        );
        for (task, o) in outcomes {
            let network = KINDS[usize::from(!task.trained)].1;
            for n in 0..o.rates.len() {
                neurons.row(&[
                    &network,
                    &task.seed,
                    &n,
                    &o.rates[n],
                    &o.selectivity[n],
                    &o.selectivity_of_mean[n],
                    &o.half_width[n],
                    &o.preferred[n],
                    &o.lifetime[n],
                    &o.fano[n],
                ]);
            }
        }
        findings.tables.push(neurons);
        for (trained, name) in KINDS {
            let mut read = |what: &str, unit, measure: &dyn Fn(&Outcome) -> f64| {
                let estimate = over_seeds(outcomes, trained, measure);
                findings
                    .readings
                    .push(Reading::new(format!("{what}, {name}"), unit, estimate));
            };
            let driven = |o: &Outcome, values: &[f64]| -> Vec<f64> {
                let neurons = values
                    .iter()
                    .zip(&o.curves)
                    .filter(|(_, curve)| is_driven(curve));
                neurons.map(|(value, _)| *value).collect()
            };
            read("share of neurons driven by gratings", "", &|o| {
                driven(o, &o.rates).len() as f64 / o.rates.len() as f64
            });
            read("selectivity 1 − CV of modulation, median", "", &|o| {
                median(&driven(o, &o.selectivity))
            });
            read("the same of the mean rate", "", &|o| {
                median(&driven(o, &o.selectivity_of_mean))
            });
            read("half width at half height, median", "°", &|o| {
                median(&driven(o, &o.half_width))
            });
            read("spikes in a presentation, median neuron", "", &|o| {
                median(&o.rates)
            });
            read("lifetime sparseness, mean", "", &|o| {
                mean_of_numbers(o.lifetime.clone())
            });
            read("population sparseness, mean", "", &|o| {
                mean_of_numbers(o.population.clone())
            });
            read("skewness of rates", "", &|o| skewness(&o.rates));
            read("skewness of log rates", "", &|o| skewness(&logs(&o.rates)));
            let rejected =
                |values: &[f64]| f64::from(u8::from(lilliefors(values, 1999, 1).1 < 0.05));
            read(
                "share of seeds whose rates are not log-normal (Lilliefors, 5 %)",
                "",
                &|o| rejected(&logs(&o.rates)),
            );
            read("share of seeds whose rates are not normal", "", &|o| {
                rejected(&o.rates)
            });
            read("Fano factor, mean", "", &|o| {
                mean_of_numbers(o.fano.clone())
            });
            read("noise correlation, mean", "", &|o| {
                mean_of_numbers(o.noise_correlation.clone())
            });
            read("noise correlation, mean magnitude", "", &|o| {
                mean_of_numbers(o.noise_correlation.iter().map(|r| r.abs()))
            });
        }
        if let Some((_, first)) = outcomes.iter().find(|(task, _)| task.trained) {
            findings
                .figures
                .push(("receptive-fields".into(), fields_figure(first)));
            let shape = [first.fields.len(), SIDE * SIDE];
            findings.arrays.push(Array::new(
                "receptive-fields",
                &shape,
                first.fields.concat(),
            ));
            let shape = [first.curves.len(), ORIENTATIONS];
            findings
                .arrays
                .push(Array::new("tuning-curves", &shape, first.curves.concat()));
        }
        findings
            .figures
            .push(("population".into(), population_figure(setup, outcomes)));
        Ok(findings)
    }
}

/// A generative network whose outputs are the channels of a patch.
pub fn design() -> Result<Design, DesignError> {
    let mut design = Design::preset("generative")?;
    design.network.hidden = 64;
    design.network.outputs = CHANNELS;
    Ok(design)
}

fn logs(rates: &[f64]) -> Vec<f64> {
    rates
        .iter()
        .filter(|rate| **rate > 0.0)
        .map(|rate| rate.ln())
        .collect()
}

fn is_driven(curve: &[f64]) -> bool {
    curve.iter().any(|modulation| *modulation >= DRIVEN)
}

fn scaled(rates: &[f64], window: u16) -> Vec<f64> {
    rates.iter().map(|rate| rate * f64::from(window)).collect()
}

fn over_seeds(
    outcomes: &[(Task, Outcome)],
    trained: bool,
    measure: &dyn Fn(&Outcome) -> f64,
) -> Estimate {
    let runs = outcomes.iter().filter(|(task, _)| task.trained == trained);
    Estimate::of(
        &runs
            .map(|(_, outcome)| measure(outcome))
            .collect::<Vec<_>>(),
    )
}

/// All gratings, `[frequency][orientation][phase]` in one list.
fn gratings() -> Vec<Stimulus> {
    let mut stimuli = Vec::new();
    for frequency in FREQUENCIES {
        for orientation in 0..ORIENTATIONS {
            for phase in 0..PHASES {
                let angle = orientation as f64 * std::f64::consts::PI / ORIENTATIONS as f64;
                let phase = phase as f64 * std::f64::consts::TAU / PHASES as f64;
                stimuli.push(clamped(grating(angle, frequency, phase)));
            }
        }
    }
    stimuli
}

/// The tuning curve of each neuron: `measure` of the rates at all phases for every orientation, at the frequency of the
/// largest value.
fn tuning_curves(responses: &Responses, measure: fn(&[f64]) -> f64) -> Vec<Vec<f64>> {
    let best = |neuron: usize| {
        let rates = responses.neuron(neuron);
        let curves = rates
            .chunks(ORIENTATIONS * PHASES)
            .map(|rates| rates.chunks(PHASES).map(measure).collect::<Vec<f64>>());
        let peak = |curve: &[f64]| curve.iter().copied().fold(0.0, f64::max);
        curves
            .max_by(|a, b| peak(a).total_cmp(&peak(b)))
            .unwrap_or_default()
    };
    (0..responses.neurons).map(best).collect()
}

/// The receptive field of each hidden neuron: the weights to ON channels minus those to OFF channels, in nats.
fn fields(design: &Design, weights: &Weights) -> Vec<Vec<f64>> {
    let layout = design.layout();
    let quantum = 0.5_f64.powi(design.synapse.quantum_log2 as i32);
    let weight = |hidden, output| {
        f64::from(
            weights
                .get(&layout, Bundle::Out { hidden, output })
                .unwrap_or(0),
        ) * quantum
    };
    let pixels = SIDE * SIDE;
    let field = |hidden| {
        (0..pixels)
            .map(|pixel| weight(hidden, pixel) - weight(hidden, pixels + pixel))
            .collect()
    };
    (0..layout.hidden).map(field).collect()
}

fn fields_figure(outcome: &Outcome) -> Figure {
    let mut order: Vec<usize> = (0..outcome.rates.len()).collect();
    let key = |n: usize| {
        if is_driven(&outcome.curves[n]) {
            outcome.selectivity[n]
        } else {
            -1.0
        }
    };
    order.sort_by(|&a, &b| key(b).total_cmp(&key(a)));
    let images = order.iter().map(|&n| outcome.fields[n].clone()).collect();
    let step = 180.0 / ORIENTATIONS as f64;
    let examples = [0, order.len() / 4, order.len() / 2, order.len() - 1];
    let series = examples.iter().enumerate().map(|(colour, &place)| {
        let n = order[place];
        let curve = &outcome.curves[n];
        // the circle is closed
        let points =
            (0..=ORIENTATIONS).map(|k| Point::new(k as f64 * step, curve[k % ORIENTATIONS]));
        let name = if is_driven(curve) {
            format!("1 − CV = {:.2}", outcome.selectivity[n])
        } else {
            "not driven".into()
        };
        Series::new(name, colour, Mark::LineDots, points)
    });
    Figure::row(
        "Hidden neurons after learning patches of photographs",
        vec![
            Panel::Mosaic(Mosaic {
                title: "Receptive fields, ON (blue) less OFF, most selective first".into(),
                width: SIDE,
                images,
                reach: None,
            }),
            Panel::Plot(Plot {
                title: "Tuning to gratings".into(),
                x: Axis::new("orientation (°)").from_to(0.0, 180.0),
                y: Axis::new("modulation (spikes in a presentation)").from_to(0.0, 1.0),
                series: series.collect(),
                ..Plot::default()
            }),
        ],
        "One network, seed 1. The colours of each receptive field reach from minus its largest value (orange) to its largest value (blue). \
         Neurons that gratings do not drive come last. The curves are of the first neuron, of two further on and of the last one; CV is the \
         circular variance, and the modulation is the change of the rate with the phase of the grating.",
    )
}

/// The figure of the cumulative distributions over neurons or pairs, with bands over seeds.
fn population_figure(setup: &Setup, outcomes: &[(Task, Outcome)]) -> Figure {
    type Values<'a> = &'a dyn Fn(&Outcome) -> Vec<f64>;
    let panel = |title: &str, x: Axis, of: &str, values: Values| {
        let (low, high) = x.range.unwrap_or((0.0, 1.0));
        let series = KINDS.iter().enumerate().map(|(colour, (trained, name))| {
            let points = (0..=60).map(|step| {
                let at = low + f64::from(step) / 60.0 * (high - low);
                over_seeds(outcomes, *trained, &|outcome| {
                    let values = values(outcome);
                    let below = values.iter().filter(|value| **value <= at).count();
                    below as f64 / values.iter().filter(|value| value.is_finite()).count() as f64
                })
                .at(at)
            });
            Series::new(*name, colour, Mark::Line, points)
        });
        Panel::Plot(Plot {
            title: title.into(),
            series: series.collect(),
            x,
            y: Axis::percent(of).from_to(0.0, 1.0),
            ..Plot::default()
        })
    };
    let neurons = "neurons below";
    Figure {
        title: "Responses of hidden neurons to gratings and to photographs".into(),
        columns: 2,
        panels: vec![
            panel(
                "Orientation selectivity",
                Axis::new("1 − circular variance of the modulation").from_to(0.0, 0.6),
                neurons,
                &|o| o.selectivity.clone(),
            ),
            panel(
                "Rates",
                Axis::new("spikes in a presentation").from_to(0.0, 1.0),
                neurons,
                &|o| o.rates.clone(),
            ),
            panel(
                "Variability over trials",
                Axis::new("Fano factor").from_to(0.0, 3.0),
                neurons,
                &|o| o.fano.clone(),
            ),
            panel(
                "Correlation over trials",
                Axis::new("noise correlation").from_to(-0.3, 0.3),
                "pairs below",
                &|o| o.noise_correlation.clone(),
            ),
        ],
        caption: setup.intervals(
            "Cumulative distributions: the share of the values that do not exceed the one on the horizontal axis. Bands",
        ),
    }
}
