// flip_count: how many lanes moved a weight in the cycle before
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
  reg [6:0] count = 7'd0;
  always @(posedge clock)
    if (!i_enable) count <= 7'd0;
    else count <= {6'd0, i_moved_0}
      + {6'd0, i_moved_1}
      + {6'd0, i_moved_2}
      + {6'd0, i_moved_3}
      + {6'd0, i_moved_4}
      + {6'd0, i_moved_5}
      + {6'd0, i_moved_6}
      + {6'd0, i_moved_7}
      + {6'd0, i_moved_8}
      + {6'd0, i_moved_9}
      + {6'd0, i_moved_10}
      + {6'd0, i_moved_11}
      + {6'd0, i_moved_12}
      + {6'd0, i_moved_13}
      + {6'd0, i_moved_14}
      + {6'd0, i_moved_15}
      + {6'd0, i_moved_16}
      + {6'd0, i_moved_17}
      + {6'd0, i_moved_18}
      + {6'd0, i_moved_19}
      + {6'd0, i_moved_20}
      + {6'd0, i_moved_21}
      + {6'd0, i_moved_22}
      + {6'd0, i_moved_23}
      + {6'd0, i_moved_24}
      + {6'd0, i_moved_25}
      + {6'd0, i_moved_26}
      + {6'd0, i_moved_27}
      + {6'd0, i_moved_28}
      + {6'd0, i_moved_29}
      + {6'd0, i_moved_30}
      + {6'd0, i_moved_31};
  assign o_count = count;

endmodule

`default_nettype wire
