// yuragi_sequencer: the phases of a presentation, one state a phase
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 64 inputs, 64 hidden, 10 outputs; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_sequencer (
  input  wire        clock,
  input  wire        i_start,
  input  wire [15:0] i_presentations,
  input  wire        i_learn,
  input  wire [7:0]  i_sweeps,
  input  wire [15:0] i_dwell,
  input  wire        i_dwell_write,
  input  wire [8:0]  i_flip,
  input  wire [7:0]  i_noise_probability,
  input  wire        i_new_stimulus,
  input  wire        i_reset,
  input  wire        i_restart,
  output wire        o_busy,
  output wire        o_at_rest,
  output reg  [15:0] o_scratch_address,
  output reg         o_scratch_write,
  output reg  [15:0] o_scratch_write_address,
  output reg  [15:0] o_scratch_next,
  input  wire [15:0] i_scratch_word,
  output wire        o_clamp_shift,
  output wire        o_unit_shift,
  input  wire        i_spike,
  input  wire        i_any_clamped,
  input  wire        i_any_evidence,
  input  wire        i_spiked,
  input  wire        i_clamped,
  input  wire        i_predicted,
  input  wire        i_hidden,
  input  wire        i_predicted_behind,
  input  wire        i_hidden_behind,
  output wire        o_predicted_rotate,
  output wire        o_predicted_next,
  output wire        o_hidden_rotate,
  output wire        o_hidden_next,
  output wire        o_readout_shift,
  output wire        o_readout_spike,
  output wire        o_evidence_up,
  output wire        o_evidence_down,
  output wire [15:0] o_address,
  output wire [11:0] o_word,
  output wire [11:0] o_input_word,
  output wire        o_write,
  output wire [15:0] o_write_address,
  output wire        o_fan_in,
  output wire        o_gate,
  output wire        o_hidden_open,
  output wire        o_hidden_close,
  output wire        o_count_flips,
  output wire        o_noise,
  output wire [8:0]  o_threshold,
  output wire        o_valid,
  output wire        o_first,
  output wire        o_last,
  output reg         o_clear,
  output wire        o_add,
  output wire [5:0]  o_group,
  input  wire        i_done,
  output wire [9:0]  o_step,
  output wire        o_readout,
  output wire [5:0]  o_readout_lane,
  output wire [5:0]  o_issued_lane,
  output reg         o_load,
  output reg         o_resample,
  output wire        o_step_first,
  output wire        o_step_last,
  output reg         o_toggle,
  output reg         o_hidden_read,
  output reg  [9:0]  o_hidden_row,
  output wire        o_hidden_write,
  output wire [9:0]  o_result_row,
  input  wire        i_logit_valid,
  input  wire        i_retrograde_idle,
  output wire        o_encoder_draw,
  output wire        o_neuron_draw,
  output wire        o_lane_draw,
  output wire        o_counted_up,
  output wire        o_counted_down,
  output wire [3:0]  o_total,
  input  wire [15:0] i_amount,
  output reg         o_presented
);

  localparam [11:0] INDEX_MASK        = 12'd63;
  localparam [15:0] BASE_MASK         = 16'd511;
  localparam [11:0] WORD_MASK         = 12'd7;
  localparam [9:0]  ROW_MASK          = 10'd127;
  localparam [9:0]  RESULT_MASK       = 10'd127;
  localparam [9:0]  STEP_MASK         = 10'd7;
  localparam [5:0]  GROUP_MASK        = 6'd7;
  localparam [5:0]  LANE_MASK         = 6'd1;
  localparam [9:0]  NOISE_MASK        = 10'd127;
  localparam [15:0] STIMULUS_BASE     = 16'd128;
  localparam [15:0] COUNTS_BASE       = 16'd176;
  localparam [15:0] TOTALS_BASE       = 16'd192;
  localparam [11:0] CLAMP_WORDS       = 12'd1;
  localparam [11:0] LAST_STIMULUS     = 12'd37;
  localparam [11:0] LAST_COUNT        = 12'd9;
  localparam [11:0] LAST_TOTAL        = 12'd9;
  localparam [11:0] WORDS_OUT         = 12'd1;
  localparam [11:0] LAST_WORD_OUT     = 12'd0;
  localparam [11:0] LAST_WORD_ROW     = 12'd5;
  localparam [15:0] ROW_WORDS         = 16'd6;
  localparam [9:0]  HIDDEN_COUNT      = 10'd64;
  localparam [9:0]  LAST_HIDDEN       = 10'd63;
  localparam [9:0]  LAST_STEP_NUMBER  = 10'd4;
  localparam [5:0]  LAST_GROUP_NUMBER = 6'd7;
  localparam [5:0]  LAST_LANE_NUMBER  = 6'd1;

  localparam [4:0] PHASE_IDLE           = 5'd0;
  localparam [4:0] PHASE_CLEAR          = 5'd1;
  localparam [4:0] PHASE_STIMULUS       = 5'd2;
  localparam [4:0] PHASE_STIMULUS_END   = 5'd3;
  localparam [4:0] PHASE_PREDICT        = 5'd4;
  localparam [4:0] PHASE_PREDICT_END    = 5'd5;
  localparam [4:0] PHASE_SUM_CLEAR      = 5'd6;
  localparam [4:0] PHASE_SUM            = 5'd7;
  localparam [4:0] PHASE_SUM_END        = 5'd8;
  localparam [4:0] PHASE_LOAD           = 5'd9;
  localparam [4:0] PHASE_LOAD_END       = 5'd10;
  localparam [4:0] PHASE_RESAMPLE_START = 5'd11;
  localparam [4:0] PHASE_RESAMPLE       = 5'd12;
  localparam [4:0] PHASE_RESAMPLE_WAIT  = 5'd13;
  localparam [4:0] PHASE_READOUT        = 5'd14;
  localparam [4:0] PHASE_READOUT_END    = 5'd15;
  localparam [4:0] PHASE_FLIP           = 5'd16;
  localparam [4:0] PHASE_FLIP_END       = 5'd17;
  localparam [4:0] PHASE_NOISE_SEEK     = 5'd18;
  localparam [4:0] PHASE_NOISE          = 5'd19;
  localparam [4:0] PHASE_NOISE_END      = 5'd20;
  localparam [4:0] PHASE_COUNT          = 5'd21;
  localparam [4:0] PHASE_NEXT           = 5'd22;

  reg [4:0]  phase            = PHASE_IDLE;
  reg [15:0] presented_before = 16'd0;
  reg [11:0] index            = 12'd0;
  reg [15:0] base             = 16'd0;
  reg [11:0] word_counter     = 12'd0;
  reg [9:0]  row              = 10'd0;
  reg [9:0]  result           = 10'd0;
  reg [9:0]  step_counter     = 10'd0;
  reg [5:0]  group_counter    = 6'd0;
  reg [5:0]  lane_counter     = 6'd0;
  reg [7:0]  sweep            = 8'd0;
  reg [15:0] age_counter      = 16'd0;
  reg [9:0]  noise_counter    = 10'd0;
  reg        flipping         = 1'b0;
  reg        fan_in_part      = 1'b0;
  reg        stimulus1        = 1'b0;
  reg        clamp1           = 1'b0;
  reg        valid1           = 1'b0;
  reg        first1           = 1'b0;
  reg        last1            = 1'b0;
  reg        add1             = 1'b0;
  reg        bias1            = 1'b0;
  reg [11:0] word1            = 12'd0;
  reg [11:0] input_word1      = 12'd0;
  reg [5:0]  group1           = 6'd0;
  reg [5:0]  lane1            = 6'd0;
  reg        predict1         = 1'b0;
  reg        decide1          = 1'b0;
  reg        hidden_read1     = 1'b0;
  reg        hidden_read2     = 1'b0;
  reg        hidden_read3     = 1'b0;
  reg        prediction       = 1'b0;
  reg        flip1            = 1'b0;
  reg        noise1           = 1'b0;
  reg        fan_in1          = 1'b0;
  reg        open1            = 1'b0;
  reg        close1           = 1'b0;
  reg [15:0] address1         = 16'd0;
  reg        readout1         = 1'b0;
  reg        output1          = 1'b0;
  reg        clamped1         = 1'b0;
  reg [9:0]  count1           = 10'd0;
  reg        total1           = 1'b0;
  reg        carry            = 1'b0;
  reg        unit2            = 1'b0;
  reg        write2           = 1'b0;
  reg        flip2            = 1'b0;
  reg [15:0] address2         = 16'd0;
  reg        readout2         = 1'b0;
  reg        output2          = 1'b0;
  reg        clamped2         = 1'b0;
  reg [9:0]  count2           = 10'd0;
  reg        readout3         = 1'b0;
  reg        output3          = 1'b0;
  reg        clamped3         = 1'b0;
  reg [9:0]  count3           = 10'd0;
  reg        readout4         = 1'b0;
  reg        output4          = 1'b0;
  reg        clamped4         = 1'b0;
  reg        spike4           = 1'b0;
  reg        resting          = 1'b0;
  reg [9:0]  count4           = 10'd0;
  reg [15:0] summed           = 16'd0;
  reg        sum_write        = 1'b0;
  reg [15:0] sum_address      = 16'd0;
  reg        out_needed       = 1'b0;
  reg        in_needed        = 1'b0;
  reg        up               = 1'b0;
  reg        down             = 1'b0;
  reg [4:0]  phase_next;
  reg [15:0] base_next;
  reg [11:0] word_counter_next;
  reg [9:0]  row_next;
  reg        fan_in_part_next;
  reg        issue_out;
  reg        issue_in;
  reg        row_done;
  reg        fetching;
  reg        flip_issued;
  reg        noise_issued;
  reg        fan_in1_next;
  reg        up_next;
  reg        down_next;
  reg        next_hidden;
  reg        next_predicted;
  reg        next_bias;

  // where the counters stand
  wire [11:0] index_now = index & INDEX_MASK;
  wire [15:0] base_now = base & BASE_MASK;
  wire [11:0] word_now = word_counter & WORD_MASK;
  wire [9:0] row_now = row & ROW_MASK;
  wire [9:0] result_now = result & RESULT_MASK;
  wire [9:0] step_now = step_counter & STEP_MASK;
  wire [5:0] group_now = group_counter & GROUP_MASK;
  wire [5:0] lane_now = lane_counter & LANE_MASK;
  wire [9:0] noise_now = noise_counter & NOISE_MASK;
  wire bias_row = row_now == HIDDEN_COUNT;
  wire last_row = row_now == LAST_HIDDEN;
  wire last_step = step_now == LAST_STEP_NUMBER;
  wire last_group = group_now == LAST_GROUP_NUMBER;
  wire fresh = !i_any_clamped | (~|age_counter);
  // the word of a row: fan-out first, then fan-in
  wire [11:0] current_word = (in_needed & !out_needed & !fan_in_part) ? WORDS_OUT : word_now;
  wire last_out = word_now == LAST_WORD_OUT;
  wire last_in = current_word == LAST_WORD_ROW;
  wire spoken = !clamped4 ? spike4 : output4;
  // one adder for the spike counts, one a word, and the totals, two words each
  wire [15:0] increment = total1 ? i_amount : {15'd0, spoken};
  wire [16:0] sum = {1'b0, i_scratch_word} + {1'b0, increment} + {16'd0, carry};
  wire [15:0] age_next = age_counter + 16'd1;
  wire [15:0] presented_now = presented_before + 16'd1;
  wire at_noise_row = row_now == noise_now;
  wire [15:0] current_address = base_now + {4'd0, current_word};
  // the rings of spikes turn with the neurons
  wire rotate_rings = row_done & !bias_row;

  always @* begin
    phase_next = phase;
    base_next = base;
    word_counter_next = word_counter;
    row_next = row;
    fan_in_part_next = fan_in_part;
    issue_out = 1'b0;
    issue_in = 1'b0;
    row_done = 1'b0;
    fetching = 1'b0;
    flip_issued = 1'b0;
    noise_issued = 1'b0;
    fan_in1_next = 1'b0;
    o_clear = 1'b0;
    o_load = 1'b0;
    o_resample = 1'b0;
    o_toggle = 1'b0;
    o_hidden_read = 1'b0;
    o_hidden_row = 10'd0;
    o_presented = 1'b0;
    o_scratch_address = {4'd0, index_now} | STIMULUS_BASE;
    up_next = i_learn & readout4 & o_evidence_up;
    down_next = i_learn & readout4 & o_evidence_down;
    if (readout3) o_scratch_address = {6'd0, count3} | COUNTS_BASE;
    o_scratch_write = sum_write;
    o_scratch_write_address = sum_address;
    o_scratch_next = summed;
    case (phase)
      PHASE_IDLE: if (i_start) phase_next = PHASE_CLEAR;
      PHASE_CLEAR: begin
        o_scratch_write = 1'b1;
        o_scratch_write_address = {4'd0, index_now} | COUNTS_BASE;
        o_scratch_next = 16'd0;
        if (index_now == LAST_COUNT) phase_next = PHASE_STIMULUS;
      end
      PHASE_STIMULUS: if (index_now == LAST_STIMULUS) phase_next = PHASE_STIMULUS_END;
      PHASE_STIMULUS_END: begin
        base_next = 16'd0;
        word_counter_next = WORDS_OUT;
        row_next = 10'd0;
        phase_next = PHASE_PREDICT;
      end
      PHASE_PREDICT: begin
        fan_in1_next = 1'b1;
        word_counter_next = word_now + 12'd1;
        if (last_in) begin
          word_counter_next = WORDS_OUT;
          base_next = base_now + ROW_WORDS;
          row_next = row_now + 10'd1;
          if (last_row) phase_next = PHASE_PREDICT_END;
        end
      end
      PHASE_PREDICT_END: begin
        word_counter_next = 12'd0;
        if (predict1 & (result_now == HIDDEN_COUNT)) phase_next = PHASE_SUM_CLEAR;
      end
      PHASE_SUM_CLEAR: begin
        o_clear = 1'b1;
        base_next = 16'd0;
        row_next = 10'd0;
        phase_next = PHASE_SUM;
      end
      PHASE_SUM: begin
        base_next = base_now + ROW_WORDS;
        row_next = row_now + 10'd1;
        if (bias_row) phase_next = PHASE_SUM_END;
      end
      PHASE_SUM_END: phase_next = PHASE_LOAD;
      PHASE_LOAD: begin
        o_load = 1'b1;
        if (last_step) begin
          phase_next = PHASE_LOAD_END;
        end else if (last_group) begin
          word_counter_next = word_now + 12'd1;
          phase_next = PHASE_SUM_CLEAR;
        end
      end
      PHASE_LOAD_END: begin
        word_counter_next = 12'd0;
        base_next = 16'd0;
        row_next = 10'd0;
        if (i_retrograde_idle) begin
          o_toggle = 1'b1;
          phase_next = PHASE_READOUT;
          if (i_any_clamped) phase_next = PHASE_RESAMPLE_START;
        end
      end
      PHASE_RESAMPLE_START: begin
        o_hidden_read = 1'b1;
        fetching = 1'b1;
        phase_next = PHASE_RESAMPLE;
      end
      PHASE_RESAMPLE: begin
        // the weights of a step are fetched a cycle before it
        o_resample = 1'b1;
        fetching = 1'b1;
        if (last_step) begin
          base_next = base_now + ROW_WORDS;
          if (last_row) base_next = 16'd0;
          phase_next = PHASE_RESAMPLE_WAIT;
        end
      end
      PHASE_RESAMPLE_WAIT: begin
        word_counter_next = 12'd0;
        if (decide1) begin
          o_toggle = i_spike ^ i_hidden;
          o_hidden_read = 1'b1;
          fetching = 1'b1;
          o_hidden_row = row_now + 10'd1;
          row_next = row_now + 10'd1;
          phase_next = PHASE_RESAMPLE;
          if (last_row) begin
            o_hidden_row = 10'd0;
            row_next = 10'd0;
            if ((sweep + 8'd1) == i_sweeps) phase_next = PHASE_READOUT;
          end
        end
      end
      PHASE_READOUT: if (index_now == LAST_COUNT) phase_next = PHASE_READOUT_END;
      PHASE_READOUT_END: begin
        word_counter_next = 12'd0;
        fan_in_part_next = 1'b0;
        if (!readout1 & !readout2 & !readout3 & !readout4) begin
          phase_next = PHASE_COUNT;
          if (i_learn) phase_next = PHASE_FLIP;
        end
      end
      PHASE_FLIP: begin
        issue_out = !fan_in_part & out_needed;
        issue_in = fan_in_part | (in_needed & !out_needed);
        word_counter_next = current_word + 12'd1;
        if (issue_out) begin
          if (last_out) begin
            fan_in_part_next = in_needed;
            row_done = !in_needed;
          end
        end else if (issue_in) begin
          fan_in_part_next = 1'b1;
          if (last_in) begin
            fan_in_part_next = 1'b0;
            row_done = 1'b1;
          end
        end else begin
          row_done = 1'b1;
        end
        flip_issued = issue_out | issue_in;
        fan_in1_next = issue_in;
        if (row_done) begin
          word_counter_next = 12'd0;
          base_next = base_now + ROW_WORDS;
          row_next = row_now + 10'd1;
          up_next = in_needed & i_hidden;
          down_next = in_needed & i_predicted;
          if (bias_row) phase_next = PHASE_FLIP_END;
        end
      end
      PHASE_FLIP_END: begin
        base_next = 16'd0;
        row_next = 10'd0;
        phase_next = PHASE_COUNT;
        if (|i_noise_probability) phase_next = PHASE_NOISE_SEEK;
      end
      PHASE_NOISE_SEEK: begin
        if (at_noise_row) begin
          phase_next = PHASE_NOISE;
        end else begin
          base_next = base_now + ROW_WORDS;
          row_next = row_now + 10'd1;
        end
      end
      PHASE_NOISE: begin
        noise_issued = 1'b1;
        word_counter_next = word_now + 12'd1;
        if ((bias_row & last_out) | last_in) phase_next = PHASE_NOISE_END;
      end
      PHASE_NOISE_END: phase_next = PHASE_COUNT;
      PHASE_COUNT: begin
        o_scratch_address = {4'd0, index_now} | TOTALS_BASE;
        if (index_now == LAST_TOTAL) phase_next = PHASE_NEXT;
      end
      PHASE_NEXT: begin
        // the last sum has yet to be written
        if (!total1) begin
          o_presented = 1'b1;
          phase_next = PHASE_STIMULUS;
          if (presented_now == i_presentations) phase_next = PHASE_IDLE;
        end
      end
      default: phase_next = PHASE_IDLE;
    endcase
    if (fetching) begin
      if (last_group) word_counter_next = word_now + 12'd1;
    end
    if (i_restart) phase_next = PHASE_IDLE;
    // rows that the flip phase visits: fan-out after a hidden spike, fan-in on evidence of the hidden neuron; known
        // a cycle ahead
    next_hidden = i_hidden;
    next_predicted = i_predicted;
    next_bias = bias_row;
    if (row_done) begin
      next_hidden = i_hidden_behind;
      next_predicted = i_predicted_behind;
      next_bias = last_row;
    end
  end

  assign o_at_rest = resting;
  // spikes as they come: predictions, decisions of the resampling, read-out
  assign o_readout_spike = spike4;
  assign o_evidence_up = clamped4 & output4 & !spike4;
  assign o_evidence_down = clamped4 & !output4 & spike4;
  assign o_total = count1[3:0];
  // one expression, not a default and an exception: the commands cell answers with the start, and two blocks of
      // statements that wake each other by passing values never come to rest in an event-driven simulator
  assign o_busy = phase != PHASE_IDLE;
  // what goes with the word of the cycle before
  assign o_address = current_address;
  assign o_word = word1;
  assign o_input_word = input_word1;
  assign o_write = write2;
  assign o_write_address = address2;
  assign o_fan_in = fan_in1;
  assign o_gate = flip1 | bias1 | i_hidden;
  assign o_hidden_open = open1;
  assign o_hidden_close = close1;
  assign o_count_flips = flip2;
  assign o_noise = noise1;
  assign o_threshold = noise_issued ? {1'b0, i_noise_probability} << 1 : i_flip;
  assign o_valid = valid1;
  assign o_first = first1;
  assign o_last = last1;
  assign o_add = add1;
  assign o_group = group1;
  assign o_step = step_now;
  assign o_issued_lane = lane_now;
  assign o_readout = readout2;
  assign o_readout_lane = lane1;
  assign o_step_first = ~|step_now;
  assign o_step_last = last_step;
  assign o_clamp_shift = stimulus1 & clamp1;
  assign o_unit_shift = unit2;
  assign o_hidden_write = i_done;
  assign o_result_row = result_now;
  assign o_predicted_rotate = predict1 | decide1 | rotate_rings;
  assign o_predicted_next = predict1 ? i_spike : decide1 ? prediction : i_predicted;
  assign o_hidden_rotate = predict1 | decide1 | (add1 & !bias1) | rotate_rings;
  assign o_hidden_next = ((predict1 & fresh) | decide1) ? i_spike : i_hidden;
  assign o_readout_shift = readout4;
  assign o_counted_up = up;
  assign o_counted_down = down;
  // draws are consumed with the spike that they decide, those of the lanes with the address of the word
  assign o_encoder_draw = stimulus1 & !clamp1;
  assign o_neuron_draw = predict1 | decide1 | readout3;
  assign o_lane_draw = flip_issued | noise_issued;

  always @(posedge clock) begin
    phase <= phase_next;
    base <= base_next;
    word_counter <= word_counter_next;
    row <= row_next;
    fan_in_part <= fan_in_part_next;
    fan_in1 <= fan_in1_next;
    up <= up_next;
    down <= down_next;
    // defaults: nothing is issued
    stimulus1 <= 1'b0;
    clamp1 <= index_now < CLAMP_WORDS;
    valid1 <= 1'b0;
    first1 <= word_now == WORDS_OUT;
    last1 <= last_in;
    add1 <= 1'b0;
    bias1 <= bias_row;
    word1 <= word_now;
    input_word1 <= current_word - WORDS_OUT;
    group1 <= group_now;
    lane1 <= lane_now;
    predict1 <= i_done;
    decide1 <= i_logit_valid;
    open1 <= i_hidden;
    close1 <= i_predicted;
    readout1 <= 1'b0;
    output1 <= i_spiked;
    clamped1 <= i_clamped;
    count1 <= index_now[9:0];
    readout2 <= readout1;
    output2 <= output1;
    clamped2 <= clamped1;
    count2 <= count1;
    readout3 <= readout2;
    output3 <= output2;
    clamped3 <= clamped2;
    count3 <= count2;
    readout4 <= readout3;
    output4 <= output3;
    clamped4 <= clamped3;
    spike4 <= i_spike;
    count4 <= count3;
    unit2 <= stimulus1 & !clamp1;
    flip2 <= flip1;
    write2 <= flip1 | noise1;
    address2 <= address1;
    resting <= 1'b0;
    sum_write <= readout4 | total1;
    sum_address <= {6'd0, count4} | COUNTS_BASE;
    total1 <= 1'b0;
    carry <= 1'b0;
    if (total1) begin
      sum_address <= {6'd0, count1} | TOTALS_BASE;
      carry <= sum[16] & !count1[0];
    end
    summed <= sum[15:0];
    if (i_done) result <= result_now + 10'd1;
    case (phase)
      PHASE_IDLE: begin
        resting <= 1'b1;
        presented_before <= 16'd0;
        index <= 12'd0;
        // a restart may have come while rows were flipped
        flipping <= 1'b0;
      end
      PHASE_CLEAR: begin
        index <= index_now + 12'd1;
        if (index_now == LAST_COUNT) index <= 12'd0;
      end
      PHASE_STIMULUS: begin
        stimulus1 <= 1'b1;
        index <= index_now + 12'd1;
      end
      PHASE_STIMULUS_END: result <= 10'd0;
      PHASE_PREDICT: valid1 <= 1'b1;
      PHASE_PREDICT_END: step_counter <= 10'd0;
      PHASE_SUM_CLEAR: group_counter <= 6'd0;
      PHASE_SUM: add1 <= 1'b1;
      PHASE_LOAD: begin
        step_counter <= step_now + 10'd1;
        group_counter <= group_now + 6'd1;
      end
      PHASE_LOAD_END: begin
        step_counter <= 10'd0;
        group_counter <= 6'd0;
        lane_counter <= 6'd0;
        sweep <= 8'd0;
        index <= 12'd0;
      end
      PHASE_RESAMPLE: step_counter <= step_now + 10'd1;
      PHASE_RESAMPLE_WAIT: begin
        step_counter <= 10'd0;
        group_counter <= 6'd0;
        if (decide1) begin
          if (last_row) sweep <= sweep + 8'd1;
        end
      end
      PHASE_READOUT: begin
        readout1 <= 1'b1;
        index <= index_now + 12'd1;
        lane_counter <= lane_now + 6'd1;
        if (lane_now == LAST_LANE_NUMBER) begin
          lane_counter <= 6'd0;
          step_counter <= step_now + 10'd1;
        end
      end
      PHASE_READOUT_END: begin
        index <= 12'd0;
        flipping <= i_learn;
      end
      PHASE_FLIP_END: flipping <= 1'b0;
      PHASE_NOISE_END: begin
        noise_counter <= noise_now + 10'd1;
        if (bias_row) noise_counter <= 10'd0;
      end
      PHASE_COUNT: begin
        total1 <= 1'b1;
        index <= index_now + 12'd1;
      end
      PHASE_NEXT: begin
        // the last sum has yet to be written
        if (!total1) begin
          index <= 12'd0;
          presented_before <= presented_now;
          age_counter <= age_next;
          if (age_next == i_dwell) age_counter <= 16'd0;
        end
      end
      default: ;
    endcase
    if (fetching) begin
      group_counter <= group_now + 6'd1;
      if (last_group) group_counter <= 6'd0;
    end
    if (i_new_stimulus | i_dwell_write | i_reset) age_counter <= 16'd0;
    if (i_reset) noise_counter <= 10'd0;
    // while a neuron is weighed, its potential passes the neuron cell: what its draw would decide without the
        // retrograde signal
    hidden_read1 <= o_hidden_read;
    hidden_read2 <= hidden_read1;
    hidden_read3 <= hidden_read2;
    if (hidden_read3) prediction <= i_spike;
    flip1 <= flip_issued;
    noise1 <= noise_issued;
    address1 <= current_address;
    out_needed <= (next_bias | next_hidden) & i_any_evidence;
    in_needed <= !next_bias & (next_hidden ^ next_predicted) & flipping;
  end

endmodule

`default_nettype wire
