//! Teaches a board on a serial port the "or" of two inputs, then asks it for each of the four cases:
//!
//! ```sh
//! cargo run --release --example drive_board -- PORT [BOARD] [PRESENTATIONS]
//! ```
//!
//! The board must hold the design `tiny`. Without a board there is a virtual one, which prints the port to use:
//! `yuragi virtual-board --board icebreaker --design tiny`.
//!
//! `tiny` has two hidden neurons and weights of three bits, so it learns the "or" as a tendency: its output spikes less often for "0 or 0"
//! than for the other cases.

use yuragi_boards::Board;
use yuragi_engines::Engine;
use yuragi_engines::serial::{Serial, Timing};
use yuragi_model::{Design, Registers, Stimulus};

/// Presentations over which the spikes of an answer are counted.
const SPIKES: u16 = 100;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let port = arguments
        .next()
        .ok_or("which port? for example /dev/ttyUSB1")?;
    let board = Board::load(&arguments.next().unwrap_or("icebreaker".into()))?;
    let presentations: usize = arguments.next().map_or(Ok(2_000), |n| n.parse())?;

    let design = Design::preset("tiny")?;
    let mut engine = Serial::open(&port, Timing::of(&board), &design)?;
    engine.reset(1)?;
    let registers = Registers::new(&design);

    // learning: inputs and output are clamped to an example
    engine.configure(Registers {
        learn: true,
        ..registers
    })?;
    for n in 0..presentations {
        engine.show(&stimulus(&design, n % 4, true))?;
        engine.present(1)?;
    }

    // asking: the output is free, and its spikes are counted
    engine.configure(Registers {
        learn: false,
        ..registers
    })?;
    for case in 0..4 {
        engine.show(&stimulus(&design, case, false))?;
        engine.present(SPIKES)?;
        let spikes = engine.counts()?[0];
        println!(
            "{} or {}: {spikes} spikes in {SPIKES} presentations",
            case & 1,
            case >> 1
        );
    }
    Ok(())
}

/// The inputs of a case at full or no intensity, and the output with them if it is clamped.
fn stimulus(design: &Design, case: usize, clamped: bool) -> Stimulus {
    let bits = [case & 1, case >> 1];
    let mut intensities = vec![0; design.network.inputs() + design.network.outputs()];
    for (intensity, bit) in intensities
        .iter_mut()
        .zip(bits.into_iter().chain([bits[0] | bits[1]]))
    {
        *intensity = if bit == 1 { 255 } else { 0 };
    }
    Stimulus {
        intensities,
        clamped: vec![clamped; design.network.outputs()],
    }
}
