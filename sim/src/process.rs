//! Child processes that end with the program.
//!
//! Each child is the leader of a process group of its own, so that its own children end with it. A program that is told
//! to stop calls [`end_all`]; from then on no child is started any more.

use std::io::{self, Read};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use rustix::process::{Pid, Signal, kill_process_group};

struct Running {
    groups: Vec<Pid>,
    ended: bool,
}

static RUNNING: Mutex<Running> = Mutex::new(Running {
    groups: Vec::new(),
    ended: false,
});

fn running() -> MutexGuard<'static, Running> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A child process with its group. Dropping it ends the whole group.
#[derive(Debug)]
pub struct Process {
    child: Child,
    group: Pid,
    waited: bool,
}

impl Process {
    /// Starts a command as the leader of a new process group.
    ///
    /// # Errors
    /// If it cannot be started, or [`end_all`] was called before.
    pub fn spawn(command: &mut Command) -> io::Result<Self> {
        // The lock is held meanwhile, so that no child escapes `end_all`.
        let mut running = running();
        if running.ended {
            let what = "the program is about to end";
            return Err(io::Error::new(io::ErrorKind::Interrupted, what));
        }
        let child = command.process_group(0).spawn()?;
        let group = Pid::from_child(&child);
        running.groups.push(group);
        Ok(Self {
            child,
            group,
            waited: false,
        })
    }

    /// The child itself, for its pipes.
    pub fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// Waits for the end of the child.
    ///
    /// # Errors
    /// If the operating system refuses.
    pub fn wait(&mut self) -> io::Result<ExitStatus> {
        let status = self.child.wait()?;
        self.forget();
        Ok(status)
    }

    /// Ends the child and its children, and waits for the child.
    ///
    /// # Errors
    /// If the operating system refuses.
    pub fn end(&mut self) -> io::Result<ExitStatus> {
        let _ = kill_process_group(self.group, Signal::KILL);
        self.wait()
    }

    fn forget(&mut self) {
        self.waited = true;
        running().groups.retain(|&group| group != self.group);
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if !self.waited {
            let _ = self.end();
        }
    }
}

/// Runs a command to its end, as [`Command::output`] does.
///
/// # Errors
/// If it cannot be started, or [`end_all`] was called before.
pub fn output(command: &mut Command) -> io::Result<Output> {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut process = Process::spawn(command)?;
    let (out, errors) = (process.child.stdout.take(), process.child.stderr.take());
    let (stdout, stderr) = thread::scope(|scope| {
        let errors = scope.spawn(|| all(errors));
        let out = all(out);
        (out, errors.join())
    });
    let stderr = stderr.map_err(|_| io::Error::other("the standard error could not be read"))?;
    Ok(Output {
        status: process.wait()?,
        stdout: stdout?,
        stderr: stderr?,
    })
}

fn all(pipe: Option<impl Read>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if let Some(mut pipe) = pipe {
        pipe.read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// Asks all children and their children to end. Others may be started later. Returns how many there were.
pub fn end_running() -> usize {
    let running = running();
    for &group in &running.groups {
        let _ = kill_process_group(group, Signal::TERM);
    }
    running.groups.len()
}

/// Asks all children and their children to end, or with `now` kills them, and starts no other one from now on. Returns
/// how many there were.
pub fn end_all(now: bool) -> usize {
    let mut running = running();
    running.ended = true;
    let signal = if now { Signal::KILL } else { Signal::TERM };
    for &group in &running.groups {
        let _ = kill_process_group(group, signal);
    }
    running.groups.len()
}
