//! Engines that are more than the model, bitstreams of boards, exported Verilog and virtual boards.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

use numpy::PyReadonlyArray1;
use pyo3::prelude::*;
use yuragi_boards::toolchain::stages::Stage;
use yuragi_boards::toolchain::{self, Order};
use yuragi_boards::{Board, Family};
use yuragi_engines::pins::{PinSimulation, Pins};
use yuragi_engines::serial::{Serial, Timing};
use yuragi_engines::{Engine, EngineError, Kind, virtual_board};
use yuragi_hardware as hardware;
use yuragi_model::Weights;
use yuragi_model::design;

use crate::design::Design;
use crate::errors;
use crate::interrupt::waited;
use crate::pending::stopped;

/// Where an engine runs.
pub enum Place {
    /// In software, or in a simulation of the core.
    Here(Kind),
    /// In a simulation of a whole board.
    Board(Box<Board>, Stage),
    /// On a serial port.
    Port(String, Timing),
}

impl Place {
    /// The place that the options of a call mean.
    ///
    /// # Errors
    /// If an option is unknown, missing, or has no effect on this engine.
    pub fn new(
        engine: &str,
        board: Option<&str>,
        port: Option<&str>,
        baud: Option<u32>,
        patience: Option<f64>,
    ) -> PyResult<Self> {
        let kind: Kind = engine.parse().map_err(errors::engine)?;
        let serial = [
            ("port", port.is_some()),
            ("baud", baud.is_some()),
            ("patience", patience.is_some()),
        ];
        if kind != Kind::Serial
            && let Some((option, _)) = serial.iter().find(|(_, given)| *given)
        {
            return Err(errors::input(format!(
                "{option}: found a value, expected none, because it has no effect on the engine {kind}"
            )));
        }
        let board = board.map(Board::load).transpose().map_err(errors::input)?;
        let stage = match kind {
            Kind::Model | Kind::Rtl => {
                return match board {
                    None => Ok(Self::Here(kind)),
                    Some(board) => Err(errors::input(format!(
                        "board: found {}, expected none, because it has no effect on the engine {kind}",
                        board.name
                    ))),
                };
            }
            Kind::Netlist => Stage::Netlist,
            Kind::Bitstream => Stage::Bitstream,
            Kind::Serial => return Self::serial(board, port, baud, patience),
        };
        match board {
            Some(board) => Ok(Self::Board(Box::new(board), stage)),
            None => Err(errors::input(format!(
                "board: found none, expected a board for the engine {kind}: {}",
                yuragi_boards::names().join(", ")
            ))),
        }
    }

    fn serial(
        board: Option<Board>,
        port: Option<&str>,
        baud: Option<u32>,
        patience: Option<f64>,
    ) -> PyResult<Self> {
        let Some(port) = port else {
            let expected = "expected the path of a serial port, for example /dev/ttyUSB0";
            return Err(errors::input(format!("port: found none, {expected}")));
        };
        let mut timing = match (&board, baud) {
            (Some(board), _) => Timing::of(board),
            (None, Some(baud)) => Timing::new(baud),
            (None, None) => {
                let expected = "expected one of them, because they give the speed of the line";
                return Err(errors::input(format!(
                    "board and baud: found neither, {expected}"
                )));
            }
        };
        timing.baud = baud.unwrap_or(timing.baud);
        if let Some(patience) = patience
            && !(1.0..=1e5).contains(&patience)
        {
            return Err(errors::input(format!(
                "patience: found {patience}, expected a number from 1 to 100000"
            )));
        }
        timing.patience = patience;
        timing.stop = stopped;
        Ok(Self::Port(port.to_owned(), timing))
    }
}

/// Makes the engine of a design. A whole board is built first, which takes a minute or more.
///
/// # Errors
/// If a tool is missing or fails, or no core of this design answers.
pub fn engine(design: &design::Design, place: Place) -> PyResult<Box<dyn Engine>> {
    let made = || -> Result<Box<dyn Engine>, EngineError> {
        Ok(match place {
            Place::Here(kind) => kind.make(design)?,
            Place::Port(path, timing) => Box::new(Serial::open(&path, timing, design)?),
            Place::Board(board, stage) => {
                let simulation = simulation(&board, design, stage)?;
                Box::new(Pins::open(simulation, design, stage)?)
            }
        })
    };
    made().map_err(errors::engine)
}

fn simulation(
    board: &Board,
    design: &design::Design,
    stage: Stage,
) -> Result<PinSimulation, EngineError> {
    let order = Order {
        board,
        design,
        weights: None,
        design_name: "the design",
        seed: 1,
        best_of: 1,
    };
    PinSimulation::build(order, stage, false, &mut |_| ())
}

/// The names of the built-in boards, each with the name of the design that is meant for it.
#[pyfunction]
pub fn boards() -> PyResult<Vec<(String, Option<String>)>> {
    let boards = yuragi_boards::all().map_err(errors::input)?;
    Ok(boards
        .into_iter()
        .map(|board| (board.name, board.design))
        .collect())
}

/// The weights of a flat array in the order of the row memory.
fn weights(
    design: &design::Design,
    values: Option<PyReadonlyArray1<'_, i16>>,
) -> PyResult<Option<Weights>> {
    let Some(values) = values else {
        return Ok(None);
    };
    let weights = Weights {
        lanes: design.hardware.lanes,
        values: values.as_slice()?.to_vec(),
    };
    weights
        .validate(&design.shape(), design.synapse.bits)
        .map_err(errors::input)?;
    Ok(Some(weights))
}

/// Writes the Verilog of a design; returns the paths of the files.
#[pyfunction]
#[pyo3(signature = (design, directory, values=None))]
pub fn export_verilog(
    py: Python<'_>,
    design: &Design,
    directory: PathBuf,
    values: Option<PyReadonlyArray1<'_, i16>>,
) -> PyResult<Vec<PathBuf>> {
    let weights = weights(&design.inner, values)?;
    let design = &design.inner;
    py.detach(|| hardware::export(design, weights.as_ref(), &directory))
        .map_err(|error| errors::failed(format!("{error:#}")))
}

/// Builds the bitstream of a board and writes it with the other files of the build; returns the report as JSON.
#[pyfunction]
#[pyo3(signature = (design, board, directory, values=None, seed=1, best_of=1, clock=None, baud=None))]
#[expect(clippy::too_many_arguments, reason = "keywords of Python")]
pub fn build(
    py: Python<'_>,
    design: &Design,
    board: &str,
    directory: PathBuf,
    values: Option<PyReadonlyArray1<'_, i16>>,
    seed: u32,
    best_of: u32,
    clock: Option<f64>,
    baud: Option<u32>,
) -> PyResult<String> {
    let weights = weights(&design.inner, values)?;
    let board = Board::load(board)
        .and_then(|board| board.tuned(clock, baud))
        .map_err(errors::input)?;
    let design = design.inner.clone();
    let built = waited(py, move || {
        let order = Order {
            board: &board,
            design: &design,
            weights: weights.as_ref(),
            design_name: "the design",
            seed,
            best_of,
        };
        toolchain::build(order, &mut |_| ())
    })?;
    let built = built.map_err(errors::toolchain)?;
    let report = serde_json::to_string_pretty(&built.report).map_err(errors::failed)?;
    let write = |name: &str, bytes: &[u8]| {
        yuragi_files::write(&directory.join(name), bytes)
            .map_err(|error| errors::failed(format!("{error:#}")))
    };
    // the bitstream comes last, when all other files are complete
    for (name, bytes) in built.files.iter().skip(1) {
        write(name, bytes)?;
    }
    write("report.json", report.as_bytes())?;
    if let Some((name, bytes)) = built.files.first() {
        write(name, bytes)?;
    }
    Ok(report)
}

/// A simulated board behind a pseudo-terminal, which runs in a thread until it is closed.
#[pyclass(module = "yuragi._core")]
pub struct VirtualBoard {
    path: PathBuf,
    stop: Arc<AtomicBool>,
    serving: Option<JoinHandle<Result<(), virtual_board::VirtualBoardError>>>,
}

#[pymethods]
impl VirtualBoard {
    #[new]
    #[pyo3(signature = (design, board, stage=None, link=None))]
    fn new(
        py: Python<'_>,
        design: &Design,
        board: &str,
        stage: Option<&str>,
        link: Option<PathBuf>,
    ) -> PyResult<Self> {
        let board = Board::load(board).map_err(errors::input)?;
        let stage = match (stage, board.device.family) {
            (Some("rtl"), _) | (None, Family::Ecp5) => Stage::Rtl,
            (Some("netlist"), _) => Stage::Netlist,
            (Some("bitstream"), _) | (None, Family::Ice40) => Stage::Bitstream,
            (Some(other), _) => {
                return Err(errors::input(format!(
                    "stage: found {other}, expected rtl, netlist or bitstream"
                )));
            }
        };
        let design = design.inner.clone();
        let made = waited(py, move || {
            let simulation = simulation(&board, &design, stage)?;
            virtual_board::VirtualBoard::new(simulation, &board, &design, link.as_deref())
        })?;
        let mut served = made.map_err(virtual_board_error)?;
        let path = served.path().to_owned();
        let stop = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&stop);
        let name = std::thread::Builder::new().name("virtual board".into());
        let serving = name
            .spawn(move || served.serve(&|| asked.load(Ordering::Relaxed), &mut |_| ()))
            .map_err(errors::failed)?;
        Ok(Self {
            path,
            stop,
            serving: Some(serving),
        })
    }

    #[getter]
    fn path(&self) -> &Path {
        &self.path
    }

    /// Ends the simulation and waits for its end.
    fn close(&mut self, py: Python<'_>) -> PyResult<()> {
        self.stop.store(true, Ordering::Relaxed);
        let Some(serving) = self.serving.take() else {
            return Ok(());
        };
        match py.detach(|| serving.join()) {
            Ok(served) => served.map_err(virtual_board_error),
            Err(_) => Err(errors::failed(
                "the virtual board ended by a fault of the program",
            )),
        }
    }
}

impl Drop for VirtualBoard {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

fn virtual_board_error(error: virtual_board::VirtualBoardError) -> PyErr {
    match error {
        virtual_board::VirtualBoardError::Simulation(error) => errors::engine(error),
        error => errors::failed(error),
    }
}
