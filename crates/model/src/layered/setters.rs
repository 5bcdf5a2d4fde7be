//! Short ways to set a layered model, for tests and examples. They panic where the others return an error.

use super::Layered;
use crate::network::Weights;

impl Layered {
    /// Turns learning on or off, and leaves the other registers as they are.
    pub fn learning(&mut self, on: bool) {
        self.state.registers.learn = on;
    }

    /// Sets the number of presentations after which the hidden state starts afresh. It starts afresh in the next one.
    ///
    /// # Panics
    /// If it is 0.
    pub fn set_dwell(&mut self, dwell: u16) {
        assert!(dwell > 0, "the dwell is from 1 to 65535");
        self.state.registers.dwell = dwell;
        self.state.age = 0;
    }

    /// Sets the stimulus from its parts: the intensities of the inputs and of the outputs, and which outputs are clamped.
    ///
    /// # Panics
    /// If a length is not that of the layer.
    pub fn show(&mut self, inputs: &[u8], outputs: &[u8], clamped: &[bool]) {
        let own = self.shape().neurons(0);
        assert_eq!(inputs.len(), own, "intensities of the inputs");
        self.state.set_stimulus([inputs, outputs], clamped);
    }

    /// Replaces the content of the row memory by plain numbers.
    ///
    /// # Panics
    /// If the number of weights is wrong, or a weight has more than B bits.
    pub fn set_weights(&mut self, weights: &[i16]) {
        let (lanes, values) = (self.design().lanes, weights.to_vec());
        let loaded = self.load_weights(&Weights { lanes, values });
        loaded.unwrap_or_else(|error| panic!("{error}"));
    }
}
