// flip_count: how many lanes moved a weight two cycles before; the lanes' way is long, so they are kept first
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.1.0; do not edit, change the cell in hdl/src and export again.
// Design: 64 inputs, 64 hidden, 10 outputs; weights of 8 bits, quantum 2^-6 nats; 16 lanes, 2 retrograde; seed 1.

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
  input  wire       i_moved_12,
  input  wire       i_moved_13,
  input  wire       i_moved_14,
  input  wire       i_moved_15,
  // Data
  output wire [6:0] o_count
);
  reg [15:0] moved = 16'd0;
  reg [6:0] count = 7'd0;
  always @(posedge clock) begin
    moved <= i_enable ? {i_moved_15, i_moved_14, i_moved_13, i_moved_12, i_moved_11, i_moved_10, i_moved_9,
        i_moved_8, i_moved_7, i_moved_6, i_moved_5, i_moved_4, i_moved_3, i_moved_2, i_moved_1, i_moved_0} : 16'd0;
    count <= {6'd0, moved[0]}
      + {6'd0, moved[1]}
      + {6'd0, moved[2]}
      + {6'd0, moved[3]}
      + {6'd0, moved[4]}
      + {6'd0, moved[5]}
      + {6'd0, moved[6]}
      + {6'd0, moved[7]}
      + {6'd0, moved[8]}
      + {6'd0, moved[9]}
      + {6'd0, moved[10]}
      + {6'd0, moved[11]}
      + {6'd0, moved[12]}
      + {6'd0, moved[13]}
      + {6'd0, moved[14]}
      + {6'd0, moved[15]};
  end
  assign o_count = count;

endmodule

`default_nettype wire
