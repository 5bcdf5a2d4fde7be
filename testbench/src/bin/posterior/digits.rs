//! Digits, learned with registers that sample the posterior of so many observations: what one state of the weights names, and what many do
//! together.

use anyhow::Result;
use yuragi_engines::Kind;
use yuragi_model::design::Design;
use yuragi_training::data::DataSet;
use yuragi_training::{Division, Origin, Session, best, class_spikes};

/// Presentations before the first state of the weights, and from one to the next.
const LEARNED: u64 = 400_000;
const APART: u64 = 20_000;

/// States of the weights that name the test images together.
const STATES: usize = 20;

/// Presentations of a test image for each.
const SPIKES: u16 = 64;

/// Splits of the data.
const SPLITS: u64 = 5;

/// The design with a quantum of 2^-G nats, and p_noise in 1/128; p_flip is as close as the register allows to that which gives the
/// posterior of so many observations, N = 2·p_flip·(H + 1)·2^G/p_noise. None: flips certain, no noise. It is an error if no p_flip that
/// can be drawn is near.
fn of(quantum_log2: u32, noise: u8, observations: Option<f64>) -> Result<Design> {
    let mut design = Design::preset("digits")?;
    design.synapse.quantum_log2 = quantum_log2;
    design.synapse.noise = f64::from(noise) / 128.0;
    if let Some(n) = observations {
        design.synapse.flip = n / observations_of(&design, 1.0);
        design.validate()?;
        design.synapse.flip = design.flip_rounded();
    }
    Ok(design)
}

/// The observations of the posterior that a p_flip gives by noise alone.
fn observations_of(design: &Design, flip: f64) -> f64 {
    let rows = design.shape().row_count() as f64;
    2.0 * flip * rows * f64::from(1 << design.synapse.quantum_log2) / design.synapse.noise
}

/// Of one design: p_flip, the accuracy of one state, of the states together, of one with as many presentations, and evidence's share.
fn measured(design: &Design) -> Result<[f64; 4]> {
    let mut sums = [0.0; 4];
    for seed in 1..=SPLITS {
        let data = DataSet::digits()?;
        let origin = Origin {
            seed,
            split_seed: seed,
            path: None,
            target: LEARNED,
            stored: false,
            division: Division::Random,
        };
        let mut session = Session::new(Kind::Model.make(design)?, design, data, origin)?;
        session.advance(LEARNED)?;
        let mut reader = Kind::Model.make(design)?;
        let before = session.flips();
        let (data, test) = (session.data().clone(), session.split().test.clone());
        let lessons = *session.lessons();
        let accuracy = |spikes: &[Vec<u32>]| {
            let named = spikes.iter().zip(&test);
            let right =
                named.filter(|(spikes, image)| best(spikes) == usize::from(data.label(**image)));
            right.count() as f64 / test.len() as f64
        };
        let mut together = vec![vec![0_u32; data.classes()]; test.len()];
        let add = |sum: &mut Vec<Vec<u32>>, spikes: &[Vec<u32>]| {
            for (sum, spikes) in sum.iter_mut().zip(spikes) {
                sum.iter_mut().zip(spikes).for_each(|(sum, n)| *sum += n);
            }
        };
        let mut single = 0.0;
        let mut read = |weights: &_, presentations: u16, seed: u64| -> Result<Vec<Vec<u32>>> {
            let shown = (&data, &test[..]);
            let spikes = class_spikes(
                reader.as_mut(),
                (design, weights),
                &lessons,
                shown,
                &[presentations],
                seed,
                &mut |_| (),
            )?;
            let spikes = spikes.iter().map(|portions| portions[0].iter());
            Ok(spikes
                .map(|own| own.map(|&n| u32::from(n)).collect())
                .collect())
        };
        let mut last = Vec::new();
        for state in 0..STATES {
            session.advance(APART)?;
            let weights = session.weights()?;
            let spikes = read(&weights, SPIKES, state as u64)?;
            single += accuracy(&spikes) / STATES as f64;
            add(&mut together, &spikes);
            if state + 1 == STATES {
                last = read(&weights, SPIKES * STATES as u16, 99)?;
            }
        }
        let after = session.flips();
        let flips = (after.up + after.down - before.up - before.down) as f64;
        let bundles = design.shape().bundles().count();
        let evidence = flips / (APART * STATES as u64) as f64 / bundles as f64;
        let noise = design.synapse.noise / design.shape().row_count() as f64;
        let all = [
            single,
            accuracy(&together),
            accuracy(&last),
            evidence / (evidence + noise),
        ];
        sums.iter_mut()
            .zip(all)
            .for_each(|(sum, value)| *sum += value / SPLITS as f64);
    }
    Ok(sums)
}

/// The table: G, registers, observations.
pub fn digits() -> Result<()> {
    println!(
        "\nDigits, 64-64-10, B = 8, {SPLITS} splits, {LEARNED} presentations, then {STATES} states of the weights {APART} apart, {SPIKES} presentations a test image each:\n\n| G | p_flip | p_noise | N by noise alone | evidence's share of the moves | one state | {STATES} states together | one state, {} presentations |\n|---|---|---|---|---|---|---|---|",
        SPIKES * STATES as u16
    );
    for (quantum_log2, noise, observations) in [
        (5, 0, None),
        (5, 128, Some(144.0)),
        (5, 128, Some(1_437.0)),
        (5, 32, Some(1_437.0)),
        (6, 128, Some(1_437.0)),
        (5, 32, Some(14_370.0)),
        (6, 64, Some(14_370.0)),
    ] {
        let design = of(quantum_log2, noise, observations)?;
        let [one, together, long, share] = measured(&design)?;
        // of the p_flip that is drawn, which is a little off the one that was wanted
        let drawn = observations_of(&design, design.synapse.flip);
        let number = observations.map_or("–".to_owned(), |_| format!("{drawn:.0}"));
        println!(
            "| {quantum_log2} | {:.3} | {:.3} | {number} | {share:.2} | {one:.4} | {together:.4} | {long:.4} |",
            design.synapse.flip, design.synapse.noise
        );
    }
    Ok(())
}
