//! The potential memory: four banks, so that three neurons can be weighed at a time.

use crate::geometry::Geometry;
use crate::geometry::address_bits;
use crate::parameters::{POTENTIAL, Parameters, STEP, block, ports};
use rust_hdl_core::prelude::*;

/// Potentials of all neurons above the inputs, r a word, with their softplus. One bank holds the present potentials of a layer, and
/// the other three what they become if one of the neurons that are being weighed changes. A second copy gives a neuron its own
/// potential at the same time. No address is read and written in one cycle. Its size follows the design file, so the text is
/// written here.
#[derive(LogicBlock)]
pub struct PotentialBanks {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// High when a word is read.
    pub read: Signal<In, Bit>,
    /// Bank of the word that is read.
    pub read_bank: Signal<In, Bits<2>>,
    /// Word that is read.
    pub read_word: Signal<In, Bits<STEP>>,
    /// High when a neuron's own potential is read.
    pub own_read: Signal<In, Bit>,
    /// Bank of the word with a neuron's own potential.
    pub own_bank: Signal<In, Bits<2>>,
    /// Word with a neuron's own potential.
    pub own_word: Signal<In, Bits<STEP>>,
    /// Place of the neuron in that word.
    pub own_lane: Signal<In, Bits<3>>,
    /// High when a word is written.
    pub write: Signal<In, Bit>,
    /// Bank of the word that is written.
    pub write_bank: Signal<In, Bits<2>>,
    /// Word that is written.
    pub write_word: Signal<In, Bits<STEP>>,
    /// Potentials that are written, in quanta.
    pub next_potential: Vec<Signal<In, Signed<POTENTIAL>>>,
    /// Their softplus, in quanta.
    pub next_softplus: Vec<Signal<In, Bits<12>>>,
    /// Potentials of the word of the cycle before, in quanta.
    pub potential: Vec<Signal<Out, Signed<POTENTIAL>>>,
    /// Their softplus, in quanta.
    pub softplus: Vec<Signal<Out, Bits<12>>>,
    /// The neuron's own potential, a cycle after its word and lane.
    pub own: Signal<Out, Signed<POTENTIAL>>,
    _bits: usize,
    _geometry: Geometry,
    _softplus_bits: usize,
}

impl PotentialBanks {
    /// The potential memory of a design.
    pub fn new(p: &Parameters) -> Self {
        let r = p.retrograde_lanes;
        block!(clock, read, read_bank, read_word, own_read, own_bank, own_word, own_lane, write, write_bank, write_word, own;
            next_potential: ports(r), next_softplus: ports(r), potential: ports(r), softplus: ports(r),
            _bits: p.widths().meant(POTENTIAL), _geometry: p.geometry.clone(), _softplus_bits: p.softplus_bits())
    }
}

/// The text that picks lane `index` of a vector of `n` lanes of `width` bits.
pub(crate) fn pick(vector: &str, n: usize, width: usize, index: &str) -> String {
    let top = width - 1;
    match n {
        1 => format!("{vector}[{top}:0]"),
        _ => {
            let bits = address_bits(n);
            format!("{vector}[{index}[{}:0]*{width} +: {width}]", bits - 1)
        }
    }
}

impl Logic for PotentialBanks {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.potential.iter_mut().for_each(|s| s.connect());
        self.softplus.iter_mut().for_each(|s| s.connect());
        self.own.connect();
    }
    fn hdl(&self) -> Verilog {
        let (r, v, s) = (self.potential.len(), self._bits, self._softplus_bits);
        let g = &self._geometry;
        let last = g.potential_depth() - 1;
        let (bank_bits, split) = (g.bank_bits(), g.first_step(2).trailing_zeros() as usize);
        let (bits, word_bits) = (address_bits(g.potential_depth()), g.step_bits());
        // layer 1 has one bank only, behind the others
        let address = |name: &str| {
            let pad = match bits - bank_bits - 2 {
                0 => String::new(),
                pad => format!("{pad}'d0, "),
            };
            let low = match split {
                0 => format!("{bits}'d0"),
                _ => format!("{{{}'d0, i_{name}_word[{}:0]}}", bits - split, split - 1),
            };
            format!(
                "wire [{}:0] {name} = |i_{name}_word[{}:{split}]\n  ? {{{pad}i_{name}_bank, i_{name}_word[{}:0]}}\n  : {bits}'d{} | {low};\n",
                bits - 1,
                word_bits - 1,
                bank_bits - 1,
                g.unbanked()
            )
        };
        let addresses = ["read", "own", "write"]
            .map(address)
            .concat()
            .replace("] own =", "] own_address =");
        // tables of a design have fewer bits than the ports of the cells
        let (mut narrow, mut wide, mut spare) = (Vec::new(), Vec::new(), Vec::new());
        for l in (0..r).rev() {
            narrow.push(format!("i_next_softplus[{}:{}]", 12 * l + s - 1, 12 * l));
            let entry = format!("entries[{}:{}]", l * s + s - 1, l * s);
            wide.push(match 12 - s {
                0 => entry,
                pad => format!("{pad}'d0, {entry}"),
            });
            if s < 12 {
                spare.push(format!("i_next_softplus[{}:{}]", 12 * l + 11, 12 * l + s));
            }
        }
        let mut outputs = format!(
            "assign o_potential = potentials;\nassign o_softplus = {{{}}};\n",
            wide.join(", ")
        );
        if s < 12 {
            outputs += &format!(
                "// verilator lint_off UNUSEDSIGNAL\nwire [{}:0] spare = {{{}}}; // no entry of this design's table is that large\n// verilator lint_on UNUSEDSIGNAL\n",
                r * (12 - s) - 1,
                spare.join(", ")
            );
        }
        let lane = match r {
            1 => String::new(),
            _ => "reg [2:0] lane;\n".to_owned(),
        };
        let keep = match r {
            1 => "",
            _ => "  lane <= i_own_lane;\n",
        };
        let unused = match address_bits(r) {
            _ if r == 1 => "wire [2:0] lane_spare = i_own_lane; // there is one lane\n".to_owned(),
            3 => String::new(),
            bits => format!(
                "wire [{}:0] lane_spare = lane[2:{bits}]; // beyond the lanes of this design\n",
                2 - bits
            ),
        };
        let unused = match unused.is_empty() {
            true => unused,
            false => format!(
                "// verilator lint_off UNUSEDSIGNAL\n{unused}// verilator lint_on UNUSEDSIGNAL\n"
            ),
        };
        Verilog::Custom(format!(
            "// cell potential_banks: the potentials of all neurons with their softplus, in four banks\n\
             (* no_rw_check *) reg [{pv}:0] words [0:{last}];\n(* no_rw_check *) reg [{ps}:0] tails [0:{last}];\n\
             (* no_rw_check *) reg [{pv}:0] copies [0:{last}];\n\
             reg [{pv}:0] potentials;\nreg [{ps}:0] entries;\nreg [{pv}:0] own;\n{lane}{addresses}\
             always @(posedge clock) begin\n  if (i_read) begin\n    potentials <= words[read];\n\
             \x20   entries <= tails[read];\n  end\n\
             \x20 if (i_own_read) own <= copies[own_address];\n{keep}\
             \x20 if (i_write) begin\n    words[write] <= i_next_potential;\n\
             \x20   copies[write] <= i_next_potential;\n\
             \x20   tails[write] <= {{{next_s}}};\n  end\nend\n{outputs}{unused}\
             assign o_own = {own};\n",
            pv = r * v - 1,
            ps = r * s - 1,
            next_s = narrow.join(", "),
            own = pick("own", r, v, "lane"),
        ))
    }
}
