// flip_count: how many lanes moved a weight two cycles before; the lanes' way is long, so they are kept first
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.1.0; do not edit, change the cell in hdl/src and export again.
// Design: 64 inputs, 64 hidden, 10 outputs; weights of 10 bits, quantum 2^-8 nats; 32 lanes, 4 retrograde; seed 1.

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
  input  wire       i_moved_16,
  input  wire       i_moved_17,
  input  wire       i_moved_18,
  input  wire       i_moved_19,
  input  wire       i_moved_20,
  input  wire       i_moved_21,
  input  wire       i_moved_22,
  input  wire       i_moved_23,
  input  wire       i_moved_24,
  input  wire       i_moved_25,
  input  wire       i_moved_26,
  input  wire       i_moved_27,
  input  wire       i_moved_28,
  input  wire       i_moved_29,
  input  wire       i_moved_30,
  input  wire       i_moved_31,
  // Data
  output wire [6:0] o_count
);
  reg [31:0] moved = 32'd0;
  reg [6:0] count = 7'd0;
  always @(posedge clock) begin
    moved <= i_enable ? {i_moved_31, i_moved_30, i_moved_29, i_moved_28, i_moved_27, i_moved_26, i_moved_25,
        i_moved_24, i_moved_23, i_moved_22, i_moved_21, i_moved_20, i_moved_19, i_moved_18, i_moved_17, i_moved_16,
        i_moved_15, i_moved_14, i_moved_13, i_moved_12, i_moved_11, i_moved_10, i_moved_9, i_moved_8, i_moved_7,
        i_moved_6, i_moved_5, i_moved_4, i_moved_3, i_moved_2, i_moved_1, i_moved_0} : 32'd0;
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
      + {6'd0, moved[15]}
      + {6'd0, moved[16]}
      + {6'd0, moved[17]}
      + {6'd0, moved[18]}
      + {6'd0, moved[19]}
      + {6'd0, moved[20]}
      + {6'd0, moved[21]}
      + {6'd0, moved[22]}
      + {6'd0, moved[23]}
      + {6'd0, moved[24]}
      + {6'd0, moved[25]}
      + {6'd0, moved[26]}
      + {6'd0, moved[27]}
      + {6'd0, moved[28]}
      + {6'd0, moved[29]}
      + {6'd0, moved[30]}
      + {6'd0, moved[31]};
  end
  assign o_count = count;

endmodule

`default_nettype wire
