// yuragi_child_table: the layers that hidden neurons reach
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 2-2-1; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_child_table (
  input  wire [4:0] i_index,
  output wire [2:0] o_layer,
  output wire [1:0] o_last_word,
  output wire       o_last
);
  assign o_layer =
    3'd2;
  assign o_last_word =
    2'd2;
  assign o_last =
    1'd1;
  // verilator lint_off UNUSEDSIGNAL
  wire [4:0] index_spare = i_index; // there is nothing to choose
  // verilator lint_on UNUSEDSIGNAL

endmodule

`default_nettype wire
