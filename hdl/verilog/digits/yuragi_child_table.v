// yuragi_child_table: the layers that hidden neurons reach
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 64-64-10; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_child_table (
  input  wire [4:0] i_index,
  output wire [2:0] o_layer,
  output wire [5:0] o_last_word,
  output wire       o_last
);
  assign o_layer =
    3'd2;
  assign o_last_word =
    6'd36;
  assign o_last =
    1'd1;
  // verilator lint_off UNUSEDSIGNAL
  wire [4:0] index_spare = i_index; // there is nothing to choose
  // verilator lint_on UNUSEDSIGNAL

endmodule

`default_nettype wire
