//! The phase-locked loops of both families: their limits, what a setting makes, and which setting comes nearest to a
//! clock.
//!
//! | family | limits from | feedback |
//! |---|---|---|
//! | iCE40 LP/HX | data sheet FPGA-DS-02029, "sysCLOCK PLL Timing"; usage guide FPGA-TN-02052 (formerly TN1251) | SIMPLE |
//! | iCE40 UltraPlus | data sheet FPGA-DS-02008, "sysCLOCK PLL Timing", the same values | SIMPLE |
//! | ECP5 | data sheet FPGA-DS-02012, "sysCLOCK PLL Timing"; usage guide FPGA-TN-02200 for the dividers | CLKOP |

use std::ops::RangeInclusive;

pub use yuragi_hdl::top::ClockSource;

use super::device::Family;

/// The limits of a family's loop, in MHz.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// The clock at the pin of the loop, f_IN.
    pub input: (f64, f64),
    /// The clock at the phase detector, f_PFD.
    pub phase: (f64, f64),
    /// The oscillator, f_VCO.
    pub oscillator: (f64, f64),
    /// The clock that is made, f_OUT.
    pub output: (f64, f64),
}

/// Loops of LP, HX and UltraPlus have the same limits.
const ICE40: Limits = Limits {
    input: (10.0, 133.0),
    phase: (10.0, 133.0),
    oscillator: (533.0, 1066.0),
    output: (16.0, 275.0),
};

/// The input may be as slow as 8 MHz, but the phase detector wants 10 MHz of it. 3.125 MHz is the lower limit of the
/// *output*, which some tools take for that of the phase detector; loops built below 10 MHz were seen not to lock
/// (github.com/antonblanchard/microwatt, pull request 337).
const ECP5: Limits = Limits {
    input: (8.0, 400.0),
    phase: (10.0, 400.0),
    oscillator: (400.0, 800.0),
    output: (3.125, 400.0),
};

/// The dividers of an iCE40. With SIMPLE feedback, the only one that the top level uses, DIVF may use all seven bits;
/// the other kinds stop at 63.
pub const DIVR: RangeInclusive<u8> = 0..=15;
/// The factor of an iCE40's loop, less one.
pub const DIVF: RangeInclusive<u8> = 0..=127;
/// The binary logarithm of the output divider of an iCE40.
pub const DIVQ: RangeInclusive<u8> = 1..=6;
/// The input and output dividers of an ECP5.
pub const CLKI_DIV: RangeInclusive<u8> = 1..=128;
/// The feedback divider of an ECP5, which is shorter than the others.
pub const CLKFB_DIV: RangeInclusive<u8> = 1..=80;

impl Limits {
    /// The limits of the loop of a family.
    pub fn of(family: Family) -> Self {
        match family {
            Family::Ice40 => ICE40,
            Family::Ecp5 => ECP5,
        }
    }
}

/// A setting of a loop and the clocks that it makes, in MHz.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Loop {
    /// The setting.
    pub source: ClockSource,
    /// The clock at the pin.
    pub input_mhz: f64,
    /// The clock at the phase detector.
    pub phase_mhz: f64,
    /// The clock of the oscillator.
    pub oscillator_mhz: f64,
    /// The clock that is made.
    pub output_mhz: f64,
}

/// A clock of a loop that is out of its limits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OutOfLimits {
    /// Which clock.
    pub what: &'static str,
    /// What it is, in MHz.
    pub mhz: f64,
    /// From and to, in MHz.
    pub limits: (f64, f64),
}

impl Loop {
    /// What a setting makes of the clock at the pin; nothing if the setting has no loop.
    pub fn new(source: ClockSource, input_mhz: f64) -> Option<Self> {
        let (phase_mhz, oscillator_mhz, output_mhz) = match source {
            ClockSource::Pin => return None,
            ClockSource::Ice40Pll {
                divr, divf, divq, ..
            } => {
                let phase = input_mhz / (f64::from(divr) + 1.0);
                let oscillator = phase * (f64::from(divf) + 1.0);
                (phase, oscillator, oscillator / f64::from(1u32 << divq))
            }
            ClockSource::Ecp5Pll {
                clki_div,
                clkfb_div,
                clkop_div,
            } => {
                let phase = input_mhz / f64::from(clki_div);
                let output = phase * f64::from(clkfb_div);
                (phase, output * f64::from(clkop_div), output)
            }
        };
        Some(Self {
            source,
            input_mhz,
            phase_mhz,
            oscillator_mhz,
            output_mhz,
        })
    }

    /// Checks the clocks against the limits of the family.
    ///
    /// # Errors
    /// The first clock that is out of its limits.
    pub fn check(&self, limits: &Limits) -> Result<(), OutOfLimits> {
        for (what, mhz, limits) in [
            ("the clock pin", self.input_mhz, limits.input),
            ("the phase detector", self.phase_mhz, limits.phase),
            ("the oscillator", self.oscillator_mhz, limits.oscillator),
            ("the output of the loop", self.output_mhz, limits.output),
        ] {
            if !(limits.0..=limits.1).contains(&mhz) {
                return Err(OutOfLimits { what, mhz, limits });
            }
        }
        Ok(())
    }
}

/// The filter of an iCE40's loop for a clock at its phase detector, in MHz, as `icepll` of Project IceStorm chooses it.
pub fn filter_range(phase_mhz: f64) -> u8 {
    const ENDS: [f64; 5] = [17.0, 26.0, 44.0, 66.0, 101.0];
    1 + ENDS.iter().filter(|&&end| phase_mhz >= end).count() as u8
}

/// Every clock that the loop of a family can make of the clock at the pin, slowest first, each by one setting: that
/// with the fastest phase detector, and with the oscillator nearest to the middle of its range. `pad` is passed on to
/// an iCE40.
pub fn reachable(family: Family, pad: bool, input_mhz: f64) -> Vec<Loop> {
    let limits = Limits::of(family);
    let mut loops: Vec<Loop> = match family {
        Family::Ice40 => all_ice40(pad, input_mhz),
        Family::Ecp5 => all_ecp5(input_mhz, &limits),
    }
    .into_iter()
    .filter_map(|source| Loop::new(source, input_mhz))
    .filter(|found| found.check(&limits).is_ok())
    .collect();
    let middle = (limits.oscillator.0 + limits.oscillator.1) / 2.0;
    loops.sort_by(|a, b| {
        let phase = b.phase_mhz.total_cmp(&a.phase_mhz);
        let off = |found: &Loop| (found.oscillator_mhz - middle).abs();
        (a.output_mhz.total_cmp(&b.output_mhz))
            .then(phase)
            .then(off(a).total_cmp(&off(b)))
    });
    // Two ways to the same fraction differ by a rounding at most.
    loops.dedup_by(|b, a| (b.output_mhz / a.output_mhz - 1.0).abs() < 1e-9);
    loops
}

fn all_ice40(pad: bool, input_mhz: f64) -> Vec<ClockSource> {
    let mut all = Vec::new();
    for divr in DIVR {
        let filter_range = filter_range(input_mhz / (f64::from(divr) + 1.0));
        for divf in DIVF {
            all.extend(DIVQ.map(|divq| ClockSource::Ice40Pll {
                pad,
                divr,
                divf,
                divq,
                filter_range,
            }));
        }
    }
    all
}

fn all_ecp5(input_mhz: f64, limits: &Limits) -> Vec<ClockSource> {
    let mut all = Vec::new();
    for clki_div in CLKI_DIV {
        if input_mhz / f64::from(clki_div) < limits.phase.0 {
            break;
        }
        for clkfb_div in CLKFB_DIV {
            all.extend(CLKI_DIV.map(|clkop_div| ClockSource::Ecp5Pll {
                clki_div,
                clkfb_div,
                clkop_div,
            }));
        }
    }
    all
}

/// The loops that come nearest to a clock: the fastest that is not above it, and the slowest that is not below it.
/// They are the same if it is met.
pub fn around(loops: &[Loop], mhz: f64) -> [Option<Loop>; 2] {
    let met = |found: &&Loop| (found.output_mhz / mhz - 1.0).abs() < 1e-9;
    if let Some(found) = loops.iter().find(met) {
        return [Some(*found); 2];
    }
    let above = loops.partition_point(|found| found.output_mhz < mhz);
    let at = |index: Option<usize>| index.and_then(|index| loops.get(index)).copied();
    [at(above.checked_sub(1)), at(Some(above))]
}
