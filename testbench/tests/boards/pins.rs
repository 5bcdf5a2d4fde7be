//! A board in simulation, through its serial pins: the exported Verilog, the netlist and the packed file.

use yuragi_boards::Board;
use yuragi_boards::toolchain::stages::Stage;
use yuragi_engines::pins::PinSimulation;
use yuragi_hardware as hardware;
use yuragi_model::design::Design;
use yuragi_testbench::campaigns::frames::{CRC, IDENTIFY, frame, refusal};
use yuragi_testbench::circuits::order;

const CYCLES: u64 = 100_000;

fn simulation(board: &str, stage: Stage) -> PinSimulation {
    let (board, design) = (Board::load(board).expect("a board"), tiny());
    PinSimulation::build(order(&board, &design), stage, false, &mut |_| ())
        .expect("a simulated board")
}

fn tiny() -> Design {
    Design::preset("tiny").expect("a design")
}

fn identity(sequence: u8) -> Vec<u8> {
    let words = hardware::identity(&tiny());
    let payload: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
    frame(sequence, IDENTIFY | 0x80, &payload)
}

#[test]
fn a_board_answers_through_its_pins() {
    for stage in [Stage::Rtl, Stage::Netlist, Stage::Bitstream] {
        let mut board = simulation("hx8k-breakout", stage);
        let reply = board
            .run(&frame(7, IDENTIFY, &[]), 1, CYCLES)
            .expect("a run");
        assert_eq!(reply.bytes, identity(7), "{stage:?}");
        assert!(reply.complete && reply.broken == 0 && reply.skipped == 0);
        // the bits themselves, and hardly more
        let bytes = 6 + identity(7).len() as u64;
        assert!(reply.cycles >= bytes * 160, "{stage:?}: {reply:?}");
        assert!(reply.cycles < bytes * 160 + 2_000, "{stage:?}: {reply:?}");

        // a bad frame; then nothing; then a board that was off
        let mut bad = frame(3, IDENTIFY, &[]);
        bad[1] ^= 1;
        let reply = board.run(&bad, 1, CYCLES).expect("a run");
        assert_eq!(reply.bytes, refusal(2, IDENTIFY, CRC), "{stage:?}");
        assert!(!board.run(&[], 1, 5_000).expect("a run").complete);
        board.power_cycle().expect("power");
        let reply = board
            .run(&frame(8, IDENTIFY, &[]), 1, CYCLES)
            .expect("a run");
        assert_eq!(reply.bytes, identity(8), "{stage:?}");
        assert!(!board.press().expect("no button"), "{stage:?}");
    }
}

#[test]
fn bytes_under_way_go_on_with_the_next_call() {
    let mut board = simulation("icebreaker", Stage::Rtl);
    let request = frame(7, IDENTIFY, &[]);
    let (mut sent, mut received, mut calls) = (0, Vec::new(), 0);
    while received.len() < identity(7).len() {
        let reply = board.run_bytes(&request[sent..], usize::MAX, 33);
        let reply = reply.expect("a run");
        assert_eq!(reply.cycles, 33);
        sent += reply.sent;
        received.extend(reply.bytes);
        calls += 1;
        assert!(calls < 1_000, "{sent} bytes sent, {received:02x?}");
    }
    assert_eq!((sent, received), (request.len(), identity(7)));
}

#[test]
fn the_button_starts_a_board_afresh() {
    let mut board = simulation("icebreaker", Stage::Rtl);
    // the first half of a frame is forgotten
    board
        .run_bytes(&frame(1, IDENTIFY, &[])[..3], 0, CYCLES)
        .expect("a run");
    assert!(board.press().expect("a button"));
    let reply = board
        .run(&frame(2, IDENTIFY, &[]), 1, CYCLES)
        .expect("a run");
    assert_eq!(reply.bytes, identity(2));
}
