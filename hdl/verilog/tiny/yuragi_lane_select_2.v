// yuragi_lane_select_2: 1 of 1 values, group by group
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 2 inputs, 2 hidden, 1 outputs; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_lane_select_2 (
  input  wire [14:0] i_value,
  input  wire [5:0]  i_group,
  output wire [14:0] o_selected
);
  // verilator lint_off UNUSEDSIGNAL
  wire [5:0] group_spare = i_group[5:0]; // beyond the size of this design
  // verilator lint_on UNUSEDSIGNAL
  assign o_selected[14:0] = i_value[14:0];

endmodule

`default_nettype wire
