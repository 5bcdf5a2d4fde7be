//! A simulated board behind a pseudo-terminal. Any program that can use a serial port can use it.
//!
//! Bytes take as many cycles on the simulated pins as on a board. The simulation pauses while the core has nothing to
//! do.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{OptionalActions, ioctl_tiocnxcl, tcgetattr, tcsetattr};
use thiserror::Error;

use crate::error::EngineError;
use crate::pins::PinSimulation;
use crate::port;
use yuragi_boards::Board;
use yuragi_hardware::protocol::{Opcode, SYNC};
use yuragi_model::design::Design;

/// The real time of a stretch of simulation. The terminal is read again after it.
const GLANCE: Duration = Duration::from_millis(4);

/// The largest number of bytes that are read from the terminal in advance. Further bytes, and the host, wait.
const AHEAD: usize = 4096;

/// Why a virtual board stopped.
#[derive(Debug, Error)]
pub enum VirtualBoardError {
    /// The pseudo-terminal could not be made or used.
    #[error("the pseudo-terminal cannot be made or used: {0}")]
    Terminal(#[source] io::Error),
    /// The symbolic link to the terminal could not be made.
    #[error("cannot make the link {}: {source}", path.display())]
    Link {
        /// Path of the link.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// The simulation failed.
    #[error(transparent)]
    Simulation(#[from] EngineError),
}

/// How much a virtual board has done, and how fast.
#[derive(Clone, Copy, Debug)]
pub struct Speed {
    /// The number of simulated clock cycles.
    pub cycles: u64,
    /// The real time of these cycles in seconds, without pauses.
    pub seconds: f64,
    /// The number of bytes from the host.
    pub received: u64,
    /// The number of bytes to the host.
    pub sent: u64,
}

impl Speed {
    /// The number of simulated clock cycles per second of real time.
    pub fn cycles_per_second(&self) -> f64 {
        self.cycles as f64 / self.seconds.max(f64::MIN_POSITIVE)
    }
}

/// A simulated board and its pseudo-terminal. Dropping it removes the link.
pub struct VirtualBoard {
    board: PinSimulation,
    /// The number of cycles of a byte on the line.
    byte: u64,
    design: Design,
    master: File,
    /// It is kept open, so that hosts can open and close the terminal.
    slave: OwnedFd,
    path: PathBuf,
    link: Option<PathBuf>,
    /// The bytes from the host that are not on the line yet.
    waiting: Vec<u8>,
    /// The largest number of sweeps that the host has set.
    sweeps: u8,
    /// The cycle until which the core may be busy.
    busy_until: u64,
    speed: Speed,
}

impl Drop for VirtualBoard {
    fn drop(&mut self) {
        if let Some(link) = &self.link {
            let _ = std::fs::remove_file(link);
        }
    }
}

fn terminal() -> rustix::io::Result<(OwnedFd, OwnedFd, PathBuf)> {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY)?;
    grantpt(&master)?;
    unlockpt(&master)?;
    let name = ptsname(&master, Vec::new())?;
    let slave = rustix::fs::open(
        name.as_c_str(),
        OFlags::RDWR | OFlags::NOCTTY,
        Mode::empty(),
    )?;
    // No echo and no line editing: the bytes pass unchanged.
    let mut settings = tcgetattr(&slave)?;
    settings.make_raw();
    tcsetattr(&slave, OptionalActions::Now, &settings)?;
    rustix::io::ioctl_fionbio(&master, true)?;
    let path = PathBuf::from(name.to_string_lossy().into_owned());
    Ok((master, slave, path))
}

impl VirtualBoard {
    /// Puts a board that was just powered up behind a new pseudo-terminal. With `link`, also makes a symbolic link to
    /// it at this path.
    ///
    /// # Errors
    /// If the terminal or the link cannot be made.
    pub fn new(
        simulation: PinSimulation,
        board: &Board,
        design: &Design,
        link: Option<&Path>,
    ) -> Result<Self, VirtualBoardError> {
        let (master, slave, path) =
            terminal().map_err(|error| VirtualBoardError::Terminal(error.into()))?;
        if let Some(link) = link {
            // A link that an earlier virtual board left behind is replaced, but a file is not.
            if link.symlink_metadata().is_ok_and(|data| data.is_symlink()) {
                let _ = std::fs::remove_file(link);
            }
            std::os::unix::fs::symlink(&path, link).map_err(|source| VirtualBoardError::Link {
                path: link.to_owned(),
                source,
            })?;
        }
        let cycles = simulation.cycles();
        Ok(Self {
            board: simulation,
            byte: 10 * board.top.divisor as u64,
            design: design.clone(),
            master: master.into(),
            slave,
            path,
            link: link.map(Path::to_owned),
            waiting: Vec::new(),
            sweeps: design.sampling.sweeps,
            // The core first resets itself.
            busy_until: cycles + port::patience(design),
            speed: Speed {
                cycles: 0,
                seconds: 0.0,
                received: 0,
                sent: 0,
            },
        })
    }

    /// The path that a host opens.
    pub fn path(&self) -> &Path {
        self.link.as_deref().unwrap_or(&self.path)
    }

    /// How much the board has done so far, and how fast.
    pub fn speed(&self) -> Speed {
        self.speed
    }

    /// Runs the board until `stop` returns true. A few times per second `glance` gets the speed.
    ///
    /// # Errors
    /// If the simulation or the terminal fails.
    pub fn serve(
        &mut self,
        stop: &dyn Fn() -> bool,
        glance: &mut dyn FnMut(Speed),
    ) -> Result<(), VirtualBoardError> {
        let mut told = Instant::now();
        while !stop() {
            let idle = self.waiting.is_empty() && self.board.cycles() >= self.busy_until;
            self.take(if idle {
                Duration::from_millis(100)
            } else {
                Duration::ZERO
            })?;
            if !self.waiting.is_empty() || self.board.cycles() < self.busy_until {
                self.work()?;
            }
            if told.elapsed() > Duration::from_millis(200) {
                told = Instant::now();
                glance(self.speed);
            }
        }
        Ok(())
    }

    /// Reads bytes from the host. Waits for them for at most `wait`.
    fn take(&mut self, wait: Duration) -> Result<(), VirtualBoardError> {
        if self.waiting.len() >= AHEAD {
            return Ok(());
        }
        let wait = Timespec {
            tv_sec: 0,
            tv_nsec: wait.as_nanos() as _,
        };
        let mut polled = [PollFd::new(&self.master, PollFlags::IN)];
        match poll(&mut polled, Some(&wait)) {
            Ok(0) | Err(rustix::io::Errno::INTR) => {
                // A host that was killed leaves its lock behind.
                let _ = ioctl_tiocnxcl(&self.slave);
                return Ok(());
            }
            Ok(_) => {}
            Err(error) => return Err(VirtualBoardError::Terminal(error.into())),
        }
        let mut buffer = [0; AHEAD];
        match self.master.read(&mut buffer) {
            Ok(count) => {
                let bytes = &buffer[..count];
                self.waiting.extend_from_slice(bytes);
                self.speed.received += count as u64;
                self.expect_work(bytes);
                Ok(())
            }
            Err(error) => match error.kind() {
                io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted => Ok(()),
                _ => Err(VirtualBoardError::Terminal(error)),
            },
        }
    }

    /// Updates until when the core may be busy. Presentations can take long, all other commands are short. What the
    /// answers take on the line is not known here; [`work`](Self::work) adds it as their bytes come.
    fn expect_work(&mut self, bytes: &[u8]) {
        const WRITE: u8 = Opcode::Write as u8;
        const PRESENT: u8 = Opcode::Present as u8;
        const REHEARSE: u8 = Opcode::Rehearse as u8;
        for frame in bytes.windows(9) {
            // A write of the register `sweeps`.
            if let &[SYNC, _, WRITE, 6, 0, 1, 1, 0, sweeps] = frame {
                self.sweeps = self.sweeps.max(sweeps);
            }
        }
        let one = port::presentation_bound(&self.design, self.sweeps);
        // Three bytes more: one that is on the line already, and the first of the answer, with a margin.
        let mut cycles = port::patience(&self.design) + self.byte * (self.waiting.len() as u64 + 3);
        // Sync byte, number, opcode, length, and the number of presentations. If a frame arrives in two parts, it is
        // found when the host sends it again, or it ends within the time of another command.
        for frame in bytes.windows(6) {
            if let &[SYNC, _, PRESENT, 2, low, high] = frame {
                cycles = cycles.saturating_add(u64::from(u16::from_le_bytes([low, high])) * one);
            }
        }
        // The payload is presentations, stimuli and passes.
        for frame in bytes.windows(10) {
            if let &[SYNC, _, REHEARSE, 6, a, b, c, d, e, f] = frame {
                let numbers = [[a, b], [c, d], [e, f]].map(u16::from_le_bytes);
                let presentations = numbers.iter().map(|&n| u64::from(n)).product::<u64>();
                cycles = cycles.saturating_add(presentations.saturating_mul(one));
            }
        }
        self.busy_until = self
            .busy_until
            .max(self.board.cycles())
            .saturating_add(cycles);
    }

    /// Runs the simulation for some milliseconds.
    fn work(&mut self) -> Result<(), VirtualBoardError> {
        let rate = match self.speed.seconds {
            seconds if seconds > 0.05 => self.speed.cycles_per_second(),
            _ => 100_000.0,
        };
        let stretch = ((rate * GLANCE.as_secs_f64()) as u64).max(4 * self.byte);
        let start = Instant::now();
        let before = self.board.cycles();
        let reply = self.board.run_bytes(&self.waiting, usize::MAX, stretch)?;
        self.waiting.drain(..reply.sent.min(self.waiting.len()));
        if !reply.bytes.is_empty() {
            // An answer goes on, however slow the line is: after each of its bytes there is time for the next. A
            // stretch is longer than a byte, so that no byte of an answer falls between two stretches unnoticed.
            let next = port::patience(&self.design) + 2 * self.byte;
            self.busy_until = self.busy_until.max(self.board.cycles() + next);
        }
        self.speed.seconds += start.elapsed().as_secs_f64();
        self.speed.cycles += self.board.cycles() - before;
        let mut rest = reply.bytes.as_slice();
        while !rest.is_empty() {
            match self.master.write(rest) {
                Ok(count) => {
                    rest = &rest[count..];
                    self.speed.sent += count as u64;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                // Nobody reads. As on a line, these bytes are lost.
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => break,
                Err(error) => return Err(VirtualBoardError::Terminal(error)),
            }
        }
        Ok(())
    }
}
