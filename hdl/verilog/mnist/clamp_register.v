// clamp_register: which of the 10 outputs are clamped
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 784 inputs, 128 hidden, 10 outputs; weights of 8 bits, quantum 2^-5 nats; 64 lanes, 2 retrograde; seed 1.

`default_nettype none

module clamp_register (
  input  wire        clock,
  input  wire        i_shift,
  input  wire [15:0] i_bits,
  input  wire [9:0]  i_step,
  output wire        o_clamped_0,
  output wire        o_clamped_1,
  output wire        o_any_clamped
);
  reg [15:0] mask = 16'd0;
  always @(posedge clock) if (i_shift) mask <= i_bits;
  wire [9:0] clamped = mask[9:0];
  assign o_any_clamped = |mask[9:0];
  // verilator lint_off UNUSEDSIGNAL
  wire [5:0] mask_spare = mask[15:10]; // beyond the last output
  // verilator lint_on UNUSEDSIGNAL
  // verilator lint_off UNUSEDSIGNAL
  wire [6:0] step_spare = i_step[9:3]; // beyond the size of this design
  // verilator lint_on UNUSEDSIGNAL
  wire [4:0] clamped_0 = {clamped[8], clamped[6], clamped[4], clamped[2], clamped[0]};
  assign o_clamped_0 = clamped_0[i_step[2:0]];
  wire [4:0] clamped_1 = {clamped[9], clamped[7], clamped[5], clamped[3], clamped[1]};
  assign o_clamped_1 = clamped_1[i_step[2:0]];

endmodule

`default_nettype wire
