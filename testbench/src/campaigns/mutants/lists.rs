//! Mutants: the design broken on purpose, one fault each, and what catches it. See `docs/reference/verification.md`.
//!
//! The faults are data, in `testbench/mutants/`: texts to be found exactly once and what stands there instead. They never touch the
//! work tree: Verilog is changed in memory, source in a copy of the tree.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use yuragi_boards::Board;
use yuragi_hardware as hardware;
use yuragi_hdl::VerilogFile;
use yuragi_model::design::Design;

/// What a mutant changes, and so what must catch it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The exported Verilog: caught by bit-exactness or a test of the interface.
    Verilog,
    /// The source of a cell: the same, and the exporter is in the loop.
    Cell,
    /// The model alone: caught by bit-exactness.
    Model,
    /// Model and hardware in the same way, so that they agree: caught only by a test of the specification.
    Alike,
}

impl Kind {
    /// All of them, in the order of the lists.
    pub const ALL: [Self; 4] = [Self::Verilog, Self::Cell, Self::Model, Self::Alike];

    /// As the lists name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Verilog => "verilog",
            Self::Cell => "cell",
            Self::Model => "model",
            Self::Alike => "alike",
        }
    }
}

/// A change of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    /// A source file from the root of the repository, or an exported one, `lfsr.v`.
    pub file: String,
    /// Stands there exactly once.
    pub find: String,
    /// Stands there in the mutant.
    pub put: String,
}

impl Edit {
    /// The text with the change.
    ///
    /// # Errors
    /// If what is to be found does not stand there exactly once.
    pub fn apply(&self, text: &str) -> Result<String> {
        let found = text.matches(&self.find).count();
        ensure!(
            found == 1,
            "{}: `{}` was found {found} times, not once",
            self.file,
            self.find
        );
        ensure!(
            self.find != self.put,
            "{}: `{}` is no change",
            self.file,
            self.put
        );
        Ok(text.replacen(&self.find, &self.put, 1))
    }
}

/// A design that is broken on purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mutant {
    /// A name of its own.
    pub name: String,
    /// What is broken, in one sentence.
    pub breaks: String,
    /// All of them make the mutant.
    pub edits: Vec<Edit>,
    /// Designs on which core and model run side by side, or those of [`DESIGNS`]; `top` is the board's top level of `tiny`, which
    /// has no model.
    #[serde(default)]
    pub designs: Vec<String>,
    /// Tests that are asked when core and model did not come apart: `binary`, or `binary::module`.
    #[serde(default)]
    pub tests: Vec<String>,
    /// Nothing is broken: it must survive, or the campaign would call anything caught.
    #[serde(default)]
    pub control: bool,
    #[serde(skip, default = "verilog")]
    pub kind: Kind,
}

fn verilog() -> Kind {
    Kind::Verilog
}

impl Mutant {
    /// What tells a result of this mutant from one of another.
    pub fn hash(&self, tree: &str) -> String {
        let text = serde_json::to_string(&(self, self.kind)).unwrap_or_default();
        hex(&Sha256::new()
            .chain_update(text)
            .chain_update(tree)
            .finalize())
    }
}

/// The first half of a hash, in hexadecimal digits.
pub fn hex(hash: &[u8]) -> String {
    hash[..16]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Designs on which a core and the model run side by side until they come apart.
pub const DESIGNS: [&str; 3] = ["four", "ten", "seventeen"];

/// The root of the repository that this program was built from.
pub fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package).to_owned()
}

/// A design of `testbench/mutants/designs`, or a preset.
///
/// # Errors
/// If there is none of this name.
pub fn design(name: &str) -> Result<Design> {
    let path = root().join(format!("testbench/mutants/designs/{name}.toml"));
    match path.to_str() {
        Some(path) if Path::new(path).exists() => Ok(Design::load(path)?),
        _ => Ok(Design::load(name)?),
    }
}

/// The Verilog on which a mutant's edits must fit: that of its first design.
///
/// # Errors
/// If it cannot be exported.
pub fn exported(name: &str) -> Result<Vec<VerilogFile>> {
    if name == "top" {
        let board = Board::load("icebreaker")?;
        return Ok(yuragi_boards::verilog::top_verilog(
            &design("tiny")?,
            &board,
        )?);
    }
    Ok(hardware::verilog(&design(name)?)?)
}

/// The files with all edits of a mutant.
///
/// # Errors
/// If one does not fit.
pub fn changed(files: &[VerilogFile], edits: &[Edit]) -> Result<Vec<VerilogFile>> {
    let mut files = files.to_vec();
    for edit in edits {
        let module = edit.file.trim_end_matches(".v");
        let file = files.iter_mut().find(|file| file.cell == module);
        let file = file.with_context(|| format!("{}: no such module", edit.file))?;
        file.text = edit.apply(&file.text)?;
    }
    Ok(files)
}

/// A survivor that is explained.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Survivor {
    pub name: String,
    /// Why no test can or need catch it.
    pub reason: String,
}

/// A binary of tests that hold the specification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Specification {
    /// The package that the binary belongs to.
    #[serde(default = "testbench")]
    pub package: String,
    /// The test binary.
    pub binary: String,
    /// What its tests are: `statistics`, `replay`, `proof`, or `values` (they have a copy of the values).
    pub class: String,
    /// The same of tests whose names begin so.
    #[serde(default)]
    pub classes: BTreeMap<String, String>,
    /// Only tests whose names contain this.
    #[serde(default)]
    pub filter: String,
}

fn testbench() -> String {
    "yuragi-testbench".to_owned()
}

impl Specification {
    /// Tests of the interface, as [`Mutant::tests`] writes them.
    pub fn interface(test: &str) -> Self {
        let (binary, filter) = match test.split_once("::") {
            Some((binary, module)) => (binary, format!("{module}::")),
            None => (test, String::new()),
        };
        Self {
            package: testbench(),
            binary: binary.to_owned(),
            class: "interface".to_owned(),
            classes: BTreeMap::new(),
            filter,
        }
    }

    /// The folder of the package, from the root of the repository: tests run in it.
    pub fn folder(&self) -> PathBuf {
        match self.package.strip_prefix("yuragi-") {
            Some(name) if name != "testbench" => Path::new("crates").join(name),
            _ => PathBuf::from("testbench"),
        }
    }

    /// What a test of the binary is.
    pub fn class_of(&self, test: &str) -> &str {
        let special = self
            .classes
            .iter()
            .filter(|(name, _)| test.starts_with(*name));
        special
            .max_by_key(|(name, _)| name.len())
            .map_or(&self.class, |(_, class)| class)
    }
}

/// Everything in `testbench/mutants`.
#[derive(Clone, Debug)]
pub struct Lists {
    pub mutants: Vec<Mutant>,
    pub survivors: Vec<Survivor>,
    pub specification: Vec<Specification>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MutantFile {
    mutant: Vec<Mutant>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SurvivorFile {
    #[serde(default)]
    survivor: Vec<Survivor>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SpecificationFile {
    binary: Vec<Specification>,
}

impl Lists {
    /// Reads them.
    ///
    /// # Errors
    /// If a file cannot be read, two mutants have one name, or a survivor is no mutant.
    pub fn read() -> Result<Self> {
        let folder = root().join("testbench/mutants");
        let text = |name: &str| {
            let path = folder.join(name);
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
        };
        let mut mutants: Vec<Mutant> = Vec::new();
        for kind in Kind::ALL {
            let name = format!("{}.toml", kind.name());
            let file: MutantFile = toml::from_str(&text(&name)?).context(name)?;
            mutants.extend(
                file.mutant
                    .into_iter()
                    .map(|mutant| Mutant { kind, ..mutant }),
            );
        }
        for (n, mutant) in mutants.iter().enumerate() {
            if mutants[..n].iter().any(|other| other.name == mutant.name) {
                bail!("two mutants are named {}", mutant.name);
            }
        }
        let survivors: SurvivorFile = toml::from_str(&text("survivors.toml")?)?;
        for survivor in &survivors.survivor {
            let known = mutants.iter().any(|mutant| mutant.name == survivor.name);
            ensure!(known, "the survivor {} is no mutant", survivor.name);
        }
        let specification: SpecificationFile = toml::from_str(&text("specification.toml")?)?;
        Ok(Self {
            mutants,
            survivors: survivors.survivor,
            specification: specification.binary,
        })
    }

    /// Why a mutant may survive.
    pub fn reason(&self, mutant: &Mutant) -> Option<&str> {
        let mut survivors = self.survivors.iter();
        let own = survivors.find(|survivor| survivor.name == mutant.name);
        own.map(|survivor| survivor.reason.as_str())
            .or(mutant.control.then_some("a control: nothing is broken"))
    }
}
