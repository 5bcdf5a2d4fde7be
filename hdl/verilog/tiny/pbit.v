// pbit: spikes if the draw is below the threshold, T or 65536 - T
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.1.0; do not edit, change the cell in hdl/src and export again.
// Design: 2 inputs, 2 hidden, 1 outputs; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module pbit (
  input  wire [15:0] i_draw,
  input  wire [15:0] i_threshold,
  input  wire        i_negative,
  output wire        o_spike
);

  wire [15:0] mirrored = i_negative ? ~i_draw : i_draw;

  assign o_spike = (mirrored < i_threshold) ^ i_negative;

endmodule

`default_nettype wire
