//! Tables that are inferred as block RAM. Their contents are parameters, so their text is written here.

use crate::parameters::{Parameters, block};
use rust_hdl_core::prelude::*;

/// The text of a table: `index` in one cycle, `entry` in the next.
fn rom(name: &str, purpose: &str, width: usize, port: usize, contents: &[u16]) -> Verilog {
    let digits = width.div_ceil(4);
    let entries: String = contents
        .chunks(4)
        .enumerate()
        .map(|(row, chunk)| {
            let row: Vec<String> = chunk
                .iter()
                .enumerate()
                .map(|(i, x)| format!("entries[{}] = {width}'h{x:0digits$x};", 4 * row + i))
                .collect();
            format!("  {}\n", row.join(" "))
        })
        .collect();
    let padded = if port > width {
        format!("{{{}'d0, entry}}", port - width)
    } else {
        "entry".into()
    };
    Verilog::Custom(format!(
        "// cell {name}: {purpose}\nreg [{top}:0] entries [0:{last}];\nreg [{top}:0] entry = {width}'d0;\ninitial begin\n{entries}end\n\
         always @(posedge clock) entry <= entries[i_index];\nassign o_entry = {padded};\n",
        top = width - 1,
        last = contents.len() - 1,
    ))
}

/// Thresholds of the logistic function, 16 bits.
#[derive(LogicBlock)]
pub struct SigmoidRom {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// Number of the bin.
    pub index: Signal<In, Bits<8>>,
    /// Its threshold a cycle later, in 65536ths.
    pub entry: Signal<Out, Bits<16>>,
    _contents: Vec<u16>,
}

impl SigmoidRom {
    /// The table with these contents.
    pub fn new(contents: &[u16]) -> Self {
        block!(clock, index, entry; _contents: contents.to_vec())
    }
}

impl Logic for SigmoidRom {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.entry.connect();
    }
    fn hdl(&self) -> Verilog {
        let purpose = "threshold of a spike, 65536 sigmoid(a), at the middle of each bin";
        rom("sigmoid_rom", purpose, 16, 16, &self._contents)
    }
}

/// ln(1 + e^-a) in quanta.
#[derive(LogicBlock)]
pub struct SoftplusRom {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// Number of the bin.
    pub index: Signal<In, Bits<8>>,
    /// Its softplus a cycle later, in quanta.
    pub entry: Signal<Out, Bits<12>>,
    _contents: Vec<u16>,
    _bits: usize,
}

impl SoftplusRom {
    /// The table of the design.
    pub fn new(p: &Parameters) -> Self {
        block!(clock, index, entry; _contents: p.softplus.clone(), _bits: p.softplus_bits())
    }
}

impl Logic for SoftplusRom {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.entry.connect();
    }
    fn hdl(&self) -> Verilog {
        let purpose = "ln(1 + e^-a) in quanta, at the middle of each bin";
        rom("softplus_rom", purpose, self._bits, 12, &self._contents)
    }
}
