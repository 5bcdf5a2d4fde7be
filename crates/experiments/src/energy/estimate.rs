//! An estimate of the energy from the switching activity. It is not a measurement: the energy of each event is assumed
//! to lie in a range, which comes from currents that others measured or from the literature. Both ends of the range are
//! carried through:
//!
//! E = cycles·(e_clock + flip-flops·e_ff) + toggles·e_toggle + RAM accesses·e_access + I_static·V·t

use serde::Serialize;

/// A quantity of which only a range is known.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Range {
    /// The low end.
    pub low: f64,
    /// The high end.
    pub high: f64,
}

/// The energies of events on a chip, in joules, and its power at rest.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Chip {
    /// The name of the chip.
    pub name: &'static str,
    /// The clock of the core on a board, in hertz.
    pub clock: f64,
    /// The clock network, per cycle.
    pub cycle: Range,
    /// The clock input of a flip-flop, per cycle.
    pub flip_flop: Range,
    /// A change of a net that has a name in the Verilog, including the logic that it drives.
    pub toggle: Range,
    /// A clocked access to a block RAM of 4 kbit.
    pub access: Range,
    /// The power at rest, in watts.
    pub rest: Range,
}

/// The events of a presentation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Events {
    /// Clock cycles.
    pub cycles: f64,
    /// Flip-flops, all of which are clocked in every cycle.
    pub flip_flops: f64,
    /// Changes of nets.
    pub toggles: f64,
    /// Accesses to RAM blocks: from those whose word is used to all that are clocked.
    pub accesses: Range,
}

/// The energy of a presentation by cause, in joules.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parts {
    /// The clock network and the clock inputs of flip-flops.
    pub clock: Range,
    /// Changes of nets.
    pub toggles: Range,
    /// Accesses to RAM blocks.
    pub memory: Range,
    /// The power at rest over the time of a presentation.
    pub rest: Range,
}

/// Published currents of the core supply of a UP5K, in amperes: tinyVision.ai measured them with a Joulescope JS110
/// (repository `ice40_power`, 2020).
pub mod published {
    /// The voltage of the core, in volts.
    pub const VOLTS: f64 = 1.219;
    /// The number of counters of 28 bits at 12 MHz, and the current.
    pub const COUNTERS: [(f64, f64); 2] = [(1.0, 613.5e-6), (8.0, 641.3e-6)];
    /// The clock of the counters, in hertz.
    pub const HERTZ: f64 = 12e6;
    /// The current of a blank chip.
    pub const BLANK: f64 = 85.6e-6;
    /// The current with a counter whose clock is halted.
    pub const HALTED: f64 = 92.1e-6;
    /// The clock in hertz and the current of a small counter on the phase-locked loop.
    pub const LOOP: [(f64, f64); 2] = [(16e6, 1419e-6), (48e6, 2573e-6)];
    /// The current of a counter of 24 bits on the oscillator of 12 MHz.
    pub const SMALL: f64 = 645e-6;
    /// The current of the same design with two more counters of eight bits and their product.
    pub const PRODUCT: f64 = 996e-6;
}

/// The energy of a counter of 28 bits per cycle, in joules, with its clock inputs.
pub fn counter() -> f64 {
    let [(few, least), (many, most)] = published::COUNTERS;
    (most - least) / (many - few) * published::VOLTS / published::HERTZ
}

/// The number of bits with a name that change per cycle in the design with the product: two counters of eight bits and
/// their product.
pub fn product_toggles() -> f64 {
    let state = |n: u32| {
        let (a, b) = (n * 3 % 256, n * 5 % 256);
        [a, b, a * b]
    };
    let changed = |n: u32| -> u32 {
        let pairs = state(n).into_iter().zip(state(n + 1));
        pairs.map(|(a, b)| (a ^ b).count_ones()).sum()
    };
    f64::from((0..256).map(changed).sum::<u32>()) / 256.0
}

/// The number of flip-flops of the counter of 28 bits, and of the bits that change per cycle: 1 + 1/2 + 1/4 and so on.
const COUNTER: (f64, f64) = (28.0, 2.0);

/// The chips with published currents. For `e_access` there is none: the low end of 1 pJ is 16 bits at half of the 0.16
/// pJ per bit of a cache of 8 KB in 45 nm, and the high end of 10 pJ is a whole access to 64 bits of it (Horowitz,
/// ISSCC 2014).
pub fn chips() -> [Chip; 2] {
    use published::{BLANK, HALTED, HERTZ, LOOP, PRODUCT, SMALL, VOLTS};
    let [(slow, less), (fast, more)] = LOOP;
    let cycle = Range {
        low: (more - less) / (fast - slow) * VOLTS,
        high: (published::COUNTERS[0].1 - HALTED) / HERTZ * VOLTS,
    };
    let (flip_flops, bits) = COUNTER;
    let up5k = Chip {
        name: "UP5K",
        clock: 24e6,
        cycle,
        flip_flop: Range {
            low: 0.0,
            high: counter() / flip_flops,
        },
        toggle: Range {
            low: counter() / bits,
            high: (PRODUCT - SMALL) * VOLTS / HERTZ / product_toggles(),
        },
        access: Range {
            low: 1e-12,
            high: 10e-12,
        },
        rest: Range {
            low: BLANK * VOLTS,
            high: HALTED * VOLTS,
        },
    };
    // the same process and voltage, but a larger clock network, and the leakage of the data sheet
    let larger = 7680.0 / 5280.0;
    let hx8k = Chip {
        name: "HX8K",
        clock: 48e6,
        cycle: Range {
            high: cycle.high * larger,
            ..cycle
        },
        rest: Range {
            low: 1.14e-3 * 1.2,
            high: 1.14e-3 * 1.26,
        },
        ..up5k
    };
    [up5k, hx8k]
}

impl Range {
    /// A known number.
    pub fn exact(value: f64) -> Self {
        Self {
            low: value,
            high: value,
        }
    }

    /// The product of two ranges that are not below 0.
    fn times(self, other: Self) -> Self {
        Self {
            low: self.low * other.low,
            high: self.high * other.high,
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            low: self.low + other.low,
            high: self.high + other.high,
        }
    }

    /// The range divided by a number above 0.
    pub fn over(self, divisor: f64) -> Self {
        Self {
            low: self.low / divisor,
            high: self.high / divisor,
        }
    }
}

impl Parts {
    /// The energy of the events of a presentation on a chip.
    pub fn of(chip: &Chip, events: &Events) -> Self {
        let cycles = Range::exact(events.cycles);
        let clocked = Range::exact(events.cycles * events.flip_flops);
        Self {
            clock: cycles.times(chip.cycle).plus(clocked.times(chip.flip_flop)),
            toggles: Range::exact(events.toggles).times(chip.toggle),
            memory: events.accesses.times(chip.access),
            rest: Range::exact(events.cycles / chip.clock).times(chip.rest),
        }
    }

    /// The sum of all parts, in joules.
    pub fn total(&self) -> Range {
        let dynamic = self.clock.plus(self.toggles).plus(self.memory);
        dynamic.plus(self.rest)
    }

    /// The parts with their names.
    pub fn named(&self) -> [(&'static str, Range); 4] {
        [
            ("clock", self.clock),
            ("toggles", self.toggles),
            ("memory", self.memory),
            ("at rest", self.rest),
        ]
    }
}
