// yuragi_clamp_register: which of the 1 outputs are clamped
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 2 inputs, 2 hidden, 1 outputs; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_clamp_register (
  input  wire        clock,
  input  wire        i_shift,
  input  wire [15:0] i_bits,
  input  wire [9:0]  i_step,
  output wire [0:0]  o_clamped,
  output wire        o_any_clamped
);
  reg [15:0] mask = 16'd0;
  always @(posedge clock) if (i_shift) mask <= i_bits;
  wire [0:0] clamped = mask[0:0];
  assign o_any_clamped = |mask[0:0];
  // verilator lint_off UNUSEDSIGNAL
  wire [14:0] mask_spare = mask[15:1]; // beyond the last output
  wire [9:0] step_spare = i_step[9:0]; // beyond the size of this design
  // verilator lint_on UNUSEDSIGNAL
  assign o_clamped = clamped;

endmodule

`default_nettype wire
