//! Ports and exposed variables, resolved by name once and used as handles.

use crate::error::{Error, Result};

/// How many names an error suggests.
const SUGGESTIONS: usize = 6;

/// A port or an exposed variable of a design: a small handle, good for all
/// simulations of the library that gave it.
///
/// It has `depth` elements (1 unless it is an array) of `width` bits. Element 0
/// of an array is the one with the lowest index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Signal {
    pub(crate) library: u32,
    pub(crate) index: u32,
    pub(crate) width: u32,
    pub(crate) depth: u32,
}

impl Signal {
    /// Width of an element in bits.
    pub fn width(self) -> u32 {
        self.width
    }

    /// Number of elements.
    pub fn depth(self) -> u32 {
        self.depth
    }

    /// 64-bit words of an element, least significant first.
    pub fn words(self) -> usize {
        self.width.div_ceil(64) as usize
    }

    /// Bytes of an element, least significant first.
    pub fn bytes(self) -> usize {
        self.width.div_ceil(8) as usize
    }

    /// The bits that the last word of an element may have set.
    fn top_mask(self) -> u64 {
        u64::MAX >> ((64 - self.width % 64) % 64)
    }
}

/// What a signal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignalKind {
    /// Input port of the top module.
    Input,
    /// Output port of the top module.
    Output,
    /// Bidirectional port of the top module.
    InOut,
    /// Exposed variable.
    Internal,
}

/// A signal with its name.
#[derive(Clone, Debug)]
pub struct SignalInfo {
    pub(crate) name: String,
    pub(crate) signal: Signal,
    pub(crate) kind: SignalKind,
    pub(crate) writable: bool,
}

impl SignalInfo {
    /// A port's name, or an internal variable's hierarchical name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The handle.
    pub fn signal(&self) -> Signal {
        self.signal
    }

    /// What it is.
    pub fn kind(&self) -> SignalKind {
        self.kind
    }

    /// True if it can be poked.
    pub fn is_writable(&self) -> bool {
        self.writable
    }

    pub(crate) fn check_writable(&self) -> Result<()> {
        if self.writable {
            return Ok(());
        }
        let why = match self.kind {
            SignalKind::Internal => "it was exposed for reading only",
            SignalKind::Input => "it is the clock, which steps move",
            _ => "it is an output",
        };
        Err(Error::ReadOnly {
            name: self.name.clone(),
            why,
        })
    }

    /// Fails unless the design drives it.
    pub(crate) fn check_driven(&self) -> Result<()> {
        match self.kind {
            SignalKind::Input => Err(Error::NotDriven {
                name: self.name.clone(),
            }),
            _ => Ok(()),
        }
    }

    /// Fails unless it is a single value.
    pub(crate) fn check_scalar(&self) -> Result<()> {
        if self.signal.depth == 1 {
            return Ok(());
        }
        Err(self.shape("it is an array, one value was expected"))
    }

    pub(crate) fn shape(&self, problem: impl Into<String>) -> Error {
        Error::Shape {
            name: self.name.clone(),
            depth: self.signal.depth,
            problem: problem.into(),
        }
    }

    pub(crate) fn check_index(&self, index: u32) -> Result<()> {
        if index < self.signal.depth {
            return Ok(());
        }
        Err(self.shape(format!("there is no element {index}")))
    }

    /// Fails unless an element fits into one word.
    pub(crate) fn check_narrow(&self) -> Result<()> {
        self.check_words(1)
    }

    pub(crate) fn check_words(&self, words: usize) -> Result<()> {
        if self.signal.words() == words {
            return Ok(());
        }
        Err(self.width(format!(
            "{} words of 64 bits are needed, not {words}",
            self.signal.words()
        )))
    }

    /// Fails if the words of an element have bits above the width.
    pub(crate) fn check_value(&self, words: &[u64]) -> Result<()> {
        match words.last() {
            Some(top) if top & !self.signal.top_mask() != 0 => {
                let digits: String = words
                    .iter()
                    .rev()
                    .map(|word| format!("{word:016x}"))
                    .collect();
                let digits = digits.trim_start_matches('0');
                Err(self.width(format!("0x{digits} does not fit")))
            }
            _ => Ok(()),
        }
    }

    pub(crate) fn width(&self, problem: String) -> Error {
        Error::WidthMismatch {
            name: self.name.clone(),
            width: self.signal.width,
            problem,
        }
    }
}

/// The names most like `name`, best first.
pub(crate) fn near_names<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let last = |path: &str| path.rsplit('.').next().unwrap_or_default().to_lowercase();
    let (wanted, wanted_last) = (name.to_lowercase(), last(name));
    let mut ranked: Vec<(usize, &str)> = names
        .map(|other| {
            // The last part of a path counts most.
            let far = distance(&wanted_last, &last(other));
            (far * 4 + distance(&wanted, &other.to_lowercase()), other)
        })
        .collect();
    ranked.sort();
    ranked
        .into_iter()
        .take(SUGGESTIONS)
        .map(|(_, other)| other.to_owned())
        .collect()
}

/// Edits that turn one text into the other (Levenshtein's distance).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let changed = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_alike_come_first() {
        let names = ["clock", "i_host_valid", "o_host_data", "o_host_valid"];
        assert_eq!(
            near_names("o_host_vaild", names.into_iter())[0],
            "o_host_valid"
        );
        let paths = ["top.a.count", "top.b.other", "top.u_core.state"];
        assert_eq!(
            near_names("top.core.state", paths.into_iter())[0],
            "top.u_core.state"
        );
        assert_eq!(distance("kitten", "sitting"), 3);
    }

    #[test]
    fn values_are_checked_against_the_width() {
        let info = |width| SignalInfo {
            name: "x".into(),
            signal: Signal {
                library: 0,
                index: 0,
                width,
                depth: 1,
            },
            kind: SignalKind::Input,
            writable: true,
        };
        assert!(info(1).check_value(&[1]).is_ok());
        assert!(info(1).check_value(&[2]).is_err());
        assert!(info(64).check_value(&[u64::MAX]).is_ok());
        assert!(info(65).check_value(&[u64::MAX, 1]).is_ok());
        let error = info(65).check_value(&[5, 2]).unwrap_err().to_string();
        assert_eq!(
            error,
            "`x` is 65 bits wide: 0x20000000000000005 does not fit"
        );
    }
}
