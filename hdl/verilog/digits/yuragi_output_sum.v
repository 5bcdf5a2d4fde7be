// yuragi_output_sum: potential of one output, summed over the rows
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 64 inputs, 64 hidden, 10 outputs; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_output_sum (
  // Control
  input  wire               clock,
  input  wire               i_clear,
  input  wire               i_add,
  // Data
  input  wire signed [7:0]  i_gated,
  output wire signed [14:0] o_sum
);

  reg [14:0] total = 15'd0;

  wire signed [14:0] wide = {{7{i_gated[7]}}, i_gated};
  wire signed [14:0] current = total;

  assign o_sum = current;

  always @(posedge clock) begin
    if (i_clear) total <= 15'd0;
    else if (i_add) total <= current + wide;
  end

endmodule

`default_nettype wire
