//! Two spikes drawn together: with the retrograde signal and without it.
//!
//! A state of hidden and prediction spikes is one number: bit j is h_j, bit H + j is ĥ_j. A distribution over such pairs of states has
//! 4^H entries.

use crate::oracle::chain::product;

/// The joint law of a spike and its prediction spike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Joint {
    /// P(spike, prediction spike), silence first: `p[h][ĥ]`.
    pub p: [[f64; 2]; 2],
}

impl Joint {
    /// Any law whose spikes have the probabilities `spike` and `prediction`: all such laws differ in one number, how often both
    /// spike, which is at least spike + prediction − 1 and at most the smaller of the two.
    pub fn with_both(spike: f64, prediction: f64, both: f64) -> Self {
        Self {
            p: [
                [1.0 - spike - prediction + both, prediction - both],
                [spike - both, both],
            ],
        }
    }

    /// One uniform draw, held against both probabilities: the maximal coupling.
    pub fn one_draw(spike: f64, prediction: f64) -> Self {
        Self {
            p: [
                [1.0 - spike.max(prediction), (prediction - spike).max(0.0)],
                [(spike - prediction).max(0.0), spike.min(prediction)],
            ],
        }
    }

    /// A draw for each.
    pub fn two_draws(spike: f64, prediction: f64) -> Self {
        Self::with_both(spike, prediction, spike * prediction)
    }

    /// One draw r for the spike, 1 − r for the prediction spike: they differ as often as they can.
    pub fn antithetic(spike: f64, prediction: f64) -> Self {
        Self::with_both(spike, prediction, (spike + prediction - 1.0).max(0.0))
    }

    /// The mean of the evidence, spike minus prediction spike.
    pub fn mean(&self) -> f64 {
        self.p[1][0] - self.p[0][1]
    }

    /// How often there is evidence: also the mean of its square.
    pub fn evidence(&self) -> f64 {
        self.p[1][0] + self.p[0][1]
    }

    /// The variance of the evidence.
    pub fn variance(&self) -> f64 {
        self.evidence() - self.mean() * self.mean()
    }
}

/// Which draw decides a prediction spike. All but the first are mistakes, which tests must reject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Draws {
    /// The draw that decides the neuron's spike in the last pass of resampling: the law of the specification.
    One,
    /// That of step 2, from which the hidden state starts: the law before this one, with two draws.
    Two,
    /// A draw of its own in the last pass.
    Fresh,
    /// The draw that decides the neuron's spike in the pass before the last one, which for a single pass is that of step 2.
    PassBefore,
    /// In the last pass the draw of the neuron before it; for the first neuron, of the last one.
    Neighbour,
    /// One draw turned upside down.
    Antithetic,
    /// The right draw, held against the threshold with the retrograde signal.
    Logit,
}

impl Draws {
    /// All mistakes.
    pub const FAULTS: [Self; 6] = [
        Self::Two,
        Self::Fresh,
        Self::PassBefore,
        Self::Neighbour,
        Self::Antithetic,
        Self::Logit,
    ];

    /// Whether pass `pass` of `passes`, counted from 1, draws prediction spikes.
    fn predicts(self, pass: u32, passes: u32) -> bool {
        match self {
            Self::Two => false,
            Self::PassBefore => pass < passes,
            _ => true,
        }
    }

    /// The law of the spike of a neuron and of the prediction spike that the same draw decides.
    fn joint(self, spike: f64, prediction: f64) -> Joint {
        match self {
            Self::One | Self::Two | Self::PassBefore | Self::Neighbour => {
                Joint::one_draw(spike, prediction)
            }
            Self::Fresh => Joint::two_draws(spike, prediction),
            Self::Antithetic => Joint::antithetic(spike, prediction),
            Self::Logit => Joint::one_draw(spike, spike),
        }
    }
}

/// Passes of resampling over H neurons.
pub struct Passes<'a> {
    /// The order in which neurons take their turns.
    pub order: &'a [usize],
    /// P(h_j = 1) for a state of the hidden spikes and j.
    pub spike: &'a [Vec<f64>],
    /// P(ĥ_j = 1).
    pub prediction: &'a [f64],
    /// Whether spikes that change in a pass count for the neurons after them, as they must.
    pub renewed: bool,
    /// Which draw decides a prediction spike.
    pub draws: Draws,
}

impl Passes<'_> {
    /// The law of both kinds of spikes after so many passes, from their law before.
    pub fn resample(&self, before: &[f64], passes: u32) -> Vec<f64> {
        (1..=passes).fold(before.to_vec(), |pairs, pass| {
            let predicts = self.draws.predicts(pass, passes);
            if self.renewed {
                return self.pass(pairs, None, predicts);
            }
            // a pass from each hidden state by itself, which all neurons go by
            let hidden = self.prediction.len();
            let mut sum = vec![0.0; pairs.len()];
            for state in 0..1 << hidden {
                let mut part = vec![0.0; pairs.len()];
                let own = (0..1 << hidden).map(|predicted| state | predicted << hidden);
                own.for_each(|pair| part[pair] = pairs[pair]);
                let after = self.pass(part, Some(state), predicts);
                sum.iter_mut().zip(after).for_each(|(sum, p)| *sum += p);
            }
            sum
        })
    }

    /// One pass. `frozen`: the hidden state that all neurons go by.
    fn pass(&self, mut pairs: Vec<f64>, frozen: Option<usize>, predicts: bool) -> Vec<f64> {
        let hidden = self.prediction.len();
        for &j in self.order {
            // whose prediction spike the draw of neuron j decides
            let whose = match self.draws {
                Draws::Neighbour => (j + 1) % hidden,
                _ => j,
            };
            let (h, p) = (1 << j, 1 << (hidden + whose));
            for silent in (0..pairs.len()).filter(|pair| pair & (h | p) == 0) {
                let state = frozen.unwrap_or(silent & ((1 << hidden) - 1));
                let cells = [[silent, silent | p], [silent | h, silent | h | p]];
                let before = cells.map(|row| row.map(|cell| pairs[cell]));
                let all: f64 = before.as_flattened().iter().sum();
                // most states cannot have come yet where a pass starts from a single one
                if all == 0.0 {
                    continue;
                }
                let spike = self.spike[state][j];
                let joint = self.draws.joint(spike, self.prediction[whose]).p;
                for (spiked, row) in cells.iter().enumerate() {
                    for (predicted, &cell) in row.iter().enumerate() {
                        pairs[cell] = if predicts {
                            all * joint[spiked][predicted]
                        } else {
                            let both = before[0][predicted] + before[1][predicted];
                            both * [1.0 - spike, spike][spiked]
                        };
                    }
                }
            }
        }
        pairs
    }
}

/// The law of both kinds of spikes where the hidden state starts as predicted.
pub fn afresh(prediction: &[f64]) -> Vec<f64> {
    let hidden = prediction.len();
    let mut pairs = vec![0.0; 1 << (2 * hidden)];
    for (state, p) in product(prediction).into_iter().enumerate() {
        pairs[state | state << hidden] = p;
    }
    pairs
}

/// The law of both kinds of spikes where the hidden state goes on from `last`.
pub fn going_on(prediction: &[f64], last: usize) -> Vec<f64> {
    let hidden = prediction.len();
    let mut pairs = vec![0.0; 1 << (2 * hidden)];
    for (predicted, p) in product(prediction).into_iter().enumerate() {
        pairs[last | predicted << hidden] = p;
    }
    pairs
}

/// The law of one neuron's two spikes.
pub fn of_neuron(pairs: &[f64], hidden: usize, j: usize) -> Joint {
    let mut p = [[0.0; 2]; 2];
    for (pair, probability) in pairs.iter().enumerate() {
        p[pair >> j & 1][pair >> (hidden + j) & 1] += probability;
    }
    Joint { p }
}

/// The law of the hidden spikes alone.
pub fn of_hidden(pairs: &[f64], hidden: usize) -> Vec<f64> {
    let mut p = vec![0.0; 1 << hidden];
    let states = pairs.iter().enumerate();
    states.for_each(|(pair, q)| p[pair & ((1 << hidden) - 1)] += q);
    p
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes(draws: Draws) -> Vec<f64> {
        let spike = vec![
            vec![0.3, 0.9],
            vec![0.3, 0.2],
            vec![0.6, 0.9],
            vec![0.6, 0.2],
        ];
        let prediction = [0.5, 0.4];
        let passes = Passes {
            order: &[0, 1],
            spike: &spike,
            prediction: &prediction,
            renewed: true,
            draws,
        };
        passes.resample(&going_on(&prediction, 2), 1)
    }

    /// From h = (0, 1): neuron 0 has thresholds 0.6 and 0.5, neuron 1 then 0.2 or 0.9, and 0.4.
    #[test]
    fn a_pass_by_hand() {
        let one = passes(Draws::One);
        // h = (1, 0): r < 0.6, then r ≥ 0.2
        assert!((one[0b00_01] - 0.1 * 0.6).abs() < 1e-12);
        assert!((one[0b10_01] - 0.1 * 0.2).abs() < 1e-12);
        assert!((one[0b11_01] - 0.5 * 0.2).abs() < 1e-12);
        // h = (0, 1): r ≥ 0.6, then r < 0.9
        assert!((one[0b00_10] - 0.4 * 0.5).abs() < 1e-12);
        assert!((one[0b10_10] - 0.4 * 0.4).abs() < 1e-12);
        assert_eq!(one[0b01_10], 0.0);
        assert!((one.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        // two draws: the prediction is independent of what came before
        let two = passes(Draws::Two);
        assert!((two[0b11_01] - 0.6 * 0.8 * 0.5 * 0.4).abs() < 1e-12);
        assert_eq!(of_neuron(&passes(Draws::Logit), 2, 0).evidence(), 0.0);
        let antithetic = of_neuron(&passes(Draws::Antithetic), 2, 0);
        assert!((antithetic.p[1][1] - 0.1).abs() < 1e-12);
        // the draw of neuron 0 decides ĥ_1: r < 0.4, then h_0, too
        assert_eq!(passes(Draws::Neighbour)[0b10_00], 0.0);
    }

    /// Whatever decides the prediction spikes, hidden spikes have one law; and prediction spikes, unless they hear.
    #[test]
    fn marginals_are_kept() {
        let one = passes(Draws::One);
        for draws in Draws::FAULTS {
            let other = passes(draws);
            let same = of_hidden(&one, 2).into_iter().zip(of_hidden(&other, 2));
            same.for_each(|(a, b)| assert!((a - b).abs() < 1e-12, "{draws:?}"));
            for (j, p) in [0.5, 0.4].into_iter().enumerate() {
                let joint = of_neuron(&other, 2, j).p;
                let found = joint[0][1] + joint[1][1];
                assert_eq!((found - p).abs() < 1e-12, draws != Draws::Logit);
            }
        }
    }
}
