// dendrite: adder tree over 16 lanes, a register every two levels, and the potential's accumulator
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 64 inputs, 64 hidden, 10 outputs; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

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
  input  wire               i_valid,
  input  wire               i_first,
  input  wire               i_last,
  output wire signed [14:0] o_potential,
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
  reg signed [9:0] sum2_0 = 10'd0;
  always @(posedge clock) sum2_0 <= {sum1_0[8], sum1_0} + {sum1_1[8], sum1_1};
  reg signed [9:0] sum2_1 = 10'd0;
  always @(posedge clock) sum2_1 <= {sum1_2[8], sum1_2} + {sum1_3[8], sum1_3};
  reg signed [9:0] sum2_2 = 10'd0;
  always @(posedge clock) sum2_2 <= {sum1_4[8], sum1_4} + {sum1_5[8], sum1_5};
  reg signed [9:0] sum2_3 = 10'd0;
  always @(posedge clock) sum2_3 <= {sum1_6[8], sum1_6} + {sum1_7[8], sum1_7};
  wire signed [10:0] sum3_0 = {sum2_0[9], sum2_0} + {sum2_1[9], sum2_1};
  wire signed [10:0] sum3_1 = {sum2_2[9], sum2_2} + {sum2_3[9], sum2_3};
  reg signed [11:0] sum4_0 = 12'd0;
  always @(posedge clock) sum4_0 <= {sum3_0[10], sum3_0} + {sum3_1[10], sum3_1};
  reg [1:0] valid_delay = 2'd0;
  always @(posedge clock) valid_delay <= {valid_delay[0:0], i_valid};
  wire valid = valid_delay[1];
  reg [1:0] first_delay = 2'd0;
  always @(posedge clock) first_delay <= {first_delay[0:0], i_first};
  wire first = first_delay[1];
  reg [1:0] last_delay = 2'd0;
  always @(posedge clock) last_delay <= {last_delay[0:0], i_last};
  wire last = last_delay[1];
  wire signed [14:0] word = {{3{sum4_0[11]}}, sum4_0};
  reg signed [14:0] total = 15'd0;
  reg finished = 1'b0;
  always @(posedge clock) begin
    finished <= valid && last;
    if (valid) total <= first ? word : total + word;
  end
  assign o_potential = total;
  assign o_done = finished;

endmodule

`default_nettype wire
