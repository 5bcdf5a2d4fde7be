//! The core: all cells together, with a byte stream to the host.

use crate::control::counters::Counters;
use crate::control::sequencer::Sequencer;
use crate::control::watchdog::Watchdog;
use crate::host::commands::Commands;
use crate::host::port::HostPort;
use crate::host::registers::Registers;
use crate::host::spike_reader::SpikeReader;
use crate::memory::ram::ScratchMemory;
use crate::memory::spikes::{ClampRegister, EvidenceRegister, LaneSelect, SpikeRing, UnitRegister};
use crate::memory::store::StimulusStore;
use crate::neuron::cell::{Encoder, Neuron};
use crate::neuron::retrograde::Retrograde;
use crate::parameters::{Parameters, block};
use crate::synapse::array::SynapseArray;
use rust_hdl_core::prelude::*;

/// The network with weights of B bits and potentials of V bits.
#[derive(LogicBlock)]
pub struct Core<const B: usize, const V: usize> {
    /// Everything happens on its rising edge.
    pub clock: Signal<In, Clock>,
    /// While high, the core stays in its power-on state; when it falls, the core resets itself with the seed of its design.
    pub reset: Signal<In, Bit>,
    // host
    /// A byte from the host.
    pub host_data: Signal<In, Bits<8>>,
    /// High while `host_data` holds a byte.
    pub host_valid: Signal<In, Bit>,
    /// High while the core takes a byte.
    pub host_ready: Signal<Out, Bit>,
    /// A byte for the host.
    pub host_out_data: Signal<Out, Bits<8>>,
    /// High while `host_out_data` holds a byte.
    pub host_out_valid: Signal<Out, Bit>,
    /// High while the host takes a byte.
    pub host_out_ready: Signal<In, Bit>,
    // activity
    /// High while the sequencer is busy and learning is enabled.
    pub learning: Signal<Out, Bit>,
    /// High in a cycle in which evidence is counted.
    pub evidence: Signal<Out, Bit>,
    /// High for one cycle after a frame was refused.
    pub refused: Signal<Out, Bit>,
    host_port: HostPort,
    commands: Commands,
    registers: Registers,
    spike_reader: SpikeReader,
    sequencer: Sequencer,
    counters: Counters,
    scratch_memory: ScratchMemory,
    // here, since yosys makes some fifty LUTs more or fewer of the same cells in another order
    watchdog: Watchdog,
    encoder: Encoder,
    neuron: Neuron<V>,
    synapse_array: SynapseArray<B, V>,
    retrograde: Retrograde<B, V>,
    unit_register: UnitRegister,
    clamp_register: ClampRegister,
    predicted_ring: SpikeRing,
    hidden_ring: SpikeRing,
    readout_ring: SpikeRing,
    evidence_register: EvidenceRegister,
    output_select: LaneSelect<2>,
    stimulus_store: Vec<StimulusStore>,
    unit_clamped: Vec<Signal<Local, Bits<2>>>,
    selected_output: Signal<Local, Bits<2>>,
    weight_item: Signal<Local, Signed<16>>,
    step_streams: Signal<Local, Bit>,
    restart: Signal<Local, Bit>,
    _lanes: usize,
    _selected: usize,
    _stores: usize,
}

impl<const B: usize, const V: usize> Core<B, V> {
    /// The core of a design.
    pub fn new(p: &Parameters) -> Self {
        block!(clock, reset, host_data, host_valid, host_ready, host_out_data, host_out_valid, host_out_ready,
            learning, evidence, refused, selected_output, weight_item, step_streams, restart;
            host_port: HostPort::new(p),
            commands: Commands::new(p),
            registers: Registers::new(p),
            watchdog: Watchdog::new(p),
            spike_reader: SpikeReader::new(p),
            counters: Counters::new(p),
            sequencer: Sequencer::new(p),
            scratch_memory: ScratchMemory::new(p),
            encoder: Encoder::new(p),
            neuron: Neuron::new(p),
            synapse_array: SynapseArray::new(p),
            retrograde: Retrograde::new(p),
            unit_register: UnitRegister::new(p),
            clamp_register: ClampRegister::new(p),
            predicted_ring: SpikeRing::new(p.hidden),
            hidden_ring: SpikeRing::new(p.hidden),
            readout_ring: SpikeRing::new(p.outputs),
            evidence_register: EvidenceRegister::new(p),
            stimulus_store: (0..p.stored_stimuli.min(1)).map(|_| StimulusStore::new(p)).collect(),
            output_select: LaneSelect::new(p.retrograde_lanes, 1, &p.widths()),
            unit_clamped: crate::parameters::ports(p.retrograde_lanes),
            _lanes: p.lanes,
            _selected: p.retrograde_lanes,
            _stores: p.stored_stimuli.min(1),
        )
    }
}

impl<const B: usize, const V: usize> Logic for Core<B, V> {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell core: a dual sampling neural network with a byte stream to the host");
        println!("restart: by the pin, or by the watchdog, which keeps the weights");
        self.watchdog.clock.next = self.clock.val();
        self.watchdog.still.next = self.host_port.silent.val() | self.sequencer.busy.val();
        self.watchdog.presented.next = self.sequencer.presented.val();
        self.restart.next = self.reset.val() | self.watchdog.expired.val();
        println!("host");
        self.host_port.clock.next = self.clock.val();
        self.host_port.restart.next = self.restart.val();
        self.host_port.enable.next = self.commands.ready.val();
        self.host_port.host_data.next = self.host_data.val();
        self.host_port.host_valid.next = self.host_valid.val();
        self.host_ready.next = self.host_port.host_ready.val();
        self.host_out_data.next = self.host_port.host_out_data.val();
        self.host_out_valid.next = self.host_port.host_out_valid.val();
        self.host_port.host_out_ready.next = self.host_out_ready.val();
        self.host_port.respond.next = self.commands.respond.val();
        self.host_port.error.next = self.commands.error.val();
        self.host_port.response_length.next = self.commands.response_length.val();
        self.host_port.item.next = self.commands.item.val();
        self.host_port.item_valid.next = self.commands.item_valid.val();
        self.commands.clock.next = self.clock.val();
        self.commands.restart.next = self.restart.val();
        self.commands.keep.next = self.watchdog.expired.val();
        self.commands.command.next = self.host_port.command.val();
        self.commands.sequence.next = self.host_port.sequence.val();
        self.commands.opcode.next = self.host_port.opcode.val();
        self.commands.length.next = self.host_port.length.val();
        self.commands.item_taken.next = self.host_port.item_taken.val();
        self.commands.busy.next = self.sequencer.busy.val();
        self.commands.scratch_word.next = self.scratch_memory.word.val();
        self.refused.next = self.host_port.refused.val();
        println!("registers and counters");
        self.registers.clock.next = self.clock.val();
        self.registers.write.next = self.commands.register_write.val();
        self.registers.number.next = self.commands.row_write_address.val().get_bits::<3>(0);
        self.registers.value.next = self.scratch_memory.word.val();
        self.commands.good_value.next = self.registers.good.val();
        self.counters.clock.next = self.clock.val();
        self.counters.clear.next = self.sequencer.presented.val() | self.commands.reset.val();
        self.counters.flips_up.next = self.synapse_array.flips_up.val();
        self.counters.flips_down.next = self.synapse_array.flips_down.val();
        self.counters.evidence_up.next = self.sequencer.counted_up.val();
        self.counters.evidence_down.next = self.sequencer.counted_down.val();
        self.counters.number.next = self.sequencer.total.val();
        self.sequencer.amount.next = self.counters.amount.val();
        self.learning.next = self.sequencer.busy.val() & self.registers.learn.val();
        self.evidence.next = self.sequencer.counted_up.val() | self.sequencer.counted_down.val();
        println!("sequencer");
        self.sequencer.clock.next = self.clock.val();
        self.sequencer.start.next = self.commands.start.val();
        self.sequencer.presentations.next = self.commands.presentations.val();
        self.sequencer.learn.next = self.registers.learn.val();
        self.sequencer.sweeps.next = self.registers.sweeps.val();
        self.sequencer.dwell.next = self.registers.dwell.val();
        self.sequencer.dwell_write.next = self.registers.dwell_write.val();
        self.sequencer.flip.next = self.registers.flip.val();
        self.sequencer.noise_probability.next = self.registers.noise.val();
        self.sequencer.new_stimulus.next = self.commands.new_stimulus.val();
        self.sequencer.reset.next = self.commands.reset.val();
        self.sequencer.restart.next = self.restart.val();
        self.sequencer.scratch_word.next = self.scratch_memory.word.val();
        self.sequencer.spike.next = self.neuron.spike.val();
        self.sequencer.any_clamped.next = self.clamp_register.any_clamped.val();
        self.sequencer.any_evidence.next = self.evidence_register.any_evidence.val();
        self.sequencer.predicted.next = self.predicted_ring.head.val();
        self.sequencer.hidden.next = self.hidden_ring.head.val();
        self.sequencer.predicted_behind.next = self.predicted_ring.behind.val();
        self.sequencer.hidden_behind.next = self.hidden_ring.behind.val();
        self.sequencer.done.next = self.synapse_array.done.val();
        self.sequencer.logit_valid.next = self.retrograde.logit_valid.val();
        self.sequencer.retrograde_idle.next = self.retrograde.idle.val();
        println!(
            "scratch memory: the sequencer while it runs, else the commands; frames fill the buffer"
        );
        self.scratch_memory.clock.next = self.clock.val();
        self.scratch_memory.read_address.next = self.commands.scratch_address.val();
        self.scratch_memory.write.next = self.commands.scratch_write.val();
        self.scratch_memory.write_address.next = self.commands.scratch_write_address.val();
        self.scratch_memory.next_word.next = self.scratch_memory.word.val();
        if self.sequencer.busy.val() {
            self.scratch_memory.read_address.next = self.sequencer.scratch_address.val();
            self.scratch_memory.write.next = self.sequencer.scratch_write.val();
            self.scratch_memory.write_address.next = self.sequencer.scratch_write_address.val();
            self.scratch_memory.next_word.next = self.sequencer.scratch_next.val();
        } else if self.host_port.buffer_write.val() {
            self.scratch_memory.write.next = true;
            self.scratch_memory.write_address.next = self.host_port.buffer_address.val();
            self.scratch_memory.next_word.next = self.host_port.buffer_word.val();
        }
        println!("stored stimuli, if there is room for any");
        self.commands.store_busy.next = false;
        self.commands.store_finished.next = true;
        for i in 0..self._stores {
            self.stimulus_store[i].clock.next = self.clock.val();
            self.stimulus_store[i].restart.next = self.restart.val();
            self.stimulus_store[i].write.next = self.commands.store_write.val();
            self.stimulus_store[i].address.next = self.commands.row_write_address.val();
            self.stimulus_store[i].item.next = self.scratch_memory.word.val();
            self.stimulus_store[i].begin.next = self.commands.store_begin.val();
            self.stimulus_store[i].stimuli.next = self.commands.row_write_address.val();
            self.stimulus_store[i].passes.next = self.scratch_memory.word.val();
            self.stimulus_store[i].next_stimulus.next = self.commands.store_next.val();
            self.commands.store_busy.next = self.stimulus_store[i].busy.val();
            self.commands.store_finished.next = self.stimulus_store[i].finished.val();
            if self.stimulus_store[i].copying.val() {
                self.scratch_memory.write.next = true;
                self.scratch_memory.write_address.next = self.stimulus_store[i].place.val();
                self.scratch_memory.next_word.next = self.stimulus_store[i].word.val();
            }
        }
        println!("spikes");
        self.encoder.clock.next = self.clock.val();
        self.encoder.reset.next = self.commands.reset.val();
        self.encoder.draw.next = self.sequencer.encoder_draw.val() | self.step_streams.val();
        self.encoder.absorb.next = self.commands.absorb.val();
        self.encoder.intensities.next = self.scratch_memory.word.val();
        self.unit_register.clock.next = self.clock.val();
        self.unit_register.shift.next =
            self.sequencer.unit_shift.val() | self.spike_reader.turn_units.val();
        self.unit_register.spikes.next = self.unit_register.head.val();
        if self.sequencer.unit_shift.val() {
            self.unit_register.spikes.next = self.encoder.spikes.val();
        }
        self.unit_register.word.next = self.sequencer.input_word.val();
        self.unit_register.step.next = self.sequencer.step.val();
        self.clamp_register.clock.next = self.clock.val();
        self.clamp_register.shift.next = self.sequencer.clamp_shift.val();
        self.clamp_register.bits.next = self.scratch_memory.word.val();
        self.clamp_register.step.next = self.sequencer.step.val();
        self.predicted_ring.clock.next = self.clock.val();
        self.predicted_ring.rotate.next =
            self.sequencer.predicted_rotate.val() | self.spike_reader.turn_predicted.val();
        self.predicted_ring.spike.next = self.sequencer.predicted_next.val();
        self.hidden_ring.clock.next = self.clock.val();
        self.hidden_ring.rotate.next =
            self.sequencer.hidden_rotate.val() | self.spike_reader.turn_hidden.val();
        self.hidden_ring.spike.next = self.sequencer.hidden_next.val();
        self.readout_ring.clock.next = self.clock.val();
        self.readout_ring.rotate.next =
            self.sequencer.readout_shift.val() | self.spike_reader.turn_readout.val();
        self.readout_ring.spike.next = self.readout_ring.head.val();
        if self.sequencer.readout_shift.val() {
            self.readout_ring.spike.next = self.sequencer.readout_spike.val();
        }
        self.evidence_register.clock.next = self.clock.val();
        self.evidence_register.shift.next = self.sequencer.readout_shift.val();
        self.evidence_register.up.next = self.sequencer.evidence_up.val();
        self.evidence_register.down.next = self.sequencer.evidence_down.val();
        self.evidence_register.word.next = self.sequencer.word.val();
        println!("the host reads units, predicted, hidden and read-out spikes, sixteen an item");
        self.spike_reader.clock.next = self.clock.val();
        self.spike_reader.start.next = self.commands.spikes_start.val();
        self.spike_reader.resume.next = self.commands.spikes_resume.val();
        self.spike_reader.units.next = self.unit_register.head.val();
        self.spike_reader.predicted.next = self.predicted_ring.head.val();
        self.spike_reader.hidden.next = self.hidden_ring.head.val();
        self.spike_reader.readout.next = self.readout_ring.head.val();
        self.spike_reader.draw.next = self.commands.draw.val();
        println!("random bits: of every stream the lowest bit of its word");
        self.spike_reader.stream[0].next = self.encoder.random_bit.val();
        self.spike_reader.stream[1].next = self.neuron.random_word.val().get_bit(0);
        self.spike_reader.stream[2].next = self.synapse_array.random_bit.val();
        self.step_streams.next =
            self.commands.step_all.val() | self.spike_reader.step_streams.val();
        self.commands.spike_item.next = self.spike_reader.item.val();
        self.commands.spikes_ready.next = self.spike_reader.ready.val();
        self.commands.spikes_finished.next = self.spike_reader.finished.val();
        println!("synapses");
        self.synapse_array.clock.next = self.clock.val();
        self.synapse_array.read_address.next = self.commands.row_address.val();
        self.synapse_array.write.next = self.commands.row_write.val();
        self.synapse_array.write_address.next = self.commands.row_write_address.val();
        self.synapse_array.group.next = self.sequencer.group.val();
        if self.sequencer.busy.val() {
            self.synapse_array.read_address.next = self.sequencer.address.val();
            self.synapse_array.write.next = self.sequencer.write.val();
            self.synapse_array.write_address.next = self.sequencer.write_address.val();
        }
        self.synapse_array.fan_in.next = self.sequencer.fan_in.val();
        self.synapse_array.hidden.next = self.sequencer.gate.val();
        self.synapse_array.hidden_open.next = self.sequencer.hidden_open.val();
        self.synapse_array.hidden_close.next = self.sequencer.hidden_close.val();
        self.synapse_array.count_flips.next = self.sequencer.count_flips.val();
        self.synapse_array.noise.next = self.sequencer.noise.val();
        self.synapse_array.threshold.next = self.sequencer.threshold.val();
        self.synapse_array.initialise.next = self.commands.initialise.val();
        self.synapse_array.load.next = self.sequencer.at_rest.val();
        self.synapse_array.turn.next = self.commands.turn.val();
        self.synapse_array.loaded.next = self.scratch_memory.word.val();
        self.synapse_array.random_word.next = self.neuron.random_word.val();
        self.synapse_array.reset.next = self.commands.reset.val();
        self.synapse_array.draw.next = self.sequencer.lane_draw.val() | self.step_streams.val();
        self.synapse_array.absorb.next = self.commands.absorb.val();
        self.synapse_array.valid.next = self.sequencer.valid.val();
        self.synapse_array.first.next = self.sequencer.first.val();
        self.synapse_array.last.next = self.sequencer.last.val();
        self.synapse_array.clear.next = self.sequencer.clear.val();
        self.synapse_array.add.next = self.sequencer.add.val();
        for i in 0..self._lanes {
            self.synapse_array.input[i].next = self.unit_register.input[i].val();
            self.synapse_array.output_open[i].next = self.evidence_register.open[i].val();
            self.synapse_array.output_close[i].next = self.evidence_register.close[i].val();
        }
        println!("potentials");
        self.retrograde.clock.next = self.clock.val();
        self.retrograde.step.next = self.sequencer.step.val();
        self.retrograde.resample.next = self.sequencer.resample.val();
        self.retrograde.first.next = self.sequencer.step_first.val();
        self.retrograde.last.next = self.sequencer.step_last.val();
        self.retrograde.load.next = self.sequencer.load.val();
        self.retrograde.hidden_read.next = self.sequencer.hidden_read.val();
        self.retrograde.row.next = self.sequencer.hidden_row.val();
        self.retrograde.readout.next = self.sequencer.readout.val();
        self.retrograde.readout_lane.next = self.sequencer.readout_lane.val();
        self.retrograde.hidden.next = self.hidden_ring.head.val();
        self.retrograde.toggle.next = self.sequencer.toggle.val();
        self.retrograde.hidden_write.next = self.sequencer.hidden_write.val();
        self.retrograde.hidden_row.next = self.sequencer.result_row.val();
        self.retrograde.hidden_potential.next = self.synapse_array.potential.val();
        for i in 0..self._selected {
            self.retrograde.output[i].next = self.unit_register.output[i].val();
            self.retrograde.clamped[i].next = self.clamp_register.clamped[i].val();
            self.retrograde.weight[i].next = self.synapse_array.weight[i].val();
            self.retrograde.sum[i].next = self.synapse_array.sum[i].val();
            self.unit_clamped[i].next = 0.into();
            if self.unit_register.output[i].val() {
                self.unit_clamped[i].next = 1.into();
            }
            self.unit_clamped[i].next = self.unit_clamped[i]
                .val()
                .replace_bit(1, self.clamp_register.clamped[i].val());
            self.output_select.value[i].next = signed_cast(self.unit_clamped[i].val());
        }
        self.weight_item.next = signed_bit_cast::<16, B>(self.synapse_array.first_weight.val());
        self.commands.row_item.next = unsigned_cast(self.weight_item.val());
        self.output_select.group.next = self.sequencer.issued_lane.val();
        self.selected_output.next = unsigned_cast(self.output_select.selected[0].val());
        self.sequencer.spiked.next = self.selected_output.val().get_bit(0);
        self.sequencer.clamped.next = self.selected_output.val().get_bit(1);
        println!("the neuron cell takes a prediction, a read-out or a logit");
        self.neuron.clock.next = self.clock.val();
        self.neuron.reset.next = self.commands.reset.val();
        self.neuron.draw.next = self.sequencer.neuron_draw.val()
            | self.step_streams.val()
            | self.commands.initialise.val();
        self.neuron.absorb.next = self.commands.absorb.val();
        self.neuron.potential.next = self.retrograde.logit.val();
        self.neuron.lowered.next = self.retrograde.lowered.val();
    }
}
