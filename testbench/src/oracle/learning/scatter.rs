//! How far weights scatter about a maximum of the likelihood: measured on an exact law, and by theory to first order in a quantum.

use super::cases::hidden_unit;
use super::chain::Chain;
use super::kernel::Kernel;
use yuragi_model::network::Registers;

/// A symmetric matrix of two bundles: of the first, of both, of the second.
pub type Symmetric = [f64; 3];

/// Variances, and the covariance between them, of the first two bundles of a law over weights, in nats².
pub fn covariance(chain: &Chain, law: &[f64]) -> Symmetric {
    let quantum = chain.quantum();
    let at = |weights: usize, bundle: usize| chain.weight(weights, bundle) as f64 * quantum;
    let mean =
        |f: &dyn Fn(usize) -> f64| law.iter().enumerate().map(|(w, p)| p * f(w)).sum::<f64>();
    let means = [0, 1].map(|b| mean(&|w| at(w, b)));
    let second = |a: usize, b: usize| mean(&|w| (at(w, a) - means[a]) * (at(w, b) - means[b]));
    [second(0, 0), second(0, 1), second(1, 1)]
}

/// The mean square move of each bundle in a presentation, in quanta², in a law over weights.
pub fn mean_squares(chain: &Chain, cycle: &[Kernel], law: &[f64]) -> Vec<f64> {
    let mut squares = vec![0.0; chain.bundles()];
    let mut here = law.to_vec();
    for kernel in cycle {
        for (weights, p) in here.iter().enumerate() {
            let (to, q) = kernel.row(weights);
            for (&to, q) in to.iter().zip(q) {
                for (bundle, square) in squares.iter_mut().enumerate() {
                    let moved = chain.weight(to as usize, bundle) - chain.weight(weights, bundle);
                    *square += p * q * (moved * moved) as f64 / cycle.len() as f64;
                }
            }
        }
        here = kernel.apply(&here);
    }
    squares
}

/// The symmetric Σ with F·Σ + Σ·F = C.
pub fn lyapunov(f: Symmetric, c: Symmetric) -> Symmetric {
    // for two by two, Σ = (C + det F · F⁻¹·C·F⁻¹)/(2·tr F)
    let det = f[0] * f[2] - f[1] * f[1];
    let inverse = [f[2] / det, -f[1] / det, f[0] / det];
    let inner = sandwich(inverse, c);
    let trace = f[0] + f[2];
    [0, 1, 2].map(|n| (c[n] + det * inner[n]) / (2.0 * trace))
}

/// A·C·A.
fn sandwich(a: Symmetric, c: Symmetric) -> Symmetric {
    let ac = [
        [a[0] * c[0] + a[1] * c[1], a[0] * c[1] + a[1] * c[2]],
        [a[1] * c[0] + a[2] * c[1], a[1] * c[1] + a[2] * c[2]],
    ];
    [
        ac[0][0] * a[0] + ac[0][1] * a[1],
        ac[0][0] * a[1] + ac[0][1] * a[2],
        ac[1][0] * a[1] + ac[1][1] * a[2],
    ]
}

/// A hidden neuron with an input and a bias that learns behind an output with fixed weights, as the theory sees it at the maximum of
/// the likelihood, where the network fits what it is shown: for x = 1 and x = 0, each half of the time.
#[derive(Clone, Debug)]
pub struct HiddenUnit {
    /// Weights to the output, of the neuron and of the bias, in nats.
    pub output: [f64; 2],
    /// P(y = 1 | x), for x = 1 and x = 0, in 1/256.
    pub shown: [u8; 2],
}

/// What the evidence of a hidden neuron is like for one input.
#[derive(Clone, Copy, Debug)]
struct Seen {
    /// The mean over y of g², g the mean evidence given y: the information.
    information: f64,
    /// How often there is evidence if one draw decides both spikes: the mean of |g|.
    one: f64,
    /// The same with a draw for each.
    two: f64,
}

fn logistic(a: f64) -> f64 {
    1.0 / (1.0 + (-a).exp())
}

impl HiddenUnit {
    /// The case that can be enumerated.
    pub fn chain(&self, quantum_log2: u32, bits: u32, registers: Registers) -> Chain {
        let nats = |a: f64| (a * f64::from(1 << quantum_log2)).round() as i64;
        let output = self.output.map(nats);
        let shown = self.shown;
        let stimuli: [&[u8]; 2] = [&[255, shown[0]], &[0, shown[1]]];
        hidden_unit(quantum_log2, bits, registers, output, &stimuli)
    }

    fn seen(&self, shown: u8) -> Seen {
        let [weight, bias] = self.output;
        let (on, off) = (logistic(weight + bias), logistic(bias));
        let q = f64::from(shown) / 256.0;
        let a = (q - off) / (on - off);
        let v = (a / (1.0 - a)).ln();
        let mut seen = Seen {
            information: 0.0,
            one: 0.0,
            two: 0.0,
        };
        for (p, signal) in [
            (q, (on / off).ln()),
            (1.0 - q, ((1.0 - on) / (1.0 - off)).ln()),
        ] {
            let b = logistic(v + signal);
            seen.information += p * (b - a) * (b - a);
            seen.one += p * (b - a).abs();
            seen.two += p * (a + b - 2.0 * a * b);
        }
        seen
    }

    /// Σ over inputs of a value for each, times x·xᵗ; bundles together, or each by itself.
    fn over_inputs(&self, together: f64, value: impl Fn(Seen) -> f64) -> Symmetric {
        let [on, off] = self.shown.map(|shown| value(self.seen(shown)) / 2.0);
        [on, on * together, on + off]
    }

    /// F, the information of one observation, 1/nats².
    pub fn information(&self) -> Symmetric {
        self.over_inputs(1.0, |seen| seen.information)
    }

    /// How often there is evidence.
    pub fn evidence(&self, one_draw: bool) -> f64 {
        let of = |seen: Seen| if one_draw { seen.one } else { seen.two };
        self.shown
            .map(|shown| of(self.seen(shown)) / 2.0)
            .iter()
            .sum()
    }

    /// D/p_flip: the mean products of the moves of both bundles in a presentation, over the probability of a flip.
    fn moves(&self, registers: Registers, one_draw: bool) -> Symmetric {
        let (flip, noise) = (
            f64::from(registers.flip) / 256.0,
            f64::from(registers.noise) / 128.0,
        );
        // both flip only if each does
        let moves = self.over_inputs(flip, |seen| if one_draw { seen.one } else { seen.two });
        // one hidden neuron and the bias take turns
        let noise = noise / 2.0 / flip;
        [moves[0] + noise, moves[1], moves[2] + noise]
    }

    /// Σ by theory, F·Σ + Σ·F = (δ/p)·D, in nats².
    pub fn scatter(&self, quantum: f64, registers: Registers, one_draw: bool) -> Symmetric {
        let moves = self.moves(registers, one_draw);
        lyapunov(self.information(), moves.map(|d| quantum * d))
    }

    /// The observations of each bundle, 2·p_flip/(δ·D).
    pub fn observations(&self, quantum: f64, registers: Registers, one_draw: bool) -> [f64; 2] {
        let moves = self.moves(registers, one_draw);
        [moves[0], moves[2]].map(|d| 2.0 / (quantum * d))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_equation_is_solved() {
        let (f, c) = ([0.7, 0.3, 0.4], [1.1, -0.2, 0.6]);
        let s = lyapunov(f, c);
        let found = [
            2.0 * (f[0] * s[0] + f[1] * s[1]),
            f[0] * s[1] + f[1] * s[2] + s[0] * f[1] + s[1] * f[2],
            2.0 * (f[1] * s[1] + f[2] * s[2]),
        ];
        let equal = found.iter().zip(c).all(|(a, b)| (a - b).abs() < 1e-12);
        assert!(equal, "{found:?}");
    }
}
