//! What the network samples, held against exact distributions, on the model and on the exported Verilog.

mod bayes;
mod coupling;
mod depth;
mod forward;
mod geweke;
mod gibbs;
mod joint;
mod neuron;
mod quantisation;
mod synapses;
