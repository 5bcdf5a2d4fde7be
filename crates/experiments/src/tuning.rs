//! Whether hidden neurons that have learned natural images respond like neurons in visual cortex.

mod panels;
mod task;

use anyhow::Result;

use yuragi_engines::Engine;
use yuragi_model::Model;
use yuragi_model::design::{Design, DesignError};
use yuragi_model::network::{Stimulus, Weights};
use yuragi_model::shape::Source;

use super::chain::Chain;
use super::orientation::{half_width, modulation, preferred, selectivity};
use super::population::{
    fano, lilliefors, mean, mean_of_numbers, median, noise_correlation, skewness, sparseness,
};
use super::responses::Responses;
use super::retina::{CHANNELS, Part, Photographs, SIDE, clamped, grating};
use crate::error::ExperimentError;
use crate::experiment::{Experiment, Sizes};
use crate::findings::{Array, Findings, Reading, Table};
use crate::setup::Setup;
use panels::{fields_figure, population_figure};
use task::{KINDS, ORIENTATIONS, Outcome, Task, is_driven, over_seeds};

/// The experiment `tuning`.
pub struct Tuning;
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

    const PHOTOGRAPHS: bool = true;

    fn data(setup: &Setup) -> Result<(String, String)> {
        let photographs = Photographs::load(setup.photographs.as_deref())?;
        let name = match &setup.photographs {
            Some(folder) => format!("photographs in {}", folder.display()),
            None => "photographs".into(),
        };
        Ok((name, photographs.fingerprint))
    }

    fn tasks(setup: &Setup) -> Result<Vec<Task>> {
        let network = &setup.design.network;
        if network.inputs() != 0 || network.outputs() != CHANNELS {
            return Err(ExperimentError::Setting {
                name: Self::NAME,
                found: format!(
                    "{} inputs and {} outputs",
                    network.inputs(),
                    network.outputs()
                ),
                expected: format!("0 inputs and {CHANNELS} outputs for ON and OFF channels"),
            }
            .into());
        }
        setup.must_have_one_hidden_layer(Self::NAME)?;
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
        // the ranges of what is read
        let (share, correlation) = ((0.0, 1.0), (-1.0, 1.0));
        let (positive, any) = ((0.0, f64::INFINITY), (f64::NEG_INFINITY, f64::INFINITY));
        for (trained, name) in KINDS {
            let mut read = |what: &str, unit, range, measure: &dyn Fn(&Outcome) -> f64| {
                let estimate = over_seeds(outcomes, trained, range, measure);
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
            read("share of neurons driven by gratings", "", share, &|o| {
                driven(o, &o.rates).len() as f64 / o.rates.len() as f64
            });
            read(
                "selectivity 1 − CV of modulation, median",
                "",
                share,
                &|o| median(&driven(o, &o.selectivity)),
            );
            read("the same of the mean rate", "", share, &|o| {
                median(&driven(o, &o.selectivity_of_mean))
            });
            read("half width at half height, median", "°", positive, &|o| {
                median(&driven(o, &o.half_width))
            });
            read("spikes in a presentation, median neuron", "", share, &|o| {
                median(&o.rates)
            });
            read("lifetime sparseness, mean", "", share, &|o| {
                mean_of_numbers(o.lifetime.clone())
            });
            read("population sparseness, mean", "", share, &|o| {
                mean_of_numbers(o.population.clone())
            });
            read("skewness of rates", "", any, &|o| skewness(&o.rates));
            read("skewness of log rates", "", any, &|o| {
                skewness(&logs(&o.rates))
            });
            let rejected =
                |values: &[f64]| f64::from(u8::from(lilliefors(values, 1999, 1).1 < 0.05));
            read(
                "share of seeds whose rates are not log-normal (Lilliefors, 5 %)",
                "",
                share,
                &|o| rejected(&logs(&o.rates)),
            );
            read(
                "share of seeds whose rates are not normal",
                "",
                share,
                &|o| rejected(&o.rates),
            );
            read("Fano factor, mean", "", positive, &|o| {
                mean_of_numbers(o.fano.clone())
            });
            read("noise correlation, mean", "", correlation, &|o| {
                mean_of_numbers(o.noise_correlation.clone())
            });
            read("noise correlation, mean magnitude", "", share, &|o| {
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
    design.network.layers = vec![0, 64, CHANNELS];
    Ok(design)
}

fn logs(rates: &[f64]) -> Vec<f64> {
    rates
        .iter()
        .filter(|rate| **rate > 0.0)
        .map(|rate| rate.ln())
        .collect()
}

fn scaled(rates: &[f64], window: u16) -> Vec<f64> {
    rates.iter().map(|rate| rate * f64::from(window)).collect()
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
    let shape = design.shape();
    let quantum = 0.5_f64.powi(design.synapse.quantum_log2 as i32);
    let weight = |hidden, output| {
        let weight = weights.get(&shape, Source::Layer(1), hidden, 2, output);
        f64::from(weight.unwrap_or(0)) * quantum
    };
    let pixels = SIDE * SIDE;
    let field = |hidden| {
        (0..pixels)
            .map(|pixel| weight(hidden, pixel) - weight(hidden, pixels + pixel))
            .collect()
    };
    (0..shape.hidden()).map(field).collect()
}
