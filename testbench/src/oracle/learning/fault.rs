//! Mistakes that learning could make.

use crate::oracle::coupling::Draws;

/// A mistake that a network could make: the same enumeration with it is a control, which tests must reject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The evidence of outputs with the opposite sign.
    FanOutReversed,
    /// No evidence reaches the bias bundles of the fan-in.
    FanInBiasForgotten,
    /// No evidence reaches the fan-out of the bias neuron.
    FanOutBiasForgotten,
    /// The fan-in flips whether the input spiked or not.
    InputIgnored,
    /// The fan-out is gated by the prediction spike instead of the resampled one.
    PredictionGates,
    /// A free output learns from what it drew first.
    FreeOutputLearns,
    /// A synapse beyond the last wraps around to the other rail.
    RailsWrap,
    /// Evidence flips with a probability that is 1/256 too great.
    FlipMore,
    /// Read out from the potential before resampling.
    StaleReadout,
    /// The background fluctuation only opens synapses.
    NoiseOneSided,
    /// The background fluctuation leaves out row 0.
    NoiseRowSkipped,
    /// The background fluctuation reaches the row after the one whose turn it is.
    NoiseRowLate,
    /// Hidden neurons are resampled without the retrograde signal.
    NoRetrograde,
    /// Prediction spikes are decided by other draws.
    Draws(Draws),
}
