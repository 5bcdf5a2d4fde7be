// flip_count: how many lanes moved a weight, known two cycles after they say so: in parts first
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
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
  reg [2:0] part_0 = 3'd0;
  reg [6:0] count = 7'd0;
  always @(posedge clock) begin
    part_0 <= i_enable ? {2'd0, i_moved_0} + {2'd0, i_moved_1} : 3'd0;
    count <= {4'd0, part_0};
  end
  assign o_count = count;

endmodule

`default_nettype wire
