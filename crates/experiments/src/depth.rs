//! What more layers are good for, and what they need to learn at all.

use anyhow::Result;
use serde::{Deserialize, Serialize};

use yuragi_figures::{Axis, Figure, Mark, Panel, Plot, Scale, Series, thousands};
use yuragi_model::Model;
use yuragi_model::design::{Design, DesignError};
use yuragi_model::network::{Registers, Stimulus};
use yuragi_training::{Order, SPIKES, best};

use crate::error::ExperimentError;
use crate::experiment::{Experiment, Sizes};
use crate::findings::{Findings, Reading, Table};
use crate::setup::Setup;
use crate::statistics::Estimate;

/// The experiment `depth`.
pub struct Depth;

/// The most hidden layers that are compared.
const DEEPEST: usize = 3;

/// The numbers of sweeps that are compared.
const SWEEPS: [u8; 2] = [1, 4];

/// The number of presentations over which the evidence of the first hidden layer is counted at the beginning.
const BEGINNING: u64 = 1000;

/// A kind of network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Kind {
    /// The number of hidden layers.
    layers: usize,
    /// Whether every layer also reaches the one after the next.
    skips: bool,
    /// Whether the first weights fill half of their range (N = B − 1) and not a sixteenth of it (N = B − 3 bits).
    wide: bool,
    /// The number of passes of Gibbs resampling in a presentation.
    sweeps: u8,
}

/// A network that learns with one seed.
#[derive(Clone, Debug, Serialize)]
pub struct Task {
    kind: Kind,
    seed: u64,
}

/// What a network learned.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Outcome {
    /// The share of the test images that are classified correctly.
    accuracy: f64,
    /// The share of the neurons of the first hidden layer with evidence, over the first presentations.
    evidence: f64,
}

impl Kind {
    fn all() -> Vec<Self> {
        let mut kinds = Vec::new();
        for layers in 1..=DEEPEST {
            for skips in [false, true] {
                // with one hidden layer, a skip from the inputs to the outputs is the only one
                for wide in [false, true] {
                    for sweeps in SWEEPS {
                        kinds.push(Self {
                            layers,
                            skips,
                            wide,
                            sweeps,
                        });
                    }
                }
            }
        }
        kinds
    }

    fn name(self) -> String {
        let layers = match self.layers {
            1 => "1 hidden layer".to_owned(),
            n => format!("{n} hidden layers"),
        };
        let skips = if self.skips { ", skips" } else { "" };
        format!("{layers}{skips}, {}", self.rest())
    }

    /// The name without the number of layers and the skips.
    fn rest(self) -> String {
        let start = if self.wide { "wide" } else { "narrow" };
        let sweeps = match self.sweeps {
            1 => "1 sweep".to_owned(),
            n => format!("{n} sweeps"),
        };
        format!("{start} first weights, {sweeps}")
    }

    /// The design of the experiment with as many hidden layers, each as large as its first one.
    fn design(self, design: &Design) -> Result<Design> {
        let mut made = design.clone();
        let neurons = design.network.hidden_layers()[0];
        made.network.set_hidden(&vec![neurons; self.layers]);
        made.network.skips = match self.skips {
            true => (2..made.network.layers.len())
                .map(|to| [to - 2, to])
                .collect(),
            false => Vec::new(),
        };
        made.synapse.initial = self.wide.then_some(design.synapse.bits - 1);
        made.sampling.sweeps = self.sweeps;
        made.validate()?;
        Ok(made)
    }
}

impl Experiment for Depth {
    type Task = Task;
    type Outcome = Outcome;

    const NAME: &'static str = "depth";
    const QUESTION: &'static str = "What do more hidden layers and skips bring, and what does a deep network need to learn at all?";
    const REVISION: u32 = 2;
    const SIZES: Sizes = Sizes {
        seeds: 5,
        presentations: 100_000,
    };

    fn design() -> Result<Design, DesignError> {
        Design::preset("digits")
    }

    fn tasks(setup: &Setup) -> Result<Vec<Task>> {
        setup.must_classify(Self::NAME)?;
        if setup.bench.kind != yuragi_engines::Kind::Model {
            return Err(ExperimentError::Setting {
                name: Self::NAME,
                found: format!("the engine {}", setup.bench.kind),
                expected: "the engine model, which counts the evidence of each layer".into(),
            }
            .into());
        }
        if setup.design.sampling.dwell != 1 {
            return Err(ExperimentError::Setting {
                name: Self::NAME,
                found: format!("sampling.dwell = {}", setup.design.sampling.dwell),
                expected: "1, because each image is presented once".into(),
            }
            .into());
        }
        setup.must_have_one_hidden_layer(Self::NAME)?;
        let kinds = Kind::all();
        for kind in &kinds {
            kind.design(&setup.design)?;
        }
        let seeds = 1..=setup.seeds;
        let tasks = seeds.flat_map(|seed| kinds.iter().map(move |&kind| Task { kind, seed }));
        Ok(tasks.collect())
    }

    fn perform(setup: &Setup, task: &Task) -> Result<Outcome> {
        let setup = &setup.of_split(task.seed)?;
        let design = task.kind.design(&setup.design)?;
        let split = setup.split(task.seed)?;
        let (data, outputs) = (&setup.data, setup.design.network.outputs());
        let mut model = Model::new(&design)?;
        model.reset_seed(task.seed);
        model.set_registers(Registers {
            learn: true,
            ..model.registers()
        })?;
        let mut order = Order::new(task.seed, split.train.len());
        let mut evidence = 0;
        let beginning = BEGINNING.min(setup.presentations);
        for shown in 0..setup.presentations {
            let image = split.train[order.image(shown)];
            model.set_stimulus(&Stimulus {
                intensities: [data.image(image), &data.class_target(image, outputs)].concat(),
                clamped: vec![true; outputs],
            })?;
            model.present(1)?;
            if shown < beginning {
                evidence += model.evidence_of(1).iter().filter(|&&e| e != 0).count();
            }
        }
        // the hidden state goes on while an image is classified, as in every engine
        model.set_registers(Registers {
            learn: false,
            dwell: u16::MAX,
            ..model.registers()
        })?;
        let mut right = 0;
        for &image in &split.test {
            model.set_stimulus(&Stimulus {
                intensities: [data.image(image), &vec![0; outputs]].concat(),
                clamped: vec![false; outputs],
            })?;
            model.present(SPIKES)?;
            let class = best(&model.counts()[..data.classes()]);
            right += usize::from(class == usize::from(data.label(image)));
        }
        let neurons = beginning as f64 * design.network.layers[1] as f64;
        Ok(Outcome {
            accuracy: right as f64 / split.test.len() as f64,
            evidence: evidence as f64 / neurons,
        })
    }

    fn conclude(setup: &Setup, outcomes: &[(Task, Outcome)]) -> Result<Findings> {
        let mut findings = Findings::default();
        let mut table = Table::new(
            "accuracy",
            &[
                "hidden layers",
                "skips",
                "first weights",
                "sweeps",
                "seeds",
                "accuracy",
                "low",
                "high",
                "evidence at first",
            ],
        );
        let of = |kind: Kind, value: fn(&Outcome) -> f64| -> Vec<f64> {
            let own = outcomes.iter().filter(|(task, _)| task.kind == kind);
            own.map(|(_, outcome)| value(outcome)).collect()
        };
        let plain = Kind {
            layers: 1,
            skips: false,
            wide: false,
            sweeps: 1,
        };
        for kind in Kind::all() {
            let accuracies = of(kind, |outcome| outcome.accuracy);
            let e = Estimate::of_shares(&accuracies);
            let evidence = Estimate::of_shares(&of(kind, |outcome| outcome.evidence));
            let start = if kind.wide { "wide" } else { "narrow" };
            table.row(&[
                &kind.layers,
                &kind.skips,
                &start,
                &kind.sweeps,
                &e.n,
                &e.mean,
                &e.low,
                &e.high,
                &evidence.mean,
            ]);
            let what = format!("test accuracy, {}", kind.name());
            findings.readings.push(Reading::new(what, "", e));
            let what = format!(
                "share of the first hidden layer with evidence in the first {} presentations, {}",
                thousands(BEGINNING.min(setup.presentations)),
                kind.name()
            );
            findings.readings.push(Reading::new(what, "", evidence));
            if kind != plain {
                let first = of(plain, |outcome| outcome.accuracy);
                let gained = Estimate::of_differences_of_shares(&accuracies, &first);
                let what = format!("accuracy gained over {}: {}", plain.name(), kind.name());
                findings.readings.push(Reading::new(what, "", gained));
            }
        }
        findings.tables.push(table);
        let panels = [false, true].map(|skips| {
            panel(skips, &|kind| {
                Estimate::of_shares(&of(kind, |outcome| outcome.accuracy))
            })
        });
        let title = format!(
            "Hidden layers of {} neurons that learn {} for {} presentations",
            setup.design.network.hidden(),
            setup.what_is_learned(),
            thousands(setup.presentations)
        );
        let figure = Figure::row(&title, panels.into(), setup.intervals("Bands"));
        findings.figures.push(("accuracy".into(), figure));
        Ok(findings)
    }
}

/// The accuracy against the number of hidden layers, with or without skips.
fn panel(skips: bool, estimate: &dyn Fn(Kind) -> Estimate) -> Panel {
    let mut series = Vec::new();
    for (colour, (wide, sweeps)) in [(false, 1), (false, 4), (true, 1), (true, 4)]
        .into_iter()
        .enumerate()
    {
        let kind = |layers| Kind {
            layers,
            skips,
            wide,
            sweeps,
        };
        let points = (1..=DEEPEST).map(|layers| estimate(kind(layers)).at((layers - 1) as f64));
        series.push(Series::new(kind(1).rest(), colour, Mark::Line, points));
    }
    let names = (1..=DEEPEST).map(|layers| layers.to_string()).collect();
    let title = if skips { "with skips" } else { "without skips" };
    Panel::Plot(Plot {
        title: title.into(),
        x: Axis::new("hidden layers").scaled(Scale::Names(names)),
        y: Axis::percent("test accuracy").from_to(0.0, 1.0),
        series,
        ..Plot::default()
    })
}
