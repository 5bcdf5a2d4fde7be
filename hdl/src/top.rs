//! The top of a board: clock, power-on reset, serial line, the core, and lamps that show what it does.

use crate::core::Core;
use crate::host::uart::{ByteFifo, UartReceiver, UartSender};
use crate::parameters::{Parameters, block, ports};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;

/// Where the core's clock comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockSource {
    /// The pin itself.
    Pin,
    /// The phase-locked loop of an iCE40: pin · (divf + 1) / ((divr + 1) · 2^divq). `pad`: the pin is the loop's own.
    Ice40Pll {
        /// Whether the pin is the loop's own.
        pad: bool,
        /// Divisor of the pin's clock, less one.
        divr: u8,
        /// Factor of the loop, less one.
        divf: u8,
        /// Divisor of the output, as a power of two.
        divq: u8,
        /// Setting `FILTER_RANGE` of the loop.
        filter_range: u8,
    },
    /// The phase-locked loop of an ECP5: pin · clkfb_div / clki_div; its oscillator runs clkop_div times faster.
    Ecp5Pll {
        /// Divisor of the pin's clock.
        clki_div: u8,
        /// Divisor of the feedback.
        clkfb_div: u8,
        /// Divisor from the oscillator to the output.
        clkop_div: u8,
    },
}

/// What a lamp can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// Learning is enabled.
    Learning,
    /// A neuron or an output had evidence.
    Evidence,
    /// A frame was refused, a byte came without its stop bit, or the buffer was full.
    Errors,
}

/// A lamp: what it shows, and whether it shines at 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lamp {
    /// What it shows.
    pub shows: Shows,
    /// Whether it shines at 0.
    pub active_low: bool,
}

/// What a top is made from, besides its core.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// Where the core's clock comes from.
    pub clock: ClockSource,
    /// Cycles of a bit on the serial line, 8 to [`MAX_DIVISOR`](crate::host::uart::MAX_DIVISOR).
    pub divisor: usize,
    /// The lamps, in the order of their pins.
    pub lamps: Vec<Lamp>,
    /// Whether the reset button, if there is one, is 0 when pressed.
    pub button_active_low: Option<bool>,
    /// Outputs held at 1, which other chips of the board need.
    pub high: usize,
}

/// The vendor's cell that makes the clock; its settings differ from board to board, so its text is written here.
#[derive(LogicBlock)]
pub struct ClockCell {
    /// The clock of the board.
    pub pin: Signal<In, Clock>,
    /// The clock of the core.
    pub core_clock: Signal<Out, Clock>,
    /// High while `core_clock` is steady.
    pub locked: Signal<Out, Bit>,
    _source: ClockSource,
}

impl ClockCell {
    /// The cell for a source of the clock.
    pub fn new(source: ClockSource) -> Self {
        block!(pin, core_clock, locked; _source: source)
    }
}

impl Logic for ClockCell {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.core_clock.connect();
        self.locked.connect();
    }
    fn hdl(&self) -> Verilog {
        let code = match self._source {
            ClockSource::Pin => "// cell clock_source: the clock of the pin\n\
                 assign o_core_clock = i_pin;\nassign o_locked = 1'b1;\n"
                .to_string(),
            ClockSource::Ice40Pll {
                pad,
                divr,
                divf,
                divq,
                filter_range,
            } => {
                let (cell, input) = if pad {
                    ("SB_PLL40_PAD", "PACKAGEPIN")
                } else {
                    ("SB_PLL40_CORE", "REFERENCECLK")
                };
                format!(
                    "// cell clock_source: phase-locked loop, pin x {} / {}\n\
                     {cell} #(\n  .FEEDBACK_PATH(\"SIMPLE\"),\n  .DIVR(4'd{divr}),\n  .DIVF(7'd{divf}),\n  .DIVQ(3'd{divq}),\n  .FILTER_RANGE(3'd{filter_range})\n\
                     ) pll (\n  .{input}(i_pin),\n  .PLLOUTGLOBAL(o_core_clock),\n  .LOCK(o_locked),\n  .BYPASS(1'b0),\n  .RESETB(1'b1)\n);\n",
                    u32::from(divf) + 1,
                    (u32::from(divr) + 1) << divq,
                )
            }
            ClockSource::Ecp5Pll {
                clki_div,
                clkfb_div,
                clkop_div,
            } => format!(
                "// cell clock_source: phase-locked loop, pin x {clkfb_div} / {clki_div}\n\
                 (* ICP_CURRENT=\"12\", LPF_RESISTOR=\"8\", MFG_ENABLE_FILTEROPAMP=\"1\", MFG_GMCREF_SEL=\"2\" *)\n\
                 EHXPLLL #(\n  .FEEDBK_PATH(\"CLKOP\"),\n  .CLKI_DIV({clki_div}),\n  .CLKFB_DIV({clkfb_div}),\n  .CLKOP_DIV({clkop_div}),\n\
                 \x20 .CLKOP_CPHASE({}),\n  .CLKOP_FPHASE(0),\n  .CLKOP_ENABLE(\"ENABLED\"),\n  .OUTDIVIDER_MUXA(\"DIVA\")\n\
                 ) pll (\n  .CLKI(i_pin),\n  .CLKFB(o_core_clock),\n  .CLKOP(o_core_clock),\n  .LOCK(o_locked),\n  .RST(1'b0),\n  .STDBY(1'b0),\n\
                 \x20 .PHASESEL0(1'b0),\n  .PHASESEL1(1'b0),\n  .PHASEDIR(1'b1),\n  .PHASESTEP(1'b1),\n  .PHASELOADREG(1'b1),\n  .PLLWAKESYNC(1'b0),\n  .ENCLKOP(1'b0)\n);\n",
                clkop_div / 2,
            ),
        };
        Verilog::Wrapper(Wrapper {
            code,
            cores: String::new(),
        })
    }
}

/// Holds the reset until the clock is steady and the reset button is up, and 512 cycles more: the block RAM of an iCE40
/// reads zeros for some microseconds after configuration.
#[derive(LogicBlock, Default)]
pub struct PowerOn {
    /// The clock of the core.
    pub clock: Signal<In, Clock>,
    /// High while the clock is steady.
    pub locked: Signal<In, Bit>,
    /// High while the reset button is pressed.
    pub pressed: Signal<In, Bit>,
    /// High while the core is held in reset.
    pub reset: Signal<Out, Bit>,
    first_steady: DFF<Bit>,
    steady: DFF<Bit>,
    count: DFF<Bits<10>>,
}

impl Logic for PowerOn {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell power_on: reset until the clock is steady, and 512 cycles more");
        dff_setup!(self, clock, first_steady, steady, count);
        self.first_steady.d.next = self.locked.val() & !self.pressed.val();
        self.steady.d.next = self.first_steady.q.val();
        if !self.steady.q.val() {
            self.count.d.next = 0.into();
        } else if !self.count.q.val().get_bit(9) {
            self.count.d.next = self.count.q.val() + 1;
        }
        self.reset.next = !self.count.q.val().get_bit(9);
    }
}

/// Keeps a lamp lit for a whole tick, long enough to be seen, after any of the events that it shows.
#[derive(LogicBlock)]
pub struct LampCell {
    /// The clock of the core.
    pub clock: Signal<In, Clock>,
    /// High for one cycle at each tick, when the lamp may change.
    pub tick: Signal<In, Bit>,
    /// High while the core learns.
    pub learning: Signal<In, Bit>,
    /// High when there was evidence.
    pub evidence: Signal<In, Bit>,
    /// High when an error occurred.
    pub errors: Signal<In, Bit>,
    /// The pin of the lamp.
    pub led: Signal<Out, Bit>,
    seen: DFF<Bit>,
    lit: DFF<Bit>,
    happened: Signal<Local, Bit>,
    shows_learning: Constant<Bit>,
    shows_evidence: Constant<Bit>,
    shows_errors: Constant<Bit>,
    dark: Constant<Bit>,
}

impl LampCell {
    /// The cell of a lamp.
    pub fn new(lamp: &Lamp) -> Self {
        let shows = |event| Constant::new(lamp.shows == event);
        block!(clock, tick, learning, evidence, errors, led, seen, lit, happened;
            shows_learning: shows(Shows::Learning),
            shows_evidence: shows(Shows::Evidence),
            shows_errors: shows(Shows::Errors),
            dark: Constant::new(lamp.active_low))
    }
}

impl Logic for LampCell {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell lamp: lit for a tick after an event");
        dff_setup!(self, clock, seen, lit);
        self.happened.next = (self.learning.val() & self.shows_learning.val())
            | (self.evidence.val() & self.shows_evidence.val())
            | (self.errors.val() & self.shows_errors.val());
        if self.happened.val() {
            self.seen.d.next = true;
        } else if self.tick.val() {
            self.seen.d.next = false;
        }
        if self.tick.val() {
            self.lit.d.next = self.seen.q.val() | self.happened.val();
        }
        self.led.next = self.lit.q.val() ^ self.dark.val();
    }
}

/// A pin held at 1.
#[derive(LogicBlock, Default)]
pub struct High {
    /// The pin, always high.
    pub pin: Signal<Out, Bit>,
}

impl Logic for High {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.pin.connect();
    }
    fn hdl(&self) -> Verilog {
        Verilog::Custom("// cell high: a pin held at 1\nassign o_pin = 1'b1;\n".into())
    }
}

/// Bits of the counter between two ticks of the lamps: 22 ms at 48 MHz.
const TICK: usize = 20;

/// The network on a board.
#[derive(LogicBlock)]
pub struct Top {
    /// The clock pin of the board.
    pub clock: Signal<In, Clock>,
    /// The serial line from the host.
    pub rx: Signal<In, Bit>,
    /// The serial line to the host.
    pub tx: Signal<Out, Bit>,
    /// The reset button, if there is one.
    pub button: Vec<Signal<In, Bit>>,
    /// The pins of the lamps.
    pub led: Vec<Signal<Out, Bit>>,
    /// The pins held at 1.
    pub high: Vec<Signal<Out, Bit>>,
    clock_source: ClockCell,
    power_on: PowerOn,
    uart_receiver: UartReceiver,
    byte_fifo: ByteFifo,
    core: Core,
    uart_sender: UartSender,
    lamp: Vec<LampCell>,
    high_pin: Vec<High>,
    ticks: DFF<Bits<TICK>>,
    pressed: Signal<Local, Bit>,
    tick: Signal<Local, Bit>,
    learning: Signal<Local, Bit>,
    evidence: Signal<Local, Bit>,
    errors: Signal<Local, Bit>,
    button_up: Constant<Bit>,
    _buttons: usize,
    _lamps: usize,
    _highs: usize,
}

impl Top {
    /// The top of a board with the core of a design.
    pub fn new(p: &Parameters, board: &Board) -> Self {
        let buttons = usize::from(board.button_active_low.is_some());
        block!(clock, rx, tx, power_on, byte_fifo, ticks, pressed, tick, learning, evidence, errors;
            button: ports(buttons),
            led: ports(board.lamps.len()),
            high: ports(board.high),
            clock_source: ClockCell::new(board.clock),
            uart_receiver: UartReceiver::new(board.divisor),
            core: Core::new(p),
            uart_sender: UartSender::new(board.divisor),
            lamp: board.lamps.iter().map(LampCell::new).collect(),
            high_pin: ports(board.high),
            button_up: Constant::new(board.button_active_low.unwrap_or(false)),
            _buttons: buttons,
            _lamps: board.lamps.len(),
            _highs: board.high,
        )
    }
}

impl Logic for Top {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell top: a dual sampling neural network on a board");
        self.clock_source.pin.next = self.clock.val();
        self.ticks.clock.next = self.clock_source.core_clock.val();
        self.power_on.clock.next = self.clock_source.core_clock.val();
        self.power_on.locked.next = self.clock_source.locked.val();
        self.pressed.next = false;
        for i in 0..self._buttons {
            self.pressed.next = self.button[i].val() ^ self.button_up.val();
        }
        self.power_on.pressed.next = self.pressed.val();
        println!("from the line through the buffer to the core, and back");
        self.uart_receiver.clock.next = self.clock_source.core_clock.val();
        self.uart_receiver.reset.next = self.power_on.reset.val();
        self.uart_receiver.line.next = self.rx.val();
        self.byte_fifo.clock.next = self.clock_source.core_clock.val();
        self.byte_fifo.reset.next = self.power_on.reset.val();
        self.byte_fifo.data.next = self.uart_receiver.data.val();
        self.byte_fifo.valid.next = self.uart_receiver.valid.val();
        self.byte_fifo.out_ready.next = self.core.host_ready.val();
        self.core.clock.next = self.clock_source.core_clock.val();
        self.core.reset.next = self.power_on.reset.val();
        self.core.host_data.next = self.byte_fifo.out_data.val();
        self.core.host_valid.next = self.byte_fifo.out_valid.val();
        self.core.host_out_ready.next = self.uart_sender.ready.val();
        self.uart_sender.clock.next = self.clock_source.core_clock.val();
        self.uart_sender.data.next = self.core.host_out_data.val();
        self.uart_sender.valid.next = self.core.host_out_valid.val();
        self.tx.next = self.uart_sender.line.val();
        println!("lamps");
        self.ticks.d.next = self.ticks.q.val() + 1;
        self.tick.next = !self.ticks.q.val().any();
        self.learning.next = self.core.learning.val();
        self.evidence.next = self.core.evidence.val();
        self.errors.next = self.core.refused.val()
            | self.uart_receiver.framing_error.val()
            | self.byte_fifo.overflow.val();
        for i in 0..self._lamps {
            self.lamp[i].clock.next = self.clock_source.core_clock.val();
            self.lamp[i].tick.next = self.tick.val();
            self.lamp[i].learning.next = self.learning.val();
            self.lamp[i].evidence.next = self.evidence.val();
            self.lamp[i].errors.next = self.errors.val();
            self.led[i].next = self.lamp[i].led.val();
        }
        for i in 0..self._highs {
            self.high[i].next = self.high_pin[i].pin.val();
        }
    }
}
