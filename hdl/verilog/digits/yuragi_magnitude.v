// yuragi_magnitude: sign and magnitude of a potential
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 64-64-10; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_magnitude (
  input  wire signed [14:0] i_potential,
  output wire               o_negative,
  output wire [14:0]        o_magnitude
);

  localparam [14:0] NO_BITS = 15'd0;

  wire below_zero = i_potential[14];
  // -x = not (x - 1), and -1 is all ones: one LUT a bit
  wire [14:0] minus_sign = below_zero ? ~NO_BITS : NO_BITS;
  wire [14:0] lowered = i_potential + minus_sign;

  assign o_negative = below_zero;
  assign o_magnitude = lowered ^ minus_sign;

endmodule

`default_nettype wire
