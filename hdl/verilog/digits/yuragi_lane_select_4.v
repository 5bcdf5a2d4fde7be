// yuragi_lane_select_4: 1 of 2 values, group by group
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 64 inputs, 64 hidden, 10 outputs; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_lane_select_4 (
  input  wire [3:0] i_value,
  input  wire [5:0] i_group,
  output wire [1:0] o_selected
);
  // verilator lint_off UNUSEDSIGNAL
  wire [4:0] group_spare = i_group[5:1]; // beyond the size of this design
  // verilator lint_on UNUSEDSIGNAL
  assign o_selected[1:0] =
    i_group[0:0] == 1'd0 ? i_value[1:0] :
    i_value[3:2];

endmodule

`default_nettype wire
