//! What is asked of the networks, against what `docs/results` says that they reached.

use anyhow::{Context, Result, bail, ensure};
use yuragi_experiments::statistics::Estimate;
use yuragi_model::design::Design;

use crate::learner::{FEW_SPLITS, SPLITS};
use crate::table;

/// Table, network, presentations, the least mean accuracy.
const ASKED: [(&str, &str, u64, f64); 7] = [
    ("digits", "digits", 400_000, 0.963),
    ("digits", "digits", 50_000, 0.945),
    ("digits", "digits-20", 400_000, 0.948),
    ("digits", "digits-128", 1_600_000, 0.976),
    ("generative", "generative", 100_000, 0.903),
    ("mnist", "mnist", 1_600_000, 0.950),
    ("mnist", "mnist-256", 3_200_000, 0.957),
];

/// Most flips a presentation of digits, in the last tenth of 400,000.
const MOST_FLIPS: f64 = 25.0;

/// Prints each row that is asked for with what was reached; an error names those that fall short.
pub fn check() -> Result<()> {
    let mut short = Vec::new();
    for (table, network, presentations, least) in ASKED {
        let synapse = Design::preset(network).context("a preset")?.synapse;
        let rows = table::read(table)?;
        let row = rows.iter().find(|row| {
            row.name == network
                && row.presentations == presentations
                && (row.bits, row.quantum_log2) == (synapse.bits, synapse.quantum_log2)
        });
        let row = row.with_context(|| {
            format!("{network}, {presentations} presentations: not in the table {table}")
        })?;
        let accuracy = Estimate::of_shares(&row.accuracies());
        let usual = if table == "mnist" { FEW_SPLITS } else { SPLITS };
        ensure!(
            accuracy.n as u64 >= usual,
            "{network}, {presentations} presentations: {} splits, expected {usual}",
            accuracy.n
        );
        let flips = row.flips();
        println!(
            "{network}, {presentations} presentations: {:.4} ({:.4} to {:.4}, {} splits), asked {least}; {:.1} flips a presentation",
            accuracy.mean, accuracy.low, accuracy.high, accuracy.n, flips.mean
        );
        if !matches!(
            accuracy.mean.partial_cmp(&least),
            Some(std::cmp::Ordering::Greater | std::cmp::Ordering::Equal)
        ) {
            short.push(format!(
                "{network}, {presentations}: {:.4} of {least}",
                accuracy.mean
            ));
        }
        if (network, presentations) == ("digits", 400_000) && !(..=MOST_FLIPS).contains(&flips.mean)
        {
            short.push(format!(
                "{network}: {:.1} flips of {MOST_FLIPS}",
                flips.mean
            ));
        }
    }
    if !short.is_empty() {
        bail!("{}", short.join("; "));
    }
    Ok(())
}
