//! Finds Verilator and the C++ compiler, and runs them.

use std::collections::HashMap;
use std::env;
use std::ffi::{OsStr, OsString};
use std::io::ErrorKind;
use std::path::{self, Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Instant;

use crate::error::{Error, IoContext, Result};
use crate::flags;
use crate::process;

/// How many of a failed program's last lines an error shows.
const SHOWN_LINES: usize = 40;

/// The programs that make a simulation, with the versions that decide whether
/// an earlier result can be used again.
pub(crate) struct Toolchain {
    verilator: OsString,
    pub(crate) verilator_version: String,
    compiler: cc::Tool,
    pub(crate) compiler_version: String,
    include: OnceLock<PathBuf>,
}

type Key = (OsString, Vec<Option<OsString>>);

impl Toolchain {
    /// Finds the tools. `verilator` overrides the environment's `VERILATOR`;
    /// the compiler is found as in build scripts (`CXX` or the system's).
    /// Versions are asked for once per process.
    pub(crate) fn find(verilator: Option<&Path>) -> Result<Arc<Self>> {
        static FOUND: Mutex<Option<HashMap<Key, Arc<Toolchain>>>> = Mutex::new(None);
        let program = match verilator {
            Some(path) => path.as_os_str().to_owned(),
            None => env::var_os("VERILATOR").unwrap_or_else(|| OsString::from("verilator")),
        };
        let program = in_any_directory(program)?;
        let environment = ["PATH", "CXX", "CXXFLAGS"].map(env::var_os).to_vec();
        let key = (program, environment);
        let mut found = FOUND.lock().unwrap_or_else(PoisonError::into_inner);
        let known = found.get_or_insert_default();
        if let Some(tools) = known.get(&key) {
            return Ok(Arc::clone(tools));
        }
        let tools = Arc::new(Self::ask(key.0.clone())?);
        known.insert(key, Arc::clone(&tools));
        Ok(tools)
    }

    fn ask(verilator: OsString) -> Result<Self> {
        let verilator_version =
            first_line(&run(VERILATOR, Command::new(&verilator).arg("--version"))?);
        let compiler = cc::Build::new()
            .cpp(true)
            .no_default_flags(true)
            .warnings(false)
            .debug(false)
            .cargo_metadata(false)
            .cargo_warnings(false)
            .cargo_debug(false)
            .target(env!("VSIM_TARGET"))
            .host(env!("VSIM_TARGET"))
            .opt_level(2)
            .try_get_compiler()
            .map_err(|_| CXX.missing(OsStr::new("c++")))?;
        let compiler_version =
            first_line(&run(CXX, Command::new(compiler.path()).arg("--version"))?);
        Ok(Self {
            verilator,
            verilator_version,
            compiler,
            compiler_version,
            include: OnceLock::new(),
        })
    }

    /// A Verilator command without arguments.
    pub(crate) fn verilator(&self) -> Command {
        Command::new(&self.verilator)
    }

    /// Verilator's headers and runtime sources.
    pub(crate) fn include(&self) -> Result<&Path> {
        if let Some(path) = self.include.get() {
            return Ok(path);
        }
        let output = run(
            VERILATOR,
            self.verilator().args(["--getenv", "VERILATOR_ROOT"]),
        )?;
        Ok(self
            .include
            .get_or_init(|| Path::new(&first_line(&output)).join("include")))
    }

    /// A compiler command with the flags common to all files.
    pub(crate) fn compiler(&self) -> Result<Command> {
        let include = self.include()?;
        let mut command = self.linker();
        command.args(flags::CXX_FLAGS);
        if self.compiler.is_like_gnu() {
            command.args(flags::GCC_FLAGS);
        }
        command
            .arg("-I")
            .arg(include)
            .arg("-I")
            .arg(include.join("vltstd"));
        Ok(command)
    }

    /// True if the compiler is GCC itself.
    pub(crate) fn is_gcc(&self) -> bool {
        self.compiler.is_like_gnu()
    }

    /// A compiler command without flags of ours.
    pub(crate) fn linker(&self) -> Command {
        self.compiler.to_command()
    }

    /// Everything about the tools that changes their results.
    pub(crate) fn fingerprint(&self) -> String {
        let arguments = self.compiler.args().iter().map(|a| a.to_string_lossy());
        let flags: Vec<_> = arguments.collect();
        format!(
            "{}\n{}\n{}",
            self.verilator_version,
            self.compiler_version,
            flags.join(" ")
        )
    }

    /// True if the environment adds no compiler flags of its own.
    pub(crate) fn is_plain(&self) -> bool {
        self.compiler.args() == flags::TOOL_ARGUMENTS
    }
}

/// Makes a relative path absolute, since the tools run in other directories; a
/// plain name is looked for on the path.
fn in_any_directory(program: OsString) -> Result<OsString> {
    if Path::new(&program).components().count() < 2 {
        return Ok(program);
    }
    let path = path::absolute(&program).during("find", &program)?;
    Ok(path.into_os_string())
}

/// A program's role, for messages.
#[derive(Clone, Copy)]
pub(crate) struct Role {
    name: &'static str,
    package: &'static str,
}

pub(crate) const VERILATOR: Role = Role {
    name: "verilator",
    package: "verilator",
};
pub(crate) const CXX: Role = Role {
    name: "the C++ compiler",
    package: "g++",
};
pub(crate) const LINKER: Role = Role {
    name: "the linker",
    package: "g++",
};

impl Role {
    fn missing(self, program: &OsStr) -> Error {
        Error::ToolMissing {
            tool: program.to_string_lossy().into_owned(),
            package: self.package,
        }
    }
}

/// Runs a command to its end; fails unless it succeeds.
pub(crate) fn run(role: Role, command: &mut Command) -> Result<Output> {
    let shown = show(command);
    let start = Instant::now();
    let output = process::output(command).map_err(|source| match source.kind() {
        ErrorKind::NotFound => role.missing(command.get_program()),
        _ => Error::Io {
            action: "run",
            path: command.get_program().into(),
            source,
        },
    })?;
    let milliseconds = start.elapsed().as_millis();
    tracing::debug!(command = %shown, status = %output.status, milliseconds, "ran");
    if output.status.success() {
        return Ok(output);
    }
    let text = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<&str> = text.lines().collect();
    let shown_lines = &lines[lines.len().saturating_sub(SHOWN_LINES)..];
    Err(Error::ToolFailed {
        tool: role.name,
        command: shown,
        status: output.status.to_string(),
        hint: hint(&text),
        output: shown_lines.join("\n"),
    })
}

fn hint(output: &str) -> &'static str {
    if output.contains("zlib.h") || output.contains("cannot find -lz") {
        "; tracing needs zlib, on Debian: apt install zlib1g-dev"
    } else if output.contains("-latomic") {
        "; this compiler needs GCC's library of atomic operations, on Debian: apt install g++"
    } else if output.contains("undefined reference") || output.contains("undefined symbol") {
        "; the compiled circuit needs a symbol that no library has: use g++, for example with CXX=g++ in the environment, and \
         look whether CXX or CXXFLAGS name another compiler or standard library"
    } else {
        ""
    }
}

fn first_line(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().next().unwrap_or_default().trim().to_owned()
}

/// The command as one would type it into a shell.
fn show(command: &Command) -> String {
    let mut text = String::new();
    if let Some(directory) = command.get_current_dir() {
        text.push_str(&format!("cd {} && ", quote(directory.as_os_str())));
    }
    text.push_str(&quote(command.get_program()));
    for argument in command.get_args() {
        text.push(' ');
        text.push_str(&quote(argument));
    }
    text
}

fn quote(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_=+./,:@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.into_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_quoted_for_a_shell() {
        let mut command = Command::new("c++");
        command
            .args(["-O2", "a b.cpp", "it's", ""])
            .current_dir("/x y");
        assert_eq!(
            show(&command),
            r"cd '/x y' && c++ -O2 'a b.cpp' 'it'\''s' ''"
        );
    }
}
