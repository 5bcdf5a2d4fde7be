//! What a comparison finds: how much was equal, or the first difference.

use std::fmt;

/// The first values in which two engines differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The part of the state: weights, a stream, spikes, potentials, spike counts, counters, age or noise row.
    pub field: &'static str,
    /// The place of the first value that differs.
    pub index: usize,
    /// That value in the left engine.
    pub left: i64,
    /// That value in the right engine.
    pub right: i64,
    /// How many values of the field differ.
    pub differing: usize,
    /// The bits that differ in any of them.
    pub bits: u64,
}

impl Difference {
    /// The first difference of two rows of values; a value that one row lacks counts as `i64::MIN`.
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

/// How much of a field was compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Values.
    pub values: u64,
    /// Bits of state that these values hold.
    pub bits: u64,
}

/// What was compared and found equal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    fields: Vec<(&'static str, Counted)>,
    /// What was not compared because one of the two engines does not show it.
    pub left_out: Vec<&'static str>,
}

impl Compared {
    /// Notes equal values of a field.
    pub fn count(&mut self, field: &'static str, values: usize, bits: u64) {
        let place = self.fields.iter().position(|(name, _)| *name == field);
        let place = place.unwrap_or_else(|| {
            self.fields.push((field, Counted::default()));
            self.fields.len() - 1
        });
        let counted = &mut self.fields[place].1;
        counted.values += values as u64;
        counted.bits += bits;
    }

    /// Adds what another comparison found equal; what it left out stays its own.
    pub fn add(&mut self, other: &Self) {
        for (field, counted) in &other.fields {
            self.count(field, counted.values as usize, counted.bits);
        }
    }

    /// How much was compared of all fields whose name ends in these words.
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

    /// Bits of state in all.
    pub fn bits(&self) -> u64 {
        self.of("").bits
    }
}
