//! Which inputs of a module reach which of its outputs without a clock between them.

use std::collections::{BTreeMap, BTreeSet};

/// A port by its name in the module, and the number of its element.
pub type PortBit = (String, usize);

/// For each output the inputs that it follows in the same step of time.
#[derive(Clone, Debug, Default)]
pub struct Through(pub BTreeMap<PortBit, BTreeSet<PortBit>>);
