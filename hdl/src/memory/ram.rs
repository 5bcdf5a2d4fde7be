//! Memories: all inferred as block RAM, none with collision logic, so no address may be read and written in one cycle.
//! Their width and depth follow the design file, so their text is written here.

use crate::geometry::address_bits;
use crate::parameters::{Parameters, block, ports};
use rust_hdl_core::prelude::*;

/// A named slice of an address of 16 bits, and the waiver for the bits above it.
pub(crate) fn address(name: &str, bits: usize) -> String {
    slice(name, 16, bits)
}

/// The low bits of an input of `port` bits by its own name, and the waiver for the bits above them.
pub(crate) fn slice(name: &str, port: usize, bits: usize) -> String {
    if bits == port {
        return format!("wire [{}:0] {name} = i_{name};\n", bits - 1);
    }
    format!(
        "wire [{low}:0] {name} = i_{name}[{low}:0];\n// verilator lint_off UNUSEDSIGNAL\n\
         wire [{}:0] {name}_spare = i_{name}[{}:{bits}]; // beyond the depth of this design\n// verilator lint_on UNUSEDSIGNAL\n",
        port - 1 - bits,
        port - 1,
        low = bits - 1,
    )
}

/// All bundles of all neurons: one word holds a bundle for each lane.
#[derive(LogicBlock)]
pub struct RowMemory<const B: usize> {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// Address that is read.
    pub read_address: Signal<In, Bits<16>>,
    /// High when a word is written.
    pub write: Signal<In, Bit>,
    /// Address of the word that is written.
    pub write_address: Signal<In, Bits<16>>,
    /// The word that is written, a weight for each lane.
    pub next_weight: Vec<Signal<In, Signed<B>>>,
    /// The word at the address of the cycle before, a weight for each lane.
    pub weight: Vec<Signal<Out, Signed<B>>>,
    _bits: usize,
    _depth: usize,
    _contents: Vec<i16>,
}

impl<const B: usize> RowMemory<B> {
    /// The row memory of the design, with its trained weights if it has any.
    pub fn new(p: &Parameters) -> Self {
        block!(clock, read_address, write, write_address;
            next_weight: ports(p.lanes), weight: ports(p.lanes),
            _bits: p.widths().meant(B), _depth: p.depth(), _contents: p.trained.clone().unwrap_or_default())
    }

    /// The text that sets the first contents, if there are any: a word a line.
    fn initial(&self, lanes: usize) -> String {
        if self._contents.is_empty() {
            return String::new();
        }
        let width = self._bits;
        let word = |weights: &[i16]| -> String {
            let lanes = weights.iter().rev().map(|w| {
                let bits = *w as u16 & ((1 << width) - 1);
                format!("{width}'h{bits:x}")
            });
            lanes.collect::<Vec<_>>().join(", ")
        };
        let words: String = self
            ._contents
            .chunks(lanes)
            .enumerate()
            .map(|(address, weights)| format!("  words[{address}] = {{{}}};\n", word(weights)))
            .collect();
        format!("initial begin\n{words}end\n")
    }
}

impl<const B: usize> Logic for RowMemory<B> {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.weight.iter_mut().for_each(|w| w.connect());
    }
    fn hdl(&self) -> Verilog {
        let lanes = self.weight.len();
        let bits = address_bits(self._depth);
        let width = self._bits;
        let top = lanes * width - 1;
        Verilog::Custom(format!(
            "// cell row_memory: the bundles of all neurons, {lanes} lanes of {width} bits, {depth} words\n\
             {read}{write}(* no_rw_check *) reg [{top}:0] words [0:{last}];\nreg [{top}:0] word;\n{initial}\
             always @(posedge clock) begin\n  word <= words[read_address];\n  if (i_write) words[write_address] <= i_next_weight;\nend\nassign o_weight = word;\n",
            depth = self._depth,
            last = self._depth - 1,
            initial = self.initial(lanes),
            read = address("read_address", bits),
            write = address("write_address", bits),
        ))
    }
}

/// Frame buffer, identity, stimulus and spike counts in one memory of 16-bit words.
#[derive(LogicBlock)]
pub struct ScratchMemory {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// Address that is read.
    pub read_address: Signal<In, Bits<16>>,
    /// High when a word is written.
    pub write: Signal<In, Bit>,
    /// Address of the word that is written.
    pub write_address: Signal<In, Bits<16>>,
    /// The word that is written.
    pub next_word: Signal<In, Bits<16>>,
    /// The word at the address of the cycle before.
    pub word: Signal<Out, Bits<16>>,
    _contents: Vec<u16>,
}

impl ScratchMemory {
    /// The scratch memory of the design, with its first contents.
    pub fn new(p: &Parameters) -> Self {
        let mut contents = p.scratch.clone();
        contents.resize(p.map.words, 0);
        block!(clock, read_address, write, write_address, next_word, word; _contents: contents)
    }
}

impl Logic for ScratchMemory {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.word.connect();
    }
    fn hdl(&self) -> Verilog {
        let depth = self._contents.len();
        let bits = address_bits(depth);
        let first: String = self
            ._contents
            .iter()
            .enumerate()
            .filter(|(_, w)| **w != 0)
            .map(|(i, w)| format!("  words[{i}] = 16'h{w:04x};\n"))
            .collect();
        Verilog::Custom(format!(
            "// cell scratch_memory: frame buffer, identity, stimulus and spike counts, {depth} words of 16 bits\n\
             {read}{write}(* no_rw_check *) reg [15:0] words [0:{last}];\nreg [15:0] data = 16'd0;\ninteger i;\n\
             initial begin\n  for (i = 0; i < {depth}; i = i + 1) words[i] = 16'd0;\n{first}end\n\
             always @(posedge clock) begin\n  data <= words[read_address];\n  if (i_write) words[write_address] <= i_next_word;\nend\n\
             assign o_word = data;\n",
            last = depth - 1,
            read = address("read_address", bits),
            write = address("write_address", bits),
        ))
    }
}
