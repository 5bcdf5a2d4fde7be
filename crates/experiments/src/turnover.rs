//! Which synapses of a bundle have changed, which the number of open synapses does not show.
//!
//! A bundle only stores how many of its 2^B − 1 synapses are open. When its weight moves by one, one of the closed
//! synapses has opened or one of the open synapses has closed, all with the same probability. Drawing which one it is
//! gives a sample of what happens to single synapses.

use yuragi_model::chance::SplitMix64;
use yuragi_model::network::Weights;
use yuragi_model::shape::Shape;

/// Follows every bundle of a network from a starting moment.
#[derive(Clone, Debug)]
pub struct Turnover {
    /// The number of synapses of a bundle, 2^B − 1.
    synapses: u64,
    now: Vec<i16>,
    bundles: Vec<Bundle>,
    chance: SplitMix64,
    flips: u64,
}

#[derive(Clone, Copy, Debug)]
struct Bundle {
    /// False for padding.
    real: bool,
    /// The number of synapses that were open at the start.
    open: u16,
    /// The number that were open at the start and are closed now.
    lost: u16,
    /// The number that were closed at the start and are open now.
    gained: u16,
}

/// Shares of all synapses of all bundles that have changed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shares {
    /// The share in another state than at the start.
    pub changed: f64,
    /// A lower bound of it: the differences between the counts.
    pub least: f64,
    /// An upper bound of it: all flips since the start, as if no synapse had flipped twice. It can be above 1.
    pub most: f64,
    /// The share that would be in another state if the open synapses were chosen anew, with the same counts.
    pub renewed: f64,
}

impl Turnover {
    /// Starts with these weights of B = `bits` bits.
    pub fn new(weights: &Weights, shape: &Shape, bits: u32, seed: u64) -> Self {
        let offset = 1 << (bits - 1);
        let bundle = |&weight: &i16| Bundle {
            real: false,
            open: (i32::from(weight) + offset) as u16,
            lost: 0,
            gained: 0,
        };
        let mut bundles: Vec<Bundle> = weights.values.iter().map(bundle).collect();
        shape.bundles().for_each(|index| bundles[index].real = true);
        Self {
            synapses: (1 << bits) - 1,
            now: weights.values.clone(),
            bundles,
            chance: SplitMix64::new(seed),
            flips: 0,
        }
    }

    /// Records the weights after a presentation. It is exact if no weight has moved both up and down since the last
    /// record.
    pub fn note(&mut self, weights: &Weights) {
        const STRETCH: usize = 32;
        for (start, (new, old)) in weights
            .values
            .chunks(STRETCH)
            .zip(self.now.chunks_mut(STRETCH))
            .enumerate()
        {
            if new == old {
                continue;
            }
            for (k, (&new, old)) in new.iter().zip(old).enumerate() {
                let bundle = &mut self.bundles[start * STRETCH + k];
                if bundle.real {
                    self.flips += u64::from(new.abs_diff(*old));
                    for _ in *old..new {
                        bundle.open_one(self.synapses, &mut self.chance);
                    }
                    for _ in new..*old {
                        bundle.close_one(&mut self.chance);
                    }
                }
                *old = new;
            }
        }
    }

    /// The shares of synapses that have changed by now.
    pub fn shares(&self) -> Shares {
        let (mut changed, mut least, mut renewed, mut bundles) = (0, 0, 0.0, 0);
        for bundle in self.bundles.iter().filter(|bundle| bundle.real) {
            bundles += 1;
            changed += u64::from(bundle.lost) + u64::from(bundle.gained);
            least += u64::from(bundle.lost.abs_diff(bundle.gained));
            let then = f64::from(bundle.open) / self.synapses as f64;
            let now = f64::from(bundle.now()) / self.synapses as f64;
            renewed += then * (1.0 - now) + now * (1.0 - then);
        }
        let all = (bundles * self.synapses) as f64;
        Shares {
            changed: changed as f64 / all,
            least: least as f64 / all,
            most: self.flips as f64 / all,
            renewed: renewed / bundles as f64,
        }
    }
}

impl Bundle {
    /// The number of open synapses.
    fn now(&self) -> u16 {
        self.open - self.lost + self.gained
    }

    fn open_one(&mut self, synapses: u64, chance: &mut SplitMix64) {
        let closed = synapses - u64::from(self.now());
        if below(chance, closed) < u64::from(self.lost) {
            self.lost -= 1;
        } else {
            self.gained += 1;
        }
    }

    fn close_one(&mut self, chance: &mut SplitMix64) {
        if below(chance, self.now().into()) < u64::from(self.gained) {
            self.gained -= 1;
        } else {
            self.lost += 1;
        }
    }
}

/// A number in 0..`bound`, uniform up to 1 part in 2^52. It avoids the divisions of [`SplitMix64::below`], because some
/// hundred synapses flip in a presentation.
fn below(chance: &mut SplitMix64, bound: u64) -> u64 {
    ((u128::from(chance.word()) * u128::from(bound)) >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::Turnover;
    use yuragi_model::Model;
    use yuragi_model::chance::SplitMix64;
    use yuragi_model::design::Design;

    /// Bundles in which every synapse is stored give the same shares as the counts.
    #[test]
    fn shares_are_those_of_single_synapses() {
        let design = Design::preset("tiny").unwrap();
        let shape = design.shape();
        let synapses = 7;
        let mut weights = Model::new(&design).unwrap().weights();
        weights.values.fill(-1); // three of seven open
        let mut chance = SplitMix64::new(3);
        let (mut sums, mut single_sums) = ([0.0; 2], [0.0; 2]);
        let rounds = 400;
        for round in 0..rounds {
            let mut weights = weights.clone();
            let mut turnover = Turnover::new(&weights, &shape, 3, 1000 + round);
            let mut single: Vec<[bool; 7]> =
                vec![std::array::from_fn(|k| k < 3); weights.values.len()];
            for step in 0..40 {
                for (weight, single) in weights.values.iter_mut().zip(&mut single) {
                    let up = chance.one_in(2);
                    let can: Vec<usize> = (0..synapses).filter(|&k| single[k] != up).collect();
                    if !can.is_empty() {
                        single[can[chance.below(can.len() as u64) as usize]] = up;
                        *weight += if up { 1 } else { -1 };
                    }
                }
                turnover.note(&weights);
                if step == 4 || step == 39 {
                    let at = usize::from(step == 39);
                    let shares = turnover.shares();
                    sums[at] += shares.changed;
                    assert!(shares.least <= shares.changed && shares.changed <= shares.most);
                    // the padding is not counted
                    let real: Vec<usize> = (0..weights.values.len())
                        .filter(|&i| turnover.bundles[i].real)
                        .collect();
                    assert_eq!(real.len(), 2 * 3 + 3);
                    let changed = |i: &usize| (0..7).filter(|&k| single[*i][k] != (k < 3)).count();
                    let all: usize = real.iter().map(changed).sum();
                    single_sums[at] += all as f64 / (real.len() * synapses) as f64;
                }
            }
        }
        for (sum, single) in sums.into_iter().zip(single_sums) {
            let (share, single) = (
                sum / f64::from(rounds as u32),
                single / f64::from(rounds as u32),
            );
            // with 63 synapses in 400 rounds, the standard error is below 0.004
            assert!((share - single).abs() < 0.02, "{share}, single {single}");
            assert!(share > 0.2 && share < 0.6);
        }
    }
}
