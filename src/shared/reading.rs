//! Options that say how the file of the images is read.

use clap::Args;
use yuragi_training::data::{Column, Encoding, Gaps, MAX_PIXELS, Reading, Scaling};

/// How the file of the images is read.
#[derive(Args, Clone, Debug, Default)]
pub struct ReadingOption {
    /// The column of the labels in a CSV file, by its name or its number from 1 [default: the column named label, class,
    /// target, species or y, or else the last one].
    #[arg(long, value_name = "COLUMN", requires = "data")]
    pub label: Option<Column>,
    /// The first row of the CSV file is data, even if it looks like a header.
    #[arg(long, requires = "data")]
    pub no_header: bool,
    /// How values become intensities: MAX, from 0 to this number in all columns; min-max, from the lowest to the highest
    /// value of each column; or quantile, from the quantile of 1 % to that of 99 % [default: from 0 to the highest value;
    /// min-max if some values are negative or most columns would use less than half of this scale].
    #[arg(long, value_name = "MAX|min-max|quantile", value_parser = scaling, requires = "data")]
    pub scale: Option<Scaling>,
    /// How a value becomes inputs: rate, one input whose intensity is proportional to the value; or thermometer:N, which
    /// makes N inputs, of which more are on, the higher the value is [default: rate].
    #[arg(long, value_name = "rate|thermometer:N", value_parser = encoding, requires = "data")]
    pub encode: Option<Encoding>,
    /// What becomes of missing values: error, or mean, the mean of the other values of the column [default: error].
    #[arg(long, value_name = "error|mean", value_parser = gaps, requires = "data")]
    pub gaps: Option<Gaps>,
}

fn scaling(text: &str) -> Result<Scaling, String> {
    match text {
        "min-max" => Ok(Scaling::MinMax),
        "quantile" => Ok(Scaling::Quantile),
        _ => (text
            .parse()
            .ok()
            .filter(|full: &f64| full.is_finite() && *full > 0.0))
        .map(Scaling::Full)
        .ok_or_else(|| "expected a number above 0, min-max or quantile".into()),
    }
}

fn encoding(text: &str) -> Result<Encoding, String> {
    let levels = text
        .strip_prefix("thermometer:")
        .and_then(|levels| levels.parse().ok());
    match (text, levels) {
        ("rate", _) => Ok(Encoding::Rate),
        (_, Some(levels)) if (1..=MAX_PIXELS).contains(&levels) => {
            Ok(Encoding::Thermometer(levels))
        }
        _ => Err(format!(
            "expected rate, or thermometer:N with N from 1 to {MAX_PIXELS}"
        )),
    }
}

fn gaps(text: &str) -> Result<Gaps, String> {
    match text {
        "error" => Ok(Gaps::Refuse),
        "mean" => Ok(Gaps::Mean),
        _ => Err("expected error or mean".into()),
    }
}

impl ReadingOption {
    /// The options for the readers of files.
    pub fn reading(&self) -> Reading {
        Reading {
            label: self.label.clone(),
            no_header: self.no_header,
            scale: self.scale,
            encoding: self.encode.unwrap_or_default(),
            gaps: self.gaps.unwrap_or_default(),
        }
    }

    /// The first of the options that was given.
    pub fn given(&self) -> Option<&'static str> {
        [
            ("--label", self.label.is_some()),
            ("--no-header", self.no_header),
            ("--scale", self.scale.is_some()),
            ("--encode", self.encode.is_some()),
            ("--gaps", self.gaps.is_some()),
        ]
        .into_iter()
        .find_map(|(option, given)| given.then_some(option))
    }
}
