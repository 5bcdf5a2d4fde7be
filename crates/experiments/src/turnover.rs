//! Which synapses of a bundle have changed: what the count of open ones does not tell.
//!
//! A bundle stores how many of its 2^B − 1 exchangeable synapses are open. When its weight moves by one, a synapse has opened or closed:
//! any of the closed or open ones, all equally likely. Drawing one each time gives a sample of what the single synapses do.

use yuragi_model::chance::SplitMix64;
use yuragi_model::layout::Layout;
use yuragi_model::network::Weights;

/// Follows every bundle of a network from one moment on.
#[derive(Clone, Debug)]
pub struct Turnover {
    /// 2^B − 1.
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
    /// Open synapses at the start.
    open: u16,
    /// Open at the start, closed now.
    lost: u16,
    /// Closed at the start, open now.
    gained: u16,
}

/// Shares of all synapses of all bundles.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shares {
    /// In another state than at the start.
    pub changed: f64,
    /// At least so many are: those by which the counts differ.
    pub least: f64,
    /// At most so many are: flips since the start, as if no synapse had flipped twice. Can be above 1.
    pub most: f64,
    /// So many would be if the same counts were made of synapses drawn anew.
    pub renewed: f64,
}

impl Turnover {
    /// Follows the bundles of these weights of B = `bits` bits from now on.
    pub fn new(weights: &Weights, layout: &Layout, bits: u32, seed: u64) -> Self {
        let offset = 1 << (bits - 1);
        let bundle = |&weight: &i16| Bundle {
            real: false,
            open: (i32::from(weight) + offset) as u16,
            lost: 0,
            gained: 0,
        };
        let mut bundles: Vec<Bundle> = weights.values.iter().map(bundle).collect();
        layout
            .bundles()
            .for_each(|index| bundles[index].real = true);
        Self {
            synapses: (1 << bits) - 1,
            now: weights.values.clone(),
            bundles,
            chance: SplitMix64::new(seed),
            flips: 0,
        }
    }

    /// Takes note of the weights after a presentation. Exact as long as no weight went up and down since the last note.
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

    /// What has become of the synapses.
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
    /// Open synapses.
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

/// Uniform in 0..`bound` but for 1 part in 2^52, without the divisions of [`SplitMix64::below`]: synapses flip some hundred times in a
/// presentation.
fn below(chance: &mut SplitMix64, bound: u64) -> u64 {
    ((u128::from(chance.word()) * u128::from(bound)) >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::Turnover;
    use yuragi_model::chance::SplitMix64;
    use yuragi_model::design::Design;
    use yuragi_model::model::Model;

    /// Bundles whose synapses are kept one by one say the same as the counts do.
    #[test]
    fn shares_are_those_of_single_synapses() {
        let design = Design::preset("tiny").unwrap();
        let layout = design.layout();
        let synapses = 7;
        let mut weights = Model::new(&design).unwrap().weights();
        weights.values.fill(-1); // three of seven open
        let mut chance = SplitMix64::new(3);
        let (mut sums, mut single_sums) = ([0.0; 2], [0.0; 2]);
        let rounds = 400;
        for round in 0..rounds {
            let mut weights = weights.clone();
            let mut turnover = Turnover::new(&weights, &layout, 3, 1000 + round);
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
                    // the two bundles of padding are not counted
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
            // 63 synapses in 400 rounds: standard error below 0.004
            assert!((share - single).abs() < 0.02, "{share}, single {single}");
            assert!(share > 0.2 && share < 0.6);
        }
    }
}
