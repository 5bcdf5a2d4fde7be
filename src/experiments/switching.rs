//! Switching activity out of a waveform: how often the nets of each module change.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use anyhow::{Context, Result};
use fst_reader::{FstFilter, FstHierarchyEntry, FstReader, FstSignalValue, FstVarDirection};
use serde::{Deserialize, Serialize};

/// Changes of nets. The clock is counted apart.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Activity {
    /// Rising edges of the clock.
    pub cycles: f64,
    /// Bits that changed, by instance: `core.neuron.pbit`. A net that several modules see counts once, for the one that drives it.
    pub toggles: BTreeMap<String, f64>,
    /// Bits of those nets.
    pub bits: BTreeMap<String, f64>,
    /// Values that memory ports showed: changes of each memory's read address, by instance.
    pub reads: BTreeMap<String, f64>,
    /// Clock cycles in which a memory was written, by instance.
    pub writes: BTreeMap<String, f64>,
}

/// A net of a waveform.
struct Net {
    instance: String,
    name: String,
    depth: usize,
    input: bool,
    bits: u32,
    /// Instances at which it is the read address, or the write enable, of a memory.
    reads: Vec<String>,
    writes: Vec<String>,
}

impl Activity {
    /// Counts all of a file in GTKWave's FST format, as Verilator writes it.
    ///
    /// # Errors
    /// If it cannot be read, or has no net `clock`.
    pub fn read(file: &Path) -> Result<Self> {
        let context = || file.display().to_string();
        let mut reader = FstReader::open(BufReader::new(File::open(file).with_context(context)?))?;
        let nets = nets(&mut reader)?;
        let mut activity = Self::default();
        for net in nets.values().filter(|net| net.name != "clock") {
            *activity.bits.entry(net.instance.clone()).or_default() += f64::from(net.bits);
        }
        let mut last: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
        let mut rises: BTreeMap<usize, u64> = BTreeMap::new();
        let mut high: BTreeMap<usize, u64> = BTreeMap::new();
        let (mut edges, mut first_edge, mut last_edge) = (0_u64, None, 0);
        let mut end = 0;
        reader.read_signals(&FstFilter::all(), |time, handle, value| {
            let FstSignalValue::String(value) = value else {
                return Ok::<(), std::convert::Infallible>(());
            };
            let key = handle.get_index();
            let Some(net) = nets.get(&key) else {
                return Ok(());
            };
            end = time;
            let before = last.insert(key, value.to_vec());
            if !net.writes.is_empty() {
                if value == b"1" {
                    rises.entry(key).or_insert(time);
                } else if let Some(since) = rises.remove(&key) {
                    *high.entry(key).or_default() += time - since;
                }
            }
            let Some(before) = before else { return Ok(()) };
            let changed = before.iter().zip(value).filter(|(a, b)| a != b).count() as f64;
            if net.name == "clock" {
                if value == b"1" {
                    edges += 1;
                    first_edge.get_or_insert(time);
                    last_edge = time;
                }
                return Ok(());
            }
            *activity.toggles.entry(net.instance.clone()).or_default() += changed;
            if changed > 0.0 {
                for memory in &net.reads {
                    *activity.reads.entry(memory.clone()).or_default() += 1.0;
                }
            }
            Ok(())
        })?;
        for (key, since) in rises {
            *high.entry(key).or_default() += end - since;
        }
        let first = first_edge.context("the waveform has no clock")?;
        activity.cycles = edges as f64;
        let period = (last_edge - first) as f64 / (edges.max(2) - 1) as f64;
        for (key, time) in high {
            for memory in &nets[&key].writes {
                *activity.writes.entry(memory.clone()).or_default() += time as f64 / period;
            }
        }
        Ok(activity)
    }

    /// Adds what was counted elsewhere; the nets are the same.
    pub fn add(&mut self, other: &Self) {
        self.cycles += other.cycles;
        self.bits.clone_from(&other.bits);
        for (own, other) in [
            (&mut self.toggles, &other.toggles),
            (&mut self.reads, &other.reads),
            (&mut self.writes, &other.writes),
        ] {
            for (name, count) in other {
                *own.entry(name.clone()).or_default() += count;
            }
        }
    }
}

/// The nets of a waveform by handle. A net in several scopes is one handle: it belongs to the deepest that does not see it as an input.
fn nets(reader: &mut FstReader<BufReader<File>>) -> Result<BTreeMap<usize, Net>> {
    let mut nets: BTreeMap<usize, Net> = BTreeMap::new();
    let mut scopes: Vec<String> = Vec::new();
    reader.read_hierarchy(|entry| match entry {
        FstHierarchyEntry::Scope { name, .. } => scopes.push(name),
        FstHierarchyEntry::UpScope => {
            scopes.pop();
        }
        FstHierarchyEntry::Var {
            direction,
            name,
            length,
            handle,
            ..
        } => {
            let name = name.split_whitespace().next().unwrap_or_default().to_owned();
            let input = direction == FstVarDirection::Input;
            let (instance, depth) = (scopes.join("."), scopes.len());
            let memory = scopes.last().is_some_and(|scope| scope.ends_with("memory"));
            let net = nets.entry(handle.get_index()).or_insert_with(|| Net {
                instance: instance.clone(),
                name: name.clone(),
                depth,
                input,
                bits: length,
                reads: Vec::new(),
                writes: Vec::new(),
            });
            if memory && input && name == "i_read_address" {
                net.reads.push(instance.clone());
            }
            if memory && input && name == "i_write" {
                net.writes.push(instance.clone());
            }
            if name == "clock" {
                net.name = name;
            } else if (!input, depth) > (!net.input, net.depth) {
                (net.instance, net.depth, net.input) = (instance, depth, input);
            }
        }
        _ => (),
    })?;
    Ok(nets)
}
