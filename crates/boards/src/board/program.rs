//! The command that loads a bitstream: that of the board file, or else the usual one.

use std::fmt::Display;

use super::device::Family;
use super::error::BoardError;
use super::file;

/// The command and how to get it.
pub struct Program {
    /// The words of the command. `{bitstream}` stands for the file.
    pub command: Vec<String>,
    /// How to install it.
    pub install: String,
}

/// The tools that usually load a bitstream, and how to install them on Debian.
const KNOWN: [(&str, &str); 4] = [
    ("iceprog", "apt-get install fpga-icestorm"),
    ("openFPGALoader", "apt-get install openfpgaloader"),
    ("dfu-util", "apt-get install dfu-util"),
    ("tinyprog", "pip install tinyprog"),
];

impl Program {
    /// What the board file says, and defaults for what it leaves out.
    pub fn new(
        family: Family,
        given: Option<&file::Program>,
        refuse: &dyn Fn(&str, &dyn Display, String) -> BoardError,
    ) -> Result<Self, BoardError> {
        let usual = match family {
            // Both look for an adapter of FTDI, which most boards have.
            Family::Ice40 => ["iceprog", "{bitstream}"],
            Family::Ecp5 => ["openFPGALoader", "{bitstream}"],
        };
        let command = match given.and_then(|given| given.command.clone()) {
            Some(command) => command,
            None => usual.map(str::to_owned).to_vec(),
        };
        if !command.iter().any(|word| word == "{bitstream}") {
            let expected = "it must be a command with one word {bitstream}".into();
            return Err(refuse("program.command", &format!("{command:?}"), expected));
        }
        let known = KNOWN.iter().find(|(tool, _)| command[0] == *tool);
        let install = match (given.and_then(|given| given.install.clone()), known) {
            (Some(install), _) => install,
            (None, Some((_, install))) => (*install).to_owned(),
            (None, None) => "the board file does not say how to install it".to_owned(),
        };
        Ok(Self { command, install })
    }
}
