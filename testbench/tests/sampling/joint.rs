//! Geweke's joint test ("Getting it right", JASA 99, 2004): two simulators of the joint law of hidden neurons and outputs. Forward, h from
//! x and then y from h; and by turns, y from h and h from the clamped y, which ends in the same law only if resampling is the
//! posterior of the forward model. Both are held against their exact laws, and the distance of the two laws is computed: it is
//! what the tables cost.
//!
//! It needs a joint law to begin with, so it applies at fixed weights only: the synapses' prior is their own last state, and of weights and
//! data together there is no joint law that a forward simulator could draw from.

use yuragi_model::chance::SplitMix64;
use yuragi_testbench::oracle::Network;
use yuragi_testbench::oracle::chain::{Kernel, Mixing, mixing, step, thinned, transitions};
use yuragi_testbench::oracle::sampling::{Chip, Effort, Shown, small};
use yuragi_testbench::statistics::{
    LikelihoodRatio, Suite, multinomial, multinomials, total_variation,
};

/// Passes of resampling: so many that hidden neurons forget where they began.
const SWEEPS: u8 = 20;

/// The laws of both simulators at given inputs.
struct Laws {
    /// h given the clamped y.
    hidden: Kernel,
    /// y given h.
    outputs: Kernel,
    /// From y to the next y, by turns.
    turns: Mixing,
    turn: Kernel,
    /// (h, y), h + 2^H·y: forward.
    forward: Vec<f64>,
    /// The same, by turns.
    alternating: Vec<f64>,
}

impl Laws {
    /// `deaf`: resampling does not hear the outputs, a control.
    fn of(network: &Network, x: &[bool], deaf: bool) -> Self {
        let (v, count) = (network.potentials(x), network.outputs());
        let prediction = network.prediction(&v);
        let hidden: Kernel = (0..1_usize << count)
            .map(|y| {
                let y: Vec<Option<bool>> = (0..count)
                    .map(|k| (!deaf).then_some(y >> k & 1 == 1))
                    .collect();
                step(&prediction, &network.kernel(&v, &y, SWEEPS.into()))
            })
            .collect();
        let outputs = network.readouts();
        let turn: Kernel = hidden.iter().map(|h| step(h, &outputs)).collect();
        let turns = mixing(&turn);
        let joint = |hidden: &[f64]| -> Vec<f64> {
            let of = |y: usize| hidden.iter().zip(&outputs).map(move |(p, row)| p * row[y]);
            (0..1 << count).flat_map(of).collect()
        };
        Self {
            forward: joint(&prediction),
            alternating: joint(&step(&turns.stationary, &hidden)),
            hidden,
            outputs,
            turns,
            turn,
        }
    }

    /// How far apart the two simulators are.
    fn distance(&self) -> f64 {
        total_variation(&self.forward, &self.alternating)
    }
}

fn claims(suite: &mut Suite, name: &str, effort: Effort, deaf: bool) {
    let design = small();
    let hidden = design.network.hidden();
    let mut chance = SplitMix64::new(0x6e3e);
    let mut chip = Chip::new(name, &design);
    for _ in 0..effort.networks {
        let seed = chance.below(1 << 32);
        let network = Network::random(&design, &mut chance);
        let inputs = Shown::random(&design, 0, true, &mut chance);
        let x: Vec<bool> = inputs.inputs.iter().map(|&q| q == 255).collect();
        let laws = Laws::of(&network, &x, deaf);
        let others = Laws::of(&network, &x, !deaf);
        let about = format!("{name}, network {seed}");
        println!(
            "{about}: by turns and forward {:.3} % apart, independent after {} turns",
            100.0 * laws.distance(),
            laws.turns.steps
        );
        if !deaf {
            assert!(laws.distance() < 0.01, "{about}: {}", laws.distance());
        }

        // forward
        chip.begin(seed, &network, SWEEPS, 1);
        chip.show(&inputs);
        let mut counts = vec![0; laws.forward.len()];
        let mut seen = chip.present();
        for _ in 0..effort.draws {
            seen = chip.present();
            counts[seen.hidden | seen.outputs << hidden] += 1;
        }
        suite.check(
            format!("{about}, forward"),
            multinomial(&counts, &laws.forward),
        );

        // by turns: what was read out is clamped
        let (mut pairs, mut ys) = (Vec::new(), vec![seen.readout]);
        let mut of_hidden = vec![vec![0; 1 << hidden]; laws.hidden.len()];
        let mut of_outputs = vec![vec![0; laws.hidden.len()]; 1 << hidden];
        for _ in 0..effort.draws {
            let y = seen.readout;
            let clamp = |k| Some(if y >> k & 1 == 1 { 255 } else { 0 });
            chip.show(&Shown {
                inputs: inputs.inputs.clone(),
                outputs: (0..design.network.outputs()).map(clamp).collect(),
            });
            seen = chip.present();
            assert_eq!(seen.outputs, y, "{about}: clamped");
            of_hidden[y][seen.hidden] += 1;
            of_outputs[seen.hidden][seen.readout] += 1;
            ys.push(seen.readout);
            pairs.push(seen.hidden | seen.readout << hidden);
        }
        let rows = |counts: &[Vec<u64>], laws: &Kernel| {
            let pairs = counts.iter().zip(laws);
            multinomials(pairs.map(|(counts, law)| (&counts[..], &law[..])))
        };
        suite.check(
            format!("{about}, h given y"),
            rows(&of_hidden, &laws.hidden),
        );
        let mut ratio = LikelihoodRatio::default();
        let kernels = laws.hidden.iter().zip(&others.hidden);
        for (counts, (law, other)) in of_hidden.iter().zip(kernels) {
            ratio.add(counts, law, other);
        }
        let with = if deaf { "with" } else { "without" };
        suite.check(
            format!("{about}, rather {with} the retrograde signal"),
            ratio.p(),
        );
        suite.check(
            format!("{about}, y given h"),
            rows(&of_outputs, &laws.outputs),
        );
        let next = transitions(&ys, &laws.turn, &laws.turns.stationary, seed);
        suite.check(
            format!("{about}, y given y before"),
            rows(&next, &laws.turn),
        );
        // a turn more, since a pair begins with a y that has forgotten
        let counts = thinned(&pairs, laws.turns.steps + 1, laws.alternating.len());
        let far = laws.turns.distance * counts.iter().sum::<u64>() as f64;
        let p = (multinomial(&counts, &laws.alternating) + far).min(1.0);
        suite.check(format!("{about}, by turns"), p);
    }
}

const MODEL: Effort = Effort {
    networks: 4,
    draws: 40_000,
};
const RTL: Effort = Effort {
    networks: 1,
    draws: 4_000,
};

#[test]
fn both_simulators_have_one_law() {
    let mut suite = Suite::of("joint distribution");
    claims(&mut suite, "model", MODEL, false);
    claims(&mut suite, "rtl", RTL, false);
    suite.hold();
}

/// Without the retrograde signal the simulator by turns ends elsewhere, and its draws show it.
#[test]
fn a_deaf_resampling_is_rejected() {
    let mut suite = Suite::of("joint distribution");
    claims(&mut suite, "model", RTL, true);
    let rejected: Vec<&str> = suite.rejected().iter().map(|c| c.name.as_str()).collect();
    println!("deaf: {rejected:?}");
    assert!(
        rejected
            .iter()
            .any(|name| name.ends_with("rather with the retrograde signal"))
    );
}

#[test]
#[ignore = "long"]
fn long_both_simulators_have_one_law() {
    let mut suite = Suite::of("joint distribution");
    for (name, networks, effort) in [("model", 20, MODEL), ("rtl", 2, RTL)] {
        let draws = 10 * effort.draws;
        claims(&mut suite, name, Effort { networks, draws }, false);
    }
    suite.save();
    suite.hold();
}
