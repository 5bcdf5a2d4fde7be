//! The exported core in Verilator: bit for bit the model, whatever a host sends.

mod cycles;
mod frames;
mod icarus;
mod link;
mod lockstep;
mod noise;
mod requests;
mod restart;
mod store;
mod trained;
mod upsets;
