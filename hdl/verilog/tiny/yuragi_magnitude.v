// yuragi_magnitude: sign and magnitude of a potential
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 2-2-1; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_magnitude (
  input  wire signed [5:0] i_potential,
  output wire              o_negative,
  output wire [5:0]        o_magnitude
);

  localparam [5:0] NO_BITS = 6'd0;

  wire below_zero = i_potential[5];
  // -x = not (x - 1), and -1 is all ones: one LUT a bit
  wire [5:0] minus_sign = below_zero ? ~NO_BITS : NO_BITS;
  wire [5:0] lowered = i_potential + minus_sign;

  assign o_negative = below_zero;
  assign o_magnitude = lowered ^ minus_sign;

endmodule

`default_nettype wire
