//! The trait of whatever carries frames between a host and a core.

use yuragi_hardware::protocol::{self, Opcode};

use crate::error::Result;

/// Carries frames to a core and their responses back.
pub trait Link {
    /// Sends a frame and waits for one frame in return.
    ///
    /// `cycles` is a number of clock cycles that is larger than what the command can take. A core that takes longer
    /// hangs.
    ///
    /// # Errors
    /// If no response comes in this time, or the link fails.
    fn exchange(&mut self, frame: &[u8], cycles: u64) -> Result<Vec<u8>>;

    /// Sends a command and returns the payload of its answer.
    ///
    /// `number` is the sequence number that is due. A link that repeats frames ignores it and uses its own numbers.
    ///
    /// # Errors
    /// As [`exchange`](Self::exchange), and if the core refuses the command or answers something else.
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

    /// Sends a command whose answer has no payload. The answer may come after this method has returned.
    ///
    /// # Errors
    /// As [`command`](Self::command), also for commands that were sent before.
    fn post(&mut self, number: u8, opcode: Opcode, payload: &[u8], cycles: u64) -> Result<()> {
        self.command(number, opcode, payload, cycles).map(drop)
    }

    /// Waits until all commands are answered.
    ///
    /// # Errors
    /// As [`command`](Self::command).
    fn settle(&mut self) -> Result<()> {
        Ok(())
    }

    /// Sends several reads and returns the payloads of their answers. They show the state after all commands before.
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
