//! What is asked of the networks, against what `docs/results` says that they reached.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use yuragi::design::Design;
use yuragi::experiments::statistics::Estimate;

use crate::RESULTS;

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
        let path = Path::new(RESULTS).join(format!("accuracy-{table}.csv"));
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let beginning = format!("\"{network}\",");
        let middle = format!(
            ",{},{},{presentations},",
            synapse.bits, synapse.quantum_log2
        );
        let fields = |line: &str| -> Option<[f64; 2]> {
            let mut last = line.rsplit(',');
            let flips = last.next()?.parse().ok()?;
            Some([last.next()?.parse().ok()?, flips])
        };
        let lines = text
            .lines()
            .filter(|line| line.starts_with(&beginning) && line.contains(&middle));
        let rows: Option<Vec<[f64; 2]>> = lines.map(fields).collect();
        let rows = rows.with_context(|| format!("{}: a number", path.display()))?;
        let accuracy = Estimate::of(&rows.iter().map(|row| row[0]).collect::<Vec<_>>());
        let flips = Estimate::of(&rows.iter().map(|row| row[1]).collect::<Vec<_>>());
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
        if (network, presentations) == ("digits", 400_000) && !(flips.mean <= MOST_FLIPS) {
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
