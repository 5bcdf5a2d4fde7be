// yuragi_lane_select: 1 of 2 values, group by group
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 2-2-1; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_lane_select (
  input  wire [5:0] i_value,
  input  wire [5:0] i_group,
  output wire [2:0] o_selected
);
  // verilator lint_off UNUSEDSIGNAL
  wire [4:0] group_spare = i_group[5:1]; // beyond the size of this design
  // verilator lint_on UNUSEDSIGNAL
  assign o_selected[2:0] =
    i_group[0:0] == 1'd0 ? i_value[2:0] :
    i_value[5:3];

endmodule

`default_nettype wire
