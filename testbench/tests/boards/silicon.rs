//! The model against what synthesis, place and route and packing made of a small design; longer runs: `make silicon`.

use yuragi_boards::Board;
use yuragi_boards::toolchain::stages::{Stage, packed};
use yuragi_engines::compare::{Outcome, Pair, Plan, RandomSteps};
use yuragi_engines::pins::{PinSimulation, Pins};
use yuragi_engines::{Engine, EngineError};
use yuragi_model::Model;
use yuragi_model::design::Design;
use yuragi_testbench::circuits::order;

use super::asc::Asc;

const PRESENTATIONS: u64 = 40;
const SEED: u64 = 3;

fn tiny() -> Design {
    Design::preset("tiny").expect("a design")
}

fn run(board: PinSimulation, design: &Design, stage: Stage) -> Result<Outcome, EngineError> {
    let mut model = Model::new(design).expect("a model");
    let mut pins = Pins::open(board, design, stage)?;
    let steps = RandomSteps::new(design, SEED);
    let plan = Plan::closely(PRESENTATIONS);
    let outcome = Pair::new(&mut model, &mut pins, design).run(steps, &plan, &mut |_| true);
    println!("{} cycles", pins.cycles().unwrap_or(0));
    outcome
}

fn equal(outcome: &Outcome) {
    assert_eq!(outcome.difference, None, "seed {SEED}");
    assert_eq!(outcome.presentations, PRESENTATIONS);
    // what is out of sight is said
    let hidden = ["hidden potentials", "output potentials", "age", "noise row"];
    assert_eq!(outcome.equal.left_out, hidden);
    let bits = outcome.equal.bits();
    assert!(bits > 100 * PRESENTATIONS, "{bits} bits");
}

fn netlist(board: &str) {
    let (board, design) = (Board::load(board).expect("a board"), tiny());
    let pins = PinSimulation::build(order(&board, &design), Stage::Netlist, false, &mut |_| ());
    let outcome = run(pins.expect("a netlist"), &design, Stage::Netlist);
    equal(&outcome.expect("two engines"));
}

#[test]
fn an_ice40_netlist_is_the_model() {
    netlist("hx8k-breakout");
}

#[test]
fn an_ecp5_netlist_is_the_model() {
    netlist("ulx3s-25f");
}

#[test]
fn a_bitstream_is_the_model_and_a_fault_in_it_is_seen() {
    let (board, design) = (Board::load("hx8k-breakout").expect("a board"), tiny());
    let bytes = packed(order(&board, &design), &mut |_| ()).expect("a packed file");
    let pins = |bytes: &[u8]| {
        PinSimulation::of_bitstream(&board, &design, bytes, false, &mut |_| ())
            .expect("a simulated board")
    };
    let outcome = run(pins(&bytes), &design, Stage::Bitstream);
    equal(&outcome.expect("two engines"));

    // the control: a bit where nothing is
    let mut asc = Asc::unpack(&bytes);
    let bit = asc.unused_bit().expect("an unused tile");
    asc.flip(bit);
    let control = asc.pack();
    assert_ne!(control, bytes);
    let outcome = run(pins(&control), &design, Stage::Bitstream);
    equal(&outcome.expect("two engines"));

    // one bit of one look-up table that is used
    let mut asc = Asc::unpack(&bytes);
    let bit = asc.used_bit().expect("a generator of random bits");
    asc.flip(bit);
    match run(pins(&asc.pack()), &design, Stage::Bitstream) {
        Ok(outcome) => {
            println!("{bit:?}: {:?}", outcome.difference);
            assert!(outcome.difference.is_some(), "{bit:?} was not seen");
        }
        // it may sit where frames are checked
        Err(error) => {
            println!("{bit:?}: {error}");
            assert!(
                matches!(error, EngineError::Protocol(_) | EngineError::Simulation(_)),
                "{error}"
            );
        }
    }
}

#[test]
fn what_cannot_be_simulated_is_refused() {
    let (board, design) = (Board::load("ulx3s-25f").expect("a board"), tiny());
    let result = PinSimulation::build(order(&board, &design), Stage::Bitstream, false, &mut |_| ());
    let text = result.err().expect("refused").to_string();
    assert!(
        text.contains("ulx3s-25f") && text.contains("netlist"),
        "{text}"
    );
}
