//! `yuragi build`.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::Args;
use indicatif::ProgressStyle;
use serde_json::json;
use yuragi_boards::Board;
use yuragi_boards::toolchain::{self, Order, Report};
use yuragi_figures::thousands;
use yuragi_files::{self as files, Lock};

use crate::shared::console::Console;
use crate::shared::design::{DesignOption, TrainedOption};
use crate::shared::failure::{self, bad_argument};
use crate::shared::interrupt;
use crate::shared::numbers::whole;
use crate::shared::outputs::check_directory;

/// Build the bitstream of a board: export, synthesis, place and route, packing.
///
/// The output is BOARD.bin or BOARD.bit, report.json, the netlist, the placed design, the Verilog, and the logs of yosys
/// and nextpnr. The exit code is 1 if the clock of the board is not reached, and 2 if the design does not fit.
#[derive(Args, Debug)]
pub struct Options {
    /// A board that `yuragi boards` lists, a folder with a board file and a pin file, or `all` for every board with a
    /// usual design.
    #[arg(long, value_name = "BOARD")]
    board: String,
    #[command(flatten)]
    design: DesignOption,
    #[command(flatten)]
    trained: TrainedOption,
    /// The clock of the core in MHz, if it is to differ from that of the board file; `yuragi pll` says which clocks the
    /// board can make.
    #[arg(long, value_name = "MHZ")]
    clock: Option<f64>,
    /// The rate of the serial line in bits per second, if it is to differ from that of the board file. Commands that
    /// talk to the board then need the same --baud.
    #[arg(long, value_name = "N")]
    baud: Option<u32>,
    /// The output directory [default: out/BOARD].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The seed of the placement.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = whole::<u32>(0..=u32::MAX.into()))]
    seed: u32,
    /// The number of placements to try, with successive seeds; the fastest one is kept.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = whole::<u32>(1..=100))]
    best_of: u32,
    /// The number of boards to build at the same time, with --board all.
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = whole::<u8>(1..=64))]
    jobs: u8,
}

/// Runs the command.
pub fn run(options: &Options, console: &Console) -> Result<ExitCode> {
    interrupt::ends_itself();
    if options.board == "all" {
        for (option, given) in [
            ("--clock", options.clock.is_some()),
            ("--baud", options.baud.is_some()),
        ] {
            if given {
                let expected = "one board, because each has clocks of its own";
                return Err(bad_argument(option, "--board all", expected));
            }
        }
        check_directory("--out", options.out.as_deref().unwrap_or(Path::new("out")))?;
        return run_all(options, console);
    }
    let board = Board::load(&options.board)?.tuned(options.clock, options.baud)?;
    let out = out(options, &board);
    check_directory("--out", &out)?;
    let report = build(options, &board, &out, console)?;
    say(&report, console);
    console.say(format_args!("{:<22} {}", "output directory", out.display()));
    console.json(&report)?;
    Ok(code(report.timing_met))
}

fn code(good: bool) -> ExitCode {
    ExitCode::from(u8::from(!good))
}

fn out(options: &Options, board: &Board) -> PathBuf {
    match &options.out {
        Some(out) if options.board == "all" => out.join(&board.name),
        Some(out) => out.clone(),
        None => Path::new("out").join(&board.name),
    }
}

/// Builds one board and writes its files. The bitstream is written last, when all other files are complete.
fn build(options: &Options, board: &Board, out: &Path, console: &Console) -> Result<Report> {
    let trained = options.trained.load()?;
    let given = options.trained.weights.as_deref().map(Path::display);
    let given = given.map(|path| path.to_string());
    let wanted = options.design.design.as_ref().or(board.design.as_ref());
    let Some(name) = given.as_ref().or(wanted) else {
        let expected = format!(
            "a design that fits {}; no built-in design does",
            board.device.name
        );
        return Err(bad_argument("--design", "none", expected));
    };
    let design = match &trained {
        Some(trained) => trained.design.clone(),
        None => options.design.load_named(name, console)?,
    };
    let order = Order {
        board,
        design: &design,
        weights: trained.as_ref().map(|trained| &trained.weights),
        design_name: &options.design.described(name),
        seed: options.seed,
        best_of: options.best_of,
    };
    let spinner = console.spinner("");
    // should the template not parse, the default style is used
    if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed} {msg}") {
        spinner.set_style(style);
    }
    let start = Instant::now();
    let seen = std::io::stderr().is_terminal();
    let mut logs = toolchain::Logs::new();
    let on_stage = &mut |stage: &str| {
        spinner.set_message(format!("{}: {stage}", board.name));
        if !seen {
            // a spinner does not show in a file or in the log of a server
            let seconds = start.elapsed().as_secs_f64();
            console.note(format_args!("{seconds:6.1} s  {}: {stage}", board.name));
        }
    };
    let result = toolchain::build_with_logs(order, on_stage, &mut logs);
    spinner.finish_and_clear();
    // after wrong input nothing is written, but a tool that failed has said why
    let kept = match &result {
        Err(error) if error.is_input() => Ok(()),
        _ => keep(&logs, out),
    };
    let built = result?;
    kept?;
    let report = serde_json::to_vec_pretty(&built.report)?;
    // two builds at once must not mix their files
    let _lock = Lock::of(out)?;
    let (bitstream, others) = built.files.split_first().context("no bitstream was made")?;
    for (name, bytes) in others
        .iter()
        .chain([&("report.json".into(), report), bitstream])
    {
        files::write(&out.join(name), bytes)?;
    }
    Ok(built.report)
}

/// Writes what the tools said.
fn keep(logs: &toolchain::Logs, out: &Path) -> Result<()> {
    if logs.is_empty() {
        return Ok(());
    }
    let _lock = Lock::of(out)?;
    for (name, bytes) in logs {
        files::write(&out.join(name), bytes)?;
    }
    Ok(())
}

fn say(report: &Report, console: &Console) {
    let line = |name: &str, value: String| console.say(format_args!("{name:<22} {value}"));
    let of = |used: toolchain::Used| {
        let share = 100.0 * used.used as f64 / used.available.max(1) as f64;
        format!(
            "{} of {} ({share:.0} %)",
            thousands(used.used),
            thousands(used.available)
        )
    };
    line("board", format!("{}, {}", report.board, report.device));
    line("design", report.design.clone());
    line(
        "LUT4, FF",
        format!("{}, {}", thousands(report.lut4), thousands(report.ff)),
    );
    line("logic cells", of(report.cells));
    line("block RAM", of(report.ram));
    let icetime = report
        .icetime_mhz
        .map_or_else(String::new, |mhz| format!(", {mhz:.1} MHz by icetime"));
    line(
        "clock",
        format!(
            "{:.1} MHz reached{icetime}, {} MHz required: {}",
            report.reached_mhz,
            (report.asked_mhz * 1e4).round() / 1e4,
            if report.timing_met { "met" } else { "NOT met" }
        ),
    );
    if !report.timing_met {
        line("slowest path", report.critical_path.clone());
        line(
            "what to do",
            "try other placements with --best-of 8; fewer lanes or bits make the paths shorter"
                .into(),
        );
    }
    let [least, most] = report
        .presentations_per_second
        .map(|rate| thousands(rate as u64));
    line("presentations/s", format!("{least} to {most}"));
    line(
        "serial line",
        format!("{} bits/s", thousands(report.baud.into())),
    );
    let stages: Vec<String> = report
        .stages
        .iter()
        .map(|stage| format!("{} {:.1} s", stage.name, stage.seconds))
        .collect();
    line("stages", stages.join(", "));
}

/// Builds every board, several at the same time, and prints one table.
fn run_all(options: &Options, console: &Console) -> Result<ExitCode> {
    let boards: Vec<Board> = yuragi_boards::all()?
        .into_iter()
        .filter(|board| options.design.design.is_some() || board.design.is_some())
        .collect();
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..options.jobs {
            scope.spawn(|| {
                while let Some(board) = boards.get(next.fetch_add(1, Ordering::SeqCst)) {
                    if interrupt::stopped() {
                        break;
                    }
                    // several spinners would overwrite each other, so each board only reports its end
                    let quiet = Console::new(false, true);
                    let result = build(options, board, &out(options, board), &quiet);
                    let what = match &result {
                        Ok(report) => format!("{:.0} s", report.seconds(None)),
                        Err(error) => failure::text(error),
                    };
                    console.note(format_args!("{}: {what}", board.name));
                    let mut results = results.lock().unwrap_or_else(|e| e.into_inner());
                    results.push((board.name.clone(), result));
                }
            });
        }
    });
    if interrupt::stopped() {
        bail!("not every board was built");
    }
    let mut results = results.into_inner().unwrap_or_else(|e| e.into_inner());
    results.sort_by_key(|(name, _)| boards.iter().position(|board| board.name == *name));
    table(&results, console);
    let good = |result: &Result<Report>| result.as_ref().is_ok_and(|report| report.timing_met);
    let met = results.iter().filter(|(_, result)| good(result)).count();
    console.say(format_args!(
        "{met} of {} boards were built and reach their clock",
        results.len()
    ));
    let reports: Vec<_> = results
        .iter()
        .map(|(name, result)| match result {
            Ok(report) => json!(report),
            Err(error) => json!({ "board": name, "error": failure::text(error) }),
        })
        .collect();
    console.json(&json!({ "boards": reports }))?;
    Ok(code(met == results.len()))
}

fn table(results: &[(String, Result<Report>)], console: &Console) {
    console.say(format_args!(
        "{:<15} {:<12} {:>7} {:>7} {:>15} {:>9} {:>15} {:>20} {:>7} {:>7}",
        "board",
        "design",
        "LUT4",
        "FF",
        "cells",
        "RAM",
        "MHz/required",
        "presentations/s",
        "synth s",
        "place s"
    ));
    for (name, result) in results {
        match result {
            Err(error) => console.say(format_args!("{name:<15} {}", failure::text(error))),
            Ok(r) => {
                let [least, most] = r.presentations_per_second.map(|n| thousands(n as u64));
                console.say(format_args!(
                    "{:<15} {:<12} {:>7} {:>7} {:>15} {:>9} {:>15} {:>20} {:>7.0} {:>7.0}{}",
                    r.board,
                    r.design,
                    r.lut4,
                    r.ff,
                    format!("{}/{}", r.cells.used, r.cells.available),
                    format!("{}/{}", r.ram.used, r.ram.available),
                    format!("{:.1}/{:.1}", r.reached_mhz, r.asked_mhz),
                    format!("{least}-{most}"),
                    r.seconds(Some("synthesis")),
                    r.seconds(Some("place and route")),
                    if r.timing_met {
                        ""
                    } else {
                        "  clock NOT reached"
                    }
                ));
            }
        }
    }
}
