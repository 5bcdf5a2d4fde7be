// dendrite: adder tree over 64 lanes, a register every two levels, and the potential's accumulator
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 784 inputs, 128 hidden, 10 outputs; weights of 8 bits, quantum 2^-5 nats; 64 lanes, 2 retrograde; seed 1.

`default_nettype none

module dendrite (
  input  wire               clock,
  input  wire signed [7:0]  i_gated_0,
  input  wire signed [7:0]  i_gated_1,
  input  wire signed [7:0]  i_gated_2,
  input  wire signed [7:0]  i_gated_3,
  input  wire signed [7:0]  i_gated_4,
  input  wire signed [7:0]  i_gated_5,
  input  wire signed [7:0]  i_gated_6,
  input  wire signed [7:0]  i_gated_7,
  input  wire signed [7:0]  i_gated_8,
  input  wire signed [7:0]  i_gated_9,
  input  wire signed [7:0]  i_gated_10,
  input  wire signed [7:0]  i_gated_11,
  input  wire signed [7:0]  i_gated_12,
  input  wire signed [7:0]  i_gated_13,
  input  wire signed [7:0]  i_gated_14,
  input  wire signed [7:0]  i_gated_15,
  input  wire signed [7:0]  i_gated_16,
  input  wire signed [7:0]  i_gated_17,
  input  wire signed [7:0]  i_gated_18,
  input  wire signed [7:0]  i_gated_19,
  input  wire signed [7:0]  i_gated_20,
  input  wire signed [7:0]  i_gated_21,
  input  wire signed [7:0]  i_gated_22,
  input  wire signed [7:0]  i_gated_23,
  input  wire signed [7:0]  i_gated_24,
  input  wire signed [7:0]  i_gated_25,
  input  wire signed [7:0]  i_gated_26,
  input  wire signed [7:0]  i_gated_27,
  input  wire signed [7:0]  i_gated_28,
  input  wire signed [7:0]  i_gated_29,
  input  wire signed [7:0]  i_gated_30,
  input  wire signed [7:0]  i_gated_31,
  input  wire signed [7:0]  i_gated_32,
  input  wire signed [7:0]  i_gated_33,
  input  wire signed [7:0]  i_gated_34,
  input  wire signed [7:0]  i_gated_35,
  input  wire signed [7:0]  i_gated_36,
  input  wire signed [7:0]  i_gated_37,
  input  wire signed [7:0]  i_gated_38,
  input  wire signed [7:0]  i_gated_39,
  input  wire signed [7:0]  i_gated_40,
  input  wire signed [7:0]  i_gated_41,
  input  wire signed [7:0]  i_gated_42,
  input  wire signed [7:0]  i_gated_43,
  input  wire signed [7:0]  i_gated_44,
  input  wire signed [7:0]  i_gated_45,
  input  wire signed [7:0]  i_gated_46,
  input  wire signed [7:0]  i_gated_47,
  input  wire signed [7:0]  i_gated_48,
  input  wire signed [7:0]  i_gated_49,
  input  wire signed [7:0]  i_gated_50,
  input  wire signed [7:0]  i_gated_51,
  input  wire signed [7:0]  i_gated_52,
  input  wire signed [7:0]  i_gated_53,
  input  wire signed [7:0]  i_gated_54,
  input  wire signed [7:0]  i_gated_55,
  input  wire signed [7:0]  i_gated_56,
  input  wire signed [7:0]  i_gated_57,
  input  wire signed [7:0]  i_gated_58,
  input  wire signed [7:0]  i_gated_59,
  input  wire signed [7:0]  i_gated_60,
  input  wire signed [7:0]  i_gated_61,
  input  wire signed [7:0]  i_gated_62,
  input  wire signed [7:0]  i_gated_63,
  input  wire               i_valid,
  input  wire               i_first,
  input  wire               i_last,
  output wire signed [19:0] o_potential,
  output wire               o_done
);
  wire signed [8:0] sum1_0 = {i_gated_0[7], i_gated_0} + {i_gated_1[7], i_gated_1};
  wire signed [8:0] sum1_1 = {i_gated_2[7], i_gated_2} + {i_gated_3[7], i_gated_3};
  wire signed [8:0] sum1_2 = {i_gated_4[7], i_gated_4} + {i_gated_5[7], i_gated_5};
  wire signed [8:0] sum1_3 = {i_gated_6[7], i_gated_6} + {i_gated_7[7], i_gated_7};
  wire signed [8:0] sum1_4 = {i_gated_8[7], i_gated_8} + {i_gated_9[7], i_gated_9};
  wire signed [8:0] sum1_5 = {i_gated_10[7], i_gated_10} + {i_gated_11[7], i_gated_11};
  wire signed [8:0] sum1_6 = {i_gated_12[7], i_gated_12} + {i_gated_13[7], i_gated_13};
  wire signed [8:0] sum1_7 = {i_gated_14[7], i_gated_14} + {i_gated_15[7], i_gated_15};
  wire signed [8:0] sum1_8 = {i_gated_16[7], i_gated_16} + {i_gated_17[7], i_gated_17};
  wire signed [8:0] sum1_9 = {i_gated_18[7], i_gated_18} + {i_gated_19[7], i_gated_19};
  wire signed [8:0] sum1_10 = {i_gated_20[7], i_gated_20} + {i_gated_21[7], i_gated_21};
  wire signed [8:0] sum1_11 = {i_gated_22[7], i_gated_22} + {i_gated_23[7], i_gated_23};
  wire signed [8:0] sum1_12 = {i_gated_24[7], i_gated_24} + {i_gated_25[7], i_gated_25};
  wire signed [8:0] sum1_13 = {i_gated_26[7], i_gated_26} + {i_gated_27[7], i_gated_27};
  wire signed [8:0] sum1_14 = {i_gated_28[7], i_gated_28} + {i_gated_29[7], i_gated_29};
  wire signed [8:0] sum1_15 = {i_gated_30[7], i_gated_30} + {i_gated_31[7], i_gated_31};
  wire signed [8:0] sum1_16 = {i_gated_32[7], i_gated_32} + {i_gated_33[7], i_gated_33};
  wire signed [8:0] sum1_17 = {i_gated_34[7], i_gated_34} + {i_gated_35[7], i_gated_35};
  wire signed [8:0] sum1_18 = {i_gated_36[7], i_gated_36} + {i_gated_37[7], i_gated_37};
  wire signed [8:0] sum1_19 = {i_gated_38[7], i_gated_38} + {i_gated_39[7], i_gated_39};
  wire signed [8:0] sum1_20 = {i_gated_40[7], i_gated_40} + {i_gated_41[7], i_gated_41};
  wire signed [8:0] sum1_21 = {i_gated_42[7], i_gated_42} + {i_gated_43[7], i_gated_43};
  wire signed [8:0] sum1_22 = {i_gated_44[7], i_gated_44} + {i_gated_45[7], i_gated_45};
  wire signed [8:0] sum1_23 = {i_gated_46[7], i_gated_46} + {i_gated_47[7], i_gated_47};
  wire signed [8:0] sum1_24 = {i_gated_48[7], i_gated_48} + {i_gated_49[7], i_gated_49};
  wire signed [8:0] sum1_25 = {i_gated_50[7], i_gated_50} + {i_gated_51[7], i_gated_51};
  wire signed [8:0] sum1_26 = {i_gated_52[7], i_gated_52} + {i_gated_53[7], i_gated_53};
  wire signed [8:0] sum1_27 = {i_gated_54[7], i_gated_54} + {i_gated_55[7], i_gated_55};
  wire signed [8:0] sum1_28 = {i_gated_56[7], i_gated_56} + {i_gated_57[7], i_gated_57};
  wire signed [8:0] sum1_29 = {i_gated_58[7], i_gated_58} + {i_gated_59[7], i_gated_59};
  wire signed [8:0] sum1_30 = {i_gated_60[7], i_gated_60} + {i_gated_61[7], i_gated_61};
  wire signed [8:0] sum1_31 = {i_gated_62[7], i_gated_62} + {i_gated_63[7], i_gated_63};
  reg signed [9:0] sum2_0 = 10'd0;
  always @(posedge clock) sum2_0 <= {sum1_0[8], sum1_0} + {sum1_1[8], sum1_1};
  reg signed [9:0] sum2_1 = 10'd0;
  always @(posedge clock) sum2_1 <= {sum1_2[8], sum1_2} + {sum1_3[8], sum1_3};
  reg signed [9:0] sum2_2 = 10'd0;
  always @(posedge clock) sum2_2 <= {sum1_4[8], sum1_4} + {sum1_5[8], sum1_5};
  reg signed [9:0] sum2_3 = 10'd0;
  always @(posedge clock) sum2_3 <= {sum1_6[8], sum1_6} + {sum1_7[8], sum1_7};
  reg signed [9:0] sum2_4 = 10'd0;
  always @(posedge clock) sum2_4 <= {sum1_8[8], sum1_8} + {sum1_9[8], sum1_9};
  reg signed [9:0] sum2_5 = 10'd0;
  always @(posedge clock) sum2_5 <= {sum1_10[8], sum1_10} + {sum1_11[8], sum1_11};
  reg signed [9:0] sum2_6 = 10'd0;
  always @(posedge clock) sum2_6 <= {sum1_12[8], sum1_12} + {sum1_13[8], sum1_13};
  reg signed [9:0] sum2_7 = 10'd0;
  always @(posedge clock) sum2_7 <= {sum1_14[8], sum1_14} + {sum1_15[8], sum1_15};
  reg signed [9:0] sum2_8 = 10'd0;
  always @(posedge clock) sum2_8 <= {sum1_16[8], sum1_16} + {sum1_17[8], sum1_17};
  reg signed [9:0] sum2_9 = 10'd0;
  always @(posedge clock) sum2_9 <= {sum1_18[8], sum1_18} + {sum1_19[8], sum1_19};
  reg signed [9:0] sum2_10 = 10'd0;
  always @(posedge clock) sum2_10 <= {sum1_20[8], sum1_20} + {sum1_21[8], sum1_21};
  reg signed [9:0] sum2_11 = 10'd0;
  always @(posedge clock) sum2_11 <= {sum1_22[8], sum1_22} + {sum1_23[8], sum1_23};
  reg signed [9:0] sum2_12 = 10'd0;
  always @(posedge clock) sum2_12 <= {sum1_24[8], sum1_24} + {sum1_25[8], sum1_25};
  reg signed [9:0] sum2_13 = 10'd0;
  always @(posedge clock) sum2_13 <= {sum1_26[8], sum1_26} + {sum1_27[8], sum1_27};
  reg signed [9:0] sum2_14 = 10'd0;
  always @(posedge clock) sum2_14 <= {sum1_28[8], sum1_28} + {sum1_29[8], sum1_29};
  reg signed [9:0] sum2_15 = 10'd0;
  always @(posedge clock) sum2_15 <= {sum1_30[8], sum1_30} + {sum1_31[8], sum1_31};
  wire signed [10:0] sum3_0 = {sum2_0[9], sum2_0} + {sum2_1[9], sum2_1};
  wire signed [10:0] sum3_1 = {sum2_2[9], sum2_2} + {sum2_3[9], sum2_3};
  wire signed [10:0] sum3_2 = {sum2_4[9], sum2_4} + {sum2_5[9], sum2_5};
  wire signed [10:0] sum3_3 = {sum2_6[9], sum2_6} + {sum2_7[9], sum2_7};
  wire signed [10:0] sum3_4 = {sum2_8[9], sum2_8} + {sum2_9[9], sum2_9};
  wire signed [10:0] sum3_5 = {sum2_10[9], sum2_10} + {sum2_11[9], sum2_11};
  wire signed [10:0] sum3_6 = {sum2_12[9], sum2_12} + {sum2_13[9], sum2_13};
  wire signed [10:0] sum3_7 = {sum2_14[9], sum2_14} + {sum2_15[9], sum2_15};
  reg signed [11:0] sum4_0 = 12'd0;
  always @(posedge clock) sum4_0 <= {sum3_0[10], sum3_0} + {sum3_1[10], sum3_1};
  reg signed [11:0] sum4_1 = 12'd0;
  always @(posedge clock) sum4_1 <= {sum3_2[10], sum3_2} + {sum3_3[10], sum3_3};
  reg signed [11:0] sum4_2 = 12'd0;
  always @(posedge clock) sum4_2 <= {sum3_4[10], sum3_4} + {sum3_5[10], sum3_5};
  reg signed [11:0] sum4_3 = 12'd0;
  always @(posedge clock) sum4_3 <= {sum3_6[10], sum3_6} + {sum3_7[10], sum3_7};
  wire signed [12:0] sum5_0 = {sum4_0[11], sum4_0} + {sum4_1[11], sum4_1};
  wire signed [12:0] sum5_1 = {sum4_2[11], sum4_2} + {sum4_3[11], sum4_3};
  reg signed [13:0] sum6_0 = 14'd0;
  always @(posedge clock) sum6_0 <= {sum5_0[12], sum5_0} + {sum5_1[12], sum5_1};
  reg [2:0] valid_delay = 3'd0;
  always @(posedge clock) valid_delay <= {valid_delay[1:0], i_valid};
  wire valid = valid_delay[2];
  reg [2:0] first_delay = 3'd0;
  always @(posedge clock) first_delay <= {first_delay[1:0], i_first};
  wire first = first_delay[2];
  reg [2:0] last_delay = 3'd0;
  always @(posedge clock) last_delay <= {last_delay[1:0], i_last};
  wire last = last_delay[2];
  wire signed [19:0] word = {{6{sum6_0[13]}}, sum6_0};
  reg signed [19:0] total = 20'd0;
  reg finished = 1'b0;
  always @(posedge clock) begin
    finished <= valid && last;
    if (valid) total <= first ? word : total + word;
  end
  assign o_potential = total;
  assign o_done = finished;

endmodule

`default_nettype wire
