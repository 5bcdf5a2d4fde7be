// yuragi_source_table: the lists of spikes that a layer's potentials are summed over
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 64-64-10; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_source_table (
  input  wire [4:0] i_index,
  output wire [6:0] o_list,
  output wire [8:0] o_word,
  output wire       o_last
);
  assign o_list =
    i_index == 5'd1 ? 7'd33 :
    7'd0;
  assign o_word =
    9'd0;
  assign o_last =
    1'd1;

endmodule

`default_nettype wire
