//! Switching activity: how often each bit of the exported Verilog changes in a simulation.
//!
//! Verilator's toggle coverage counts the changes of every bit of every declared signal, rising and falling, once the
//! signal has settled. A net can have several names (a port, the wire behind it, a slice), so yosys finds out which
//! bits are one net and what drives it, and a net is counted once, in the module that drives it. Not counted are nets
//! without a name (inside an expression), the contents of memories, the clock, and glitches, which a simulation without
//! delays does not have.

use std::collections::{BTreeMap, HashMap, HashSet};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use verilator_sys::process;
use yuragi_hdl::VerilogFile;

/// The kind of element that drives a net.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Driver {
    /// A flip-flop.
    Register,
    /// The output register of a memory.
    Memory,
    /// Anything else.
    Logic,
}

/// All kinds with their names in tables and figures.
pub const DRIVERS: [(Driver, &str); 3] = [
    (Driver::Register, "flip-flops"),
    (Driver::Memory, "memory outputs"),
    (Driver::Logic, "logic"),
];

/// The nets, instances and memories of a design.
#[derive(Clone, Debug, Default)]
pub struct Structure {
    modules: HashMap<String, Module>,
    /// The number of instances of each module.
    pub instances: BTreeMap<String, u64>,
    /// The lines that write to a memory, as module and line number.
    writes: HashSet<(String, usize)>,
}

#[derive(Clone, Debug, Default)]
struct Module {
    /// The nets of the bits of each signal, and the lowest index of the signal.
    signals: HashMap<String, (Vec<Option<u64>>, i64)>,
    drivers: HashMap<u64, Driver>,
    children: Vec<String>,
}

/// All counts so far, in the order of the points.
pub type Counts = Vec<u64>;

/// The meaning of the counts of a simulation, which stays the same for all its files.
#[derive(Clone, Debug, Default)]
pub struct Points {
    /// The index of the count, the module and the driver of each counted net.
    nets: Vec<(usize, String, Driver)>,
    /// The index of the count and the module of each line that writes to a memory.
    writes: Vec<(usize, String)>,
    /// The number of driven nets that have a name but no count.
    pub uncounted: u64,
    length: usize,
}

/// Toggles by module and driver, and writes to memories by module.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Activity {
    /// The number of toggles by cell and driver, over all instances of the cell.
    pub toggles: Vec<(String, Driver, u64)>,
    /// The number of words written by memory.
    pub writes: BTreeMap<String, u64>,
}

/// The name of a cell without the number of its variant.
pub fn cell(module: &str) -> &str {
    let module = module.strip_prefix(yuragi_hdl::PREFIX).unwrap_or(module);
    match module.rsplit_once('_') {
        Some((name, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => module,
    }
}

impl Structure {
    /// The structure of Verilog files, found with yosys.
    ///
    /// # Errors
    /// If yosys is not installed or refuses the files.
    pub fn of(files: &[VerilogFile], top: &str) -> Result<Self> {
        let directory = tempfile::tempdir().context("cannot make a temporary directory")?;
        let mut names = Vec::new();
        for file in files {
            let name = format!("{}.v", file.module);
            std::fs::write(directory.path().join(&name), &file.text)
                .with_context(|| format!("cannot write {name} into a temporary directory"))?;
            names.push(name);
        }
        let script = format!(
            "read_verilog -sv {}; hierarchy -top {top}; proc; write_json nets.json",
            names.join(" ")
        );
        let yosys = yuragi_boards::toolchain::find("yosys")?;
        let mut command = yuragi_boards::toolchain::command(&yosys)?;
        command
            .args(["-q", "-p", &script])
            .current_dir(directory.path());
        let output = process::output(&mut command)
            .context("cannot run yosys, which finds the flip-flops of the Verilog")?;
        if !output.status.success() {
            bail!(
                "yosys failed on the exported Verilog: {}",
                String::from_utf8_lossy(&output.stderr).trim()
            );
        }
        let text = std::fs::read_to_string(directory.path().join("nets.json"))
            .context("yosys wrote no netlist")?;
        let netlist: Value = serde_json::from_str(&text).context("yosys wrote no netlist")?;
        let modules = object(&netlist["modules"])
            .map(|(name, module)| (name.clone(), Module::of(module, &netlist["modules"])))
            .collect();
        let mut structure = Self {
            modules,
            ..Self::default()
        };
        structure.count_instances(top);
        for file in files {
            // the array of every memory is called `words`; it is written in the line of the condition, or after it
            let mut condition = 0;
            for (line, text) in (1..).zip(file.text.lines()) {
                if text.contains("if (") {
                    condition = line;
                }
                let written = text.trim_start().starts_with("words[")
                    || (text.contains("words[") && text.contains("if ("));
                if written
                    && text
                        .split("<=")
                        .next()
                        .is_some_and(|to| to.contains("words["))
                {
                    structure.writes.insert((file.module.clone(), condition));
                }
            }
        }
        Ok(structure)
    }

    fn count_instances(&mut self, module: &str) {
        *self.instances.entry(module.to_owned()).or_default() += 1;
        let children = match self.modules.get(module) {
            Some(module) => module.children.clone(),
            None => return,
        };
        for child in children {
            self.count_instances(&child);
        }
    }

    /// The number of flip-flops in all instances, without the output registers of memories.
    pub fn registers(&self) -> u64 {
        self.nets(Driver::Register)
    }

    /// The number of nets with this kind of driver, in all instances.
    pub fn nets(&self, driver: Driver) -> u64 {
        let of = |module: &str| {
            let drivers = &self.modules[module].drivers;
            drivers.values().filter(|&&found| found == driver).count() as u64
        };
        let each = self.instances.iter();
        each.map(|(module, n)| n * of(module)).sum()
    }

    /// The meaning of the counts in Verilator's file.
    ///
    /// # Errors
    /// If the file is not a coverage file of Verilator.
    pub fn points(&self, coverage: &str) -> Result<Points> {
        let mut points = Points::default();
        let mut taken = HashSet::new();
        for (index, line) in coverage.lines().filter_map(point).enumerate() {
            let (keys, _) = line?;
            points.length = index + 1;
            let field = |name: &str| {
                let mut fields = keys.split('\u{1}');
                fields.find_map(|field| field.strip_prefix(name)?.strip_prefix('\u{2}'))
            };
            let (Some(file), Some(page), Some(object)) = (field("f"), field("page"), field("o"))
            else {
                bail!(
                    "Verilator's coverage: found a point `{keys}`, expected a file, a page and an object"
                );
            };
            let name = file.trim_end_matches(".v");
            if page.starts_with("v_toggle") {
                let Some((net, driver)) = self.net(name, object) else {
                    continue;
                };
                if taken.insert((name.to_owned(), net)) {
                    points.nets.push((index, name.to_owned(), driver));
                }
            } else if object == "if" {
                let line: usize = field("l").unwrap_or_default().parse().unwrap_or(0);
                if self.writes.contains(&(name.to_owned(), line)) {
                    points.writes.push((index, name.to_owned()));
                }
            }
        }
        for (name, module) in &self.modules {
            let named = module.signals.values().flat_map(|(bits, _)| bits).flatten();
            let named: HashSet<u64> = named.copied().collect();
            let lost = named.iter().filter(|net| {
                module.drivers.contains_key(net) && !taken.contains(&(name.clone(), **net))
            });
            points.uncounted += lost.count() as u64;
        }
        Ok(points)
    }

    /// The net and the driver of `name` or `name[3]`, if the module itself drives it.
    fn net(&self, module: &str, object: &str) -> Option<(u64, Driver)> {
        let module = self.modules.get(module)?;
        let (signal, index) = match object.strip_suffix(']').and_then(|o| o.rsplit_once('[')) {
            Some((signal, index)) => (signal, index.parse::<i64>().ok()?),
            None => (object, 0),
        };
        let (bits, lowest) = module.signals.get(signal)?;
        let at = if object.ends_with(']') {
            usize::try_from(index - lowest).ok()?
        } else {
            0
        };
        let net = (*bits.get(at)?)?;
        Some((net, *module.drivers.get(&net)?))
    }
}

impl Points {
    /// The counts in a file of the same simulation.
    ///
    /// # Errors
    /// If it is of another simulation.
    pub fn counts(&self, coverage: &str) -> Result<Counts> {
        let lines = coverage.lines().filter_map(point);
        let counts: Counts = lines.map(|line| Ok(line?.1)).collect::<Result<Counts>>()?;
        if counts.len() != self.length {
            bail!(
                "Verilator's coverage: found {} points, expected {}",
                counts.len(),
                self.length
            );
        }
        Ok(counts)
    }

    /// The activity between two counts, by cell.
    pub fn activity(&self, before: &[u64], after: &[u64]) -> Activity {
        // Verilator counts in 32 bits
        let between = |at: usize| u64::from((after[at] as u32).wrapping_sub(before[at] as u32));
        let mut toggles = BTreeMap::<(String, Driver), u64>::new();
        for (at, module, driver) in &self.nets {
            *toggles
                .entry((cell(module).to_owned(), *driver))
                .or_default() += between(*at);
        }
        let mut writes = BTreeMap::new();
        for (at, module) in &self.writes {
            *writes.entry(cell(module).to_owned()).or_default() += between(*at);
        }
        let toggles = toggles.into_iter();
        Activity {
            toggles: toggles
                .map(|((cell, driver), n)| (cell, driver, n))
                .collect(),
            writes,
        }
    }
}

impl Activity {
    /// Adds another activity of the same simulation.
    pub fn add(&mut self, other: &Self) {
        if self.toggles.is_empty() {
            self.toggles.clone_from(&other.toggles);
        } else {
            for (sum, more) in self.toggles.iter_mut().zip(&other.toggles) {
                sum.2 += more.2;
            }
        }
        for (cell, n) in &other.writes {
            *self.writes.entry(cell.clone()).or_default() += n;
        }
    }

    /// The number of toggles of nets that a cell drives, or all cells if none is given, with one kind of driver or all.
    pub fn toggles(&self, cell: Option<&str>, driver: Option<Driver>) -> u64 {
        let wanted = self.toggles.iter().filter(|(name, kind, _)| {
            cell.is_none_or(|cell| cell == name) && driver.is_none_or(|driver| driver == *kind)
        });
        wanted.map(|(_, _, n)| n).sum()
    }

    /// The number of words written to a memory.
    pub fn written(&self, memory: &str) -> u64 {
        self.writes.get(memory).copied().unwrap_or(0)
    }
}

impl Module {
    fn of(module: &Value, all: &Value) -> Self {
        let mut found = Self::default();
        let mut read = HashSet::new();
        let mut registers = Vec::new();
        for (_, cell) in object(&module["cells"]) {
            let kind = cell["type"].as_str().unwrap_or_default();
            if !all[kind].is_null() {
                found.children.push(kind.to_owned());
                continue;
            }
            if kind.starts_with("$mem") {
                read.extend(nets(&cell["connections"]["DATA"]).flatten());
            }
            if kind.ends_with("dff") || kind.ends_with("dffe") {
                registers.push(cell);
                continue;
            }
            for (port, direction) in object(&cell["port_directions"]) {
                if direction == "output" {
                    let bits = nets(&cell["connections"][port]).flatten();
                    found.drivers.extend(bits.map(|net| (net, Driver::Logic)));
                }
            }
        }
        for cell in registers {
            let (from, to) = (&cell["connections"]["D"], &cell["connections"]["Q"]);
            for (from, to) in nets(from).zip(nets(to)) {
                let memory = from.is_some_and(|net| read.contains(&net));
                let driver = if memory {
                    Driver::Memory
                } else {
                    Driver::Register
                };
                found.drivers.extend(to.map(|net| (net, driver)));
            }
        }
        for (name, signal) in object(&module["netnames"]) {
            if signal["hide_name"] != 1 {
                let bits = nets(&signal["bits"]).collect();
                let lowest = signal["offset"].as_i64().unwrap_or(0);
                found.signals.insert(name.clone(), (bits, lowest));
            }
        }
        // nets without a name are inside an expression or a memory
        let named = found.signals.values().flat_map(|(bits, _)| bits).flatten();
        let named: HashSet<u64> = named.copied().collect();
        found.drivers.retain(|net, _| named.contains(net));
        found
    }
}

/// The keys and the count of a line of Verilator's file; none for a comment.
fn point(line: &str) -> Option<Result<(&str, u64)>> {
    let rest = line.strip_prefix("C '")?;
    let parsed = rest
        .rsplit_once("' ")
        .and_then(|(keys, count)| Some((keys, count.parse().ok()?)));
    Some(parsed.with_context(|| {
        format!("Verilator's coverage: found `{line}`, expected a point and its count")
    }))
}

fn object(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

/// The numbers of the nets; none for a constant.
fn nets(bits: &Value) -> impl Iterator<Item = Option<u64>> + '_ {
    bits.as_array().into_iter().flatten().map(Value::as_u64)
}
