// flip_count: how many lanes moved a weight in the cycle before
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.1.0; do not edit, change the cell in hdl/src and export again.
// Design: 2 inputs, 2 hidden, 1 outputs; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module flip_count (
  // Control
  input  wire       clock,
  input  wire       i_enable,
  input  wire       i_moved_0,
  input  wire       i_moved_1,
  // Data
  output wire [6:0] o_count
);
  reg [6:0] count = 7'd0;
  always @(posedge clock)
    if (!i_enable) count <= 7'd0;
    else count <= {6'd0, i_moved_0}
      + {6'd0, i_moved_1};
  assign o_count = count;

endmodule

`default_nettype wire
