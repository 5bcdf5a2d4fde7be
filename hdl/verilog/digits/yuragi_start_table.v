// yuragi_start_table: how a layer begins
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 64-64-10; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_start_table (
  input  wire [2:0] i_index,
  output wire [5:0] o_first_word,
  output wire [8:0] o_first_row,
  output wire [4:0] o_first_child,
  output wire [7:0] o_reached
);
  assign o_first_word =
    i_index == 3'd2 ? 6'd32 :
    6'd0;
  assign o_first_row =
    i_index == 3'd2 ? 9'd320 :
    9'd256;
  assign o_first_child =
    5'd0;
  assign o_reached =
    i_index == 3'd2 ? 8'd0 :
    8'd4;

endmodule

`default_nettype wire
