// yuragi_table_index: the bin of a magnitude in the tables, 32 bins a nat
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 64-64-10; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_table_index (
  input  wire [14:0] i_magnitude,
  output wire [7:0]  o_index,
  output wire        o_beyond
);

  localparam [3:0] QUANTUM_LOG2 = 4'd5;

  wire [31:0] bin = ({17'd0, i_magnitude} << 5) >> QUANTUM_LOG2;

  assign o_index = bin[7:0];
  assign o_beyond = |(bin >> 8);

endmodule

`default_nettype wire
