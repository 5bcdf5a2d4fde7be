//! Makes a shared library of a design: verilates it, compiles the result with a
//! shim, and links both with the runtime objects.

use std::collections::BTreeMap;
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::cache::Cache;
use crate::design::{Exposure, File, Settings};
use crate::error::{Error, IoContext, Result};
use crate::flags;
use crate::outside::Outside;
use crate::ports;
use crate::runtime;
use crate::toolchain::{self, CXX, LINKER, Toolchain, VERILATOR};

/// Class and file prefix of the verilated model.
const PREFIX: &str = "Vdesign";
/// Directory of the generated C++, and the configuration of exposed variables.
const GENERATED: &str = "vsim_obj";
const CONFIGURATION: &str = "vsim_exposed.vlt";

const SHIM: &str = include_str!("shim.cpp");
const DRIVER_HEADER: &str = include_str!("driver.h");

/// Arguments of every Verilator run. Delays in the source are ignored; lint is
/// for other tools. Split functions compile in half the time, and run as fast.
const ARGUMENTS: &str = "--cc -O3 --x-assign fast --x-initial fast --noassert --no-timing \
    -Wno-fatal -Wno-lint -Wno-style --output-split 5000 --output-split-cfuncs 1000 \
    --timescale 1ns/1ns";

/// Points of coverage are lines and bits; those of memories are too many.
const COVERAGE: &str = "--coverage-line --coverage-toggle --coverage-max-width 1024";

/// Sizes, in bytes of C++, between which generated files are compiled together:
/// reading Verilator's headers alone takes as long as compiling 100 kB of fast
/// code, or 500 kB of slow code.
const FAST_SIZES: RangeInclusive<u64> = 100_000..=400_000;
const SLOW_SIZES: RangeInclusive<u64> = 500_000..=2_000_000;

/// Everything that is the same for all designs but changes the result when the
/// crate changes: the texts that say how a design is compiled, and with what.
pub(crate) const RECIPE: &[&str] = &[
    include_str!("compile.rs"),
    include_str!("flags.rs"),
    include_str!("ports.rs"),
    include_str!("driver.cpp"),
    include_str!("transact.cpp"),
    include_str!("serial.cpp"),
    include_str!("files.cpp"),
    include_str!("files.h"),
    DRIVER_HEADER,
    SHIM,
];

/// True if a source of this name would clash with the build's own files.
pub(crate) fn is_reserved(name: &str) -> bool {
    name.starts_with("vsim_") || name.starts_with(PREFIX)
}

/// A design compiled in a scratch directory.
pub(crate) struct Compiled {
    /// The shared library.
    pub(crate) library: PathBuf,
    /// What it was made from beside its sources.
    pub(crate) outside: Outside,
}

/// Verilates and compiles a design in the empty directory `work`.
pub(crate) fn design(
    settings: &Settings,
    files: &[File],
    work: &Path,
    cache: &Cache,
    tools: &Toolchain,
) -> Result<Compiled> {
    verilate(settings, files, work, tools)?;
    let generated = work.join(GENERATED);
    let header = read(&generated.join(format!("{PREFIX}.h")))?;
    check_exposed(&generated)?;
    write(
        &generated.join("ports.inc"),
        ports::table(&header).as_bytes(),
    )?;
    write(&generated.join("driver.h"), DRIVER_HEADER.as_bytes())?;
    write(&generated.join("vsim_shim.cpp"), SHIM.as_bytes())?;
    let lists = Lists::parse(&read(&generated.join(format!("{PREFIX}_classes.mk")))?);

    let jobs = jobs(settings, &lists, &generated, cache, tools)?;
    let units = jobs.len();
    let mut objects: Vec<PathBuf> = (0..units)
        .map(|unit| format!("unit{unit}.o").into())
        .collect();
    let runtime: Vec<&str> = lists.runtime();
    let compiled = in_parallel(
        jobs.into_iter()
            .map(Job::Unit)
            .chain(runtime.into_iter().map(Job::Runtime))
            .collect(),
        |job| match job {
            Job::Unit(mut command) => toolchain::run(CXX, &mut command).map(|_| None),
            Job::Runtime(name) => runtime::object(name, cache, tools).map(Some),
        },
    )?;
    objects.extend(compiled.into_iter().flatten());

    let library = work.join("vsim_design.so");
    let link = |more: &[&str]| {
        let mut link = tools.linker();
        // A symbol that is defined nowhere is found here, and not when the library is loaded or in the midst of a run.
        link.args(["-shared", "-pthread", "-Wl,-z,defs", "-Wl,-z,now", "-o"])
            .arg(&library)
            .args(&objects)
            .args(more);
        if lists.uses("verilated_fst_c") {
            link.arg("-lz");
        }
        toolchain::run(LINKER, link.current_dir(&generated)).map(drop)
    };
    match link(&[]) {
        // Clang leaves some operations on atomic variables to a library of GCC.
        Err(Error::ToolFailed { output, .. }) if output.contains("__atomic_") => {
            link(&["-latomic"])?;
        }
        done => done?,
    }
    let record = read(&generated.join(format!("{PREFIX}__verFiles.dat")))?;
    Ok(Compiled {
        library,
        outside: Outside::of_record(&record)?,
    })
}

fn verilate(settings: &Settings, files: &[File], work: &Path, tools: &Toolchain) -> Result<()> {
    for file in files {
        let path = work.join(&file.name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).during("create", parent)?;
        }
        write(&path, &file.text)?;
    }
    let directives: Vec<String> = settings.exposed.iter().map(Exposure::directive).collect();
    let configuration = format!("`verilator_config\n{}\n", directives.join("\n"));
    write(&work.join(CONFIGURATION), configuration.as_bytes())?;

    let mut command = tools.verilator();
    command
        .current_dir(work)
        .args(ARGUMENTS.split_whitespace())
        .args(["--prefix", PREFIX, "--Mdir", GENERATED])
        .args(["--top-module", &settings.top]);
    if settings.trace {
        command.arg("--trace-fst");
    }
    if settings.coverage {
        command.args(COVERAGE.split_whitespace());
    }
    command.args(&settings.arguments).arg(CONFIGURATION);
    command.args(
        files
            .iter()
            .filter(|file| !file.include)
            .map(|file| &file.name),
    );
    toolchain::run(VERILATOR, &mut command).map(drop)
}

/// Fails if Verilator left out an exposed variable: it then writes the variable
/// as a comment, as in `//UNSUP __Vscope_top.varInsert(__Vfinal,"grid", ...`.
fn check_exposed(generated: &Path) -> Result<()> {
    let left_out = |line: &str| {
        let rest = line.trim().strip_prefix("//UNSUP")?;
        let name = rest.split_once("varInsert(")?.1.split('"').nth(1)?;
        Some(name.to_owned())
    };
    for entry in fs::read_dir(generated).during("read", generated)? {
        let path = entry.during("read", generated)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // Long symbol tables are split into several files.
        if !name.starts_with(&format!("{PREFIX}__Syms")) {
            continue;
        }
        if let Some(variable) = read(&path)?.lines().find_map(left_out) {
            return Err(Error::InvalidBuild(format!(
                "Verilator can't expose `{variable}`: it has more dimensions than an array of vectors"
            )));
        }
    }
    Ok(())
}

/// What Verilator's generated makefile lists.
struct Lists(BTreeMap<String, Vec<String>>);

impl Lists {
    fn parse(makefile: &str) -> Self {
        let mut lists = BTreeMap::new();
        let joined = makefile.replace("\\\n", " ");
        for line in joined.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, values)) = line.split_once('=') {
                let values = values.split_whitespace().map(str::to_owned).collect();
                lists.insert(name.trim_end_matches(['+', ' ']).to_owned(), values);
            }
        }
        Self(lists)
    }

    fn get(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// Generated files to be compiled for speed ("FAST") or not ("SLOW").
    fn files(&self, speed: &str) -> Vec<&str> {
        let lists = ["CLASSES", "SUPPORT"].map(|kind| format!("VM_{kind}_{speed}"));
        let files = lists.iter().flat_map(|list| self.get(list));
        files.map(String::as_str).collect()
    }

    fn uses(&self, runtime: &str) -> bool {
        self.runtime().contains(&runtime)
    }

    /// Runtime files that the model needs, ours included.
    fn runtime(&self) -> Vec<&str> {
        let own = flags::DRIVER.iter().map(|(name, _)| *name);
        let lists = ["VM_GLOBAL_FAST", "VM_GLOBAL_SLOW"].map(|list| self.get(list));
        own.chain(lists.into_iter().flatten().map(String::as_str))
            .collect()
    }

    /// The `VM_` switches that the generated files look at.
    fn switches(&self) -> Vec<String> {
        let one = |name: &&str| {
            self.get(name)
                .first()
                .map(|value| format!("-D{name}={value}"))
        };
        ["VM_COVERAGE", "VM_TRACE", "VM_TRACE_FST", "VM_TRACE_VCD"]
            .iter()
            .filter_map(one)
            .collect()
    }
}

enum Job<'a> {
    Unit(Command),
    Runtime(&'a str),
}

/// The compiler commands that make `unit0.o`, `unit1.o` and so on.
fn jobs(
    settings: &Settings,
    lists: &Lists,
    generated: &Path,
    cache: &Cache,
    tools: &Toolchain,
) -> Result<Vec<Command>> {
    let mut fast = lists.files("FAST");
    fast.insert(0, "vsim_shim");
    let level = format!("-O{}", settings.optimisation);
    // The "slow" files run once, when a simulation starts.
    let classes = [
        (fast, level.as_str(), FAST_SIZES),
        (lists.files("SLOW"), "-O0", SLOW_SIZES),
    ];
    let switches = lists.switches();
    let mut commands = Vec::new();
    for (files, level, unit_sizes) in classes {
        let mut options = vec![level];
        options.extend(switches.iter().map(String::as_str));
        let headers = runtime::headers(&options, cache, tools)?;
        for unit in group(&files, generated, &unit_sizes)? {
            let number = commands.len();
            let includes: Vec<String> = unit
                .iter()
                .map(|name| format!("#include \"{name}.cpp\"\n"))
                .collect();
            write(
                &generated.join(format!("unit{number}.cpp")),
                includes.concat().as_bytes(),
            )?;
            let mut command = tools.compiler()?;
            command.current_dir(generated).args(&options).arg("-I.");
            if let Some(headers) = &headers {
                command.arg("-include").arg(headers);
            }
            command.arg(format!("-DVSIM_PREFIX={PREFIX}"));
            command.arg(format!("-DVSIM_HEADER=\"{PREFIX}.h\""));
            command.arg(format!("-DVSIM_CLOCK=\"{}\"", settings.clock));
            command.args([
                "-c",
                &format!("unit{number}.cpp"),
                "-o",
                &format!("unit{number}.o"),
            ]);
            commands.push(command);
        }
    }
    Ok(commands)
}

/// Splits files into groups of about equal size, one for each processor.
fn group<'a>(
    files: &[&'a str],
    directory: &Path,
    unit_sizes: &RangeInclusive<u64>,
) -> Result<Vec<Vec<&'a str>>> {
    let size = |name: &str| {
        let path = directory.join(format!("{name}.cpp"));
        fs::metadata(&path)
            .map(|data| data.len())
            .during("read", path)
    };
    let sizes = files
        .iter()
        .map(|name| size(name))
        .collect::<Result<Vec<u64>>>()?;
    let share = sizes.iter().sum::<u64>() / processors() as u64;
    let limit = share.clamp(*unit_sizes.start(), *unit_sizes.end());
    let mut groups: Vec<Vec<&str>> = Vec::new();
    let mut room = 0;
    for (name, size) in files.iter().zip(sizes) {
        if let Some(last) = groups.last_mut().filter(|_| size <= room) {
            last.push(name);
            room -= size;
        } else {
            groups.push(vec![name]);
            room = limit.saturating_sub(size);
        }
    }
    Ok(groups)
}

fn processors() -> usize {
    thread::available_parallelism().map_or(1, |number| number.get())
}

/// Does all jobs, as many at a time as there are processors. Returns the
/// results in order, or the first error.
fn in_parallel<J: Send, R: Send>(
    jobs: Vec<J>,
    run: impl Fn(J) -> Result<R> + Sync,
) -> Result<Vec<R>> {
    let workers = processors().min(jobs.len());
    let queue = Mutex::new(jobs.into_iter().enumerate());
    let done = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let job = queue.lock().unwrap_or_else(PoisonError::into_inner).next();
                    let Some((index, job)) = job else { break };
                    let result = run(job);
                    done.lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .push((index, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).during("read", path)
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).during("write", path)
}
