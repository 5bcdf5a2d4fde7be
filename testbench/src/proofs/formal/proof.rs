//! Proofs by yosys-smtbmc and z3 of what the exported Verilog does in every state and for every input.
//!
//! A property is a piece of SystemVerilog (`testbench/formal/`) that is put before the `endmodule` of a copy of the exported module.
//! A proof by induction holds for all time: the assertions hold in the first cycles, and where they held for k cycles they
//! hold in the next. Each proof has covers, situations that must be reachable, and controls: changes of the Verilog after which it
//! must fail.

use std::fmt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use yuragi_hdl::VerilogFile;

use super::source::Source;

/// How far a proof reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// For all time, by induction over so many cycles.
    Induction(u32),
    /// For the first cycles only.
    Bounded(u32),
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Induction(k) => write!(f, "for all time, induction over {k}"),
            Self::Bounded(n) => write!(f, "bounded, {n} cycles"),
        }
    }
}

/// A change of a module's text, which has to hold what it changes exactly once.
#[derive(Debug)]
pub struct Control {
    pub module: &'static str,
    pub from: &'static str,
    pub to: &'static str,
}

/// Assertions about a module, and what they are worth.
#[derive(Debug)]
pub struct Proof {
    pub name: &'static str,
    pub claim: &'static str,
    /// What is proved of, one after another.
    pub sources: &'static [Source],
    /// The top of the proof: a module, or that of the harness.
    pub top: &'static str,
    /// Modules, and what is put into them.
    pub properties: &'static [(&'static str, &'static str)],
    /// A module around the exported ones.
    pub harness: Option<&'static str>,
    /// Modules whose outputs may be anything at any time.
    pub cuts: &'static [&'static str],
    /// Wires of the top that show registers of its parts.
    pub taps: &'static [(&'static str, &'static str)],
    pub method: Method,
    /// Cycles in which the covers are reached.
    pub cover: u32,
    /// The covers start in any state in which the assertions hold, not at power-on, which is too far away.
    pub anywhere: bool,
    pub controls: &'static [Control],
}

/// What came of a proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Proven,
    /// From power-on on an assertion fails: which.
    Refuted(String),
    /// There is a state in which the induction fails; whether it is reached is not known.
    Open(String),
    /// A cover is not reached: the assertions may say nothing.
    Vacuous(String),
    /// No verdict within the time.
    TimeUp,
    /// The tools gave up; what they said.
    Failed(String),
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Proven => f.write_str("proven"),
            Self::Refuted(which) => write!(f, "refuted: {which}"),
            Self::Open(which) => write!(f, "open: {which}"),
            Self::Vacuous(which) => write!(f, "vacuous: {which}"),
            Self::TimeUp => f.write_str("time is up"),
            Self::Failed(line) => write!(f, "failed: {line}"),
        }
    }
}

impl Proof {
    /// Assertions and covers in its text.
    pub fn counts(&self) -> (usize, usize) {
        let texts = self.properties.iter().map(|(_, text)| *text);
        let of = |word| {
            let texts = texts.clone().chain(self.harness);
            texts.map(|text| text.matches(word).count()).sum()
        };
        (of("assert ("), of("cover ("))
    }

    /// Proves it of a source, with a change of the Verilog if there is one. Each run of the solver may take `limit`.
    ///
    /// # Errors
    /// If the tools are not there, the Verilog cannot be exported, or a change does not fit it.
    pub fn prove(
        &self,
        source: &Source,
        control: Option<&Control>,
        limit: Duration,
    ) -> Result<Verdict, String> {
        let folder = self.folder(source, control, false)?;
        let cycles = match self.method {
            Method::Induction(k) | Method::Bounded(k) => k,
        };
        let run = |arguments: &[&str], cycles| solve(folder.path(), arguments, cycles, limit);
        match run(&[], cycles)? {
            Answer::Holds => {}
            Answer::Fails(which) => return Ok(Verdict::Refuted(which)),
            Answer::TimeUp => return Ok(Verdict::TimeUp),
            Answer::Failed(line) => return Ok(Verdict::Failed(line)),
        }
        if let Method::Induction(k) = self.method {
            match run(&["-i"], k)? {
                Answer::Holds => {}
                Answer::Fails(which) => return Ok(Verdict::Open(which)),
                Answer::TimeUp => return Ok(Verdict::TimeUp),
                Answer::Failed(line) => return Ok(Verdict::Failed(line)),
            }
        }
        let cover = if self.anywhere {
            let folder = self.folder(source, control, true)?;
            solve(folder.path(), &["-c", "--noinit"], self.cover, limit)?
        } else {
            run(&["-c"], self.cover)?
        };
        Ok(match cover {
            Answer::Holds => Verdict::Proven,
            Answer::Fails(which) => Verdict::Vacuous(which),
            Answer::TimeUp => Verdict::TimeUp,
            Answer::Failed(line) => Verdict::Failed(line),
        })
    }

    /// Checks that every control changes the Verilog of the first source, for which `prove` is asked to fail.
    ///
    /// # Errors
    /// If the Verilog cannot be exported, or a control does not fit it; the text names the module and the code.
    pub fn check_controls(&self) -> Result<(), String> {
        let source = self.sources.first().ok_or("there is no source")?;
        let (files, _) = source.files()?;
        for control in self.controls {
            let file = files.iter().find(|file| file.cell == control.module);
            let file = file.ok_or_else(|| format!("there is no module {}", control.module))?;
            self.text(file.clone(), Some(control))?;
        }
        Ok(())
    }

    /// A folder with the model that the solver reads; in it the assertions may be assumed.
    fn folder(
        &self,
        source: &Source,
        control: Option<&Control>,
        assumed: bool,
    ) -> Result<tempfile::TempDir, String> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let (files, defines) = source.files()?;
        let modules = |cell: &str| {
            let file = files.iter().find(|file| file.cell == cell);
            file.map_or(cell, |file| &file.module).to_owned()
        };
        let top = modules(self.top);
        let cuts: String = self
            .cuts
            .iter()
            .map(|cell| format!("cutpoint */t:{}; ", modules(cell)))
            .collect();
        let mut texts = Vec::new();
        for file in files {
            let file = self.text(file, control)?;
            texts.push((file.module, file.text));
        }
        texts.extend(
            self.harness
                .map(|text| (self.top.to_owned(), text.to_owned())),
        );
        for (module, mut text) in texts {
            if assumed {
                text = text.replace("assert (", "assume (");
            }
            write(folder.path(), &module, &text)?;
        }
        self.model(folder.path(), &defines, &top, &cuts)?;
        Ok(folder)
    }

    /// A module with its properties, and with the change if it is the one changed.
    fn text(
        &self,
        mut file: VerilogFile,
        control: Option<&Control>,
    ) -> Result<VerilogFile, String> {
        if let Some(control) = control.filter(|control| control.module == file.cell) {
            let found = file.text.matches(control.from).count();
            if found != 1 {
                let Control { module, from, .. } = control;
                return Err(format!("{module}: {from:?} was found {found} times"));
            }
            file.text = file.text.replace(control.from, control.to);
        }
        let texts = self.properties.iter();
        let texts = texts.filter(|(module, _)| *module == file.cell);
        let texts: String = texts.map(|(_, text)| *text).collect();
        let end = file.text.rfind("endmodule").ok_or("no endmodule")?;
        file.text.insert_str(end, &texts);
        Ok(file)
    }

    /// Writes the model that the solver reads.
    fn model(
        &self,
        folder: &Path,
        defines: &[(&str, String)],
        top: &str,
        cuts: &str,
    ) -> Result<(), String> {
        let defines: String = defines
            .iter()
            .map(|(name, value)| format!(" -D {name}={value}"))
            .collect();
        let taps: String = self
            .taps
            .iter()
            .map(|(wire, register)| format!("connect -set \\{wire} \\{register}; "))
            .collect();
        let flatten = if taps.is_empty() { "" } else { "flatten; " };
        let script = format!(
            "read_verilog -sv -formal{defines} *.v; hierarchy -check -top {top}; proc; {cuts}{flatten}{taps}opt_clean; \
             prep -nordff; write_smt2 -wires model.smt2"
        );
        let output = Command::new("yosys")
            .args(["-q", "-p", &script])
            .current_dir(folder)
            .stdin(Stdio::null())
            .output()
            .map_err(|error| format!("yosys: {error}"))?;
        if output.status.success() {
            Ok(())
        } else {
            let said = String::from_utf8_lossy(&output.stderr);
            Err(format!("{}: yosys: {}", self.name, said.trim()))
        }
    }
}

fn write(folder: &Path, module: &str, text: &str) -> Result<(), String> {
    let path = folder.join(format!("{module}.v"));
    std::fs::write(path, text).map_err(|error| error.to_string())
}

/// What the solver answered.
enum Answer {
    Holds,
    /// The first assertion that fails, or cover that is not reached.
    Fails(String),
    TimeUp,
    Failed(String),
}

/// `--unroll`: without it z3 takes minutes, and gigabytes, for what takes it seconds.
fn solve(
    folder: &Path,
    arguments: &[&str],
    cycles: u32,
    limit: Duration,
) -> Result<Answer, String> {
    let output = Command::new("yosys-smtbmc")
        .args(["-s", "z3", "--unroll", "--timeout"])
        .arg(limit.as_secs().max(1).to_string())
        .args(arguments)
        .args(["-t", &cycles.to_string(), "model.smt2"])
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("yosys-smtbmc: {error}"))?;
    let said = String::from_utf8_lossy(&output.stdout);
    let after = |mark: &str| {
        said.lines().find_map(|line| {
            line.split_once(mark)
                .map(|(_, rest)| rest.trim().to_owned())
        })
    };
    Ok(if said.contains("Status: PASSED") {
        Answer::Holds
    } else if let Some(which) =
        after("Assert failed in ").or_else(|| after("Unreached cover statement at "))
    {
        Answer::Fails(which)
    } else if said.contains("Status: FAILED") {
        Answer::Fails("no assertion was named".to_owned())
    } else if said.contains("timeout") || said.contains("Unexpected EOF") {
        Answer::TimeUp
    } else {
        let said = [said, String::from_utf8_lossy(&output.stderr)].concat();
        Answer::Failed(said.lines().last().unwrap_or("nothing was said").to_owned())
    })
}
