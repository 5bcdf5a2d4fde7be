//! One presentation after another: encode, predict, resample, read out, flip. One state a phase.

use crate::parameters::{Parameters, block, constant};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;

/// Words of the totals of the counters: five, of two words each.
const TOTALS: usize = 10;

/// Ones for the bits of a counter that counts `n` values from 0 on.
fn mask<const W: usize>(n: usize) -> Constant<Bits<W>> {
    constant(n.next_power_of_two() as u64 - 1)
}

/// The phases of a presentation.
#[derive(Copy, Clone, PartialEq, Debug, LogicState)]
pub enum Phase {
    Idle,
    Clear,
    Stimulus,
    StimulusEnd,
    Predict,
    PredictEnd,
    SumClear,
    Sum,
    SumEnd,
    Load,
    LoadEnd,
    ResampleStart,
    Resample,
    ResampleWait,
    Readout,
    ReadoutEnd,
    Flip,
    FlipEnd,
    NoiseSeek,
    Noise,
    NoiseEnd,
    Count,
    Next,
}

/// The state machine of the core. It issues addresses; what belongs to the word that comes back a cycle later (which spikes
/// gate it, where it is written) goes through the registers `..1`, one more cycle through `..2`.
#[derive(LogicBlock)]
pub struct Sequencer {
    pub clock: Signal<In, Clock>,
    // from the host
    pub start: Signal<In, Bit>,
    pub presentations: Signal<In, Bits<16>>,
    pub learn: Signal<In, Bit>,
    pub sweeps: Signal<In, Bits<8>>,
    pub dwell: Signal<In, Bits<16>>,
    pub dwell_write: Signal<In, Bit>,
    pub flip: Signal<In, Bits<9>>,
    pub noise_probability: Signal<In, Bits<8>>,
    pub new_stimulus: Signal<In, Bit>,
    pub reset: Signal<In, Bit>,
    pub restart: Signal<In, Bit>,
    pub busy: Signal<Out, Bit>,
    /// 1 from the second cycle in which it is not busy: the host has the row memory.
    pub at_rest: Signal<Out, Bit>,
    // stimulus and spike counts
    pub scratch_address: Signal<Out, Bits<16>>,
    pub scratch_write: Signal<Out, Bit>,
    pub scratch_write_address: Signal<Out, Bits<16>>,
    pub scratch_next: Signal<Out, Bits<16>>,
    pub scratch_word: Signal<In, Bits<16>>,
    pub clamp_shift: Signal<Out, Bit>,
    pub unit_shift: Signal<Out, Bit>,
    // spikes
    pub spike: Signal<In, Bit>,
    pub any_clamped: Signal<In, Bit>,
    pub any_evidence: Signal<In, Bit>,
    pub spiked: Signal<In, Bit>,
    pub clamped: Signal<In, Bit>,
    pub predicted: Signal<In, Bit>,
    pub hidden: Signal<In, Bit>,
    pub predicted_behind: Signal<In, Bit>,
    pub hidden_behind: Signal<In, Bit>,
    pub predicted_rotate: Signal<Out, Bit>,
    pub predicted_next: Signal<Out, Bit>,
    pub hidden_rotate: Signal<Out, Bit>,
    pub hidden_next: Signal<Out, Bit>,
    pub readout_shift: Signal<Out, Bit>,
    pub readout_spike: Signal<Out, Bit>,
    pub evidence_up: Signal<Out, Bit>,
    pub evidence_down: Signal<Out, Bit>,
    // synapses
    pub address: Signal<Out, Bits<16>>,
    pub word: Signal<Out, Bits<12>>,
    pub input_word: Signal<Out, Bits<12>>,
    pub write: Signal<Out, Bit>,
    pub write_address: Signal<Out, Bits<16>>,
    pub fan_in: Signal<Out, Bit>,
    pub gate: Signal<Out, Bit>,
    pub hidden_open: Signal<Out, Bit>,
    pub hidden_close: Signal<Out, Bit>,
    pub count_flips: Signal<Out, Bit>,
    pub noise: Signal<Out, Bit>,
    pub threshold: Signal<Out, Bits<9>>,
    pub valid: Signal<Out, Bit>,
    pub first: Signal<Out, Bit>,
    pub last: Signal<Out, Bit>,
    pub clear: Signal<Out, Bit>,
    pub add: Signal<Out, Bit>,
    pub group: Signal<Out, Bits<6>>,
    pub done: Signal<In, Bit>,
    // potentials
    pub step: Signal<Out, Bits<10>>,
    pub readout: Signal<Out, Bit>,
    pub readout_lane: Signal<Out, Bits<6>>,
    pub issued_lane: Signal<Out, Bits<6>>,
    pub load: Signal<Out, Bit>,
    pub resample: Signal<Out, Bit>,
    pub step_first: Signal<Out, Bit>,
    pub step_last: Signal<Out, Bit>,
    pub toggle: Signal<Out, Bit>,
    pub hidden_read: Signal<Out, Bit>,
    pub hidden_row: Signal<Out, Bits<10>>,
    pub hidden_write: Signal<Out, Bit>,
    pub result_row: Signal<Out, Bits<10>>,
    pub logit_valid: Signal<In, Bit>,
    pub retrograde_idle: Signal<In, Bit>,
    // random bits, and events that are counted
    pub encoder_draw: Signal<Out, Bit>,
    pub neuron_draw: Signal<Out, Bit>,
    pub lane_draw: Signal<Out, Bit>,
    pub counted_up: Signal<Out, Bit>,
    pub counted_down: Signal<Out, Bit>,
    pub total: Signal<Out, Bits<4>>,
    pub amount: Signal<In, Bits<16>>,
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
            index_mask: mask((p.clamp_words() + p.pairs()).max(p.outputs).max(TOTALS)),
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
            last_total: constant(TOTALS as u64 - 1),
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

impl Logic for Sequencer {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell sequencer: the phases of a presentation, one state a phase");
        dff_setup!(
            self,
            clock,
            phase,
            presented_before,
            index,
            base,
            word_counter,
            row,
            result,
            step_counter,
            group_counter,
            lane_counter,
            sweep,
            age_counter,
            noise_counter,
            flipping,
            fan_in_part,
            stimulus1,
            clamp1,
            valid1,
            first1,
            last1,
            add1,
            bias1,
            word1,
            input_word1,
            group1,
            lane1,
            predict1,
            decide1,
            hidden_read1,
            hidden_read2,
            hidden_read3,
            prediction,
            flip1,
            noise1,
            fan_in1,
            open1,
            close1,
            address1,
            readout1,
            output1,
            clamped1,
            count1,
            total1,
            carry,
            unit2,
            write2,
            flip2,
            address2,
            readout2,
            output2,
            clamped2,
            count2,
            readout3,
            output3,
            clamped3,
            count3,
            readout4,
            output4,
            clamped4,
            spike4,
            resting,
            count4,
            summed,
            sum_write,
            sum_address,
            out_needed,
            in_needed,
            up,
            down
        );
        println!("where the counters stand");
        self.index_now.next = self.index.q.val() & self.index_mask.val();
        self.base_now.next = self.base.q.val() & self.base_mask.val();
        self.word_now.next = self.word_counter.q.val() & self.word_mask.val();
        self.row_now.next = self.row.q.val() & self.row_mask.val();
        self.result_now.next = self.result.q.val() & self.result_mask.val();
        self.step_now.next = self.step_counter.q.val() & self.step_mask.val();
        self.group_now.next = self.group_counter.q.val() & self.group_mask.val();
        self.lane_now.next = self.lane_counter.q.val() & self.lane_mask.val();
        self.noise_now.next = self.noise_counter.q.val() & self.noise_mask.val();
        self.bias_row.next = self.row_now.val() == self.hidden_count.val();
        self.last_row.next = self.row_now.val() == self.last_hidden.val();
        self.last_step.next = self.step_now.val() == self.last_step_number.val();
        self.last_group.next = self.group_now.val() == self.last_group_number.val();
        self.fresh.next = !self.any_clamped.val() | !self.age_counter.q.val().any();
        println!("the word of a row: fan-out first, then fan-in");
        self.current_word.next = self.word_now.val();
        if self.in_needed.q.val() & !self.out_needed.q.val() & !self.fan_in_part.q.val() {
            self.current_word.next = self.words_out.val();
        }
        self.last_out.next = self.word_now.val() == self.last_word_out.val();
        self.last_in.next = self.current_word.val() == self.last_word_row.val();
        self.issue_out.next = false;
        self.issue_in.next = false;
        self.row_done.next = false;
        self.fetching.next = false;

        println!("defaults: nothing is issued");
        self.stimulus1.d.next = false;
        self.clamp1.d.next = self.index_now.val() < self.clamp_words.val();
        self.valid1.d.next = false;
        self.first1.d.next = self.word_now.val() == self.words_out.val();
        self.last1.d.next = self.last_in.val();
        self.add1.d.next = false;
        self.bias1.d.next = self.bias_row.val();
        self.word1.d.next = self.word_now.val();
        self.input_word1.d.next = self.current_word.val() - self.words_out.val();
        self.group1.d.next = self.group_now.val();
        self.lane1.d.next = self.lane_now.val();
        self.predict1.d.next = self.done.val();
        self.decide1.d.next = self.logit_valid.val();
        self.flip_issued.next = false;
        self.noise_issued.next = false;
        self.fan_in1.d.next = false;
        self.open1.d.next = self.hidden.val();
        self.close1.d.next = self.predicted.val();
        self.readout1.d.next = false;
        self.output1.d.next = self.spiked.val();
        self.clamped1.d.next = self.clamped.val();
        self.count1.d.next = self.index_now.val().get_bits::<10>(0);
        self.readout2.d.next = self.readout1.q.val();
        self.output2.d.next = self.output1.q.val();
        self.clamped2.d.next = self.clamped1.q.val();
        self.count2.d.next = self.count1.q.val();
        self.readout3.d.next = self.readout2.q.val();
        self.output3.d.next = self.output2.q.val();
        self.clamped3.d.next = self.clamped2.q.val();
        self.count3.d.next = self.count2.q.val();
        self.readout4.d.next = self.readout3.q.val();
        self.output4.d.next = self.output3.q.val();
        self.clamped4.d.next = self.clamped3.q.val();
        self.spike4.d.next = self.spike.val();
        self.count4.d.next = self.count3.q.val();
        self.unit2.d.next = self.stimulus1.q.val() & !self.clamp1.q.val();
        self.flip2.d.next = self.flip1.q.val();
        self.write2.d.next = self.flip1.q.val() | self.noise1.q.val();
        self.address2.d.next = self.address1.q.val();
        self.busy.next = true;
        self.resting.d.next = false;
        self.at_rest.next = self.resting.q.val();
        self.clear.next = false;
        self.load.next = false;
        self.resample.next = false;
        self.toggle.next = false;
        self.hidden_read.next = false;
        self.hidden_row.next = 0.into();
        self.presented.next = false;
        self.scratch_address.next =
            bit_cast::<16, 12>(self.index_now.val()) | self.stimulus_base.val();
        self.sum_write.d.next = self.readout4.q.val() | self.total1.q.val();
        self.sum_address.d.next = bit_cast::<16, 10>(self.count4.q.val()) | self.counts_base.val();
        self.total1.d.next = false;
        self.carry.d.next = false;

        println!("spikes as they come: predictions, decisions of the resampling, read-out");
        self.readout_spike.next = self.spike4.q.val();
        self.spoken.next = self.output4.q.val();
        if !self.clamped4.q.val() {
            self.spoken.next = self.spike4.q.val();
        }
        self.evidence_up.next = self.clamped4.q.val() & self.output4.q.val() & !self.spike4.q.val();
        self.evidence_down.next =
            self.clamped4.q.val() & !self.output4.q.val() & self.spike4.q.val();
        self.up.d.next = self.learn.val() & self.readout4.q.val() & self.evidence_up.val();
        self.down.d.next = self.learn.val() & self.readout4.q.val() & self.evidence_down.val();
        if self.readout3.q.val() {
            self.scratch_address.next =
                bit_cast::<16, 10>(self.count3.q.val()) | self.counts_base.val();
        }
        println!("one adder for the spike counts, one a word, and the totals, two words each");
        self.increment.next = bit_cast::<16, 1>(self.spoken.val().into());
        if self.total1.q.val() {
            self.increment.next = self.amount.val();
            self.sum_address.d.next =
                bit_cast::<16, 10>(self.count1.q.val()) | self.totals_base.val();
            self.carry.d.next = self.sum.val().get_bit(16) & !self.count1.q.val().get_bit(0);
        }
        self.sum.next = bit_cast::<17, 16>(self.scratch_word.val())
            + bit_cast::<17, 16>(self.increment.val())
            + bit_cast::<17, 1>(self.carry.q.val().into());
        self.summed.d.next = bit_cast::<16, 17>(self.sum.val());
        self.scratch_write.next = self.sum_write.q.val();
        self.scratch_write_address.next = self.sum_address.q.val();
        self.scratch_next.next = self.summed.q.val();
        if self.done.val() {
            self.result.d.next = self.result_now.val() + 1;
        }

        self.age_next.next = self.age_counter.q.val() + 1;
        self.presented_now.next = self.presented_before.q.val() + 1;
        self.at_noise_row.next = self.row_now.val() == self.noise_now.val();
        match self.phase.q.val() {
            Phase::Idle => {
                self.busy.next = false;
                self.resting.d.next = true;
                self.presented_before.d.next = 0.into();
                self.index.d.next = 0.into();
                println!("a restart may have come while rows were flipped");
                self.flipping.d.next = false;
                if self.start.val() {
                    self.phase.d.next = Phase::Clear;
                }
            }
            Phase::Clear => {
                self.scratch_write.next = true;
                self.scratch_write_address.next =
                    bit_cast::<16, 12>(self.index_now.val()) | self.counts_base.val();
                self.scratch_next.next = 0.into();
                self.index.d.next = self.index_now.val() + 1;
                if self.index_now.val() == self.last_count.val() {
                    self.index.d.next = 0.into();
                    self.phase.d.next = Phase::Stimulus;
                }
            }
            Phase::Stimulus => {
                self.stimulus1.d.next = true;
                self.index.d.next = self.index_now.val() + 1;
                if self.index_now.val() == self.last_stimulus.val() {
                    self.phase.d.next = Phase::StimulusEnd;
                }
            }
            Phase::StimulusEnd => {
                self.base.d.next = 0.into();
                self.word_counter.d.next = self.words_out.val();
                self.row.d.next = 0.into();
                self.result.d.next = 0.into();
                self.phase.d.next = Phase::Predict;
            }
            Phase::Predict => {
                self.valid1.d.next = true;
                self.fan_in1.d.next = true;
                self.word_counter.d.next = self.word_now.val() + 1;
                if self.last_in.val() {
                    self.word_counter.d.next = self.words_out.val();
                    self.base.d.next = self.base_now.val() + self.row_words.val();
                    self.row.d.next = self.row_now.val() + 1;
                    if self.last_row.val() {
                        self.phase.d.next = Phase::PredictEnd;
                    }
                }
            }
            Phase::PredictEnd => {
                self.word_counter.d.next = 0.into();
                self.step_counter.d.next = 0.into();
                if self.predict1.q.val() & (self.result_now.val() == self.hidden_count.val()) {
                    self.phase.d.next = Phase::SumClear;
                }
            }
            Phase::SumClear => {
                self.clear.next = true;
                self.base.d.next = 0.into();
                self.row.d.next = 0.into();
                self.group_counter.d.next = 0.into();
                self.phase.d.next = Phase::Sum;
            }
            Phase::Sum => {
                self.add1.d.next = true;
                self.base.d.next = self.base_now.val() + self.row_words.val();
                self.row.d.next = self.row_now.val() + 1;
                if self.bias_row.val() {
                    self.phase.d.next = Phase::SumEnd;
                }
            }
            Phase::SumEnd => {
                self.phase.d.next = Phase::Load;
            }
            Phase::Load => {
                self.load.next = true;
                self.step_counter.d.next = self.step_now.val() + 1;
                self.group_counter.d.next = self.group_now.val() + 1;
                if self.last_step.val() {
                    self.phase.d.next = Phase::LoadEnd;
                } else if self.last_group.val() {
                    self.word_counter.d.next = self.word_now.val() + 1;
                    self.phase.d.next = Phase::SumClear;
                }
            }
            Phase::LoadEnd => {
                self.step_counter.d.next = 0.into();
                self.group_counter.d.next = 0.into();
                self.lane_counter.d.next = 0.into();
                self.word_counter.d.next = 0.into();
                self.base.d.next = 0.into();
                self.row.d.next = 0.into();
                self.sweep.d.next = 0.into();
                self.index.d.next = 0.into();
                if self.retrograde_idle.val() {
                    self.toggle.next = true;
                    self.phase.d.next = Phase::Readout;
                    if self.any_clamped.val() {
                        self.phase.d.next = Phase::ResampleStart;
                    }
                }
            }
            Phase::ResampleStart => {
                self.hidden_read.next = true;
                self.fetching.next = true;
                self.phase.d.next = Phase::Resample;
            }
            Phase::Resample => {
                println!("the weights of a step are fetched a cycle before it");
                self.resample.next = true;
                self.fetching.next = true;
                self.step_counter.d.next = self.step_now.val() + 1;
                if self.last_step.val() {
                    self.base.d.next = self.base_now.val() + self.row_words.val();
                    if self.last_row.val() {
                        self.base.d.next = 0.into();
                    }
                    self.phase.d.next = Phase::ResampleWait;
                }
            }
            Phase::ResampleWait => {
                self.step_counter.d.next = 0.into();
                self.group_counter.d.next = 0.into();
                self.word_counter.d.next = 0.into();
                if self.decide1.q.val() {
                    self.toggle.next = self.spike.val() ^ self.hidden.val();
                    self.hidden_read.next = true;
                    self.fetching.next = true;
                    self.hidden_row.next = self.row_now.val() + 1;
                    self.row.d.next = self.row_now.val() + 1;
                    self.phase.d.next = Phase::Resample;
                    if self.last_row.val() {
                        self.hidden_row.next = 0.into();
                        self.row.d.next = 0.into();
                        self.sweep.d.next = self.sweep.q.val() + 1;
                        if self.sweep.q.val() + 1 == self.sweeps.val() {
                            self.phase.d.next = Phase::Readout;
                        }
                    }
                }
            }
            Phase::Readout => {
                self.readout1.d.next = true;
                self.index.d.next = self.index_now.val() + 1;
                self.lane_counter.d.next = self.lane_now.val() + 1;
                if self.lane_now.val() == self.last_lane_number.val() {
                    self.lane_counter.d.next = 0.into();
                    self.step_counter.d.next = self.step_now.val() + 1;
                }
                if self.index_now.val() == self.last_count.val() {
                    self.phase.d.next = Phase::ReadoutEnd;
                }
            }
            Phase::ReadoutEnd => {
                self.index.d.next = 0.into();
                self.word_counter.d.next = 0.into();
                self.flipping.d.next = self.learn.val();
                self.fan_in_part.d.next = false;
                if !self.readout1.q.val()
                    & !self.readout2.q.val()
                    & !self.readout3.q.val()
                    & !self.readout4.q.val()
                {
                    self.phase.d.next = Phase::Count;
                    if self.learn.val() {
                        self.phase.d.next = Phase::Flip;
                    }
                }
            }
            Phase::Flip => {
                self.issue_out.next = !self.fan_in_part.q.val() & self.out_needed.q.val();
                self.issue_in.next =
                    self.fan_in_part.q.val() | (self.in_needed.q.val() & !self.out_needed.q.val());
                self.word_counter.d.next = self.current_word.val() + 1;
                if self.issue_out.val() {
                    if self.last_out.val() {
                        self.fan_in_part.d.next = self.in_needed.q.val();
                        self.row_done.next = !self.in_needed.q.val();
                    }
                } else if self.issue_in.val() {
                    self.fan_in_part.d.next = true;
                    if self.last_in.val() {
                        self.fan_in_part.d.next = false;
                        self.row_done.next = true;
                    }
                } else {
                    self.row_done.next = true;
                }
                self.flip_issued.next = self.issue_out.val() | self.issue_in.val();
                self.fan_in1.d.next = self.issue_in.val();
                if self.row_done.val() {
                    self.word_counter.d.next = 0.into();
                    self.base.d.next = self.base_now.val() + self.row_words.val();
                    self.row.d.next = self.row_now.val() + 1;
                    self.up.d.next = self.in_needed.q.val() & self.hidden.val();
                    self.down.d.next = self.in_needed.q.val() & self.predicted.val();
                    if self.bias_row.val() {
                        self.phase.d.next = Phase::FlipEnd;
                    }
                }
            }
            Phase::FlipEnd => {
                self.flipping.d.next = false;
                self.base.d.next = 0.into();
                self.row.d.next = 0.into();
                self.phase.d.next = Phase::Count;
                if self.noise_probability.val().any() {
                    self.phase.d.next = Phase::NoiseSeek;
                }
            }
            Phase::NoiseSeek => {
                if self.at_noise_row.val() {
                    self.phase.d.next = Phase::Noise;
                } else {
                    self.base.d.next = self.base_now.val() + self.row_words.val();
                    self.row.d.next = self.row_now.val() + 1;
                }
            }
            Phase::Noise => {
                self.noise_issued.next = true;
                self.word_counter.d.next = self.word_now.val() + 1;
                if (self.bias_row.val() & self.last_out.val()) | self.last_in.val() {
                    self.phase.d.next = Phase::NoiseEnd;
                }
            }
            Phase::NoiseEnd => {
                self.noise_counter.d.next = self.noise_now.val() + 1;
                if self.bias_row.val() {
                    self.noise_counter.d.next = 0.into();
                }
                self.phase.d.next = Phase::Count;
            }
            Phase::Count => {
                self.scratch_address.next =
                    bit_cast::<16, 12>(self.index_now.val()) | self.totals_base.val();
                self.total1.d.next = true;
                self.index.d.next = self.index_now.val() + 1;
                if self.index_now.val() == self.last_total.val() {
                    self.phase.d.next = Phase::Next;
                }
            }
            Phase::Next => {
                println!("the last sum has yet to be written");
                if !self.total1.q.val() {
                    self.presented.next = true;
                    self.index.d.next = 0.into();
                    self.presented_before.d.next = self.presented_now.val();
                    self.age_counter.d.next = self.age_next.val();
                    if self.age_next.val() == self.dwell.val() {
                        self.age_counter.d.next = 0.into();
                    }
                    self.phase.d.next = Phase::Stimulus;
                    if self.presented_now.val() == self.presentations.val() {
                        self.phase.d.next = Phase::Idle;
                    }
                }
            }
            _ => {
                self.phase.d.next = Phase::Idle;
            }
        }
        if self.fetching.val() {
            self.group_counter.d.next = self.group_now.val() + 1;
            if self.last_group.val() {
                self.group_counter.d.next = 0.into();
                self.word_counter.d.next = self.word_now.val() + 1;
            }
        }
        if self.new_stimulus.val() | self.dwell_write.val() | self.reset.val() {
            self.age_counter.d.next = 0.into();
        }
        if self.reset.val() {
            self.noise_counter.d.next = 0.into();
        }
        if self.restart.val() {
            self.phase.d.next = Phase::Idle;
        }
        println!(
            "while a neuron is weighed, its potential passes the neuron cell: what its draw would decide without the retrograde signal"
        );
        self.hidden_read1.d.next = self.hidden_read.val();
        self.hidden_read2.d.next = self.hidden_read1.q.val();
        self.hidden_read3.d.next = self.hidden_read2.q.val();
        if self.hidden_read3.q.val() {
            self.prediction.d.next = self.spike.val();
        }
        self.flip1.d.next = self.flip_issued.val();
        self.noise1.d.next = self.noise_issued.val();
        self.total.next = self.count1.q.val().get_bits::<4>(0);
        self.current_address.next =
            self.base_now.val() + bit_cast::<16, 12>(self.current_word.val());
        self.address1.d.next = self.current_address.val();

        println!("what goes with the word of the cycle before");
        self.address.next = self.current_address.val();
        self.word.next = self.word1.q.val();
        self.input_word.next = self.input_word1.q.val();
        self.write.next = self.write2.q.val();
        self.write_address.next = self.address2.q.val();
        self.fan_in.next = self.fan_in1.q.val();
        self.gate.next = self.flip1.q.val() | self.bias1.q.val() | self.hidden.val();
        self.hidden_open.next = self.open1.q.val();
        self.hidden_close.next = self.close1.q.val();
        self.count_flips.next = self.flip2.q.val();
        self.noise.next = self.noise1.q.val();
        self.threshold.next = self.flip.val();
        if self.noise_issued.val() {
            self.threshold.next = bit_cast::<9, 8>(self.noise_probability.val()) << 1;
        }
        self.valid.next = self.valid1.q.val();
        self.first.next = self.first1.q.val();
        self.last.next = self.last1.q.val();
        self.add.next = self.add1.q.val();
        self.group.next = self.group1.q.val();
        self.step.next = self.step_now.val();
        self.issued_lane.next = self.lane_now.val();
        self.readout.next = self.readout2.q.val();
        self.readout_lane.next = self.lane1.q.val();
        self.step_first.next = !self.step_now.val().any();
        self.step_last.next = self.last_step.val();
        self.clamp_shift.next = self.stimulus1.q.val() & self.clamp1.q.val();
        self.unit_shift.next = self.unit2.q.val();
        self.hidden_write.next = self.done.val();
        self.result_row.next = self.result_now.val();

        println!(
            "rows that the flip phase visits: fan-out after a hidden spike, fan-in on evidence of the hidden neuron; known a cycle ahead"
        );
        self.next_hidden.next = self.hidden.val();
        self.next_predicted.next = self.predicted.val();
        self.next_bias.next = self.bias_row.val();
        if self.row_done.val() {
            self.next_hidden.next = self.hidden_behind.val();
            self.next_predicted.next = self.predicted_behind.val();
            self.next_bias.next = self.last_row.val();
        }
        self.out_needed.d.next =
            (self.next_bias.val() | self.next_hidden.val()) & self.any_evidence.val();
        self.in_needed.d.next = !self.next_bias.val()
            & (self.next_hidden.val() ^ self.next_predicted.val())
            & self.flipping.q.val();

        println!("the rings of spikes turn with the neurons");
        self.rotate_rings.next = self.row_done.val() & !self.bias_row.val();
        self.predicted_rotate.next =
            self.predict1.q.val() | self.decide1.q.val() | self.rotate_rings.val();
        self.predicted_next.next = self.predicted.val();
        if self.predict1.q.val() {
            self.predicted_next.next = self.spike.val();
        } else if self.decide1.q.val() {
            self.predicted_next.next = self.prediction.q.val();
        }
        self.hidden_rotate.next = self.predict1.q.val()
            | self.decide1.q.val()
            | (self.add1.q.val() & !self.bias1.q.val())
            | self.rotate_rings.val();
        self.hidden_next.next = self.hidden.val();
        if (self.predict1.q.val() & self.fresh.val()) | self.decide1.q.val() {
            self.hidden_next.next = self.spike.val();
        }
        self.readout_shift.next = self.readout4.q.val();
        self.counted_up.next = self.up.q.val();
        self.counted_down.next = self.down.q.val();

        println!(
            "draws are consumed with the spike that they decide, those of the lanes with the address of the word"
        );
        self.encoder_draw.next = self.stimulus1.q.val() & !self.clamp1.q.val();
        self.neuron_draw.next =
            self.predict1.q.val() | self.decide1.q.val() | self.readout3.q.val();
        self.lane_draw.next = self.flip_issued.val() | self.noise_issued.val();
    }
}
