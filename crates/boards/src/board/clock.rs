//! The clock of a board file. The settings of its phase-locked loop must give the frequency that the file states.

use std::fmt::Display;
use std::ops::RangeInclusive;

use yuragi_hdl::top::ClockSource;

use super::device::Family;
use super::error::BoardError;
use super::file::Clock;
use super::pll::{self, Limits, Loop};

/// The largest relative difference between a frequency and the one that the file states.
const TOLERANCE: f64 = 1e-6;

/// Checks the settings against the limits in the data sheets, and returns the source of the core's clock.
pub fn source(
    family: Family,
    clock: &Clock,
    refuse: &dyn Fn(&str, &dyn Display, String) -> BoardError,
) -> Result<ClockSource, BoardError> {
    for (key, mhz) in [("clock.mhz", clock.mhz), ("clock.core_mhz", clock.core_mhz)] {
        if !(1.0..=400.0).contains(&mhz) {
            return Err(refuse(key, &mhz, "it must be from 1 to 400".into()));
        }
    }
    let setting = |key: &str, found: u8, range: RangeInclusive<u8>| {
        if range.contains(&found) {
            return Ok(());
        }
        let expected = format!("it must be from {} to {}", range.start(), range.end());
        Err(refuse(key, &found, expected))
    };
    let (source, table) = match (family, &clock.ice40_pll, &clock.ecp5_pll) {
        (_, None, None) => (ClockSource::Pin, ""),
        (Family::Ice40, Some(pll), None) => {
            setting("clock.ice40_pll.divr", pll.divr, pll::DIVR)?;
            setting("clock.ice40_pll.divf", pll.divf, pll::DIVF)?;
            setting("clock.ice40_pll.divq", pll.divq, pll::DIVQ)?;
            let source = ClockSource::Ice40Pll {
                pad: pll.pad,
                divr: pll.divr,
                divf: pll.divf,
                divq: pll.divq,
                filter_range: pll.filter_range,
            };
            (source, "clock.ice40_pll")
        }
        (Family::Ecp5, None, Some(pll)) => {
            setting("clock.ecp5_pll.clki_div", pll.clki_div, pll::CLKI_DIV)?;
            setting("clock.ecp5_pll.clkfb_div", pll.clkfb_div, pll::CLKFB_DIV)?;
            setting("clock.ecp5_pll.clkop_div", pll.clkop_div, pll::CLKI_DIV)?;
            let source = ClockSource::Ecp5Pll {
                clki_div: pll.clki_div,
                clkfb_div: pll.clkfb_div,
                clkop_div: pll.clkop_div,
            };
            (source, "clock.ecp5_pll")
        }
        (_, ice40, _) => {
            let (key, expected) = match ice40 {
                Some(_) => ("clock.ice40_pll", "ecp5_pll"),
                None => ("clock.ecp5_pll", "ice40_pll"),
            };
            let expected = format!("a chip of this family has {expected}");
            return Err(refuse(key, &"{..}", expected));
        }
    };
    let made = match Loop::new(source, clock.mhz) {
        None => clock.mhz,
        Some(made) => {
            made.check(&Limits::of(family)).map_err(|out| {
                let found = format!("{:.3} MHz", out.mhz);
                let (low, high) = out.limits;
                let expected = format!("{} must run at {low} to {high} MHz", out.what);
                refuse(table, &found, expected)
            })?;
            if let ClockSource::Ice40Pll { filter_range, .. } = source {
                let fitting = pll::filter_range(made.phase_mhz);
                if filter_range != fitting {
                    let phase = made.phase_mhz;
                    let expected =
                        format!("it must be {fitting} for {phase:.3} MHz at the phase detector");
                    let key = "clock.ice40_pll.filter_range";
                    return Err(refuse(key, &filter_range, expected));
                }
            }
            made.output_mhz
        }
    };
    if (made / clock.core_mhz - 1.0).abs() > TOLERANCE {
        let expected = format!("the settings give {made} MHz");
        return Err(refuse("clock.core_mhz", &clock.core_mhz, expected));
    }
    Ok(source)
}
