// synapse_array: row memory and lanes: all synapses of the network, a word of bundles at a time
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 64 inputs, 20 hidden, 10 outputs; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module synapse_array (
  input  wire               clock,
  input  wire [15:0]        i_read_address,
  input  wire               i_write,
  input  wire [15:0]        i_write_address,
  input  wire               i_fan_in,
  input  wire               i_hidden,
  input  wire               i_input_0,
  input  wire               i_input_1,
  input  wire               i_input_2,
  input  wire               i_input_3,
  input  wire               i_input_4,
  input  wire               i_input_5,
  input  wire               i_input_6,
  input  wire               i_input_7,
  input  wire               i_input_8,
  input  wire               i_input_9,
  input  wire               i_input_10,
  input  wire               i_input_11,
  input  wire               i_input_12,
  input  wire               i_input_13,
  input  wire               i_input_14,
  input  wire               i_input_15,
  input  wire               i_hidden_open,
  input  wire               i_hidden_close,
  input  wire               i_output_open_0,
  input  wire               i_output_open_1,
  input  wire               i_output_open_2,
  input  wire               i_output_open_3,
  input  wire               i_output_open_4,
  input  wire               i_output_open_5,
  input  wire               i_output_open_6,
  input  wire               i_output_open_7,
  input  wire               i_output_open_8,
  input  wire               i_output_open_9,
  input  wire               i_output_open_10,
  input  wire               i_output_open_11,
  input  wire               i_output_open_12,
  input  wire               i_output_open_13,
  input  wire               i_output_open_14,
  input  wire               i_output_open_15,
  input  wire               i_output_close_0,
  input  wire               i_output_close_1,
  input  wire               i_output_close_2,
  input  wire               i_output_close_3,
  input  wire               i_output_close_4,
  input  wire               i_output_close_5,
  input  wire               i_output_close_6,
  input  wire               i_output_close_7,
  input  wire               i_output_close_8,
  input  wire               i_output_close_9,
  input  wire               i_output_close_10,
  input  wire               i_output_close_11,
  input  wire               i_output_close_12,
  input  wire               i_output_close_13,
  input  wire               i_output_close_14,
  input  wire               i_output_close_15,
  input  wire               i_count_flips,
  input  wire               i_noise,
  input  wire [8:0]         i_threshold,
  input  wire               i_initialise,
  input  wire               i_load,
  input  wire               i_turn,
  // verilator lint_off UNUSEDSIGNAL
  input  wire [15:0]        i_loaded, // bits 15:8 are not used
  // verilator lint_on UNUSEDSIGNAL
  input  wire [15:0]        i_random_word,
  input  wire               i_reset,
  input  wire               i_draw,
  input  wire [7:0]         i_absorb,
  input  wire               i_valid,
  input  wire               i_first,
  input  wire               i_last,
  input  wire               i_clear,
  input  wire               i_add,
  input  wire [5:0]         i_group,
  output wire signed [14:0] o_potential,
  output wire               o_done,
  output wire signed [7:0]  o_first_weight,
  output wire signed [7:0]  o_weight_0,
  output wire signed [7:0]  o_weight_1,
  output wire signed [14:0] o_sum_0,
  output wire signed [14:0] o_sum_1,
  output wire               o_random_bit,
  output wire [6:0]         o_flips_up,
  output wire [6:0]         o_flips_down
);

  localparam [7:0] NO_BITS     = 8'd0;
  localparam [7:0] ALL_BITS    = 8'd255;
  localparam       HAS_INITIAL = 1'b1;
  localparam [4:0] DROP        = 5'd11;

  reg                valid_kept    = 1'b0;
  reg                first_kept    = 1'b0;
  reg                last_kept     = 1'b0;
  reg                add_kept      = 1'b0;
  reg  [7:0]         weight_kept_0 = 8'd0;
  reg  [7:0]         weight_kept_1 = 8'd0;
  reg  [7:0]         entering      = 8'd0;
  wire signed [7:0]  row_memory_weight_1;
  wire signed [7:0]  row_memory_weight_2;
  wire signed [7:0]  row_memory_weight_3;
  wire signed [7:0]  row_memory_weight_4;
  wire signed [7:0]  row_memory_weight_5;
  wire signed [7:0]  row_memory_weight_6;
  wire signed [7:0]  row_memory_weight_7;
  wire signed [7:0]  row_memory_weight_8;
  wire signed [7:0]  row_memory_weight_9;
  wire signed [7:0]  row_memory_weight_10;
  wire signed [7:0]  row_memory_weight_11;
  wire signed [7:0]  row_memory_weight_12;
  wire signed [7:0]  row_memory_weight_13;
  wire signed [7:0]  row_memory_weight_14;
  wire signed [7:0]  row_memory_weight_15;
  wire [7:0]         lane_lfsr_draw_0;
  wire [7:0]         lane_lfsr_draw_1;
  wire [7:0]         lane_lfsr_draw_2;
  wire [7:0]         lane_lfsr_draw_3;
  wire [7:0]         lane_lfsr_draw_4;
  wire [7:0]         lane_lfsr_draw_5;
  wire [7:0]         lane_lfsr_draw_6;
  wire [7:0]         lane_lfsr_draw_7;
  wire [7:0]         lane_lfsr_draw_8;
  wire [7:0]         lane_lfsr_draw_9;
  wire [7:0]         lane_lfsr_draw_10;
  wire [7:0]         lane_lfsr_draw_11;
  wire [7:0]         lane_lfsr_draw_12;
  wire [7:0]         lane_lfsr_draw_13;
  wire [7:0]         lane_lfsr_draw_14;
  wire [7:0]         lane_lfsr_draw_15;
  wire signed [7:0]  synapse_lane_0_gated;
  wire signed [7:0]  synapse_lane_0_next_weight;
  wire               synapse_lane_0_opened;
  wire               synapse_lane_0_closed;
  wire signed [7:0]  synapse_lane_1_gated;
  wire signed [7:0]  synapse_lane_1_next_weight;
  wire               synapse_lane_1_opened;
  wire               synapse_lane_1_closed;
  wire signed [7:0]  synapse_lane_2_gated;
  wire signed [7:0]  synapse_lane_2_next_weight;
  wire               synapse_lane_2_opened;
  wire               synapse_lane_2_closed;
  wire signed [7:0]  synapse_lane_3_gated;
  wire signed [7:0]  synapse_lane_3_next_weight;
  wire               synapse_lane_3_opened;
  wire               synapse_lane_3_closed;
  wire signed [7:0]  synapse_lane_4_gated;
  wire signed [7:0]  synapse_lane_4_next_weight;
  wire               synapse_lane_4_opened;
  wire               synapse_lane_4_closed;
  wire signed [7:0]  synapse_lane_5_gated;
  wire signed [7:0]  synapse_lane_5_next_weight;
  wire               synapse_lane_5_opened;
  wire               synapse_lane_5_closed;
  wire signed [7:0]  synapse_lane_6_gated;
  wire signed [7:0]  synapse_lane_6_next_weight;
  wire               synapse_lane_6_opened;
  wire               synapse_lane_6_closed;
  wire signed [7:0]  synapse_lane_7_gated;
  wire signed [7:0]  synapse_lane_7_next_weight;
  wire               synapse_lane_7_opened;
  wire               synapse_lane_7_closed;
  wire signed [7:0]  synapse_lane_8_gated;
  wire signed [7:0]  synapse_lane_8_next_weight;
  wire               synapse_lane_8_opened;
  wire               synapse_lane_8_closed;
  wire signed [7:0]  synapse_lane_9_gated;
  wire signed [7:0]  synapse_lane_9_next_weight;
  wire               synapse_lane_9_opened;
  wire               synapse_lane_9_closed;
  wire signed [7:0]  synapse_lane_10_gated;
  wire signed [7:0]  synapse_lane_10_next_weight;
  wire               synapse_lane_10_opened;
  wire               synapse_lane_10_closed;
  wire signed [7:0]  synapse_lane_11_gated;
  wire signed [7:0]  synapse_lane_11_next_weight;
  wire               synapse_lane_11_opened;
  wire               synapse_lane_11_closed;
  wire signed [7:0]  synapse_lane_12_gated;
  wire signed [7:0]  synapse_lane_12_next_weight;
  wire               synapse_lane_12_opened;
  wire               synapse_lane_12_closed;
  wire signed [7:0]  synapse_lane_13_gated;
  wire signed [7:0]  synapse_lane_13_next_weight;
  wire               synapse_lane_13_opened;
  wire               synapse_lane_13_closed;
  wire signed [7:0]  synapse_lane_14_gated;
  wire signed [7:0]  synapse_lane_14_next_weight;
  wire               synapse_lane_14_opened;
  wire               synapse_lane_14_closed;
  wire signed [7:0]  synapse_lane_15_gated;
  wire signed [7:0]  synapse_lane_15_next_weight;
  wire               synapse_lane_15_opened;
  wire               synapse_lane_15_closed;
  wire signed [14:0] output_sum_0_sum;
  wire signed [14:0] output_sum_1_sum;
  wire signed [14:0] output_sum_2_sum;
  wire signed [14:0] output_sum_3_sum;
  wire signed [14:0] output_sum_4_sum;
  wire signed [14:0] output_sum_5_sum;
  wire signed [14:0] output_sum_6_sum;
  wire signed [14:0] output_sum_7_sum;
  wire signed [14:0] output_sum_8_sum;
  wire signed [14:0] output_sum_9_sum;
  wire signed [7:0]  weight_select_selected_0;
  wire signed [7:0]  weight_select_selected_1;
  reg  [7:0]         drawn;
  reg                spike_0;
  reg                open_0;
  reg                close_0;
  reg                spike_1;
  reg                open_1;
  reg                close_1;
  reg                spike_2;
  reg                open_2;
  reg                close_2;
  reg                spike_3;
  reg                open_3;
  reg                close_3;
  reg                spike_4;
  reg                open_4;
  reg                close_4;
  reg                spike_5;
  reg                open_5;
  reg                close_5;
  reg                spike_6;
  reg                open_6;
  reg                close_6;
  reg                spike_7;
  reg                open_7;
  reg                close_7;
  reg                spike_8;
  reg                open_8;
  reg                close_8;
  reg                spike_9;
  reg                open_9;
  reg                close_9;
  reg                spike_10;
  reg                open_10;
  reg                close_10;
  reg                spike_11;
  reg                open_11;
  reg                close_11;
  reg                spike_12;
  reg                open_12;
  reg                close_12;
  reg                spike_13;
  reg                open_13;
  reg                close_13;
  reg                spike_14;
  reg                open_14;
  reg                close_14;
  reg                spike_15;
  reg                open_15;
  reg                close_15;

  // an initial weight: the upper B - 3 bits of a draw, uniform over -2^(B-4) .. 2^(B-4)-1
  // verilator lint_off UNUSEDSIGNAL
  wire [15:0] kept = i_random_word >> DROP; // bits 15:5 are not used
  // verilator lint_on UNUSEDSIGNAL
  wire signed [7:0] loaded_weight = i_initialise ? drawn : entering;

  row_memory row_memory (
    .clock            (clock),
    .i_read_address   (i_read_address),
    .i_write          (i_write),
    .i_write_address  (i_write_address),
    .i_next_weight_0  (synapse_lane_0_next_weight),
    .i_next_weight_1  (synapse_lane_1_next_weight),
    .i_next_weight_2  (synapse_lane_2_next_weight),
    .i_next_weight_3  (synapse_lane_3_next_weight),
    .i_next_weight_4  (synapse_lane_4_next_weight),
    .i_next_weight_5  (synapse_lane_5_next_weight),
    .i_next_weight_6  (synapse_lane_6_next_weight),
    .i_next_weight_7  (synapse_lane_7_next_weight),
    .i_next_weight_8  (synapse_lane_8_next_weight),
    .i_next_weight_9  (synapse_lane_9_next_weight),
    .i_next_weight_10 (synapse_lane_10_next_weight),
    .i_next_weight_11 (synapse_lane_11_next_weight),
    .i_next_weight_12 (synapse_lane_12_next_weight),
    .i_next_weight_13 (synapse_lane_13_next_weight),
    .i_next_weight_14 (synapse_lane_14_next_weight),
    .i_next_weight_15 (synapse_lane_15_next_weight),
    .o_weight_0       (o_first_weight),
    .o_weight_1       (row_memory_weight_1),
    .o_weight_2       (row_memory_weight_2),
    .o_weight_3       (row_memory_weight_3),
    .o_weight_4       (row_memory_weight_4),
    .o_weight_5       (row_memory_weight_5),
    .o_weight_6       (row_memory_weight_6),
    .o_weight_7       (row_memory_weight_7),
    .o_weight_8       (row_memory_weight_8),
    .o_weight_9       (row_memory_weight_9),
    .o_weight_10      (row_memory_weight_10),
    .o_weight_11      (row_memory_weight_11),
    .o_weight_12      (row_memory_weight_12),
    .o_weight_13      (row_memory_weight_13),
    .o_weight_14      (row_memory_weight_14),
    .o_weight_15      (row_memory_weight_15)
  );

  lane_lfsr lane_lfsr (
    .clock     (clock),
    .i_reset   (i_reset),
    .i_step    (i_draw),
    .i_absorb  (i_absorb),
    .o_draw_0  (lane_lfsr_draw_0),
    .o_draw_1  (lane_lfsr_draw_1),
    .o_draw_2  (lane_lfsr_draw_2),
    .o_draw_3  (lane_lfsr_draw_3),
    .o_draw_4  (lane_lfsr_draw_4),
    .o_draw_5  (lane_lfsr_draw_5),
    .o_draw_6  (lane_lfsr_draw_6),
    .o_draw_7  (lane_lfsr_draw_7),
    .o_draw_8  (lane_lfsr_draw_8),
    .o_draw_9  (lane_lfsr_draw_9),
    .o_draw_10 (lane_lfsr_draw_10),
    .o_draw_11 (lane_lfsr_draw_11),
    .o_draw_12 (lane_lfsr_draw_12),
    .o_draw_13 (lane_lfsr_draw_13),
    .o_draw_14 (lane_lfsr_draw_14),
    .o_draw_15 (lane_lfsr_draw_15)
  );

  synapse_lane synapse_lane_0 (
    .clock         (clock),
    .i_weight      (o_first_weight),
    .i_spike       (spike_0),
    .i_open        (open_0),
    .i_close       (close_0),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_0),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_1),
    .o_gated       (synapse_lane_0_gated),
    .o_next_weight (synapse_lane_0_next_weight),
    .o_opened      (synapse_lane_0_opened),
    .o_closed      (synapse_lane_0_closed)
  );

  synapse_lane synapse_lane_1 (
    .clock         (clock),
    .i_weight      (row_memory_weight_1),
    .i_spike       (spike_1),
    .i_open        (open_1),
    .i_close       (close_1),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_1),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_2),
    .o_gated       (synapse_lane_1_gated),
    .o_next_weight (synapse_lane_1_next_weight),
    .o_opened      (synapse_lane_1_opened),
    .o_closed      (synapse_lane_1_closed)
  );

  synapse_lane synapse_lane_2 (
    .clock         (clock),
    .i_weight      (row_memory_weight_2),
    .i_spike       (spike_2),
    .i_open        (open_2),
    .i_close       (close_2),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_2),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_3),
    .o_gated       (synapse_lane_2_gated),
    .o_next_weight (synapse_lane_2_next_weight),
    .o_opened      (synapse_lane_2_opened),
    .o_closed      (synapse_lane_2_closed)
  );

  synapse_lane synapse_lane_3 (
    .clock         (clock),
    .i_weight      (row_memory_weight_3),
    .i_spike       (spike_3),
    .i_open        (open_3),
    .i_close       (close_3),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_3),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_4),
    .o_gated       (synapse_lane_3_gated),
    .o_next_weight (synapse_lane_3_next_weight),
    .o_opened      (synapse_lane_3_opened),
    .o_closed      (synapse_lane_3_closed)
  );

  synapse_lane synapse_lane_4 (
    .clock         (clock),
    .i_weight      (row_memory_weight_4),
    .i_spike       (spike_4),
    .i_open        (open_4),
    .i_close       (close_4),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_4),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_5),
    .o_gated       (synapse_lane_4_gated),
    .o_next_weight (synapse_lane_4_next_weight),
    .o_opened      (synapse_lane_4_opened),
    .o_closed      (synapse_lane_4_closed)
  );

  synapse_lane synapse_lane_5 (
    .clock         (clock),
    .i_weight      (row_memory_weight_5),
    .i_spike       (spike_5),
    .i_open        (open_5),
    .i_close       (close_5),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_5),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_6),
    .o_gated       (synapse_lane_5_gated),
    .o_next_weight (synapse_lane_5_next_weight),
    .o_opened      (synapse_lane_5_opened),
    .o_closed      (synapse_lane_5_closed)
  );

  synapse_lane synapse_lane_6 (
    .clock         (clock),
    .i_weight      (row_memory_weight_6),
    .i_spike       (spike_6),
    .i_open        (open_6),
    .i_close       (close_6),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_6),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_7),
    .o_gated       (synapse_lane_6_gated),
    .o_next_weight (synapse_lane_6_next_weight),
    .o_opened      (synapse_lane_6_opened),
    .o_closed      (synapse_lane_6_closed)
  );

  synapse_lane synapse_lane_7 (
    .clock         (clock),
    .i_weight      (row_memory_weight_7),
    .i_spike       (spike_7),
    .i_open        (open_7),
    .i_close       (close_7),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_7),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_8),
    .o_gated       (synapse_lane_7_gated),
    .o_next_weight (synapse_lane_7_next_weight),
    .o_opened      (synapse_lane_7_opened),
    .o_closed      (synapse_lane_7_closed)
  );

  synapse_lane synapse_lane_8 (
    .clock         (clock),
    .i_weight      (row_memory_weight_8),
    .i_spike       (spike_8),
    .i_open        (open_8),
    .i_close       (close_8),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_8),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_9),
    .o_gated       (synapse_lane_8_gated),
    .o_next_weight (synapse_lane_8_next_weight),
    .o_opened      (synapse_lane_8_opened),
    .o_closed      (synapse_lane_8_closed)
  );

  synapse_lane synapse_lane_9 (
    .clock         (clock),
    .i_weight      (row_memory_weight_9),
    .i_spike       (spike_9),
    .i_open        (open_9),
    .i_close       (close_9),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_9),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_10),
    .o_gated       (synapse_lane_9_gated),
    .o_next_weight (synapse_lane_9_next_weight),
    .o_opened      (synapse_lane_9_opened),
    .o_closed      (synapse_lane_9_closed)
  );

  synapse_lane synapse_lane_10 (
    .clock         (clock),
    .i_weight      (row_memory_weight_10),
    .i_spike       (spike_10),
    .i_open        (open_10),
    .i_close       (close_10),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_10),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_11),
    .o_gated       (synapse_lane_10_gated),
    .o_next_weight (synapse_lane_10_next_weight),
    .o_opened      (synapse_lane_10_opened),
    .o_closed      (synapse_lane_10_closed)
  );

  synapse_lane synapse_lane_11 (
    .clock         (clock),
    .i_weight      (row_memory_weight_11),
    .i_spike       (spike_11),
    .i_open        (open_11),
    .i_close       (close_11),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_11),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_12),
    .o_gated       (synapse_lane_11_gated),
    .o_next_weight (synapse_lane_11_next_weight),
    .o_opened      (synapse_lane_11_opened),
    .o_closed      (synapse_lane_11_closed)
  );

  synapse_lane synapse_lane_12 (
    .clock         (clock),
    .i_weight      (row_memory_weight_12),
    .i_spike       (spike_12),
    .i_open        (open_12),
    .i_close       (close_12),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_12),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_13),
    .o_gated       (synapse_lane_12_gated),
    .o_next_weight (synapse_lane_12_next_weight),
    .o_opened      (synapse_lane_12_opened),
    .o_closed      (synapse_lane_12_closed)
  );

  synapse_lane synapse_lane_13 (
    .clock         (clock),
    .i_weight      (row_memory_weight_13),
    .i_spike       (spike_13),
    .i_open        (open_13),
    .i_close       (close_13),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_13),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_14),
    .o_gated       (synapse_lane_13_gated),
    .o_next_weight (synapse_lane_13_next_weight),
    .o_opened      (synapse_lane_13_opened),
    .o_closed      (synapse_lane_13_closed)
  );

  synapse_lane synapse_lane_14 (
    .clock         (clock),
    .i_weight      (row_memory_weight_14),
    .i_spike       (spike_14),
    .i_open        (open_14),
    .i_close       (close_14),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_14),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_15),
    .o_gated       (synapse_lane_14_gated),
    .o_next_weight (synapse_lane_14_next_weight),
    .o_opened      (synapse_lane_14_opened),
    .o_closed      (synapse_lane_14_closed)
  );

  synapse_lane synapse_lane_15 (
    .clock         (clock),
    .i_weight      (row_memory_weight_15),
    .i_spike       (spike_15),
    .i_open        (open_15),
    .i_close       (close_15),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_15),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (loaded_weight),
    .o_gated       (synapse_lane_15_gated),
    .o_next_weight (synapse_lane_15_next_weight),
    .o_opened      (synapse_lane_15_opened),
    .o_closed      (synapse_lane_15_closed)
  );

  dendrite dendrite (
    .clock       (clock),
    .i_gated_0   (synapse_lane_0_gated),
    .i_gated_1   (synapse_lane_1_gated),
    .i_gated_2   (synapse_lane_2_gated),
    .i_gated_3   (synapse_lane_3_gated),
    .i_gated_4   (synapse_lane_4_gated),
    .i_gated_5   (synapse_lane_5_gated),
    .i_gated_6   (synapse_lane_6_gated),
    .i_gated_7   (synapse_lane_7_gated),
    .i_gated_8   (synapse_lane_8_gated),
    .i_gated_9   (synapse_lane_9_gated),
    .i_gated_10  (synapse_lane_10_gated),
    .i_gated_11  (synapse_lane_11_gated),
    .i_gated_12  (synapse_lane_12_gated),
    .i_gated_13  (synapse_lane_13_gated),
    .i_gated_14  (synapse_lane_14_gated),
    .i_gated_15  (synapse_lane_15_gated),
    .i_valid     (valid_kept),
    .i_first     (first_kept),
    .i_last      (last_kept),
    .o_potential (o_potential),
    .o_done      (o_done)
  );

  output_sum output_sum_0 (
    .clock   (clock),
    .i_clear (i_clear),
    .i_add   (add_kept),
    .i_gated (synapse_lane_0_gated),
    .o_sum   (output_sum_0_sum)
  );

  output_sum output_sum_1 (
    .clock   (clock),
    .i_clear (i_clear),
    .i_add   (add_kept),
    .i_gated (synapse_lane_1_gated),
    .o_sum   (output_sum_1_sum)
  );

  output_sum output_sum_2 (
    .clock   (clock),
    .i_clear (i_clear),
    .i_add   (add_kept),
    .i_gated (synapse_lane_2_gated),
    .o_sum   (output_sum_2_sum)
  );

  output_sum output_sum_3 (
    .clock   (clock),
    .i_clear (i_clear),
    .i_add   (add_kept),
    .i_gated (synapse_lane_3_gated),
    .o_sum   (output_sum_3_sum)
  );

  output_sum output_sum_4 (
    .clock   (clock),
    .i_clear (i_clear),
    .i_add   (add_kept),
    .i_gated (synapse_lane_4_gated),
    .o_sum   (output_sum_4_sum)
  );

  output_sum output_sum_5 (
    .clock   (clock),
    .i_clear (i_clear),
    .i_add   (add_kept),
    .i_gated (synapse_lane_5_gated),
    .o_sum   (output_sum_5_sum)
  );

  output_sum output_sum_6 (
    .clock   (clock),
    .i_clear (i_clear),
    .i_add   (add_kept),
    .i_gated (synapse_lane_6_gated),
    .o_sum   (output_sum_6_sum)
  );

  output_sum output_sum_7 (
    .clock   (clock),
    .i_clear (i_clear),
    .i_add   (add_kept),
    .i_gated (synapse_lane_7_gated),
    .o_sum   (output_sum_7_sum)
  );

  output_sum output_sum_8 (
    .clock   (clock),
    .i_clear (i_clear),
    .i_add   (add_kept),
    .i_gated (synapse_lane_8_gated),
    .o_sum   (output_sum_8_sum)
  );

  output_sum output_sum_9 (
    .clock   (clock),
    .i_clear (i_clear),
    .i_add   (add_kept),
    .i_gated (synapse_lane_9_gated),
    .o_sum   (output_sum_9_sum)
  );

  lane_select weight_select (
    .i_value_0    (o_first_weight),
    .i_value_1    (row_memory_weight_1),
    .i_value_2    (row_memory_weight_2),
    .i_value_3    (row_memory_weight_3),
    .i_value_4    (row_memory_weight_4),
    .i_value_5    (row_memory_weight_5),
    .i_value_6    (row_memory_weight_6),
    .i_value_7    (row_memory_weight_7),
    .i_value_8    (row_memory_weight_8),
    .i_value_9    (row_memory_weight_9),
    .i_group      (i_group),
    .o_selected_0 (weight_select_selected_0),
    .o_selected_1 (weight_select_selected_1)
  );

  lane_select_2 sum_select (
    .i_value_0    (output_sum_0_sum),
    .i_value_1    (output_sum_1_sum),
    .i_value_2    (output_sum_2_sum),
    .i_value_3    (output_sum_3_sum),
    .i_value_4    (output_sum_4_sum),
    .i_value_5    (output_sum_5_sum),
    .i_value_6    (output_sum_6_sum),
    .i_value_7    (output_sum_7_sum),
    .i_value_8    (output_sum_8_sum),
    .i_value_9    (output_sum_9_sum),
    .i_group      (i_group),
    .o_selected_0 (o_sum_0),
    .o_selected_1 (o_sum_1)
  );

  flip_count opened_count (
    .clock      (clock),
    .i_enable   (i_count_flips),
    .i_moved_0  (synapse_lane_0_opened),
    .i_moved_1  (synapse_lane_1_opened),
    .i_moved_2  (synapse_lane_2_opened),
    .i_moved_3  (synapse_lane_3_opened),
    .i_moved_4  (synapse_lane_4_opened),
    .i_moved_5  (synapse_lane_5_opened),
    .i_moved_6  (synapse_lane_6_opened),
    .i_moved_7  (synapse_lane_7_opened),
    .i_moved_8  (synapse_lane_8_opened),
    .i_moved_9  (synapse_lane_9_opened),
    .i_moved_10 (synapse_lane_10_opened),
    .i_moved_11 (synapse_lane_11_opened),
    .i_moved_12 (synapse_lane_12_opened),
    .i_moved_13 (synapse_lane_13_opened),
    .i_moved_14 (synapse_lane_14_opened),
    .i_moved_15 (synapse_lane_15_opened),
    .o_count    (o_flips_up)
  );

  flip_count closed_count (
    .clock      (clock),
    .i_enable   (i_count_flips),
    .i_moved_0  (synapse_lane_0_closed),
    .i_moved_1  (synapse_lane_1_closed),
    .i_moved_2  (synapse_lane_2_closed),
    .i_moved_3  (synapse_lane_3_closed),
    .i_moved_4  (synapse_lane_4_closed),
    .i_moved_5  (synapse_lane_5_closed),
    .i_moved_6  (synapse_lane_6_closed),
    .i_moved_7  (synapse_lane_7_closed),
    .i_moved_8  (synapse_lane_8_closed),
    .i_moved_9  (synapse_lane_9_closed),
    .i_moved_10 (synapse_lane_10_closed),
    .i_moved_11 (synapse_lane_11_closed),
    .i_moved_12 (synapse_lane_12_closed),
    .i_moved_13 (synapse_lane_13_closed),
    .i_moved_14 (synapse_lane_14_closed),
    .i_moved_15 (synapse_lane_15_closed),
    .o_count    (o_flips_down)
  );

  always @* begin
    drawn = NO_BITS;
    if (i_random_word[15] & HAS_INITIAL) drawn = ALL_BITS;
    drawn[4:0] = kept[4:0];
    // a load moves every weight one lane down: the first leaves, one enters above the last
    spike_0 = i_hidden;
    open_0 = i_output_open_0;
    close_0 = i_output_close_0;
    if (i_fan_in) begin
      spike_0 = i_input_0;
      open_0 = i_hidden_open;
      close_0 = i_hidden_close;
    end
    spike_1 = i_hidden;
    open_1 = i_output_open_1;
    close_1 = i_output_close_1;
    if (i_fan_in) begin
      spike_1 = i_input_1;
      open_1 = i_hidden_open;
      close_1 = i_hidden_close;
    end
    spike_2 = i_hidden;
    open_2 = i_output_open_2;
    close_2 = i_output_close_2;
    if (i_fan_in) begin
      spike_2 = i_input_2;
      open_2 = i_hidden_open;
      close_2 = i_hidden_close;
    end
    spike_3 = i_hidden;
    open_3 = i_output_open_3;
    close_3 = i_output_close_3;
    if (i_fan_in) begin
      spike_3 = i_input_3;
      open_3 = i_hidden_open;
      close_3 = i_hidden_close;
    end
    spike_4 = i_hidden;
    open_4 = i_output_open_4;
    close_4 = i_output_close_4;
    if (i_fan_in) begin
      spike_4 = i_input_4;
      open_4 = i_hidden_open;
      close_4 = i_hidden_close;
    end
    spike_5 = i_hidden;
    open_5 = i_output_open_5;
    close_5 = i_output_close_5;
    if (i_fan_in) begin
      spike_5 = i_input_5;
      open_5 = i_hidden_open;
      close_5 = i_hidden_close;
    end
    spike_6 = i_hidden;
    open_6 = i_output_open_6;
    close_6 = i_output_close_6;
    if (i_fan_in) begin
      spike_6 = i_input_6;
      open_6 = i_hidden_open;
      close_6 = i_hidden_close;
    end
    spike_7 = i_hidden;
    open_7 = i_output_open_7;
    close_7 = i_output_close_7;
    if (i_fan_in) begin
      spike_7 = i_input_7;
      open_7 = i_hidden_open;
      close_7 = i_hidden_close;
    end
    spike_8 = i_hidden;
    open_8 = i_output_open_8;
    close_8 = i_output_close_8;
    if (i_fan_in) begin
      spike_8 = i_input_8;
      open_8 = i_hidden_open;
      close_8 = i_hidden_close;
    end
    spike_9 = i_hidden;
    open_9 = i_output_open_9;
    close_9 = i_output_close_9;
    if (i_fan_in) begin
      spike_9 = i_input_9;
      open_9 = i_hidden_open;
      close_9 = i_hidden_close;
    end
    spike_10 = i_hidden;
    open_10 = i_output_open_10;
    close_10 = i_output_close_10;
    if (i_fan_in) begin
      spike_10 = i_input_10;
      open_10 = i_hidden_open;
      close_10 = i_hidden_close;
    end
    spike_11 = i_hidden;
    open_11 = i_output_open_11;
    close_11 = i_output_close_11;
    if (i_fan_in) begin
      spike_11 = i_input_11;
      open_11 = i_hidden_open;
      close_11 = i_hidden_close;
    end
    spike_12 = i_hidden;
    open_12 = i_output_open_12;
    close_12 = i_output_close_12;
    if (i_fan_in) begin
      spike_12 = i_input_12;
      open_12 = i_hidden_open;
      close_12 = i_hidden_close;
    end
    spike_13 = i_hidden;
    open_13 = i_output_open_13;
    close_13 = i_output_close_13;
    if (i_fan_in) begin
      spike_13 = i_input_13;
      open_13 = i_hidden_open;
      close_13 = i_hidden_close;
    end
    spike_14 = i_hidden;
    open_14 = i_output_open_14;
    close_14 = i_output_close_14;
    if (i_fan_in) begin
      spike_14 = i_input_14;
      open_14 = i_hidden_open;
      close_14 = i_hidden_close;
    end
    spike_15 = i_hidden;
    open_15 = i_output_open_15;
    close_15 = i_output_close_15;
    if (i_fan_in) begin
      spike_15 = i_input_15;
      open_15 = i_hidden_open;
      close_15 = i_hidden_close;
    end
  end

  assign o_weight_0 = weight_kept_0;
  assign o_weight_1 = weight_kept_1;
  assign o_random_bit = lane_lfsr_draw_0[0];

  always @(posedge clock) begin
    valid_kept <= i_valid;
    first_kept <= i_first;
    last_kept <= i_last;
    add_kept <= i_add;
    entering <= i_loaded[7:0];
    if (i_turn) entering <= o_first_weight;
    weight_kept_0 <= weight_select_selected_0;
    weight_kept_1 <= weight_select_selected_1;
  end

endmodule

`default_nettype wire
