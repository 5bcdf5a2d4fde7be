//! A serial line of eight data bits, no parity, one stop bit, at clock / divisor.
//!
//! Divisors from 8 up tolerate a clock mismatch of 2 %: a bit is sampled in its middle, up to a cycle late.

use crate::parameters::{block, constant};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;

/// Bits of the counters that divide the clock.
const TIMER: usize = 12;

/// The largest divisor.
pub const MAX_DIVISOR: usize = (1 << TIMER) - 1;

/// Bytes from a line. A byte without its stop bit is dropped, and nothing is taken until the line has been idle again.
#[derive(LogicBlock)]
pub struct UartReceiver {
    /// The clock of the core.
    pub clock: Signal<In, Clock>,
    /// While high, nothing is received.
    pub reset: Signal<In, Bit>,
    /// The serial line, 1 when idle; it need not keep to this clock.
    pub line: Signal<In, Bit>,
    /// The byte received.
    pub data: Signal<Out, Bits<8>>,
    /// High for one cycle when `data` holds a new byte.
    pub valid: Signal<Out, Bit>,
    /// High for one cycle when a byte came without its stop bit.
    pub framing_error: Signal<Out, Bit>,
    // inverted: a flip-flop starts at 0, and an idle line is 1
    first_low: DFF<Bit>,
    line_low: DFF<Bit>,
    timer: DFF<Bits<TIMER>>,
    step: DFF<Bits<4>>,
    shift: DFF<Bits<8>>,
    half_bit: Constant<Bits<TIMER>>,
    whole_bit: Constant<Bits<TIMER>>,
    start_step: Constant<Bits<4>>,
    stop_step: Constant<Bits<4>>,
    broken_step: Constant<Bits<4>>,
}

impl UartReceiver {
    /// A receiver at clock / `divisor`.
    pub fn new(divisor: usize) -> Self {
        block!(clock, reset, line, data, valid, framing_error, first_low, line_low, timer, step, shift;
            // a start bit is seen one to two cycles late, and the timer takes one
            half_bit: constant((divisor as u64 / 2).saturating_sub(2)),
            whole_bit: constant(divisor as u64 - 1),
            start_step: constant(1),
            stop_step: constant(10),
            broken_step: constant(11),
        )
    }
}

impl Logic for UartReceiver {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell uart_receiver: bytes from a serial line, sampled in the middle of each bit");
        dff_setup!(self, clock, first_low, line_low, timer, step, shift);
        println!(
            "two flip-flops bring the line into this clock; inverted, so that they start idle"
        );
        self.first_low.d.next = !self.line.val();
        self.line_low.d.next = self.first_low.q.val();
        self.valid.next = false;
        self.framing_error.next = false;
        self.data.next = self.shift.q.val();
        println!("steps: 0 idle, 1 start bit, 2 to 9 data, 10 stop bit, 11 waits for an idle line");
        if !self.step.q.val().any() {
            self.timer.d.next = self.half_bit.val();
            if self.line_low.q.val() {
                self.step.d.next = self.start_step.val();
            }
        } else if self.step.q.val() == self.broken_step.val() {
            if !self.line_low.q.val() {
                self.step.d.next = 0.into();
            }
        } else if self.timer.q.val().any() {
            self.timer.d.next = self.timer.q.val() - 1;
        } else {
            self.timer.d.next = self.whole_bit.val();
            self.step.d.next = self.step.q.val() + 1;
            if self.step.q.val() == self.start_step.val() {
                println!("a start bit shorter than half a bit was a disturbance");
                if !self.line_low.q.val() {
                    self.step.d.next = 0.into();
                }
            } else if self.step.q.val() == self.stop_step.val() {
                if !self.line_low.q.val() {
                    self.valid.next = true;
                    self.step.d.next = 0.into();
                } else {
                    self.framing_error.next = true;
                }
            } else {
                self.shift.d.next =
                    (self.shift.q.val() >> 1).replace_bit(7, !self.line_low.q.val());
            }
        }
        if self.reset.val() {
            self.step.d.next = 0.into();
            self.valid.next = false;
            self.framing_error.next = false;
        }
    }
}

/// Bytes onto a line.
#[derive(LogicBlock)]
pub struct UartSender {
    /// The clock of the core.
    pub clock: Signal<In, Clock>,
    /// The byte to send.
    pub data: Signal<In, Bits<8>>,
    /// High while `data` holds a byte.
    pub valid: Signal<In, Bit>,
    /// High while the sender takes a byte.
    pub ready: Signal<Out, Bit>,
    /// The serial line, 1 when idle.
    pub line: Signal<Out, Bit>,
    timer: DFF<Bits<TIMER>>,
    step: DFF<Bits<4>>,
    // inverted: a flip-flop starts at 0, and an idle line is 1
    shift_low: DFF<Bits<9>>,
    whole_bit: Constant<Bits<TIMER>>,
    first_step: Constant<Bits<4>>,
}

impl UartSender {
    /// A sender at clock / `divisor`.
    pub fn new(divisor: usize) -> Self {
        block!(clock, data, valid, ready, line, timer, step, shift_low;
            whole_bit: constant(divisor as u64 - 1),
            first_step: constant(10),
        )
    }
}

impl Logic for UartSender {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell uart_sender: bytes onto a serial line");
        dff_setup!(self, clock, timer, step, shift_low);
        println!("the register is inverted, so that it starts as an idle line");
        self.line.next = !self.shift_low.q.val().get_bit(0);
        self.ready.next = !self.step.q.val().any();
        if self.ready.val() {
            self.timer.d.next = self.whole_bit.val();
            if self.valid.val() {
                self.shift_low.d.next =
                    (bit_cast::<9, 8>(!self.data.val()) << 1).replace_bit(0, true);
                self.step.d.next = self.first_step.val();
            }
        } else if self.timer.q.val().any() {
            self.timer.d.next = self.timer.q.val() - 1;
        } else {
            self.timer.d.next = self.whole_bit.val();
            self.shift_low.d.next = self.shift_low.q.val() >> 1;
            self.step.d.next = self.step.q.val() - 1;
        }
    }
}

/// Bits of an address of the byte buffer.
const DEPTH: usize = 9;

/// 512 bytes of block RAM.
#[derive(LogicBlock, Default)]
pub struct ByteMemory {
    /// The clock of the core.
    pub clock: Signal<In, Clock>,
    /// High when a byte is read.
    pub read: Signal<In, Bit>,
    /// Address of the byte to read.
    pub read_address: Signal<In, Bits<DEPTH>>,
    /// High when a byte is written.
    pub write: Signal<In, Bit>,
    /// Address of the byte to write.
    pub write_address: Signal<In, Bits<DEPTH>>,
    /// The byte to write.
    pub next_byte: Signal<In, Bits<8>>,
    /// The byte read last, from the cycle after on.
    pub byte: Signal<Out, Bits<8>>,
}

impl Logic for ByteMemory {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.byte.connect();
    }
    fn hdl(&self) -> Verilog {
        Verilog::Custom(
            "// cell byte_memory: 512 bytes of block RAM\n\
             (* no_rw_check *) reg [7:0] bytes [0:511];\nreg [7:0] data = 8'd0;\n\
             always @(posedge clock) begin\n  if (i_read) data <= bytes[i_read_address];\n  if (i_write) bytes[i_write_address] <= i_next_byte;\nend\n\
             assign o_byte = data;\n"
                .into(),
        )
    }
}

/// Keeps bytes while their reader is busy; what does not fit is dropped.
#[derive(LogicBlock, Default)]
pub struct ByteFifo {
    /// The clock of the core.
    pub clock: Signal<In, Clock>,
    /// While high, the buffer is empty.
    pub reset: Signal<In, Bit>,
    /// A byte to keep.
    pub data: Signal<In, Bits<8>>,
    /// High for one cycle with each byte in `data`.
    pub valid: Signal<In, Bit>,
    /// The oldest byte.
    pub out_data: Signal<Out, Bits<8>>,
    /// High while `out_data` holds a byte.
    pub out_valid: Signal<Out, Bit>,
    /// High while the reader takes a byte.
    pub out_ready: Signal<In, Bit>,
    /// High when a byte is dropped because the buffer is full.
    pub overflow: Signal<Out, Bit>,
    byte_memory: ByteMemory,
    // one bit more than an address, which tells full from empty
    written: DFF<Bits<10>>,
    fetched: DFF<Bits<10>>,
    held: DFF<Bit>,
    front: DFF<Bits<8>>,
    offered: DFF<Bit>,
    pass: Signal<Local, Bit>,
    kept: Signal<Local, Bits<10>>,
    full: Signal<Local, Bit>,
    fetch: Signal<Local, Bit>,
}

impl Logic for ByteFifo {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell byte_fifo: keeps bytes while their reader is busy; drops what does not fit");
        dff_setup!(self, clock, written, fetched, held, front, offered);
        self.kept.next = self.written.q.val() - self.fetched.q.val();
        self.full.next = self.kept.val().get_bit(9);
        println!(
            "the memory's output holds the next byte but one: a register behind it keeps the reader off its long way"
        );
        self.pass.next = self.held.q.val() & (!self.offered.q.val() | self.out_ready.val());
        self.fetch.next = self.kept.val().any() & (!self.held.q.val() | self.pass.val());
        self.byte_memory.clock.next = self.clock.val();
        self.byte_memory.read.next = self.fetch.val();
        self.byte_memory.read_address.next = self.fetched.q.val().get_bits::<9>(0);
        self.byte_memory.write.next = self.valid.val() & !self.full.val();
        self.byte_memory.write_address.next = self.written.q.val().get_bits::<9>(0);
        self.byte_memory.next_byte.next = self.data.val();
        self.overflow.next = self.valid.val() & self.full.val();
        if self.valid.val() & !self.full.val() {
            self.written.d.next = self.written.q.val() + 1;
        }
        if self.fetch.val() {
            self.fetched.d.next = self.fetched.q.val() + 1;
            self.held.d.next = true;
        } else if self.pass.val() {
            self.held.d.next = false;
        }
        if self.pass.val() {
            self.front.d.next = self.byte_memory.byte.val();
            self.offered.d.next = true;
        } else if self.out_ready.val() {
            self.offered.d.next = false;
        }
        if self.reset.val() {
            self.written.d.next = 0.into();
            self.fetched.d.next = 0.into();
            self.held.d.next = false;
            self.offered.d.next = false;
        }
        self.out_data.next = self.front.q.val();
        self.out_valid.next = self.offered.q.val();
    }
}
