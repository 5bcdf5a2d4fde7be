//! The objects that do not depend on the design: Verilator's runtime and the
//! crate's driver, each compiled once per Verilator and compiler version.

use std::fs;
use std::path::PathBuf;

use crate::cache::{Cache, Key};
use crate::error::{IoContext, Result};
use crate::flags;
use crate::toolchain::{self, Toolchain};

/// What the build script compiled; empty if it found no Verilator.
mod prebuilt {
    include!(concat!(env!("OUT_DIR"), "/prebuilt.rs"));
}

const DRIVER_HEADER: &str = include_str!("driver.h");

/// The object of a file of Verilator's runtime, such as "verilated_fst_c", or
/// of the driver.
pub(crate) fn object(name: &str, cache: &Cache, tools: &Toolchain) -> Result<PathBuf> {
    let driver = flags::DRIVER
        .iter()
        .find(|(own, _)| *own == name)
        .map(|(_, text)| *text);
    let compile_flags = [flags::CXX_FLAGS, flags::GCC_FLAGS, flags::RUNTIME_FLAGS].concat();
    let fingerprint = tools.fingerprint();
    let key = Key::of([
        name.as_bytes(),
        driver.unwrap_or_default().as_bytes(),
        DRIVER_HEADER.as_bytes(),
        compile_flags.join(" ").as_bytes(),
        fingerprint.as_bytes(),
    ]);
    let place = cache.runtime(&key);
    if place.is_file() {
        return Ok(place);
    }

    let scratch = cache.scratch()?;
    let made = scratch.path().join("made.o");
    if let Some(bytes) = embedded(name, tools) {
        fs::write(&made, bytes).during("write", &made)?;
    } else {
        let mut command = tools.compiler()?;
        command
            .args(flags::RUNTIME_FLAGS)
            .arg("-c")
            .arg("-o")
            .arg("made.o");
        match driver {
            Some(text) => {
                let file = format!("{name}.cpp");
                for (file, text) in [(file.as_str(), text), ("driver.h", DRIVER_HEADER)] {
                    let path = scratch.path().join(file);
                    fs::write(&path, text).during("write", &path)?;
                }
                command.arg(file);
            }
            None => {
                command.arg(tools.include()?.join(format!("{name}.cpp")));
            }
        }
        toolchain::run(toolchain::CXX, command.current_dir(scratch.path()))?;
    }
    cache.publish(&made, &place)?;
    Ok(place)
}

/// The object compiled with the crate, if by the same tools.
fn embedded(name: &str, tools: &Toolchain) -> Option<&'static [u8]> {
    let same = prebuilt::VERILATOR == tools.verilator_version
        && prebuilt::COMPILER == tools.compiler_version
        && tools.is_plain();
    let object = || prebuilt::OBJECTS.iter().find(|(own, _)| *own == name);
    same.then(object).flatten().map(|(_, bytes)| *bytes)
}
