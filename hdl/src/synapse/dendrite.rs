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

/// The terms of a level of the adder tree: a vector, and how it is divided.
struct Level {
    name: String,
    count: usize,
    width: usize,
}

impl Level {
    /// The text of the next level, kept in registers or not, that level, and whether the text has a loop.
    ///
    /// A potential has so many bits. Where so many lanes have no input that it never needs what the tree could give, the sums
    /// are cut to them: the bits above would be read by nobody.
    fn summed(&self, level: usize, kept: bool, potential_bits: usize) -> (String, Level, bool) {
        let Level { name, count, width } = self;
        let pairs = count / 2;
        let sums = Level {
            name: format!("sum{level}"),
            count: count.div_ceil(2),
            width: match count {
                1 => *width,
                _ => (width + 1).min(potential_bits),
            },
        };
        let wide = sums.width;
        let (variable, arrow, start) = if kept {
            ("k", "<=", "")
        } else {
            ("i", "=", "assign ")
        };
        // the term behind `2 * width * variable + from` bits
        let term = |variable: Option<&str>, from: usize| {
            let (sign, bits) = match (variable, from) {
                (Some(i), 0) => (
                    format!("{}*{i} + {}", 2 * width, width - 1),
                    format!("{}*{i} +: {width}", 2 * width),
                ),
                (Some(i), _) => (
                    format!("{}*{i} + {}", 2 * width, from + width - 1),
                    format!("{}*{i} + {from} +: {width}", 2 * width),
                ),
                (None, _) => (
                    (from + width - 1).to_string(),
                    format!("{}:{from}", from + width - 1),
                ),
            };
            match wide > *width {
                true => format!("{{{name}[{sign}], {name}[{bits}]}}"),
                false => format!("{name}[{bits}]"),
            }
        };
        let place = |number: usize| format!("{}:{}", wide * (number + 1) - 1, wide * number);
        let line =
            |place: &str, value: &str| format!("{start}sum{level}[{place}] {arrow} {value};\n");
        let looped = pairs > 1;
        let mut lines = String::new();
        if looped {
            let value = format!(
                "{} + {}",
                term(Some(variable), 0),
                term(Some(variable), *width)
            );
            let each = line(&format!("{wide}*{variable} +: {wide}"), &value);
            let head = format!(
                "for ({variable} = 0; {variable} < {pairs}; {variable} = {variable} + 1) begin"
            );
            lines += &match kept {
                true => format!("  {head}\n    {each}  end\n"),
                false => {
                    format!("generate\n  {head} : sum{level}_lanes\n    {each}  end\nendgenerate\n")
                }
            };
        } else if pairs == 1 {
            lines += &line(
                &place(0),
                &format!("{} + {}", term(None, 0), term(None, *width)),
            );
        }
        if count % 2 == 1 {
            lines += &line(&place(pairs), &term(None, 2 * width * pairs));
        }
        let top = wide * sums.count - 1;
        let text = match kept {
            true => format!(
                "reg [{top}:0] sum{level} = {}'d0;\nalways @(posedge clock) begin\n{lines}end\n",
                top + 1
            ),
            false => format!("wire [{top}:0] sum{level};\n{lines}"),
        };
        (text, sums, looped)
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
        let mut terms = Level {
            name: "i_gated".into(),
            count: lanes,
            width: self._weight_bits,
        };
        let (mut level, mut registers) = (0, 0);
        let mut body = String::new();
        let mut loops = [false, false];
        while terms.count > 1 || registers == 0 {
            level += 1;
            let kept = level % 2 == 0 || terms.count <= 2;
            let (text, sums, looped) = terms.summed(level, kept, potential_bits);
            body += &text;
            loops[usize::from(kept)] |= looped;
            registers += usize::from(kept);
            terms = sums;
        }
        let width = terms.width;
        if loops[0] {
            text += "genvar i;\n";
        }
        if loops[1] {
            text += "integer k;\n";
        }
        text += &body;
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
        let sum = &terms.name;
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
