//! The harness: cells of several sizes, sound and spoiled, side by side in one simulated module.

use std::collections::HashMap;
use std::fmt::Debug;

use rust_hdl_core::prelude::Block;
use verilator_sys::{Build, Library, Signal, Simulation};
use yuragi_hdl::{Header, Parameters, VerilogFile, export_block, export_part};
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::{Design, Hardware, Network, Random, Sampling, Synapse};

use crate::faults;
use crate::wrapper::{Arrays, arrays, own, wrap};

/// What a comparison found: nothing, or the first difference.
pub type Verdict = Result<(), String>;

/// A design with one hidden layer: I, H, O, then B, G, then P, r.
pub fn design(network: [usize; 3], synapse: [u32; 2], hardware: [usize; 2]) -> Design {
    deep(&network, &[], synapse, hardware)
}

/// A design with any layers: layers, skips, then B, G, then P, r.
pub fn deep(
    layers: &[usize],
    skips: &[[usize; 2]],
    [bits, quantum_log2]: [u32; 2],
    [lanes, retrograde_lanes]: [usize; 2],
) -> Design {
    let design = Design {
        network: Network {
            layers: layers.to_vec(),
            skips: skips.to_vec(),
        },
        synapse: Synapse {
            bits,
            quantum_log2,
            initial: None,
            flip: 0.75,
            noise: 0.125,
        },
        sampling: Sampling {
            sweeps: 2,
            dwell: 3,
        },
        hardware: Hardware {
            lanes,
            retrograde_lanes,
            stored_stimuli: 0,
        },
        random: Random {
            seed: 0x0123_4567_89ab_cdef,
        },
    };
    design.validate().expect("a design of this test");
    design
}

/// Designs of several shapes: one hidden layer, none, no inputs, many layers with skips, one lane, whole words and words in part.
pub fn shapes() -> Vec<Design> {
    vec![
        design([0, 1, 1], [2, 11], [1, 1]),
        deep(&[5, 3], &[], [3, 1], [2, 2]),
        deep(&[0, 9, 4], &[], [4, 3], [4, 4]),
        deep(&[7, 3, 4, 5, 6], &[[0, 3], [1, 4]], [8, 6], [6, 3]),
        deep(
            &[1, 2, 3, 2, 1, 2, 3, 4],
            &[[0, 2], [1, 7], [3, 6]],
            [5, 5],
            [1, 1],
        ),
        deep(
            &[12, 18, 17, 20],
            &[[0, 2], [0, 3], [1, 3]],
            [10, 8],
            [16, 2],
        ),
    ]
}

/// One export of a cell, and what its reference must know of it.
struct Variant<T> {
    about: T,
    files: Vec<VerilogFile>,
    arrays: Arrays,
    /// A port, and the wrong value that goes through it.
    wrong: Option<(String, String)>,
    /// What was spoiled, if anything.
    fault: Option<String>,
}

/// All variants of one cell.
pub struct Bench<T> {
    name: &'static str,
    registers: &'static [&'static str],
    variants: Vec<Variant<T>>,
}

impl<T: Clone + Debug> Bench<T> {
    /// A cell, with the registers to look at: `bank`, or `row_memory.words` of a part.
    pub fn new(name: &'static str, registers: &'static [&'static str]) -> Self {
        Self {
            name,
            registers,
            variants: Vec::new(),
        }
    }

    /// Adds a sound cell whose widths are compiled in.
    pub fn cell(&mut self, about: T, block: impl Block) {
        let arrays = arrays(&block);
        let files = export_block(block, self.name, &Header::default());
        self.add(about, arrays, files.expect("exported"));
    }

    /// Adds a sound cell of a design, with its widths.
    pub fn part(&mut self, about: T, block: impl Block, p: &Parameters) {
        let arrays = arrays(&block);
        let files = export_part(block, p, self.name, &Header::default());
        self.add(about, arrays, files.expect("exported"));
    }

    fn add(&mut self, about: T, arrays: Arrays, files: Vec<VerilogFile>) {
        self.variants.push(Variant {
            about,
            files,
            arrays,
            wrong: None,
            fault: None,
        });
    }

    /// Adds a copy of the last sound cell with a text of one module replaced.
    pub fn fault(&mut self, module: &str, from: &str, to: &str) {
        let about = format!("{module}: `{from}` became `{to}`");
        self.spoil(about, None, |files| {
            faults::replace(files, module, from, to)
        });
    }

    /// Adds a copy of the last sound cell in which a wrong value goes through a port; `$` is the right one.
    pub fn wrong(&mut self, port: &str, expression: &str) {
        let about = format!("{port} became `{expression}`");
        self.spoil(about, Some((port.into(), expression.into())), |_| {});
    }

    fn spoil(
        &mut self,
        fault: String,
        wrong: Option<(String, String)>,
        spoil: impl FnOnce(&mut [VerilogFile]),
    ) {
        let sound = self.variants.iter().rev().find(|v| v.fault.is_none());
        let sound = sound.expect("a sound cell comes first");
        let mut files = sound.files.clone();
        spoil(&mut files);
        self.variants.push(Variant {
            about: sound.about.clone(),
            arrays: sound.arrays.clone(),
            files,
            wrong,
            fault: Some(fault),
        });
    }

    /// Runs a comparison on every variant: it must pass on the sound ones and fail on the spoiled ones.
    pub fn check(&self, compare: impl Fn(&mut Cell, &T, &mut SplitMix64) -> Verdict) {
        assert!(
            self.variants.iter().any(|v| v.fault.is_some()),
            "{}: nothing proves that the comparison can fail",
            self.name
        );
        let library = self.build();
        let start = std::env::var("YURAGI_SEED")
            .map_or(1, |text| text.parse().expect("a seed in YURAGI_SEED"));
        for (number, variant) in self.variants.iter().enumerate() {
            let mut cell = Cell::new(&library, number);
            let verdict = compare(&mut cell, &variant.about, &mut SplitMix64::new(start));
            let cycles = cell.evaluations;
            let about = format!("{}, seed {start}, {:?}", self.name, variant.about);
            match (&variant.fault, verdict) {
                (None, Ok(())) => println!("{about}: equal for {cycles} cycles"),
                (None, Err(difference)) => panic!("cycle {cycles}: {difference}; {about}"),
                (Some(fault), Err(difference)) => {
                    println!("{about}: {fault}, found in cycle {cycles}: {difference}");
                }
                (Some(fault), Ok(())) => panic!("{fault}, but nothing differed; {about}"),
            }
        }
    }

    /// All variants under one top module: reading Verilator's headers takes longer than compiling a cell.
    fn build(&self) -> Library {
        let mut build = Build::new("bench").optimisation(1);
        let (mut head, mut body, mut clocked) = (Vec::new(), String::new(), false);
        for (number, variant) in self.variants.iter().enumerate() {
            let modules: Vec<&str> = variant.files.iter().map(|f| f.module.as_str()).collect();
            for file in &variant.files {
                let (module, text) = (
                    own(number, &file.module),
                    own_modules(number, file, &modules),
                );
                build = build.source(format!("{module}.v"), text);
            }
            let top = variant.files.last().expect("a top module");
            let wrong = variant.wrong.as_ref();
            let wrapped = wrap(number, &top.module, &variant.files, &variant.arrays, wrong);
            head.extend(wrapped.head);
            body += &wrapped.body;
            clocked |= wrapped.clocked;
            for register in self.registers {
                let (path, variable) = register.rsplit_once('.').unwrap_or((&top.module, register));
                let module = path.rsplit('.').next().unwrap_or(path);
                build = build.expose_writable(own(number, module), variable);
            }
        }
        if clocked {
            head.insert(0, "input wire clock".to_owned());
        }
        let top = format!(
            "module bench (\n{}\n);\n{body}endmodule\n",
            head.join(",\n")
        );
        build.source("bench.v", top).build().expect("built")
    }
}

/// The text of a module, with its name and those of its parts made the variant's own.
fn own_modules(number: usize, file: &VerilogFile, modules: &[&str]) -> String {
    let line = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["module", name, "("] => format!("module {} (\n", own(number, name)),
            [part, instance, "("] if modules.contains(part) => {
                format!("  {} {instance} (\n", own(number, part))
            }
            _ => format!("{line}\n"),
        }
    };
    file.text.lines().map(line).collect()
}

/// One variant in a simulation of its own.
pub struct Cell {
    simulation: Simulation,
    number: usize,
    ports: HashMap<String, Signal>,
    evaluations: u64,
}

impl Cell {
    fn new(library: &Library, number: usize) -> Self {
        let prefix = own(number, "");
        let named = library.signals().iter().filter_map(|info| {
            let name = info.name().strip_prefix(&prefix)?;
            Some((name.to_owned(), info.signal()))
        });
        Self {
            simulation: library.simulation().expect("a simulation"),
            number,
            ports: named.collect(),
            evaluations: 0,
        }
    }

    fn port(&self, name: &str) -> Signal {
        let port = self.ports.get(name);
        *port.unwrap_or_else(|| panic!("there is no port {name}"))
    }

    /// Bits of a port.
    pub fn width(&self, port: &str) -> u32 {
        self.port(port).width()
    }

    /// Sets an input to the low bits of a number.
    pub fn set(&mut self, port: &str, value: impl Into<i64>) {
        let signal = self.port(port);
        let bits = value.into() as u64 & mask(signal);
        self.simulation.poke(signal, bits).expect("poked");
    }

    /// Sets one of an array of inputs.
    pub fn set_lane(&mut self, port: &str, lane: usize, value: impl Into<i64>) {
        self.set(&format!("{port}_{lane}"), value);
    }

    /// Sets several inputs.
    pub fn set_all(&mut self, inputs: &[(&str, i64)]) {
        for &(port, value) in inputs {
            self.set(port, value);
        }
    }

    /// Lets the outputs follow the inputs.
    pub fn settle(&mut self) {
        self.simulation.eval().expect("evaluated");
        self.evaluations += 1;
    }

    /// The rising edge of the clock.
    pub fn step(&mut self) {
        self.simulation.step(1).expect("stepped");
    }

    /// Lets the outputs follow the inputs, and compares some of them with numbers.
    pub fn shows(&mut self, outputs: &[(&str, i64)]) -> Verdict {
        self.settle();
        outputs
            .iter()
            .try_for_each(|&(port, value)| self.expect(port, value))
    }

    /// The bits of an output.
    pub fn get(&self, port: &str) -> u64 {
        self.simulation.peek(self.port(port)).expect("peeked")
    }

    /// Compares an output with the low bits of a number.
    pub fn expect(&self, port: &str, value: impl Into<i64>) -> Verdict {
        let expected = value.into() as u64 & mask(self.port(port));
        same(port, self.get(port), expected)
    }

    /// Compares one of an array of outputs.
    pub fn expect_lane(&self, port: &str, lane: usize, value: impl Into<i64>) -> Verdict {
        self.expect(&format!("{port}_{lane}"), value)
    }

    /// Sets a register or a whole memory.
    pub fn set_register(&mut self, name: &str, words: &[u64]) {
        let signal = self.register(name);
        self.simulation.poke_words(signal, words).expect("poked");
    }

    fn register(&self, name: &str) -> Signal {
        let path = format!("bench.v{}.{name}", self.number);
        self.simulation.variable(&path).expect("a register")
    }

    /// A register or a whole memory, each element in words of 64 bits.
    pub fn words(&self, name: &str) -> Vec<u64> {
        self.simulation
            .peek_words(self.register(name))
            .expect("peeked")
    }

    /// Compares a register or a whole memory, each element in words of 64 bits.
    pub fn expect_register(&self, name: &str, expected: &[u64]) -> Verdict {
        let found = self.words(name);
        let wrong = found.iter().zip(expected).position(|(f, e)| f != e);
        match wrong {
            None => same(
                &format!("words of {name}"),
                found.len() as u64,
                expected.len() as u64,
            ),
            Some(at) => same(&format!("word {at} of {name}"), found[at], expected[at]),
        }
    }
}

fn mask(signal: Signal) -> u64 {
    u64::MAX >> (64 - signal.width())
}

/// Compares two numbers.
pub fn same(what: &str, found: u64, expected: u64) -> Verdict {
    if found == expected {
        return Ok(());
    }
    Err(format!("{what} is {found:#x}, expected {expected:#x}"))
}

/// Fields of a word, lowest first, each a number and its width, as words of 64 bits.
pub fn pack(fields: impl IntoIterator<Item = (i64, usize)>) -> Vec<u64> {
    let (mut words, mut at) = (Vec::new(), 0);
    for (value, width) in fields {
        words.resize((at + width).div_ceil(64), 0);
        for bit in 0..width {
            words[(at + bit) / 64] |= (value as u64 >> bit & 1) << ((at + bit) % 64);
        }
        at += width;
    }
    words
}

/// A signed number of so many bits: often at a rail or near zero, else anywhere.
pub fn signed(chance: &mut SplitMix64, bits: u32) -> i64 {
    let top = (1_i64 << (bits - 1)) - 1;
    match chance.below(8) {
        0 => top,
        1 => -top - 1,
        2 => chance.within(-2, 1),
        3 => chance.within(-300, 300).clamp(-top - 1, top),
        _ => chance.within(-top - 1, top),
    }
}

/// A coin.
pub fn coin(chance: &mut SplitMix64) -> bool {
    chance.one_in(2)
}
