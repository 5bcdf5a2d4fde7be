//! An estimate of energy from activity. Never a measurement: what an event costs on a chip is assumed, within a range, from currents
//! that others measured or from a figure of the literature, and both ends of the range are carried through.
//!
//! E = cycles (e_clock + flip-flops e_ff) + toggles e_toggle + accesses to blocks of RAM e_access + I_static V t

use serde::Serialize;

/// The least and the most that something is assumed to be.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Range {
    pub low: f64,
    pub high: f64,
}

/// What an event costs, in joules, and what flows at rest.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Chip {
    pub name: &'static str,
    /// Of the clock that a board gives the core, in hertz.
    pub clock: f64,
    /// Clock network, a cycle.
    pub cycle: Range,
    /// A flip-flop's clock input, a cycle.
    pub flip_flop: Range,
    /// A change of a net that has a name in the Verilog, with what it drives.
    pub toggle: Range,
    /// A clocked access to a block RAM of 4 kbit.
    pub access: Range,
    /// At rest, in watts.
    pub rest: Range,
}

/// What a presentation does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Events {
    pub cycles: f64,
    pub flip_flops: f64,
    pub toggles: f64,
    /// Accesses to blocks of RAM: those whose word is used, and all that are clocked.
    pub accesses: Range,
}

/// Parts of the energy of a presentation, in joules.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parts {
    pub clock: Range,
    pub toggles: Range,
    pub memory: Range,
    pub rest: Range,
}

/// Currents of the core supply of a UP5K, in amperes, from tinyVision.ai's repository `ice40_power`, 2020, measured with a
/// Joulescope JS110.
pub mod published {
    /// Volts of the core.
    pub const VOLTS: f64 = 1.219;
    /// A counter of 28 bits at 12 MHz, and eight of them.
    pub const COUNTERS: [(f64, f64); 2] = [(1.0, 613.5e-6), (8.0, 641.3e-6)];
    pub const HERTZ: f64 = 12e6;
    /// Nothing in the chip, and a counter whose clock is held.
    pub const BLANK: f64 = 85.6e-6;
    pub const HALTED: f64 = 92.1e-6;
    /// A small counter on the phase-locked loop at 16 and 48 MHz.
    pub const LOOP: [(f64, f64); 2] = [(16e6, 1419e-6), (48e6, 2573e-6)];
    /// A counter of 24 bits on the oscillator of 12 MHz, and with a product of two counters of eight bits beside it.
    pub const SMALL: f64 = 645e-6;
    pub const PRODUCT: f64 = 996e-6;
}

/// Joules a cycle of a counter of 28 bits among eight, its clock included.
pub fn counter() -> f64 {
    let [(few, least), (many, most)] = published::COUNTERS;
    (most - least) / (many - few) * published::VOLTS / published::HERTZ
}

/// Bits that a counter by `step` of eight bits changes a cycle, two of them and their product: what has a name in that design.
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

/// Flip-flops of that counter, and the bits that it changes in a cycle: 1 + 1/2 + 1/4 and so on.
const COUNTER: (f64, f64) = (28.0, 2.0);

/// The chips that there are figures for. `e_access` has no published figure: 1 pJ is 16 bits at half of the 0.16 pJ a bit that a cache
/// of 8 KB takes in 45 nm, 10 pJ a whole access of 64 bits of it (Horowitz, ISSCC 2014).
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
    // the same process and voltage; a clock network that reaches more cells, and leakage of the data sheet
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
    /// A number that is known.
    pub fn exact(value: f64) -> Self {
        Self {
            low: value,
            high: value,
        }
    }

    /// The product of two numbers that are not below 0.
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

    /// Divided by a number above 0.
    pub fn over(self, divisor: f64) -> Self {
        Self {
            low: self.low / divisor,
            high: self.high / divisor,
        }
    }
}

impl Parts {
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

    pub fn total(&self) -> Range {
        let dynamic = self.clock.plus(self.toggles).plus(self.memory);
        dynamic.plus(self.rest)
    }

    /// With their names.
    pub fn named(&self) -> [(&'static str, Range); 4] {
        [
            ("clock", self.clock),
            ("toggles", self.toggles),
            ("memory", self.memory),
            ("at rest", self.rest),
        ]
    }
}
