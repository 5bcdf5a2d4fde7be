//! The core of events: all cells together, with a byte stream to the host.

use crate::control::counters::Counters;
use crate::control::schedule::Schedule;
use crate::control::sequencer::Sequencer;
use crate::control::targets::Targets;
use crate::control::walker::Walker;
use crate::control::watchdog::Watchdog;
use crate::host::commands::Commands;
use crate::host::port::HostPort;
use crate::host::reader::ItemReader;
use crate::host::registers::Registers;
use crate::host::words::SpikeWords;
use crate::memory::list::SpikeList;
use crate::memory::outputs::{EvidenceLanes, EvidenceRing};
use crate::memory::ram::ScratchMemory;
use crate::memory::states::NeuronStates;
use crate::memory::store::StimulusStore;
use crate::neuron::cell::Neuron;
use crate::neuron::encoding::Encoding;
use crate::neuron::weighing::Weighing;
use crate::parameters::{POTENTIAL, Parameters, ROW, STEP, WEIGHT, block, constant};
use crate::synapse::accumulators::Accumulators;
use crate::synapse::array::Synapses;
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;

/// A network of any number of layers, with a byte stream to the host.
///
/// ```text
///  stimulus ──► encoding ──► spike list ──► walker ──► row memory ──► accumulators
///                               ▲                         │  ▲            │ potentials of a target group
///                               │                         │  └ lanes      ▼
///                  decided ◄─ neuron ◄─ logit ◄─ retrograde lanes ◄─ potential banks
///                     │                              ▲
///                     └──► neuron states ────────────┘  spikes of those further up
/// ```
#[derive(LogicBlock)]
pub struct Core {
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
    item_reader: ItemReader,
    watchdog: Watchdog,
    counters: Counters,
    scratch_memory: ScratchMemory,
    stimulus_store: Vec<StimulusStore>,
    sequencer: Sequencer,
    encoding: Encoding,
    spike_list: SpikeList,
    targets: Targets,
    walker: Walker,
    synapses: Synapses,
    accumulators: Accumulators,
    schedule: Schedule,
    weighing: Weighing,
    neuron: Neuron<POTENTIAL>,
    neuron_states: NeuronStates,
    spike_words: SpikeWords,
    evidence_lanes: EvidenceLanes,
    evidence_ring: EvidenceRing,
    // what belongs to the word of the row memory that arrives, and to the one that is written
    add1: DFF<Bit>,
    flip1: DFF<Bit>,
    flip2: DFF<Bit>,
    noise1: DFF<Bit>,
    noise2: DFF<Bit>,
    row1: DFF<Bits<ROW>>,
    row2: DFF<Bits<ROW>>,
    weigh_group1: DFF<Bits<6>>,
    load_group1: DFF<Bits<6>>,
    scan1: DFF<Bit>,
    inside1: DFF<Bit>,
    known: DFF<Bits<STEP>>,
    weight_item: Signal<Local, Signed<16>>,
    step_streams: Signal<Local, Bit>,
    restart: Signal<Local, Bit>,
    adding: Signal<Local, Bit>,
    flipping: Signal<Local, Bit>,
    row_read: Signal<Local, Bits<ROW>>,
    decided_word: Signal<Local, Bits<STEP>>,
    one_row: Constant<Bits<ROW>>,
    _lanes: usize,
    _selected: usize,
    _stores: usize,
}

impl Core {
    /// The core of a design.
    pub fn new(p: &Parameters) -> Self {
        block!(clock, reset, host_data, host_valid, host_ready, host_out_data, host_out_valid, host_out_ready, learning, evidence, refused,
            add1, flip1, flip2, noise1, noise2, row1, row2, weigh_group1, load_group1, scan1, inside1, known, weight_item, step_streams,
            restart, adding, flipping, row_read, decided_word;
            host_port: HostPort::new(p),
            commands: Commands::new(p),
            registers: Registers::new(p),
            item_reader: ItemReader::new(p),
            watchdog: Watchdog::new(p),
            counters: Counters::new(p),
            scratch_memory: ScratchMemory::new(p),
            stimulus_store: (0..p.stored_stimuli.min(1)).map(|_| StimulusStore::new(p)).collect(),
            sequencer: Sequencer::new(p),
            encoding: Encoding::new(p),
            spike_list: SpikeList::new(&p.geometry),
            targets: Targets::new(p),
            walker: Walker::new(p),
            synapses: Synapses::new(p),
            accumulators: Accumulators::new(p),
            schedule: Schedule::new(p),
            weighing: Weighing::new(p),
            neuron: Neuron::new(p),
            neuron_states: NeuronStates::new(p),
            spike_words: SpikeWords::new(p),
            evidence_lanes: EvidenceLanes::new(p),
            evidence_ring: EvidenceRing::new(p),
            one_row: constant(1),
            _lanes: p.lanes,
            _selected: p.retrograde_lanes,
            _stores: p.stored_stimuli.min(1),
        )
    }
}

impl Logic for Core {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell core: a dual sampling neural network with a byte stream to the host");
        dff_setup!(
            self,
            clock,
            add1,
            flip1,
            flip2,
            noise1,
            noise2,
            row1,
            row2,
            weigh_group1,
            load_group1,
            scan1,
            inside1,
            known
        );
        println!("stimulus -> encoding -> spike_list -> walker -> row memory -> accumulators");
        println!(
            "                           ^                      |  ^            | potentials of a target group"
        );
        println!("                           |                      |  lanes        v");
        println!("              decided <- neuron <- logit <- retrograde lanes <- potential_banks");
        println!("                 |                               ^");
        println!("                 +-----> neuron_states ----------+ spikes of those further up");
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
        self.counters.flips_up.next = self.synapses.flips_up.val();
        self.counters.flips_down.next = self.synapses.flips_down.val();
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
        self.sequencer.encoding.next = self.encoding.busy.val();
        self.sequencer.any_clamped.next = self.encoding.any_clamped.val();
        self.sequencer.last_inside.next = self.targets.last_inside.val();
        self.sequencer.last_step.next = self.targets.last_step.val();
        self.sequencer.last_target.next = self.targets.last.val();
        self.sequencer.walked.next = self.walker.issue.val();
        self.sequencer.walked_last.next = self.walker.last.val();
        self.sequencer.evident.next = self.evidence_ring.head.val();
        self.sequencer.complete.next = self.weighing.complete.val();
        self.sequencer.idle.next = self.weighing.idle.val();
        self.sequencer.spike.next = self.neuron.spike.val();
        self.sequencer.own_spike.next = self.neuron_states.own_spike.val();
        self.sequencer.own_mask.next = self.neuron_states.own_mask.val();
        self.sequencer.group_end.next = self.schedule.group_end.val();
        self.sequencer.layer_end.next = self.schedule.layer_end.val();
        self.sequencer.hidden_end.next = self.schedule.hidden_end.val();
        self.sequencer.decided_layer.next = self.schedule.decided_layer.val();
        self.sequencer.decided_row.next = self.schedule.decided_row.val();
        self.sequencer.input_write.next = self.encoding.list_write.val();
        self.sequencer.input_end.next = self.encoding.list_end.val();
        self.sequencer.input_both.next = self.encoding.list_both.val();
        self.sequencer.input_row.next = self.encoding.list_row.val();
        println!(
            "scratch memory: the network while it runs, else the commands; frames fill the buffer"
        );
        self.scratch_memory.clock.next = self.clock.val();
        self.scratch_memory.read_address.next = self.commands.scratch_address.val();
        self.scratch_memory.write.next = self.commands.scratch_write.val();
        self.scratch_memory.write_address.next = self.commands.scratch_write_address.val();
        self.scratch_memory.next_word.next = self.scratch_memory.word.val();
        if self.sequencer.busy.val() {
            self.scratch_memory.read_address.next = self.encoding.scratch_address.val();
            if self.sequencer.scratch_read.val() {
                self.scratch_memory.read_address.next = self.sequencer.scratch_address.val();
            }
            self.scratch_memory.write.next = self.sequencer.scratch_write.val()
                | self.encoding.scratch_write.val()
                | self.spike_words.write.val();
            self.scratch_memory.write_address.next = self.sequencer.scratch_write_address.val();
            self.scratch_memory.next_word.next = self.sequencer.scratch_next.val();
            if self.encoding.scratch_write.val() {
                self.scratch_memory.write_address.next = self.encoding.scratch_write_address.val();
                self.scratch_memory.next_word.next = self.encoding.spikes.val();
            } else if self.spike_words.write.val() {
                self.scratch_memory.write_address.next = self.spike_words.address.val();
                self.scratch_memory.next_word.next = self.spike_words.word.val();
            }
        } else if self.host_port.buffer_write.val() {
            self.scratch_memory.write.next = true;
            self.scratch_memory.write_address.next = self.host_port.buffer_address.val();
            self.scratch_memory.next_word.next = self.host_port.buffer_word.val();
        }
        if self.item_reader.read.val() {
            self.scratch_memory.read_address.next = self.item_reader.address.val();
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
        println!("spikes and random bits for the host: of every stream the lowest bit of its word");
        self.item_reader.clock.next = self.clock.val();
        self.item_reader.start.next = self.commands.spikes_start.val();
        self.item_reader.resume.next = self.commands.spikes_resume.val();
        self.item_reader.draw.next = self.commands.draw.val();
        self.item_reader.word.next = self.scratch_memory.word.val();
        self.item_reader.stream[0].next = self.encoding.random_bit.val();
        self.item_reader.stream[1].next = self.neuron.random_word.val().get_bit(0);
        self.item_reader.stream[2].next = self.synapses.random_bit.val();
        self.step_streams.next = self.commands.step_all.val() | self.item_reader.step_streams.val();
        self.commands.spike_item.next = self.item_reader.item.val();
        self.commands.spikes_ready.next = self.item_reader.ready.val();
        self.commands.spikes_finished.next = self.item_reader.finished.val();

        println!("from the stimulus to the list of the inputs");
        self.encoding.clock.next = self.clock.val();
        self.encoding.begin.next = self.sequencer.begin.val();
        self.encoding.stop.next = self.restart.val();
        self.encoding.reset.next = self.commands.reset.val();
        self.encoding.draw.next = self.step_streams.val();
        self.encoding.absorb.next = self.commands.absorb.val();
        self.encoding.scratch_word.next = self.scratch_memory.word.val();
        self.spike_list.clock.next = self.clock.val();
        self.spike_list.read.next = self.walker.read.val();
        self.spike_list.read_address.next = self.walker.read_address.val();
        self.spike_list.write.next = self.sequencer.list_write.val();
        self.spike_list.write_address.next = self.sequencer.written.val();
        self.spike_list.next_end.next = self.sequencer.list_end.val();
        self.spike_list.next_both.next = self.sequencer.list_both.val();
        self.spike_list.next_row.next = self.sequencer.list_row.val();

        println!("from the lists to the rows that spikes read");
        self.targets.clock.next = self.clock.val();
        self.targets.begin.next = self.sequencer.targets_begin.val();
        self.targets.advance.next = self.sequencer.targets_advance.val();
        self.targets.step.next = self.sequencer.targets_step.val();
        self.walker.clock.next = self.clock.val();
        self.walker.begin.next = self.sequencer.walk.val();
        self.walker.stop.next = self.restart.val();
        self.walker.layer.next = self.targets.layer.val();
        self.walker.group.next = self.targets.group.val();
        self.walker.written.next = self.sequencer.written.val();
        self.walker.end.next = self.spike_list.end.val();
        self.walker.both.next = self.spike_list.both.val();
        self.walker.row.next = self.spike_list.row.val();
        self.flipping.next = self.walker.issue.val() & self.sequencer.flipping.val();
        self.adding.next = self.walker.issue.val() & !self.sequencer.flipping.val();
        println!(
            "a word is issued, arrives a cycle later, and goes back another cycle later if its synapses may flip"
        );
        self.row_read.next = self.row2.q.val() ^ self.one_row.val();
        if self.walker.issue.val() {
            self.row_read.next = self.walker.address.val();
        } else if self.sequencer.noise_issue.val() {
            self.row_read.next = self.sequencer.noise_address.val();
        } else if self.schedule.step.val() {
            self.row_read.next = self.schedule.row_word.val();
        }
        self.row1.d.next = self.row_read.val();
        self.row2.d.next = self.row1.q.val();
        self.add1.d.next = self.adding.val();
        self.flip1.d.next = self.flipping.val();
        self.flip2.d.next = self.flip1.q.val();
        self.sequencer.unwritten.next = self.flip1.q.val() | self.flip2.q.val();
        self.noise1.d.next = self.sequencer.noise_issue.val();
        self.noise2.d.next = self.noise1.q.val();
        self.synapses.clock.next = self.clock.val();
        self.synapses.read_address.next = self.commands.row_address.val();
        self.synapses.write.next = self.commands.row_write.val();
        self.synapses.write_address.next = self.commands.row_write_address.val();
        if self.sequencer.busy.val() {
            self.synapses.read_address.next = bit_cast::<16, ROW>(self.row_read.val());
            self.synapses.write.next = self.flip2.q.val() | self.noise2.q.val();
            self.synapses.write_address.next = bit_cast::<16, ROW>(self.row2.q.val());
        }
        self.synapses.count_flips.next = self.flip2.q.val();
        self.synapses.noise.next = self.noise1.q.val();
        self.synapses.threshold.next = self.sequencer.threshold.val();
        self.synapses.initialise.next = self.commands.initialise.val();
        self.synapses.load.next = self.sequencer.at_rest.val();
        self.synapses.turn.next = self.commands.turn.val();
        self.synapses.loaded.next = self.scratch_memory.word.val();
        self.synapses.random_word.next = self.neuron.random_word.val();
        self.synapses.reset.next = self.commands.reset.val();
        self.synapses.draw.next =
            self.flipping.val() | self.sequencer.noise_issue.val() | self.step_streams.val();
        self.synapses.absorb.next = self.commands.absorb.val();
        self.synapses.group.next = self.weigh_group1.q.val();
        self.weigh_group1.d.next = self.schedule.group.val();
        self.load_group1.d.next = self.targets.lanes.val();
        self.weight_item.next = signed_bit_cast::<16, WEIGHT>(self.synapses.weight[0].val());
        self.commands.row_item.next = unsigned_cast(self.weight_item.val());
        self.accumulators.clock.next = self.clock.val();
        self.accumulators.add.next = self.add1.q.val();
        self.accumulators.clear.next = self.sequencer.clear_sums.val();
        self.accumulators.group.next = self.load_group1.q.val();
        for i in 0..self._lanes {
            self.accumulators.weight[i].next = self.synapses.weight[i].val();
            self.synapses.open[i].next = self.evidence_lanes.open[i].val();
            self.synapses.close[i].next = self.evidence_lanes.close[i].val();
        }

        println!(
            "neurons, one after another: those whose potentials are known, or weighed with what they reach"
        );
        self.known.d.next = self.targets.word.val();
        self.schedule.clock.next = self.clock.val();
        self.schedule.begin.next = self.sequencer.schedule.val();
        self.schedule.stop.next = self.restart.val();
        self.schedule.layer.next = self.sequencer.layer.val();
        self.schedule.weigh.next = self.sequencer.weigh.val();
        self.schedule.readout.next = self.sequencer.readout.val();
        self.schedule.limit.next = self.known.q.val();
        self.schedule.enable.next = !self.encoding.busy.val();
        self.schedule.flush.next = self.sequencer.change.val();
        self.schedule.decided.next = self.sequencer.decided.val();
        self.weighing.clock.next = self.clock.val();
        self.weighing.step.next = self.schedule.step.val();
        self.weighing.load.next = self.sequencer.load.val();
        self.weighing.pass.next = self.schedule.pass.val();
        self.weighing.first.next = self.schedule.first.val();
        self.weighing.last.next = self.schedule.last.val();
        self.weighing.word.next = self.schedule.child_word.val();
        if self.sequencer.load.val() {
            self.weighing.word.next = self.targets.word.val();
        }
        self.weighing.layer.next = self.schedule.child_layer.val();
        self.weighing.offset.next = self.schedule.offset.val();
        self.weighing.own_word.next = self.schedule.own_word.val();
        self.weighing.own_lane.next = self.schedule.own_lane.val();
        self.weighing.own_layer.next = self.schedule.own_layer.val();
        self.weighing.spike.next = self.neuron_states.own_spike.val();
        self.weighing.flush.next = self.sequencer.change.val() | self.restart.val();
        self.weighing.clear.next = self.sequencer.begin.val();
        self.weighing.change.next = self.sequencer.change.val();
        self.weighing.reached.next = self.schedule.reached.val();
        self.weighing.amount.next = self.schedule.decided_offset.val();
        println!("the neuron cell");
        self.neuron.clock.next = self.clock.val();
        self.neuron.reset.next = self.commands.reset.val();
        self.neuron.draw.next =
            self.sequencer.decided.val() | self.step_streams.val() | self.commands.initialise.val();
        self.neuron.absorb.next = self.commands.absorb.val();
        self.neuron.potential.next = self.weighing.potential.val();
        self.neuron.lowered.next = self.weighing.lowered.val();
        println!("the states of the neurons");
        self.neuron_states.clock.next = self.clock.val();
        self.neuron_states.read.next = self.schedule.step.val();
        self.neuron_states.read_word.next = self.schedule.child_word.val();
        self.neuron_states.own_read.next =
            self.schedule.step.val() | self.schedule.pass.val() | self.sequencer.scan.val();
        self.neuron_states.own_word.next = self.schedule.own_word.val();
        if self.sequencer.scan.val() {
            self.neuron_states.own_word.next = self.targets.word.val();
        }
        self.neuron_states.own_lane.next = self.schedule.own_lane.val();
        self.neuron_states.clear.next = self.sequencer.begin.val();
        self.neuron_states.put.next = self.sequencer.decided.val();
        self.neuron_states.put_lane.next = self.schedule.decided_lane.val();
        self.neuron_states.put_spike.next = self.sequencer.decided_spike.val();
        self.neuron_states.put_predicted.next = self.sequencer.decided_predicted.val();
        self.neuron_states.put_mask.next = self.sequencer.decided_mask.val();
        self.neuron_states.store.next = self.sequencer.decided.val() & self.schedule.word_end.val();
        self.neuron_states.seed.next = self.encoding.seed.val();
        self.decided_word.next = self.schedule.decided_word.val();
        if self.encoding.seed.val() {
            self.decided_word.next = self.encoding.seed_word.val();
        }
        self.neuron_states.word.next = self.decided_word.val();
        for i in 0..self._selected {
            self.neuron_states.seed_spike[i].next = self.encoding.spiked[i].val();
            self.neuron_states.seed_mask[i].next = self.encoding.clamped[i].val();
            self.weighing.weight[i].next = self.synapses.selected[i].val();
            self.weighing.sum[i].next = self.accumulators.sum[i].val();
            self.weighing.spiked[i].next = self.neuron_states.spiked[i].val();
            self.weighing.masked[i].next = self.neuron_states.masked[i].val();
            self.evidence_lanes.up[i].next = self.neuron_states.up[i].val();
            self.evidence_lanes.down[i].next = self.neuron_states.down[i].val();
        }
        println!("spikes for the host");
        self.spike_words.clock.next = self.clock.val();
        self.spike_words.begin.next = self.sequencer.words_begin.val();
        self.spike_words.begin_readout.next = self.sequencer.words_readout.val();
        self.spike_words.put.next = self.sequencer.decided.val();
        self.spike_words.readout.next = self.sequencer.readout.val();
        self.spike_words.spike.next = self.sequencer.decided_spike.val();
        self.spike_words.predicted.next = self.sequencer.decided_predicted.val();
        self.spike_words.last.next = self.sequencer.words_last.val();
        println!("evidence, by target groups");
        self.scan1.d.next = self.sequencer.scan.val();
        self.inside1.d.next = self.targets.inside.val();
        self.evidence_lanes.clock.next = self.clock.val();
        self.evidence_lanes.shift.next = self.scan1.q.val();
        self.evidence_lanes.valid.next = self.inside1.q.val();
        self.evidence_ring.clock.next = self.clock.val();
        self.evidence_ring.enter.next = self.sequencer.evidence_enter.val();
        self.evidence_ring.any.next = self.sequencer.evidence.val();
        self.evidence_ring.leave.next = self.sequencer.evidence_leave.val();
    }
}
