// flip_count: how many lanes moved a weight two cycles before; the lanes' way is long, so they are kept first
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
  reg [63:0] moved = 64'd0;
  reg [6:0] count = 7'd0;
  always @(posedge clock) begin
    moved <= i_enable ? {i_moved_63, i_moved_62, i_moved_61, i_moved_60, i_moved_59, i_moved_58, i_moved_57,
        i_moved_56, i_moved_55, i_moved_54, i_moved_53, i_moved_52, i_moved_51, i_moved_50, i_moved_49, i_moved_48,
        i_moved_47, i_moved_46, i_moved_45, i_moved_44, i_moved_43, i_moved_42, i_moved_41, i_moved_40, i_moved_39,
        i_moved_38, i_moved_37, i_moved_36, i_moved_35, i_moved_34, i_moved_33, i_moved_32, i_moved_31, i_moved_30,
        i_moved_29, i_moved_28, i_moved_27, i_moved_26, i_moved_25, i_moved_24, i_moved_23, i_moved_22, i_moved_21,
        i_moved_20, i_moved_19, i_moved_18, i_moved_17, i_moved_16, i_moved_15, i_moved_14, i_moved_13, i_moved_12,
        i_moved_11, i_moved_10, i_moved_9, i_moved_8, i_moved_7, i_moved_6, i_moved_5, i_moved_4, i_moved_3,
        i_moved_2, i_moved_1, i_moved_0} : 64'd0;
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
      + {6'd0, moved[31]}
      + {6'd0, moved[32]}
      + {6'd0, moved[33]}
      + {6'd0, moved[34]}
      + {6'd0, moved[35]}
      + {6'd0, moved[36]}
      + {6'd0, moved[37]}
      + {6'd0, moved[38]}
      + {6'd0, moved[39]}
      + {6'd0, moved[40]}
      + {6'd0, moved[41]}
      + {6'd0, moved[42]}
      + {6'd0, moved[43]}
      + {6'd0, moved[44]}
      + {6'd0, moved[45]}
      + {6'd0, moved[46]}
      + {6'd0, moved[47]}
      + {6'd0, moved[48]}
      + {6'd0, moved[49]}
      + {6'd0, moved[50]}
      + {6'd0, moved[51]}
      + {6'd0, moved[52]}
      + {6'd0, moved[53]}
      + {6'd0, moved[54]}
      + {6'd0, moved[55]}
      + {6'd0, moved[56]}
      + {6'd0, moved[57]}
      + {6'd0, moved[58]}
      + {6'd0, moved[59]}
      + {6'd0, moved[60]}
      + {6'd0, moved[61]}
      + {6'd0, moved[62]}
      + {6'd0, moved[63]};
  end
  assign o_count = count;

endmodule

`default_nettype wire
