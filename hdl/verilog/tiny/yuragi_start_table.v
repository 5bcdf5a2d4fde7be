// yuragi_start_table: how a layer begins
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 2-2-1; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_start_table (
  input  wire [2:0] i_index,
  output wire [1:0] o_first_word,
  output wire [2:0] o_first_row,
  output wire [4:0] o_first_child,
  output wire [7:0] o_reached
);
  assign o_first_word =
    i_index == 3'd2 ? 2'd2 :
    2'd0;
  assign o_first_row =
    i_index == 3'd2 ? 3'd4 :
    3'd2;
  assign o_first_child =
    5'd0;
  assign o_reached =
    i_index == 3'd2 ? 8'd0 :
    8'd4;

endmodule

`default_nettype wire
