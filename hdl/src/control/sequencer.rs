//! One presentation after another: encode, predict, resample, read out, flip. One state a phase.
//!
//! This file has the ports, registers and constants of the sequencer. What it does stands in parts, which follow one another.

mod driving;
mod ending;
mod flipping;
mod pipeline;
mod presenting;
mod resampling;
mod standing;

use crate::parameters::{Parameters, block, constant};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;
use yuragi_exporter::logic_in_parts;

/// Ones for the bits of a counter that counts `n` values from 0 on.
fn mask<const W: usize>(n: usize) -> Constant<Bits<W>> {
    constant(n.next_power_of_two() as u64 - 1)
}

/// The phases of a presentation.
#[derive(Copy, Clone, PartialEq, Debug, LogicState)]
pub enum Phase {
    /// Rests until the host starts presentations.
    Idle,
    /// Sets the spike counts to 0, one a cycle.
    Clear,
    /// Reads the clamp bits and the intensities of the stimulus, a word a cycle.
    Stimulus,
    /// Sets the counters for the prediction.
    StimulusEnd,
    /// Issues the fan-in words of every hidden neuron.
    Predict,
    /// Waits until the last hidden neuron is predicted.
    PredictEnd,
    /// Sets the sums of the outputs to 0 before a fan-out word is added over the rows.
    SumClear,
    /// Issues one fan-out word of every row, the bias row last.
    Sum,
    /// Waits a cycle for the last row.
    SumEnd,
    /// Moves the sums of a fan-out word into the potential memory, a step a cycle.
    Load,
    /// Waits until the potentials are written, then resamples, or reads out if no output is clamped.
    LoadEnd,
    /// Reads the potential of hidden neuron 0 and fetches its first weights.
    ResampleStart,
    /// Issues the retrograde steps of the hidden neuron in turn.
    Resample,
    /// Waits for the spike of the neuron in turn, then goes on to the next neuron, the next sweep or the read-out.
    ResampleWait,
    /// Issues the outputs, one a cycle.
    Readout,
    /// Waits until the last output is read out.
    ReadoutEnd,
    /// Visits every row and issues the words whose synapses may flip on evidence.
    Flip,
    /// Ends the flips; the background fluctuation follows unless p_noise is 0.
    FlipEnd,
    /// Counts up to the noise row.
    NoiseSeek,
    /// Issues all words of the noise row.
    Noise,
    /// Moves the noise row on by one, from the bias row to row 0.
    NoiseEnd,
    /// Adds the counters of the presentation to the totals, a word a cycle.
    Count,
    /// Waits for the last sum, then begins the next presentation or rests.
    Next,
}

/// The state machine of the core. It issues addresses; what belongs to the word that comes back a cycle later (which spikes
/// gate it, where it is written) goes through the registers `..1`, one more cycle through `..2`.
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
    // stimulus and spike counts
    /// Address that is read in the scratch memory.
    pub scratch_address: Signal<Out, Bits<16>>,
    /// High when `scratch_next` is written.
    pub scratch_write: Signal<Out, Bit>,
    /// Address of the word that is written.
    pub scratch_write_address: Signal<Out, Bits<16>>,
    /// The word that is written: a 0 for a spike count, or a sum.
    pub scratch_next: Signal<Out, Bits<16>>,
    /// The word at the address of the cycle before.
    pub scratch_word: Signal<In, Bits<16>>,
    /// High when the word from the scratch memory enters the clamp register.
    pub clamp_shift: Signal<Out, Bit>,
    /// High when two spikes of the encoder enter the unit register.
    pub unit_shift: Signal<Out, Bit>,
    // spikes
    /// The spike of the neuron cell.
    pub spike: Signal<In, Bit>,
    /// High when at least one output is clamped.
    pub any_clamped: Signal<In, Bit>,
    /// High when at least one output has evidence.
    pub any_evidence: Signal<In, Bit>,
    /// Spike of the output that is issued, as the stimulus gives it.
    pub spiked: Signal<In, Bit>,
    /// High when the output that is issued is clamped.
    pub clamped: Signal<In, Bit>,
    /// Prediction spike of the hidden neuron in turn.
    pub predicted: Signal<In, Bit>,
    /// Spike of the hidden neuron in turn.
    pub hidden: Signal<In, Bit>,
    /// Prediction spike of the hidden neuron after the one in turn.
    pub predicted_behind: Signal<In, Bit>,
    /// Spike of the hidden neuron after the one in turn.
    pub hidden_behind: Signal<In, Bit>,
    /// High when the ring of prediction spikes turns by one neuron.
    pub predicted_rotate: Signal<Out, Bit>,
    /// The prediction spike that enters the ring behind.
    pub predicted_next: Signal<Out, Bit>,
    /// High when the ring of hidden spikes turns by one neuron.
    pub hidden_rotate: Signal<Out, Bit>,
    /// The hidden spike that enters the ring behind.
    pub hidden_next: Signal<Out, Bit>,
    /// High when the read-out spike and the evidence of an output enter their registers.
    pub readout_shift: Signal<Out, Bit>,
    /// The read-out spike of that output.
    pub readout_spike: Signal<Out, Bit>,
    /// Evidence +1 of that output: clamped to a spike, and read out without one.
    pub evidence_up: Signal<Out, Bit>,
    /// Evidence −1 of that output: clamped to no spike, and read out with one.
    pub evidence_down: Signal<Out, Bit>,
    // synapses
    /// Address in the row memory of the word that is issued.
    pub address: Signal<Out, Bits<16>>,
    /// Number in its row of the word that arrives.
    pub word: Signal<Out, Bits<12>>,
    /// Number among the fan-in words of the word that arrives.
    pub input_word: Signal<Out, Bits<12>>,
    /// High when the word issued two cycles before is written back with its flips.
    pub write: Signal<Out, Bit>,
    /// Address of the word that is written back.
    pub write_address: Signal<Out, Bits<16>>,
    /// High when a word of the fan-in arrives.
    pub fan_in: Signal<Out, Bit>,
    /// Spike that gates a word of the fan-out: high for the bias row and in the flip phase, else that of the hidden neuron in turn.
    pub gate: Signal<Out, Bit>,
    /// Spike of the hidden neuron of the word that arrives: it opens synapses of the fan-in.
    pub hidden_open: Signal<Out, Bit>,
    /// Prediction spike of the hidden neuron of the word that arrives: it closes synapses of the fan-in.
    pub hidden_close: Signal<Out, Bit>,
    /// High when the lanes' flips are counted: those on evidence, not those of the background fluctuation.
    pub count_flips: Signal<Out, Bit>,
    /// High when the word that arrives fluctuates.
    pub noise: Signal<Out, Bit>,
    /// Probability of a flip in the word that is issued, in 256ths.
    pub threshold: Signal<Out, Bits<9>>,
    /// High when a word arrives that is summed into a hidden potential.
    pub valid: Signal<Out, Bit>,
    /// High when the word that arrives is the first of its fan-in.
    pub first: Signal<Out, Bit>,
    /// High when the word that arrives is the last of its fan-in.
    pub last: Signal<Out, Bit>,
    /// High when the sums of the outputs go to 0.
    pub clear: Signal<Out, Bit>,
    /// High when the word that arrives is added to the sums of the outputs.
    pub add: Signal<Out, Bit>,
    /// Which lanes of the word that arrives, or of the sums, belong to the retrograde step.
    pub group: Signal<Out, Bits<6>>,
    /// High when the potential of a hidden neuron is complete.
    pub done: Signal<In, Bit>,
    // potentials
    /// Number of the retrograde step that is issued.
    pub step: Signal<Out, Bits<10>>,
    /// High when the potential of an output passes the neuron cell.
    pub readout: Signal<Out, Bit>,
    /// Lane of the output whose potential is read.
    pub readout_lane: Signal<Out, Bits<6>>,
    /// Lane, in its step, of the output that is issued.
    pub issued_lane: Signal<Out, Bits<6>>,
    /// High when a step is issued that moves sums into the potential memory.
    pub load: Signal<Out, Bit>,
    /// High when a step of the resampling is issued.
    pub resample: Signal<Out, Bit>,
    /// High when the step is the first.
    pub step_first: Signal<Out, Bit>,
    /// High when the step is the last.
    pub step_last: Signal<Out, Bit>,
    /// High when the two banks of output potentials change roles.
    pub toggle: Signal<Out, Bit>,
    /// High when the potential of hidden neuron `hidden_row` is read.
    pub hidden_read: Signal<Out, Bit>,
    /// Number of the hidden neuron that is read.
    pub hidden_row: Signal<Out, Bits<10>>,
    /// High when the complete potential of a hidden neuron is written.
    pub hidden_write: Signal<Out, Bit>,
    /// Number of the hidden neuron that is written.
    pub result_row: Signal<Out, Bits<10>>,
    /// High when the logit of the hidden neuron in turn is complete.
    pub logit_valid: Signal<In, Bit>,
    /// High when no step is on its way in the retrograde lanes.
    pub retrograde_idle: Signal<In, Bit>,
    // random bits, and events that are counted
    /// High when a draw of the encoder is consumed.
    pub encoder_draw: Signal<Out, Bit>,
    /// High when a draw of the neuron cell is consumed.
    pub neuron_draw: Signal<Out, Bit>,
    /// High when the draws of the lanes are consumed.
    pub lane_draw: Signal<Out, Bit>,
    /// High for every evidence of +1 while the core learns, of outputs and hidden neurons.
    pub counted_up: Signal<Out, Bit>,
    /// High for every evidence of −1 while the core learns, of outputs and hidden neurons.
    pub counted_down: Signal<Out, Bit>,
    /// Number of the total to which `amount` is added.
    pub total: Signal<Out, Bits<4>>,
    /// What to add to the total.
    pub amount: Signal<In, Bits<16>>,
    /// High for one cycle at the end of a presentation.
    pub presented: Signal<Out, Bit>,

    phase: DFF<Phase>,
    presented_before: DFF<Bits<16>>,
    index: DFF<Bits<12>>,
    base: DFF<Bits<16>>,
    word_counter: DFF<Bits<12>>,
    row: DFF<Bits<10>>,
    result: DFF<Bits<10>>,
    step_counter: DFF<Bits<10>>,
    group_counter: DFF<Bits<6>>,
    lane_counter: DFF<Bits<6>>,
    sweep: DFF<Bits<8>>,
    age_counter: DFF<Bits<16>>,
    noise_counter: DFF<Bits<10>>,
    flipping: DFF<Bit>,
    fan_in_part: DFF<Bit>,
    // one cycle after the issue
    stimulus1: DFF<Bit>,
    clamp1: DFF<Bit>,
    valid1: DFF<Bit>,
    first1: DFF<Bit>,
    last1: DFF<Bit>,
    add1: DFF<Bit>,
    bias1: DFF<Bit>,
    word1: DFF<Bits<12>>,
    input_word1: DFF<Bits<12>>,
    group1: DFF<Bits<6>>,
    lane1: DFF<Bits<6>>,
    predict1: DFF<Bit>,
    decide1: DFF<Bit>,
    hidden_read1: DFF<Bit>,
    hidden_read2: DFF<Bit>,
    hidden_read3: DFF<Bit>,
    prediction: DFF<Bit>,
    flip1: DFF<Bit>,
    noise1: DFF<Bit>,
    fan_in1: DFF<Bit>,
    open1: DFF<Bit>,
    close1: DFF<Bit>,
    address1: DFF<Bits<16>>,
    readout1: DFF<Bit>,
    output1: DFF<Bit>,
    clamped1: DFF<Bit>,
    count1: DFF<Bits<10>>,
    total1: DFF<Bit>,
    carry: DFF<Bit>,
    // two cycles after
    unit2: DFF<Bit>,
    write2: DFF<Bit>,
    flip2: DFF<Bit>,
    address2: DFF<Bits<16>>,
    readout2: DFF<Bit>,
    output2: DFF<Bit>,
    clamped2: DFF<Bit>,
    count2: DFF<Bits<10>>,
    // three
    readout3: DFF<Bit>,
    output3: DFF<Bit>,
    clamped3: DFF<Bit>,
    count3: DFF<Bits<10>>,
    // four
    readout4: DFF<Bit>,
    output4: DFF<Bit>,
    clamped4: DFF<Bit>,
    spike4: DFF<Bit>,
    resting: DFF<Bit>,
    count4: DFF<Bits<10>>,
    // a sum that is written in the next cycle
    summed: DFF<Bits<16>>,
    sum_write: DFF<Bit>,
    sum_address: DFF<Bits<16>>,
    // kept for a cycle, off long ways
    out_needed: DFF<Bit>,
    in_needed: DFF<Bit>,
    up: DFF<Bit>,
    down: DFF<Bit>,

    // the counters, no wider than this design counts: what is above is never used, and synthesis drops it
    index_now: Signal<Local, Bits<12>>,
    base_now: Signal<Local, Bits<16>>,
    word_now: Signal<Local, Bits<12>>,
    row_now: Signal<Local, Bits<10>>,
    result_now: Signal<Local, Bits<10>>,
    step_now: Signal<Local, Bits<10>>,
    group_now: Signal<Local, Bits<6>>,
    lane_now: Signal<Local, Bits<6>>,
    noise_now: Signal<Local, Bits<10>>,
    current_word: Signal<Local, Bits<12>>,
    current_address: Signal<Local, Bits<16>>,
    bias_row: Signal<Local, Bit>,
    last_row: Signal<Local, Bit>,
    last_step: Signal<Local, Bit>,
    last_group: Signal<Local, Bit>,
    last_out: Signal<Local, Bit>,
    last_in: Signal<Local, Bit>,
    fresh: Signal<Local, Bit>,
    next_hidden: Signal<Local, Bit>,
    next_predicted: Signal<Local, Bit>,
    next_bias: Signal<Local, Bit>,
    issue_out: Signal<Local, Bit>,
    issue_in: Signal<Local, Bit>,
    row_done: Signal<Local, Bit>,
    spoken: Signal<Local, Bit>,
    rotate_rings: Signal<Local, Bit>,
    fetching: Signal<Local, Bit>,
    flip_issued: Signal<Local, Bit>,
    noise_issued: Signal<Local, Bit>,
    increment: Signal<Local, Bits<16>>,
    sum: Signal<Local, Bits<17>>,
    age_next: Signal<Local, Bits<16>>,
    presented_now: Signal<Local, Bits<16>>,
    at_noise_row: Signal<Local, Bit>,

    index_mask: Constant<Bits<12>>,
    base_mask: Constant<Bits<16>>,
    word_mask: Constant<Bits<12>>,
    row_mask: Constant<Bits<10>>,
    result_mask: Constant<Bits<10>>,
    step_mask: Constant<Bits<10>>,
    group_mask: Constant<Bits<6>>,
    lane_mask: Constant<Bits<6>>,
    noise_mask: Constant<Bits<10>>,
    stimulus_base: Constant<Bits<16>>,
    counts_base: Constant<Bits<16>>,
    totals_base: Constant<Bits<16>>,
    clamp_words: Constant<Bits<12>>,
    last_stimulus: Constant<Bits<12>>,
    last_count: Constant<Bits<12>>,
    last_total: Constant<Bits<12>>,
    words_out: Constant<Bits<12>>,
    last_word_out: Constant<Bits<12>>,
    last_word_row: Constant<Bits<12>>,
    row_words: Constant<Bits<16>>,
    hidden_count: Constant<Bits<10>>,
    last_hidden: Constant<Bits<10>>,
    last_step_number: Constant<Bits<10>>,
    last_group_number: Constant<Bits<6>>,
    last_lane_number: Constant<Bits<6>>,
}

impl Sequencer {
    /// The sequencer, with the sizes and addresses of the design.
    pub fn new(p: &Parameters) -> Self {
        block!(clock, start, presentations, learn, sweeps, dwell, dwell_write, flip, noise_probability, new_stimulus, reset, restart, busy, at_rest,
            scratch_address, scratch_write, scratch_write_address, scratch_next, scratch_word, clamp_shift, unit_shift,
            spike, any_clamped, any_evidence, spiked, clamped, predicted, hidden, predicted_behind, hidden_behind, predicted_rotate, predicted_next,
            hidden_rotate, hidden_next, readout_shift, readout_spike, evidence_up, evidence_down,
            address, word, input_word, write, write_address, fan_in, gate, hidden_open, hidden_close, count_flips, noise, threshold,
            valid, first, last, clear, add, group, done,
            step, readout, readout_lane, issued_lane, load, resample, step_first, step_last, toggle, hidden_read, hidden_row,
            hidden_write, result_row, logit_valid, retrograde_idle,
            encoder_draw, neuron_draw, lane_draw, counted_up, counted_down, total, amount, presented,
            phase, presented_before, index, base, word_counter, row, result, step_counter, group_counter, lane_counter, sweep,
            age_counter, noise_counter, flipping, fan_in_part,
            stimulus1, clamp1, valid1, first1, last1, add1, bias1, word1, input_word1, group1, lane1, predict1, decide1, hidden_read1, hidden_read2, hidden_read3, prediction, flip1, noise1,
            fan_in1, open1, close1, address1, readout1, output1, clamped1, count1, total1, carry, unit2, write2, flip2, address2, readout2, output2, clamped2, count2,
            readout3, output3, clamped3, count3, readout4, output4, clamped4, spike4, resting, count4, summed, sum_write, sum_address, out_needed, in_needed, up, down,
            index_now, base_now, word_now, row_now, result_now, step_now, group_now, lane_now, noise_now,
            current_word, current_address, bias_row, last_row, last_step, last_group, last_out, last_in, fresh, next_hidden,
            next_predicted, next_bias, issue_out, issue_in, row_done, spoken, rotate_rings, fetching, flip_issued, noise_issued, increment, sum, age_next, presented_now, at_noise_row;
            index_mask: mask((p.clamp_words() + p.pairs()).max(p.outputs).max(p.protocol.counters)),
            base_mask: mask(p.hidden * p.words_per_row() + 1),
            word_mask: mask(p.words_per_row()),
            row_mask: mask(p.hidden + 1),
            result_mask: mask(p.hidden + 1),
            step_mask: mask(p.steps()),
            group_mask: mask(p.lanes / p.retrograde_lanes),
            lane_mask: mask(p.retrograde_lanes),
            noise_mask: mask(p.hidden + 1),
            stimulus_base: constant(p.map.stimulus as u64),
            counts_base: constant(p.map.counts as u64),
            totals_base: constant(p.map.totals as u64),
            clamp_words: constant(p.clamp_words() as u64),
            last_stimulus: constant((p.clamp_words() + p.pairs() - 1) as u64),
            last_count: constant(p.outputs as u64 - 1),
            last_total: constant(p.protocol.counters as u64 - 1),
            words_out: constant(p.words_out() as u64),
            last_word_out: constant(p.words_out() as u64 - 1),
            last_word_row: constant(p.words_per_row() as u64 - 1),
            row_words: constant(p.words_per_row() as u64),
            hidden_count: constant(p.hidden as u64),
            last_hidden: constant(p.hidden as u64 - 1),
            last_step_number: constant(p.steps() as u64 - 1),
            last_group_number: constant((p.lanes / p.retrograde_lanes) as u64 - 1),
            last_lane_number: constant(p.retrograde_lanes as u64 - 1),
        )
    }
}

/// Where the counters are.
struct Standing;
/// What goes with a word on its way.
struct Pipeline;
/// Phases from the stimulus to the potentials.
struct Presenting;
/// Phases of the resampling and of the read-out.
struct Resampling;
/// Phases of the flips and of the fluctuation.
struct Flipping;
/// Phases of the end.
struct Ending;
/// The outputs.
struct Driving;

logic_in_parts!(Sequencer: Standing, Pipeline, Presenting, Resampling, Flipping, Ending, Driving);
