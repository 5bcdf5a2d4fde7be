//! Potentials: the adder tree over the lanes, and the sums that the fan-out words build up.

use crate::parameters::{block, ports};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;
use yuragi_exporter::Widths;

/// Pipelined adder tree over the gated weights of a word, and the accumulator of a hidden neuron's potential over its
/// words. `valid` marks a word, `first` and `last` the ends of a fan-in; `done` comes with the finished potential.
#[derive(LogicBlock)]
pub struct Dendrite<const B: usize, const V: usize> {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// The gated weights of a word, one a lane.
    pub gated: Vec<Signal<In, Signed<B>>>,
    /// High when they are a word of a fan-in.
    pub valid: Signal<In, Bit>,
    /// High when the word is the first of its fan-in.
    pub first: Signal<In, Bit>,
    /// High when the word is the last of its fan-in.
    pub last: Signal<In, Bit>,
    /// The sum so far, in quanta.
    pub potential: Signal<Out, Signed<V>>,
    /// High when `potential` is complete.
    pub done: Signal<Out, Bit>,
    _weight_bits: usize,
    _potential_bits: usize,
}

impl<const B: usize, const V: usize> Dendrite<B, V> {
    /// The adder tree over `lanes` lanes.
    pub fn new(lanes: usize, widths: &Widths) -> Self {
        block!(clock, valid, first, last, potential, done;
            gated: ports(lanes), _weight_bits: widths.meant(B), _potential_bits: widths.meant(V))
    }

    /// Cycles from a word to its place in the accumulator.
    pub fn latency(lanes: usize) -> usize {
        let levels = lanes.next_power_of_two().trailing_zeros() as usize;
        levels.div_ceil(2).max(1) + 1
    }
}

impl<const B: usize, const V: usize> Logic for Dendrite<B, V> {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.potential.connect();
        self.done.connect();
    }
    fn hdl(&self) -> Verilog {
        let lanes = self.gated.len();
        let potential_bits = self._potential_bits;
        let mut text = format!(
            "// cell dendrite: adder tree over {lanes} lanes, a register every two levels, and the potential's accumulator\n"
        );
        let mut names: Vec<String> = (0..lanes).map(|l| format!("i_gated_{l}")).collect();
        let (mut width, mut level, mut registers) = (self._weight_bits, 0, 0);
        while names.len() > 1 || registers == 0 {
            let single = names.len() == 1;
            if !single {
                level += 1;
                // A potential has so many bits. Where so many lanes have no input that it never needs what the tree could
                // give, the sums are cut to them: the bits above would be read by nobody.
                let wide = (width + 1).min(potential_bits);
                let last_level = names.len() == 2;
                let sums: Vec<String> = names
                    .chunks(2)
                    .enumerate()
                    .map(|(i, pair)| {
                        let extend = |x: &str| match wide > width {
                            true => format!("{{{x}[{}], {x}}}", width - 1),
                            false => x.to_owned(),
                        };
                        let sum = match pair {
                            [a, b] => format!("{} + {}", extend(a), extend(b)),
                            _ => extend(&pair[0]),
                        };
                        let name = format!("sum{level}_{i}");
                        if level % 2 == 0 || last_level {
                            text += &format!("reg signed [{}:0] {name} = {wide}'d0;\nalways @(posedge clock) {name} <= {sum};\n", wide - 1);
                        } else {
                            text += &format!("wire signed [{}:0] {name} = {sum};\n", wide - 1);
                        }
                        name
                    })
                    .collect();
                width = wide;
                registers += usize::from(level % 2 == 0 || last_level);
                names = sums;
            } else {
                text += &format!(
                    "reg signed [{}:0] sum1_0 = {width}'d0;\nalways @(posedge clock) sum1_0 <= {};\n",
                    width - 1,
                    names[0]
                );
                registers += 1;
                names = vec!["sum1_0".into()];
            }
        }
        for (flag, port) in [
            ("valid", "i_valid"),
            ("first", "i_first"),
            ("last", "i_last"),
        ] {
            text += &match registers {
                1 => format!("reg {flag} = 1'b0;\nalways @(posedge clock) {flag} <= {port};\n"),
                n => format!(
                    "reg [{top}:0] {flag}_delay = {n}'d0;\nalways @(posedge clock) {flag}_delay <= {{{flag}_delay[{below}:0], {port}}};\nwire {flag} = {flag}_delay[{top}];\n",
                    top = n - 1,
                    below = n - 2
                ),
            };
        }
        let sum = &names[0];
        let extended = if potential_bits > width {
            format!(
                "{{{{{}{{{sum}[{}]}}}}, {sum}}}",
                potential_bits - width,
                width - 1
            )
        } else {
            sum.clone()
        };
        text += &format!(
            "wire signed [{top}:0] word = {extended};\nreg signed [{top}:0] total = {potential_bits}'d0;\nreg finished = 1'b0;\n\
             always @(posedge clock) begin\n  finished <= valid && last;\n  if (valid) total <= first ? word : total + word;\nend\n\
             assign o_potential = total;\nassign o_done = finished;\n",
            top = potential_bits - 1
        );
        Verilog::Custom(text)
    }
}

/// The potential of one output, built up over the rows.
#[derive(LogicBlock)]
pub struct OutputSum<const B: usize, const V: usize> {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// High when the sum goes to 0.
    pub clear: Signal<In, Bit>,
    /// High when `gated` is added.
    pub add: Signal<In, Bit>,
    /// The gated weight of the output's lane.
    pub gated: Signal<In, Signed<B>>,
    /// The sum so far, in quanta.
    pub sum: Signal<Out, Signed<V>>,
    total: DFF<Bits<V>>,
    current: Signal<Local, Signed<V>>,
    wide: Signal<Local, Signed<V>>,
}

impl<const B: usize, const V: usize> Default for OutputSum<B, V> {
    fn default() -> Self {
        block!(clock, clear, add, gated, sum, total, current, wide;)
    }
}

impl<const B: usize, const V: usize> Logic for OutputSum<B, V> {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell output_sum: potential of one output, summed over the rows");
        dff_setup!(self, clock, total);
        self.wide.next = signed_bit_cast::<V, B>(self.gated.val());
        self.current.next = signed_cast(self.total.q.val());
        if self.clear.val() {
            self.total.d.next = 0.into();
        } else if self.add.val() {
            self.total.d.next = unsigned_cast(self.current.val() + self.wide.val());
        }
        self.sum.next = self.current.val();
    }
}
