//! How well networks learn, over many splits of the data: the tables that the documents quote, in `docs/results`.
//!
//! `accuracy digits|quantum|generative|mnist [SPLITS]` measures a table, as `yuragi learn` would with one seed and each of the split
//! seeds 1, 2, ...; `accuracy splits DIR` writes the same splits for the other learners of `testbench/baselines`; `accuracy compare`
//! holds the networks against those; `accuracy tabular-splits DIR` and `accuracy tabular` do both for small tables; `accuracy asked` holds what was measured against what is asked for.

mod asked;
mod baselines;
mod learner;
mod table;
mod tabular;

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail, ensure};
use yuragi_model::options::{Ablation, Options};
use yuragi_testbench::results::{Page, RESULTS};
use yuragi_training::data::DataSet;

use learner::{FEW_SPLITS, Learner, SPLITS};
use table::{Row, Table};

const TWO_DRAWS: fn() -> Options = || Options::default().without([Ablation::OneDraw]);
const DEAF: fn() -> Options = || Options::default().without([Ablation::Retrograde]);

/// The networks of a table, and the data that they learn.
fn networks(table: &str) -> Result<(DataSet, Vec<Learner>, u64)> {
    let digits = DataSet::digits()?;
    Ok(match table {
        "digits" => {
            let mut rows = vec![
                Learner::of("digits", None, 50_000)?,
                Learner::of("digits", None, 400_000)?,
                Learner::of("digits", None, 1_600_000)?,
                Learner::of("digits-20", None, 400_000)?,
                Learner::of("digits-128", None, 1_600_000)?,
            ];
            for presentations in [50_000, 400_000] {
                rows.push(
                    Learner::of("digits", None, presentations)?
                        .named("digits, two draws", TWO_DRAWS()),
                );
            }
            rows.push(
                Learner::of("digits", Some((10, 8)), 400_000)?
                    .named("digits, two draws", TWO_DRAWS()),
            );
            rows.push(
                Learner::of("digits", None, 400_000)?.named("digits, no retrograde signal", DEAF()),
            );
            (digits, rows, SPLITS)
        }
        "quantum" => {
            let mut rows = Vec::new();
            for (preset, presentations) in [
                ("digits", 50_000),
                ("digits", 400_000),
                ("digits-20", 400_000),
                ("digits-128", 1_600_000),
            ] {
                for bits_quantum in [(8, 4), (8, 5), (8, 6)] {
                    rows.push(Learner::of(preset, Some(bits_quantum), presentations)?);
                }
            }
            (digits, rows, SPLITS)
        }
        "generative" => {
            let choices = [
                (6, 3),
                (6, 4),
                (8, 4),
                (8, 5),
                (8, 6),
                (10, 5),
                (10, 6),
                (10, 7),
                (10, 8),
            ];
            let rows = choices.map(|choice| Learner::of("generative", Some(choice), 100_000));
            (digits, rows.into_iter().collect::<Result<_>>()?, SPLITS)
        }
        "mnist" => {
            let mut rows = Vec::new();
            for (preset, choices) in [
                ("mnist", &[(8, 5), (8, 6)][..]),
                ("mnist-256", &[(8, 5), (8, 6), (10, 7), (10, 8)]),
            ] {
                for &choice in choices {
                    for presentations in [1_600_000, 3_200_000] {
                        rows.push(Learner::of(preset, Some(choice), presentations)?);
                    }
                }
            }
            (DataSet::mnist()?, rows, FEW_SPLITS)
        }
        _ => bail!("the table is {table}: expected digits, quantum, generative or mnist"),
    })
}

fn measure(name: &str, splits: Option<u64>) -> Result<()> {
    let (data, learners, usual) = networks(name)?;
    let given = splits.map_or_else(String::new, |splits| format!(" {splits}"));
    let splits = splits.unwrap_or(usual);
    ensure!(
        splits >= 2,
        "splits are {splits}: an interval needs at least 2"
    );
    let command = format!(
        "cargo run --release -p yuragi-testbench --features campaigns --bin accuracy -- {name}{given}"
    );
    let mut page = Page::new(&format!("Accuracy: {name}"), &command);
    let mut rows = Vec::new();
    for learner in &learners {
        let outcomes = table::parallel(splits, |split| learner.learn(&data, split))?;
        let row = Row::new(learner, data.name(), outcomes);
        eprintln!("{}", row.cells().join(", "));
        rows.push(row);
    }
    let table = Table { rows, splits };
    table.add_to(&mut page);
    let file = format!("accuracy-{name}");
    let csv = Path::new(RESULTS).join(format!("{file}.csv"));
    yuragi_files::write(&csv, table.csv().as_bytes())?;
    page.write(&file)?;
    print!("{}", page.markdown());
    Ok(())
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words[..] {
        ["splits", directory] => baselines::write_splits(Path::new(directory)),
        ["tabular"] => tabular::measure(),
        ["tabular-splits", directory] => tabular::write_splits(Path::new(directory)),
        ["compare"] => baselines::compare(),
        ["asked"] => asked::check(),
        [name] => measure(name, None),
        [name, splits] => splits
            .parse()
            .with_context(|| format!("splits are {splits}: expected a number"))
            .and_then(|splits| measure(name, Some(splits))),
        _ => Err(anyhow::anyhow!(
            "usage: accuracy digits|quantum|generative|mnist [SPLITS], accuracy splits|tabular-splits DIR, accuracy tabular|compare|asked"
        )),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}
