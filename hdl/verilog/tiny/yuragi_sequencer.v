// yuragi_sequencer: the phases of a presentation, and what follows from a decision
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 2-2-1; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

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
  output wire        o_begin,
  input  wire        i_encoding,
  input  wire        i_any_clamped,
  output wire        o_targets_begin,
  output wire        o_targets_advance,
  output wire        o_targets_step,
  input  wire        i_last_inside,
  input  wire        i_last_step,
  input  wire        i_last_target,
  output wire        o_walk,
  output wire        o_clear_sums,
  input  wire        i_walked,
  input  wire        i_walked_last,
  output wire        o_load,
  output wire        o_scan,
  input  wire        i_evident,
  output wire        o_evidence_leave,
  output wire        o_schedule,
  output wire [2:0]  o_layer,
  output wire        o_weigh,
  output wire        o_readout,
  input  wire        i_complete,
  input  wire        i_idle,
  input  wire        i_spike,
  input  wire        i_own_spike,
  input  wire        i_own_mask,
  input  wire        i_group_end,
  input  wire        i_layer_end,
  input  wire        i_hidden_end,
  input  wire [2:0]  i_decided_layer,
  input  wire [2:0]  i_decided_row,
  output wire        o_decided,
  output wire        o_decided_spike,
  output wire        o_decided_predicted,
  output wire        o_decided_mask,
  output wire        o_change,
  output wire        o_words_begin,
  output wire        o_words_readout,
  output wire        o_words_last,
  output wire        o_evidence_enter,
  output wire        o_evidence,
  output wire        o_counted_up,
  output wire        o_counted_down,
  input  wire        i_input_write,
  input  wire        i_input_end,
  input  wire        i_input_both,
  input  wire [2:0]  i_input_row,
  output wire        o_list_write,
  output wire [2:0]  o_written,
  output wire        o_list_end,
  output wire        o_list_both,
  output wire [2:0]  o_list_row,
  input  wire        i_unwritten,
  output reg         o_noise_issue,
  output wire [2:0]  o_noise_address,
  output wire        o_flipping,
  output wire [8:0]  o_threshold,
  output wire        o_scratch_read,
  output wire [15:0] o_scratch_address,
  input  wire [15:0] i_scratch_word,
  output wire        o_scratch_write,
  output wire [15:0] o_scratch_write_address,
  output wire [15:0] o_scratch_next,
  output wire [3:0]  o_total,
  input  wire [15:0] i_amount,
  output reg         o_presented
);

  localparam [2:0]  FIRST_HIDDEN = 3'd1;
  localparam [2:0]  LAST_HIDDEN  = 3'd1;
  localparam [2:0]  OUTPUTS      = 3'd2;
  localparam        HAS_HIDDEN   = 1'b1;
  localparam [2:0]  FIRST_LIST   = 3'd2;
  localparam [2:0]  FIRST_ROWS   = 3'd0;
  localparam [15:0] COUNTS_BASE  = 16'd131;
  localparam [15:0] TOTALS_BASE  = 16'd144;
  localparam [11:0] LAST_TOTAL   = 12'd9;

  localparam [4:0] PHASE_IDLE        = 5'd0;
  localparam [4:0] PHASE_START       = 5'd1;
  localparam [4:0] PHASE_WALK        = 5'd2;
  localparam [4:0] PHASE_SUM         = 5'd3;
  localparam [4:0] PHASE_LOAD        = 5'd4;
  localparam [4:0] PHASE_SETTLE      = 5'd5;
  localparam [4:0] PHASE_WEIGH       = 5'd6;
  localparam [4:0] PHASE_WEIGHING    = 5'd7;
  localparam [4:0] PHASE_READOUT     = 5'd8;
  localparam [4:0] PHASE_READING_OUT = 5'd9;
  localparam [4:0] PHASE_VISIT       = 5'd10;
  localparam [4:0] PHASE_SCAN        = 5'd11;
  localparam [4:0] PHASE_FLIP        = 5'd12;
  localparam [4:0] PHASE_FLIPPING    = 5'd13;
  localparam [4:0] PHASE_FLIPPED     = 5'd14;
  localparam [4:0] PHASE_NOISE       = 5'd15;
  localparam [4:0] PHASE_COUNT       = 5'd16;
  localparam [4:0] PHASE_NEXT        = 5'd17;

  reg  [4:0]  phase            = PHASE_IDLE;
  reg         resting          = 1'b0;
  reg  [15:0] presented_before = 16'd0;
  reg  [15:0] age_counter      = 16'd0;
  reg  [2:0]  layer_kept       = 3'd0;
  reg  [7:0]  sweep            = 8'd0;
  reg         deciding         = 1'b0;
  reg         spike2           = 1'b0;
  reg         spike3           = 1'b0;
  reg         spike4           = 1'b0;
  reg         spike5           = 1'b0;
  reg         spike6           = 1'b0;
  reg         mask2            = 1'b0;
  reg         mask3            = 1'b0;
  reg         mask4            = 1'b0;
  reg         mask5            = 1'b0;
  reg         mask6            = 1'b0;
  reg         predicted        = 1'b0;
  reg         any_evidence     = 1'b0;
  reg         up               = 1'b0;
  reg         down             = 1'b0;
  reg  [2:0]  list_pointer     = 3'd0;
  reg         ending           = 1'b0;
  reg  [2:0]  noise_row        = 3'd0;
  reg  [2:0]  noise_word       = 3'd0;
  reg  [2:0]  noise_layer      = 3'd0;
  reg  [11:0] index            = 12'd0;
  reg  [11:0] index1           = 12'd0;
  reg         total1           = 1'b0;
  reg         counting         = 1'b0;
  reg         spoken           = 1'b0;
  reg         read             = 1'b0;
  reg         carry            = 1'b0;
  reg         sum_write        = 1'b0;
  reg  [15:0] sum_address      = 16'd0;
  reg  [15:0] summed           = 16'd0;
  wire [2:0]  list_table_list;
  wire [2:0]  row_table_last_word;
  wire [2:0]  row_table_last_address;
  reg         new_spike;
  reg         new_predicted;

  // a decision: the spike from the logit; a cycle before, the same draw decided from the potential alone
  wire weighing = phase == PHASE_WEIGHING;
  wire reading_out = phase == PHASE_READING_OUT;
  wire fresh = !i_any_clamped | (~|age_counter);
  wire layer_done = deciding & i_layer_end;
  // evidence, in the last sweep and when the outputs are read out
  wire last_sweep = (sweep + 8'd1) == i_sweeps;
  wire counts = deciding & ((weighing & last_sweep) | reading_out);
  wire rising = new_spike & !new_predicted;
  wire falling = !new_spike & new_predicted;
  wire writes = i_input_write | (deciding & new_spike & !reading_out);
  wire ends = ending | (i_input_write & i_input_end);
  // the first presentation of a command counts from 0
  wire [15:0] old_word = (!total1 & (~|presented_before)) ? 16'd0 : i_scratch_word;
  wire [15:0] increment = total1 ? i_amount : {15'd0, spoken};
  wire [16:0] sum = {1'b0, old_word} + {1'b0, increment} + {16'd0, carry};
  wire [15:0] age_next = age_counter + 16'd1;
  wire [15:0] presented_now = presented_before + 16'd1;
  wire noise_row_end = noise_word == row_table_last_word;

  yuragi_list_table list_table (
    .i_index (i_decided_layer),
    .o_list  (list_table_list)
  );

  yuragi_row_table row_table (
    .i_index        (noise_layer),
    .o_last_word    (row_table_last_word),
    .o_last_address (row_table_last_address)
  );

  always @* begin
    new_spike = i_spike;
    new_predicted = i_spike;
    if (weighing) begin
      new_predicted = predicted;
    end else if (reading_out) begin
      // a clamped output keeps the spike of its stimulus
      if (mask6) new_spike = spike6;
    end else if (!fresh) begin
      new_spike = spike6;
    end
    o_noise_issue = 1'b0;
    o_presented = 1'b0;
    case (phase)
      PHASE_NOISE: begin
        if (!((|i_noise_probability) & i_unwritten)) begin
          if (|i_noise_probability) o_noise_issue = 1'b1;
        end
      end
      PHASE_NEXT: begin
        // the last sum has yet to be written
        if (!total1) o_presented = 1'b1;
      end
      default: ;
    endcase
  end

  assign o_decided = deciding;
  assign o_decided_spike = new_spike;
  assign o_decided_predicted = new_predicted;
  assign o_decided_mask = !reading_out | mask6;
  assign o_change = deciding & weighing & (i_spike ^ spike6);
  assign o_counted_up = up;
  assign o_counted_down = down;
  assign o_evidence_enter = counts & i_group_end;
  assign o_evidence = any_evidence | rising | falling;
  assign o_list_write = writes | ending;
  assign o_list_end = ends;
  assign o_list_both = i_input_write & i_input_both;
  assign o_list_row = i_input_write ? i_input_row : i_decided_row;
  assign o_written = list_pointer;
  assign o_scratch_read = reading_out | (phase == PHASE_COUNT);
  assign o_scratch_address = (phase == PHASE_COUNT) ? {4'd0, index} | TOTALS_BASE : {4'd0, index} | COUNTS_BASE;
  assign o_total = index1[3:0];
  assign o_scratch_write = sum_write;
  assign o_scratch_write_address = sum_address;
  assign o_scratch_next = summed;
  // one expression each: two blocks that wake each other by passing values never come to rest in an event-driven
      // simulator
  assign o_busy = phase != PHASE_IDLE;
  assign o_begin = phase == PHASE_START;
  assign o_walk = (phase == PHASE_WALK) | (phase == PHASE_FLIP);
  assign o_clear_sums = phase == PHASE_WALK;
  assign o_load = phase == PHASE_LOAD;
  assign o_scan = phase == PHASE_SCAN;
  assign o_weigh = weighing | (phase == PHASE_WEIGH);
  assign o_readout = reading_out | (phase == PHASE_READOUT);
  assign o_schedule = (phase == PHASE_START) | (phase == PHASE_WEIGH) | (phase == PHASE_READOUT);
  assign o_words_begin = ((phase == PHASE_START) | (phase == PHASE_WEIGH)) & (layer_kept == FIRST_HIDDEN);
  assign o_words_readout = phase == PHASE_READOUT;
  assign o_words_last = i_hidden_end | (reading_out & i_layer_end);
  assign o_targets_step = (phase == PHASE_LOAD) | (phase == PHASE_SCAN);
  assign o_targets_begin = (phase == PHASE_START) | (phase == PHASE_READING_OUT);
  assign o_evidence_leave = (phase == PHASE_FLIPPED) | ((phase == PHASE_VISIT) & !i_evident);
  assign o_targets_advance = (phase == PHASE_FLIPPED) | ((phase == PHASE_VISIT) & !i_evident) |
      ((phase == PHASE_LOAD) & i_last_inside);
  assign o_flipping = phase == PHASE_FLIPPING;
  assign o_layer = layer_kept;
  assign o_at_rest = resting;
  assign o_threshold = (phase == PHASE_NOISE) ? {1'b0, i_noise_probability} << 1 : i_flip;
  assign o_noise_address = noise_row;

  always @(posedge clock) begin
    // the neuron's spike and mask until now, on their way with it
    spike2 <= i_own_spike;
    spike3 <= spike2;
    spike4 <= spike3;
    spike5 <= spike4;
    spike6 <= spike5;
    mask2 <= i_own_mask;
    mask3 <= mask2;
    mask4 <= mask3;
    mask5 <= mask4;
    mask6 <= mask5;
    deciding <= i_complete;
    predicted <= i_spike;
    read <= deciding & i_layer_end & reading_out;
    up <= counts & i_learn & rising;
    down <= counts & i_learn & falling;
    if (counts) any_evidence <= (any_evidence | rising | falling) & !i_group_end;
    ending <= layer_done & !reading_out;
    if (ends) begin
      // the list of the layer after it
      list_pointer <= list_table_list;
    end else if (writes) begin
      list_pointer <= list_pointer + 3'd1;
    end
    index1 <= index;
    // a read-out spike is counted a cycle after it was decided
    counting <= deciding & reading_out;
    spoken <= new_spike;
    sum_write <= counting | total1;
    sum_address <= {4'd0, index1} | COUNTS_BASE;
    carry <= 1'b0;
    if (total1) begin
      sum_address <= {4'd0, index1} | TOTALS_BASE;
      carry <= sum[16] & !index1[0];
    end
    summed <= sum[15:0];
    resting <= phase == PHASE_IDLE;
    total1 <= 1'b0;
    if (deciding) index <= index + 12'd1;
    case (phase)
      PHASE_IDLE: begin
        presented_before <= 16'd0;
        if (i_start) phase <= PHASE_START;
        // the first layer, for the prediction of the hidden neurons
        layer_kept <= FIRST_HIDDEN;
      end
      PHASE_START: begin
        list_pointer <= 3'd0;
        any_evidence <= 1'b0;
        ending <= 1'b0;
        sweep <= 8'd0;
        phase <= PHASE_WALK;
      end
      PHASE_WALK: phase <= PHASE_SUM;
      PHASE_SUM: if (i_walked & i_walked_last) phase <= PHASE_LOAD;
      PHASE_LOAD: begin
        if (i_last_inside) begin
          phase <= PHASE_WALK;
          if (i_last_target) phase <= PHASE_SETTLE;
        end
      end
      PHASE_SETTLE: begin
        index <= 12'd0;
        if (i_idle & !deciding & !i_encoding) begin
          layer_kept <= OUTPUTS;
          phase <= PHASE_READOUT;
          if (i_any_clamped & HAS_HIDDEN) begin
            layer_kept <= FIRST_HIDDEN;
            phase <= PHASE_WEIGH;
          end
        end
      end
      PHASE_WEIGH: begin
        index <= 12'd0;
        // each sweep writes the lists anew
        if (layer_kept == FIRST_HIDDEN) list_pointer <= FIRST_LIST;
        phase <= PHASE_WEIGHING;
      end
      PHASE_WEIGHING: begin
        if (layer_done) begin
          layer_kept <= layer_kept + 3'd1;
          phase <= PHASE_WEIGH;
          if (layer_kept == LAST_HIDDEN) begin
            sweep <= sweep + 8'd1;
            layer_kept <= FIRST_HIDDEN;
            if (last_sweep) begin
              layer_kept <= OUTPUTS;
              phase <= PHASE_READOUT;
            end
          end
        end
      end
      PHASE_READOUT: begin
        index <= 12'd0;
        phase <= PHASE_READING_OUT;
      end
      PHASE_READING_OUT: begin
        if (read) begin
          index <= 12'd0;
          phase <= PHASE_COUNT;
          if (i_learn) begin
            phase <= PHASE_NOISE;
            if (i_any_clamped) phase <= PHASE_VISIT;
          end
        end
      end
      PHASE_VISIT: begin
        if (i_evident) phase <= PHASE_SCAN;
        else if (i_last_target) phase <= PHASE_NOISE;
      end
      PHASE_SCAN: if (i_last_step) phase <= PHASE_FLIP;
      PHASE_FLIP: phase <= PHASE_FLIPPING;
      PHASE_FLIPPING: if (i_walked & i_walked_last) phase <= PHASE_FLIPPED;
      PHASE_FLIPPED: begin
        phase <= PHASE_VISIT;
        if (i_last_target) phase <= PHASE_NOISE;
      end
      PHASE_NOISE: begin
        if (!((|i_noise_probability) & i_unwritten)) begin
          if (|i_noise_probability) begin
            noise_row <= noise_row + 3'd1;
            noise_word <= noise_word + 3'd1;
            if (noise_row_end) begin
              noise_word <= 3'd0;
              phase <= PHASE_COUNT;
              if (noise_row == row_table_last_address) begin
                noise_layer <= noise_layer + 3'd1;
                if (noise_layer == OUTPUTS) begin
                  noise_layer <= FIRST_ROWS;
                  noise_row <= 3'd0;
                end
              end
            end
          end else begin
            phase <= PHASE_COUNT;
          end
        end
      end
      PHASE_COUNT: begin
        total1 <= 1'b1;
        index <= index + 12'd1;
        if (index == LAST_TOTAL) phase <= PHASE_NEXT;
      end
      PHASE_NEXT: begin
        // the last sum has yet to be written
        if (!total1) begin
          presented_before <= presented_now;
          age_counter <= age_next;
          if (age_next == i_dwell) age_counter <= 16'd0;
          layer_kept <= FIRST_HIDDEN;
          phase <= PHASE_START;
          if (presented_now == i_presentations) phase <= PHASE_IDLE;
        end
      end
      default: phase <= PHASE_IDLE;
    endcase
    // at power-on, and when the host resets
    if (i_new_stimulus | i_dwell_write | i_reset) age_counter <= 16'd0;
    if (i_reset) begin
      noise_row <= 3'd0;
      noise_word <= 3'd0;
      noise_layer <= FIRST_ROWS;
    end
    if (i_restart) begin
      phase <= PHASE_IDLE;
      deciding <= 1'b0;
    end
  end

endmodule

`default_nettype wire
