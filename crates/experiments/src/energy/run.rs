//! What a learning run took: events that follow from the run and its design, and an estimate of the energy from changes
//! that the experiment has counted in a circuit of the same design.

use serde::Deserialize;
use yuragi_hardware::costs;
use yuragi_model::design::Design;

use super::counting::Phase;
use super::estimate::{Range, chips};
use super::task::CASES;

/// A number that the experiment has printed: a name and a mean over its seeds.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Number {
    /// The name of the reading.
    pub name: String,
    /// The mean.
    pub mean: f64,
}

/// What the experiment has counted in a circuit.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Measured {
    /// The design of the circuit.
    pub design: Design,
    /// The name of the images that were shown.
    pub data: String,
    /// Its readings.
    #[serde(rename = "readings")]
    numbers: Vec<Number>,
}

impl Measured {
    /// What a page of results has: rows `| name | mean (low to high) | unit |`. The page must be of this design.
    pub fn of_page(page: &str, design: Design, data: &str) -> Self {
        let row = |line: &str| {
            let mut cells = line.strip_prefix("| ")?.split(" | ");
            let (name, value) = (cells.next()?.to_owned(), cells.next()?);
            let mean = value.split(' ').next()?.parse().ok()?;
            Some(Number { name, mean })
        };
        Self {
            design,
            data: data.into(),
            numbers: page.lines().filter_map(row).collect(),
        }
    }

    /// Whether a design makes the same circuit with the same registers. Its seed does not matter.
    pub fn is_of(&self, design: &Design) -> bool {
        let mut same = design.clone();
        same.random.seed = self.design.random.seed;
        same == self.design
    }

    /// The estimate for a presentation on each chip, in joules: of an untrained and of a trained network, from the least
    /// to the most. None if a number is missing.
    pub fn energies(&self, phase: Phase) -> Option<Vec<(&'static str, Range)>> {
        let of = |chip: &'static str| {
            let end = |end: &str, pick: fn(f64, f64) -> f64| {
                self.over(phase, pick, &|case| {
                    format!("estimate of energy a presentation, {end}, {chip}, {case}")
                })
            };
            let (low, high) = (end("least", f64::min)?, end("most", f64::max)?);
            Some((chip, Range { low, high }.over(1e9)))
        };
        chips().iter().map(|chip| of(chip.name)).collect()
    }

    /// The words of the row memory that a presentation of learning writes, of an untrained and of a trained network.
    pub fn words_written(&self) -> Option<Range> {
        let of = |pick| {
            self.over(Phase::Learning, pick, &|case| {
                format!("words of the row memory written a presentation, {case}")
            })
        };
        Some(Range {
            low: of(f64::min)?,
            high: of(f64::max)?,
        })
    }

    /// The least or the most of a number over the cases of a phase.
    fn over(
        &self,
        phase: Phase,
        pick: fn(f64, f64) -> f64,
        name: &dyn Fn(&str) -> String,
    ) -> Option<f64> {
        let cases = CASES.iter().filter(|(_, of, _)| *of == phase);
        let numbers = cases.map(|(_, _, case)| {
            let name = name(case);
            let found = self.numbers.iter().find(|number| number.name == name)?;
            found.mean.is_finite().then_some(found.mean)
        });
        numbers
            .collect::<Option<Vec<f64>>>()?
            .into_iter()
            .reduce(pick)
    }
}

/// The draws of a presentation of learning, in which all outputs are clamped: those of the encoder (inputs and outputs),
/// and those of neurons (prediction, resampling by Gibbs sweeps, and read-out). The draws of synapses are not among them,
/// because their number depends on the evidence.
pub fn draws(design: &Design) -> [(&'static str, u64); 4] {
    let network = &design.network;
    let [inputs, hidden, outputs] =
        [network.inputs(), network.hidden(), network.outputs()].map(|n| n as u64);
    [
        ("encoder", inputs + outputs),
        ("prediction", hidden),
        ("Gibbs sweeps", u64::from(design.sampling.sweeps) * hidden),
        ("read-out", outputs),
    ]
}

/// The clock cycles of a presentation of learning, from one in which nothing flips to one in which all words are
/// rewritten, without those of commands of the host. None if there is background fluctuation, for which no exact number
/// is known.
pub fn cycles(design: &Design) -> Option<[u64; 2]> {
    let cycles = costs::cycles(design);
    (design.noise_register() == 0).then_some([cycles.total_min, cycles.total])
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = include_str!("../../../../docs/results/experiments/energy-numbers.md");

    #[test]
    fn the_page_of_results_has_every_number() {
        let design = Design::preset("digits").expect("a preset");
        let measured = Measured::of_page(PAGE, design.clone(), "digits");
        let learning = measured.energies(Phase::Learning).expect("numbers");
        let inference = measured.energies(Phase::Inference).expect("numbers");
        for ((chip, learning), (_, inference)) in learning.iter().zip(&inference) {
            // a presentation takes more cycles while the network learns
            assert!(inference.low < learning.low, "{chip}");
            assert!(
                1e-9 < learning.low && learning.low < learning.high,
                "{chip}"
            );
            assert!(learning.high < 1e-5, "{chip}: {learning:?}");
        }
        let words = measured.words_written().expect("numbers");
        assert!(0.0 < words.low && words.low < words.high);
        let mut other = design.clone();
        other.random.seed += 1;
        assert!(measured.is_of(&other));
        other.synapse.flip = 0.5;
        assert!(!measured.is_of(&other));
        // a number that is missing is not known
        let without = PAGE.replace("least, HX8K, learning, trained", "gone");
        let measured = Measured::of_page(&without, design, "digits");
        assert_eq!(measured.energies(Phase::Learning), None);
    }
}
