//! Describes a design and turns it into a loaded [`Library`], from the cache if
//! the same design was built before.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::cache::{Cache, Key};
use crate::compile;
use crate::design::{Exposure, File, Settings};
use crate::error::{Error, IoContext, Result};
use crate::library::Library;
use crate::outside::Outside;
use crate::toolchain::Toolchain;

/// A Verilog design to be verilated, compiled and loaded.
///
/// ```no_run
/// let library = verilator_sys::Build::new("counter")
///     .source_file("counter.v")
///     .expose("counter", "count")
///     .build()?;
/// let mut simulation = library.simulation()?;
/// simulation.step(10)?;
/// assert_eq!(simulation.peek(library.variable("counter.count")?)?, 10);
/// # Ok::<(), verilator_sys::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Build {
    settings: Settings,
    files: Vec<Source>,
    cache: Option<PathBuf>,
    verilator: Option<PathBuf>,
}

#[derive(Clone, Debug)]
enum Source {
    Text {
        name: String,
        text: String,
        include: bool,
    },
    Path {
        path: PathBuf,
        include: bool,
    },
}

impl Build {
    /// A design whose top module is `top`, clocked by its input `clock`.
    pub fn new(top: impl Into<String>) -> Self {
        Self {
            settings: Settings {
                top: top.into(),
                clock: "clock".into(),
                trace: false,
                coverage: false,
                optimisation: 2,
                exposed: Vec::new(),
                arguments: Vec::new(),
            },
            files: Vec::new(),
            cache: None,
            verilator: None,
        }
    }

    /// Adds a Verilog source from memory. `name` is a relative path and appears in
    /// messages. Verilator reads `.v` files, too, as SystemVerilog; a `.vlt` file
    /// is a configuration of its own.
    pub fn source(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.files.push(Source::Text {
            name: name.into(),
            text: text.into(),
            include: false,
        });
        self
    }

    /// Adds a Verilog source file. No two sources may have the same file name.
    pub fn source_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.files.push(Source::Path {
            path: path.into(),
            include: false,
        });
        self
    }

    /// Adds a file from memory that a source includes by this name.
    pub fn include(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.files.push(Source::Text {
            name: name.into(),
            text: text.into(),
            include: true,
        });
        self
    }

    /// Adds a file that a source includes by its file name.
    pub fn include_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.files.push(Source::Path {
            path: path.into(),
            include: true,
        });
        self
    }

    /// Names the clock input; the default is `clock`. A design without an input
    /// of this name is taken as combinational: it can be evaluated, not stepped.
    pub fn clock(mut self, port: impl Into<String>) -> Self {
        self.settings.clock = port.into();
        self
    }

    /// Compiles in waveforms (FST). Can cost some speed even while none is written,
    /// and needs zlib's headers.
    pub fn trace(mut self, trace: bool) -> Self {
        self.settings.trace = trace;
        self
    }

    /// Compiles in counters of lines that ran and bits that changed; see
    /// [`Simulation::write_coverage`](crate::Simulation::write_coverage). Many times slower.
    pub fn coverage(mut self, coverage: bool) -> Self {
        self.settings.coverage = coverage;
        self
    }

    /// Makes a variable of a module readable by name in all its instances.
    pub fn expose(self, module: impl Into<String>, variable: impl Into<String>) -> Self {
        self.exposure(module.into(), variable.into(), false)
    }

    /// Makes a variable readable and writable by name. Slower than [`expose`]:
    /// all logic that reads it is evaluated again on every evaluation.
    ///
    /// [`expose`]: Self::expose
    pub fn expose_writable(self, module: impl Into<String>, variable: impl Into<String>) -> Self {
        self.exposure(module.into(), variable.into(), true)
    }

    fn exposure(mut self, module: String, variable: String, writable: bool) -> Self {
        self.settings.exposed.push(Exposure {
            module,
            variable,
            writable,
        });
        self
    }

    /// Adds an argument to Verilator's command. Verilator runs in a directory of
    /// its own, so paths in it must be absolute.
    pub fn argument(mut self, argument: impl Into<String>) -> Self {
        self.settings.arguments.push(argument.into());
        self
    }

    /// Sets the C++ optimisation level of the simulated logic, 0 to 3; the
    /// default is 2. Lower compiles faster and runs slower.
    pub fn optimisation(mut self, level: u8) -> Self {
        self.settings.optimisation = level.min(3);
        self
    }

    /// Keeps compiled designs in this directory instead of
    /// `$YURAGI_CACHE/verilator` or `yuragi/verilator` in the user's cache.
    pub fn cache_directory(mut self, path: impl Into<PathBuf>) -> Self {
        self.cache = Some(path.into());
        self
    }

    /// Uses this Verilator instead of `$VERILATOR` or the one on the path.
    pub fn verilator(mut self, program: impl Into<PathBuf>) -> Self {
        self.verilator = Some(program.into());
        self
    }

    /// Builds and loads the design, or loads what an equal build left in the
    /// cache. Safe to call for the same design from several threads and
    /// processes at once.
    pub fn build(&self) -> Result<Library> {
        let files = self.read()?;
        self.check(&files)?;
        let cache = Cache::new(self.cache.as_deref())?;
        let tools = Toolchain::find(self.verilator.as_deref())?;
        let key = self.key(&files, &tools.fingerprint());
        let list = cache.outside(&key);

        // Within this process, equal builds wait for the first of them.
        static UNDER_WAY: Mutex<Option<HashMap<PathBuf, Arc<Mutex<()>>>>> = Mutex::new(None);
        let turn = {
            let mut all = UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(all.get_or_insert_default().entry(list.clone()).or_default())
        };
        let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);

        let place = |outside: &Outside| {
            cache.design(&Key::of([
                key.as_str().as_bytes(),
                outside.text().as_bytes(),
            ]))
        };
        let known = Outside::if_unchanged(&list).map(|outside| place(&outside));
        if let Some(library) = known.filter(|library| cache.has(library)) {
            tracing::debug!(top = %self.settings.top, library = %library.display(), "design from the cache");
            return Library::load(&library, &self.settings.top, &self.settings.clock);
        }

        let scratch = cache.scratch()?;
        let made = compile::design(&self.settings, &files, scratch.path(), &cache, &tools)?;
        let made_list = scratch.path().join("vsim_outside");
        fs::write(&made_list, made.outside.text()).during("write", &made_list)?;
        let library = place(&made.outside);
        cache.publish(&made.library, &library)?;
        cache.publish(&made_list, &list)?;
        tracing::debug!(top = %self.settings.top, library = %library.display(), "design compiled");
        Library::load(&library, &self.settings.top, &self.settings.clock)
    }

    fn read(&self) -> Result<Vec<File>> {
        let read = |source: &Source| match source {
            Source::Text {
                name,
                text,
                include,
            } => Ok(File {
                name: name.clone(),
                text: text.clone().into_bytes(),
                include: *include,
            }),
            Source::Path { path, include } => {
                let name = path.file_name().and_then(|name| name.to_str());
                let name = name.ok_or_else(|| {
                    Error::InvalidBuild(format!("{} is not a file", path.display()))
                })?;
                let text = fs::read(path).during("read", path)?;
                Ok(File {
                    name: name.to_owned(),
                    text,
                    include: *include,
                })
            }
        };
        self.files.iter().map(read).collect()
    }

    fn check(&self, files: &[File]) -> Result<()> {
        let fail = |problem: String| Err(Error::InvalidBuild(problem));
        if !is_identifier(&self.settings.top) {
            return fail(format!(
                "`{}` can't be a top module's name",
                self.settings.top
            ));
        }
        if !self.settings.clock.is_empty() && !is_identifier(&self.settings.clock) {
            return fail(format!("`{}` can't be a clock's name", self.settings.clock));
        }
        if files.iter().all(|file| file.include) {
            return fail("the design has no source".into());
        }
        let mut names = HashSet::new();
        for File { name, .. } in files {
            let inside = Path::new(name)
                .components()
                .all(|c| matches!(c, Component::Normal(_)));
            let plain = |c: char| c.is_ascii_alphanumeric() || "._-+/".contains(c);
            if name.is_empty() || name.starts_with('-') || !inside || !name.chars().all(plain) {
                return fail(format!("`{name}` can't be a source's name"));
            }
            if compile::is_reserved(name) {
                return fail(format!("the source name `{name}` is taken by the build"));
            }
            if !names.insert(name) {
                return fail(format!("two sources are named `{name}`"));
            }
        }
        for Exposure {
            module, variable, ..
        } in &self.settings.exposed
        {
            if let Some(bad) = [module, variable]
                .into_iter()
                .find(|name| !is_identifier(name))
            {
                return fail(format!("`{bad}` can't be exposed: it is not an identifier"));
            }
        }
        Ok(())
    }

    fn key(&self, files: &[File], tools: &str) -> Key {
        let mut parts = vec![
            tools.to_owned(),
            self.settings.top.clone(),
            self.settings.clock.clone(),
            format!(
                "trace {} coverage {} optimisation {}",
                self.settings.trace, self.settings.coverage, self.settings.optimisation
            ),
        ];
        parts.push(self.settings.exposed.len().to_string());
        parts.extend(self.settings.exposed.iter().map(Exposure::directive));
        parts.push(self.settings.arguments.len().to_string());
        parts.extend(self.settings.arguments.iter().cloned());
        parts.extend(
            files
                .iter()
                .map(|file| format!("{} {}", file.name, file.include)),
        );
        let recipe = compile::RECIPE.iter().map(|text| text.as_bytes());
        let parts = recipe.chain(parts.iter().map(String::as_bytes));
        Key::of(parts.chain(files.iter().map(|file| file.text.as_slice())))
    }
}

/// A plain Verilog identifier.
fn is_identifier(name: &str) -> bool {
    let mut characters = name.chars();
    characters
        .next()
        .is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && characters.all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '$')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_changes_the_design_changes_its_key() {
        let design = || Build::new("top").source("a.v", "module top; endmodule");
        let others = [
            design(),
            design().clock("clk"),
            design().trace(true),
            design().coverage(true),
            design().optimisation(3),
            design().expose("top", "x"),
            design().expose_writable("top", "x"),
            design().argument("-DX"),
            design().source("b.v", ""),
            design().include("b.v", ""),
            Build::new("other").source("a.v", "module top; endmodule"),
            Build::new("top").source("b.v", "module top; endmodule"),
            Build::new("top").source("a.v", "module top; endmodule\n"),
        ];
        let key = |build: &Build, tools: &str| build.key(&build.read().unwrap(), tools);
        let mut keys: HashSet<Key> = others.iter().map(|build| key(build, "5.006")).collect();
        assert_eq!(keys.len(), others.len());
        assert!(keys.insert(key(&design(), "5.032")), "other tools");
        assert!(!keys.insert(key(&design(), "5.006")), "the same design");
        let elsewhere = design().cache_directory("x").verilator("y");
        assert!(
            !keys.insert(key(&elsewhere, "5.006")),
            "the same design elsewhere"
        );
    }
}
