//! From a design to the parameters from which the cells are made.

use yuragi_hdl::Parameters;
use yuragi_hdl::geometry::{Geometry, Part, Rows};
use yuragi_hdl::parameters::{LaneLfsr, PowerOn, SerialLfsr};
use yuragi_model::design::Design;
use yuragi_model::network::{Registers, Weights};
use yuragi_model::random::{ENCODER, LaneSpec, NEURON, RESET_STEPS, RecurrenceSpec};
use yuragi_model::shape::{self, Shape, Source};
use yuragi_model::tables::Tables;

use crate::identity::{IDENTITY_WORDS, identity, scratch_map};
use crate::protocol;

/// The same as [`parameters`]. If `weights` are given, the row memory of the chip holds them at power-on.
pub fn parameters_with(design: &Design, weights: Option<&Weights>) -> Parameters {
    Parameters {
        trained: weights.map(|weights| weights.values.clone()),
        ..parameters(design)
    }
}

/// The parameters from which all cells of a design are made.
pub fn parameters(design: &Design) -> Parameters {
    let shape = design.shape();
    let tables = Tables::new(design.synapse.quantum_log2);
    let registers = Registers::new(design);
    let map = scratch_map(&shape);
    let lane = LaneSpec::for_lanes(shape.lanes());
    let serial = |spec: &RecurrenceSpec| SerialLfsr {
        taps: spec.taps.map(u64::from),
        start: spec.start,
    };
    let mut scratch = vec![0; map.words];
    scratch[map.identity..][..IDENTITY_WORDS].copy_from_slice(&identity(design));
    scratch[map.registers..][..protocol::REGISTERS]
        .copy_from_slice(&protocol::register_items(&registers));
    Parameters {
        geometry: geometry(&shape, design.hardware.retrograde_lanes),
        initial: design.initial() as usize,
        inputs: shape.inputs(),
        hidden: shape.hidden(),
        outputs: shape.outputs(),
        bits: design.synapse.bits as usize,
        quantum_log2: design.synapse.quantum_log2 as usize,
        lanes: shape.lanes(),
        retrograde_lanes: design.hardware.retrograde_lanes,
        sigmoid: tables.sigmoid,
        softplus: tables.softplus,
        encoder: serial(&ENCODER),
        neuron: serial(&NEURON),
        lane: LaneLfsr {
            width: lane.width as usize,
            left: lane.left as usize,
            right: lane.right as usize,
            rotate: 64 * lane.rotate_words as usize,
            start: lane.start()[..lane.words()].to_vec(),
        },
        reset_steps: RESET_STEPS,
        map,
        protocol: protocol::numbers(),
        stored_stimuli: design.hardware.stored_stimuli,
        power_on: PowerOn {
            sweeps: registers.sweeps.into(),
            dwell: registers.dwell.into(),
            flip: registers.flip.into(),
            noise: registers.noise.into(),
        },
        trained: None,
        scratch,
    }
}

/// The layers of a network as the cells see them.
fn geometry(shape: &Shape, retrograde_lanes: usize) -> Geometry {
    let rows = |source| {
        let rows = shape.rows(source);
        let part = |part: &shape::Part| Part {
            layer: part.layer,
            word: part.word,
        };
        Rows {
            first: rows.first,
            words: rows.words,
            parts: rows.parts.iter().map(part).collect(),
        }
    };
    let layers = (0..shape.len()).map(|layer| shape.neurons(layer)).collect();
    let below = (0..shape.last()).map(Source::Layer);
    Geometry {
        layers,
        rows: below.chain([Source::Bias]).map(rows).collect(),
        lanes: shape.lanes(),
        group: retrograde_lanes,
    }
}
