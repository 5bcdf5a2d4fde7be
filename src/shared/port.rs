//! The options of a device on a serial port.

use std::time::Duration;

use anyhow::Result;
use clap::Args;
use yuragi_boards::Board;
use yuragi_engines::serial::{Serial, Timing};
use yuragi_model::design::Design;

use super::console::Console;
use super::failure::bad_argument;
use super::interrupt;
use super::numbers::whole;
use super::shell::quoted;

/// The serial port of a device, and the speed of the line.
#[derive(Args, Clone, Debug)]
pub struct PortOption {
    /// The serial port of a board, or the path that `yuragi virtual-board` prints.
    #[arg(long, value_name = "PATH")]
    pub port: Option<String>,
    /// Bits per second on the line [default: those of --board].
    #[arg(long, value_name = "N", requires = "port", value_parser = whole::<u32>(300..=12_000_000))]
    pub baud: Option<u32>,
    /// How many times longer than a board the device may take to answer [default: 1; measured for a virtual board].
    #[arg(long, value_name = "FACTOR", requires = "port")]
    pub patience: Option<f64>,
    /// How many seconds to wait for a port that disappeared.
    #[arg(long, value_name = "SECONDS", requires = "port", default_value_t = 20, value_parser = whole::<u64>(0..=86_400))]
    pub reconnect: u64,
}

impl PortOption {
    /// No port.
    pub fn none() -> Self {
        Self {
            port: None,
            baud: None,
            patience: None,
            reconnect: 0,
        }
    }

    /// The speed of the line and its time limits.
    fn timing(&self, board: Option<&Board>) -> Result<Timing> {
        let mut timing = match (board, self.baud) {
            (Some(board), _) => Timing::of(board),
            (None, Some(baud)) => Timing::new(baud),
            (None, None) => {
                let expected = "--board BOARD or --baud N, which give the speed of the line";
                return Err(bad_argument(
                    "--port",
                    "neither --board nor --baud",
                    expected,
                ));
            }
        };
        if let Some(baud) = self.baud {
            timing.baud = baud;
        }
        if let Some(patience) = self.patience {
            if !(1.0..=1e5).contains(&patience) {
                return Err(bad_argument(
                    "--patience",
                    patience,
                    "a number from 1 to 100000",
                ));
            }
            timing.patience = Some(patience);
        }
        timing.reconnect = Duration::from_secs(self.reconnect);
        timing.stop = interrupt::stopped;
        Ok(timing)
    }

    /// Opens the port and checks that a core of the design answers.
    pub fn open(
        &self,
        board: Option<&Board>,
        design: &Design,
        console: &Console,
    ) -> Result<Serial> {
        let Some(port) = &self.port else {
            let expected = "the path of a serial port, for example /dev/ttyUSB0";
            return Err(bad_argument("--port", "none", expected));
        };
        let timing = self.timing(board)?;
        let spinner = console.spinner("identifying the device");
        let serial = Serial::open(port, timing, design);
        spinner.finish_and_clear();
        Ok(serial?)
    }

    /// The same options as text, for a command that repeats a run.
    pub fn arguments(&self) -> String {
        let mut text = String::new();
        if let Some(port) = &self.port {
            text += &format!(" --port {}", quoted(port));
        }
        if let Some(baud) = self.baud {
            text += &format!(" --baud {baud}");
        }
        if let Some(patience) = self.patience {
            text += &format!(" --patience {patience}");
        }
        text
    }
}
