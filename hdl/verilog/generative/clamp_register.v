// clamp_register: which of the 74 outputs are clamped
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 0 inputs, 32 hidden, 74 outputs; weights of 10 bits, quantum 2^-6 nats; 16 lanes, 2 retrograde; seed 1.

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
  reg [79:0] mask = 80'd0;
  always @(posedge clock) if (i_shift) mask <= {i_bits, mask[79:16]};
  wire [73:0] clamped = mask[73:0];
  assign o_any_clamped = |mask[73:0];
  // verilator lint_off UNUSEDSIGNAL
  wire [5:0] mask_spare = mask[79:74]; // beyond the last output
  // verilator lint_on UNUSEDSIGNAL
  // verilator lint_off UNUSEDSIGNAL
  wire [3:0] step_spare = i_step[9:6]; // beyond the size of this design
  // verilator lint_on UNUSEDSIGNAL
  wire [36:0] clamped_0 = {clamped[72], clamped[70], clamped[68], clamped[66], clamped[64], clamped[62], clamped[60],
      clamped[58], clamped[56], clamped[54], clamped[52], clamped[50], clamped[48], clamped[46], clamped[44],
      clamped[42], clamped[40], clamped[38], clamped[36], clamped[34], clamped[32], clamped[30], clamped[28],
      clamped[26], clamped[24], clamped[22], clamped[20], clamped[18], clamped[16], clamped[14], clamped[12],
      clamped[10], clamped[8], clamped[6], clamped[4], clamped[2], clamped[0]};
  assign o_clamped_0 = clamped_0[i_step[5:0]];
  wire [36:0] clamped_1 = {clamped[73], clamped[71], clamped[69], clamped[67], clamped[65], clamped[63], clamped[61],
      clamped[59], clamped[57], clamped[55], clamped[53], clamped[51], clamped[49], clamped[47], clamped[45],
      clamped[43], clamped[41], clamped[39], clamped[37], clamped[35], clamped[33], clamped[31], clamped[29],
      clamped[27], clamped[25], clamped[23], clamped[21], clamped[19], clamped[17], clamped[15], clamped[13],
      clamped[11], clamped[9], clamped[7], clamped[5], clamped[3], clamped[1]};
  assign o_clamped_1 = clamped_1[i_step[5:0]];

endmodule

`default_nettype wire
