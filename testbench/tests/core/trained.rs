//! A core whose row memory holds learned weights from the start: it wakes up as the model says, and goes on as any core does.

use verilator_sys::{Expect, Simulation};
use yuragi_engines::Engine;
use yuragi_engines::compare::{Pair, Plan, RandomSteps};
use yuragi_engines::rtl::Rtl;
use yuragi_hardware as hardware;
use yuragi_hdl::VerilogFile;
use yuragi_model::Model;
use yuragi_model::design::Design;
use yuragi_model::network::Weights;
use yuragi_testbench::campaigns::frames::{
    DRAW, IDENTIFY, PRESENT, READ, REGISTERS, ROWS, RULE, SCRATCH, STREAMS, WRITE, access, frame,
    read_all,
};

/// A model that has learned for a while, and so uses its range of weights.
fn learned(design: &Design, seed: u64) -> Weights {
    let mut model = Model::new(design).expect("a model");
    for step in RandomSteps::new(design, seed).take(300) {
        step.apply(&mut model).expect("a step");
    }
    model.weights()
}

fn verilog(design: &Design, weights: &Weights) -> Vec<VerilogFile> {
    hardware::verilog_with(design, Some(weights)).expect("exported")
}

fn check(design: &Design, seed: u64, presentations: u64) {
    let about = format!("seed {seed}, design\n{}", design.to_toml());
    let weights = learned(design, seed);
    let mut model = Model::new(design).expect("a model");
    assert_ne!(model.weights(), weights, "{about}");
    model.wake_trained(&weights).expect("weights of the design");
    let mut rtl = Rtl::of_verilog(design, &verilog(design, &weights)).expect("a core");
    assert_eq!(rtl.weights().expect("weights"), weights, "{about}");
    let mut pair = Pair::new(&mut model, &mut rtl, design);
    let difference = pair.whole(true).expect("two engines");
    assert_eq!(difference, None, "at power-on; {about}");
    // the steps begin with a reset, which draws initial weights as it does in any core
    let mut steps = RandomSteps::new(design, seed ^ 0x5eed);
    for steps in [
        &mut steps.by_ref().skip(3) as &mut dyn Iterator<Item = _>,
        &mut RandomSteps::new(design, seed),
    ] {
        let outcome = pair.run(steps, &Plan::closely(presentations), &mut |_| true);
        let outcome = outcome.expect("two engines");
        assert!(
            outcome.difference.is_none(),
            "{:?}; {about}",
            outcome.difference
        );
        assert_eq!(outcome.presentations, presentations, "{about}");
    }
}

#[test]
fn a_trained_core_wakes_up_as_the_model_says() {
    check(&Design::preset("tiny").expect("a preset"), 5, 300);
    // weights of 12 bits fill hexadecimal digits, of 5 not; lanes of a word that no bundle uses
    for (layers, bits, lanes) in [
        ("[6, 5, 4]", 12, 3),
        ("[6, 5, 7, 4]\nskips = [[0, 2]]", 5, 18),
    ] {
        let text = format!(
            "[network]\nlayers = {layers}\n[synapse]\nbits = {bits}\nquantum_log2 = 4\nflip = 1.0\n\
             [hardware]\nlanes = {lanes}\nretrograde_lanes = 1\n[random]\nseed = 9\n"
        );
        let design = Design::parse(&text, "of this test").expect("a design");
        check(&design, 6, 200);
    }
}

/// One synapse more in one bundle of the memory is noticed.
#[test]
fn another_weight_is_noticed() {
    let design = Design::preset("tiny").expect("a preset");
    let weights = learned(&design, 5);
    let mut model = Model::new(&design).expect("a model");
    model.wake_trained(&weights).expect("weights of the design");
    let mut other = weights.clone();
    let last = other.values.len() - 1;
    other.values[last] -= other.values[last].signum().max(0) * 2 - 1;
    let mut rtl = Rtl::of_verilog(&design, &verilog(&design, &other)).expect("a core");
    let difference = Pair::new(&mut model, &mut rtl, &design).whole(true);
    assert!(difference.expect("two engines").is_some());
}

/// The reset pin cannot bring back what learning changed: the row memory stays.
#[test]
fn the_reset_pin_leaves_the_weights() {
    let design = Design::preset("tiny").expect("a preset");
    let map = hardware::scratch_map(&design.shape());
    let weights = learned(&design, 5);
    let (library, host) = yuragi_testbench::circuits::core_of(verilog(&design, &weights));
    let mut simulation = library.simulation().expect("a simulation");
    let ask = |simulation: &mut Simulation, frames: &[Vec<u8>]| {
        let expect = Expect::Frames(RULE, frames.len());
        let reply = simulation.transact(&host, &frames.concat(), expect, 1_000_000);
        reply.expect("answered").bytes
    };
    let rows = [
        frame(1, IDENTIFY, &[]),
        frame(2, READ, &read_all(&design, ROWS)),
    ];
    let streams = [
        frame(1, IDENTIFY, &[]),
        frame(2, DRAW, &access(STREAMS, 20, 0, &[])),
    ];
    let fresh = ask(&mut simulation, &rows);
    let drawn = ask(&mut library.simulation().expect("a simulation"), &streams);
    let learning = [
        frame(
            2,
            WRITE,
            &access(SCRATCH, 1, map.stimulus as u16, &[0xffff]),
        ),
        frame(3, WRITE, &access(REGISTERS, 1, 0, &[1])),
        frame(4, PRESENT, &[50, 0]),
    ];
    ask(&mut simulation, &learning);
    let changed = ask(&mut simulation, &rows);
    assert_ne!(changed, fresh);
    let pin = simulation.port("i_reset").expect("a pin");
    simulation.poke(pin, 1).expect("held");
    simulation.step(3).expect("stepped");
    simulation.poke(pin, 0).expect("let go");
    assert_eq!(ask(&mut simulation, &rows), changed);
    assert_eq!(ask(&mut simulation, &streams), drawn);
}
