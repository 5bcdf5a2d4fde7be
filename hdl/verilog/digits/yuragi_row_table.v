// yuragi_row_table: the rows of a layer
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 64-64-10; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_row_table (
  input  wire [2:0] i_index,
  output wire [8:0] o_last_word,
  output wire [8:0] o_last_address
);
  assign o_last_word =
    i_index == 3'd1 ? 9'd0 :
    i_index == 3'd2 ? 9'd4 :
    9'd3;
  assign o_last_address =
    i_index == 3'd1 ? 9'd319 :
    i_index == 3'd2 ? 9'd324 :
    9'd255;

endmodule

`default_nettype wire
