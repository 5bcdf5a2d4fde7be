// magnitude: sign and magnitude of a potential
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.1.0; do not edit, change the cell in hdl/src and export again.
// Design: 2 inputs, 2 hidden, 1 outputs; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module magnitude (
  input  wire signed [15:0] i_potential,
  output wire               o_negative,
  output wire [15:0]        o_magnitude
);

  reg [15:0] mirrored;
  reg [15:0] carry;

  wire below_zero = i_potential[15];

  always @* begin
    // -x is not x, plus one: the one enters as the carry
    mirrored = i_potential;
    carry = 16'd0;
    if (below_zero) begin
      mirrored = ~i_potential;
      carry = 16'd1;
    end
  end

  assign o_negative = below_zero;
  assign o_magnitude = mirrored + carry;

endmodule

`default_nettype wire
