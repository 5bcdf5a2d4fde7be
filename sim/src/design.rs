//! A design as it is compiled: its settings and its source files.

/// What a design is made with, apart from its files.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) top: String,
    pub(crate) clock: String,
    pub(crate) trace: bool,
    pub(crate) coverage: bool,
    /// Level of C++ optimisation, 0 to 3.
    pub(crate) optimisation: u8,
    pub(crate) exposed: Vec<Exposure>,
    /// Further arguments of Verilator.
    pub(crate) arguments: Vec<String>,
}

/// A variable to be reachable by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Exposure {
    pub(crate) module: String,
    pub(crate) variable: String,
    pub(crate) writable: bool,
}

/// A source file, read.
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) text: Vec<u8>,
    /// Not compiled by itself, but found by `` `include ``.
    pub(crate) include: bool,
}

impl Exposure {
    /// The line for Verilator's configuration file.
    pub(crate) fn directive(&self) -> String {
        let access = if self.writable {
            "public_flat_rw"
        } else {
            "public_flat_rd"
        };
        format!(
            "{access} -module \"{}\" -var \"{}\"",
            self.module, self.variable
        )
    }
}
