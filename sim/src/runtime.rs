//! What does not depend on the design: the objects of Verilator's runtime and of
//! the crate's driver, and Verilator's headers in a form that the compiler reads
//! quickly. Each is compiled once per Verilator and compiler version.

use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use crate::cache::{Cache, Key};
use crate::error::{IoContext, Result};
use crate::flags;
use crate::toolchain::{self, Toolchain};

/// What the build script compiled; empty if it found no Verilator.
mod prebuilt {
    include!(concat!(env!("OUT_DIR"), "/prebuilt.rs"));
}

const DRIVER_HEADER: &str = include_str!("driver.h");

/// What is included before the writer of waveforms.
const FILES_HEADER: &str = include_str!("files.h");
const WAVEFORMS: &str = "verilated_fst_c";

/// The object of a file of Verilator's runtime, such as "verilated_fst_c", or
/// of the driver.
pub(crate) fn object(name: &str, cache: &Cache, tools: &Toolchain) -> Result<PathBuf> {
    let driver = flags::DRIVER
        .iter()
        .find(|(own, _)| *own == name)
        .map(|(_, text)| *text);
    let before: &[&str] = match name {
        WAVEFORMS => &["-include", "files.h"],
        _ => &[],
    };
    let compile_flags = [
        flags::CXX_FLAGS,
        flags::GCC_FLAGS,
        flags::RUNTIME_FLAGS,
        before,
    ]
    .concat();
    let fingerprint = tools.fingerprint();
    let key = Key::of([
        name.as_bytes(),
        driver.unwrap_or_default().as_bytes(),
        DRIVER_HEADER.as_bytes(),
        FILES_HEADER.as_bytes(),
        compile_flags.join(" ").as_bytes(),
        fingerprint.as_bytes(),
    ]);
    let place = cache.runtime(&key);
    if cache.has(&place) {
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
            .args(before)
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
                let path = scratch.path().join("files.h");
                fs::write(&path, FILES_HEADER).during("write", &path)?;
                command.arg("-I").arg(scratch.path());
                command.arg(tools.include()?.join(format!("{name}.cpp")));
            }
        }
        toolchain::run(toolchain::CXX, command.current_dir(scratch.path()))?;
    }
    cache.publish(&made, &place)?;
    Ok(place)
}

/// What every generated file includes first.
const HEADERS: &str = "#include \"verilated.h\"\n";

/// Designs in a cache from which on there will probably be more. Compiling the headers takes as long as reading them four times, and
/// a design reads them three times.
const DESIGNS_THAT_PAY: usize = 3;

/// A header to include first, which GCC finds precompiled: reading Verilator's headers as text takes longer than compiling a small
/// design. `options` are those of the file that includes it, an optimisation level and macros. `None` for other compilers, and for
/// the first few designs of a cache, which it would not pay for.
pub(crate) fn headers(
    options: &[&str],
    cache: &Cache,
    tools: &Toolchain,
) -> Result<Option<PathBuf>> {
    if !tools.is_gcc() {
        return Ok(None);
    }
    let compile_flags = [flags::CXX_FLAGS, flags::GCC_FLAGS, options].concat();
    let fingerprint = tools.fingerprint();
    let key = Key::of([
        HEADERS.as_bytes(),
        compile_flags.join(" ").as_bytes(),
        fingerprint.as_bytes(),
    ]);
    let place = cache.headers(&key);
    // several designs that are built at once in this process need it only once
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let precompiled = place.with_extension("h.gch");
    if cache.has(&precompiled) && cache.has(&place) {
        return Ok(Some(place));
    }
    if cache.designs() < DESIGNS_THAT_PAY {
        return Ok(None);
    }

    let scratch = cache.scratch()?;
    let text = scratch.path().join("headers.h");
    fs::write(&text, HEADERS).during("write", &text)?;
    let mut command = tools.compiler()?;
    command
        .args(options)
        .args(["-x", "c++-header", "headers.h", "-o", "made.gch"]);
    toolchain::run(toolchain::CXX, command.current_dir(scratch.path()))?;
    // the text first: without the other file GCC would read it
    cache.publish(&text, &place)?;
    cache.publish(&scratch.path().join("made.gch"), &precompiled)?;
    Ok(Some(place))
}

/// The object compiled with the crate, if by the same tools.
fn embedded(name: &str, tools: &Toolchain) -> Option<&'static [u8]> {
    let same = prebuilt::VERILATOR == tools.verilator_version
        && prebuilt::COMPILER == tools.compiler_version
        && tools.is_plain();
    let object = || prebuilt::OBJECTS.iter().find(|(own, _)| *own == name);
    same.then(object).flatten().map(|(_, bytes)| *bytes)
}
