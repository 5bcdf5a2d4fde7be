//! One presentation after another, by events: encode, predict, resample, read out, flip.

mod deciding;
mod phases;
mod summing;

use crate::control::descriptors::{ListTable, RowTable};
use crate::parameters::{LIST, Parameters, ROW, block, constant};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;
use yuragi_exporter::logic_in_parts;

/// The phases of a presentation.
#[derive(Copy, Clone, PartialEq, Debug, LogicState)]
pub enum Phase {
    /// Rests until the host starts presentations.
    Idle,
    /// Begins a presentation: the stimulus is encoded from here on.
    Start,
    /// Begins to visit the rows that reach the target group in turn.
    Walk,
    /// Waits for the sums of the target group.
    Sum,
    /// Moves the sums into the potential memory, a word a cycle.
    Load,
    /// Waits until the last potential is written.
    Settle,
    /// Begins to weigh the neurons of a hidden layer.
    Weigh,
    /// Waits until the last neuron of the layer is decided.
    Weighing,
    /// Begins to read the outputs out.
    Readout,
    /// Waits until the last output is read out.
    ReadingOut,
    /// Looks whether the target group in turn has evidence.
    Visit,
    /// Reads the evidence of the target group, a word a cycle.
    Scan,
    /// Begins to visit the rows whose synapses may flip.
    Flip,
    /// Waits for the last of them.
    Flipping,
    /// Goes on to the next target group.
    Flipped,
    /// Lets the bundles of a row fluctuate.
    Noise,
    /// Adds the counters of the presentation to the totals, a word a cycle.
    Count,
    /// Waits for the last sum, then begins the next presentation or rests.
    Next,
}

/// The state machine of the core, and what follows from a decision.
#[derive(LogicBlock)]
pub struct Sequencer {
    /// The clock.
    pub clock: Signal<In, Clock>,
    // from the host
    /// High when presentations shall begin; it counts only at rest.
    pub start: Signal<In, Bit>,
    /// How many presentations follow a start.
    pub presentations: Signal<In, Bits<16>>,
    /// The register learn: high when synapses flip.
    pub learn: Signal<In, Bit>,
    /// The register sweeps: passes of the resampling over the hidden neurons in a presentation.
    pub sweeps: Signal<In, Bits<8>>,
    /// The register dwell: presentations after which the hidden state starts afresh from the prediction.
    pub dwell: Signal<In, Bits<16>>,
    /// High when the host writes the register dwell, which sets the age to 0.
    pub dwell_write: Signal<In, Bit>,
    /// The register flip: p_flip in 256ths.
    pub flip: Signal<In, Bits<9>>,
    /// The register noise: p_noise in 128ths.
    pub noise_probability: Signal<In, Bits<8>>,
    /// High when a new stimulus comes, which sets the age to 0.
    pub new_stimulus: Signal<In, Bit>,
    /// High at a reset by the host: age and noise row go to 0.
    pub reset: Signal<In, Bit>,
    /// High when the sequencer is to rest, whatever its phase.
    pub restart: Signal<In, Bit>,
    /// High in every phase but [`Phase::Idle`].
    pub busy: Signal<Out, Bit>,
    /// 1 from the second cycle in which it is not busy: the host has the row memory.
    pub at_rest: Signal<Out, Bit>,
    // encoding
    /// High for one cycle when a presentation begins.
    pub begin: Signal<Out, Bit>,
    /// High while the stimulus is read.
    pub encoding: Signal<In, Bit>,
    /// High if one of the outputs is clamped.
    pub any_clamped: Signal<In, Bit>,
    // target groups
    /// High when the first target group is in turn next.
    pub targets_begin: Signal<Out, Bit>,
    /// High when the next target group is in turn next.
    pub targets_advance: Signal<Out, Bit>,
    /// High when the next word of the target group is in turn next.
    pub targets_step: Signal<Out, Bit>,
    /// High for the last word of the target group with neurons.
    pub last_inside: Signal<In, Bit>,
    /// High for the last word of a full target group.
    pub last_step: Signal<In, Bit>,
    /// High for the last target group of all.
    pub last_target: Signal<In, Bit>,
    /// High when the rows that reach the target group are visited.
    pub walk: Signal<Out, Bit>,
    /// High before the first word of a target group is added.
    pub clear_sums: Signal<Out, Bit>,
    /// High when a word of those rows is issued.
    pub walked: Signal<In, Bit>,
    /// High if it is the last one.
    pub walked_last: Signal<In, Bit>,
    /// High when sums become potentials.
    pub load: Signal<Out, Bit>,
    /// High when the evidence of neurons is read.
    pub scan: Signal<Out, Bit>,
    /// High if the target group in turn has evidence.
    pub evident: Signal<In, Bit>,
    /// High when the evidence of the target group in turn is done with.
    pub evidence_leave: Signal<Out, Bit>,
    // neurons
    /// High for one cycle when the neurons of a layer are issued.
    pub schedule: Signal<Out, Bit>,
    /// The layer.
    pub layer: Signal<Out, Bits<3>>,
    /// High while neurons are weighed.
    pub weigh: Signal<Out, Bit>,
    /// High while outputs are read out.
    pub readout: Signal<Out, Bit>,
    /// High when the logit of a neuron passes the neuron cell; it is decided a cycle later.
    pub complete: Signal<In, Bit>,
    /// High when no neuron and no potential is on its way.
    pub idle: Signal<In, Bit>,
    /// The spike of the neuron cell.
    pub spike: Signal<In, Bit>,
    /// The spike that the neuron of the word before had until now.
    pub own_spike: Signal<In, Bit>,
    /// Its mask.
    pub own_mask: Signal<In, Bit>,
    /// High if the neuron that is decided is the last one of its target group.
    pub group_end: Signal<In, Bit>,
    /// High if it is the last one of its layer.
    pub layer_end: Signal<In, Bit>,
    /// High if it is the last hidden neuron.
    pub hidden_end: Signal<In, Bit>,
    /// The layer of the neuron that is decided next.
    pub decided_layer: Signal<In, Bits<3>>,
    /// Address of the row of the neuron that is decided next.
    pub decided_row: Signal<In, Bits<ROW>>,
    /// High when a neuron is decided, and its draw is consumed.
    pub decided: Signal<Out, Bit>,
    /// Its spike.
    pub decided_spike: Signal<Out, Bit>,
    /// Its prediction spike.
    pub decided_predicted: Signal<Out, Bit>,
    /// Its mask.
    pub decided_mask: Signal<Out, Bit>,
    /// High if a neuron that was weighed changed: what was issued behind it is issued again.
    pub change: Signal<Out, Bit>,
    /// High before the first hidden neuron is decided.
    pub words_begin: Signal<Out, Bit>,
    /// High before the first output is read out.
    pub words_readout: Signal<Out, Bit>,
    /// High if the neuron that is decided is the last hidden one, or the last output.
    pub words_last: Signal<Out, Bit>,
    /// High when `evidence` of a target group is known.
    pub evidence_enter: Signal<Out, Bit>,
    /// High if a neuron of the target group has evidence.
    pub evidence: Signal<Out, Bit>,
    /// High for every evidence of +1 while the core learns.
    pub counted_up: Signal<Out, Bit>,
    /// High for every evidence of −1 while the core learns.
    pub counted_down: Signal<Out, Bit>,
    // the memory of lists
    /// High when the list of the inputs is written.
    pub input_write: Signal<In, Bit>,
    /// High if that entry ends the list.
    pub input_end: Signal<In, Bit>,
    /// Both spikes of the pair.
    pub input_both: Signal<In, Bit>,
    /// The row of that entry.
    pub input_row: Signal<In, Bits<ROW>>,
    /// High when an entry is written.
    pub list_write: Signal<Out, Bit>,
    /// Where it is written.
    pub written: Signal<Out, Bits<LIST>>,
    /// High if it ends its list.
    pub list_end: Signal<Out, Bit>,
    /// High if the row after it spiked, too.
    pub list_both: Signal<Out, Bit>,
    /// The row that is written.
    pub list_row: Signal<Out, Bits<ROW>>,
    // synapses
    /// High while a word that may have flipped is to be written.
    pub unwritten: Signal<In, Bit>,
    /// High when a word of the row memory is issued that fluctuates.
    pub noise_issue: Signal<Out, Bit>,
    /// Its address.
    pub noise_address: Signal<Out, Bits<ROW>>,
    /// High while words that are issued may flip on evidence.
    pub flipping: Signal<Out, Bit>,
    /// Probability of a flip in the word that is issued, in 256ths.
    pub threshold: Signal<Out, Bits<9>>,
    // scratch memory
    /// High when `scratch_address` is read.
    pub scratch_read: Signal<Out, Bit>,
    /// Address that is read in the scratch memory.
    pub scratch_address: Signal<Out, Bits<16>>,
    /// The word at the address of the cycle before.
    pub scratch_word: Signal<In, Bits<16>>,
    /// High when `scratch_next` is written.
    pub scratch_write: Signal<Out, Bit>,
    /// Address of the word that is written.
    pub scratch_write_address: Signal<Out, Bits<16>>,
    /// The word that is written: a spike count or a total.
    pub scratch_next: Signal<Out, Bits<16>>,
    /// Number of the total to which `amount` is added.
    pub total: Signal<Out, Bits<4>>,
    /// What to add to the total.
    pub amount: Signal<In, Bits<16>>,
    /// High for one cycle at the end of a presentation.
    pub presented: Signal<Out, Bit>,

    list_table: ListTable,
    row_table: RowTable,
    phase: DFF<Phase>,
    resting: DFF<Bit>,
    presented_before: DFF<Bits<16>>,
    age_counter: DFF<Bits<16>>,
    layer_kept: DFF<Bits<3>>,
    sweep: DFF<Bits<8>>,
    deciding: DFF<Bit>,
    spike2: DFF<Bit>,
    spike3: DFF<Bit>,
    spike4: DFF<Bit>,
    spike5: DFF<Bit>,
    spike6: DFF<Bit>,
    mask2: DFF<Bit>,
    mask3: DFF<Bit>,
    mask4: DFF<Bit>,
    mask5: DFF<Bit>,
    mask6: DFF<Bit>,
    predicted: DFF<Bit>,
    any_evidence: DFF<Bit>,
    up: DFF<Bit>,
    down: DFF<Bit>,
    list_pointer: DFF<Bits<LIST>>,
    ending: DFF<Bit>,
    noise_row: DFF<Bits<ROW>>,
    noise_word: DFF<Bits<ROW>>,
    noise_layer: DFF<Bits<3>>,
    index: DFF<Bits<12>>,
    index1: DFF<Bits<12>>,
    total1: DFF<Bit>,
    counting: DFF<Bit>,
    spoken: DFF<Bit>,
    read: DFF<Bit>,
    carry: DFF<Bit>,
    sum_write: DFF<Bit>,
    sum_address: DFF<Bits<16>>,
    summed: DFF<Bits<16>>,

    weighing: Signal<Local, Bit>,
    reading_out: Signal<Local, Bit>,
    fresh: Signal<Local, Bit>,
    new_spike: Signal<Local, Bit>,
    new_predicted: Signal<Local, Bit>,
    counts: Signal<Local, Bit>,
    rising: Signal<Local, Bit>,
    falling: Signal<Local, Bit>,
    last_sweep: Signal<Local, Bit>,
    layer_done: Signal<Local, Bit>,
    writes: Signal<Local, Bit>,
    ends: Signal<Local, Bit>,
    noise_row_end: Signal<Local, Bit>,
    old_word: Signal<Local, Bits<16>>,
    increment: Signal<Local, Bits<16>>,
    sum: Signal<Local, Bits<17>>,
    age_next: Signal<Local, Bits<16>>,
    presented_now: Signal<Local, Bits<16>>,
    first_hidden: Constant<Bits<3>>,
    last_hidden: Constant<Bits<3>>,
    outputs: Constant<Bits<3>>,
    has_hidden: Constant<Bit>,
    first_list: Constant<Bits<LIST>>,
    first_rows: Constant<Bits<3>>,
    counts_base: Constant<Bits<16>>,
    totals_base: Constant<Bits<16>>,
    last_total: Constant<Bits<12>>,
}

impl Sequencer {
    /// The sequencer of a design.
    pub fn new(p: &Parameters) -> Self {
        let g = &p.geometry;
        block!(clock, start, presentations, learn, sweeps, dwell, dwell_write, flip, noise_probability, new_stimulus, reset, restart, busy, at_rest,
            begin, encoding, any_clamped, targets_begin, targets_advance, targets_step, last_inside, last_step, last_target, walk, clear_sums, walked, walked_last, load, scan,
            evident, evidence_leave, schedule, layer, weigh, readout, complete, idle, spike, own_spike, own_mask, group_end, layer_end, hidden_end, decided_layer, decided_row,
            decided, decided_spike, decided_predicted, decided_mask, change, words_begin, words_readout, words_last, evidence_enter, evidence, counted_up, counted_down,
            input_write, input_end, input_both, input_row, list_write, written, list_end, list_both, list_row, unwritten, noise_issue, noise_address, flipping, threshold,
            scratch_read, scratch_address, scratch_word, scratch_write, scratch_write_address, scratch_next, total, amount, presented,
            phase, resting, presented_before, age_counter, layer_kept, sweep, deciding, spike2, spike3, spike4, spike5, spike6, mask2, mask3, mask4, mask5, mask6,
            predicted, any_evidence, up, down, list_pointer, ending, noise_row, noise_word, noise_layer, index, index1, total1, counting, spoken, read, carry, sum_write, sum_address, summed,
            weighing, reading_out, fresh, new_spike, new_predicted, counts, rising, falling, last_sweep, layer_done, writes, ends, noise_row_end, old_word, increment, sum,
            age_next, presented_now;
            list_table: ListTable::new(g),
            row_table: RowTable::new(g),
            first_hidden: constant(1),
            last_hidden: constant(g.last() as u64 - 1),
            outputs: constant(g.last() as u64),
            has_hidden: Constant::new(g.last() > 1),
            first_list: constant(g.list(1) as u64),
            first_rows: constant(u64::from(g.layers[0] == 0)),
            counts_base: constant(p.map.counts as u64),
            totals_base: constant(p.map.totals as u64),
            last_total: constant(p.protocol.counters as u64 - 1),
        )
    }
}

/// What follows from a decision.
struct Deciding;
/// Spike counts and totals.
struct Summing;
/// The phases.
struct Phases;

logic_in_parts!(Sequencer: Deciding, Summing, Phases);
