//! Every cell alone, exported and run in Verilator on random stimuli, against the model's code or the specification.
//!
//! A failure prints its seed; `YURAGI_SEED` chooses others. Beside the sound cells of a test stand spoiled ones, whose
//! faults the same comparison must find.

mod bench;
mod cost;
mod encoder;
mod faults;
mod host_port;
mod lane_lfsr;
mod lane_select;
mod lfsr;
mod memories;
mod neuron;
mod pbit;
mod pbit_draws;
mod registers;
mod retrograde_lane;
mod roms;
mod stimulus_store;
mod sums;
mod synapse_lane;
mod watchdog;
mod widths;
mod wrapper;
