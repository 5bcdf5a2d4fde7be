//! Tests of small cells with long tables of inputs, in one call.

use crate::error::{Error, Result};
use crate::signal::Signal;
use crate::simulation::Simulation;

impl Simulation {
    /// Runs a table of inputs and returns the table of outputs.
    ///
    /// A row of `rows` has the words of all `inputs`, one after another
    /// ([`Signal::words`] each, so one for each signal of up to 64 bits). For each
    /// row, the inputs are set, the logic settles, the `outputs` are sampled into a
    /// row of the result in the same way, and the clock runs one cycle. Outputs are
    /// thus sampled before the rising edge of their row. A design without a clock
    /// is evaluated only.
    ///
    /// Inputs can also be exposed writable variables, outputs any signals, but no
    /// arrays.
    pub fn run_vectors(
        &mut self,
        inputs: &[Signal],
        outputs: &[Signal],
        rows: &[u64],
    ) -> Result<Vec<u64>> {
        let width = self.row_width(inputs)?;
        if width == 0 || !rows.len().is_multiple_of(width) {
            return Err(Error::InvalidTable {
                words: rows.len(),
                row: width,
            });
        }
        for row in rows.chunks_exact(width) {
            let mut rest = row;
            for signal in inputs {
                let (words, others) = rest.split_at(signal.words());
                self.info(*signal)?.check_value(words)?;
                rest = others;
            }
        }
        for signal in inputs {
            self.info(*signal)?.check_writable()?;
        }
        let count = rows.len() / width;
        let mut results = vec![0; count * self.row_width(outputs)?];
        let indices = |signals: &[Signal]| signals.iter().map(|s| s.index).collect::<Vec<u32>>();
        let (ins, outs) = (indices(inputs), indices(outputs));
        let done = self
            .model
            .vectors((&ins, rows), (&outs, &mut results), count);
        self.finish(done)?;
        Ok(results)
    }

    /// Words of a row of these signals.
    fn row_width(&self, signals: &[Signal]) -> Result<usize> {
        let mut width = 0;
        for signal in signals {
            self.info(*signal)?.check_scalar()?;
            width += signal.words();
        }
        Ok(width)
    }
}
