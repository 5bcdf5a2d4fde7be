//! What a user should know about data that were read.

use std::fmt;

/// Something about a data set that is no error, but that a user should know.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Finding {
    /// Each column was scaled from its lowest to its highest value, though nobody asked for it.
    MinMax(Why),
    /// The highest value is far above all others, so that nearly all intensities are low.
    Outlier {
        /// The column, if each has its own scale.
        column: Option<String>,
        /// The highest value above the low end of the scale.
        highest: f64,
        /// The value above the low end of the scale that 99.9 % of the values other than 0 do not exceed.
        usual: f64,
    },
    /// Values beyond the scale were clipped to it.
    Clipped {
        /// Their number.
        values: u64,
        /// The number of all values.
        of: u64,
    },
    /// All values are far below the value of full intensity, so they probably have another unit.
    Dark {
        /// The value of full intensity.
        full: f64,
    },
    /// Values of the test part lie beyond the scale, which is that of the training part, and were clipped to it.
    Beyond {
        /// Their number.
        values: u64,
        /// The number of all values of the test part.
        of: u64,
    },
    /// A column only counts the rows.
    Counter {
        /// The column.
        column: String,
    },
}

/// Why each column has its own scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// There are values below 0.
    Negative,
    /// Most columns would use less than half of a common scale.
    Ranges,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MinMax(why) => {
                let why = match why {
                    Why::Negative => "some values are below 0",
                    Why::Ranges => "most columns would use less than half of a common scale",
                };
                write!(
                    f,
                    "each column is scaled from its lowest to its highest value, because {why}; --scale chooses another scale"
                )
            }
            Self::Dark { full } => write!(
                f,
                "all values are below an eighth of {full}, which is full intensity; the units may differ"
            ),
            Self::Outlier {
                column,
                highest,
                usual,
            } => {
                match column {
                    Some(column) => write!(f, "{column}: ")?,
                    None => write!(f, "intensities: ")?,
                }
                write!(
                    f,
                    "the highest value lies {highest} above the low end of the scale, but nearly all others lie at most {usual} \
                     above it, so the network sees little of them; mend the value, or give --scale"
                )
            }
            Self::Clipped { values, of } => write!(
                f,
                "{values} of {of} values lie beyond the scale and were clipped to it"
            ),
            Self::Beyond { values, of } => write!(
                f,
                "{values} of {of} values of the test images lie beyond the scale, which is that of the training images, \
                 and were clipped to it"
            ),
            Self::Counter { column } => write!(
                f,
                "{column} only counts the rows, which tells nothing of new images; remove it from the file"
            ),
        }
    }
}
