//! The switching activity of the circuit while it learns and classifies, and an estimate of the energy.

pub mod activity;
pub mod counting;
pub mod estimate;
mod panels;
pub mod run;
mod task;

use anyhow::{Result, ensure};
use yuragi_engines::Kind;

use activity::DRIVERS;
use counting::{Counted, Counter, Phase};
use estimate::{Chip, Parts, Range, chips};
use task::{All, CASES, Outcome, Task, each};

use super::statistics::Estimate;
use crate::error::ExperimentError;
use crate::experiment::{Experiment, Sizes};
use crate::findings::{Findings, Reading, Table};
use crate::setup::Setup;

/// The experiment `energy`.
pub struct Energy;

/// The number of images while learning is counted.
const LESSONS: usize = 64;
/// The number of images while classification is counted, and the presentations of each.
const QUESTIONS: (usize, u16) = (8, 8);

impl Experiment for Energy {
    type Task = Task;
    type Outcome = Outcome;

    const NAME: &'static str = "energy";
    const QUESTION: &'static str = "How many bits change in the circuit while it learns and classifies, and how much energy may that take?";
    const REVISION: u32 = 1;
    const SIZES: Sizes = Sizes {
        seeds: 5,
        presentations: 100_000,
    };

    fn tasks(setup: &Setup) -> Result<Vec<Task>> {
        setup.lessons()?;
        if setup.bench.kind == Kind::Serial {
            return Err(ExperimentError::Setting {
                name: Self::NAME,
                found: "the engine serial".into(),
                expected: "model or rtl, because signals inside a board cannot be counted".into(),
            }
            .into());
        }
        let seeds = 1..=setup.seeds;
        let tasks = seeds.flat_map(|seed| [false, true].map(|learned| Task { learned, seed }));
        Ok(tasks.collect())
    }

    fn perform(setup: &Setup, task: &Task) -> Result<Outcome> {
        let setup = &setup.of_split(task.seed)?;
        let mut counter = Counter::new(&setup.design)?;
        let weights = if task.learned {
            Some(setup.learned(&setup.design, task.seed)?.weights()?)
        } else {
            None
        };
        let (lessons, split) = (setup.lessons()?, setup.split(task.seed)?);
        let material = (&setup.data, &lessons);
        let (questions, repeats) = QUESTIONS;
        let first = |images: &[usize], n: usize| images[..images.len().min(n)].to_vec();
        counter.prepare(task.seed, weights.as_ref())?;
        let shown = first(&split.test, questions);
        let inference = counter.run(Phase::Inference, material, &shown, repeats)?;
        let shown = first(&split.train, LESSONS);
        let learning = counter.run(Phase::Learning, material, &shown, 1)?;
        ensure!(
            learning.presentations > 0 && inference.presentations > 0,
            "the data set has no image"
        );
        Ok(Outcome {
            learning,
            inference,
            flip_flops: counter.structure.registers(),
            blocks: counter.blocks(),
            uncounted: counter.uncounted(),
        })
    }

    fn conclude(setup: &Setup, outcomes: &All) -> Result<Findings> {
        let mut findings = Findings::default();
        findings.tables.push(toggles(outcomes));
        numbers(outcomes, &mut findings);
        energies(outcomes, &mut findings);
        findings.tables.push(assumptions());
        findings.figures = panels::figures(setup, outcomes);
        remarks(outcomes, &mut findings);
        Ok(findings)
    }
}

/// The cells in alphabetical order.
fn cells(outcomes: &All) -> Vec<String> {
    let counted = outcomes
        .iter()
        .flat_map(|(_, o)| &o.learning.activity.toggles);
    let cells: std::collections::BTreeSet<String> =
        counted.map(|(cell, _, _)| cell.clone()).collect();
    cells.into_iter().collect()
}

fn toggles(outcomes: &All) -> Table {
    let header = ["case", "cell", "driver", "seeds", "toggles", "low", "high"];
    let mut table = Table::new("toggles", &header);
    for (learned, phase, case) in CASES {
        for cell in cells(outcomes) {
            for (driver, name) in DRIVERS {
                let e = each(outcomes, learned, phase, |counted| {
                    counted.activity.toggles(Some(&cell), Some(driver))
                });
                if e.mean > 0.0 {
                    table.row(&[&case, &cell, &name, &e.n, &e.mean, &e.low, &e.high]);
                }
            }
        }
    }
    table
}

/// A quantity that was counted, with its name.
type Number = (&'static str, fn(&Counted) -> u64);

/// The quantities per presentation. The first ones are part of the result.
const NUMBERS: [Number; 13] = [
    ("bits that change", |c| c.activity.toggles(None, None)),
    ("clock cycles", |c| c.cycles),
    ("updates of p-bits", |c| c.updates.all()),
    ("words of the row memory written", |c| {
        c.activity.written("row_memory")
    }),
    ("words of the row memory read and used", |c| c.words.read),
    ("flip-flops that change", |c| {
        c.activity.toggles(None, Some(activity::Driver::Register))
    }),
    ("bits of memory outputs that change", |c| {
        c.activity.toggles(None, Some(activity::Driver::Memory))
    }),
    ("draws of the encoder", |c| c.updates.encoder),
    ("draws of neurons", |c| c.updates.neurons),
    ("draws of synapses", |c| c.updates.synapses),
    ("synapses flipped by evidence", |c| c.updates.flipped),
    ("words of the potentials written", |c| {
        c.activity.written("potential_banks")
    }),
    ("words of the scratch memory written", |c| {
        c.activity.written("scratch_memory")
    }),
];
const RESULT: usize = 5;

fn numbers(outcomes: &All, findings: &mut Findings) {
    let mut table = Table::new(
        "numbers",
        &["case", "number", "seeds", "mean", "low", "high"],
    );
    for (learned, phase, case) in CASES {
        for (index, (name, number)) in NUMBERS.into_iter().enumerate() {
            let e = each(outcomes, learned, phase, number);
            table.row(&[&case, &name, &e.n, &e.mean, &e.low, &e.high]);
            if index < RESULT {
                let name = format!("{name} a presentation, {case}");
                findings.readings.push(Reading::new(name, "", e));
            }
        }
    }
    findings.tables.push(table);
}

/// The low and the high end of the range over the networks of a case, each with its interval.
fn energy(outcomes: &All, learned: bool, of: impl Fn(&Outcome) -> Range) -> (Estimate, Estimate) {
    let own = outcomes.iter().filter(|(task, _)| task.learned == learned);
    let (low, high): (Vec<f64>, Vec<f64>) = own
        .map(|(_, outcome)| of(outcome))
        .map(|range| (range.low, range.high))
        .unzip();
    (Estimate::of(&low), Estimate::of(&high))
}

fn energies(outcomes: &All, findings: &mut Findings) {
    let header = [
        "chip",
        "case",
        "part",
        "seeds",
        "assumed least (nJ)",
        "assumed most (nJ)",
    ];
    let mut table = Table::new("energy-estimate", &header);
    for chip in chips() {
        for (learned, phase, case) in CASES {
            let part = |pick: &dyn Fn(&Parts) -> Range| {
                energy(outcomes, learned, |outcome| {
                    pick(&Parts::of(&chip, &outcome.events(phase)))
                })
            };
            for index in 0..4 {
                let (low, high) = part(&|parts| parts.named()[index].1);
                let name = Parts::of(&chip, &outcomes[0].1.events(phase)).named()[index].0;
                let (least, most) = (low.mean * 1e9, high.mean * 1e9);
                table.row(&[&chip.name, &case, &name, &low.n, &least, &most]);
            }
            let (low, high) = part(&|parts| parts.total());
            let (least, most) = (low.mean * 1e9, high.mean * 1e9);
            table.row(&[&chip.name, &case, &"all", &low.n, &least, &most]);
            for (end, found) in [("least", low), ("most", high)] {
                let name = format!(
                    "estimate of energy a presentation, {end}, {}, {case}",
                    chip.name
                );
                findings
                    .readings
                    .push(Reading::new(name, "nJ", scaled(found, 1e9)));
            }
            let updates = |outcome: &Outcome| {
                let counted = outcome.phase(phase);
                counted.updates.all() as f64 / counted.presentations as f64
            };
            let (low, high) = energy(outcomes, learned, |outcome| {
                let parts = Parts::of(&chip, &outcome.events(phase));
                parts.total().over(updates(outcome))
            });
            for (end, found) in [("least", low), ("most", high)] {
                let name = format!("estimate of energy an update, {end}, {}, {case}", chip.name);
                findings
                    .readings
                    .push(Reading::new(name, "pJ", scaled(found, 1e12)));
            }
        }
    }
    findings.tables.push(table);
}

fn scaled(e: Estimate, factor: f64) -> Estimate {
    Estimate {
        mean: e.mean * factor,
        low: e.low * factor,
        high: e.high * factor,
        ..e
    }
}

/// The table of all constants of the estimate with their sources.
fn assumptions() -> Table {
    let mut table = Table::new(
        "assumptions",
        &["chip", "constant", "unit", "least", "most", "source"],
    );
    for chip in chips() {
        for (name, unit, range, source) in constants(&chip) {
            table.row(&[&chip.name, &name, &unit, &range.low, &range.high, &source]);
        }
    }
    table
}

type Constant = (&'static str, &'static str, Range, &'static str);

fn constants(chip: &Chip) -> [Constant; 6] {
    let measured = chip.name == "UP5K";
    let pico = |range: Range| range.over(1e-12);
    [
        (
            "clock network, a cycle",
            "pJ",
            pico(chip.cycle),
            if measured {
                "currents at 16 and 48 MHz on the loop; at 12 MHz against a halted clock (ice40_power)"
            } else {
                "as the UP5K, the most by 7680/5280 for the larger chip: an assumption"
            },
        ),
        (
            "a flip-flop's clock, a cycle",
            "pJ",
            pico(chip.flip_flop),
            "none, or all that a further counter of 28 bits takes (ice40_power)",
        ),
        (
            "a change of a named bit",
            "pJ",
            pico(chip.toggle),
            "all that a further counter takes by its 2 changes a cycle; what a product of 8 by 8 bits takes by the named bits that change (ice40_power)",
        ),
        (
            "an access to a block RAM",
            "pJ",
            pico(chip.access),
            "no published figure: half of and a whole access to a cache of 8 KB in 45 nm, by bits (Horowitz, ISSCC 2014)",
        ),
        (
            "power at rest",
            "mW",
            chip.rest.over(1e-3),
            if measured {
                "currents of a blank chip and with a halted clock (ice40_power)"
            } else {
                "a static current of the core of 1.14 mA at 1.2 and 1.26 V: the data sheet's typical value as remembered, to be checked against it"
            },
        ),
        (
            "clock of the board",
            "MHz",
            Range::exact(chip.clock / 1e6),
            "constraints of icebreaker and hx8k-breakout",
        ),
    ]
}

fn remarks(outcomes: &All, findings: &mut Findings) {
    findings.remarks.push(
        "an estimate, never a measurement: E = cycles (e_clock + flip-flops e_ff) + toggles e_toggle + accesses e_access + I_static V t, \
         each constant within a range; see assumptions.csv"
            .into(),
    );
    findings.remarks.push(format!(
        "{} flip-flops, {} blocks of RAM of 4 kbit, all clocked in every cycle; {} named nets were not counted",
        outcomes.first().map_or(0, |(_, o)| o.flip_flops),
        outcomes.first().map_or(0, |(_, o)| o.blocks.0),
        outcomes.first().map_or(0, |(_, o)| o.uncounted),
    ));
    findings.remarks.push(
        "there is no estimate for an ECP5, because only the vendor's calculator says anything about its dynamic power".into(),
    );
    for chip in chips() {
        for (name, unit, range, source) in constants(&chip) {
            findings.remarks.push(format!(
                "{}: {name}: {:.4} to {:.4} {unit}: {source}",
                chip.name, range.low, range.high
            ));
        }
    }
}
