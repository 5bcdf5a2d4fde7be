//! Registers of spikes. Their lengths follow the design file, so their text is written here.

use crate::parameters::{Parameters, block, ports};
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

/// A flat vector padded with zeros to `width` bits.
fn padded(name: &str, bits: usize, width: usize) -> String {
    if width > bits {
        format!("{{{}'d0, {name}}}", width - bits)
    } else {
        name.to_string()
    }
}

/// Bit `i` of `o_<port>` = bit `i` of group `index` of a padded vector.
fn select(vector: &str, port: &str, group: usize, groups: usize, index: &str) -> String {
    if groups == 1 {
        return format!("assign o_{port} = {vector};\n");
    }
    format!(
        "generate\n  for (i = 0; i < {group}; i = i + 1) begin : {port}_lanes\n    wire [{}:0] column;\n\
         \x20   for (g = 0; g < {groups}; g = g + 1) begin : words\n      assign column[g] = {vector}[{group}*g + i];\n    end\n\
         \x20   assign o_{port}[i] = column[{index}];\n  end\nendgenerate\n",
        groups - 1
    )
}

/// The variables of [`select`], if it needs them.
fn genvars(groups: &[usize]) -> &'static str {
    match groups.iter().any(|groups| *groups > 1) {
        true => "genvar i;\ngenvar g;\n",
        false => "",
    }
}

/// Spikes of the inputs and of the clamped outputs, as encoded: two enter a cycle, and after all pairs every unit stands in
/// its place. Read as lanes of input words, as the outputs of a retrograde step, and by the host from its head.
#[derive(LogicBlock)]
pub struct UnitRegister {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// High when `spikes` enter.
    pub shift: Signal<In, Bit>,
    /// The two spikes that enter at the upper end.
    pub spikes: Signal<In, Bits<2>>,
    /// Number of the input word that the lanes see.
    pub word: Signal<In, Bits<12>>,
    /// Number of the step that the outputs belong to.
    pub step: Signal<In, Bits<10>>,
    /// The two lowest units.
    pub head: Signal<Out, Bits<2>>,
    /// Spikes of the inputs of the word, one a lane; the bias neuron stands above the last input.
    pub input: Vec<Signal<Out, Bit>>,
    /// Spikes of the outputs of the step, as encoded.
    pub output: Vec<Signal<Out, Bit>>,
    _p: Parameters,
}

impl UnitRegister {
    /// The register for the units of the design.
    pub fn new(p: &Parameters) -> Self {
        block!(clock, shift, spikes, word, step, head;
            input: ports(p.lanes), output: ports(p.retrograde_lanes), _p: p.clone())
    }
}

impl Logic for UnitRegister {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.input.iter_mut().for_each(|s| s.connect());
        self.output.iter_mut().for_each(|s| s.connect());
        self.head.connect();
    }
    fn hdl(&self) -> Verilog {
        let p = &self._p;
        let n = 2 * p.pairs();
        let (words, steps) = (p.words_in(), p.steps());
        let wide = words * p.lanes;
        let inputs = match p.inputs {
            0 => padded("1'b1", 1, wide),
            i => padded(&format!("1'b1, units[{}:0]", i - 1), i + 1, wide),
        };
        let outputs = padded(
            &format!("units[{}:{}]", p.inputs + p.outputs - 1, p.inputs),
            p.outputs,
            steps * p.retrograde_lanes,
        );
        let inputs = if inputs.starts_with('{') || wide == 1 {
            inputs
        } else {
            format!("{{{inputs}}}")
        };
        let mut text = format!(
            "// cell unit_register: spikes of {} inputs and {} clamped outputs\nreg [{top}:0] units = {n}'d0;\n\
             always @(posedge clock) if (i_shift) units <= {};\n\
             wire [{}:0] inputs = {inputs}; // the bias neuron above the last input\n\
             wire [{}:0] outputs = {outputs};\n",
            p.inputs,
            p.outputs,
            if n > 2 {
                format!("{{i_spikes, units[{}:2]}}", n - 1)
            } else {
                "i_spikes".into()
            },
            wide - 1,
            steps * p.retrograde_lanes - 1,
            top = n - 1,
        );
        text += genvars(&[words, steps]);
        let used = |n: usize| if n > 1 { index_bits(n) } else { 0 };
        text += &spare("word", 12, used(words));
        text += &spare("step", 10, used(steps));
        text += &select(
            "inputs",
            "input",
            p.lanes,
            words,
            &format!("i_word[{}:0]", index_bits(words) - 1),
        );
        text += &select(
            "outputs",
            "output",
            p.retrograde_lanes,
            steps,
            &format!("i_step[{}:0]", index_bits(steps) - 1),
        );
        text += "assign o_head = units[1:0];\n";
        Verilog::Custom(text)
    }
}

/// Which outputs are clamped: sixteen enter a cycle.
#[derive(LogicBlock)]
pub struct ClampRegister {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// High when `bits` enter.
    pub shift: Signal<In, Bit>,
    /// The sixteen clamp bits that enter at the upper end.
    pub bits: Signal<In, Bits<16>>,
    /// Number of the step that `clamped` belongs to.
    pub step: Signal<In, Bits<10>>,
    /// High for the outputs of the step that are clamped.
    pub clamped: Vec<Signal<Out, Bit>>,
    /// High when at least one output is clamped.
    pub any_clamped: Signal<Out, Bit>,
    _p: Parameters,
}

impl ClampRegister {
    /// The register for the outputs of the design.
    pub fn new(p: &Parameters) -> Self {
        block!(clock, shift, bits, step, any_clamped; clamped: ports(p.retrograde_lanes), _p: p.clone())
    }
}

impl Logic for ClampRegister {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.clamped.iter_mut().for_each(|s| s.connect());
        self.any_clamped.connect();
    }
    fn hdl(&self) -> Verilog {
        let p = &self._p;
        let n = 16 * p.clamp_words();
        let steps = p.steps();
        let wide = steps * p.retrograde_lanes;
        let used = format!("mask[{}:0]", p.outputs - 1);
        let mut text = format!(
            "// cell clamp_register: which of the {} outputs are clamped\nreg [{top}:0] mask = {n}'d0;\n\
             always @(posedge clock) if (i_shift) mask <= {};\n\
             wire [{}:0] clamped = {};\nassign o_any_clamped = |{used};\n",
            p.outputs,
            if n > 16 {
                format!("{{i_bits, mask[{}:16]}}", n - 1)
            } else {
                "i_bits".into()
            },
            wide - 1,
            padded(&used, p.outputs, wide),
            top = n - 1,
        );
        if n > p.outputs {
            text += &format!(
                "// verilator lint_off UNUSEDSIGNAL\nwire [{}:0] mask_spare = mask[{}:{}]; // beyond the last output\n// verilator lint_on UNUSEDSIGNAL\n",
                n - p.outputs - 1,
                n - 1,
                p.outputs
            );
        }
        text += &spare("step", 10, if steps > 1 { index_bits(steps) } else { 0 });
        text += genvars(&[steps]);
        text += &select(
            "clamped",
            "clamped",
            p.retrograde_lanes,
            steps,
            &format!("i_step[{}:0]", index_bits(steps) - 1),
        );
        Verilog::Custom(text)
    }
}

/// A ring of spikes, one for each hidden neuron or output: the head is the neuron in turn, and what it becomes enters behind.
/// `behind` is the neuron that comes after the head, or would if there were one.
#[derive(LogicBlock)]
pub struct SpikeRing {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// High when the ring turns by one neuron.
    pub rotate: Signal<In, Bit>,
    /// The spike that enters behind.
    pub spike: Signal<In, Bit>,
    /// Spike of the neuron in turn.
    pub head: Signal<Out, Bit>,
    /// Spike of the neuron after it.
    pub behind: Signal<Out, Bit>,
    _length: usize,
}

impl SpikeRing {
    /// A ring of `length` neurons.
    pub fn new(length: usize) -> Self {
        block!(clock, rotate, spike, head, behind; _length: length)
    }
}

impl Logic for SpikeRing {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.head.connect();
        self.behind.connect();
    }
    fn hdl(&self) -> Verilog {
        let n = self._length;
        Verilog::Custom(format!(
            "// cell spike_ring: spikes of {n} neurons; the head is the neuron in turn\nreg [{top}:0] spikes = {n}'d0;\n\
             always @(posedge clock) if (i_rotate) spikes <= {};\nassign o_head = spikes[0];\nassign o_behind = spikes[{}];\n",
            if n > 1 {
                format!("{{i_spike, spikes[{}:1]}}", n - 1)
            } else {
                "i_spike".into()
            },
            usize::from(n > 1),
            top = n - 1,
        ))
    }
}

/// Evidence of the outputs, +1 or −1: entered one by one at read-out, read a word at a time by the lanes.
#[derive(LogicBlock)]
pub struct EvidenceRegister {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// High when the evidence of an output enters.
    pub shift: Signal<In, Bit>,
    /// High when this evidence is +1.
    pub up: Signal<In, Bit>,
    /// High when this evidence is −1.
    pub down: Signal<In, Bit>,
    /// Number of the fan-out word that the lanes see.
    pub word: Signal<In, Bits<12>>,
    /// High for the lanes whose output has evidence +1.
    pub open: Vec<Signal<Out, Bit>>,
    /// High for the lanes whose output has evidence −1.
    pub close: Vec<Signal<Out, Bit>>,
    /// High when at least one output has evidence.
    pub any_evidence: Signal<Out, Bit>,
    _p: Parameters,
}

impl EvidenceRegister {
    /// The register for the outputs of the design.
    pub fn new(p: &Parameters) -> Self {
        block!(clock, shift, up, down, word, any_evidence; open: ports(p.lanes), close: ports(p.lanes), _p: p.clone())
    }
}

impl Logic for EvidenceRegister {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.open.iter_mut().for_each(|s| s.connect());
        self.close.iter_mut().for_each(|s| s.connect());
        self.any_evidence.connect();
    }
    fn hdl(&self) -> Verilog {
        let p = &self._p;
        let (n, words) = (p.outputs, p.words_out());
        let mut text = format!(
            "// cell evidence_register: evidence of {n} outputs, +1 in `ups`, -1 in `downs`\n"
        );
        for (name, port) in [("ups", "up"), ("downs", "down")] {
            text += &format!(
                "reg [{top}:0] {name} = {n}'d0;\nalways @(posedge clock) if (i_shift) {name} <= {};\nwire [{}:0] wide_{name} = {};\n",
                if n > 1 {
                    format!("{{i_{port}, {name}[{}:1]}}", n - 1)
                } else {
                    format!("i_{port}")
                },
                words * p.lanes - 1,
                padded(name, n, words * p.lanes),
                top = n - 1
            );
        }
        text += "assign o_any_evidence = |{ups, downs};\n";
        text += &spare("word", 12, if words > 1 { index_bits(words) } else { 0 });
        text += genvars(&[words]);
        let index = format!("i_word[{}:0]", index_bits(words) - 1);
        text += &select("wide_ups", "open", p.lanes, words, &index);
        text += &select("wide_downs", "close", p.lanes, words, &index);
        Verilog::Custom(text)
    }
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
