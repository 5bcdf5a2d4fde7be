// yuragi_lane_select: 2 of 10 values, group by group
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 64 inputs, 64 hidden, 10 outputs; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_lane_select (
  input  wire [79:0] i_value,
  input  wire [5:0]  i_group,
  output wire [15:0] o_selected
);
  // verilator lint_off UNUSEDSIGNAL
  wire [2:0] group_spare = i_group[5:3]; // beyond the size of this design
  // verilator lint_on UNUSEDSIGNAL
  assign o_selected[7:0] =
    i_group[2:0] == 3'd0 ? i_value[7:0] :
    i_group[2:0] == 3'd1 ? i_value[23:16] :
    i_group[2:0] == 3'd2 ? i_value[39:32] :
    i_group[2:0] == 3'd3 ? i_value[55:48] :
    i_value[71:64];
  assign o_selected[15:8] =
    i_group[2:0] == 3'd0 ? i_value[15:8] :
    i_group[2:0] == 3'd1 ? i_value[31:24] :
    i_group[2:0] == 3'd2 ? i_value[47:40] :
    i_group[2:0] == 3'd3 ? i_value[63:56] :
    i_value[79:72];

endmodule

`default_nettype wire
