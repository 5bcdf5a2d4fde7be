//! The rate of the serial line: the core's clock divided by a whole number.

use yuragi_hdl::host::uart::MAX_DIVISOR;

/// The smallest number of clock cycles for a bit of the serial line. With at least 8 the clocks of both ends may
/// differ by 2 %.
const MIN_DIVISOR: f64 = 8.0;

/// The largest relative difference between the rate of the line and the one that is asked for.
const BAUD_TOLERANCE: f64 = 0.01;

/// The number of clock cycles of a bit, or what is allowed instead, in words.
pub fn divisor(core_mhz: f64, baud: u32) -> Result<usize, String> {
    let divisor = (core_mhz * 1e6 / f64::from(baud.max(1))).round();
    let reached = core_mhz * 1e6 / divisor;
    if (MIN_DIVISOR..=MAX_DIVISOR as f64).contains(&divisor)
        && (reached / f64::from(baud) - 1.0).abs() <= BAUD_TOLERANCE
    {
        return Ok(divisor as usize);
    }
    Err(format!(
        "{core_mhz} MHz divided by a whole number from {MIN_DIVISOR} to {MAX_DIVISOR} must come within 1 % of it; \
         {divisor} gives {reached:.0}"
    ))
}

/// The rate nearest to this one that the line can have, in bits per second.
pub fn nearest(core_mhz: f64, baud: u32) -> f64 {
    let exact = core_mhz * 1e6 / f64::from(baud.max(1));
    let clamped = |divisor: f64| core_mhz * 1e6 / divisor.clamp(MIN_DIVISOR, MAX_DIVISOR as f64);
    let off = |rate: f64| (rate - f64::from(baud)).abs();
    let (slower, faster) = (clamped(exact.ceil()), clamped(exact.floor()));
    if off(slower) <= off(faster) {
        slower
    } else {
        faster
    }
}
