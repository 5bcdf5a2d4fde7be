//! A line that carries bytes to and from a device, with a clock for time-outs.

use std::io::{self, Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use serialport::{ClearBuffer, DataBits, FlowControl, Parity, SerialPort, StopBits, TTYPort};

use super::error::LinkError;

/// A line that carries bytes. In tests its clock is that of a simulation.
///
/// The methods return an error if the line can no longer be used.
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

/// A serial port of this machine: eight data bits, no parity, one stop bit.
pub struct Tty {
    path: String,
    baud: u32,
    port: Option<TTYPort>,
    start: Instant,
}

impl Tty {
    /// Opens a port at a rate in bits per second.
    ///
    /// # Errors
    /// If it cannot be opened, or does not support this rate.
    pub fn open(path: &str, baud: u32) -> Result<Self, LinkError> {
        let port = open(path, baud).map_err(|error| LinkError::Open {
            port: path.to_owned(),
            problem: error.to_string(),
        })?;
        Ok(Self {
            path: path.to_owned(),
            baud,
            port: Some(port),
            start: Instant::now(),
        })
    }

    /// Whether a path leads to a pseudo-terminal. The device is then simulated and runs slower than a board.
    pub fn is_pseudo(path: &str) -> bool {
        Path::new(path)
            .canonicalize()
            .is_ok_and(|real| real.starts_with("/dev/pts"))
    }

    fn port(&mut self) -> io::Result<&mut TTYPort> {
        self.port
            .as_mut()
            .ok_or_else(|| io::Error::new(io::ErrorKind::NotConnected, "the port is closed"))
    }
}

fn open(path: &str, baud: u32) -> serialport::Result<TTYPort> {
    // A pseudo-terminal ignores the rate, but some systems refuse unusual ones.
    let baud = if Tty::is_pseudo(path) { 115_200 } else { baud };
    let port = serialport::new(path, baud)
        .data_bits(DataBits::Eight)
        .parity(Parity::None)
        .stop_bits(StopBits::One)
        .flow_control(FlowControl::None)
        .open_native()?;
    Ok(port)
}

impl Line for Tty {
    fn name(&self) -> &str {
        &self.path
    }

    fn now(&self) -> Duration {
        self.start.elapsed()
    }

    fn pause(&mut self, time: Duration) {
        std::thread::sleep(time);
    }

    fn write(&mut self, mut bytes: &[u8], within: Duration) -> io::Result<()> {
        let end = Instant::now() + within;
        let port = self.port()?;
        while !bytes.is_empty() {
            let left = end.saturating_duration_since(Instant::now());
            port.set_timeout(left.max(Duration::from_millis(1)))?;
            match port.write(bytes) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(count) => bytes = &bytes[count..],
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
            if !bytes.is_empty() && left.is_zero() {
                return Err(io::ErrorKind::TimedOut.into());
            }
        }
        Ok(())
    }

    fn read(&mut self, buffer: &mut [u8], wait: Duration) -> io::Result<usize> {
        let port = self.port()?;
        port.set_timeout(wait)?;
        match port.read(buffer) {
            // At the end of the file the adapter, or the other side of a pseudo-terminal, is gone.
            Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(count) => Ok(count),
            Err(error) => match error.kind() {
                io::ErrorKind::TimedOut
                | io::ErrorKind::Interrupted
                | io::ErrorKind::WouldBlock => Ok(0),
                _ => Err(error),
            },
        }
    }

    fn clear(&mut self) -> io::Result<()> {
        Ok(self.port()?.clear(ClearBuffer::All)?)
    }

    fn reopen(&mut self) -> io::Result<()> {
        // It is closed first, because a port that is still open stays busy, or comes back under another name.
        self.port = None;
        self.port = Some(open(&self.path, self.baud)?);
        Ok(())
    }
}
