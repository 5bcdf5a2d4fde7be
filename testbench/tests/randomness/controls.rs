//! Every kind of statistic rejects a generator with the fault that it is for.

use yuragi_model::Model;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;
use yuragi_model::random::{NEURON, Recurrence, Streams};
use yuragi_testbench::statistics::Suite;
use yuragi_testbench::statistics::battery;
use yuragi_testbench::statistics::bits::{Series, slices};
use yuragi_testbench::statistics::draws::{Recording, Tap, Visit};

/// Draws of a control of its own.
const DRAWS: usize = 1 << 16;

fn suite() -> Suite {
    Suite::of("random bits of the model")
}

fn recording() -> Recording {
    let design = Design::preset("digits").expect("a preset");
    let mut model = Model::new(&design).expect("a model");
    Recording::of(&mut model, &design, 2, 2_400)
}

/// The check whose name begins so is rejected.
fn rejects(suite: &Suite, name: &str) {
    let rejected = suite.rejected();
    assert!(
        rejected.iter().any(|check| check.name.starts_with(name)),
        "{name}: not among the rejected {rejected:#?} of {suite:#?}"
    );
}

/// 16-bit draws, low byte first.
fn draws(mut draw: impl FnMut() -> u16) -> Vec<u8> {
    (0..DRAWS).flat_map(|_| draw().to_le_bytes()).collect()
}

/// A shift register of the polynomial x^89 + x^38 + 1, one new bit a draw.
fn shift_register() -> impl FnMut() -> u16 {
    let mut s: u128 = 0x1234_5678_9abc_def0_1234_5678;
    move || {
        s = s >> 1 | ((s ^ s >> 38) & 1) << 88;
        (s >> 73) as u16
    }
}

#[test]
fn a_shift_register_is_correlated() {
    let mut suite = suite();
    battery::correlations_of(&mut suite, "it", &slices(&draws(shift_register()), 2));
    rejects(
        &suite,
        "correlations of it, all pairs of bits; the worst of 16504: bits 1 and 0, lag 1",
    );
}

#[test]
fn a_byte_shared_by_two_lanes_is_correlated() {
    for delay in [0, 5, 64] {
        let mut recording = recording();
        for at in (delay..recording.visits.len()).rev() {
            recording.words[16 * at + 3] = recording.words[16 * (at - delay) + 7];
        }
        let mut suite = suite();
        battery::correlations_of(&mut suite, "lanes", &slices(&recording.words, 16));
        rejects(&suite, "correlations of lanes");
    }
}

/// One bit of a lane is one of the neuron cell's draws of a while ago.
#[test]
fn a_lane_that_hears_the_neuron_cell_is_correlated() {
    let mut recording = recording();
    let neuron = slices(&recording.neuron, 2);
    for at in 30..recording.visits.len().min(neuron[4].len()) {
        let byte = &mut recording.words[16 * at + 9];
        *byte = *byte & !4 | u8::from(neuron[4].bit(at - 30)) << 2;
    }
    let mut suite = suite();
    let lanes = slices(&recording.words, 16);
    battery::correlations_between(&mut suite, ["lanes", "neuron"], &lanes, &neuron);
    rejects(&suite, "correlations of lanes with neuron");
}

#[test]
fn one_polynomial_for_two_streams_from_states_close_by_is_correlated() {
    let mut neuron = Streams::new(16, b"one").neuron;
    let mut encoder = Recurrence::new(NEURON);
    encoder.set_state(neuron.state());
    (0..40).for_each(|_| encoder.step());
    let [encoder, neuron] = [draws(|| encoder.draw()), draws(|| neuron.draw())];
    let mut suite = suite();
    battery::correlations_between(
        &mut suite,
        ["a", "b"],
        &slices(&encoder, 2),
        &slices(&neuron, 2),
    );
    rejects(&suite, "correlations of a with b");
}

/// A probability of 0.501 shows in 2^24 draws, of a bit that is set once more in 500 draws.
#[test]
fn a_bias_of_a_thousandth_is_seen() {
    let (mut chance, mut neuron) = (SplitMix64::new(5), Streams::new(16, b"").neuron);
    let bits: Series = (0..1 << 24)
        .map(|_| neuron.draw() & 1 == 1 || chance.one_in(500))
        .collect();
    let mut suite = suite();
    battery::fair_bits(&mut suite, "it", &[bits]);
    rejects(&suite, "bits of it are fair");
}

/// One unit of the encoder, one neuron, one lane and the direction of its fluctuation are not uniform; all else is.
#[test]
fn a_place_that_is_not_uniform_is_seen() {
    let mut recording = recording();
    let mut chance = SplitMix64::new(6);
    let touch = |chance: &mut SplitMix64,
                 bytes: &mut Vec<u8>,
                 from: usize,
                 place: usize,
                 mask: u8,
                 one_in: u64| {
        for byte in bytes.iter_mut().skip(from).step_by(place) {
            *byte |= if chance.one_in(one_in) { mask } else { 0 };
        }
    };
    touch(&mut chance, &mut recording.encoder, 21, 74, 0x40, 2);
    touch(&mut chance, &mut recording.neuron, 100, 276, 0x80, 2);
    touch(&mut chance, &mut recording.words, 5, 16, 1, 20);
    // one of 256 bytes never comes
    for byte in recording.words.iter_mut().skip(6).step_by(16) {
        *byte = if *byte == 77 {
            chance.word() as u8
        } else {
            *byte
        };
    }
    let mut suite = suite();
    battery::equidistribution(&mut suite, &recording);
    for name in [
        "bytes of encoder, by place, all parities; the worst of 18870: place 21, parity of bits 0x40",
        "bytes of neuron, by place, all parities; the worst of 70380: place 100, parity of bits 0x80",
        "bytes of lanes, all parities; the worst of 4080: place 5, parity of bits 0x1",
        "bytes of lanes, 256 cells; the worst of 16: place 6",
    ] {
        rejects(&suite, name);
    }
    // what only the visits of one bundle's word have
    let mut recording = self::recording();
    let address = recording.visits[0];
    for (at, _) in recording
        .visits
        .iter()
        .enumerate()
        .filter(|(_, visit)| **visit == address)
    {
        recording.words[16 * at + 8] &= 0xfd;
    }
    // and the direction of the fluctuation only
    for (at, visit) in recording.visits.iter().enumerate() {
        let up = u8::from(matches!(visit, Visit::Noise(_)));
        recording.words[16 * at + 11] |= up;
    }
    let mut suite = self::suite();
    battery::equidistribution(&mut suite, &recording);
    rejects(
        &suite,
        "bytes of bundles, at the visits of evidence, all parities",
    );
}

/// Bits that stay as they are a little more often than not, with as many ones as zeros.
#[test]
fn runs_that_are_too_long_are_seen() {
    let mut recording = recording();
    let mut chance = SplitMix64::new(7);
    let mut last = 0;
    for byte in recording.words.iter_mut().skip(2).step_by(16) {
        if chance.one_in(8) {
            *byte = *byte & !0x80 | last & 0x80;
        }
        last = *byte;
    }
    // spikes that shun each other
    let mut last = 0;
    for draw in recording.neuron.chunks_mut(2) {
        if last < 16 && draw[1] < 16 {
            draw[1] ^= 0x80;
        }
        last = draw[1];
    }
    let mut suite = suite();
    battery::run_lengths(&mut suite, &recording);
    rejects(&suite, "run lengths of lanes; the worst of 128: bit 23");
    rejects(
        &suite,
        "gaps between spikes of neuron; the worst of 5: threshold 4096",
    );
}

/// Multiples of a constant have few different spacings.
#[test]
fn birthdays_of_a_lattice_are_seen() {
    let mut recording = recording();
    let mut n: u64 = 0;
    for bytes in recording.neuron.chunks_exact_mut(6) {
        n += 1;
        bytes.copy_from_slice(&n.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_le_bytes()[2..]);
    }
    let mut suite = suite();
    battery::birthdays(&mut suite, &recording);
    rejects(
        &suite,
        "birthday spacings of neuron; the worst of 2: three draws",
    );
}

/// A polynomial of three terms, tested as if it were one of five.
#[test]
fn a_triple_correlation_is_seen() {
    let mut register = shift_register();
    let bits: Series = (0..DRAWS).map(|_| register() & 1 == 1).collect();
    let mut suite = suite();
    battery::parts_are_fair(&mut suite, "it", &bits, &[0, 13, 19, 38, 89]);
    rejects(
        &suite,
        "parts of a relation of it, at 1 to 64 times its distances; the worst of 105: 1 times, terms 11001",
    );
}

#[test]
#[should_panic(expected = "other draws were consumed")]
fn a_draw_too_many_is_noticed() {
    let design = Design::preset("digits").expect("a preset");
    let mut model = Model::new(&design).expect("a model");
    let mut tap = Tap::new(&mut model, &design);
    tap.present();
    // one step of each generator: sixteen
    tap.engine().draw(1).expect("draws");
    tap.present();
}
