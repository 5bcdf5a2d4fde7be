// yuragi_layer_table: where the neurons of a layer stand
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 2-2-1; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_layer_table (
  input  wire [2:0] i_index,
  output wire [1:0] o_last_word,
  output wire [2:0] o_last_lane,
  output wire [2:0] o_row_words
);
  assign o_last_word =
    i_index == 3'd2 ? 2'd2 :
    2'd1;
  assign o_last_lane =
    3'd0;
  assign o_row_words =
    i_index == 3'd2 ? 3'd0 :
    3'd1;

endmodule

`default_nettype wire
