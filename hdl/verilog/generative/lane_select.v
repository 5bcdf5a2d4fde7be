// lane_select: 2 of 16 values, group by group
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 0 inputs, 32 hidden, 74 outputs; weights of 10 bits, quantum 2^-6 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module lane_select (
  input  wire signed [9:0] i_value_0,
  input  wire signed [9:0] i_value_1,
  input  wire signed [9:0] i_value_2,
  input  wire signed [9:0] i_value_3,
  input  wire signed [9:0] i_value_4,
  input  wire signed [9:0] i_value_5,
  input  wire signed [9:0] i_value_6,
  input  wire signed [9:0] i_value_7,
  input  wire signed [9:0] i_value_8,
  input  wire signed [9:0] i_value_9,
  input  wire signed [9:0] i_value_10,
  input  wire signed [9:0] i_value_11,
  input  wire signed [9:0] i_value_12,
  input  wire signed [9:0] i_value_13,
  input  wire signed [9:0] i_value_14,
  input  wire signed [9:0] i_value_15,
  input  wire [5:0]        i_group,
  output wire signed [9:0] o_selected_0,
  output wire signed [9:0] o_selected_1
);
  // verilator lint_off UNUSEDSIGNAL
  wire [2:0] group_spare = i_group[5:3]; // beyond the size of this design
  // verilator lint_on UNUSEDSIGNAL
  assign o_selected_0 =
    i_group[2:0] == 3'd0 ? i_value_0 :
    i_group[2:0] == 3'd1 ? i_value_2 :
    i_group[2:0] == 3'd2 ? i_value_4 :
    i_group[2:0] == 3'd3 ? i_value_6 :
    i_group[2:0] == 3'd4 ? i_value_8 :
    i_group[2:0] == 3'd5 ? i_value_10 :
    i_group[2:0] == 3'd6 ? i_value_12 :
    i_value_14;
  assign o_selected_1 =
    i_group[2:0] == 3'd0 ? i_value_1 :
    i_group[2:0] == 3'd1 ? i_value_3 :
    i_group[2:0] == 3'd2 ? i_value_5 :
    i_group[2:0] == 3'd3 ? i_value_7 :
    i_group[2:0] == 3'd4 ? i_value_9 :
    i_group[2:0] == 3'd5 ? i_value_11 :
    i_group[2:0] == 3'd6 ? i_value_13 :
    i_value_15;

endmodule

`default_nettype wire
