//! Finds the tools. They are on the PATH, or else the YoWASP versions are in the folder that `YURAGI_TOOLS` names, or
//! in a folder `.tools` in the current directory or above.

use std::path::{Path, PathBuf};

use super::error::ToolchainError;

/// A program that was found.
#[derive(Clone, Debug)]
pub struct Tool {
    /// The native name of the tool.
    pub name: &'static str,
    /// The path of the program.
    pub program: PathBuf,
    /// The folder in which a YoWASP tool keeps what it compiled.
    pub cache: Option<PathBuf>,
}

/// The folder that `make tools-ecp5` makes.
const FOLDER: &str = ".tools";

/// Finds a tool by its native name.
///
/// # Errors
/// If it is not installed. The text says how to install it.
pub fn find(name: &'static str) -> Result<Tool, ToolchainError> {
    if let Some(program) = on_path(name) {
        return Ok(Tool {
            name,
            program,
            cache: None,
        });
    }
    let here = std::env::current_dir().unwrap_or_default();
    let named = std::env::var_os("YURAGI_TOOLS").map(PathBuf::from);
    let folders = here.ancestors().map(|ancestor| ancestor.join(FOLDER));
    for folder in named.into_iter().chain(folders) {
        let program = folder.join("bin").join(format!("yowasp-{name}"));
        if program.is_file() {
            return Ok(Tool {
                name,
                program,
                cache: Some(folder.join("cache")),
            });
        }
    }
    let (also, install) = match name {
        "yosys" => ("", "install it: apt-get install yosys"),
        "nextpnr-ice40" => ("", "install it: apt-get install nextpnr-ice40"),
        "icepack" | "icetime" | "iceunpack" | "icebox_vlog" => (
            "",
            "install it: apt-get install fpga-icestorm fpga-icestorm-chipdb",
        ),
        _ => (
            ", nor in the folder that YURAGI_TOOLS names, nor in .tools in this directory or above",
            "run `make tools-ecp5`, or install nextpnr-ecp5 and fpga-trellis from Debian 13",
        ),
    };
    Err(ToolchainError::Missing {
        tool: name,
        also,
        install,
    })
}

/// The first file of this name in the directories of the PATH.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|directory: PathBuf| Path::new(&directory).join(name))
        .find(|program| program.is_file())
}
