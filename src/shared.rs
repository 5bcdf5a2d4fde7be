//! What several verbs share: common options, output, Ctrl-C, exit codes and the loop of a learning run.

pub mod art;
pub mod console;
pub mod design;
pub mod failure;
pub mod images;
pub mod inputs;
pub mod interrupt;
pub mod numbers;
pub mod outputs;
pub mod port;
pub mod predictions;
pub mod reading;
pub mod record;
pub mod runner;
pub mod shell;
pub mod views;
