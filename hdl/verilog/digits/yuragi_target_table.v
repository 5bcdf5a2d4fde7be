// yuragi_target_table: the target groups of a layer, and its sources
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 64-64-10; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_target_table (
  input  wire [2:0]  i_index,
  output wire [11:0] o_last_group,
  output wire [5:0]  o_last_word,
  output wire [4:0]  o_first_source,
  output wire [8:0]  o_bias
);
  assign o_last_group =
    i_index == 3'd2 ? 12'd0 :
    12'd3;
  assign o_last_word =
    i_index == 3'd2 ? 6'd36 :
    6'd31;
  assign o_first_source =
    i_index == 3'd2 ? 5'd1 :
    5'd0;
  assign o_bias =
    i_index == 3'd2 ? 9'd324 :
    9'd320;

endmodule

`default_nettype wire
