// synapse_array: row memory and lanes: all synapses of the network, a word of bundles at a time
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 64 inputs, 64 hidden, 10 outputs; weights of 8 bits, quantum 2^-5 nats; 32 lanes, 4 retrograde; seed 1.

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
  input  wire               i_input_16,
  input  wire               i_input_17,
  input  wire               i_input_18,
  input  wire               i_input_19,
  input  wire               i_input_20,
  input  wire               i_input_21,
  input  wire               i_input_22,
  input  wire               i_input_23,
  input  wire               i_input_24,
  input  wire               i_input_25,
  input  wire               i_input_26,
  input  wire               i_input_27,
  input  wire               i_input_28,
  input  wire               i_input_29,
  input  wire               i_input_30,
  input  wire               i_input_31,
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
  input  wire               i_output_open_16,
  input  wire               i_output_open_17,
  input  wire               i_output_open_18,
  input  wire               i_output_open_19,
  input  wire               i_output_open_20,
  input  wire               i_output_open_21,
  input  wire               i_output_open_22,
  input  wire               i_output_open_23,
  input  wire               i_output_open_24,
  input  wire               i_output_open_25,
  input  wire               i_output_open_26,
  input  wire               i_output_open_27,
  input  wire               i_output_open_28,
  input  wire               i_output_open_29,
  input  wire               i_output_open_30,
  input  wire               i_output_open_31,
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
  input  wire               i_output_close_16,
  input  wire               i_output_close_17,
  input  wire               i_output_close_18,
  input  wire               i_output_close_19,
  input  wire               i_output_close_20,
  input  wire               i_output_close_21,
  input  wire               i_output_close_22,
  input  wire               i_output_close_23,
  input  wire               i_output_close_24,
  input  wire               i_output_close_25,
  input  wire               i_output_close_26,
  input  wire               i_output_close_27,
  input  wire               i_output_close_28,
  input  wire               i_output_close_29,
  input  wire               i_output_close_30,
  input  wire               i_output_close_31,
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
  output wire signed [7:0]  o_weight_2,
  output wire signed [7:0]  o_weight_3,
  output wire signed [14:0] o_sum_0,
  output wire signed [14:0] o_sum_1,
  output wire signed [14:0] o_sum_2,
  output wire signed [14:0] o_sum_3,
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
  reg  [7:0]         weight_kept_2 = 8'd0;
  reg  [7:0]         weight_kept_3 = 8'd0;
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
  wire signed [7:0]  row_memory_weight_16;
  wire signed [7:0]  row_memory_weight_17;
  wire signed [7:0]  row_memory_weight_18;
  wire signed [7:0]  row_memory_weight_19;
  wire signed [7:0]  row_memory_weight_20;
  wire signed [7:0]  row_memory_weight_21;
  wire signed [7:0]  row_memory_weight_22;
  wire signed [7:0]  row_memory_weight_23;
  wire signed [7:0]  row_memory_weight_24;
  wire signed [7:0]  row_memory_weight_25;
  wire signed [7:0]  row_memory_weight_26;
  wire signed [7:0]  row_memory_weight_27;
  wire signed [7:0]  row_memory_weight_28;
  wire signed [7:0]  row_memory_weight_29;
  wire signed [7:0]  row_memory_weight_30;
  wire signed [7:0]  row_memory_weight_31;
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
  wire [7:0]         lane_lfsr_draw_16;
  wire [7:0]         lane_lfsr_draw_17;
  wire [7:0]         lane_lfsr_draw_18;
  wire [7:0]         lane_lfsr_draw_19;
  wire [7:0]         lane_lfsr_draw_20;
  wire [7:0]         lane_lfsr_draw_21;
  wire [7:0]         lane_lfsr_draw_22;
  wire [7:0]         lane_lfsr_draw_23;
  wire [7:0]         lane_lfsr_draw_24;
  wire [7:0]         lane_lfsr_draw_25;
  wire [7:0]         lane_lfsr_draw_26;
  wire [7:0]         lane_lfsr_draw_27;
  wire [7:0]         lane_lfsr_draw_28;
  wire [7:0]         lane_lfsr_draw_29;
  wire [7:0]         lane_lfsr_draw_30;
  wire [7:0]         lane_lfsr_draw_31;
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
  wire signed [7:0]  synapse_lane_16_gated;
  wire signed [7:0]  synapse_lane_16_next_weight;
  wire               synapse_lane_16_opened;
  wire               synapse_lane_16_closed;
  wire signed [7:0]  synapse_lane_17_gated;
  wire signed [7:0]  synapse_lane_17_next_weight;
  wire               synapse_lane_17_opened;
  wire               synapse_lane_17_closed;
  wire signed [7:0]  synapse_lane_18_gated;
  wire signed [7:0]  synapse_lane_18_next_weight;
  wire               synapse_lane_18_opened;
  wire               synapse_lane_18_closed;
  wire signed [7:0]  synapse_lane_19_gated;
  wire signed [7:0]  synapse_lane_19_next_weight;
  wire               synapse_lane_19_opened;
  wire               synapse_lane_19_closed;
  wire signed [7:0]  synapse_lane_20_gated;
  wire signed [7:0]  synapse_lane_20_next_weight;
  wire               synapse_lane_20_opened;
  wire               synapse_lane_20_closed;
  wire signed [7:0]  synapse_lane_21_gated;
  wire signed [7:0]  synapse_lane_21_next_weight;
  wire               synapse_lane_21_opened;
  wire               synapse_lane_21_closed;
  wire signed [7:0]  synapse_lane_22_gated;
  wire signed [7:0]  synapse_lane_22_next_weight;
  wire               synapse_lane_22_opened;
  wire               synapse_lane_22_closed;
  wire signed [7:0]  synapse_lane_23_gated;
  wire signed [7:0]  synapse_lane_23_next_weight;
  wire               synapse_lane_23_opened;
  wire               synapse_lane_23_closed;
  wire signed [7:0]  synapse_lane_24_gated;
  wire signed [7:0]  synapse_lane_24_next_weight;
  wire               synapse_lane_24_opened;
  wire               synapse_lane_24_closed;
  wire signed [7:0]  synapse_lane_25_gated;
  wire signed [7:0]  synapse_lane_25_next_weight;
  wire               synapse_lane_25_opened;
  wire               synapse_lane_25_closed;
  wire signed [7:0]  synapse_lane_26_gated;
  wire signed [7:0]  synapse_lane_26_next_weight;
  wire               synapse_lane_26_opened;
  wire               synapse_lane_26_closed;
  wire signed [7:0]  synapse_lane_27_gated;
  wire signed [7:0]  synapse_lane_27_next_weight;
  wire               synapse_lane_27_opened;
  wire               synapse_lane_27_closed;
  wire signed [7:0]  synapse_lane_28_gated;
  wire signed [7:0]  synapse_lane_28_next_weight;
  wire               synapse_lane_28_opened;
  wire               synapse_lane_28_closed;
  wire signed [7:0]  synapse_lane_29_gated;
  wire signed [7:0]  synapse_lane_29_next_weight;
  wire               synapse_lane_29_opened;
  wire               synapse_lane_29_closed;
  wire signed [7:0]  synapse_lane_30_gated;
  wire signed [7:0]  synapse_lane_30_next_weight;
  wire               synapse_lane_30_opened;
  wire               synapse_lane_30_closed;
  wire signed [7:0]  synapse_lane_31_gated;
  wire signed [7:0]  synapse_lane_31_next_weight;
  wire               synapse_lane_31_opened;
  wire               synapse_lane_31_closed;
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
  wire signed [7:0]  weight_select_selected_2;
  wire signed [7:0]  weight_select_selected_3;
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
  reg                spike_16;
  reg                open_16;
  reg                close_16;
  reg                spike_17;
  reg                open_17;
  reg                close_17;
  reg                spike_18;
  reg                open_18;
  reg                close_18;
  reg                spike_19;
  reg                open_19;
  reg                close_19;
  reg                spike_20;
  reg                open_20;
  reg                close_20;
  reg                spike_21;
  reg                open_21;
  reg                close_21;
  reg                spike_22;
  reg                open_22;
  reg                close_22;
  reg                spike_23;
  reg                open_23;
  reg                close_23;
  reg                spike_24;
  reg                open_24;
  reg                close_24;
  reg                spike_25;
  reg                open_25;
  reg                close_25;
  reg                spike_26;
  reg                open_26;
  reg                close_26;
  reg                spike_27;
  reg                open_27;
  reg                close_27;
  reg                spike_28;
  reg                open_28;
  reg                close_28;
  reg                spike_29;
  reg                open_29;
  reg                close_29;
  reg                spike_30;
  reg                open_30;
  reg                close_30;
  reg                spike_31;
  reg                open_31;
  reg                close_31;

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
    .i_next_weight_16 (synapse_lane_16_next_weight),
    .i_next_weight_17 (synapse_lane_17_next_weight),
    .i_next_weight_18 (synapse_lane_18_next_weight),
    .i_next_weight_19 (synapse_lane_19_next_weight),
    .i_next_weight_20 (synapse_lane_20_next_weight),
    .i_next_weight_21 (synapse_lane_21_next_weight),
    .i_next_weight_22 (synapse_lane_22_next_weight),
    .i_next_weight_23 (synapse_lane_23_next_weight),
    .i_next_weight_24 (synapse_lane_24_next_weight),
    .i_next_weight_25 (synapse_lane_25_next_weight),
    .i_next_weight_26 (synapse_lane_26_next_weight),
    .i_next_weight_27 (synapse_lane_27_next_weight),
    .i_next_weight_28 (synapse_lane_28_next_weight),
    .i_next_weight_29 (synapse_lane_29_next_weight),
    .i_next_weight_30 (synapse_lane_30_next_weight),
    .i_next_weight_31 (synapse_lane_31_next_weight),
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
    .o_weight_15      (row_memory_weight_15),
    .o_weight_16      (row_memory_weight_16),
    .o_weight_17      (row_memory_weight_17),
    .o_weight_18      (row_memory_weight_18),
    .o_weight_19      (row_memory_weight_19),
    .o_weight_20      (row_memory_weight_20),
    .o_weight_21      (row_memory_weight_21),
    .o_weight_22      (row_memory_weight_22),
    .o_weight_23      (row_memory_weight_23),
    .o_weight_24      (row_memory_weight_24),
    .o_weight_25      (row_memory_weight_25),
    .o_weight_26      (row_memory_weight_26),
    .o_weight_27      (row_memory_weight_27),
    .o_weight_28      (row_memory_weight_28),
    .o_weight_29      (row_memory_weight_29),
    .o_weight_30      (row_memory_weight_30),
    .o_weight_31      (row_memory_weight_31)
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
    .o_draw_15 (lane_lfsr_draw_15),
    .o_draw_16 (lane_lfsr_draw_16),
    .o_draw_17 (lane_lfsr_draw_17),
    .o_draw_18 (lane_lfsr_draw_18),
    .o_draw_19 (lane_lfsr_draw_19),
    .o_draw_20 (lane_lfsr_draw_20),
    .o_draw_21 (lane_lfsr_draw_21),
    .o_draw_22 (lane_lfsr_draw_22),
    .o_draw_23 (lane_lfsr_draw_23),
    .o_draw_24 (lane_lfsr_draw_24),
    .o_draw_25 (lane_lfsr_draw_25),
    .o_draw_26 (lane_lfsr_draw_26),
    .o_draw_27 (lane_lfsr_draw_27),
    .o_draw_28 (lane_lfsr_draw_28),
    .o_draw_29 (lane_lfsr_draw_29),
    .o_draw_30 (lane_lfsr_draw_30),
    .o_draw_31 (lane_lfsr_draw_31)
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
    .i_loaded      (row_memory_weight_16),
    .o_gated       (synapse_lane_15_gated),
    .o_next_weight (synapse_lane_15_next_weight),
    .o_opened      (synapse_lane_15_opened),
    .o_closed      (synapse_lane_15_closed)
  );

  synapse_lane synapse_lane_16 (
    .clock         (clock),
    .i_weight      (row_memory_weight_16),
    .i_spike       (spike_16),
    .i_open        (open_16),
    .i_close       (close_16),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_16),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_17),
    .o_gated       (synapse_lane_16_gated),
    .o_next_weight (synapse_lane_16_next_weight),
    .o_opened      (synapse_lane_16_opened),
    .o_closed      (synapse_lane_16_closed)
  );

  synapse_lane synapse_lane_17 (
    .clock         (clock),
    .i_weight      (row_memory_weight_17),
    .i_spike       (spike_17),
    .i_open        (open_17),
    .i_close       (close_17),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_17),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_18),
    .o_gated       (synapse_lane_17_gated),
    .o_next_weight (synapse_lane_17_next_weight),
    .o_opened      (synapse_lane_17_opened),
    .o_closed      (synapse_lane_17_closed)
  );

  synapse_lane synapse_lane_18 (
    .clock         (clock),
    .i_weight      (row_memory_weight_18),
    .i_spike       (spike_18),
    .i_open        (open_18),
    .i_close       (close_18),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_18),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_19),
    .o_gated       (synapse_lane_18_gated),
    .o_next_weight (synapse_lane_18_next_weight),
    .o_opened      (synapse_lane_18_opened),
    .o_closed      (synapse_lane_18_closed)
  );

  synapse_lane synapse_lane_19 (
    .clock         (clock),
    .i_weight      (row_memory_weight_19),
    .i_spike       (spike_19),
    .i_open        (open_19),
    .i_close       (close_19),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_19),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_20),
    .o_gated       (synapse_lane_19_gated),
    .o_next_weight (synapse_lane_19_next_weight),
    .o_opened      (synapse_lane_19_opened),
    .o_closed      (synapse_lane_19_closed)
  );

  synapse_lane synapse_lane_20 (
    .clock         (clock),
    .i_weight      (row_memory_weight_20),
    .i_spike       (spike_20),
    .i_open        (open_20),
    .i_close       (close_20),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_20),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_21),
    .o_gated       (synapse_lane_20_gated),
    .o_next_weight (synapse_lane_20_next_weight),
    .o_opened      (synapse_lane_20_opened),
    .o_closed      (synapse_lane_20_closed)
  );

  synapse_lane synapse_lane_21 (
    .clock         (clock),
    .i_weight      (row_memory_weight_21),
    .i_spike       (spike_21),
    .i_open        (open_21),
    .i_close       (close_21),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_21),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_22),
    .o_gated       (synapse_lane_21_gated),
    .o_next_weight (synapse_lane_21_next_weight),
    .o_opened      (synapse_lane_21_opened),
    .o_closed      (synapse_lane_21_closed)
  );

  synapse_lane synapse_lane_22 (
    .clock         (clock),
    .i_weight      (row_memory_weight_22),
    .i_spike       (spike_22),
    .i_open        (open_22),
    .i_close       (close_22),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_22),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_23),
    .o_gated       (synapse_lane_22_gated),
    .o_next_weight (synapse_lane_22_next_weight),
    .o_opened      (synapse_lane_22_opened),
    .o_closed      (synapse_lane_22_closed)
  );

  synapse_lane synapse_lane_23 (
    .clock         (clock),
    .i_weight      (row_memory_weight_23),
    .i_spike       (spike_23),
    .i_open        (open_23),
    .i_close       (close_23),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_23),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_24),
    .o_gated       (synapse_lane_23_gated),
    .o_next_weight (synapse_lane_23_next_weight),
    .o_opened      (synapse_lane_23_opened),
    .o_closed      (synapse_lane_23_closed)
  );

  synapse_lane synapse_lane_24 (
    .clock         (clock),
    .i_weight      (row_memory_weight_24),
    .i_spike       (spike_24),
    .i_open        (open_24),
    .i_close       (close_24),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_24),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_25),
    .o_gated       (synapse_lane_24_gated),
    .o_next_weight (synapse_lane_24_next_weight),
    .o_opened      (synapse_lane_24_opened),
    .o_closed      (synapse_lane_24_closed)
  );

  synapse_lane synapse_lane_25 (
    .clock         (clock),
    .i_weight      (row_memory_weight_25),
    .i_spike       (spike_25),
    .i_open        (open_25),
    .i_close       (close_25),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_25),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_26),
    .o_gated       (synapse_lane_25_gated),
    .o_next_weight (synapse_lane_25_next_weight),
    .o_opened      (synapse_lane_25_opened),
    .o_closed      (synapse_lane_25_closed)
  );

  synapse_lane synapse_lane_26 (
    .clock         (clock),
    .i_weight      (row_memory_weight_26),
    .i_spike       (spike_26),
    .i_open        (open_26),
    .i_close       (close_26),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_26),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_27),
    .o_gated       (synapse_lane_26_gated),
    .o_next_weight (synapse_lane_26_next_weight),
    .o_opened      (synapse_lane_26_opened),
    .o_closed      (synapse_lane_26_closed)
  );

  synapse_lane synapse_lane_27 (
    .clock         (clock),
    .i_weight      (row_memory_weight_27),
    .i_spike       (spike_27),
    .i_open        (open_27),
    .i_close       (close_27),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_27),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_28),
    .o_gated       (synapse_lane_27_gated),
    .o_next_weight (synapse_lane_27_next_weight),
    .o_opened      (synapse_lane_27_opened),
    .o_closed      (synapse_lane_27_closed)
  );

  synapse_lane synapse_lane_28 (
    .clock         (clock),
    .i_weight      (row_memory_weight_28),
    .i_spike       (spike_28),
    .i_open        (open_28),
    .i_close       (close_28),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_28),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_29),
    .o_gated       (synapse_lane_28_gated),
    .o_next_weight (synapse_lane_28_next_weight),
    .o_opened      (synapse_lane_28_opened),
    .o_closed      (synapse_lane_28_closed)
  );

  synapse_lane synapse_lane_29 (
    .clock         (clock),
    .i_weight      (row_memory_weight_29),
    .i_spike       (spike_29),
    .i_open        (open_29),
    .i_close       (close_29),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_29),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_30),
    .o_gated       (synapse_lane_29_gated),
    .o_next_weight (synapse_lane_29_next_weight),
    .o_opened      (synapse_lane_29_opened),
    .o_closed      (synapse_lane_29_closed)
  );

  synapse_lane synapse_lane_30 (
    .clock         (clock),
    .i_weight      (row_memory_weight_30),
    .i_spike       (spike_30),
    .i_open        (open_30),
    .i_close       (close_30),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_30),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_31),
    .o_gated       (synapse_lane_30_gated),
    .o_next_weight (synapse_lane_30_next_weight),
    .o_opened      (synapse_lane_30_opened),
    .o_closed      (synapse_lane_30_closed)
  );

  synapse_lane synapse_lane_31 (
    .clock         (clock),
    .i_weight      (row_memory_weight_31),
    .i_spike       (spike_31),
    .i_open        (open_31),
    .i_close       (close_31),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_31),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (loaded_weight),
    .o_gated       (synapse_lane_31_gated),
    .o_next_weight (synapse_lane_31_next_weight),
    .o_opened      (synapse_lane_31_opened),
    .o_closed      (synapse_lane_31_closed)
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
    .i_gated_16  (synapse_lane_16_gated),
    .i_gated_17  (synapse_lane_17_gated),
    .i_gated_18  (synapse_lane_18_gated),
    .i_gated_19  (synapse_lane_19_gated),
    .i_gated_20  (synapse_lane_20_gated),
    .i_gated_21  (synapse_lane_21_gated),
    .i_gated_22  (synapse_lane_22_gated),
    .i_gated_23  (synapse_lane_23_gated),
    .i_gated_24  (synapse_lane_24_gated),
    .i_gated_25  (synapse_lane_25_gated),
    .i_gated_26  (synapse_lane_26_gated),
    .i_gated_27  (synapse_lane_27_gated),
    .i_gated_28  (synapse_lane_28_gated),
    .i_gated_29  (synapse_lane_29_gated),
    .i_gated_30  (synapse_lane_30_gated),
    .i_gated_31  (synapse_lane_31_gated),
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
    .o_selected_1 (weight_select_selected_1),
    .o_selected_2 (weight_select_selected_2),
    .o_selected_3 (weight_select_selected_3)
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
    .o_selected_1 (o_sum_1),
    .o_selected_2 (o_sum_2),
    .o_selected_3 (o_sum_3)
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
    .i_moved_16 (synapse_lane_16_opened),
    .i_moved_17 (synapse_lane_17_opened),
    .i_moved_18 (synapse_lane_18_opened),
    .i_moved_19 (synapse_lane_19_opened),
    .i_moved_20 (synapse_lane_20_opened),
    .i_moved_21 (synapse_lane_21_opened),
    .i_moved_22 (synapse_lane_22_opened),
    .i_moved_23 (synapse_lane_23_opened),
    .i_moved_24 (synapse_lane_24_opened),
    .i_moved_25 (synapse_lane_25_opened),
    .i_moved_26 (synapse_lane_26_opened),
    .i_moved_27 (synapse_lane_27_opened),
    .i_moved_28 (synapse_lane_28_opened),
    .i_moved_29 (synapse_lane_29_opened),
    .i_moved_30 (synapse_lane_30_opened),
    .i_moved_31 (synapse_lane_31_opened),
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
    .i_moved_16 (synapse_lane_16_closed),
    .i_moved_17 (synapse_lane_17_closed),
    .i_moved_18 (synapse_lane_18_closed),
    .i_moved_19 (synapse_lane_19_closed),
    .i_moved_20 (synapse_lane_20_closed),
    .i_moved_21 (synapse_lane_21_closed),
    .i_moved_22 (synapse_lane_22_closed),
    .i_moved_23 (synapse_lane_23_closed),
    .i_moved_24 (synapse_lane_24_closed),
    .i_moved_25 (synapse_lane_25_closed),
    .i_moved_26 (synapse_lane_26_closed),
    .i_moved_27 (synapse_lane_27_closed),
    .i_moved_28 (synapse_lane_28_closed),
    .i_moved_29 (synapse_lane_29_closed),
    .i_moved_30 (synapse_lane_30_closed),
    .i_moved_31 (synapse_lane_31_closed),
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
    spike_16 = i_hidden;
    open_16 = i_output_open_16;
    close_16 = i_output_close_16;
    if (i_fan_in) begin
      spike_16 = i_input_16;
      open_16 = i_hidden_open;
      close_16 = i_hidden_close;
    end
    spike_17 = i_hidden;
    open_17 = i_output_open_17;
    close_17 = i_output_close_17;
    if (i_fan_in) begin
      spike_17 = i_input_17;
      open_17 = i_hidden_open;
      close_17 = i_hidden_close;
    end
    spike_18 = i_hidden;
    open_18 = i_output_open_18;
    close_18 = i_output_close_18;
    if (i_fan_in) begin
      spike_18 = i_input_18;
      open_18 = i_hidden_open;
      close_18 = i_hidden_close;
    end
    spike_19 = i_hidden;
    open_19 = i_output_open_19;
    close_19 = i_output_close_19;
    if (i_fan_in) begin
      spike_19 = i_input_19;
      open_19 = i_hidden_open;
      close_19 = i_hidden_close;
    end
    spike_20 = i_hidden;
    open_20 = i_output_open_20;
    close_20 = i_output_close_20;
    if (i_fan_in) begin
      spike_20 = i_input_20;
      open_20 = i_hidden_open;
      close_20 = i_hidden_close;
    end
    spike_21 = i_hidden;
    open_21 = i_output_open_21;
    close_21 = i_output_close_21;
    if (i_fan_in) begin
      spike_21 = i_input_21;
      open_21 = i_hidden_open;
      close_21 = i_hidden_close;
    end
    spike_22 = i_hidden;
    open_22 = i_output_open_22;
    close_22 = i_output_close_22;
    if (i_fan_in) begin
      spike_22 = i_input_22;
      open_22 = i_hidden_open;
      close_22 = i_hidden_close;
    end
    spike_23 = i_hidden;
    open_23 = i_output_open_23;
    close_23 = i_output_close_23;
    if (i_fan_in) begin
      spike_23 = i_input_23;
      open_23 = i_hidden_open;
      close_23 = i_hidden_close;
    end
    spike_24 = i_hidden;
    open_24 = i_output_open_24;
    close_24 = i_output_close_24;
    if (i_fan_in) begin
      spike_24 = i_input_24;
      open_24 = i_hidden_open;
      close_24 = i_hidden_close;
    end
    spike_25 = i_hidden;
    open_25 = i_output_open_25;
    close_25 = i_output_close_25;
    if (i_fan_in) begin
      spike_25 = i_input_25;
      open_25 = i_hidden_open;
      close_25 = i_hidden_close;
    end
    spike_26 = i_hidden;
    open_26 = i_output_open_26;
    close_26 = i_output_close_26;
    if (i_fan_in) begin
      spike_26 = i_input_26;
      open_26 = i_hidden_open;
      close_26 = i_hidden_close;
    end
    spike_27 = i_hidden;
    open_27 = i_output_open_27;
    close_27 = i_output_close_27;
    if (i_fan_in) begin
      spike_27 = i_input_27;
      open_27 = i_hidden_open;
      close_27 = i_hidden_close;
    end
    spike_28 = i_hidden;
    open_28 = i_output_open_28;
    close_28 = i_output_close_28;
    if (i_fan_in) begin
      spike_28 = i_input_28;
      open_28 = i_hidden_open;
      close_28 = i_hidden_close;
    end
    spike_29 = i_hidden;
    open_29 = i_output_open_29;
    close_29 = i_output_close_29;
    if (i_fan_in) begin
      spike_29 = i_input_29;
      open_29 = i_hidden_open;
      close_29 = i_hidden_close;
    end
    spike_30 = i_hidden;
    open_30 = i_output_open_30;
    close_30 = i_output_close_30;
    if (i_fan_in) begin
      spike_30 = i_input_30;
      open_30 = i_hidden_open;
      close_30 = i_hidden_close;
    end
    spike_31 = i_hidden;
    open_31 = i_output_open_31;
    close_31 = i_output_close_31;
    if (i_fan_in) begin
      spike_31 = i_input_31;
      open_31 = i_hidden_open;
      close_31 = i_hidden_close;
    end
  end

  assign o_weight_0 = weight_kept_0;
  assign o_weight_1 = weight_kept_1;
  assign o_weight_2 = weight_kept_2;
  assign o_weight_3 = weight_kept_3;
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
    weight_kept_2 <= weight_select_selected_2;
    weight_kept_3 <= weight_select_selected_3;
  end

endmodule

`default_nettype wire
