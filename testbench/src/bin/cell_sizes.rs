//! Prints what each cell of a design costs on an iCE40: `cell_sizes [preset or design file]`, by default `digits`.
//!
//! yosys keeps the cells apart for this, so the sum is a little more than what the flattened core takes.

use std::collections::BTreeMap;
use std::process::{Command, ExitCode};

use anyhow::{Context, bail, ensure};
use yuragi_hardware as hardware;
use yuragi_model::design::Design;
use yuragi_testbench::campaigns::exit_code;

const SCRIPT: &str =
    "read_verilog *.v; synth_ice40 -noflatten -top yuragi_core; tee -q -o report stat";

/// What one module holds of its own.
#[derive(Clone, Copy, Default)]
struct Size {
    luts: usize,
    flip_flops: usize,
    rams: usize,
    carries: usize,
}

impl Size {
    /// Adds `count` cells of a vendor's type; false if it is no such type.
    fn add(&mut self, kind: &str, count: usize) -> bool {
        match kind {
            "SB_LUT4" => self.luts += count,
            "SB_CARRY" => self.carries += count,
            "SB_RAM40_4K" => self.rams += count,
            _ if kind.starts_with("SB_DFF") => self.flip_flops += count,
            _ => return false,
        }
        true
    }

    fn times(self, n: usize) -> Self {
        Self {
            luts: n * self.luts,
            flip_flops: n * self.flip_flops,
            rams: n * self.rams,
            carries: n * self.carries,
        }
    }

    fn columns(self) -> String {
        let Self {
            luts,
            flip_flops,
            rams,
            carries,
        } = self;
        format!("{luts:>7}{flip_flops:>7}{rams:>6}{carries:>7}")
    }
}

/// A module: its own cells, and how many of which modules it is made of.
#[derive(Default)]
struct Module {
    own: Size,
    parts: Vec<(String, usize)>,
}

/// Reads the report of yosys (0.23 writes it as text; its JSON does not parse).
fn modules(report: &str) -> BTreeMap<String, Module> {
    let mut modules = BTreeMap::new();
    let mut current: Option<&mut Module> = None;
    for line in report.lines() {
        match line.split_whitespace().collect::<Vec<_>>().as_slice() {
            ["===", name, "==="] => {
                current = Some(
                    modules
                        .entry((*name).to_owned())
                        .or_insert_with(Module::default),
                );
            }
            // the summary of the whole hierarchy
            ["===", ..] => current = None,
            [kind, count] => {
                if let (Some(module), Ok(count)) = (&mut current, count.parse())
                    && !module.own.add(kind, count)
                {
                    module.parts.push(((*kind).to_owned(), count));
                }
            }
            _ => {}
        }
    }
    modules
}

/// Counts the instances of every module below one.
fn count(
    modules: &BTreeMap<String, Module>,
    name: &str,
    times: usize,
    counts: &mut BTreeMap<String, usize>,
) {
    let Some(module) = modules.get(name) else {
        return;
    };
    *counts.entry(name.to_owned()).or_default() += times;
    for (part, n) in &module.parts {
        count(modules, part, times * n, counts);
    }
}

fn run() -> anyhow::Result<()> {
    let name = std::env::args().nth(1).unwrap_or_else(|| "digits".into());
    let design = Design::load(&name)?;
    let folder = tempfile::tempdir()?;
    hardware::export(&design, None, folder.path())?;
    let output = Command::new("yosys")
        .args(["-q", "-p", SCRIPT])
        .current_dir(folder.path())
        .output()
        .context("yosys was not run; on Debian: apt install yosys")?;
    if !output.status.success() {
        bail!("yosys failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    let report = std::fs::read_to_string(folder.path().join("report"))?;
    let modules = modules(&report);
    let mut counts = BTreeMap::new();
    count(&modules, "yuragi_core", 1, &mut counts);
    ensure!(!counts.is_empty(), "yosys reported no core");

    let mut rows: Vec<(&str, usize, Size)> = counts
        .iter()
        .map(|(name, &n)| (name.as_str(), n, modules[name].own))
        .collect();
    rows.sort_by_key(|(_, n, own)| std::cmp::Reverse(own.times(*n).luts));
    println!("{:<20}{:>5}   |{:^27}|{:^27}", "", "", "each", "all");
    let heads = format!("{:>7}{:>7}{:>6}{:>7}", "LUT4", "FF", "RAM", "carry");
    println!("{:<20}{:>5}   |{heads}|{heads}", "cell", "times");
    let mut sum = Size::default();
    for (name, n, own) in rows {
        let all = own.times(n);
        let name = name.strip_prefix(yuragi_hdl::PREFIX).unwrap_or(name);
        println!("{name:<20}{n:>5}   |{}|{}", own.columns(), all.columns());
        sum = Size {
            luts: sum.luts + all.luts,
            flip_flops: sum.flip_flops + all.flip_flops,
            rams: sum.rams + all.rams,
            carries: sum.carries + all.carries,
        };
    }
    println!("{:<20}{:>5}   |{:27}|{}", "sum", "", "", sum.columns());
    Ok(())
}

fn main() -> ExitCode {
    exit_code(run().map(|()| true))
}
