//! One draw decides a hidden neuron's spike and its prediction spike: a maximal coupling. By enumeration, no sampling: the evidence has
//! the mean that two draws give it, and the least variance that any way of drawing both spikes allows.

use yuragi_model::chance::SplitMix64;
use yuragi_testbench::oracle::coupling::{Draws, Joint, afresh, of_neuron};
use yuragi_testbench::oracle::sampling::{Shown, random_design};
use yuragi_testbench::oracle::{Network, sigmoid, threshold};

/// Draws of 16 bits.
const ALL: u64 = 1 << 16;

/// Every threshold of the table, both signs, and beyond the table.
fn thresholds() -> Vec<u64> {
    // quanta of 1/32 nats: one for each bin
    let mut all: Vec<u64> = (-257..=257).map(|v| threshold(v, 5).into()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// How often of 65,536 draws a spike with this threshold and its prediction spike are (0, 0), (0, 1), (1, 0) and (1, 1).
fn counted(spike: u64, prediction: u64) -> [u64; 4] {
    let mut counts = [0; 4];
    for draw in 0..ALL {
        counts[usize::from(draw < spike) * 2 + usize::from(draw < prediction)] += 1;
    }
    counts
}

/// Every draw in turn: the table of both spikes is that of the oracle, min(a, b), 1 − max(a, b) and the rest.
#[test]
fn one_draw_is_the_maximal_coupling() {
    let all = thresholds();
    // some neighbours far out are equal
    assert!(all.len() > 500 && all[0] == 1 && all[all.len() - 1] == ALL - 1);
    let some: Vec<u64> = all.iter().copied().step_by(27).collect();
    for &b in &some {
        for &a in &some {
            let unit = |n: u64| n as f64 / ALL as f64;
            let joint = Joint::one_draw(unit(b), unit(a)).p;
            let found = counted(b, a).map(unit);
            assert_eq!(joint.as_flattened(), found, "thresholds {b} and {a}");
            assert_eq!(joint[1][1], unit(a.min(b)));
            assert_eq!(joint[0][0], unit(ALL - a.max(b)));
        }
    }
    println!("{} pairs of thresholds, all draws", some.len().pow(2));
}

/// All ways to draw two spikes with thresholds b and a differ in one number, the draws n of 65,536 with both: from a + b − 65,536 (or 0) to the
/// smaller of the two. In exact numbers: the mean is that of two draws for every n, the variance falls with n by 2 for each, and one draw
/// has the greatest n. The same is the optimum of a linear programme, whose vertices are the two ends.
#[test]
fn the_evidence_has_the_least_variance() {
    let all = thresholds();
    // in 1/65536 and 1/65536²
    let mean = |[_, down, up, _]: [u64; 4]| up as i64 - down as i64;
    let variance = |counts: [u64; 4]| {
        let often = (counts[1] + counts[2]) as i64;
        often * ALL as i64 - mean(counts).pow(2)
    };
    let with = |b: u64, a: u64, both: u64| [ALL + both - a - b, a - both, b - both, both];
    let (mut pairs, mut couplings) = (0, 0);
    for (n, &b) in all.iter().enumerate() {
        for (m, &a) in all.iter().enumerate() {
            let range = (a + b).saturating_sub(ALL)..=a.min(b);
            let one = with(b, a, a.min(b));
            let m_ = b as i64 - a as i64;
            assert_eq!(mean(one), m_);
            // P(evidence) = |b − a|, the variance |mean| − mean²
            assert_eq!(one[1] + one[2], b.abs_diff(a));
            assert_eq!(variance(one), m_.abs() * ALL as i64 - m_ * m_);
            // two draws, in 1/65536²
            let two = (b * (ALL - b) + a * (ALL - a)) as i64;
            assert!(variance(one) <= two, "{b} and {a}");
            // both ends, and for some pairs everything between
            let whole = n % 32 == 0 && m % 32 == 0;
            let step = if whole {
                1
            } else {
                (range.end() - range.start()).max(1)
            };
            let mut last = None;
            for both in range.clone().step_by(step as usize) {
                let counts = with(b, a, both);
                assert_eq!(counts.iter().sum::<u64>(), ALL);
                assert_eq!([counts[2] + both, counts[1] + both], [b, a]);
                assert_eq!(mean(counts), m_, "the mean does not depend on the coupling");
                let variance = variance(counts);
                if let Some(last) = last {
                    assert_eq!(last - variance, 2 * (step * ALL) as i64);
                }
                last = Some(variance);
                couplings += 1;
            }
            assert_eq!(last, Some(variance(one)), "one draw is at the end");
            pairs += 1;
        }
    }
    println!("{pairs} pairs of thresholds, {couplings} couplings");
}

/// What each way to draw prediction spikes makes of a network's evidence.
fn evidence(
    network: &Network,
    x: &[bool],
    y: &[Option<bool>],
    sweeps: u32,
    draws: Draws,
) -> Vec<Joint> {
    let v = network.potentials(x);
    let at = |&v: &i64| sigmoid(v, network.quantum_log2);
    let start = afresh(&v.iter().map(at).collect::<Vec<_>>());
    let pairs = network.pairs(&v, y, sweeps, &start, draws);
    let hidden = network.hidden();
    (0..hidden).map(|j| of_neuron(&pairs, hidden, j)).collect()
}

/// Over networks, all states of the other neurons taken together: each neuron's evidence has the mean of two draws, and less variance than
/// if the prediction spike had a draw of its own. Its frequency is the mean over states of |σ(logit) − σ(v)|.
#[test]
fn evidence_in_networks() {
    let mut chance = SplitMix64::new(0xc0_9e);
    let mut often = [0.0; 3];
    let mut floor = 0.0;
    let mut neurons = 0;
    for _ in 0..40 {
        let design = random_design(&mut chance);
        let network = Network::random(&design, &mut chance);
        let shown = Shown::random(&design, design.network.outputs(), true, &mut chance);
        for (_, x, y) in shown.spikes().iter().filter(|(p, ..)| *p > 0.0) {
            for sweeps in [1, 3] {
                let of = |draws| evidence(&network, x, y, sweeps, draws);
                let (one, two, fresh) = (of(Draws::One), of(Draws::Two), of(Draws::Fresh));
                let expected = by_states(&network, x, y, sweeps);
                for (j, one) in one.iter().enumerate() {
                    for other in [two[j], fresh[j]] {
                        assert!((one.mean() - other.mean()).abs() < 1e-12);
                    }
                    assert!(one.variance() <= fresh[j].variance() + 1e-12);
                    assert!((one.evidence() - expected[j]).abs() < 1e-12);
                    assert!(one.mean().abs() <= one.evidence() + 1e-12);
                    let all = [one.evidence(), two[j].evidence(), fresh[j].evidence()];
                    often.iter_mut().zip(all).for_each(|(sum, p)| *sum += p);
                    floor += one.mean().abs();
                    neurons += 1;
                }
            }
        }
    }
    let [one, two, fresh] = often.map(|sum| sum / f64::from(neurons));
    let floor = floor / f64::from(neurons);
    println!(
        "{neurons} neurons: evidence with one draw {one:.4}, with two draws {two:.4}, with a fresh draw {fresh:.4}; the size of the mean is {floor:.4}"
    );
    assert!(floor < one && one < 0.6 * two && one < 0.6 * fresh);
}

/// Σ over the states of the other neurons when neuron j takes its turn in the last pass of P(state)·|σ(logit) − σ(v)|, by sweeps over
/// hidden spikes alone.
fn by_states(network: &Network, x: &[bool], y: &[Option<bool>], sweeps: u32) -> Vec<f64> {
    let v = network.potentials(x);
    let quantum = network.quantum_log2;
    let before = (1..sweeps).fold(network.prediction(&v), |p, _| network.sweep(&v, y, &p));
    (0..network.hidden())
        .map(|j| {
            // neurons before j have had their turn
            let mut p = before.clone();
            for turn in 0..j {
                for off in (0..p.len()).filter(|state| state >> turn & 1 == 0) {
                    let both = p[off] + p[off | 1 << turn];
                    let spike = sigmoid(network.logit(&v, y, off, turn), quantum);
                    (p[off], p[off | 1 << turn]) = (both * (1.0 - spike), both * spike);
                }
            }
            let states = p.iter().enumerate();
            let each = states.map(|(state, p)| {
                let spike = sigmoid(network.logit(&v, y, state, j), quantum);
                p * (spike - sigmoid(v[j], quantum)).abs()
            });
            each.sum()
        })
        .collect()
}
