// flip_count: how many lanes moved a weight in the cycle before
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.1.0; do not edit, change the cell in hdl/src and export again.
// Design: 784 inputs, 128 hidden, 10 outputs; weights of 10 bits, quantum 2^-8 nats; 64 lanes, 2 retrograde; seed 1.

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
  input  wire       i_moved_32,
  input  wire       i_moved_33,
  input  wire       i_moved_34,
  input  wire       i_moved_35,
  input  wire       i_moved_36,
  input  wire       i_moved_37,
  input  wire       i_moved_38,
  input  wire       i_moved_39,
  input  wire       i_moved_40,
  input  wire       i_moved_41,
  input  wire       i_moved_42,
  input  wire       i_moved_43,
  input  wire       i_moved_44,
  input  wire       i_moved_45,
  input  wire       i_moved_46,
  input  wire       i_moved_47,
  input  wire       i_moved_48,
  input  wire       i_moved_49,
  input  wire       i_moved_50,
  input  wire       i_moved_51,
  input  wire       i_moved_52,
  input  wire       i_moved_53,
  input  wire       i_moved_54,
  input  wire       i_moved_55,
  input  wire       i_moved_56,
  input  wire       i_moved_57,
  input  wire       i_moved_58,
  input  wire       i_moved_59,
  input  wire       i_moved_60,
  input  wire       i_moved_61,
  input  wire       i_moved_62,
  input  wire       i_moved_63,
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
      + {6'd0, i_moved_31}
      + {6'd0, i_moved_32}
      + {6'd0, i_moved_33}
      + {6'd0, i_moved_34}
      + {6'd0, i_moved_35}
      + {6'd0, i_moved_36}
      + {6'd0, i_moved_37}
      + {6'd0, i_moved_38}
      + {6'd0, i_moved_39}
      + {6'd0, i_moved_40}
      + {6'd0, i_moved_41}
      + {6'd0, i_moved_42}
      + {6'd0, i_moved_43}
      + {6'd0, i_moved_44}
      + {6'd0, i_moved_45}
      + {6'd0, i_moved_46}
      + {6'd0, i_moved_47}
      + {6'd0, i_moved_48}
      + {6'd0, i_moved_49}
      + {6'd0, i_moved_50}
      + {6'd0, i_moved_51}
      + {6'd0, i_moved_52}
      + {6'd0, i_moved_53}
      + {6'd0, i_moved_54}
      + {6'd0, i_moved_55}
      + {6'd0, i_moved_56}
      + {6'd0, i_moved_57}
      + {6'd0, i_moved_58}
      + {6'd0, i_moved_59}
      + {6'd0, i_moved_60}
      + {6'd0, i_moved_61}
      + {6'd0, i_moved_62}
      + {6'd0, i_moved_63};
  assign o_count = count;

endmodule

`default_nettype wire
