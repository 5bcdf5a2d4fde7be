//! Which lines and bits of the exported Verilog were in use, counted by Verilator, over several designs: the points of a cell are
//! the same in all of them, and one that was in use in any design is covered.
//!
//! It panics where something cannot be set up: it is for tests only.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use verilator_sys::{Build, Simulation};
use yuragi_engines::rtl::{Making, Rtl};
use yuragi_experiments::energy::activity;
use yuragi_hdl::VerilogFile;
use yuragi_model::design::Design;

/// Share of the points that must be in use.
pub const LEAST: f64 = 0.98;

/// A line of a module, by its text, or a bit of a signal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    /// The cell: variants of a module that differ in widths are one.
    pub cell: String,
    /// `name[3]`, or for a line its text, what of it, and which of equal ones.
    pub label: String,
    pub is_line: bool,
}

/// Points and how often each was in use.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    pub points: BTreeMap<Point, u64>,
}

impl Coverage {
    /// Adds what Verilator wrote for a design of these files.
    pub fn add(&mut self, data: &str, files: &[VerilogFile]) {
        let texts: BTreeMap<String, Vec<&str>> = files
            .iter()
            .map(|file| (format!("{}.v", file.module), file.text.lines().collect()))
            .collect();
        for line in data.lines() {
            let Some((keys, count)) = line.strip_prefix("C '").and_then(|l| l.rsplit_once("' "))
            else {
                continue;
            };
            let fields: BTreeMap<&str, &str> = keys
                .split('\u{1}')
                .filter_map(|field| field.split_once('\u{2}'))
                .collect();
            let field = |name: &str| fields.get(name).copied().unwrap_or_default();
            let Some(text) = texts.get(field("f")) else {
                continue;
            };
            let module = field("f").trim_end_matches(".v");
            let is_line = !field("page").starts_with("v_toggle");
            // `words[3][0]`: a word of a memory
            if !is_line && field("o").matches('[').count() > 1 {
                continue;
            }
            let label = if is_line {
                let at: usize = field("l").parse().expect("a line number");
                let what = text[at - 1].trim();
                let before = text[..at - 1].iter().filter(|l| l.trim() == what).count();
                format!("`{what}` {} {}", field("o"), before + 1)
            } else {
                field("o").to_owned()
            };
            let point = Point {
                cell: activity::cell(module).to_owned(),
                label,
                is_line,
            };
            *self.points.entry(point).or_default() += count.parse::<u64>().expect("a count");
        }
    }

    /// Adds what was counted with another design.
    pub fn merge(&mut self, other: Self) {
        for (point, count) in other.points {
            *self.points.entry(point).or_default() += count;
        }
    }

    /// Points in use and all points.
    pub fn total(&self) -> (usize, usize) {
        let used = self.points.values().filter(|&&count| count > 0).count();
        (used, self.points.len())
    }

    /// The points that were never in use.
    pub fn unused(&self) -> BTreeSet<&Point> {
        let unused = self.points.iter().filter(|(_, count)| **count == 0);
        unused.map(|(point, _)| point).collect()
    }

    /// By cell: lines in use, lines, bits in use, bits.
    pub fn by_cell(&self) -> BTreeMap<&str, [usize; 4]> {
        let mut cells = BTreeMap::<&str, [usize; 4]>::new();
        for (point, count) in &self.points {
            let row = cells.entry(&point.cell).or_default();
            let at = if point.is_line { 0 } else { 2 };
            row[at] += usize::from(*count > 0);
            row[at + 1] += 1;
        }
        cells
    }
}

/// What a line of the list of explained points says.
#[derive(Clone, Debug)]
pub struct Explained {
    pub cell: String,
    /// A label, or that of a bit with a range, `name[15:7]`.
    pub label: String,
    pub reason: String,
}

/// Reads a list of explained points: lines `cell label : reason`, and comments that begin with `#`.
pub fn explained(text: &str) -> Vec<Explained> {
    let lines = text.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let (what, reason) = line.rsplit_once(" : ").expect("a reason");
            let (cell, label) = what.split_once(' ').expect("a cell and a label");
            Explained {
                cell: cell.into(),
                label: label.trim().into(),
                reason: reason.trim().into(),
            }
        })
        .collect()
}

impl Explained {
    /// The labels of single points.
    fn labels(&self) -> Vec<String> {
        let range = self.label.strip_suffix(']').and_then(|label| {
            let (name, range) = label.rsplit_once('[')?;
            let (high, low) = range.split_once(':')?;
            Some((
                name,
                low.parse::<usize>().ok()?,
                high.parse::<usize>().ok()?,
            ))
        });
        match range {
            Some((name, low, high)) => (low..=high).map(|i| format!("{name}[{i}]")).collect(),
            None => vec![self.label.clone()],
        }
    }
}

/// What is wrong: points that are neither in use nor explained, explained ones that are in use or do not exist, and too small a share.
pub fn faults(coverage: &Coverage, list: &[Explained]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut known = BTreeSet::new();
    for entry in list {
        for label in entry.labels() {
            let count = [false, true].iter().find_map(|&is_line| {
                coverage.points.get(&Point {
                    cell: entry.cell.clone(),
                    label: label.clone(),
                    is_line,
                })
            });
            match count {
                Some(0) => {}
                Some(_) => wrong.push(format!("explained, but in use: {} {label}", entry.cell)),
                None => wrong.push(format!(
                    "explained, but there is none: {} {label}",
                    entry.cell
                )),
            }
            if !known.insert((entry.cell.clone(), label.clone())) {
                wrong.push(format!("explained twice: {} {label}", entry.cell));
            }
        }
    }
    for point in coverage.unused() {
        if !known.contains(&(point.cell.clone(), point.label.clone())) {
            wrong.push(format!(
                "neither in use nor explained: {} {}",
                point.cell, point.label
            ));
        }
    }
    let (used, all) = coverage.total();
    if (used as f64) < LEAST * all as f64 {
        wrong.push(format!("{used} of {all} points, less than {LEAST}"));
    }
    wrong
}

/// A design with its Verilog, runs of which are counted.
pub struct Counted {
    pub design: Design,
    pub files: Vec<VerilogFile>,
    name: String,
    folder: PathBuf,
    written: Vec<PathBuf>,
}

impl Counted {
    /// `folder`: where what Verilator counts is written.
    pub fn new(name: &str, design: Design, files: Vec<VerilogFile>, folder: &Path) -> Self {
        std::fs::create_dir_all(folder).expect("a folder");
        Self {
            design,
            files,
            name: name.into(),
            folder: folder.into(),
            written: Vec::new(),
        }
    }

    /// A core that counts, with more variables in reach.
    pub fn core(&self, exposed: &[(&str, &str)]) -> Rtl {
        let exposed = exposed.iter().map(|&(m, v)| (m.into(), v.into()));
        let making = Making {
            coverage: true,
            files: Some(self.files.clone()),
            exposed: exposed.collect(),
            // millions of cycles: worth a slower compilation
            optimisation: Some(1),
            ..Making::default()
        };
        Rtl::made(&self.design, making).expect("a core")
    }

    /// A board's top level that counts, yet to be built; `cells`: the vendor's.
    pub fn top(&self, cells: &str) -> Build {
        let mut build = Build::new("yuragi_top")
            .coverage(true)
            .optimisation(0)
            .source("cells.v", cells);
        for file in &self.files {
            build = build.source(format!("{}.v", file.module), file.text.clone());
        }
        build
    }

    /// Writes what a run counted.
    pub fn written(&mut self, run: &str, simulation: &mut Simulation) {
        let path = self.folder.join(format!("{}-{run}.dat", self.name));
        simulation.write_coverage(&path).expect("written");
        self.written.push(path);
    }

    /// Adds all runs, merged by `verilator_coverage`.
    pub fn merge_into(&self, coverage: &mut Coverage) {
        let merged = self.folder.join(format!("{}.dat", self.name));
        let output = Command::new("verilator_coverage")
            .arg("--write")
            .arg(&merged)
            .args(&self.written)
            .output()
            .expect("verilator_coverage");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let data = std::fs::read_to_string(&merged).expect("merged");
        coverage.add(&data, &self.files);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_in_use_must_be_explained_and_nothing_else() {
        let files = [VerilogFile {
            module: "cell_2".into(),
            cell: "cell_2".into(),
            black_box: false,
            text: "module cell_2;\n  if (a) b;\nendmodule\n".into(),
        }];
        let toggle = |bit: u32, count: u32| {
            format!(
                "C '\u{1}f\u{2}cell_2.v\u{1}l\u{2}1\u{1}page\u{2}v_toggle/cell_2\u{1}o\u{2}x[{bit}]' {count}\n"
            )
        };
        let mut data: String = (0..98).map(|bit| toggle(bit, 5)).collect();
        data += &(toggle(98, 0) + &toggle(99, 0));
        // a bit of a word of a memory is no point
        data += "C '\u{1}f\u{2}cell_2.v\u{1}l\u{2}1\u{1}page\u{2}v_toggle/cell_2\u{1}o\u{2}m[3][0]' 0\n";
        let mut coverage = Coverage::default();
        coverage.add(&data, &files);
        assert_eq!(coverage.total(), (98, 100));
        let good = explained("# why\ncell x[99:98] : always 0\n");
        assert!(faults(&coverage, &good).is_empty());
        for (list, expected) in [
            (
                "cell x[99] : always 0",
                "neither in use nor explained: cell x[98]",
            ),
            (
                "cell x[99:97] : always 0",
                "explained, but in use: cell x[97]",
            ),
            (
                "cell x[100:98] : always 0",
                "explained, but there is none: cell x[100]",
            ),
        ] {
            assert_eq!(faults(&coverage, &explained(list)), [expected]);
        }
        // a line that never ran
        data += "C '\u{1}f\u{2}cell_2.v\u{1}l\u{2}2\u{1}page\u{2}v_branch/cell_2\u{1}o\u{2}if' 0\n";
        coverage.add(&data, &files);
        let wrong = faults(&coverage, &good);
        assert_eq!(wrong.len(), 2, "{wrong:?}");
        assert_eq!(
            wrong[0],
            "neither in use nor explained: cell `if (a) b;` if 1"
        );
        assert!(wrong[1].contains("less than"));
    }
}
