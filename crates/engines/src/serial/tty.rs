//! A serial port of this machine.
//!
//! The port stays in non-blocking mode. After `poll` has announced bytes, another program that has the port open may
//! take them first, and a blocking read would then wait for ever. Here every wait is a `poll` with a deadline.

use std::io;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{FlockOperation, Mode, OFlags, flock};
use rustix::io::Errno;
use rustix::termios::{
    ControlModes, OptionalActions, QueueSelector, SpecialCodeIndex, Termios, ioctl_tiocexcl,
    ioctl_tiocnxcl, tcflush, tcgetattr, tcsetattr,
};

use super::error::LinkError;
use super::line::Line;

/// The longest single wait of `poll`. A longer one is repeated.
const LONGEST: Duration = Duration::from_secs(3600);

/// A serial port of this machine: eight data bits, no parity, one stop bit.
pub struct Tty {
    path: String,
    baud: u32,
    port: Option<OwnedFd>,
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

    fn port(&self) -> io::Result<&OwnedFd> {
        self.port
            .as_ref()
            .ok_or_else(|| io::Error::new(io::ErrorKind::NotConnected, "the port is closed"))
    }

    fn close(&mut self) {
        if let Some(port) = self.port.take() {
            // The kernel keeps the exclusive mode as long as any program has the port open.
            let _ = ioctl_tiocnxcl(&port);
        }
    }
}

impl Drop for Tty {
    fn drop(&mut self) {
        self.close();
    }
}

fn open(path: &str, baud: u32) -> io::Result<OwnedFd> {
    let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let port = rustix::fs::open(path, flags, Mode::empty()).map_err(explained)?;
    // Programs that open the port later are refused. Those that have it open already are not.
    ioctl_tiocexcl(&port).map_err(explained)?;
    let settled = settle(path, &port, baud);
    if settled.is_err() {
        let _ = ioctl_tiocnxcl(&port);
    }
    settled.map(|()| port)
}

fn settle(path: &str, port: &OwnedFd, baud: u32) -> io::Result<()> {
    flock(port, FlockOperation::NonBlockingLockExclusive).map_err(explained)?;
    let mut asked = tcgetattr(port)?;
    asked.make_raw();
    asked
        .control_modes
        .insert(ControlModes::CREAD | ControlModes::CLOCAL);
    asked
        .control_modes
        .remove(ControlModes::CSTOPB | ControlModes::CRTSCTS);
    asked.special_codes[SpecialCodeIndex::VMIN] = 1;
    asked.special_codes[SpecialCodeIndex::VTIME] = 0;
    // A pseudo-terminal ignores the rate.
    if !Tty::is_pseudo(path) {
        asked.set_speed(baud)?;
    }
    tcsetattr(port, OptionalActions::Now, &asked)?;
    // The call succeeds if any of the settings was made.
    let found = tcgetattr(port)?;
    let modes = |t: &Termios| (t.input_modes, t.output_modes, t.local_modes);
    // The driver may choose a rate that differs a little.
    let near = found.output_speed().abs_diff(asked.output_speed()) <= asked.output_speed() / 30;
    if modes(&found) != modes(&asked) || !near {
        return Err(io::Error::other(format!(
            "the port does not take the settings of {baud} bits/s, eight data bits, no parity and one stop bit"
        )));
    }
    Ok(())
}

/// The words of the operating system, and for a port in use those of a person.
fn explained(error: Errno) -> io::Error {
    match error {
        Errno::BUSY | Errno::WOULDBLOCK => {
            io::Error::new(io::ErrorKind::ResourceBusy, "another program uses the port")
        }
        Errno::NOTTY => io::Error::new(io::ErrorKind::InvalidInput, "it is no terminal"),
        _ => error.into(),
    }
}

/// Waits until the port is ready, or the time is over. Returns whether it is ready.
fn ready(port: &OwnedFd, what: PollFlags, wait: Duration) -> io::Result<bool> {
    let wait = wait.min(LONGEST);
    let wait = Timespec {
        tv_sec: wait.as_secs() as _,
        tv_nsec: wait.subsec_nanos() as _,
    };
    match poll(&mut [PollFd::new(port, what)], Some(&wait)) {
        Ok(count) => Ok(count > 0),
        Err(Errno::INTR) => Ok(false),
        Err(error) => Err(error.into()),
    }
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
        let start = Instant::now();
        let port = self.port()?;
        while !bytes.is_empty() {
            match rustix::io::write(port, bytes) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(count) => bytes = &bytes[count..],
                Err(Errno::INTR) => {}
                Err(Errno::WOULDBLOCK) => {
                    let left = within.saturating_sub(start.elapsed());
                    if left.is_zero() {
                        return Err(io::ErrorKind::TimedOut.into());
                    }
                    ready(port, PollFlags::OUT, left)?;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    fn read(&mut self, buffer: &mut [u8], wait: Duration) -> io::Result<usize> {
        let start = Instant::now();
        let port = self.port()?;
        loop {
            match rustix::io::read(port, &mut *buffer) {
                // At the end of the file the adapter, or the other side of a pseudo-terminal, is gone.
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(count) => return Ok(count),
                Err(Errno::INTR | Errno::WOULDBLOCK) => {}
                Err(error) => return Err(error.into()),
            }
            let left = wait.saturating_sub(start.elapsed());
            if left.is_zero() {
                return Ok(0);
            }
            ready(port, PollFlags::IN, left)?;
        }
    }

    fn clear(&mut self) -> io::Result<()> {
        Ok(tcflush(self.port()?, QueueSelector::IOFlush)?)
    }

    fn reopen(&mut self) -> io::Result<()> {
        // It is closed first, because a port that is still open stays busy, or comes back under another name.
        self.close();
        self.port = Some(open(&self.path, self.baud)?);
        Ok(())
    }
}
