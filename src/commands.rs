//! The verbs of the command line, one module for each.
//!
//! Exit codes: 0, the command succeeded; 1, a tool or the machine failed, or engines differ; 2, an argument, design,
//! data set, file of weights or checkpoint is wrong; 128 and the number of a signal (130 for Ctrl-C, 143 for SIGTERM, 129 for
//! SIGHUP), the signal stopped the command.

mod boards;
mod build;
mod compare;
mod complete;
mod completions;
mod cross_validate;
mod demo;
mod experiment;
mod export;
mod generate;
mod help;
mod infer;
mod info;
mod learn;
mod man;
mod new;
mod pll;
mod program;
mod repeat;
mod report;
mod sweep;
mod virtual_board;

use std::io::{ErrorKind, IsTerminal};
use std::process::ExitCode;

use clap::{ArgAction, Command, CommandFactory, FromArgMatches, Parser, Subcommand};
use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::prelude::*;

use crate::shared::console::{self, Console};
use crate::shared::failure::{self, Fault};
use crate::shared::interrupt;

/// A neural network whose neurons and synapses are probabilistic bits, in software and on cheap FPGAs.
///
/// It learns by sampling alone. The reference model in software and the exported Verilog agree in every bit.
#[derive(Parser)]
#[command(
    name = "yuragi",
    version,
    propagate_version = true,
    max_term_width = 100
)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
    /// Print the result as one JSON object on the last line of standard output; all other text goes to standard error.
    /// An error is printed there too, as {"error": …, "kind": "input" or "tool", "code": …}.
    #[arg(long, global = true)]
    json: bool,
    /// Print only results and errors, no progress and no notes.
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Log the steps on standard error; give it twice for details.
    #[arg(long, short, global = true, action = ArgAction::Count)]
    verbose: u8,
}

#[derive(Subcommand)]
enum Verb {
    New(new::Options),
    Learn(learn::Options),
    CrossValidate(cross_validate::Options),
    Infer(infer::Options),
    Repeat(repeat::Options),
    Report(report::Options),
    Generate(generate::Options),
    Complete(complete::Options),
    Sweep(sweep::Options),
    Experiment(experiment::Options),
    Info(info::Options),
    Export(export::Options),
    Compare(compare::Options),
    Boards(boards::Options),
    Build(build::Options),
    Pll(pll::Options),
    Program(program::Options),
    VirtualBoard(virtual_board::Options),
    Demo(demo::Options),
    Completions(completions::Options),
    Man(man::Options),
}

/// The command line with the headings and examples of its help.
fn command() -> Command {
    help::arrange(Arguments::command())
}

/// Parses the arguments, runs the verb and prints its error, if there is one.
pub fn main() -> ExitCode {
    let matches = command().try_get_matches();
    let arguments = match matches.and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(arguments) => arguments,
        Err(error) => return unparsed(&error),
    };
    log(arguments.verbose);
    let console = Console::new(arguments.json, arguments.quiet);
    interrupt::listen();
    let result = match &arguments.verb {
        Verb::New(options) => new::run(options, &console),
        Verb::Learn(options) => learn::run(options, &console),
        Verb::CrossValidate(options) => cross_validate::run(options, &console),
        Verb::Infer(options) => infer::run(options, &console),
        Verb::Repeat(options) => repeat::run(options, &console),
        Verb::Report(options) => report::run(options, &console),
        Verb::Generate(options) => generate::run(options, &console),
        Verb::Complete(options) => complete::run(options, &console),
        Verb::Sweep(options) => sweep::run(options, &console),
        Verb::Experiment(options) => experiment::run(options, &console),
        Verb::Info(options) => info::run(options, &console),
        Verb::Export(options) => export::run(options, &console),
        Verb::Compare(options) => compare::run(options, &console),
        Verb::Boards(options) => boards::run(options, &console),
        Verb::Build(options) => build::run(options, &console),
        Verb::Pll(options) => pll::run(options, &console),
        Verb::Program(options) => program::run(options, &console),
        Verb::VirtualBoard(options) => virtual_board::run(options, &console),
        Verb::Demo(options) => demo::run(options, &console),
        Verb::Completions(options) => completions::run(options, command(), &console),
        Verb::Man(options) => man::run(options, command(), &console),
    };
    // what a command could not print is lost, even if the command itself succeeded
    match result.and_then(|code| console::finish().map(|()| code)) {
        Ok(code) => code,
        // a tool that was ended fails, but this is no fault
        Err(error) if interrupt::stopped() => {
            let text = failure::text(&error);
            match failure::is_link(&error) {
                true => console.error(&text),
                false => tracing::info!("{text}"),
            }
            console.note(format_args!("stopped by {}", interrupt::name()));
            interrupt::code()
        }
        Err(error) => failure::report(&error, &console),
    }
}

/// Prints what the parser of the arguments has to say: the help or the version that was asked for, or an error.
fn unparsed(error: &clap::Error) -> ExitCode {
    // the arguments were not understood, so `--json` is looked for among them as it stands
    let before_free = std::env::args_os().skip(1).take_while(|word| word != "--");
    let json = before_free.into_iter().any(|word| word == "--json");
    let console = Console::new(json, false);
    let printed = error.print().or_else(|problem| match problem.kind() {
        ErrorKind::BrokenPipe => Ok(()),
        _ => Err(problem),
    });
    if let Err(problem) = printed.map_err(anyhow::Error::from).and(console::finish()) {
        let problem = problem.context("the text cannot be printed");
        return failure::report(&problem, &console);
    }
    if !error.use_stderr() {
        return ExitCode::SUCCESS;
    }
    let text = error.render().to_string();
    let text = text.strip_prefix("error: ").unwrap_or(&text);
    let text = text.split("\n\nUsage:").next().unwrap_or_default();
    let text = text
        .split("\n\nFor more information")
        .next()
        .unwrap_or_default();
    failure::finish(text.trim_end(), Fault::Input, &console)
}

fn log(verbose: u8) {
    let level = match verbose {
        0 => Level::WARN,
        1 => Level::INFO,
        _ => Level::DEBUG,
    };
    // other crates warn of what does no harm here, for example of lines of length 0 in a chart
    let targets = Targets::new()
        .with_default(Level::ERROR)
        .with_target("yuragi", level)
        .with_target("verilator_sys", level);
    // the escape sequences of colours are for terminals, and not for files
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let colours = std::io::stderr().is_terminal() && !plain;
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(colours)
        .without_time()
        .with_target(false);
    tracing_subscriber::registry()
        .with(lines.with_filter(targets))
        .init();
}
