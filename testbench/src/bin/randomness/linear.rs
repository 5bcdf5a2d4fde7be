//! The tests that a generator linear over GF(2) must fail, and what a network sees of it.

use anyhow::Context;
use yuragi_model::Model;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;
use yuragi_model::network::Registers;
use yuragi_testbench::statistics::linear;
use yuragi_training::Lessons;
use yuragi_training::data::DataSet;

/// Linear complexity and rank of every stream. Whether just those failed that must.
pub fn linearity() -> bool {
    println!(
        "{:<26} {:>5} {:>11} {:>10} {:>6} {:>10}",
        "", "state", "complexity", "fails from", "rank", "fails from"
    );
    println!(
        "{:<26} {:>5} {:>11} {:>10} {:>6} {:>10}",
        "stream", "bits", "of a bit", "draws", "of 1024", "side"
    );
    let mut as_expected = true;
    for (name, state, draw, bytes) in linear::streams(1) {
        let found = linear::test(&bytes, draw);
        let number = |n: Option<usize>| n.map_or_else(|| "passes".to_owned(), |n| n.to_string());
        println!(
            "{name:<26} {:>5} {:>11} {:>10} {:>7} {:>10}",
            state.map_or_else(String::new, |bits| bits.to_string()),
            found.complexity,
            number(found.fails_from),
            found.rank,
            number(found.fails_at_side)
        );
        let fails = [found.fails_from.is_some(), found.fails_at_side.is_some()];
        as_expected &= fails == [state.is_some(); 2];
    }
    as_expected
}

/// Products of five standardised spikes, where none is rarer or more frequent than one in ten.
struct Fives {
    name: &'static str,
    sum: f64,
    products: u64,
}

impl Fives {
    fn new(name: &'static str) -> Self {
        Self {
            name,
            sum: 0.0,
            products: 0,
        }
    }

    /// Five spikes and their probabilities.
    fn add(&mut self, five: [(bool, f64); 5]) {
        if five.iter().all(|(_, p)| (0.1..=0.9).contains(p)) {
            let standard =
                |(spike, p): (bool, f64)| (f64::from(u8::from(spike)) - p) / (p * (1.0 - p)).sqrt();
            self.sum += five.into_iter().map(standard).product::<f64>();
            self.products += 1;
        }
    }

    /// Products of independent spikes have the mean 0 and the variance 1.
    fn print(&self) {
        let n = self.products as f64;
        let (mean, error) = (self.sum / n, 1.0 / n.sqrt());
        println!(
            "{:<44} {mean:>8.4} ± {error:.4} ({} products)",
            self.name, self.products
        );
    }
}

/// Whether neurons and pixels of `digits` see the relations of five bits, when it has learned and names images.
pub fn seen_by_digits() -> anyhow::Result<()> {
    let design = Design::preset("digits").context("a preset")?;
    let (data, mut chance) = (DataSet::digits()?, SplitMix64::new(1));
    let lessons = Lessons::new(&design, &data)?;
    let mut model = Model::new(&design)?;
    let registers = model.registers();
    model.set_registers(Registers {
        learn: true,
        ..registers
    })?;
    let mut image = || chance.below(data.len() as u64) as usize;
    for _ in 0..100_000 {
        model.set_stimulus(&lessons.lesson(&data, image()))?;
        model.present(1)?;
    }
    model.set_registers(registers)?;
    let mut neurons = Fives::new("five neurons of digits");
    let mut pixels = Fives::new("five pixels of digits");
    let mut others = Fives::new("five neurons at other distances");
    // 74 draws of the neuron cell and 37 of the encoder a presentation; three presentations are looked at
    let mut last: Vec<[Vec<(bool, f64)>; 2]> = Vec::new();
    for _ in 0..400_000 {
        let stimulus = lessons.question(&data, image());
        model.set_stimulus(&stimulus)?;
        model.present(1)?;
        let (spikes, potentials) = (model.spikes(), model.potentials());
        let thresholds = potentials
            .hidden
            .iter()
            .map(|&v| model.tables().threshold(v));
        let p = thresholds.map(|threshold| f64::from(threshold) / 65536.0);
        let q = stimulus
            .intensities
            .iter()
            .map(|&q| yuragi_testbench::oracle::intensity(q));
        last.push([
            spikes.predicted.iter().copied().zip(p).collect(),
            spikes.inputs.iter().copied().zip(q).collect(),
        ]);
        if let [first, second, third] = &last[..] {
            for j in 0..26 {
                let [now, next] = [&first[0], &second[0]];
                neurons.add([now[j], now[j + 13], now[j + 19], now[j + 38], next[j + 15]]);
            }
            for j in 0..25 {
                let [now, next] = [&first[0], &second[0]];
                others.add([now[j], now[j + 14], now[j + 19], now[j + 38], next[j + 15]]);
            }
            for unit in 0..6 {
                let [now, next, then] = [&first[1], &second[1], &third[1]];
                let five = [
                    now[unit],
                    now[unit + 40],
                    now[unit + 58],
                    next[unit + 4],
                    then[unit + 30],
                ];
                pixels.add(five);
            }
            last.remove(0);
        }
    }
    neurons.print();
    others.print();
    pixels.print();
    Ok(())
}
