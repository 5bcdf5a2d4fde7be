//! A line that carries bytes to and from a device, with a clock for time-outs.

use std::io;
use std::time::Duration;

/// A line that carries bytes. In tests its clock is that of a simulation.
///
/// The methods return an error if the line can no longer be used. None of them may block for longer than it is told to,
/// whatever other programs do with the same port.
pub trait Line {
    /// The name of the line in errors.
    fn name(&self) -> &str;
    /// The time since a fixed moment.
    fn now(&self) -> Duration;
    /// Waits for this time.
    fn pause(&mut self, time: Duration);
    /// Sends all bytes. It is an error if this takes longer than `within`.
    fn write(&mut self, bytes: &[u8], within: Duration) -> io::Result<()>;
    /// Waits for bytes, but not longer than `wait`. Returns how many it put into `buffer`; 0 if none came.
    fn read(&mut self, buffer: &mut [u8], wait: Duration) -> io::Result<usize>;
    /// Discards all bytes that are not sent or read yet.
    fn clear(&mut self) -> io::Result<()>;
    /// Opens the port again after it was lost.
    fn reopen(&mut self) -> io::Result<()>;
}
