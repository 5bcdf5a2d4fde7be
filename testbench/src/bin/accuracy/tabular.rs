//! Small tables: networks with a rate and with thermometer codes, beside logistic regression on the same stratified splits.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use yuragi_experiments::statistics::Estimate;
use yuragi_figures::thousands;
use yuragi_model::options::Options;
use yuragi_testbench::results::{Page, RESULTS};
use yuragi_training::data::{DataSet, Encoding, Reading, Scaling, Source, Split};
use yuragi_training::{TEST_FRACTION, usual_design, usual_presentations};

use crate::baselines::{self, LINEAR};
use crate::learner::Learner;
use crate::table::{Row, Table, parallel};

/// The tables of `data/tabular`.
const TABLES: [&str; 3] = ["iris", "wine", "breast-cancer"];

const SPLITS: u64 = 20;

/// The codes that are compared, and what the guide recommends.
const CODES: [Encoding; 4] = [
    Encoding::Rate,
    Encoding::Thermometer(4),
    Encoding::Thermometer(8),
    Encoding::Thermometer(16),
];
const RECOMMENDED: Encoding = Encoding::Thermometer(8);

/// How far the recommended networks may be below logistic regression.
const NEAR: f64 = 0.02;

fn path(table: &str) -> PathBuf {
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/tabular");
    Path::new(data).join(format!("{table}.csv"))
}

fn name_of(code: Encoding) -> String {
    match code {
        Encoding::Rate => "rate".into(),
        Encoding::Thermometer(levels) => format!("thermometer:{levels}"),
    }
}

/// A table as text, and its stratified splits.
struct Rows {
    header: String,
    rows: Vec<String>,
    splits: Vec<Split>,
}

impl Rows {
    fn of(table: &str, splits: u64) -> Result<Self> {
        let path = path(table);
        let data = DataSet::load(&path)?;
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let mut lines = text.lines().map(str::to_owned);
        let header = lines.next().context("a header")?;
        let rows: Vec<String> = lines.collect();
        ensure!(rows.len() == data.len(), "{table}: a row for each line");
        let splits = (1..=splits)
            .map(|seed| Ok(data.split_stratified(TEST_FRACTION, seed)?))
            .collect::<Result<_>>()?;
        Ok(Self {
            header,
            rows,
            splits,
        })
    }

    /// The rows of one split as a command would read them: the scale is that of the training part alone.
    fn read(&self, split: &Split, code: Encoding) -> Result<DataSet> {
        let directory = tempfile::tempdir()?;
        let put = |name: &str, part: &[usize]| -> Result<Source> {
            let mut text = self.header.clone();
            for &row in part {
                text = text + "\n" + &self.rows[row];
            }
            let path = directory.path().join(name);
            fs::write(&path, text)?;
            Ok(Source::File(path))
        };
        let train = put("train.csv", &split.train)?.load_with(&Reading {
            scale: Some(Scaling::MinMax),
            encoding: code,
            ..Reading::default()
        })?;
        let test = put("test.csv", &split.test)?.load_test(Some(&train.kind()))?;
        Ok(train.with_test(test, None)?)
    }
}

/// Writes the rows and splits for the other learners: `NAME.csv`, the label first, and `NAME-splits.csv`, a 1 for each row of the test
/// part.
pub fn write_splits(directory: &Path) -> Result<()> {
    fs::create_dir_all(directory).with_context(|| directory.display().to_string())?;
    for table in TABLES {
        let rows = Rows::of(table, SPLITS)?;
        let mut text = String::new();
        for row in &rows.rows {
            let (values, label) = row.rsplit_once(',').context("a label in each row")?;
            text += &format!("{label},{values}\n");
        }
        fs::write(directory.join(format!("{table}.csv")), text)?;
        let mut text = String::new();
        for split in &rows.splits {
            let mut test = vec!["0"; rows.rows.len()];
            split.test.iter().for_each(|&row| test[row] = "1");
            text = text + &test.join(",") + "\n";
        }
        fs::write(directory.join(format!("{table}-splits.csv")), text)?;
    }
    Ok(())
}

/// What `yuragi learn --data FILE --encode CODE` learns with.
fn learner(data: &DataSet, code: Encoding) -> Result<Learner> {
    let design = usual_design(data)?;
    Ok(Learner {
        name: name_of(code),
        presentations: usual_presentations(&design),
        design,
        options: Options::default(),
    })
}

/// Measures all tables, and writes `docs/results/accuracy-tabular.md` and `.csv`.
///
/// # Errors
/// If a file is missing, or a recommended network is further below logistic regression than it may be.
pub fn measure() -> Result<()> {
    let others = baselines::read("baselines-tabular.csv")?;
    let mut page = Page::new("Accuracy: small tables", "make tabular");
    page.text(&format!(
        "Each row is a network of the size that `learn` chooses for the data, with weights of 8 bits and a quantum of 2^-5 nats, that \
         learned with seed 1 on each of the split seeds 1 to {SPLITS}. The splits are stratified; a fifth of the rows is the test set. \
         Each column is scaled from its lowest to its highest value in the training set. The code is what `--encode` says. Logistic \
         regression is that of scikit-learn with its default penalty, on the same splits, with columns of mean 0 and variance 1. The \
         difference is the accuracy of the network minus that of logistic regression, with the 95 % interval of its mean over the splits. \
         The file `.csv` of the same name has every single outcome."
    ));
    let mut cells = Vec::new();
    let mut rows = Vec::new();
    let mut short = Vec::new();
    for table in TABLES {
        let key = (table.to_owned(), LINEAR.to_owned());
        let theirs = others
            .get(&key)
            .with_context(|| format!("{LINEAR} on {table}"))?;
        ensure!(
            theirs.len() as u64 == SPLITS,
            "{table}: {} splits",
            theirs.len()
        );
        let text = Rows::of(table, SPLITS)?;
        for code in CODES {
            let outcomes = parallel(SPLITS, |seed| {
                let data = text.read(&text.splits[seed as usize - 1], code)?;
                learner(&data, code)?.learn(&data, seed)
            })?;
            let data = text.read(&text.splits[0], code)?;
            let row = Row::new(&learner(&data, code)?, table, outcomes);
            let own = row.accuracies();
            let difference = Estimate::of_differences(&own, theirs);
            cells.push(vec![
                table.to_owned(),
                row.name.clone(),
                row.layers.clone(),
                thousands(row.presentations),
                format!("{:.4}", Estimate::of(&own).mean),
                format!("{:.4}", Estimate::of(theirs).mean),
                format!("{:+.4}", difference.mean),
                format!("{:+.4} to {:+.4}", difference.low, difference.high),
            ]);
            eprintln!("{}", cells[cells.len() - 1].join(", "));
            if code == RECOMMENDED && difference.mean < -NEAR {
                short.push(format!("{table}: {:+.4}", difference.mean));
            }
            rows.push(row);
        }
    }
    let header = [
        "table",
        "code",
        "neurons",
        "presentations",
        "accuracy",
        "logistic regression",
        "difference",
        "95 % interval",
    ];
    page.table(&header, &cells);
    let table = Table {
        rows,
        splits: SPLITS,
    };
    let csv = Path::new(RESULTS).join("accuracy-tabular.csv");
    yuragi_files::write(&csv, table.csv().as_bytes())?;
    page.write("accuracy-tabular")?;
    print!("{}", page.markdown());
    ensure!(
        short.is_empty(),
        "{} is more than {NEAR} below {LINEAR}: {}",
        name_of(RECOMMENDED),
        short.join(", ")
    );
    Ok(())
}
