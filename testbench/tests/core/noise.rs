//! Noise on the host port: no hang, and no change of the state without a good frame that was answered. `make noise` sends a million.

use yuragi_testbench::campaigns::noise::{Campaign, SPOILED, caught, tiny};

const SEED: u64 = 7;

#[test]
fn twenty_thousand_frames_of_noise_change_nothing() {
    for stored in [0, 3] {
        let mut campaign = Campaign::new(&tiny(stored), None, SEED);
        let done = campaign.run(10_000);
        let outcome = &campaign.outcome;
        println!("{stored} stored stimuli, seed {SEED}: {outcome:?}");
        done.unwrap_or_else(|why| panic!("seed {SEED}, {stored} stored stimuli: {why}"));
        let numbers = outcome.kinds.iter().chain(&outcome.codes);
        // of every kind, refused for every reason, and some executed
        assert!(numbers.chain([&outcome.executed]).all(|&n| n > 0));
    }
}

#[test]
fn a_spoiled_port_is_caught() {
    for spoiled in &SPOILED[..3] {
        println!("{}", caught(*spoiled, SEED, 10_000).expect("caught"));
    }
}
