// synapse_array: row memory and lanes: all synapses of the network, a word of bundles at a time
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 784 inputs, 128 hidden, 10 outputs; weights of 8 bits, quantum 2^-5 nats; 64 lanes, 2 retrograde; seed 1.

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
  input  wire               i_input_32,
  input  wire               i_input_33,
  input  wire               i_input_34,
  input  wire               i_input_35,
  input  wire               i_input_36,
  input  wire               i_input_37,
  input  wire               i_input_38,
  input  wire               i_input_39,
  input  wire               i_input_40,
  input  wire               i_input_41,
  input  wire               i_input_42,
  input  wire               i_input_43,
  input  wire               i_input_44,
  input  wire               i_input_45,
  input  wire               i_input_46,
  input  wire               i_input_47,
  input  wire               i_input_48,
  input  wire               i_input_49,
  input  wire               i_input_50,
  input  wire               i_input_51,
  input  wire               i_input_52,
  input  wire               i_input_53,
  input  wire               i_input_54,
  input  wire               i_input_55,
  input  wire               i_input_56,
  input  wire               i_input_57,
  input  wire               i_input_58,
  input  wire               i_input_59,
  input  wire               i_input_60,
  input  wire               i_input_61,
  input  wire               i_input_62,
  input  wire               i_input_63,
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
  input  wire               i_output_open_32,
  input  wire               i_output_open_33,
  input  wire               i_output_open_34,
  input  wire               i_output_open_35,
  input  wire               i_output_open_36,
  input  wire               i_output_open_37,
  input  wire               i_output_open_38,
  input  wire               i_output_open_39,
  input  wire               i_output_open_40,
  input  wire               i_output_open_41,
  input  wire               i_output_open_42,
  input  wire               i_output_open_43,
  input  wire               i_output_open_44,
  input  wire               i_output_open_45,
  input  wire               i_output_open_46,
  input  wire               i_output_open_47,
  input  wire               i_output_open_48,
  input  wire               i_output_open_49,
  input  wire               i_output_open_50,
  input  wire               i_output_open_51,
  input  wire               i_output_open_52,
  input  wire               i_output_open_53,
  input  wire               i_output_open_54,
  input  wire               i_output_open_55,
  input  wire               i_output_open_56,
  input  wire               i_output_open_57,
  input  wire               i_output_open_58,
  input  wire               i_output_open_59,
  input  wire               i_output_open_60,
  input  wire               i_output_open_61,
  input  wire               i_output_open_62,
  input  wire               i_output_open_63,
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
  input  wire               i_output_close_32,
  input  wire               i_output_close_33,
  input  wire               i_output_close_34,
  input  wire               i_output_close_35,
  input  wire               i_output_close_36,
  input  wire               i_output_close_37,
  input  wire               i_output_close_38,
  input  wire               i_output_close_39,
  input  wire               i_output_close_40,
  input  wire               i_output_close_41,
  input  wire               i_output_close_42,
  input  wire               i_output_close_43,
  input  wire               i_output_close_44,
  input  wire               i_output_close_45,
  input  wire               i_output_close_46,
  input  wire               i_output_close_47,
  input  wire               i_output_close_48,
  input  wire               i_output_close_49,
  input  wire               i_output_close_50,
  input  wire               i_output_close_51,
  input  wire               i_output_close_52,
  input  wire               i_output_close_53,
  input  wire               i_output_close_54,
  input  wire               i_output_close_55,
  input  wire               i_output_close_56,
  input  wire               i_output_close_57,
  input  wire               i_output_close_58,
  input  wire               i_output_close_59,
  input  wire               i_output_close_60,
  input  wire               i_output_close_61,
  input  wire               i_output_close_62,
  input  wire               i_output_close_63,
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
  output wire signed [19:0] o_potential,
  output wire               o_done,
  output wire signed [7:0]  o_first_weight,
  output wire signed [7:0]  o_weight_0,
  output wire signed [7:0]  o_weight_1,
  output wire signed [19:0] o_sum_0,
  output wire signed [19:0] o_sum_1,
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
  wire signed [7:0]  row_memory_weight_32;
  wire signed [7:0]  row_memory_weight_33;
  wire signed [7:0]  row_memory_weight_34;
  wire signed [7:0]  row_memory_weight_35;
  wire signed [7:0]  row_memory_weight_36;
  wire signed [7:0]  row_memory_weight_37;
  wire signed [7:0]  row_memory_weight_38;
  wire signed [7:0]  row_memory_weight_39;
  wire signed [7:0]  row_memory_weight_40;
  wire signed [7:0]  row_memory_weight_41;
  wire signed [7:0]  row_memory_weight_42;
  wire signed [7:0]  row_memory_weight_43;
  wire signed [7:0]  row_memory_weight_44;
  wire signed [7:0]  row_memory_weight_45;
  wire signed [7:0]  row_memory_weight_46;
  wire signed [7:0]  row_memory_weight_47;
  wire signed [7:0]  row_memory_weight_48;
  wire signed [7:0]  row_memory_weight_49;
  wire signed [7:0]  row_memory_weight_50;
  wire signed [7:0]  row_memory_weight_51;
  wire signed [7:0]  row_memory_weight_52;
  wire signed [7:0]  row_memory_weight_53;
  wire signed [7:0]  row_memory_weight_54;
  wire signed [7:0]  row_memory_weight_55;
  wire signed [7:0]  row_memory_weight_56;
  wire signed [7:0]  row_memory_weight_57;
  wire signed [7:0]  row_memory_weight_58;
  wire signed [7:0]  row_memory_weight_59;
  wire signed [7:0]  row_memory_weight_60;
  wire signed [7:0]  row_memory_weight_61;
  wire signed [7:0]  row_memory_weight_62;
  wire signed [7:0]  row_memory_weight_63;
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
  wire [7:0]         lane_lfsr_draw_32;
  wire [7:0]         lane_lfsr_draw_33;
  wire [7:0]         lane_lfsr_draw_34;
  wire [7:0]         lane_lfsr_draw_35;
  wire [7:0]         lane_lfsr_draw_36;
  wire [7:0]         lane_lfsr_draw_37;
  wire [7:0]         lane_lfsr_draw_38;
  wire [7:0]         lane_lfsr_draw_39;
  wire [7:0]         lane_lfsr_draw_40;
  wire [7:0]         lane_lfsr_draw_41;
  wire [7:0]         lane_lfsr_draw_42;
  wire [7:0]         lane_lfsr_draw_43;
  wire [7:0]         lane_lfsr_draw_44;
  wire [7:0]         lane_lfsr_draw_45;
  wire [7:0]         lane_lfsr_draw_46;
  wire [7:0]         lane_lfsr_draw_47;
  wire [7:0]         lane_lfsr_draw_48;
  wire [7:0]         lane_lfsr_draw_49;
  wire [7:0]         lane_lfsr_draw_50;
  wire [7:0]         lane_lfsr_draw_51;
  wire [7:0]         lane_lfsr_draw_52;
  wire [7:0]         lane_lfsr_draw_53;
  wire [7:0]         lane_lfsr_draw_54;
  wire [7:0]         lane_lfsr_draw_55;
  wire [7:0]         lane_lfsr_draw_56;
  wire [7:0]         lane_lfsr_draw_57;
  wire [7:0]         lane_lfsr_draw_58;
  wire [7:0]         lane_lfsr_draw_59;
  wire [7:0]         lane_lfsr_draw_60;
  wire [7:0]         lane_lfsr_draw_61;
  wire [7:0]         lane_lfsr_draw_62;
  wire [7:0]         lane_lfsr_draw_63;
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
  wire signed [7:0]  synapse_lane_32_gated;
  wire signed [7:0]  synapse_lane_32_next_weight;
  wire               synapse_lane_32_opened;
  wire               synapse_lane_32_closed;
  wire signed [7:0]  synapse_lane_33_gated;
  wire signed [7:0]  synapse_lane_33_next_weight;
  wire               synapse_lane_33_opened;
  wire               synapse_lane_33_closed;
  wire signed [7:0]  synapse_lane_34_gated;
  wire signed [7:0]  synapse_lane_34_next_weight;
  wire               synapse_lane_34_opened;
  wire               synapse_lane_34_closed;
  wire signed [7:0]  synapse_lane_35_gated;
  wire signed [7:0]  synapse_lane_35_next_weight;
  wire               synapse_lane_35_opened;
  wire               synapse_lane_35_closed;
  wire signed [7:0]  synapse_lane_36_gated;
  wire signed [7:0]  synapse_lane_36_next_weight;
  wire               synapse_lane_36_opened;
  wire               synapse_lane_36_closed;
  wire signed [7:0]  synapse_lane_37_gated;
  wire signed [7:0]  synapse_lane_37_next_weight;
  wire               synapse_lane_37_opened;
  wire               synapse_lane_37_closed;
  wire signed [7:0]  synapse_lane_38_gated;
  wire signed [7:0]  synapse_lane_38_next_weight;
  wire               synapse_lane_38_opened;
  wire               synapse_lane_38_closed;
  wire signed [7:0]  synapse_lane_39_gated;
  wire signed [7:0]  synapse_lane_39_next_weight;
  wire               synapse_lane_39_opened;
  wire               synapse_lane_39_closed;
  wire signed [7:0]  synapse_lane_40_gated;
  wire signed [7:0]  synapse_lane_40_next_weight;
  wire               synapse_lane_40_opened;
  wire               synapse_lane_40_closed;
  wire signed [7:0]  synapse_lane_41_gated;
  wire signed [7:0]  synapse_lane_41_next_weight;
  wire               synapse_lane_41_opened;
  wire               synapse_lane_41_closed;
  wire signed [7:0]  synapse_lane_42_gated;
  wire signed [7:0]  synapse_lane_42_next_weight;
  wire               synapse_lane_42_opened;
  wire               synapse_lane_42_closed;
  wire signed [7:0]  synapse_lane_43_gated;
  wire signed [7:0]  synapse_lane_43_next_weight;
  wire               synapse_lane_43_opened;
  wire               synapse_lane_43_closed;
  wire signed [7:0]  synapse_lane_44_gated;
  wire signed [7:0]  synapse_lane_44_next_weight;
  wire               synapse_lane_44_opened;
  wire               synapse_lane_44_closed;
  wire signed [7:0]  synapse_lane_45_gated;
  wire signed [7:0]  synapse_lane_45_next_weight;
  wire               synapse_lane_45_opened;
  wire               synapse_lane_45_closed;
  wire signed [7:0]  synapse_lane_46_gated;
  wire signed [7:0]  synapse_lane_46_next_weight;
  wire               synapse_lane_46_opened;
  wire               synapse_lane_46_closed;
  wire signed [7:0]  synapse_lane_47_gated;
  wire signed [7:0]  synapse_lane_47_next_weight;
  wire               synapse_lane_47_opened;
  wire               synapse_lane_47_closed;
  wire signed [7:0]  synapse_lane_48_gated;
  wire signed [7:0]  synapse_lane_48_next_weight;
  wire               synapse_lane_48_opened;
  wire               synapse_lane_48_closed;
  wire signed [7:0]  synapse_lane_49_gated;
  wire signed [7:0]  synapse_lane_49_next_weight;
  wire               synapse_lane_49_opened;
  wire               synapse_lane_49_closed;
  wire signed [7:0]  synapse_lane_50_gated;
  wire signed [7:0]  synapse_lane_50_next_weight;
  wire               synapse_lane_50_opened;
  wire               synapse_lane_50_closed;
  wire signed [7:0]  synapse_lane_51_gated;
  wire signed [7:0]  synapse_lane_51_next_weight;
  wire               synapse_lane_51_opened;
  wire               synapse_lane_51_closed;
  wire signed [7:0]  synapse_lane_52_gated;
  wire signed [7:0]  synapse_lane_52_next_weight;
  wire               synapse_lane_52_opened;
  wire               synapse_lane_52_closed;
  wire signed [7:0]  synapse_lane_53_gated;
  wire signed [7:0]  synapse_lane_53_next_weight;
  wire               synapse_lane_53_opened;
  wire               synapse_lane_53_closed;
  wire signed [7:0]  synapse_lane_54_gated;
  wire signed [7:0]  synapse_lane_54_next_weight;
  wire               synapse_lane_54_opened;
  wire               synapse_lane_54_closed;
  wire signed [7:0]  synapse_lane_55_gated;
  wire signed [7:0]  synapse_lane_55_next_weight;
  wire               synapse_lane_55_opened;
  wire               synapse_lane_55_closed;
  wire signed [7:0]  synapse_lane_56_gated;
  wire signed [7:0]  synapse_lane_56_next_weight;
  wire               synapse_lane_56_opened;
  wire               synapse_lane_56_closed;
  wire signed [7:0]  synapse_lane_57_gated;
  wire signed [7:0]  synapse_lane_57_next_weight;
  wire               synapse_lane_57_opened;
  wire               synapse_lane_57_closed;
  wire signed [7:0]  synapse_lane_58_gated;
  wire signed [7:0]  synapse_lane_58_next_weight;
  wire               synapse_lane_58_opened;
  wire               synapse_lane_58_closed;
  wire signed [7:0]  synapse_lane_59_gated;
  wire signed [7:0]  synapse_lane_59_next_weight;
  wire               synapse_lane_59_opened;
  wire               synapse_lane_59_closed;
  wire signed [7:0]  synapse_lane_60_gated;
  wire signed [7:0]  synapse_lane_60_next_weight;
  wire               synapse_lane_60_opened;
  wire               synapse_lane_60_closed;
  wire signed [7:0]  synapse_lane_61_gated;
  wire signed [7:0]  synapse_lane_61_next_weight;
  wire               synapse_lane_61_opened;
  wire               synapse_lane_61_closed;
  wire signed [7:0]  synapse_lane_62_gated;
  wire signed [7:0]  synapse_lane_62_next_weight;
  wire               synapse_lane_62_opened;
  wire               synapse_lane_62_closed;
  wire signed [7:0]  synapse_lane_63_gated;
  wire signed [7:0]  synapse_lane_63_next_weight;
  wire               synapse_lane_63_opened;
  wire               synapse_lane_63_closed;
  wire signed [19:0] output_sum_0_sum;
  wire signed [19:0] output_sum_1_sum;
  wire signed [19:0] output_sum_2_sum;
  wire signed [19:0] output_sum_3_sum;
  wire signed [19:0] output_sum_4_sum;
  wire signed [19:0] output_sum_5_sum;
  wire signed [19:0] output_sum_6_sum;
  wire signed [19:0] output_sum_7_sum;
  wire signed [19:0] output_sum_8_sum;
  wire signed [19:0] output_sum_9_sum;
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
  reg                spike_32;
  reg                open_32;
  reg                close_32;
  reg                spike_33;
  reg                open_33;
  reg                close_33;
  reg                spike_34;
  reg                open_34;
  reg                close_34;
  reg                spike_35;
  reg                open_35;
  reg                close_35;
  reg                spike_36;
  reg                open_36;
  reg                close_36;
  reg                spike_37;
  reg                open_37;
  reg                close_37;
  reg                spike_38;
  reg                open_38;
  reg                close_38;
  reg                spike_39;
  reg                open_39;
  reg                close_39;
  reg                spike_40;
  reg                open_40;
  reg                close_40;
  reg                spike_41;
  reg                open_41;
  reg                close_41;
  reg                spike_42;
  reg                open_42;
  reg                close_42;
  reg                spike_43;
  reg                open_43;
  reg                close_43;
  reg                spike_44;
  reg                open_44;
  reg                close_44;
  reg                spike_45;
  reg                open_45;
  reg                close_45;
  reg                spike_46;
  reg                open_46;
  reg                close_46;
  reg                spike_47;
  reg                open_47;
  reg                close_47;
  reg                spike_48;
  reg                open_48;
  reg                close_48;
  reg                spike_49;
  reg                open_49;
  reg                close_49;
  reg                spike_50;
  reg                open_50;
  reg                close_50;
  reg                spike_51;
  reg                open_51;
  reg                close_51;
  reg                spike_52;
  reg                open_52;
  reg                close_52;
  reg                spike_53;
  reg                open_53;
  reg                close_53;
  reg                spike_54;
  reg                open_54;
  reg                close_54;
  reg                spike_55;
  reg                open_55;
  reg                close_55;
  reg                spike_56;
  reg                open_56;
  reg                close_56;
  reg                spike_57;
  reg                open_57;
  reg                close_57;
  reg                spike_58;
  reg                open_58;
  reg                close_58;
  reg                spike_59;
  reg                open_59;
  reg                close_59;
  reg                spike_60;
  reg                open_60;
  reg                close_60;
  reg                spike_61;
  reg                open_61;
  reg                close_61;
  reg                spike_62;
  reg                open_62;
  reg                close_62;
  reg                spike_63;
  reg                open_63;
  reg                close_63;

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
    .i_next_weight_32 (synapse_lane_32_next_weight),
    .i_next_weight_33 (synapse_lane_33_next_weight),
    .i_next_weight_34 (synapse_lane_34_next_weight),
    .i_next_weight_35 (synapse_lane_35_next_weight),
    .i_next_weight_36 (synapse_lane_36_next_weight),
    .i_next_weight_37 (synapse_lane_37_next_weight),
    .i_next_weight_38 (synapse_lane_38_next_weight),
    .i_next_weight_39 (synapse_lane_39_next_weight),
    .i_next_weight_40 (synapse_lane_40_next_weight),
    .i_next_weight_41 (synapse_lane_41_next_weight),
    .i_next_weight_42 (synapse_lane_42_next_weight),
    .i_next_weight_43 (synapse_lane_43_next_weight),
    .i_next_weight_44 (synapse_lane_44_next_weight),
    .i_next_weight_45 (synapse_lane_45_next_weight),
    .i_next_weight_46 (synapse_lane_46_next_weight),
    .i_next_weight_47 (synapse_lane_47_next_weight),
    .i_next_weight_48 (synapse_lane_48_next_weight),
    .i_next_weight_49 (synapse_lane_49_next_weight),
    .i_next_weight_50 (synapse_lane_50_next_weight),
    .i_next_weight_51 (synapse_lane_51_next_weight),
    .i_next_weight_52 (synapse_lane_52_next_weight),
    .i_next_weight_53 (synapse_lane_53_next_weight),
    .i_next_weight_54 (synapse_lane_54_next_weight),
    .i_next_weight_55 (synapse_lane_55_next_weight),
    .i_next_weight_56 (synapse_lane_56_next_weight),
    .i_next_weight_57 (synapse_lane_57_next_weight),
    .i_next_weight_58 (synapse_lane_58_next_weight),
    .i_next_weight_59 (synapse_lane_59_next_weight),
    .i_next_weight_60 (synapse_lane_60_next_weight),
    .i_next_weight_61 (synapse_lane_61_next_weight),
    .i_next_weight_62 (synapse_lane_62_next_weight),
    .i_next_weight_63 (synapse_lane_63_next_weight),
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
    .o_weight_31      (row_memory_weight_31),
    .o_weight_32      (row_memory_weight_32),
    .o_weight_33      (row_memory_weight_33),
    .o_weight_34      (row_memory_weight_34),
    .o_weight_35      (row_memory_weight_35),
    .o_weight_36      (row_memory_weight_36),
    .o_weight_37      (row_memory_weight_37),
    .o_weight_38      (row_memory_weight_38),
    .o_weight_39      (row_memory_weight_39),
    .o_weight_40      (row_memory_weight_40),
    .o_weight_41      (row_memory_weight_41),
    .o_weight_42      (row_memory_weight_42),
    .o_weight_43      (row_memory_weight_43),
    .o_weight_44      (row_memory_weight_44),
    .o_weight_45      (row_memory_weight_45),
    .o_weight_46      (row_memory_weight_46),
    .o_weight_47      (row_memory_weight_47),
    .o_weight_48      (row_memory_weight_48),
    .o_weight_49      (row_memory_weight_49),
    .o_weight_50      (row_memory_weight_50),
    .o_weight_51      (row_memory_weight_51),
    .o_weight_52      (row_memory_weight_52),
    .o_weight_53      (row_memory_weight_53),
    .o_weight_54      (row_memory_weight_54),
    .o_weight_55      (row_memory_weight_55),
    .o_weight_56      (row_memory_weight_56),
    .o_weight_57      (row_memory_weight_57),
    .o_weight_58      (row_memory_weight_58),
    .o_weight_59      (row_memory_weight_59),
    .o_weight_60      (row_memory_weight_60),
    .o_weight_61      (row_memory_weight_61),
    .o_weight_62      (row_memory_weight_62),
    .o_weight_63      (row_memory_weight_63)
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
    .o_draw_31 (lane_lfsr_draw_31),
    .o_draw_32 (lane_lfsr_draw_32),
    .o_draw_33 (lane_lfsr_draw_33),
    .o_draw_34 (lane_lfsr_draw_34),
    .o_draw_35 (lane_lfsr_draw_35),
    .o_draw_36 (lane_lfsr_draw_36),
    .o_draw_37 (lane_lfsr_draw_37),
    .o_draw_38 (lane_lfsr_draw_38),
    .o_draw_39 (lane_lfsr_draw_39),
    .o_draw_40 (lane_lfsr_draw_40),
    .o_draw_41 (lane_lfsr_draw_41),
    .o_draw_42 (lane_lfsr_draw_42),
    .o_draw_43 (lane_lfsr_draw_43),
    .o_draw_44 (lane_lfsr_draw_44),
    .o_draw_45 (lane_lfsr_draw_45),
    .o_draw_46 (lane_lfsr_draw_46),
    .o_draw_47 (lane_lfsr_draw_47),
    .o_draw_48 (lane_lfsr_draw_48),
    .o_draw_49 (lane_lfsr_draw_49),
    .o_draw_50 (lane_lfsr_draw_50),
    .o_draw_51 (lane_lfsr_draw_51),
    .o_draw_52 (lane_lfsr_draw_52),
    .o_draw_53 (lane_lfsr_draw_53),
    .o_draw_54 (lane_lfsr_draw_54),
    .o_draw_55 (lane_lfsr_draw_55),
    .o_draw_56 (lane_lfsr_draw_56),
    .o_draw_57 (lane_lfsr_draw_57),
    .o_draw_58 (lane_lfsr_draw_58),
    .o_draw_59 (lane_lfsr_draw_59),
    .o_draw_60 (lane_lfsr_draw_60),
    .o_draw_61 (lane_lfsr_draw_61),
    .o_draw_62 (lane_lfsr_draw_62),
    .o_draw_63 (lane_lfsr_draw_63)
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
    .i_loaded      (row_memory_weight_32),
    .o_gated       (synapse_lane_31_gated),
    .o_next_weight (synapse_lane_31_next_weight),
    .o_opened      (synapse_lane_31_opened),
    .o_closed      (synapse_lane_31_closed)
  );

  synapse_lane synapse_lane_32 (
    .clock         (clock),
    .i_weight      (row_memory_weight_32),
    .i_spike       (spike_32),
    .i_open        (open_32),
    .i_close       (close_32),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_32),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_33),
    .o_gated       (synapse_lane_32_gated),
    .o_next_weight (synapse_lane_32_next_weight),
    .o_opened      (synapse_lane_32_opened),
    .o_closed      (synapse_lane_32_closed)
  );

  synapse_lane synapse_lane_33 (
    .clock         (clock),
    .i_weight      (row_memory_weight_33),
    .i_spike       (spike_33),
    .i_open        (open_33),
    .i_close       (close_33),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_33),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_34),
    .o_gated       (synapse_lane_33_gated),
    .o_next_weight (synapse_lane_33_next_weight),
    .o_opened      (synapse_lane_33_opened),
    .o_closed      (synapse_lane_33_closed)
  );

  synapse_lane synapse_lane_34 (
    .clock         (clock),
    .i_weight      (row_memory_weight_34),
    .i_spike       (spike_34),
    .i_open        (open_34),
    .i_close       (close_34),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_34),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_35),
    .o_gated       (synapse_lane_34_gated),
    .o_next_weight (synapse_lane_34_next_weight),
    .o_opened      (synapse_lane_34_opened),
    .o_closed      (synapse_lane_34_closed)
  );

  synapse_lane synapse_lane_35 (
    .clock         (clock),
    .i_weight      (row_memory_weight_35),
    .i_spike       (spike_35),
    .i_open        (open_35),
    .i_close       (close_35),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_35),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_36),
    .o_gated       (synapse_lane_35_gated),
    .o_next_weight (synapse_lane_35_next_weight),
    .o_opened      (synapse_lane_35_opened),
    .o_closed      (synapse_lane_35_closed)
  );

  synapse_lane synapse_lane_36 (
    .clock         (clock),
    .i_weight      (row_memory_weight_36),
    .i_spike       (spike_36),
    .i_open        (open_36),
    .i_close       (close_36),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_36),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_37),
    .o_gated       (synapse_lane_36_gated),
    .o_next_weight (synapse_lane_36_next_weight),
    .o_opened      (synapse_lane_36_opened),
    .o_closed      (synapse_lane_36_closed)
  );

  synapse_lane synapse_lane_37 (
    .clock         (clock),
    .i_weight      (row_memory_weight_37),
    .i_spike       (spike_37),
    .i_open        (open_37),
    .i_close       (close_37),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_37),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_38),
    .o_gated       (synapse_lane_37_gated),
    .o_next_weight (synapse_lane_37_next_weight),
    .o_opened      (synapse_lane_37_opened),
    .o_closed      (synapse_lane_37_closed)
  );

  synapse_lane synapse_lane_38 (
    .clock         (clock),
    .i_weight      (row_memory_weight_38),
    .i_spike       (spike_38),
    .i_open        (open_38),
    .i_close       (close_38),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_38),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_39),
    .o_gated       (synapse_lane_38_gated),
    .o_next_weight (synapse_lane_38_next_weight),
    .o_opened      (synapse_lane_38_opened),
    .o_closed      (synapse_lane_38_closed)
  );

  synapse_lane synapse_lane_39 (
    .clock         (clock),
    .i_weight      (row_memory_weight_39),
    .i_spike       (spike_39),
    .i_open        (open_39),
    .i_close       (close_39),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_39),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_40),
    .o_gated       (synapse_lane_39_gated),
    .o_next_weight (synapse_lane_39_next_weight),
    .o_opened      (synapse_lane_39_opened),
    .o_closed      (synapse_lane_39_closed)
  );

  synapse_lane synapse_lane_40 (
    .clock         (clock),
    .i_weight      (row_memory_weight_40),
    .i_spike       (spike_40),
    .i_open        (open_40),
    .i_close       (close_40),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_40),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_41),
    .o_gated       (synapse_lane_40_gated),
    .o_next_weight (synapse_lane_40_next_weight),
    .o_opened      (synapse_lane_40_opened),
    .o_closed      (synapse_lane_40_closed)
  );

  synapse_lane synapse_lane_41 (
    .clock         (clock),
    .i_weight      (row_memory_weight_41),
    .i_spike       (spike_41),
    .i_open        (open_41),
    .i_close       (close_41),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_41),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_42),
    .o_gated       (synapse_lane_41_gated),
    .o_next_weight (synapse_lane_41_next_weight),
    .o_opened      (synapse_lane_41_opened),
    .o_closed      (synapse_lane_41_closed)
  );

  synapse_lane synapse_lane_42 (
    .clock         (clock),
    .i_weight      (row_memory_weight_42),
    .i_spike       (spike_42),
    .i_open        (open_42),
    .i_close       (close_42),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_42),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_43),
    .o_gated       (synapse_lane_42_gated),
    .o_next_weight (synapse_lane_42_next_weight),
    .o_opened      (synapse_lane_42_opened),
    .o_closed      (synapse_lane_42_closed)
  );

  synapse_lane synapse_lane_43 (
    .clock         (clock),
    .i_weight      (row_memory_weight_43),
    .i_spike       (spike_43),
    .i_open        (open_43),
    .i_close       (close_43),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_43),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_44),
    .o_gated       (synapse_lane_43_gated),
    .o_next_weight (synapse_lane_43_next_weight),
    .o_opened      (synapse_lane_43_opened),
    .o_closed      (synapse_lane_43_closed)
  );

  synapse_lane synapse_lane_44 (
    .clock         (clock),
    .i_weight      (row_memory_weight_44),
    .i_spike       (spike_44),
    .i_open        (open_44),
    .i_close       (close_44),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_44),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_45),
    .o_gated       (synapse_lane_44_gated),
    .o_next_weight (synapse_lane_44_next_weight),
    .o_opened      (synapse_lane_44_opened),
    .o_closed      (synapse_lane_44_closed)
  );

  synapse_lane synapse_lane_45 (
    .clock         (clock),
    .i_weight      (row_memory_weight_45),
    .i_spike       (spike_45),
    .i_open        (open_45),
    .i_close       (close_45),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_45),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_46),
    .o_gated       (synapse_lane_45_gated),
    .o_next_weight (synapse_lane_45_next_weight),
    .o_opened      (synapse_lane_45_opened),
    .o_closed      (synapse_lane_45_closed)
  );

  synapse_lane synapse_lane_46 (
    .clock         (clock),
    .i_weight      (row_memory_weight_46),
    .i_spike       (spike_46),
    .i_open        (open_46),
    .i_close       (close_46),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_46),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_47),
    .o_gated       (synapse_lane_46_gated),
    .o_next_weight (synapse_lane_46_next_weight),
    .o_opened      (synapse_lane_46_opened),
    .o_closed      (synapse_lane_46_closed)
  );

  synapse_lane synapse_lane_47 (
    .clock         (clock),
    .i_weight      (row_memory_weight_47),
    .i_spike       (spike_47),
    .i_open        (open_47),
    .i_close       (close_47),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_47),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_48),
    .o_gated       (synapse_lane_47_gated),
    .o_next_weight (synapse_lane_47_next_weight),
    .o_opened      (synapse_lane_47_opened),
    .o_closed      (synapse_lane_47_closed)
  );

  synapse_lane synapse_lane_48 (
    .clock         (clock),
    .i_weight      (row_memory_weight_48),
    .i_spike       (spike_48),
    .i_open        (open_48),
    .i_close       (close_48),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_48),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_49),
    .o_gated       (synapse_lane_48_gated),
    .o_next_weight (synapse_lane_48_next_weight),
    .o_opened      (synapse_lane_48_opened),
    .o_closed      (synapse_lane_48_closed)
  );

  synapse_lane synapse_lane_49 (
    .clock         (clock),
    .i_weight      (row_memory_weight_49),
    .i_spike       (spike_49),
    .i_open        (open_49),
    .i_close       (close_49),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_49),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_50),
    .o_gated       (synapse_lane_49_gated),
    .o_next_weight (synapse_lane_49_next_weight),
    .o_opened      (synapse_lane_49_opened),
    .o_closed      (synapse_lane_49_closed)
  );

  synapse_lane synapse_lane_50 (
    .clock         (clock),
    .i_weight      (row_memory_weight_50),
    .i_spike       (spike_50),
    .i_open        (open_50),
    .i_close       (close_50),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_50),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_51),
    .o_gated       (synapse_lane_50_gated),
    .o_next_weight (synapse_lane_50_next_weight),
    .o_opened      (synapse_lane_50_opened),
    .o_closed      (synapse_lane_50_closed)
  );

  synapse_lane synapse_lane_51 (
    .clock         (clock),
    .i_weight      (row_memory_weight_51),
    .i_spike       (spike_51),
    .i_open        (open_51),
    .i_close       (close_51),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_51),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_52),
    .o_gated       (synapse_lane_51_gated),
    .o_next_weight (synapse_lane_51_next_weight),
    .o_opened      (synapse_lane_51_opened),
    .o_closed      (synapse_lane_51_closed)
  );

  synapse_lane synapse_lane_52 (
    .clock         (clock),
    .i_weight      (row_memory_weight_52),
    .i_spike       (spike_52),
    .i_open        (open_52),
    .i_close       (close_52),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_52),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_53),
    .o_gated       (synapse_lane_52_gated),
    .o_next_weight (synapse_lane_52_next_weight),
    .o_opened      (synapse_lane_52_opened),
    .o_closed      (synapse_lane_52_closed)
  );

  synapse_lane synapse_lane_53 (
    .clock         (clock),
    .i_weight      (row_memory_weight_53),
    .i_spike       (spike_53),
    .i_open        (open_53),
    .i_close       (close_53),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_53),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_54),
    .o_gated       (synapse_lane_53_gated),
    .o_next_weight (synapse_lane_53_next_weight),
    .o_opened      (synapse_lane_53_opened),
    .o_closed      (synapse_lane_53_closed)
  );

  synapse_lane synapse_lane_54 (
    .clock         (clock),
    .i_weight      (row_memory_weight_54),
    .i_spike       (spike_54),
    .i_open        (open_54),
    .i_close       (close_54),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_54),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_55),
    .o_gated       (synapse_lane_54_gated),
    .o_next_weight (synapse_lane_54_next_weight),
    .o_opened      (synapse_lane_54_opened),
    .o_closed      (synapse_lane_54_closed)
  );

  synapse_lane synapse_lane_55 (
    .clock         (clock),
    .i_weight      (row_memory_weight_55),
    .i_spike       (spike_55),
    .i_open        (open_55),
    .i_close       (close_55),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_55),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_56),
    .o_gated       (synapse_lane_55_gated),
    .o_next_weight (synapse_lane_55_next_weight),
    .o_opened      (synapse_lane_55_opened),
    .o_closed      (synapse_lane_55_closed)
  );

  synapse_lane synapse_lane_56 (
    .clock         (clock),
    .i_weight      (row_memory_weight_56),
    .i_spike       (spike_56),
    .i_open        (open_56),
    .i_close       (close_56),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_56),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_57),
    .o_gated       (synapse_lane_56_gated),
    .o_next_weight (synapse_lane_56_next_weight),
    .o_opened      (synapse_lane_56_opened),
    .o_closed      (synapse_lane_56_closed)
  );

  synapse_lane synapse_lane_57 (
    .clock         (clock),
    .i_weight      (row_memory_weight_57),
    .i_spike       (spike_57),
    .i_open        (open_57),
    .i_close       (close_57),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_57),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_58),
    .o_gated       (synapse_lane_57_gated),
    .o_next_weight (synapse_lane_57_next_weight),
    .o_opened      (synapse_lane_57_opened),
    .o_closed      (synapse_lane_57_closed)
  );

  synapse_lane synapse_lane_58 (
    .clock         (clock),
    .i_weight      (row_memory_weight_58),
    .i_spike       (spike_58),
    .i_open        (open_58),
    .i_close       (close_58),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_58),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_59),
    .o_gated       (synapse_lane_58_gated),
    .o_next_weight (synapse_lane_58_next_weight),
    .o_opened      (synapse_lane_58_opened),
    .o_closed      (synapse_lane_58_closed)
  );

  synapse_lane synapse_lane_59 (
    .clock         (clock),
    .i_weight      (row_memory_weight_59),
    .i_spike       (spike_59),
    .i_open        (open_59),
    .i_close       (close_59),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_59),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_60),
    .o_gated       (synapse_lane_59_gated),
    .o_next_weight (synapse_lane_59_next_weight),
    .o_opened      (synapse_lane_59_opened),
    .o_closed      (synapse_lane_59_closed)
  );

  synapse_lane synapse_lane_60 (
    .clock         (clock),
    .i_weight      (row_memory_weight_60),
    .i_spike       (spike_60),
    .i_open        (open_60),
    .i_close       (close_60),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_60),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_61),
    .o_gated       (synapse_lane_60_gated),
    .o_next_weight (synapse_lane_60_next_weight),
    .o_opened      (synapse_lane_60_opened),
    .o_closed      (synapse_lane_60_closed)
  );

  synapse_lane synapse_lane_61 (
    .clock         (clock),
    .i_weight      (row_memory_weight_61),
    .i_spike       (spike_61),
    .i_open        (open_61),
    .i_close       (close_61),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_61),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_62),
    .o_gated       (synapse_lane_61_gated),
    .o_next_weight (synapse_lane_61_next_weight),
    .o_opened      (synapse_lane_61_opened),
    .o_closed      (synapse_lane_61_closed)
  );

  synapse_lane synapse_lane_62 (
    .clock         (clock),
    .i_weight      (row_memory_weight_62),
    .i_spike       (spike_62),
    .i_open        (open_62),
    .i_close       (close_62),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_62),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (row_memory_weight_63),
    .o_gated       (synapse_lane_62_gated),
    .o_next_weight (synapse_lane_62_next_weight),
    .o_opened      (synapse_lane_62_opened),
    .o_closed      (synapse_lane_62_closed)
  );

  synapse_lane synapse_lane_63 (
    .clock         (clock),
    .i_weight      (row_memory_weight_63),
    .i_spike       (spike_63),
    .i_open        (open_63),
    .i_close       (close_63),
    .i_noise       (i_noise),
    .i_draw        (lane_lfsr_draw_63),
    .i_threshold   (i_threshold),
    .i_load        (i_load),
    .i_loaded      (loaded_weight),
    .o_gated       (synapse_lane_63_gated),
    .o_next_weight (synapse_lane_63_next_weight),
    .o_opened      (synapse_lane_63_opened),
    .o_closed      (synapse_lane_63_closed)
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
    .i_gated_32  (synapse_lane_32_gated),
    .i_gated_33  (synapse_lane_33_gated),
    .i_gated_34  (synapse_lane_34_gated),
    .i_gated_35  (synapse_lane_35_gated),
    .i_gated_36  (synapse_lane_36_gated),
    .i_gated_37  (synapse_lane_37_gated),
    .i_gated_38  (synapse_lane_38_gated),
    .i_gated_39  (synapse_lane_39_gated),
    .i_gated_40  (synapse_lane_40_gated),
    .i_gated_41  (synapse_lane_41_gated),
    .i_gated_42  (synapse_lane_42_gated),
    .i_gated_43  (synapse_lane_43_gated),
    .i_gated_44  (synapse_lane_44_gated),
    .i_gated_45  (synapse_lane_45_gated),
    .i_gated_46  (synapse_lane_46_gated),
    .i_gated_47  (synapse_lane_47_gated),
    .i_gated_48  (synapse_lane_48_gated),
    .i_gated_49  (synapse_lane_49_gated),
    .i_gated_50  (synapse_lane_50_gated),
    .i_gated_51  (synapse_lane_51_gated),
    .i_gated_52  (synapse_lane_52_gated),
    .i_gated_53  (synapse_lane_53_gated),
    .i_gated_54  (synapse_lane_54_gated),
    .i_gated_55  (synapse_lane_55_gated),
    .i_gated_56  (synapse_lane_56_gated),
    .i_gated_57  (synapse_lane_57_gated),
    .i_gated_58  (synapse_lane_58_gated),
    .i_gated_59  (synapse_lane_59_gated),
    .i_gated_60  (synapse_lane_60_gated),
    .i_gated_61  (synapse_lane_61_gated),
    .i_gated_62  (synapse_lane_62_gated),
    .i_gated_63  (synapse_lane_63_gated),
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
    .i_moved_32 (synapse_lane_32_opened),
    .i_moved_33 (synapse_lane_33_opened),
    .i_moved_34 (synapse_lane_34_opened),
    .i_moved_35 (synapse_lane_35_opened),
    .i_moved_36 (synapse_lane_36_opened),
    .i_moved_37 (synapse_lane_37_opened),
    .i_moved_38 (synapse_lane_38_opened),
    .i_moved_39 (synapse_lane_39_opened),
    .i_moved_40 (synapse_lane_40_opened),
    .i_moved_41 (synapse_lane_41_opened),
    .i_moved_42 (synapse_lane_42_opened),
    .i_moved_43 (synapse_lane_43_opened),
    .i_moved_44 (synapse_lane_44_opened),
    .i_moved_45 (synapse_lane_45_opened),
    .i_moved_46 (synapse_lane_46_opened),
    .i_moved_47 (synapse_lane_47_opened),
    .i_moved_48 (synapse_lane_48_opened),
    .i_moved_49 (synapse_lane_49_opened),
    .i_moved_50 (synapse_lane_50_opened),
    .i_moved_51 (synapse_lane_51_opened),
    .i_moved_52 (synapse_lane_52_opened),
    .i_moved_53 (synapse_lane_53_opened),
    .i_moved_54 (synapse_lane_54_opened),
    .i_moved_55 (synapse_lane_55_opened),
    .i_moved_56 (synapse_lane_56_opened),
    .i_moved_57 (synapse_lane_57_opened),
    .i_moved_58 (synapse_lane_58_opened),
    .i_moved_59 (synapse_lane_59_opened),
    .i_moved_60 (synapse_lane_60_opened),
    .i_moved_61 (synapse_lane_61_opened),
    .i_moved_62 (synapse_lane_62_opened),
    .i_moved_63 (synapse_lane_63_opened),
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
    .i_moved_32 (synapse_lane_32_closed),
    .i_moved_33 (synapse_lane_33_closed),
    .i_moved_34 (synapse_lane_34_closed),
    .i_moved_35 (synapse_lane_35_closed),
    .i_moved_36 (synapse_lane_36_closed),
    .i_moved_37 (synapse_lane_37_closed),
    .i_moved_38 (synapse_lane_38_closed),
    .i_moved_39 (synapse_lane_39_closed),
    .i_moved_40 (synapse_lane_40_closed),
    .i_moved_41 (synapse_lane_41_closed),
    .i_moved_42 (synapse_lane_42_closed),
    .i_moved_43 (synapse_lane_43_closed),
    .i_moved_44 (synapse_lane_44_closed),
    .i_moved_45 (synapse_lane_45_closed),
    .i_moved_46 (synapse_lane_46_closed),
    .i_moved_47 (synapse_lane_47_closed),
    .i_moved_48 (synapse_lane_48_closed),
    .i_moved_49 (synapse_lane_49_closed),
    .i_moved_50 (synapse_lane_50_closed),
    .i_moved_51 (synapse_lane_51_closed),
    .i_moved_52 (synapse_lane_52_closed),
    .i_moved_53 (synapse_lane_53_closed),
    .i_moved_54 (synapse_lane_54_closed),
    .i_moved_55 (synapse_lane_55_closed),
    .i_moved_56 (synapse_lane_56_closed),
    .i_moved_57 (synapse_lane_57_closed),
    .i_moved_58 (synapse_lane_58_closed),
    .i_moved_59 (synapse_lane_59_closed),
    .i_moved_60 (synapse_lane_60_closed),
    .i_moved_61 (synapse_lane_61_closed),
    .i_moved_62 (synapse_lane_62_closed),
    .i_moved_63 (synapse_lane_63_closed),
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
    spike_32 = i_hidden;
    open_32 = i_output_open_32;
    close_32 = i_output_close_32;
    if (i_fan_in) begin
      spike_32 = i_input_32;
      open_32 = i_hidden_open;
      close_32 = i_hidden_close;
    end
    spike_33 = i_hidden;
    open_33 = i_output_open_33;
    close_33 = i_output_close_33;
    if (i_fan_in) begin
      spike_33 = i_input_33;
      open_33 = i_hidden_open;
      close_33 = i_hidden_close;
    end
    spike_34 = i_hidden;
    open_34 = i_output_open_34;
    close_34 = i_output_close_34;
    if (i_fan_in) begin
      spike_34 = i_input_34;
      open_34 = i_hidden_open;
      close_34 = i_hidden_close;
    end
    spike_35 = i_hidden;
    open_35 = i_output_open_35;
    close_35 = i_output_close_35;
    if (i_fan_in) begin
      spike_35 = i_input_35;
      open_35 = i_hidden_open;
      close_35 = i_hidden_close;
    end
    spike_36 = i_hidden;
    open_36 = i_output_open_36;
    close_36 = i_output_close_36;
    if (i_fan_in) begin
      spike_36 = i_input_36;
      open_36 = i_hidden_open;
      close_36 = i_hidden_close;
    end
    spike_37 = i_hidden;
    open_37 = i_output_open_37;
    close_37 = i_output_close_37;
    if (i_fan_in) begin
      spike_37 = i_input_37;
      open_37 = i_hidden_open;
      close_37 = i_hidden_close;
    end
    spike_38 = i_hidden;
    open_38 = i_output_open_38;
    close_38 = i_output_close_38;
    if (i_fan_in) begin
      spike_38 = i_input_38;
      open_38 = i_hidden_open;
      close_38 = i_hidden_close;
    end
    spike_39 = i_hidden;
    open_39 = i_output_open_39;
    close_39 = i_output_close_39;
    if (i_fan_in) begin
      spike_39 = i_input_39;
      open_39 = i_hidden_open;
      close_39 = i_hidden_close;
    end
    spike_40 = i_hidden;
    open_40 = i_output_open_40;
    close_40 = i_output_close_40;
    if (i_fan_in) begin
      spike_40 = i_input_40;
      open_40 = i_hidden_open;
      close_40 = i_hidden_close;
    end
    spike_41 = i_hidden;
    open_41 = i_output_open_41;
    close_41 = i_output_close_41;
    if (i_fan_in) begin
      spike_41 = i_input_41;
      open_41 = i_hidden_open;
      close_41 = i_hidden_close;
    end
    spike_42 = i_hidden;
    open_42 = i_output_open_42;
    close_42 = i_output_close_42;
    if (i_fan_in) begin
      spike_42 = i_input_42;
      open_42 = i_hidden_open;
      close_42 = i_hidden_close;
    end
    spike_43 = i_hidden;
    open_43 = i_output_open_43;
    close_43 = i_output_close_43;
    if (i_fan_in) begin
      spike_43 = i_input_43;
      open_43 = i_hidden_open;
      close_43 = i_hidden_close;
    end
    spike_44 = i_hidden;
    open_44 = i_output_open_44;
    close_44 = i_output_close_44;
    if (i_fan_in) begin
      spike_44 = i_input_44;
      open_44 = i_hidden_open;
      close_44 = i_hidden_close;
    end
    spike_45 = i_hidden;
    open_45 = i_output_open_45;
    close_45 = i_output_close_45;
    if (i_fan_in) begin
      spike_45 = i_input_45;
      open_45 = i_hidden_open;
      close_45 = i_hidden_close;
    end
    spike_46 = i_hidden;
    open_46 = i_output_open_46;
    close_46 = i_output_close_46;
    if (i_fan_in) begin
      spike_46 = i_input_46;
      open_46 = i_hidden_open;
      close_46 = i_hidden_close;
    end
    spike_47 = i_hidden;
    open_47 = i_output_open_47;
    close_47 = i_output_close_47;
    if (i_fan_in) begin
      spike_47 = i_input_47;
      open_47 = i_hidden_open;
      close_47 = i_hidden_close;
    end
    spike_48 = i_hidden;
    open_48 = i_output_open_48;
    close_48 = i_output_close_48;
    if (i_fan_in) begin
      spike_48 = i_input_48;
      open_48 = i_hidden_open;
      close_48 = i_hidden_close;
    end
    spike_49 = i_hidden;
    open_49 = i_output_open_49;
    close_49 = i_output_close_49;
    if (i_fan_in) begin
      spike_49 = i_input_49;
      open_49 = i_hidden_open;
      close_49 = i_hidden_close;
    end
    spike_50 = i_hidden;
    open_50 = i_output_open_50;
    close_50 = i_output_close_50;
    if (i_fan_in) begin
      spike_50 = i_input_50;
      open_50 = i_hidden_open;
      close_50 = i_hidden_close;
    end
    spike_51 = i_hidden;
    open_51 = i_output_open_51;
    close_51 = i_output_close_51;
    if (i_fan_in) begin
      spike_51 = i_input_51;
      open_51 = i_hidden_open;
      close_51 = i_hidden_close;
    end
    spike_52 = i_hidden;
    open_52 = i_output_open_52;
    close_52 = i_output_close_52;
    if (i_fan_in) begin
      spike_52 = i_input_52;
      open_52 = i_hidden_open;
      close_52 = i_hidden_close;
    end
    spike_53 = i_hidden;
    open_53 = i_output_open_53;
    close_53 = i_output_close_53;
    if (i_fan_in) begin
      spike_53 = i_input_53;
      open_53 = i_hidden_open;
      close_53 = i_hidden_close;
    end
    spike_54 = i_hidden;
    open_54 = i_output_open_54;
    close_54 = i_output_close_54;
    if (i_fan_in) begin
      spike_54 = i_input_54;
      open_54 = i_hidden_open;
      close_54 = i_hidden_close;
    end
    spike_55 = i_hidden;
    open_55 = i_output_open_55;
    close_55 = i_output_close_55;
    if (i_fan_in) begin
      spike_55 = i_input_55;
      open_55 = i_hidden_open;
      close_55 = i_hidden_close;
    end
    spike_56 = i_hidden;
    open_56 = i_output_open_56;
    close_56 = i_output_close_56;
    if (i_fan_in) begin
      spike_56 = i_input_56;
      open_56 = i_hidden_open;
      close_56 = i_hidden_close;
    end
    spike_57 = i_hidden;
    open_57 = i_output_open_57;
    close_57 = i_output_close_57;
    if (i_fan_in) begin
      spike_57 = i_input_57;
      open_57 = i_hidden_open;
      close_57 = i_hidden_close;
    end
    spike_58 = i_hidden;
    open_58 = i_output_open_58;
    close_58 = i_output_close_58;
    if (i_fan_in) begin
      spike_58 = i_input_58;
      open_58 = i_hidden_open;
      close_58 = i_hidden_close;
    end
    spike_59 = i_hidden;
    open_59 = i_output_open_59;
    close_59 = i_output_close_59;
    if (i_fan_in) begin
      spike_59 = i_input_59;
      open_59 = i_hidden_open;
      close_59 = i_hidden_close;
    end
    spike_60 = i_hidden;
    open_60 = i_output_open_60;
    close_60 = i_output_close_60;
    if (i_fan_in) begin
      spike_60 = i_input_60;
      open_60 = i_hidden_open;
      close_60 = i_hidden_close;
    end
    spike_61 = i_hidden;
    open_61 = i_output_open_61;
    close_61 = i_output_close_61;
    if (i_fan_in) begin
      spike_61 = i_input_61;
      open_61 = i_hidden_open;
      close_61 = i_hidden_close;
    end
    spike_62 = i_hidden;
    open_62 = i_output_open_62;
    close_62 = i_output_close_62;
    if (i_fan_in) begin
      spike_62 = i_input_62;
      open_62 = i_hidden_open;
      close_62 = i_hidden_close;
    end
    spike_63 = i_hidden;
    open_63 = i_output_open_63;
    close_63 = i_output_close_63;
    if (i_fan_in) begin
      spike_63 = i_input_63;
      open_63 = i_hidden_open;
      close_63 = i_hidden_close;
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
