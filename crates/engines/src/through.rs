//! The methods of an engine that is operated through a port.

/// Writes those methods of an [`Engine`](super::Engine) that only call its field `port`.
///
/// With `but reset and weights`, the engine itself has the methods that change the whole row memory.
macro_rules! through_the_port {
    () => {
        fn reset(&mut self, seed: u64) -> Result<()> {
            self.port.reset(seed)
        }
        fn load_weights(&mut self, weights: &Weights) -> Result<()> {
            self.port.load_weights(weights)
        }
        $crate::through::through_the_port!(but reset and weights);
    };
    (but reset and weights) => {
        fn configure(&mut self, registers: Registers) -> Result<()> {
            self.port.configure(registers)
        }
        fn show(&mut self, stimulus: &Stimulus) -> Result<()> {
            self.port.show(stimulus)
        }
        fn present(&mut self, n: u16) -> Result<()> {
            self.port.present(n)
        }
        fn counts(&mut self) -> Result<Vec<u16>> {
            self.port.counts()
        }
        fn spikes(&mut self) -> Result<Spikes> {
            self.port.spikes()
        }
        fn counters(&mut self) -> Result<Counters> {
            self.port.counters()
        }
        fn store(&mut self, stimuli: &[Stimulus]) -> Result<()> {
            self.port.store(stimuli)
        }
        fn rehearse(&mut self, rehearsal: Rehearsal) -> Result<()> {
            self.port.rehearse(rehearsal)
        }
        fn draw(&mut self, items: usize) -> Result<Drawn> {
            self.port.draw(items)
        }
        fn weights(&mut self) -> Result<Weights> {
            self.port.weights()
        }
    };
}
pub(super) use through_the_port;
