//! What carries frames between a host and a core.

use yuragi_hardware::protocol::{self, Opcode};

use crate::error::Result;

/// Carries a frame to a core and its response back.
pub trait Link {
    /// Sends a frame and waits for one frame in return.
    ///
    /// `cycles`: more clock cycles than the command can take, by which a core that hangs is told from one that works.
    ///
    /// # Errors
    /// If no response comes in that time, or the link fails.
    fn exchange(&mut self, frame: &[u8], cycles: u64) -> Result<Vec<u8>>;

    /// Has a command carried out and takes the payload of its answer. `number`: the one that is due; a link that repeats
    /// frames numbers them itself.
    ///
    /// # Errors
    /// As [`exchange`](Self::exchange), and if the core refuses or answers something else.
    fn command(
        &mut self,
        number: u8,
        opcode: Opcode,
        payload: &[u8],
        cycles: u64,
    ) -> Result<Vec<u8>> {
        let frame = protocol::frame(number, opcode as u8, payload);
        let reply = self.exchange(&frame, cycles)?;
        Ok(protocol::response(&reply, number, opcode)?.to_vec())
    }

    /// Gives a command of whose answer only success is wanted; it may come later.
    ///
    /// # Errors
    /// As [`command`](Self::command), also of commands given before.
    fn post(&mut self, number: u8, opcode: Opcode, payload: &[u8], cycles: u64) -> Result<()> {
        self.command(number, opcode, payload, cycles).map(drop)
    }

    /// Waits for all answers.
    ///
    /// # Errors
    /// As [`command`](Self::command).
    fn settle(&mut self) -> Result<()> {
        Ok(())
    }

    /// Reads in the state after all commands given.
    ///
    /// # Errors
    /// As [`command`](Self::command).
    fn read_all(&mut self, number: u8, requests: &[Vec<u8>], cycles: u64) -> Result<Vec<Vec<u8>>> {
        let reads = requests.iter();
        reads
            .map(|request| self.command(number, Opcode::Read, request, cycles))
            .collect()
    }
}
