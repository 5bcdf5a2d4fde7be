//! Networks with random weights.

use yuragi_model::chance::SplitMix64;
use yuragi_testbench::oracle::Network;

/// The seed of every chance here.
pub const SEED: u64 = 1;

/// A network of some size with weights of up to `reach` quanta.
pub fn random_network(
    [inputs, hidden, outputs]: [usize; 3],
    quantum_log2: u32,
    reach: i64,
    chance: &mut SplitMix64,
) -> Network {
    let mut rows = |rows: usize, n: usize| -> Vec<Vec<i64>> {
        (0..rows)
            .map(|_| (0..n).map(|_| chance.within(-reach, reach)).collect())
            .collect()
    };
    Network {
        quantum_log2,
        fan_in: rows(hidden, inputs + 1),
        fan_out: rows(hidden + 1, outputs),
    }
}
