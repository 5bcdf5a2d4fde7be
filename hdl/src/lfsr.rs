//! Random bits. Two kinds of generator, both linear over GF(2), both giving fresh bits at every draw and advancing
//! only when a draw is consumed.

use crate::parameters::{LaneLfsr as LaneParameters, SerialLfsr, block, constant, ports};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;

/// The 89-bit generator of the encoder and of the neuron cell: a draw is the newest word, a step appends sixteen bits.
#[derive(LogicBlock)]
pub struct Lfsr {
    pub clock: Signal<In, Clock>,
    pub reset: Signal<In, Bit>,
    pub step: Signal<In, Bit>,
    pub absorb: Signal<In, Bits<8>>,
    pub word: Signal<Out, Bits<16>>,
    state: DFF<Bits<89>>,
    current: Signal<Local, Bits<89>>,
    fresh: Signal<Local, Bits<16>>,
    stepped: Signal<Local, Bits<89>>,
    start: Constant<Bits<89>>,
    tap_a: Constant<Bits<7>>,
    tap_b: Constant<Bits<7>>,
    tap_c: Constant<Bits<7>>,
}

impl Lfsr {
    pub fn new(p: &SerialLfsr) -> Self {
        let start: u128 = p.start & ((1 << 89) - 1);
        block!(clock, reset, step, absorb, word, state, current, fresh, stepped;
            start: Constant::new(start.to_bits()),
            tap_a: constant(p.taps[0]),
            tap_b: constant(p.taps[1]),
            tap_c: constant(p.taps[2]),
        )
    }
}

impl Logic for Lfsr {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell lfsr: 89-bit generator, sixteen fresh bits at every draw");
        dff_setup!(self, clock, state);
        println!("a flip-flop starts at 0, so the register keeps state ^ start");
        self.current.next = self.state.q.val() ^ self.start.val();
        self.fresh.next = self.current.val().get_bits::<16>(0)
            ^ self.current.val().get_bits::<16>(self.tap_a.val().index())
            ^ self.current.val().get_bits::<16>(self.tap_b.val().index())
            ^ self.current.val().get_bits::<16>(self.tap_c.val().index())
            ^ bit_cast::<16, 8>(self.absorb.val());
        self.stepped.next =
            (self.current.val() >> 16) | (bit_cast::<89, 16>(self.fresh.val()) << 73);
        if self.reset.val() {
            self.state.d.next = 0.into();
        } else if self.step.val() {
            self.state.d.next = self.stepped.val() ^ self.start.val();
        }
        self.word.next = self.current.val().get_bits::<16>(73);
    }
}

/// The wide generator that the lanes share, eight bits for each. Its width follows the number of lanes of the design
/// file, so its text is written here.
#[derive(LogicBlock)]
pub struct LaneLfsr {
    pub clock: Signal<In, Clock>,
    pub reset: Signal<In, Bit>,
    pub step: Signal<In, Bit>,
    pub absorb: Signal<In, Bits<8>>,
    pub draw: Vec<Signal<Out, Bits<8>>>,
    _parameters: LaneParameters,
}

impl LaneLfsr {
    pub fn new(p: &LaneParameters, lanes: usize) -> Self {
        block!(clock, reset, step, absorb; draw: ports(lanes), _parameters: p.clone())
    }
}

impl Logic for LaneLfsr {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.draw.iter_mut().for_each(|d| d.connect());
    }
    fn hdl(&self) -> Verilog {
        let LaneParameters {
            width: n,
            left,
            right,
            rotate,
            start,
        } = &self._parameters;
        let start: String = start.iter().rev().map(|w| format!("{w:016x}")).collect();
        let rotated = match rotate {
            0 => "folded".to_string(),
            c => format!("{{folded[{}:0], folded[{}:{}]}}", n - c - 1, n - 1, n - c),
        };
        let lanes: String = (0..self.draw.len())
            .map(|l| format!("assign o_draw_{l} = state[{}:{}];\n", 8 * l + 7, 8 * l))
            .collect();
        let used = 8 * self.draw.len();
        let unused = if used < *n {
            format!(
                "// verilator lint_off UNUSEDSIGNAL\nwire [{}:0] spare = state[{}:{used}]; // no lane takes these bits\n// verilator lint_on UNUSEDSIGNAL\n",
                n - used - 1,
                n - 1
            )
        } else {
            String::new()
        };
        Verilog::Custom(format!(
            "// cell lane_lfsr: {n}-bit generator that the lanes share, eight fresh bits for each at every draw\n\
             localparam [{top}:0] START = {n}'h{start};\n\
             reg [{top}:0] state = START;\n\
             wire [{top}:0] mixed = state ^ (state << {left});\n\
             wire [{top}:0] folded = mixed ^ (mixed >> {right});\n\
             wire [{top}:0] stepped = {rotated};\n\
             always @(posedge clock)\n  if (i_reset) state <= START;\n  else if (i_step) state <= stepped ^ {{{pad}'d0, i_absorb}};\n\
             {lanes}{unused}",
            top = n - 1,
            pad = n - 8,
        ))
    }
}
