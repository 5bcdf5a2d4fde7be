//! What learning samples, compared with the Bayesian posterior over weights, by enumeration; and the sampler of that posterior
//! that larger networks are compared with.

use yuragi_model::chance::SplitMix64;
use yuragi_model::network::Stimulus;
use yuragi_testbench::oracle::chain::draw;
use yuragi_testbench::oracle::coupling::Draws;
use yuragi_testbench::oracle::learning::cases::{
    bundle, data, design, hidden_bundle, registers, unit,
};
use yuragi_testbench::oracle::learning::kernel::{Kernel, stationary};
use yuragi_testbench::oracle::learning::scatter::{HiddenUnit, covariance};
use yuragi_testbench::oracle::learning::{Chain, Fault};
use yuragi_testbench::oracle::posterior::{
    Gibbs, closest, landscape, mean_log_likelihood, posterior,
};
use yuragi_testbench::oracle::sigmoid;
use yuragi_testbench::statistics::{FALSE_ALARM, GROUPS, Suite, multinomial, total_variation};

const SEED: u64 = 0xba1e5;

/// The law of the weights in the long run if stimuli are drawn at random.
fn law(chain: &Chain) -> Vec<f64> {
    stationary(&Kernel::cycle(chain, &chain.random_period()))
}

fn normalised(p: Vec<f64>) -> Vec<f64> {
    let total: f64 = p.iter().sum();
    p.into_iter().map(|p| p / total).collect()
}

/// Births and deaths: detailed balance gives the law of one bundle with the table's σ to rounding, whatever p_flip, and with the real
/// σ it is 2·cosh(δw/2)·exp(λw − δw²/2), λ = ln(q/(1 − q)).
#[test]
fn one_bundle_has_a_closed_form() {
    for (quantum_log2, q) in [(2, 192), (3, 128), (4, 150)] {
        let of = |flip| bundle(quantum_log2, 7, registers(flip, 0), &[&[q]]);
        let chain = of(256);
        let (found, slow) = (law(&chain), law(&of(60)));
        let q = f64::from(q) / 256.0;
        let mut log = vec![0.0_f64];
        for w in -64..63 {
            let (here, next) = (sigmoid(w, quantum_log2), sigmoid(w + 1, quantum_log2));
            log.push(log[log.len() - 1] + (q * (1.0 - here) / ((1.0 - q) * next)).ln());
        }
        let most = log.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let balance = normalised(log.iter().map(|l| (l - most).exp()).collect());
        let quantum = chain.quantum();
        let closed = normalised(
            (-64..64)
                .map(|w| {
                    let a = f64::from(w) * quantum;
                    2.0 * (a / 2.0).cosh()
                        * (((q / (1.0 - q)).ln() * a - a * a / 2.0) / quantum).exp()
                })
                .collect(),
        );
        let (exact, table, time) = (
            total_variation(&found, &balance),
            total_variation(&found, &closed),
            total_variation(&found, &slow),
        );
        println!(
            "G = {quantum_log2}, q = {q}: {exact:.1e} from detailed balance, {table:.1e} from the closed form, {time:.1e} if flips are rare"
        );
        assert!(exact < 1e-9 && time < 1e-9);
        // a bin of the table is 1/32 nats wide, so a threshold is off by 1/64 nats at most and a ratio of neighbours by e^(1/32);
        // what is more than the law's width away hardly counts
        assert!(table < 1.0 / 32.0);
    }
}

/// Evidence is an unbiased estimate of the gradient of ln P(y | x, w): the mean move of every bundle is p_flip times the gradient, up to
/// the tables, if resampling ends in the posterior of h, as one sweep of one hidden neuron does.
#[test]
fn the_mean_move_is_the_gradient() {
    let stimuli: [&[u8]; 3] = [&[255, 200], &[0, 60], &[128, 255]];
    let chain = Chain::new(
        &design([1, 1, 1], 8, 5),
        registers(256, 0),
        data(&stimuli, 1),
    );
    let moment = chain.random_period()[0];
    let mut chance = SplitMix64::new(SEED);
    let (mut worst, mut largest): (f64, f64) = (0.0, 0.0);
    for _ in 0..200 {
        // not at a rail
        let weights: Vec<i64> = (0..chain.bundles())
            .map(|_| chance.within(-120, 119))
            .collect();
        let state = chain.state_of(&weights);
        let row = chain.step(moment, chain.fresh(state));
        for (bundle, &weight) in weights.iter().enumerate() {
            let moved =
                |next: usize| (chain.weight(chain.weights_of(next), bundle) - weight) as f64;
            let mean: f64 = row.iter().map(|&(next, p)| p * moved(next)).sum();
            // the same network in quanta 2^20 times as fine, one of them more and less
            let moved_by = |step: i64| {
                let mut fine = chain.network(state);
                fine.quantum_log2 += 20;
                let places = fine.fan_in.iter_mut().chain(&mut fine.fan_out).flatten();
                places
                    .enumerate()
                    .for_each(|(n, w)| *w = (*w << 20) + if n == bundle { step } else { 0 });
                mean_log_likelihood(&chain, &fine)
            };
            let step = 1 << 10;
            let gradient = (moved_by(step) - moved_by(-step)) / (2.0 * step as f64)
                * f64::from(1 << 20)
                / chain.quantum();
            worst = worst.max((mean - gradient).abs());
            largest = largest.max(gradient.abs());
        }
    }
    println!("gradients up to {largest:.3}, mean moves off by {worst:.4} at most");
    // v, u and the logit with its two softplus, each in bins of 1/32 nats: each threshold off by 1/64·1/4 at most, the softplus
    // by half a bin times its slope and half a quantum
    let softplus = 1.0 / 64.0 + chain.quantum() / 2.0;
    assert!(worst < (2.0 / 64.0 + 2.0 * softplus) / 4.0 + 1.0 / 256.0 && largest > 0.2);
}

/// Variances and correlation of the weights of a unit, in nats².
fn spread(chain: &Chain, law: &[f64]) -> [f64; 3] {
    let [x, xy, y] = covariance(chain, law);
    [x, y, xy / (x * y).sqrt()]
}

/// Where flips are certain, the weights scatter by one quantum·nat in every direction, whatever the data say; where they are rare,
/// closer to the posterior's shape; and where the background fluctuation outweighs them, closest.
#[test]
fn flips_that_are_rare_or_outweighed_by_noise_come_closer_to_the_posterior() {
    let stimuli: [&[u8]; 2] = [&[255, 160], &[0, 110]];
    let of = |flip, noise| {
        let chain = unit(3, 6, registers(flip, noise), &stimuli);
        let (law, landscape) = (law(&chain), landscape(&chain));
        let (observations, distance) = closest(&landscape, &law);
        let found = spread(&chain, &law);
        let ideal = spread(&chain, &posterior(&landscape, observations));
        println!(
            "flip {flip}, noise {noise}: {observations:.1} observations, TV {distance:.4}, variances and correlation {found:.3?}, posterior's {ideal:.3?}"
        );
        distance
    };
    let (certain, rare, outweighed) = (of(256, 0), of(8, 0), of(8, 64));
    assert!(certain > 2.0 * rare && rare > outweighed);
}

/// One bundle of a hidden neuron: births and deaths whose rates are differences of thresholds, and detailed balance gives the law
/// exactly, whatever p_flip. With two draws it is another law, and wider.
#[test]
fn one_bundle_of_a_hidden_neuron_has_a_closed_form() {
    for (quantum_log2, nats, q) in [(2, [2, -1], 160), (3, [2, -1], 140), (3, [4, -2], 90)] {
        let output = nats.map(|w: i64| w << quantum_log2);
        // ±8 nats: beyond the table a neuron has no evidence, and a weight that cannot move any more would stay wherever it began
        let bits = quantum_log2 + 4;
        let of = |flip| hidden_bundle(quantum_log2, bits, registers(flip, 0), output, &[&[q]]);
        let chain = of(256);
        let (found, slow) = (law(&chain), law(&of(60)));
        let q = f64::from(q) / 256.0;
        // how often the weight goes up and down
        let rates = |w: i64| {
            let network = chain.network(chain.state_of(&[w]));
            let v = network.potentials(&[]);
            let without = sigmoid(v[0], quantum_log2);
            let heard = |y| sigmoid(network.logit(&v, &[Some(y)], 0, 0), quantum_log2) - without;
            let (on, off) = (heard(true), heard(false));
            let up = q * on.max(0.0) + (1.0 - q) * off.max(0.0);
            (up, q * (-on).max(0.0) + (1.0 - q) * (-off).max(0.0))
        };
        let mut log = vec![0.0_f64];
        let half = 1 << (bits - 1);
        for w in -half..half - 1 {
            log.push(log[log.len() - 1] + (rates(w).0 / rates(w + 1).1).ln());
        }
        let most = log.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let balance = normalised(log.iter().map(|l| (l - most).exp()).collect());
        let (exact, time) = (
            total_variation(&found, &balance),
            total_variation(&found, &slow),
        );
        let two = law(&chain.with_fault(Fault::Draws(Draws::Two)));
        let variance = |law: &[f64]| {
            let at = |w: usize| chain.weight(w, 0) as f64 * chain.quantum();
            let mean = |f: &dyn Fn(usize) -> f64| -> f64 {
                law.iter().enumerate().map(|(w, p)| p * f(w)).sum()
            };
            mean(&|w| at(w) * at(w)) - mean(&at).powi(2)
        };
        let (one, two) = (variance(&found), variance(&two));
        println!(
            "G = {quantum_log2}, q = {q:.3}: {exact:.1e} from detailed balance, {time:.1e} if flips are rare; variance {one:.3} nats², with two draws {two:.3}"
        );
        // what is left is the end of the iteration that finds the law
        assert!(exact < 1e-6 && time < 1e-6);
        assert!(one < 0.8 * two);
    }
}

/// A hidden neuron's two bundles scatter as theory says, with one draw and with two; so one draw scatters less.
#[test]
fn hidden_bundles_scatter_as_theory_says() {
    let unit = HiddenUnit {
        output: [4.0, -2.0],
        shown: [150, 105],
    };
    for (flip, noise) in [(256, 0), (128, 0), (128, 8)] {
        let registers = registers(flip, noise);
        let chain = unit.chain(4, 6, registers);
        let of = |one: bool| {
            let chain = match one {
                true => chain.clone(),
                false => chain.with_fault(Fault::Draws(Draws::Two)),
            };
            let found = covariance(&chain, &law(&chain));
            let theory = unit.scatter(chain.quantum(), registers, one);
            println!(
                "flip {flip}, noise {noise}, one draw {one}: variances and covariance {found:.3?}, by theory {theory:.3?}"
            );
            let largest = theory[0].max(theory[2]);
            for (found, theory) in found.iter().zip(theory) {
                assert!((found - theory).abs() < 0.15 * largest);
            }
            found[0] + found[2]
        };
        assert!(of(true) < 0.9 * of(false));
    }
}

/// The Gibbs sampler of the posterior leaves the enumerated posterior as it is, and finds it from a corner.
#[test]
fn the_sampler_of_the_posterior_is_right() {
    let mut suite = Suite::of("bayes");
    let chain = Chain::new(
        &design([1, 1, 1], 2, 0),
        registers(256, 0),
        data(
            &[&[255, 255], &[255, 255], &[255, 0], &[0, 0], &[0, 255]],
            1,
        ),
    );
    let shown = |stimulus: &Stimulus| {
        (
            vec![stimulus.intensities[0] == 255],
            vec![stimulus.intensities[1] == 255],
        )
    };
    let observations: Vec<(Vec<bool>, Vec<bool>)> =
        chain.data().iter().chain(chain.data()).map(shown).collect();
    let landscape = landscape(&chain);
    let exact = posterior(&landscape, observations.len() as f64);
    let state = |gibbs: &Gibbs| {
        let network = gibbs.network();
        let weights: Vec<i64> = network
            .fan_in
            .iter()
            .chain(&network.fan_out)
            .flatten()
            .copied()
            .collect();
        chain.state_of(&weights)
    };
    let mut chance = SplitMix64::new(SEED);
    let mut after = |start: &dyn Fn(&mut SplitMix64) -> usize, sweeps: usize, draws: usize| {
        let mut counts = vec![0; exact.len()];
        for _ in 0..draws {
            let network = chain.network(start(&mut chance));
            let mut gibbs = Gibbs::new(network, chain.bits(), observations.clone(), chance.word());
            (0..sweeps).for_each(|_| gibbs.sweep());
            counts[state(&gibbs)] += 1;
        }
        counts
    };
    let from_posterior = |chance: &mut SplitMix64| draw(&exact, chance);
    let (kept, found) = (after(&from_posterior, 1, 60_000), after(&|_| 0, 30, 5_000));
    suite.check("a sweep leaves the posterior", multinomial(&kept, &exact));
    suite.check("30 sweeps from a corner", multinomial(&found, &exact));
    suite.hold();
    for observations in [5.0, 20.0] {
        let p = multinomial(&kept, &posterior(&landscape, observations));
        println!("posterior of {observations} instead of 10 observations: p {p:.1e}");
        assert!(p < FALSE_ALARM / GROUPS.len() as f64);
    }
}
