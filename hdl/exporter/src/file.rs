//! What an export takes and gives: lines for the top of each file, and the files.

/// Lines at the top of every file, below the cell's purpose and the licence: design parameters, generator version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// One line of the header each, without the slashes of a comment.
    pub lines: Vec<String>,
}

/// A module and the text of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerilogFile {
    /// The module's name, which is also that of the file, without `.v`.
    pub module: String,
    /// The same without the prefix of the export: the name of the cell.
    pub cell: String,
    /// The text of the file.
    pub text: String,
    /// Whether it only declares a vendor's cell: for synthesis, not for simulation.
    pub black_box: bool,
}
