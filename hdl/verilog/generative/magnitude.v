// magnitude: sign and magnitude of a potential
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.1.0; do not edit, change the cell in hdl/src and export again.
// Design: 0 inputs, 32 hidden, 74 outputs; weights of 10 bits, quantum 2^-8 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module magnitude (
  input  wire signed [16:0] i_potential,
  output wire               o_negative,
  output wire [16:0]        o_magnitude
);

  reg [16:0] mirrored;
  reg [16:0] carry;

  wire below_zero = i_potential[16];

  always @* begin
    // -x is not x, plus one: the one enters as the carry
    mirrored = i_potential;
    carry = 17'd0;
    if (below_zero) begin
      mirrored = ~i_potential;
      carry = 17'd1;
    end
  end

  assign o_negative = below_zero;
  assign o_magnitude = mirrored + carry;

endmodule

`default_nettype wire
