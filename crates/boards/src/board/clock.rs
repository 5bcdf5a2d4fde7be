//! The clock of a board file. The settings of its phase-locked loop must give the frequency that the file states.

use std::fmt::Display;

use yuragi_hdl::top::ClockSource;

use super::device::Family;
use super::error::BoardError;
use super::file::Clock;

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
    let range = |key: &str, found: f64, low: f64, high: f64, what: &str| {
        if (low..=high).contains(&found) {
            return Ok(());
        }
        let found = format!("{found:.3} MHz");
        let expected = format!("{what} must run at {low} to {high} MHz");
        Err(refuse(key, &found, expected))
    };
    let setting = |key: &str, found: u8, low: u8, high: u8| {
        if (low..=high).contains(&found) {
            return Ok(());
        }
        Err(refuse(
            key,
            &found,
            format!("it must be from {low} to {high}"),
        ))
    };
    let (source, made) = match (family, &clock.ice40_pll, &clock.ecp5_pll) {
        (_, None, None) => (ClockSource::Pin, clock.mhz),
        (Family::Ice40, Some(pll), None) => {
            setting("clock.ice40_pll.divr", pll.divr, 0, 15)?;
            setting("clock.ice40_pll.divf", pll.divf, 0, 63)?;
            setting("clock.ice40_pll.divq", pll.divq, 1, 6)?;
            setting("clock.ice40_pll.filter_range", pll.filter_range, 0, 7)?;
            let phase = clock.mhz / (f64::from(pll.divr) + 1.0);
            let oscillator = phase * (f64::from(pll.divf) + 1.0);
            range("clock.ice40_pll", phase, 10.0, 133.0, "the phase detector")?;
            range(
                "clock.ice40_pll",
                oscillator,
                533.0,
                1066.0,
                "the oscillator",
            )?;
            let source = ClockSource::Ice40Pll {
                pad: pll.pad,
                divr: pll.divr,
                divf: pll.divf,
                divq: pll.divq,
                filter_range: pll.filter_range,
            };
            (source, oscillator / f64::from(1u32 << pll.divq))
        }
        (Family::Ecp5, None, Some(pll)) => {
            setting("clock.ecp5_pll.clki_div", pll.clki_div, 1, 128)?;
            setting("clock.ecp5_pll.clkfb_div", pll.clkfb_div, 1, 128)?;
            setting("clock.ecp5_pll.clkop_div", pll.clkop_div, 1, 128)?;
            let phase = clock.mhz / f64::from(pll.clki_div);
            let made = phase * f64::from(pll.clkfb_div);
            let oscillator = made * f64::from(pll.clkop_div);
            range("clock.ecp5_pll", phase, 3.125, 400.0, "the phase detector")?;
            range("clock.ecp5_pll", oscillator, 400.0, 800.0, "the oscillator")?;
            let source = ClockSource::Ecp5Pll {
                clki_div: pll.clki_div,
                clkfb_div: pll.clkfb_div,
                clkop_div: pll.clkop_div,
            };
            (source, made)
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
    if (made / clock.core_mhz - 1.0).abs() > TOLERANCE {
        let expected = format!("the settings give {made} MHz");
        return Err(refuse("clock.core_mhz", &clock.core_mhz, expected));
    }
    Ok(source)
}
