//! Yuragi: a dual sampling neural network in which every neuron and every synapse is a probabilistic bit.
//!
//! `docs/spec.md` states bit for bit what every engine computes; the modules here are its software side.

pub mod boards;
pub mod chance;
pub mod costs;
pub mod data;
pub mod design;
pub mod engines;
pub mod experiments;
pub mod figures;
pub mod files;
pub mod hardware;
pub mod layout;
pub mod model;
pub mod network;
pub mod protocol;
pub mod random;
pub mod report;
pub mod sweeps;
pub mod tables;
pub mod tasks;
pub mod toolchain;
pub mod training;
pub mod virtual_board;
