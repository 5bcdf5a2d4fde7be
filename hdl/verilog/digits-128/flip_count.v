// flip_count: how many lanes moved a weight, known two cycles after they say so: in parts first
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 64 inputs, 128 hidden, 10 outputs; weights of 8 bits, quantum 2^-5 nats; 12 lanes, 2 retrograde; seed 1.

`default_nettype none

module flip_count (
  // Control
  input  wire       clock,
  input  wire       i_enable,
  input  wire       i_moved_0,
  input  wire       i_moved_1,
  input  wire       i_moved_2,
  input  wire       i_moved_3,
  input  wire       i_moved_4,
  input  wire       i_moved_5,
  input  wire       i_moved_6,
  input  wire       i_moved_7,
  input  wire       i_moved_8,
  input  wire       i_moved_9,
  input  wire       i_moved_10,
  input  wire       i_moved_11,
  // Data
  output wire [6:0] o_count
);
  reg [2:0] part_0 = 3'd0;
  reg [2:0] part_1 = 3'd0;
  reg [2:0] part_2 = 3'd0;
  reg [6:0] count = 7'd0;
  always @(posedge clock) begin
    part_0 <= i_enable ? {2'd0, i_moved_0} + {2'd0, i_moved_1} + {2'd0, i_moved_2} + {2'd0, i_moved_3} : 3'd0;
    part_1 <= i_enable ? {2'd0, i_moved_4} + {2'd0, i_moved_5} + {2'd0, i_moved_6} + {2'd0, i_moved_7} : 3'd0;
    part_2 <= i_enable ? {2'd0, i_moved_8} + {2'd0, i_moved_9} + {2'd0, i_moved_10} + {2'd0, i_moved_11} : 3'd0;
    count <= {4'd0, part_0} + {4'd0, part_1} + {4'd0, part_2};
  end
  assign o_count = count;

endmodule

`default_nettype wire
