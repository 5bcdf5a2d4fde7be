//! From a design to a board's bitstream with the open tools: yosys, nextpnr, icepack or ecppack, icetime.
//!
//! Same tools, sources and seed give the same bytes.

mod core;
mod error;
mod fit;
mod report;
mod run;
pub mod stages;
mod timing;
mod tools;

use std::path::Path;
use std::time::Instant;

use crate::board::{Board, Family};
use crate::verilog;
use yuragi_hardware::costs;
use yuragi_model::design::Design;
use yuragi_model::network::Weights;

pub use self::core::core_tables;
pub use error::ToolchainError;
pub use fit::{fits_memory, ram_blocks};
pub use report::{Report, Stage, Used};
use run::Verdict;
pub use timing::Timing;
use tools::Tool;
pub use tools::{find, on_path};

/// What is built.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    pub board: &'a Board,
    pub design: &'a Design,
    /// What the row memory holds at power-on, instead of initial weights from the seed.
    pub weights: Option<&'a Weights>,
    /// What the report calls the design.
    pub design_name: &'a str,
    /// Seed of the placement; with `best_of`, the first one.
    pub seed: u32,
    /// Placements to try, of which the fastest is kept.
    pub best_of: u32,
}

/// What was built. The caller writes the files.
#[derive(Clone, Debug)]
pub struct Built {
    /// Name and bytes of every file that is worth keeping, the bitstream first.
    pub files: Vec<(String, Vec<u8>)>,
    pub report: Report,
}

/// Says which stage begins, for progress.
pub type OnStage<'a> = &'a mut dyn FnMut(&str);

/// Builds a bitstream in a temporary directory.
///
/// # Errors
/// If the design does not fit the chip, a tool is missing or fails, or the directory cannot be used.
pub fn build(order: Order, on_stage: OnStage) -> Result<Built, ToolchainError> {
    let Order { board, design, .. } = order;
    fit::check_memory(design, order.design_name, board)?;
    let tools = Tools::find(board.device.family)?;
    let work = tempfile::Builder::new()
        .prefix("yuragi-build-")
        .tempdir()
        .map_err(ToolchainError::Directory)?;
    let at = work.path();
    let mut stages = Vec::new();

    on_stage("exporting Verilog");
    let start = Instant::now();
    let verilog = verilog::top_verilog_with(design, order.weights, board)?;
    let mut files = Vec::new();
    for file in &verilog {
        put(at, &format!("{}.v", file.module), file.text.as_bytes())?;
        files.push((
            format!("verilog/{}.v", file.module),
            file.text.clone().into_bytes(),
        ));
    }
    let pins = format!("pins.{}", board.device.family.pins_suffix());
    put(at, &pins, board.pins.as_bytes())?;
    stages.push(Stage::new("export", start));

    on_stage("synthesis");
    let start = Instant::now();
    let names: Vec<String> = verilog
        .iter()
        .map(|file| format!("{}.v", file.module))
        .collect();
    synthesise(&tools.yosys, board, &names, at)?;
    stages.push(Stage::new("synthesis", start));
    let cells = report::cells(&get(at, STATISTICS)?)?;
    fit::check_cells(&cells, &order)?;

    let mut best: Option<(Timing, u32)> = None;
    let (mut tried, mut placed) = (0, 0);
    while placed < order.best_of.max(1) && tried - placed < RETRIES {
        let seed = order.seed.wrapping_add(tried);
        let what = match order.best_of {
            0 | 1 => "place and route".to_owned(),
            n => format!("place and route, {} of {n}, seed {seed}", placed + 1),
        };
        on_stage(&what);
        tried += 1;
        let start = Instant::now();
        let routed = tools.place(board, seed, &pins, at, &mut |part| {
            on_stage(&format!("{what}, {part}"));
        })?;
        stages.push(Stage::new("place and route", start));
        if !routed {
            continue;
        }
        placed += 1;
        let timing = Timing::read(&get(at, TIMING)?)?;
        if best.as_ref().is_none_or(|(b, _)| timing.mhz > b.mhz) {
            let (from, to) = (at.join(PLACED), at.join(KEPT));
            std::fs::rename(from, to).map_err(ToolchainError::Directory)?;
            best = Some((timing, seed));
        }
    }
    let Some((timing, seed)) = best else {
        return Err(ToolchainError::Unroutable {
            seed: order.seed,
            tries: tried,
        });
    };

    on_stage("packing");
    let start = Instant::now();
    tools.pack(board.device.family, at)?;
    stages.push(Stage::new("pack", start));
    let icetime_mhz = match &tools.icetime {
        Some(icetime) => {
            on_stage("timing by icetime");
            let start = Instant::now();
            let mhz = timing::icetime(icetime, board, &pins, at)?;
            stages.push(Stage::new("icetime", start));
            Some(mhz)
        }
        None => None,
    };

    let report = Report::new(order, &cells, &timing, icetime_mhz, seed, stages);
    let (suffix, placed) = match board.device.family {
        Family::Ice40 => ("bin", "asc"),
        Family::Ecp5 => ("bit", "config"),
    };
    let mut kept = vec![
        (format!("{}.{suffix}", board.name), get(at, BITSTREAM)?),
        (format!("{}.{placed}", board.name), get(at, KEPT)?),
        (format!("{}.json", board.name), get(at, NETLIST)?),
        (pins, board.pins.clone().into_bytes()),
    ];
    kept.extend(files);
    Ok(Built {
        files: kept,
        report,
    })
}

/// Seeds that may fail before place and route is given up.
const RETRIES: u32 = 4;

/// Steps of an iCE40's router for each wire; two or three are usual.
const STEPS_A_WIRE: u64 = 8;

/// Names within the work directory. The tools get relative paths: the YoWASP ones see no others there.
const STATISTICS: &str = "statistics.json";
const NETLIST: &str = "netlist.json";
const PLACED: &str = "placed.txt";
const KEPT: &str = "kept.txt";
const TIMING: &str = "timing.json";
const BITSTREAM: &str = "bitstream";

fn put(at: &Path, name: &str, bytes: &[u8]) -> Result<(), ToolchainError> {
    std::fs::write(at.join(name), bytes).map_err(ToolchainError::Directory)
}

fn get(at: &Path, name: &str) -> Result<Vec<u8>, ToolchainError> {
    std::fs::read(at.join(name)).map_err(ToolchainError::Directory)
}

/// Makes cells of Verilog: the netlist, and how many there are of each cell.
fn synthesise(
    yosys: &Tool,
    board: &Board,
    sources: &[String],
    at: &Path,
) -> Result<(), ToolchainError> {
    let synthesis = match board.device.family {
        Family::Ice40 => {
            // delays of the series, for mapping
            let series = board
                .device
                .name
                .trim_end_matches(|c: char| c.is_ascii_digit() || c == 'k');
            let series = if series == "up" { "u" } else { series };
            let large = if board.device.single_port_words > 0 {
                "-spram "
            } else {
                ""
            };
            format!("synth_ice40 -abc9 {large}-device {series} -top top")
        }
        Family::Ecp5 => "synth_ecp5 -abc9 -top top".to_owned(),
    };
    // newer versions leave cells that only describe scopes, which older place and route does not know
    let script = format!(
        "read_verilog {}; {synthesis}; delete */t:$scopeinfo; tee -q -o {STATISTICS} stat -json; write_json {NETLIST}",
        sources.join(" ")
    );
    run::run(yosys, &["-q", "-p", &script], at)
}

/// The tools of a family.
struct Tools {
    yosys: Tool,
    nextpnr: Tool,
    pack: Tool,
    icetime: Option<Tool>,
}

impl Tools {
    fn find(family: Family) -> Result<Self, ToolchainError> {
        Ok(match family {
            Family::Ice40 => Self {
                yosys: find("yosys")?,
                nextpnr: find("nextpnr-ice40")?,
                pack: find("icepack")?,
                icetime: Some(find("icetime")?),
            },
            Family::Ecp5 => Self {
                yosys: find("yosys")?,
                nextpnr: find("nextpnr-ecp5")?,
                pack: find("ecppack")?,
                icetime: None,
            },
        })
    }

    /// Whether every wire found its way. The router of an iCE40 can go round in circles; it is stopped after so many steps,
    /// so that the same seed always has the same outcome.
    fn place(
        &self,
        board: &Board,
        seed: u32,
        pins: &str,
        at: &Path,
        on_part: OnStage,
    ) -> Result<bool, ToolchainError> {
        let device = format!("--{}", board.device.name);
        let (mhz, seed) = (board.core_mhz.to_string(), seed.to_string());
        let speed = board.speed.map(|speed| speed.to_string());
        let mut words = vec![
            device.as_str(),
            "--package",
            &board.package,
            "--json",
            NETLIST,
            "--freq",
            &mhz,
            "--seed",
            &seed,
            "--timing-allow-fail",
            "--report",
            TIMING,
        ];
        match &speed {
            None => words.extend(["--pcf", pins, "--asc", PLACED]),
            Some(speed) => words.extend(["--speed", speed, "--lpf", pins, "--textcfg", PLACED]),
        }
        let mut wires = u64::MAX;
        run::watch(&self.nextpnr, &words, at, &mut |line| {
            if let Some(part) = timing::part(line) {
                on_part(part);
            }
            if let Some(found) = timing::wires(line) {
                wires = found;
            }
            match timing::steps(line) {
                Some(steps) if steps / STEPS_A_WIRE >= wires => Verdict::Stop,
                _ => Verdict::GoOn,
            }
        })
    }

    fn pack(&self, family: Family, at: &Path) -> Result<(), ToolchainError> {
        let words: &[&str] = match family {
            Family::Ice40 => &[KEPT, BITSTREAM],
            Family::Ecp5 => &["--compress", KEPT, BITSTREAM],
        };
        run::run(&self.pack, words, at)
    }
}
