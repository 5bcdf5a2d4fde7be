// yuragi_lane_select: 2 of 16 values, group by group
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 64-64-10; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_lane_select (
  input  wire [127:0] i_value,
  input  wire [5:0]   i_group,
  output wire [15:0]  o_selected
);
  // verilator lint_off UNUSEDSIGNAL
  wire [2:0] group_spare = i_group[5:3]; // beyond the size of this design
  // verilator lint_on UNUSEDSIGNAL
  assign o_selected[7:0] =
    i_group[2:0] == 3'd0 ? i_value[7:0] :
    i_group[2:0] == 3'd1 ? i_value[23:16] :
    i_group[2:0] == 3'd2 ? i_value[39:32] :
    i_group[2:0] == 3'd3 ? i_value[55:48] :
    i_group[2:0] == 3'd4 ? i_value[71:64] :
    i_group[2:0] == 3'd5 ? i_value[87:80] :
    i_group[2:0] == 3'd6 ? i_value[103:96] :
    i_value[119:112];
  assign o_selected[15:8] =
    i_group[2:0] == 3'd0 ? i_value[15:8] :
    i_group[2:0] == 3'd1 ? i_value[31:24] :
    i_group[2:0] == 3'd2 ? i_value[47:40] :
    i_group[2:0] == 3'd3 ? i_value[63:56] :
    i_group[2:0] == 3'd4 ? i_value[79:72] :
    i_group[2:0] == 3'd5 ? i_value[95:88] :
    i_group[2:0] == 3'd6 ? i_value[111:104] :
    i_value[127:120];

endmodule

`default_nettype wire
