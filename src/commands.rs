//! The verbs of the command line, one module each.
//!
//! Exit codes: 0 done; 1 a tool or the machine failed, or engines differ; 2 bad input: arguments, design, data,
//! weights or checkpoint; 130 stopped by Ctrl-C.

mod art;
mod boards;
mod build;
mod compare;
mod complete;
mod console;
mod demo;
mod experiment;
mod export;
mod failure;
mod generate;
mod images;
mod infer;
mod info;
mod inputs;
mod interrupt;
mod learn;
mod port;
mod program;
mod runner;
mod shell;
mod sweep;
mod views;
mod virtual_board;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::prelude::*;

use console::Console;

/// A neural network in which every neuron and every synapse is a probabilistic bit, in software and on cheap FPGAs.
///
/// It learns by sampling alone. The same network runs in a reference model and as exported Verilog, equal in every bit.
#[derive(Parser)]
#[command(name = "yuragi", version, propagate_version = true)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
    /// Print the result as one JSON object, the last line of standard output; other text goes to standard error.
    #[arg(long, global = true)]
    json: bool,
    /// No progress and no remarks: results and errors only.
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Log what is done on standard error; twice for details.
    #[arg(long, short, global = true, action = clap::ArgAction::Count)]
    verbose: u8,
}

#[derive(Subcommand)]
enum Verb {
    Learn(learn::Options),
    Infer(infer::Options),
    Compare(compare::Options),
    Export(export::Options),
    Info(info::Options),
    Generate(generate::Options),
    Complete(complete::Options),
    Demo(demo::Options),
    Experiment(experiment::Options),
    Sweep(sweep::Options),
    Build(build::Options),
    Boards(boards::Options),
    Program(program::Options),
    VirtualBoard(virtual_board::Options),
}

/// Parses the arguments, runs the verb, and says what went wrong.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    log(arguments.verbose);
    let console = Console::new(arguments.json, arguments.quiet);
    let result = match &arguments.verb {
        Verb::Learn(options) => learn::run(options, &console),
        Verb::Infer(options) => infer::run(options, &console),
        Verb::Compare(options) => compare::run(options, &console),
        Verb::Export(options) => export::run(options, &console),
        Verb::Info(options) => info::run(options, &console),
        Verb::Generate(options) => generate::run(options, &console),
        Verb::Complete(options) => complete::run(options, &console),
        Verb::Demo(options) => demo::run(options, &console),
        Verb::Experiment(options) => experiment::run(options, &console),
        Verb::Sweep(options) => sweep::run(options, &console),
        Verb::Build(options) => build::run(options, &console),
        Verb::Boards(options) => boards::run(options, &console),
        Verb::Program(options) => program::run(options, &console),
        Verb::VirtualBoard(options) => virtual_board::run(options, &console),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            console.error(&failure::text(&error));
            failure::code(&error)
        }
    }
}

fn log(verbose: u8) {
    let level = match verbose {
        0 => Level::WARN,
        1 => Level::INFO,
        _ => Level::DEBUG,
    };
    // a line of no length is drawn as nothing, of which a user need not hear
    let targets = Targets::new()
        .with_default(level)
        .with_target("resvg", Level::ERROR)
        .with_target("tiny_skia", Level::ERROR);
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .without_time()
        .with_target(false);
    tracing_subscriber::registry()
        .with(lines.with_filter(targets))
        .init();
}
