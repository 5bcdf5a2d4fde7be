//! How the parameters of a synapse change the accuracy, and what they cost.

mod sweeps;

use std::collections::BTreeMap;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use yuragi_boards::toolchain;
use yuragi_figures::{Axis, Figure, Mark, Panel, Plot, Point, Series};
use yuragi_hardware::costs::{self, RamShapes};
use yuragi_model::design::Design;
use yuragi_model::options::{Ablation, Options};

use super::statistics::Estimate;
use crate::experiment::{Experiment, Sizes};
use crate::findings::{Findings, Reading, Table};
use crate::setup::Setup;
use sweeps::{Sweep, Variant, scaled, sweeps, wanted_flip, widths};

/// The experiment `synapse`.
pub struct Synapse;

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Task {
    Learn { variant: Variant, seed: u64 },
    Synthesise { bits: u32 },
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The test accuracy.
    Accuracy(f64),
    /// The number of LUT4 of the core.
    Tables(u64),
}

/// The numbers of bits of a weight for which the core is synthesised.
const SYNTHESISED: [u32; 5] = [4, 6, 8, 10, 12];

impl Experiment for Synapse {
    type Task = Task;
    type Outcome = Outcome;

    const NAME: &'static str = "synapse";
    const QUESTION: &'static str = "How many synapses does a connection need, how strong should they be, how often should they flip, and what do they cost?";
    const REVISION: u32 = 1;
    const SIZES: Sizes = Sizes {
        seeds: 5,
        presentations: 200_000,
    };

    fn tasks(setup: &Setup) -> Result<Vec<Task>> {
        setup.must_have_one_hidden_layer(Self::NAME)?;
        setup.lessons()?;
        let mut variants: Vec<Variant> = sweeps(&setup.design)
            .iter()
            .flat_map(|sweep| &sweep.lines)
            .flat_map(|line| line.places.iter().map(|(_, variant)| *variant))
            .collect();
        variants.sort_unstable();
        variants.dedup();
        let mut tasks = Vec::new();
        // the size of a circuit needs its tools, which may not be installed
        if toolchain::find("yosys").is_ok() {
            tasks.extend(SYNTHESISED.map(|bits| Task::Synthesise { bits }));
        }
        for variant in variants {
            tasks.extend((1..=setup.seeds).map(|seed| Task::Learn { variant, seed }));
        }
        Ok(tasks)
    }

    fn perform(setup: &Setup, task: &Task) -> Result<Outcome> {
        match *task {
            Task::Synthesise { bits } => {
                let variant = scaled(&setup.design, bits);
                let design = variant.design(&setup.design);
                Ok(Outcome::Tables(toolchain::core_tables(&design)?))
            }
            Task::Learn { variant, seed } => {
                let design = variant.design(&setup.design);
                let options = Options::default()
                    .without((!variant.uniform).then_some(Ablation::UniformPrior));
                let engine = setup.ablated(&design, options)?;
                let mut session = setup.session(engine, &design, seed)?;
                session.advance(setup.presentations)?;
                Ok(Outcome::Accuracy(session.test(&mut |_| ())?.accuracy()))
            }
        }
    }

    fn conclude(setup: &Setup, outcomes: &[(Task, Outcome)]) -> Result<Findings> {
        let results = Results::new(outcomes);
        let design = &setup.design;
        let mut findings = Findings::default();
        let mut table = Table::new(
            "accuracy",
            &[
                "sweep",
                "line",
                "bits",
                "quantum_log2",
                "flip",
                "hidden",
                "uniform_prior",
                "row_memory_bits",
                "seeds",
                "mean",
                "low",
                "high",
            ],
        );
        let mut panels = Vec::new();
        for sweep in sweeps(design) {
            for line in &sweep.lines {
                for (_, v) in &line.places {
                    let e = results.accuracy(v);
                    let flip = f64::from(v.flip) / 256.0;
                    table.row(&[
                        &sweep.name,
                        &line.name,
                        &v.bits,
                        &v.quantum_log2,
                        &flip,
                        &v.hidden,
                        &v.uniform,
                        &row_memory_bits(&v.design(design)),
                        &e.n,
                        &e.mean,
                        &e.low,
                        &e.high,
                    ]);
                }
            }
            panels.push(results.panel(&sweep));
        }
        panels.push(results.memory(design));
        panels.push(results.tables(design));
        results.read(setup, &mut findings);
        findings.tables.push(table);
        findings.tables.push(results.core_sizes(design));
        findings.remarks.extend(setup.remark_on_ablations());
        findings.remarks.extend(limited_flips(design));
        if results.tables.is_empty() {
            findings
                .remarks
                .push("yosys is not installed, so the LUT4 of the core are missing".into());
        }
        let figure = Figure {
            title: "Accuracy and cost for different numbers of synapses, sizes of a synapse and rates of flips".into(),
            columns: 2,
            panels,
            caption: setup.intervals("Error bars"),
        };
        findings.figures.push(("synapse".into(), figure));
        Ok(findings)
    }
}

/// The remark on the weights whose p_flip cannot be in proportion to their quantum.
fn limited_flips(design: &Design) -> Option<String> {
    let limited: Vec<String> = widths(design)
        .filter(|&bits| scaled(design, bits).design(design).validate().is_ok())
        .filter_map(|bits| {
            let (wanted, drawn) = (wanted_flip(design, bits), scaled(design, bits).flip);
            let limited = wanted.round() != f64::from(drawn);
            let [wanted, drawn] = [wanted, f64::from(drawn)].map(|flip| flip / 256.0);
            limited.then(|| format!("B = {bits}: {drawn} instead of {wanted}"))
        })
        .collect();
    (!limited.is_empty()).then(|| {
        format!(
            "p_flip cannot be scaled with the quantum beyond 1/256 to 1, so some lines marked as scaled are not: {}",
            limited.join(", ")
        )
    })
}

/// The number of bits of the row memory.
fn row_memory_bits(design: &Design) -> u64 {
    let memories = costs::memories(design, RamShapes::ICE40);
    let rows = memories.iter().find(|memory| memory.name == "row memory");
    rows.map_or(0, |memory| memory.depth * memory.width)
}

/// The outcomes by variant.
struct Results {
    accuracies: BTreeMap<Variant, Vec<f64>>,
    tables: BTreeMap<u32, u64>,
}

impl Results {
    fn new(outcomes: &[(Task, Outcome)]) -> Self {
        let mut results = Self {
            accuracies: BTreeMap::new(),
            tables: BTreeMap::new(),
        };
        for (task, outcome) in outcomes {
            match (task, *outcome) {
                (Task::Learn { variant, .. }, Outcome::Accuracy(accuracy)) => {
                    results
                        .accuracies
                        .entry(*variant)
                        .or_default()
                        .push(accuracy);
                }
                (Task::Synthesise { bits }, Outcome::Tables(tables)) => {
                    results.tables.insert(*bits, tables);
                }
                _ => {}
            }
        }
        results
    }

    /// The accuracies, one for each seed.
    fn of(&self, variant: &Variant) -> &[f64] {
        self.accuracies.get(variant).map_or(&[], Vec::as_slice)
    }

    fn accuracy(&self, variant: &Variant) -> Estimate {
        Estimate::of_shares(self.of(variant))
    }

    fn panel(&self, sweep: &Sweep) -> Panel {
        let series = sweep.lines.iter().enumerate().map(|(colour, line)| {
            let points = line
                .places
                .iter()
                .map(|(x, variant)| self.accuracy(variant).at(*x));
            Series::new(&line.name, colour, Mark::LineDots, points)
        });
        plot(sweep.title, sweep.axis.clone(), series.collect())
    }

    /// The accuracy against the size of the row memory, for different numbers of hidden neurons.
    fn memory(&self, design: &Design) -> Panel {
        let lines = sweeps(design)
            .pop()
            .map(|sweep| sweep.lines)
            .unwrap_or_default();
        let series = lines.into_iter().enumerate().map(|(colour, line)| {
            let point = |(_, v): &(f64, Variant)| {
                self.accuracy(v)
                    .at(row_memory_bits(&v.design(design)) as f64)
            };
            let points: Vec<Point> = line.places.iter().map(point).collect();
            Series::new(line.name, colour, Mark::LineDots, points)
        });
        plot(
            "Memory of the weights, as hidden neurons are added",
            Axis::log("row memory (bits)"),
            series.collect(),
        )
    }

    /// The accuracy against the size of the core, for different numbers of bits of a weight.
    fn tables(&self, design: &Design) -> Panel {
        let series = self
            .tables
            .iter()
            .enumerate()
            .map(|(colour, (&bits, &tables))| {
                let point = self.accuracy(&scaled(design, bits)).at(tables as f64);
                Series::new(format!("B = {bits}"), colour, Mark::Dots, [point])
            });
        plot(
            "Size of the core, as bits are added to a weight",
            Axis::new("LUT4 of the core (iCE40)"),
            series.collect(),
        )
    }

    fn core_sizes(&self, design: &Design) -> Table {
        let mut table = Table::new(
            "cores",
            &[
                "bits",
                "synapses_of_a_bundle",
                "lut4",
                "row_memory_bits",
                "accuracy",
            ],
        );
        for (&bits, tables) in &self.tables {
            let variant = scaled(design, bits);
            let memory = row_memory_bits(&variant.design(design));
            table.row(&[
                &bits,
                &((1 << bits) - 1),
                tables,
                &memory,
                &self.accuracy(&variant).mean,
            ]);
        }
        table
    }

    /// Adds the readings.
    fn read(&self, setup: &Setup, findings: &mut Findings) {
        let design = &setup.design;
        let base = Variant::of(design);
        let mut add =
            |what: String, estimate| findings.readings.push(Reading::new(what, "", estimate));
        add("test accuracy of the design".into(), self.accuracy(&base));
        for bits in SYNTHESISED {
            let variant = scaled(design, bits);
            if bits < base.bits && !self.of(&variant).is_empty() {
                let what = format!(
                    "lost with B = {bits}, G = {}, flips as rare",
                    variant.quantum_log2
                );
                add(
                    what,
                    Estimate::of_differences_of_shares(self.of(&base), self.of(&variant)),
                );
            }
        }
        let independent = Variant {
            uniform: false,
            ..base
        };
        add(
            "independent synapses, same G".into(),
            self.accuracy(&independent),
        );
        // the best of eleven is slightly biased upwards
        let best = (self.accuracies.keys())
            .filter(|v| !v.uniform)
            .max_by(|a, b| self.accuracy(a).mean.total_cmp(&self.accuracy(b).mean));
        if let Some(best) = best {
            add(
                format!("independent synapses, best G = {}", best.quantum_log2),
                self.accuracy(best),
            );
            let difference = Estimate::of_differences_of_shares(self.of(&base), self.of(best));
            add("gained by the uniform prior over that".into(), difference);
        }
    }
}

fn plot(title: &str, x: Axis, series: Vec<Series>) -> Panel {
    Panel::Plot(Plot {
        title: title.into(),
        x,
        y: Axis::percent("test accuracy").from_to(0.0, 1.0),
        series,
        ..Plot::default()
    })
}
