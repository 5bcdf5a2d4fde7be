//! Runs mutants and keeps what caught them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::lists::{DESIGNS, Kind, Lists, Mutant, Specification, root};
use super::tree::{self, LONGEST, Sources, Tree, failed, run, test};
use super::verilog::{EDITS, PRESENTATIONS, SPOILED, come_apart, mutant_apart};

/// Presentations for which model and hardware that were changed alike must agree.
const ALIKE: u64 = 200;

/// Designs on which they must.
const ALIKE_DESIGNS: [&str; 1] = ["four"];

/// A test that failed, or core and model that came apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catch {
    /// `lockstep`, or the test binary.
    pub by: String,
    /// `bit-exactness`, `interface`, or what [`Specification`] says of the test.
    pub class: String,
    /// The difference, or the test's name.
    pub what: String,
}

/// What came of a mutant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    pub name: String,
    pub kind: Kind,
    /// Everything that caught it; none: it survived.
    pub catches: Vec<Catch>,
    pub seconds: f64,
}

impl Verdict {
    pub fn caught(&self) -> bool {
        !self.catches.is_empty()
    }
}

/// Core and model side by side in a process of its own, `mutants apart NAME` or `mutants agree`: it may crash or never end.
fn apart(program: &Path, arguments: &[&str]) -> Result<Option<Catch>> {
    let said = run(Command::new(program).args(arguments), LONGEST)?;
    let catch = |what: &str| {
        Ok(Some(Catch {
            by: "lockstep".into(),
            class: "bit-exactness".into(),
            what: what.into(),
        }))
    };
    if !said.in_time {
        return catch("core and model did not end");
    }
    let verdict = said
        .text
        .lines()
        .find_map(|line| line.strip_prefix("verdict: "));
    match verdict {
        Some("agree") => Ok(None),
        Some(what) => catch(what),
        None if said.text.contains("error: ") => bail!("{}", said.text),
        // a signal: the simulation itself gave up
        None => catch(&format!("the simulation broke off: {}", said.text.trim())),
    }
}

/// What `mutants apart NAME` prints.
///
/// # Errors
/// If there is no such mutant or its Verilog cannot be made.
pub fn print_apart(name: &str) -> Result<()> {
    let lists = Lists::read()?;
    let mutant = lists.mutants.iter().find(|mutant| mutant.name == name);
    let apart = mutant_apart(mutant.context("no such mutant")?)?;
    print_verdict(apart);
    Ok(())
}

/// What `mutants agree PRESENTATIONS DESIGN...` prints.
///
/// # Errors
/// If there is no core.
pub fn print_agree(presentations: u64, designs: &[&str]) -> Result<()> {
    print_verdict(come_apart(designs, &[], presentations)?);
    Ok(())
}

fn print_verdict(apart: Option<super::verilog::Apart>) {
    match apart {
        None => println!("verdict: agree"),
        Some(apart) => {
            let what = apart.what.replace('\n', " ");
            println!("verdict: {}, {what}", apart.design);
        }
    }
}

/// Test binaries that fail on a mutant, by their names and the tests of each.
fn ask(
    binaries: &[(Specification, PathBuf)],
    at: &Path,
    environment: &[(&str, &str)],
) -> Result<Vec<Catch>> {
    let mut catches = Vec::new();
    for (specification, path) in binaries {
        let mut command = test(
            path,
            &at.join(specification.folder()),
            &specification.filter,
        );
        command.envs(environment.iter().copied());
        let said = run(&mut command, LONGEST)?;
        let mut add = |class: &str, what: String| {
            catches.push(Catch {
                by: specification.binary.clone(),
                class: class.to_owned(),
                what,
            });
        };
        if !said.in_time {
            add(&specification.class, "did not end".into());
            continue;
        }
        let failed = failed(&said);
        if failed.is_empty() && !said.success {
            add(&specification.class, "broke off".into());
        }
        for name in failed {
            add(specification.class_of(&name), name);
        }
    }
    Ok(catches)
}

/// Runs mutants.
#[derive(Debug)]
pub struct Campaign {
    lists: Lists,
    /// `out/mutants`.
    folder: PathBuf,
    /// This program.
    program: PathBuf,
    /// Tests of the interface, of the unchanged tree, once a mutant of the Verilog needs one.
    tests: Option<BTreeMap<String, PathBuf>>,
    tree: Option<Tree>,
    /// As the campaign found them.
    sources: Sources,
}

impl Campaign {
    /// A campaign on the tree as it now is.
    ///
    /// # Errors
    /// If a file cannot be read or written.
    pub fn new(lists: Lists) -> Result<Self> {
        let folder = root().join("out/mutants");
        fs::create_dir_all(folder.join("results"))?;
        Ok(Self {
            tests: None,
            program: env::current_exe()?,
            tree: None,
            sources: Sources::read()?,
            lists,
            folder,
        })
    }

    /// The lists.
    pub fn lists(&self) -> &Lists {
        &self.lists
    }

    fn place(&self, mutant: &Mutant) -> PathBuf {
        let mut hash = self.sources.hash(&interface(mutant));
        if mutant.kind == Kind::Alike {
            // what is asked belongs to the result
            let asked = serde_json::to_string(&self.lists.specification);
            hash = self.sources.hash(&self.lists.specification) + &asked.expect("strings");
        }
        let hash = mutant.hash(&hash);
        self.folder
            .join(format!("results/{}-{hash}.json", mutant.name))
    }

    /// The verdict of an earlier run on the same tree.
    pub fn known(&self, mutant: &Mutant) -> Option<Verdict> {
        let text = fs::read_to_string(self.place(mutant)).ok()?;
        serde_json::from_str(&text).ok()
    }

    /// Runs a mutant, and keeps the verdict.
    ///
    /// # Errors
    /// If an edit does not fit, the mutant cannot be built, or one that should be alike is not.
    pub fn run(&mut self, mutant: &Mutant) -> Result<Verdict> {
        let begun = Instant::now();
        let catches = match mutant.kind {
            Kind::Verilog => self.verilog(mutant),
            _ => self.source(mutant),
        };
        let verdict = Verdict {
            name: mutant.name.clone(),
            kind: mutant.kind,
            catches: catches.with_context(|| format!("the mutant {}", mutant.name))?,
            seconds: begun.elapsed().as_secs_f64(),
        };
        fs::write(self.place(mutant), serde_json::to_string_pretty(&verdict)?)?;
        Ok(verdict)
    }

    /// The tests that mutants of the Verilog name, built.
    fn interface_tests(&mut self) -> Result<BTreeMap<String, PathBuf>> {
        if self.tests.is_none() {
            let verilog = self
                .lists
                .mutants
                .iter()
                .filter(|mutant| mutant.kind == Kind::Verilog);
            let tests: Vec<Specification> = verilog.flat_map(interface).collect();
            self.tests = Some(tree::build(&root(), None, &tests)?);
        }
        Ok(self.tests.clone().unwrap_or_default())
    }

    fn verilog(&mut self, mutant: &Mutant) -> Result<Vec<Catch>> {
        if let Some(catch) = apart(&self.program, &["apart", &mutant.name])? {
            return Ok(vec![catch]);
        }
        if mutant.tests.is_empty() {
            return Ok(Vec::new());
        }
        let tests = self.interface_tests()?;
        let folder = tempfile::tempdir_in(&self.folder)?;
        let (cache, spoiled) = (folder.path().join("cache"), folder.path().join("spoiled"));
        let environment = [
            (
                "VERILATOR",
                self.program.to_str().context("a path that is no text")?,
            ),
            (
                "YURAGI_CACHE",
                cache.to_str().context("a path that is no text")?,
            ),
            (SPOILED, spoiled.to_str().context("a path that is no text")?),
            (EDITS, &serde_json::to_string(&mutant.edits)?),
        ];
        let asked = paths(interface(mutant), &tests)?;
        let catches = ask(&asked, &root(), &environment)?;
        if !spoiled.exists() {
            bail!("no edit fits what the tests {:?} build", mutant.tests);
        }
        Ok(catches)
    }

    fn source(&mut self, mutant: &Mutant) -> Result<Vec<Catch>> {
        let tree = match &self.tree {
            Some(tree) => tree,
            None => self.tree.insert(Tree::new(&self.folder)?),
        };
        let alike = mutant.kind == Kind::Alike;
        let asked = match alike {
            true => self.lists.specification.clone(),
            false => interface(mutant),
        };
        tree.change(&mutant.edits)?;
        let built = tree.build(&asked)?;
        let program = built.get("mutants").context("cargo built no program")?;
        let presentations = if alike { ALIKE } else { PRESENTATIONS }.to_string();
        let mut arguments = vec!["agree", presentations.as_str()];
        match (&mutant.designs[..], alike) {
            ([], true) => arguments.extend(ALIKE_DESIGNS),
            ([], false) => arguments.extend(DESIGNS),
            (own, _) => arguments.extend(own.iter().map(String::as_str)),
        }
        if arguments[2] != "top" {
            match apart(program, &arguments)? {
                Some(catch) if alike => bail!("model and hardware are not alike: {}", catch.what),
                Some(catch) => return Ok(vec![catch]),
                None => {}
            }
        }
        ask(&paths(asked, &built)?, tree.root(), &[])
    }
}

/// Tests with the paths of their binaries.
fn paths(
    asked: Vec<Specification>,
    built: &BTreeMap<String, PathBuf>,
) -> Result<Vec<(Specification, PathBuf)>> {
    let path = |one: Specification| match built.get(&one.binary) {
        Some(path) => Ok((one, path.clone())),
        None => bail!("there is no test {}", one.binary),
    };
    asked.into_iter().map(path).collect()
}

/// The tests of the interface that a mutant names.
fn interface(mutant: &Mutant) -> Vec<Specification> {
    let tests = mutant.tests.iter();
    tests.map(|test| Specification::interface(test)).collect()
}

/// How long a campaign took, for people.
pub fn minutes(time: Duration) -> String {
    let seconds = time.as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
