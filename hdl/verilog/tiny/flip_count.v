// flip_count: how many lanes moved a weight two cycles before; the lanes' way is long, so they are kept first
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
  reg [1:0] moved = 2'd0;
  reg [6:0] count = 7'd0;
  always @(posedge clock) begin
    moved <= i_enable ? {i_moved_1, i_moved_0} : 2'd0;
    count <= {6'd0, moved[0]}
      + {6'd0, moved[1]};
  end
  assign o_count = count;

endmodule

`default_nettype wire
