//! How much its children must gain for a neuron to change: this rules most neurons out before their children are looked at.
//!
//! A neuron with potential v and draw r spikes if r is below the threshold of its logit, that is, if the logit is at least
//! L(r), the smallest logit whose threshold is above r. The logit is v plus the fall of its children's surprise if the neuron
//! is silent, and v minus this fall if it spikes. So a silent neuron changes if the surprise would fall by at least L(r) − v,
//! and a spiking one if it would fall by at least v − L(r) + 1. This is what the neuron *needs*.

use crate::fast::vector::LANES;
use crate::tables::Tables;

/// The number of low bits of a draw that are left out. A need is then a little too small, never too large.
const LEFT_OUT: u32 = 6;

/// The number of different draws without these bits.
const DRAWS: usize = 1 << (16 - LEFT_OUT);

/// More than every logit, which has at most 24 bits with its sign.
const BEYOND: i32 = 1 << 24;

/// L of draws.
#[derive(Clone, Debug)]
pub(super) struct Needs {
    /// L(64·q) for each q. The last entry stands for draws that never spike.
    logits: Box<[i32; DRAWS + 1]>,
}

impl Needs {
    pub fn new(tables: &Tables) -> Self {
        // from −8 nats to 8 nats; beyond them the threshold stays what it is
        let end = 8 << tables.quantum_log2;
        let logit = |draw: u16| {
            let (mut low, mut high) = (-end - 1, end + 1);
            // the threshold of `low` is at most the draw, and that of `high` is above it
            if tables.threshold(low) > draw {
                return -BEYOND;
            }
            if tables.threshold(high) <= draw {
                return BEYOND;
            }
            while high - low > 1 {
                let middle = (low + high) / 2;
                if tables.threshold(middle) > draw {
                    high = middle;
                } else {
                    low = middle;
                }
            }
            high
        };
        let mut logits = Box::new([BEYOND; DRAWS + 1]);
        for (q, entry) in logits[..DRAWS].iter_mut().enumerate() {
            *entry = logit((q << LEFT_OUT) as u16);
        }
        Self { logits }
    }

    /// Computes the needs of neurons from their potentials, spikes and draws. The potentials and the needs have whole
    /// vectors; the needs after the last neuron are so large that they are never met.
    #[inline(always)]
    pub fn of(&self, v: &[i32], spikes: &[i16], draws: &[[u8; 2]], needs: &mut [i32]) {
        let neurons = spikes.len().min(draws.len());
        let vectors = needs.as_chunks_mut::<LANES>().0.iter_mut().enumerate();
        for (number, needs) in vectors {
            let at = number * LANES;
            let whole = (v[at.min(v.len())..].first_chunk::<LANES>())
                .zip(spikes[at.min(neurons)..].first_chunk::<LANES>())
                .zip(draws[at.min(neurons)..].first_chunk::<LANES>());
            if let Some(((v, spikes), draws)) = whole {
                *needs = self.vector(v, spikes, draws);
                continue;
            }
            for (lane, need) in needs.iter_mut().enumerate() {
                let n = at + lane;
                *need = if n < neurons {
                    self.one(v[n], spikes[n], draws[n])
                } else {
                    2 * BEYOND
                };
            }
        }
    }

    #[inline(always)]
    fn vector(
        &self,
        v: &[i32; LANES],
        spikes: &[i16; LANES],
        draws: &[[u8; 2]; LANES],
    ) -> [i32; LANES] {
        // three loops, of which the first and the last go into vectors
        let (mut entries, mut needs) = ([0_u16; LANES], [0; LANES]);
        for n in 0..LANES {
            entries[n] = (u16::from_le_bytes(draws[n]) >> LEFT_OUT) + (spikes[n] as u16 & 1);
        }
        for n in 0..LANES {
            needs[n] = self.logits[usize::from(entries[n]).min(DRAWS)];
        }
        for n in 0..LANES {
            needs[n] = need(needs[n], v[n], spikes[n].into());
        }
        needs
    }

    #[inline(always)]
    fn one(&self, v: i32, spike: i16, draw: [u8; 2]) -> i32 {
        let entry = (u16::from_le_bytes(draw) >> LEFT_OUT) + (spike as u16 & 1);
        need(self.logits[usize::from(entry).min(DRAWS)], v, spike.into())
    }
}

/// L − v of a silent neuron, v − L + 1 of a spiking one, without a branch.
#[inline(always)]
fn need(logit: i32, v: i32, spike: i32) -> i32 {
    ((logit - v) ^ -spike) + 2 * spike
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A neuron that changes has a fall of surprise of at least its need, and the need is not much too small.
    #[test]
    fn needs_are_met_by_all_that_change() {
        for quantum_log2 in [0, 3, 5, 8, 12] {
            let tables = Tables::new(quantum_log2);
            let needs = Needs::new(&tables);
            let nat = 1 << quantum_log2;
            let (mut changes, mut idle, mut all) = (0, 0, 0);
            for draw in (0..=u16::MAX).step_by(97).chain([0, 63, 64, u16::MAX]) {
                for step in -20..=20 {
                    let v = step * nat / 2 + i32::from(draw % 3);
                    for (spike, fall) in [0, 1].iter().flat_map(|s| (-8..8).map(move |f| (*s, f))) {
                        let fall = fall * nat / 2;
                        let logit = v + if spike == 1 { -fall } else { fall };
                        let now = i16::from(draw < tables.threshold(logit));
                        let met = fall >= needs.one(v, spike, draw.to_le_bytes());
                        let changed = now != spike;
                        assert!(met || !changed, "G = {quantum_log2}, draw {draw}, v = {v}");
                        changes += u32::from(changed);
                        idle += u32::from(met && !changed);
                        all += 1;
                    }
                }
            }
            assert!(
                changes > all / 4 && idle < all / 50,
                "{changes} {idle} of {all}"
            );
        }
    }
}
