//! The project's own model of an ECP5's block RAM, which yosys's is not: against the Verilog of a memory, at every width.

use std::fmt::Write;
use std::process::Command;

use verilator_sys::{Build, Library};
use yuragi_boards::Family;
use yuragi_boards::toolchain::stages::Sources;
use yuragi_model::chance::SplitMix64;

/// Bits of a word and of an address: each fills a block.
const SHAPES: [(usize, usize); 6] = [(1, 14), (2, 13), (4, 12), (9, 11), (18, 10), (36, 9)];

/// Words at either end that are not zero at power-on: yosys takes long for each.
const FILLED: usize = 256;

const CYCLES: usize = 60_000;

/// Memories as the cells have them, with contents at power-on, and all in one top.
fn verilog() -> String {
    let mut text = String::new();
    let mut body = String::new();
    let (mut outputs, mut at) = (0, 0);
    for (width, address) in SHAPES {
        let words = 1 << address;
        writeln!(
            text,
            "module memory_{width}(input clock, read, write, input [13:0] from, to, input [35:0] data, output reg [{0}:0] word);\n\
             (* no_rw_check, ram_style = \"block\" *) reg [{0}:0] words [0:{1}];\n\
             integer i;\n\
             initial begin\n  word = 0;\n  for (i = 0; i < {FILLED}; i = i + 1) begin\n    words[i] = (i + 1) * 32'h9e3779b1 >> {2};\n    words[{1} - i] = (i + 1) * 32'h85ebca6b >> {2};\n  end\nend\n\
             always @(posedge clock) begin\n  if (read) word <= words[from[{3}:0]];\n  if (write) words[to[{3}:0]] <= data[{0}:0];\nend\n\
             endmodule",
            width - 1,
            words - 1,
            32_usize.saturating_sub(width),
            address - 1,
        )
        .expect("text");
        writeln!(
            body,
            "memory_{width} m{width}(clock, read, write, from, to, data, all[{}:{at}]);",
            at + width - 1
        )
        .expect("text");
        at += width;
        outputs = at;
    }
    format!(
        "{text}module top(input clock, read, write, input [13:0] from, to, input [35:0] data, output [{0}:0] all);\n{body}endmodule\n",
        outputs - 1
    )
}

/// The same in cells.
fn netlist() -> String {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("top.v"), verilog()).expect("written");
    let script = "read_verilog top.v; synth_ecp5 -top top; write_verilog -noattr netlist.v";
    let status = Command::new("yosys")
        .args(["-q", "-p", script])
        .current_dir(folder.path())
        .status()
        .expect("yosys; `make setup` installs it");
    assert!(status.success());
    std::fs::read_to_string(folder.path().join("netlist.v")).expect("a netlist")
}

fn of_cells(netlist: &str, change: impl Fn(&str) -> String) -> Library {
    let sources =
        Sources::of_cells("netlist.v", netlist.to_owned(), Family::Ecp5).expect("cell models");
    let mut build = Build::new("top");
    for (name, text) in &sources.files {
        let text = if name == "ecp5_dp16kd.v" {
            change(text)
        } else {
            text.clone()
        };
        build = build.source(name, text);
    }
    for (name, text) in sources.includes {
        build = build.include(name, text);
    }
    build.build().expect("compiled")
}

/// Read, write, the two addresses and data of every cycle. Few addresses, so that what was written is read; the last
/// bits of both differ, so that no memory reads what it writes, at any width.
fn rows() -> Vec<u64> {
    let mut chance = SplitMix64::new(11);
    let mut rows = Vec::new();
    for cycle in 0..CYCLES {
        let few = cycle % 20_000 < 10_000;
        let place = |word: u64| if few { word & 0x207e } else { word & 0x3ffe };
        let [from, to] = [chance.word(), chance.word()].map(place);
        let reads_high = chance.word() & 1;
        rows.extend([
            u64::from(!chance.one_in(8)),
            chance.word() & 1,
            from | reads_high,
            to | (1 - reads_high),
            chance.word() & 0xf_ffff_ffff,
        ]);
    }
    rows
}

fn run(library: &Library) -> Vec<u64> {
    let port = |name: &str| library.port(name).expect("a port");
    let inputs = ["read", "write", "from", "to", "data"].map(port);
    let mut simulation = library.simulation().expect("a simulation");
    simulation
        .run_vectors(&inputs, &[port("all")], &rows())
        .expect("run")
}

#[test]
fn it_is_a_memory_at_every_width() {
    let netlist = netlist();
    for (width, _) in SHAPES {
        let parameter = format!(".DATA_WIDTH_B(32'd{width})");
        assert!(netlist.contains(&parameter), "no port of {width} bits");
    }
    let expected = run(&Build::new("top")
        .source("top.v", verilog())
        .build()
        .expect("compiled"));
    let found = run(&of_cells(&netlist, str::to_owned));
    assert_eq!(expected.len(), CYCLES * 2);
    let different = expected.iter().zip(&found).position(|(e, f)| e != f);
    assert_eq!(different.map(|at| (at / 2, expected[at], found[at])), None);

    // a fault of the model at one width is seen
    let faulty = |text: &str| {
        let changed = text.replacen("word[9 * address[3] + 4 *", "word[9 * address[3] + 0 *", 1);
        assert_ne!(changed, text);
        changed
    };
    assert_ne!(run(&of_cells(&netlist, faulty)), expected);
}
