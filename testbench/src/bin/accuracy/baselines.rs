//! Other learners on the same splits: what they are given, and how networks compare with what they reached.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use yuragi_experiments::statistics::Estimate;
use yuragi_figures::thousands;
use yuragi_testbench::results::{Page, RESULTS};
use yuragi_training::data::DataSet;

use crate::learner::{FEW_SPLITS, SPLITS};
use crate::table;

/// Accuracies by data and learner, split seed 1 first.
pub type Baselines = BTreeMap<(String, String), Vec<f64>>;

/// Writes intensities, labels and the test part of each split: `NAME.csv`, an image a line with its label first, and
/// `NAME-splits.csv`, a split a line with a 1 for each image of its test part.
pub fn write_splits(directory: &Path) -> Result<()> {
    fs::create_dir_all(directory).with_context(|| directory.display().to_string())?;
    for (data, name, splits) in [
        (DataSet::digits()?, "digits", SPLITS),
        (DataSet::mnist()?, "mnist", FEW_SPLITS),
    ] {
        let join = |numbers: &mut dyn Iterator<Item = u32>| {
            let numbers: Vec<String> = numbers.map(|n| n.to_string()).collect();
            numbers.join(",") + "\n"
        };
        let mut images = String::new();
        for (image, label) in data.iter() {
            images += &join(
                &mut [label.into()]
                    .into_iter()
                    .chain(image.iter().map(|&q| q.into())),
            );
        }
        fs::write(directory.join(format!("{name}.csv")), images)?;
        let mut text = String::new();
        for seed in 1..=splits {
            let mut test = vec![0; data.len()];
            for image in data.split(yuragi_training::TEST_FRACTION, seed)?.test {
                test[image] = 1;
            }
            text += &join(&mut test.into_iter());
        }
        fs::write(directory.join(format!("{name}-splits.csv")), text)?;
    }
    Ok(())
}

/// What other learners reached: a file of `docs/results`.
///
/// # Errors
/// If it is missing or damaged; the text names the line.
pub fn read(file: &str) -> Result<Baselines> {
    let path = Path::new(RESULTS).join(file);
    let mut all = Baselines::new();
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    for (number, line) in text.lines().enumerate().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let bad = || format!("{} line {}: {line}", path.display(), number + 1);
        let [data, learner, split, accuracy] = fields[..] else {
            anyhow::bail!("{}: expected data,learner,split_seed,accuracy", bad());
        };
        let scores = all
            .entry((data.to_owned(), learner.to_owned()))
            .or_default();
        let split: usize = split.parse().with_context(bad)?;
        anyhow::ensure!(
            split == scores.len() + 1,
            "{}: split seeds must count from 1",
            bad()
        );
        scores.push(accuracy.parse().with_context(bad)?);
    }
    Ok(all)
}

/// The learner without hidden units.
pub const LINEAR: &str = "logistic regression";

/// How much better each network is than logistic regression and a perceptron of its size, on the splits that both had: `docs/results/accuracy-compared.md`.
///
/// # Errors
/// If a table is missing or damaged.
pub fn compare() -> Result<()> {
    let others = read("baselines.csv")?;
    let mut page = Page::of_files("Accuracy: networks and other learners", "make baselines");
    page.text(
        "The other learners are those of scikit-learn: logistic regression, and perceptrons (MLP) with as many hidden units as the \
         network, which learn with Adam. They classify the same test images after learning from the same training images. The accuracies \
         of the networks are those of `make accuracy`. The difference is the accuracy of the network minus that of the learner, with the \
         95 % interval of its mean over the splits.",
    );
    let mut rows = Vec::new();
    for row in table::read("digits")?.iter().chain(&table::read("mnist")?) {
        let of_its_size = format!("MLP of {}", row.hidden());
        let beside = others.iter().filter(|((data, learner), _)| {
            *data == row.data && [LINEAR, &of_its_size].contains(&learner.as_str())
        });
        for ((_, learner), theirs) in beside {
            let n = theirs.len().min(row.outcomes.len());
            let own = row.accuracies();
            let difference = Estimate::of_differences_of_shares(&own[..n], &theirs[..n]);
            rows.push(vec![
                format!("{}, B = {}, G = {}", row.name, row.bits, row.quantum_log2),
                thousands(row.presentations),
                format!("{:.4}", Estimate::of(&own[..n]).mean),
                learner.clone(),
                format!("{:.4}", Estimate::of(&theirs[..n]).mean),
                format!("{:+.4}", difference.mean),
                difference.interval(true),
                n.to_string(),
            ]);
        }
    }
    let header = [
        "network",
        "presentations",
        "accuracy",
        "learner",
        "its accuracy",
        "difference",
        "95 % interval",
        "splits",
    ];
    page.table(&header, &rows);
    page.write("accuracy-compared")?;
    print!("{}", page.markdown());
    Ok(())
}
