//! A block in Rust against its exported Verilog in two simulators: the same inputs, the same outputs.

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use rust_hdl_core::prelude::*;
use rust_hdl_core::type_descriptor::TypeKind;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use yuragi_exporter::{ExportError, Header, VerilogFile, export};

/// Where the bits of inputs come from: random ones, or all values in turn.
pub enum Source {
    Random(Box<StdRng>),
    Counter { value: u128, bits: u32 },
}

impl Source {
    pub fn bit(&mut self) -> bool {
        match self {
            Source::Random(rng) => rng.next_u32() & 1 == 1,
            Source::Counter { value, bits } => {
                let bit = *value >> *bits & 1 == 1;
                *bits += 1;
                bit
            }
        }
    }
}

/// A value made of bits.
pub trait FromSource: Sized {
    fn from_source(source: &mut Source) -> Self;
}

impl FromSource for bool {
    fn from_source(source: &mut Source) -> Self {
        source.bit()
    }
}

impl<const N: usize> FromSource for Bits<N> {
    fn from_source(source: &mut Source) -> Self {
        // sparse and dense vectors now and then: long runs of carries
        let mask =
            matches!(source, Source::Random(_)) && source.bit() && source.bit() && source.bit();
        let (fill, mut flips) = if mask { (source.bit(), 1) } else { (false, N) };
        let mut value = Bits::<N>::default();
        for i in 0..N {
            let bit = if mask {
                let flip = flips > 0 && source.bit() && source.bit();
                flips -= usize::from(flip);
                fill ^ flip
            } else {
                source.bit()
            };
            value = value.replace_bit(i, bit);
        }
        value
    }
}

impl<const N: usize> FromSource for Signed<N> {
    fn from_source(source: &mut Source) -> Self {
        signed_cast(Bits::from_source(source))
    }
}

/// A block whose inputs can be driven from a source; an input `clock` is left alone.
pub trait Driven: Block {
    fn drive(&mut self, source: &mut Source);
    /// Whether Rust has a value for these inputs: no index out of range, no `signed_bit_cast` of the least number.
    fn sensible(&self) -> bool {
        true
    }
    fn set_clock(&mut self, _high: bool) -> bool {
        false
    }
}

/// A port of the top block: its name in Rust, its width, its value in binary.
#[derive(Clone, Debug)]
pub struct Pin {
    pub name: String,
    pub is_input: bool,
    pub width: usize,
    pub value: String,
}

#[derive(Default)]
struct Pins {
    depth: usize,
    pins: Vec<Pin>,
}

impl Probe for Pins {
    fn visit_start_scope(&mut self, _name: &str, _node: &dyn Block) {
        self.depth += 1;
    }
    fn visit_atom(&mut self, name: &str, signal: &dyn Atom) {
        if self.depth == 1 && signal.kind().is_parameter() {
            let width = signal.bits();
            let enumeration = matches!(signal.descriptor().kind, TypeKind::Enum(_));
            let text = format!("{:x}", signal.verilog());
            let digits = text.split("'h").nth(1).expect("a literal");
            let all: String = digits
                .chars()
                .map(|c| format!("{:04b}", c.to_digit(16).expect("hex")))
                .collect();
            let value = format!("{all:0>width$}");
            assert!(enumeration || value.len() >= width);
            let value = value[value.len() - width..].to_string();
            self.pins.push(Pin {
                name: name.into(),
                is_input: signal.kind() == AtomKind::InputParameter,
                width,
                value,
            });
        }
    }
    fn visit_end_scope(&mut self, _name: &str, _node: &dyn Block) {
        self.depth -= 1;
    }
}

pub fn pins(block: &dyn Block) -> Vec<Pin> {
    let mut pins = Pins::default();
    block.accept("top", &mut pins);
    pins.pins
}

/// Lets a change of the inputs run through the block.
pub fn settle(block: &mut dyn Block) {
    for _ in 0..200 {
        block.update_all();
        if !block.has_changed() {
            return;
        }
    }
    panic!("the block does not settle");
}

/// One module under test and what it must do.
pub struct Case {
    name: String,
    files: Vec<VerilogFile>,
    pins: Vec<Pin>,
    rows: Vec<String>,
}

#[derive(Clone, Copy)]
pub enum Inputs {
    /// All values of so many bits.
    All(u32),
    Random {
        seed: u64,
        rows: usize,
    },
}

/// Runs the block in Rust over the inputs and keeps what it does.
pub fn case<B: Driven>(name: &str, mut block: B, inputs: Inputs) -> Case {
    block.connect_all();
    let files = export(&block, name, &Header::default()).unwrap_or_else(|e| panic!("{e}"));
    let (mut source, rows) = match inputs {
        Inputs::All(bits) => (Source::Counter { value: 0, bits: 0 }, 1 << bits),
        Inputs::Random { seed, rows } => {
            (Source::Random(Box::new(StdRng::seed_from_u64(seed))), rows)
        }
    };
    let mut case = Case {
        name: name.into(),
        files,
        pins: Vec::new(),
        rows: Vec::new(),
    };
    settle(&mut block);
    for row in 0..rows {
        if let Source::Counter { value, bits } = &mut source {
            (*value, *bits) = (row as u128, 0);
        }
        block.drive(&mut source);
        if !block.sensible() {
            continue;
        }
        settle(&mut block);
        case.keep(&block);
        if block.set_clock(true) {
            settle(&mut block);
            case.keep(&block);
            block.set_clock(false);
            settle(&mut block);
            case.keep(&block);
        }
    }
    case
}

impl Case {
    fn keep(&mut self, block: &dyn Block) {
        self.pins = pins(block);
        self.rows
            .push(self.pins.iter().map(|p| p.value.as_str()).collect());
    }

    pub fn files(&self) -> &[VerilogFile] {
        &self.files
    }

    /// A module that applies the rows one a tick and tells all outputs.
    fn bench(&self) -> String {
        let name = &self.name;
        let width: usize = self.pins.iter().map(|p| p.width).sum();
        let mut at = width;
        // an array is one port: its elements, the last one first
        let mut ports: Vec<(String, Vec<String>)> = Vec::new();
        let mut wires = String::new();
        let mut connect = |prefix: &str, name: &str, text: String| {
            let array = name.rsplit_once('$');
            let array = array.filter(|(_, index)| index.parse::<usize>().is_ok());
            let port =
                prefix.to_owned() + &array.map_or(name, |(array, _)| array).replace('$', "_");
            match ports.last_mut().filter(|(last, _)| *last == port) {
                Some((_, texts)) => texts.insert(0, text),
                None => ports.push((port, vec![text])),
            }
        };
        let (mut format, mut values) = (String::new(), String::new());
        for pin in &self.pins {
            let (high, low) = (at - 1, at - pin.width);
            at = low;
            let flat = pin.name.replace('$', "_");
            if pin.is_input {
                let prefix = if flat == "clock" { "" } else { "i_" };
                connect(prefix, &pin.name, format!("row[{high}:{low}]"));
            } else {
                connect("o_", &pin.name, format!("w_{flat}"));
                let _ = writeln!(wires, "  wire [{}:0] w_{flat};", pin.width - 1);
                format.push_str(" %b");
                let _ = write!(values, ", w_{flat}");
            }
        }
        let ports = ports
            .iter()
            .map(|(port, texts)| format!(".{port}({{{}}})", texts.join(", ")))
            .collect::<Vec<_>>();
        format!(
            "module bench_{name} (input wire tick);
  reg [{top}:0] rows [0:{last}];
  reg [{top}:0] row;
  integer at = 0;
  reg loaded = 1'b0;
{wires}  {name} uut ({ports});
  initial $readmemb(\"{name}.txt\", rows);
  always @(negedge tick) if (at <= {last}) begin row <= rows[at]; loaded <= 1'b1; end
  always @(posedge tick) if (loaded && at <= {last}) begin
    $display(\"ROW {name} %0d{format}\", at{values});
    at <= at + 1;
  end
endmodule
",
            top = width - 1,
            last = self.rows.len() - 1,
            ports = ports.join(", "),
        )
    }

    /// What differs in a row that a simulator told.
    fn differences(&self, row: usize, got: &[&str]) -> Vec<String> {
        let values = &self.rows[row];
        let (mut at, mut inputs, mut faults) = (0, String::new(), Vec::new());
        let mut got = got.iter();
        for pin in &self.pins {
            let value = &values[at..at + pin.width];
            at += pin.width;
            if pin.is_input {
                let _ = write!(inputs, " {}={value}", pin.name);
                continue;
            }
            // Verilator leaves out leading zeros now and then
            let found = format!(
                "{:0>width$}",
                got.next().copied().unwrap_or("nothing"),
                width = pin.width
            );
            if found != value {
                faults.push(format!(
                    "{} is {found} in Verilog, {value} in Rust",
                    pin.name
                ));
            }
        }
        faults
            .iter_mut()
            .for_each(|f| f.insert_str(0, &format!("{} row {row}:{inputs}: ", self.name)));
        faults
    }
}

/// Runs all cases in Icarus Verilog and in Verilator.
pub fn compare(cases: &[Case]) {
    let dir = tempfile::tempdir().expect("a directory");
    let dir = dir.path();
    let mut sources = String::new();
    let mut modules = HashMap::new();
    let mut benches = String::new();
    let mut instances = String::new();
    let mut most = 0;
    for case in cases {
        for file in &case.files {
            let text = modules.entry(file.module.clone()).or_insert_with(|| {
                sources.push_str(&file.text);
                file.text.clone()
            });
            assert_eq!(
                *text, file.text,
                "two modules `{}`: name the fields of the test apart",
                file.module
            );
        }
        std::fs::write(
            dir.join(format!("{}.txt", case.name)),
            case.rows.join("\n") + "\n",
        )
        .expect("written");
        benches.push_str(&case.bench());
        let _ = writeln!(instances, "  bench_{0} bench_{0} (.tick(tick));", case.name);
        most = most.max(case.rows.len());
    }
    std::fs::write(dir.join("cells.v"), sources).expect("written");
    std::fs::write(dir.join("benches.v"), benches).expect("written");
    std::fs::write(
        dir.join("all.v"),
        format!("module all (input wire tick);\n{instances}endmodule\n"),
    )
    .expect("written");
    let ticks = 2 * most + 4;
    let clock = format!(
        "module clock;\n  reg tick = 1'b1;\n  all all (.tick(tick));\n  initial begin\n    repeat ({ticks}) #1 tick = !tick;\n    $finish;\n  end\nendmodule\n"
    );
    std::fs::write(dir.join("clock.v"), clock).expect("written");
    let main = format!(
        "#include \"Vall.h\"\nint main() {{ Vall top; top.tick = 1; top.eval();\n  for (int i = 0; i < {ticks}; i++) {{ top.tick = !top.tick; top.eval(); }}\n  return 0; }}\n"
    );
    std::fs::write(dir.join("main.cpp"), main).expect("written");
    let icarus = [
        "-g2005",
        "-s",
        "clock",
        "-o",
        "icarus",
        "clock.v",
        "all.v",
        "benches.v",
        "cells.v",
    ];
    run(dir, "iverilog", &icarus);
    check(cases, "iverilog", &run(dir, "vvp", &["-n", "icarus"]));
    // the C++ runs for a moment only: compiling it is what takes time
    let quick = "OPT_FAST=-O0 OPT_SLOW=-O0 OPT_GLOBAL=-O0";
    let verilator = [
        "--cc",
        "--exe",
        "--build",
        "-O1",
        "-MAKEFLAGS",
        quick,
        "-j",
        "2",
        "--top-module",
        "all",
        "-Wno-fatal",
        "-Wno-lint",
        "main.cpp",
        "all.v",
        "benches.v",
        "cells.v",
    ];
    run(dir, "verilator", &verilator);
    check(cases, "verilator", &run(dir, "obj_dir/Vall", &[]));
}

fn check(cases: &[Case], tool: &str, output: &str) {
    let by_name: HashMap<&str, &Case> = cases.iter().map(|c| (c.name.as_str(), c)).collect();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut faults = Vec::new();
    for line in output.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        if let ["ROW", name, row, got @ ..] = words.as_slice() {
            let case = by_name[name];
            faults.extend(case.differences(row.parse().expect("a row"), got));
            *seen.entry(case.name.as_str()).or_default() += 1;
        }
    }
    let first = faults[..faults.len().min(8)].join("\n");
    assert!(
        faults.is_empty(),
        "{tool}, {} differences, the first:\n{first}",
        faults.len()
    );
    for case in cases {
        let rows = seen.get(case.name.as_str()).copied();
        assert_eq!(rows, Some(case.rows.len()), "{tool}: rows of {}", case.name);
    }
}

/// The output of a tool that must succeed.
pub fn run(dir: &Path, tool: &str, arguments: &[&str]) -> String {
    let program = if tool.contains('/') {
        dir.join(tool).into_os_string()
    } else {
        tool.into()
    };
    let output = Command::new(program)
        .args(arguments)
        .current_dir(dir)
        .output()
        .unwrap_or_else(|e| panic!("{tool}: {e}"));
    let text = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{tool} failed:\n{text}");
    text
}

/// The files, accepted without a word by Verilator, yosys and Icarus Verilog.
pub fn lint(files: &[VerilogFile]) {
    let dir = tempfile::tempdir().expect("a directory");
    let dir = dir.path();
    let mut names = Vec::new();
    for file in files {
        let name = format!("{}.v", file.module);
        std::fs::write(dir.join(&name), &file.text).expect("written");
        names.push(name);
    }
    let top = files.last().expect("a file").module.as_str();
    let list: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut verilator = vec!["--lint-only", "-Wall", "--top-module", top];
    verilator.extend(&list);
    let text = run(dir, "verilator", &verilator);
    assert!(text.trim().is_empty(), "verilator: {text}");
    let script = format!(
        "read_verilog {}; hierarchy -check -top {top}; proc; check -assert; select -assert-none t:$dlatch t:$_DLATCH_*",
        list.join(" ")
    );
    let text = run(dir, "yosys", &["-q", "-p", &script]);
    let text: Vec<&str> = text
        .lines()
        .filter(|l| !l.is_empty() && !l.contains("tri-state"))
        .collect();
    assert!(text.is_empty(), "yosys: {text:?}");
    let mut icarus = vec!["-Wall", "-g2005", "-s", top, "-o", "out"];
    icarus.extend(&list);
    let text = run(dir, "iverilog", &icarus);
    assert!(text.trim().is_empty(), "iverilog: {text}");
}

/// Exports a block as `top`.
pub fn exported<B: Block>(mut block: B) -> Result<Vec<VerilogFile>, ExportError> {
    block.connect_all();
    export(
        &block,
        "top",
        &Header {
            lines: vec!["made by a test".into()],
        },
    )
}
