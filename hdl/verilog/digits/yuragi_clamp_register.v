// yuragi_clamp_register: which of the 10 outputs are clamped
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 64 inputs, 64 hidden, 10 outputs; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_clamp_register (
  input  wire        clock,
  input  wire        i_shift,
  input  wire [15:0] i_bits,
  input  wire [9:0]  i_step,
  output wire [1:0]  o_clamped,
  output wire        o_any_clamped
);
  reg [15:0] mask = 16'd0;
  always @(posedge clock) if (i_shift) mask <= i_bits;
  wire [9:0] clamped = mask[9:0];
  assign o_any_clamped = |mask[9:0];
  // verilator lint_off UNUSEDSIGNAL
  wire [5:0] mask_spare = mask[15:10]; // beyond the last output
  wire [6:0] step_spare = i_step[9:3]; // beyond the size of this design
  // verilator lint_on UNUSEDSIGNAL
  genvar i;
  genvar g;
  generate
    for (i = 0; i < 2; i = i + 1) begin : clamped_lanes
      wire [4:0] column;
      for (g = 0; g < 5; g = g + 1) begin : words
        assign column[g] = clamped[2*g + i];
      end
      assign o_clamped[i] = column[i_step[2:0]];
    end
  endgenerate

endmodule

`default_nettype wire
