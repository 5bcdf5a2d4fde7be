//! Every cell alone, exported and run in Verilator on random stimuli, against the model's code or the specification.
//!
//! A failure prints its seed; `YURAGI_SEED` chooses others. Beside the sound cells of a test stand spoiled ones, whose
//! faults the same comparison must find.

mod accumulators;
mod banks;
mod bench;
mod cost;
mod descriptors;
mod encoder;
mod encoding;
mod evidence;
mod faults;
mod flip_count;
mod host_port;
mod lane_lfsr;
mod lane_select;
mod lfsr;
mod memories;
mod neuron;
mod output_register;
mod pbit;
mod pbit_draws;
mod position;
mod reader;
mod registers;
mod retrograde_lane;
mod roms;
mod schedule;
mod spike_list;
mod states;
mod stimulus_store;
mod synapse_lane;
mod synapses;
mod targets;
mod walker;
mod watchdog;
mod weighing;
mod widths;
mod words;
mod wrapper;
