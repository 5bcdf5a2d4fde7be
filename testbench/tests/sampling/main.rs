//! What the network samples, held against exact distributions, on the model and on the exported Verilog.

mod forward;
mod gibbs;
mod joint;
mod neuron;
mod quantisation;
