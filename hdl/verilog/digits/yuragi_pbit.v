// yuragi_pbit: spikes if the draw is below the threshold, T or 65536 - T
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 64-64-10; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_pbit (
  input  wire [15:0] i_draw,
  input  wire [15:0] i_threshold,
  input  wire        i_beyond,
  input  wire        i_negative,
  output wire        o_spike
);

  // the complement of the draw, so that draw < T is the carry of complement + T
  wire [15:0] mirrored = i_negative ? i_draw : ~i_draw;
  // verilator lint_off UNUSEDSIGNAL
  wire [16:0] sum = {1'b0, mirrored} + {1'b0, i_threshold}; // bits 15:0 are not used
  // verilator lint_on UNUSEDSIGNAL
  // beyond the table T = 65535: a spike is as good as certain, never quite
  wire below = i_beyond ? |mirrored : sum[16];

  assign o_spike = below ^ i_negative;

endmodule

`default_nettype wire
