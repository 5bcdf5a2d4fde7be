// lane_select_3: 1 of 2 values, group by group
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 64 inputs, 128 hidden, 10 outputs; weights of 8 bits, quantum 2^-5 nats; 12 lanes, 2 retrograde; seed 1.

`default_nettype none

module lane_select_3 (
  input  wire signed [16:0] i_value_0,
  input  wire signed [16:0] i_value_1,
  input  wire [5:0]         i_group,
  output wire signed [16:0] o_selected_0
);
  // verilator lint_off UNUSEDSIGNAL
  wire [4:0] group_spare = i_group[5:1]; // beyond the size of this design
  // verilator lint_on UNUSEDSIGNAL
  assign o_selected_0 =
    i_group[0:0] == 1'd0 ? i_value_0 :
    i_value_1;

endmodule

`default_nettype wire
