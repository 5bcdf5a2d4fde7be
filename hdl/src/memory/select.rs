//! Values of a group of lanes.

use crate::parameters::{block, ports};
use rust_hdl_core::prelude::*;
use yuragi_exporter::Widths;

/// `name` waives the bits of `port` above `used`, none of which this design needs.
fn spare(port: &str, width: usize, used: usize) -> String {
    if used >= width {
        return String::new();
    }
    format!(
        "// verilator lint_off UNUSEDSIGNAL\nwire [{}:0] {port}_spare = i_{port}[{}:{used}]; // beyond the size of this design\n// verilator lint_on UNUSEDSIGNAL\n",
        width - used - 1,
        width - 1
    )
}

/// Bits that count 0..n-1, at least one.
fn index_bits(n: usize) -> usize {
    n.next_power_of_two().trailing_zeros().max(1) as usize
}

/// Picks, of values that stand one a lane, the ones of a retrograde step: `selected[q]` = `value[group * r + q]`.
#[derive(LogicBlock)]
pub struct LaneSelect<const W: usize> {
    /// The values, one a lane.
    pub value: Vec<Signal<In, Signed<W>>>,
    /// Which group of values is picked.
    pub group: Signal<In, Bits<6>>,
    /// The values of the group.
    pub selected: Vec<Signal<Out, Signed<W>>>,
    _bits: usize,
}

impl<const W: usize> LaneSelect<W> {
    /// Picks `selected` of `values` values.
    pub fn new(values: usize, selected: usize, widths: &Widths) -> Self {
        block!(group; value: ports(values), selected: ports(selected), _bits: widths.meant(W))
    }
}

impl<const W: usize> Logic for LaneSelect<W> {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.selected.iter_mut().for_each(|s| s.connect());
    }
    fn hdl(&self) -> Verilog {
        let (n, r) = (self.value.len(), self.selected.len());
        let groups = n.div_ceil(r);
        let mut text = format!("// cell lane_select: {r} of {n} values, group by group\n");
        text += &spare("group", 6, if groups > 1 { index_bits(groups) } else { 0 });
        let bits = |port: &str, number: usize| {
            format!(
                "{port}[{}:{}]",
                self._bits * (number + 1) - 1,
                self._bits * number
            )
        };
        for q in 0..r {
            let members: Vec<usize> = (0..groups).map(|g| g * r + q).filter(|m| *m < n).collect();
            let selected = bits("o_selected", q);
            text += &match members.as_slice() {
                [] => format!("assign {selected} = {}'d0;\n", self._bits),
                [only] => format!("assign {selected} = {};\n", bits("i_value", *only)),
                // the choice of a group beyond the last value does not matter: it falls on the last one
                [others @ .., last] => {
                    let cases: String = others
                        .iter()
                        .enumerate()
                        .map(|(g, member)| {
                            format!(
                                "i_group[{}:0] == {}'d{g} ? {} :\n  ",
                                index_bits(groups) - 1,
                                index_bits(groups),
                                bits("i_value", *member)
                            )
                        })
                        .collect();
                    format!(
                        "assign {selected} =\n  {cases}{};\n",
                        bits("i_value", *last)
                    )
                }
            };
        }
        Verilog::Custom(text)
    }
}
