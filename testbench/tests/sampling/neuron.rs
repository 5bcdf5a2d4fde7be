//! A neuron spikes as often as its potential says: every entry of the table, both signs, both ends of its bin, hidden neurons and
//! outputs, and beyond the table.

use yuragi_model::chance::SplitMix64;
use yuragi_testbench::oracle::sampling::{Chip, Shown, wide};
use yuragi_testbench::oracle::{Network, sigmoid};
use yuragi_testbench::statistics::{
    FALSE_ALARM, GROUPS, LikelihoodRatio, Suite, binomial, multinomials,
};

/// G of [`wide`]: a bin is 4 quanta, the table ends at 1024.
const QUANTUM_LOG2: u32 = 7;
const BIN: i64 = 4;
const END: i64 = 1024;

/// Spikes and presentations at one potential, of hidden neurons or of outputs.
struct Cell {
    hidden: bool,
    v: i64,
    counts: [u64; 2],
}

/// Potentials at both ends of every bin, and of two bins beyond the table on either side.
fn potentials() -> Vec<i64> {
    let ends = |v: &i64| matches!(v.abs() % BIN, 0 | 3) || v.abs() > END;
    (-END - 2 * BIN..END + 2 * BIN).filter(ends).collect()
}

/// Presents networks of 32 hidden neurons and 32 outputs until every potential had its turn in both. The first hidden neuron
/// spikes every other time and drives the outputs, so each output has two potentials, told apart by its spike.
fn frequencies(name: &str, draws: usize) -> Vec<Cell> {
    let design = wide();
    let (hidden, outputs) = (design.network.hidden(), design.network.outputs());
    let mut chip = Chip::new(name, &design);
    let mut chance = SplitMix64::new(0x4e75);
    let all = potentials();
    let mut cells = Vec::new();
    for (turn, v) in all.chunks(hidden - 1).enumerate() {
        // far enough apart for two bins, near enough for a weight
        let at = |n: usize| all[n % all.len()];
        let pairs: Vec<[i64; 2]> = (turn * outputs..(turn + 1) * outputs)
            .map(|n| [at(n), at(n + all.len() / 2)])
            .collect();
        let mut network = Network {
            quantum_log2: QUANTUM_LOG2,
            // of an input that never spikes, of one that always does, of the bias
            fan_in: vec![vec![0, 0, 0]; hidden],
            fan_out: vec![vec![0; outputs]; hidden + 1],
        };
        for (row, &v) in network.fan_in[1..].iter_mut().zip(v) {
            let part = chance.within(-800, 800);
            *row = vec![chance.within(-2048, 2047), part, v - part];
        }
        for (k, [off, on]) in pairs.iter().enumerate() {
            network.fan_out[hidden][k] = *off;
            network.fan_out[0][k] = *on - *off;
        }
        chip.begin(chance.word(), &network, 1, 1);
        chip.show(&Shown::free(vec![0, 255], &design));
        let mut of_hidden = vec![[0; 2]; v.len()];
        let mut of_outputs = vec![[[0; 2]; 2]; outputs];
        for _ in 0..draws {
            let seen = chip.present();
            for (j, counts) in of_hidden.iter_mut().enumerate() {
                counts[seen.hidden >> (j + 1) & 1] += 1;
            }
            for (k, counts) in of_outputs.iter_mut().enumerate() {
                counts[seen.hidden & 1][seen.readout >> k & 1] += 1;
            }
        }
        let cell = |hidden, v, counts| Cell { hidden, v, counts };
        let seen = v.iter().zip(of_hidden);
        cells.extend(seen.map(|(&v, counts)| cell(true, v, counts)));
        for (pair, counts) in pairs.iter().zip(of_outputs) {
            cells.extend((0..2).map(|h| cell(false, pair[h], counts[h])));
        }
    }
    cells
}

/// The probabilities of silence and spike.
fn law(p: f64) -> [f64; 2] {
    [1.0 - p, p]
}

/// The index one bin too far out.
fn shifted(v: i64) -> f64 {
    sigmoid(if v < 0 { v - BIN } else { v + BIN }, QUANTUM_LOG2)
}

/// The last quantum of each bin counted to the next.
fn edge_moved(v: i64) -> f64 {
    sigmoid(if v < 0 { v - 1 } else { v + 1 }, QUANTUM_LOG2)
}

fn right(v: i64) -> f64 {
    sigmoid(v, QUANTUM_LOG2)
}

/// Every cell by itself, all of them together, and aimed at tables that are slightly wrong.
fn suite(group: &str, cells: &[Cell], table: fn(i64) -> f64) -> Suite {
    let mut suite = Suite::of(group);
    for cell in cells {
        let [silent, spikes] = cell.counts;
        let kind = if cell.hidden { "hidden" } else { "output" };
        suite.check(
            format!("{kind} neuron at v = {}", cell.v),
            binomial(spikes, silent + spikes, table(cell.v)),
        );
    }
    let laws: Vec<[f64; 2]> = cells.iter().map(|c| law(table(c.v))).collect();
    let histograms = cells.iter().zip(&laws);
    suite.check(
        "all potentials together",
        multinomials(histograms.map(|(c, law)| (&c.counts[..], &law[..]))),
    );
    for (about, other) in [
        ("the right table", right as fn(i64) -> f64),
        ("a table one bin off", shifted),
        ("bins one quantum off", edge_moved),
    ] {
        let mut ratio = LikelihoodRatio::default();
        for (cell, null) in cells.iter().zip(&laws) {
            ratio.add(&cell.counts, null, &law(other(cell.v)));
        }
        suite.check(format!("rather {about}"), ratio.p());
    }
    suite
}

/// The least fall of a threshold, in 1/65536, that so many draws at one potential show, if they come as expected.
fn visible(v: i64, draws: u64, checks: usize) -> u32 {
    let level = FALSE_ALARM / GROUPS.len() as f64 / checks as f64;
    let p = right(v);
    let seen = |fall: &u32| {
        let other = p - f64::from(*fall) / 65536.0;
        binomial((draws as f64 * other) as u64, draws, p) < level
    };
    (1..(p * 65536.0) as u32)
        .find(seen)
        .expect("a fall that is seen")
}

/// Holds the right table, and rejects the wrong ones with the same draws.
fn check(name: &str, group: &str, draws: usize) -> Suite {
    let cells = frequencies(name, draws);
    for v in potentials() {
        for hidden in [true, false] {
            let tested = cells.iter().any(|c| c.v == v && c.hidden == hidden);
            assert!(tested, "no draws at {v}, hidden: {hidden}");
        }
    }
    for v in [0, 256, 512, 1023] {
        let fall = visible(v, draws as u64, cells.len());
        println!(
            "{name}, {draws} draws at v = {v}: a threshold of {:.0} shows if it is {fall} too low; to the next bin it is {:.1}",
            right(v) * 65536.0,
            (right(v + BIN) - right(v)) * 65536.0
        );
    }
    for wrong in [shifted as fn(i64) -> f64, edge_moved] {
        let suite = suite(group, &cells, wrong);
        let rejected: Vec<&str> = suite.rejected().iter().map(|c| c.name.as_str()).collect();
        println!(
            "{name}, a wrong table: {} rejected, first {:?}",
            rejected.len(),
            &rejected[..rejected.len().min(3)]
        );
        assert!(rejected.contains(&"rather the right table"));
        if name == "model" {
            assert!(rejected.contains(&"all potentials together"));
        }
    }
    let suite = suite(group, &cells, right);
    suite.hold();
    suite
}

#[test]
fn model_neurons_spike_as_often_as_the_table_says() {
    check("model", "neuron on the model", 400_000);
}

#[test]
fn rtl_neurons_spike_as_often_as_the_table_says() {
    check("rtl", "neuron on the rtl", 1_500);
}

#[test]
#[ignore = "long"]
fn long_neurons_spike_as_often_as_the_table_says() {
    check("model", "neuron on the model", 4_000_000).save();
    check("rtl", "neuron on the rtl", 10_000).save();
}
