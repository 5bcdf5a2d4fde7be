//! The retrograde signal: the surprise of the children of a neuron with and without its spike.

use super::bound::Bound;
use super::many::Many;
use super::pass::{Block, Pass, add, decided, whole, whole_mut};
use super::state::State;
use crate::fast::look_up::LookUp;
use crate::fast::vector::{LANES, Vector};
use crate::shape::Source;

/// The work space. A potential is kept with the sign for which its surprise is S(|u|) + max(u, 0): it is negated if the
/// child spikes. For a free output and for padding it is 0 and remains 0. Such a lane adds the same to both surprises that
/// are compared, so it cancels.
#[derive(Clone, Debug)]
pub(super) struct Children {
    pub signs: Vec<i16>,
    pub signed: Vec<i32>,
    many: Many,
}

impl Children {
    /// Work space for the layers of a network, and for this number of blocks of a layer, and of neurons in a pass, at
    /// most.
    pub fn new(state: &State, blocks: usize, neurons: usize) -> Self {
        let potentials = state.shape.first_lane(state.shape.len());
        Self {
            signs: vec![0; potentials],
            signed: vec![0; potentials],
            many: Many::new(blocks, neurons),
        }
    }

    /// Copies potentials and spikes of the children of a hidden layer from the state.
    #[inline(always)]
    pub fn begin(&mut self, state: &State, layer: usize) {
        let shape = &state.shape;
        for part in &shape.rows(Source::Layer(layer)).parts {
            let (first, from) = (shape.first(part.layer), shape.first_lane(part.layer));
            for at in (0..shape.neurons(part.layer)).step_by(LANES) {
                let spikes = whole(&state.spikes, first + at);
                let hears = whole(&state.hears, from + at);
                let u = whole(&state.u, from + at);
                let signs = std::array::from_fn(|n| hears[n] * (1 - 2 * spikes[n]));
                *whole_mut(&mut self.signed, from + at) =
                    std::array::from_fn(|n| u[n] * i32::from(signs[n]));
                *whole_mut(&mut self.signs, from + at) = signs;
            }
        }
    }

    /// Resamples neurons whose children are in these blocks.
    #[inline(always)]
    pub fn many<V: Vector>(
        &mut self,
        pass: Pass,
        blocks: &[Block],
        bound: &Bound,
        look_up: &LookUp,
    ) {
        let (signs, signed) = (&self.signs, &self.signed);
        let many = &mut self.many;
        many.pass::<V>(pass, blocks, signs, signed, bound, look_up);
    }

    /// Resamples neurons that do not hear their children.
    #[inline(always)]
    pub fn deaf<V: Vector>(&mut self, pass: Pass, blocks: &[Block], look_up: &LookUp) {
        for n in 0..pass.spikes.len() {
            let row = &pass.rows[n * pass.step..];
            if decided(look_up, pass.spikes[n], pass.v[n], 0, pass.draws[n]) {
                let sign = V::splat(1 - 2 * pass.spikes[n]);
                for block in blocks {
                    let w = V::load(whole(row, block.weight)).mul(sign);
                    add::<V>(whole_mut(pass.u, block.lane - pass.first_lane), w);
                }
                pass.spikes[n] = 1 - pass.spikes[n];
            }
        }
    }
}
