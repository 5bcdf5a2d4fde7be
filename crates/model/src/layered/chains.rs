//! Several chains of one design on one core.

use super::together::{Chain, present};
use super::{Model, Way};
use crate::design::{Design, DesignError};
use crate::network::NetworkError;

impl Model {
    /// Models of one design after a reset with a seed each: independent chains. They share their tables, and
    /// [`present_together`](Self::present_together) presents them side by side.
    ///
    /// # Errors
    /// If the design is not valid.
    pub fn chains(design: &Design, seeds: &[u64]) -> Result<Vec<Self>, DesignError> {
        let first = Self::new(design)?;
        let chain = |&seed: &u64| {
            let mut chain = first.clone();
            chain.design.random.seed = seed;
            chain.reset_seed(seed);
            chain
        };
        Ok(seeds.iter().map(chain).collect())
    }

    /// Presents the stimuli of several models `n` times, side by side on one core. Each model computes what it would compute
    /// alone. For models that [`chains`](Self::chains) made this takes less time than one after another: four at a time are
    /// computed in turn. Others are presented one after another.
    ///
    /// # Errors
    /// If `n` is 0.
    pub fn present_together(models: &mut [Self], n: u16) -> Result<(), NetworkError> {
        if n == 0 {
            return Err(NetworkError::NoPresentation);
        }
        let (fours, rest) = models.as_chunks_mut();
        for four in fours {
            let [a, b, c, d]: &mut [Self; 4] = four;
            if let (Some(a), Some(b), Some(c), Some(d)) =
                (a.chain(), b.chain(), c.chain(), d.chain())
            {
                let mut chains = [a, b, c, d];
                for chain in &mut chains {
                    chain.state.counts.fill(0);
                }
                (0..n).for_each(|_| present(&mut chains));
            } else {
                four.iter_mut().try_for_each(|model| model.present(n))?;
            }
        }
        rest.iter_mut().try_for_each(|model| model.present(n))
    }

    /// The parts of a model that compute on the fast path.
    fn chain(&mut self) -> Option<Chain<'_>> {
        match &mut self.way {
            Way::Plain(_) => None,
            Way::Events(events) => Some(Chain {
                events,
                state: &mut self.state,
            }),
        }
    }
}
