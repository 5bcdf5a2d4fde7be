//! The command line as its users meet it: the built program, its output, its files and its exit codes.

mod bad_arguments;
mod bad_checkpoints;
mod bad_data;
mod bad_designs;
mod bad_sweeps;
mod boards;
mod circuits;
mod clocks;
mod command;
mod examples;
mod experiments;
mod folds;
mod help;
mod hostile;
mod learning;
mod outputs;
mod own_design;
mod ports;
mod predictions;
mod report_pages;
mod reports;
mod signals;
mod snakemake;
mod sweeps;
mod tables;
mod test_data;
