//! A frame that stands ready behind a read of some of the spikes: the rings turn on while the answer leaves.

use verilator_sys::{Expect, FrameRule};
use yuragi::design::Design;
use yuragi::protocol::{self, Opcode, Space};
use yuragi_testbench::core;

/// What the core answers to three frames sent one after another, or all at once.
fn answers(design: &Design, at_once: bool) -> Result<Vec<u8>, String> {
    let (library, link) = core(design);
    let mut simulation = library.simulation().expect("a simulation");
    let rule = FrameRule {
        start: protocol::SYNC,
        length_at: 3,
        overhead: protocol::OVERHEAD as u8,
    };
    let frames = [
        protocol::frame(1, Opcode::Identify as u8, &[]),
        protocol::frame(2, Opcode::Read as u8, &protocol::read(Space::Spikes, 0, 1)),
        protocol::frame(2, Opcode::Draw as u8, &protocol::read(Space::Streams, 0, 2)),
    ];
    let mut received = Vec::new();
    let (parts, count) = if at_once {
        (vec![frames.concat()], 3)
    } else {
        (frames.to_vec(), 1)
    };
    for part in parts {
        let reply = simulation
            .transact(&link, &part, Expect::Frames(rule, count), 20_000)
            .map_err(|error| error.to_string())?;
        received.extend(reply.bytes);
        // the rings come to rest
        simulation.step(2_000).expect("stepped");
    }
    Ok(received)
}

#[test]
fn a_draw_that_stands_ready_waits_until_the_rings_have_turned() {
    let design = Design::preset("tiny").expect("a preset");
    let expected = answers(&design, false).expect("answers");
    assert_eq!(answers(&design, true), Ok(expected));
}
