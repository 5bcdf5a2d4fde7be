//! The result of a comparison: how much was equal, or the first difference.

use std::fmt;

/// The first difference between the states of two engines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The part of the state, for example `weights`, `hidden spikes` or `neuron stream`.
    pub field: &'static str,
    /// The index of the first value that differs.
    pub index: usize,
    /// The value in the left engine.
    pub left: i64,
    /// The value in the right engine.
    pub right: i64,
    /// The number of values of the field that differ.
    pub differing: usize,
    /// The low 32 bits in which any of these values differ.
    pub bits: u64,
}

impl Difference {
    /// The first difference between two arrays, or `None` if they are equal. If one is shorter, its missing values
    /// count as `i64::MIN`.
    pub fn find(field: &'static str, left: &[i64], right: &[i64]) -> Option<Self> {
        let at = |row: &[i64], index: usize| row.get(index).copied().unwrap_or(i64::MIN);
        let mut found: Option<Self> = None;
        for index in 0..left.len().max(right.len()) {
            let (left, right) = (at(left, index), at(right, index));
            if left == right {
                continue;
            }
            let difference = found.get_or_insert(Self {
                field,
                index,
                left,
                right,
                differing: 0,
                bits: 0,
            });
            difference.differing += 1;
            difference.bits |= (left ^ right) as u64 & 0xffff_ffff;
        }
        found
    }

    /// The difference in words, with the names of the two engines.
    pub fn between(&self, left: &str, right: &str) -> String {
        let mut text = format!(
            "{}[{}] is {} in {left} and {} in {right}",
            self.field, self.index, self.left, self.right
        );
        if self.differing > 1 {
            text += &format!(
                "; {} values of {} differ, in bits {:#x}",
                self.differing, self.field, self.bits
            );
        }
        text
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.between("the left engine", "the right engine"))
    }
}

/// Values of any kind as numbers that can be compared.
pub(super) fn wide<T: Copy + Into<i64>>(values: &[T]) -> Vec<i64> {
    values.iter().map(|&value| value.into()).collect()
}

/// How much of a field was compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// The number of values.
    pub values: u64,
    /// The number of bits of state in these values.
    pub bits: u64,
}

/// What was compared and found equal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    fields: Vec<(&'static str, Counted)>,
    /// The fields that were not compared because one of the two engines does not show them.
    pub left_out: Vec<&'static str>,
}

impl Compared {
    /// Compares two arrays of a field, which hold `bits` bits of state, and counts them if they are equal.
    ///
    /// # Errors
    /// The first difference.
    pub(super) fn field(
        &mut self,
        field: &'static str,
        bits: u64,
        left: &[i64],
        right: &[i64],
    ) -> Result<(), Difference> {
        match Difference::find(field, left, right) {
            Some(difference) => Err(difference),
            None => {
                self.count(field, left.len() as u64, bits);
                Ok(())
            }
        }
    }

    /// Adds equal values of a field, with the number of bits in all of them.
    fn count(&mut self, field: &'static str, values: u64, bits: u64) {
        let place = self.fields.iter().position(|(name, _)| *name == field);
        let place = place.unwrap_or_else(|| {
            self.fields.push((field, Counted::default()));
            self.fields.len() - 1
        });
        let counted = &mut self.fields[place].1;
        counted.values += values;
        counted.bits += bits;
    }

    /// Adds what another comparison found equal, but not what it left out.
    pub fn add(&mut self, other: &Self) {
        for (field, counted) in &other.fields {
            self.count(field, counted.values, counted.bits);
        }
    }

    /// How much was compared in all fields whose names end in `ending`.
    pub fn of(&self, ending: &str) -> Counted {
        let fields = self
            .fields
            .iter()
            .filter(|(name, _)| name.ends_with(ending));
        fields.fold(Counted::default(), |sum, (_, counted)| Counted {
            values: sum.values + counted.values,
            bits: sum.bits + counted.bits,
        })
    }

    /// The number of bits of state in all fields.
    pub fn bits(&self) -> u64 {
        self.of("").bits
    }
}
