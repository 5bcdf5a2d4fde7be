//! From a layered design to the core of events.

use yuragi_hdl::parameters::PowerOn;
use yuragi_hdl::{ExportError, Header, Parameters, VerilogFile};
use yuragi_model::design::Design as Classic;
use yuragi_model::layered::{Design, LayeredError, Shape};

use crate::identity::{IDENTITY_WORDS, scratch_map};
use crate::parameters::{geometry, parameters};
use crate::protocol;

/// A layered design, and what the chip adds to it.
#[derive(Clone, Debug)]
pub struct EventDesign {
    /// The network.
    pub network: Design,
    /// Children whose potentials are looked up in a cycle; it divides the number of lanes.
    pub retrograde_lanes: usize,
    /// The seed of power-on.
    pub seed: u64,
}

impl EventDesign {
    /// The parameters from which all cells of the core are made.
    ///
    /// # Errors
    /// If the network is not valid.
    pub fn parameters(&self) -> Result<Parameters, LayeredError> {
        let n = &self.network;
        n.validate()?;
        let shape = Shape::new(&n.layers, &n.skips, n.lanes)?;
        // tables, random streams and protocol do not depend on the layers: those of a small design serve
        let mut classic = Classic::preset("tiny").expect("a preset");
        classic.synapse.bits = n.bits;
        classic.synapse.quantum_log2 = n.quantum_log2;
        classic.hardware.lanes = n.lanes;
        classic.hardware.retrograde_lanes = self.retrograde_lanes;
        classic.hardware.stored_stimuli = 0;
        let (inputs, outputs) = (shape.neurons(0), shape.neurons(shape.last()));
        let hidden = (1..shape.last()).map(|layer| shape.neurons(layer)).sum();
        classic.network.inputs = inputs;
        classic.network.outputs = outputs;
        let mut p = parameters(&classic);
        p.map = scratch_map(&classic.layout());
        (p.inputs, p.hidden, p.outputs) = (inputs, hidden, outputs);
        p.geometry = geometry(&shape, self.retrograde_lanes);
        (p.events, p.initial) = (true, n.initial as usize);
        p.power_on = PowerOn {
            sweeps: n.sweeps.into(),
            dwell: n.dwell.into(),
            flip: n.flip.into(),
            noise: n.noise.into(),
        };
        let spikes = p.spike_words();
        p.map.spikes = p.map.words.next_multiple_of(spikes.next_power_of_two());
        p.map.words = p.map.spikes + spikes;
        p.scratch.resize(p.map.words, 0);
        let pair = |low: usize, high: usize| low as u16 | (high as u16) << 8;
        let identity: [u16; IDENTITY_WORDS] = [
            protocol::MAGIC[0],
            protocol::MAGIC[1],
            protocol::VERSION,
            pair(n.bits as usize, n.quantum_log2 as usize),
            pair(n.lanes, self.retrograde_lanes),
            inputs as u16,
            hidden as u16,
            outputs as u16,
            p.map.stimulus as u16,
            p.map.counts as u16,
            0,
            self.seed as u16,
            (self.seed >> 16) as u16,
            (self.seed >> 32) as u16,
            (self.seed >> 48) as u16,
        ];
        p.scratch[p.map.identity..][..IDENTITY_WORDS].copy_from_slice(&identity);
        let registers = yuragi_model::Registers {
            learn: false,
            sweeps: n.sweeps,
            dwell: n.dwell,
            flip: n.flip,
            noise: n.noise,
        };
        p.scratch[p.map.registers..][..protocol::REGISTERS]
            .copy_from_slice(&protocol::register_items(&registers));
        Ok(p)
    }

    /// The Verilog of the core, one file for each module. The top module `core` is the last.
    ///
    /// # Errors
    /// If the exporter cannot express a cell.
    ///
    /// # Panics
    /// If the network is not valid.
    pub fn verilog(&self) -> Result<Vec<VerilogFile>, ExportError> {
        let header = Header { lines: vec![format!("Layers {:?}", self.network.layers)] };
        yuragi_hdl::export_events(&self.parameters().expect("a valid network"), &header)
    }
}
