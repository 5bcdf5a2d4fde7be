// yuragi_lane_select_2: 2 of 10 values, group by group
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 64 inputs, 64 hidden, 10 outputs; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_lane_select_2 (
  input  wire [149:0] i_value,
  input  wire [5:0]   i_group,
  output wire [29:0]  o_selected
);
  // verilator lint_off UNUSEDSIGNAL
  wire [2:0] group_spare = i_group[5:3]; // beyond the size of this design
  // verilator lint_on UNUSEDSIGNAL
  assign o_selected[14:0] =
    i_group[2:0] == 3'd0 ? i_value[14:0] :
    i_group[2:0] == 3'd1 ? i_value[44:30] :
    i_group[2:0] == 3'd2 ? i_value[74:60] :
    i_group[2:0] == 3'd3 ? i_value[104:90] :
    i_value[134:120];
  assign o_selected[29:15] =
    i_group[2:0] == 3'd0 ? i_value[29:15] :
    i_group[2:0] == 3'd1 ? i_value[59:45] :
    i_group[2:0] == 3'd2 ? i_value[89:75] :
    i_group[2:0] == 3'd3 ? i_value[119:105] :
    i_value[149:135];

endmodule

`default_nettype wire
