//! What is proved, and the change after which each proof fails.

mod common;
mod host;
mod network;

use super::proof::Proof;

/// Everything that is proved.
pub const PROOFS: &[Proof] = &[
    network::ENCODER_GENERATOR,
    network::NEURON_GENERATOR,
    network::LANES_GENERATOR,
    network::WEIGHT,
    network::ROW_MEMORY,
    network::POTENTIAL_BANKS,
    network::SPIKE_LISTS,
    network::SEQUENCER,
    network::STATES_OF_NEURONS,
    network::ORDER_OF_ROWS,
    network::COLLISIONS_OF_ROWS,
    host::COMMANDS,
    host::ITEM_READER,
    host::STIMULUS_STORE,
    host::BYTES_IN,
    host::BYTES_OUT,
    host::SUM_OF_A_FRAME,
    host::WATCHDOG,
    host::BYTE_BUFFER,
    host::SERIAL_LINE,
];
