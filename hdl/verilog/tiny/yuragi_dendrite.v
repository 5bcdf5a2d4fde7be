// yuragi_dendrite: adder tree over 2 lanes, a register every two levels, and the potential's accumulator
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 2 inputs, 2 hidden, 1 outputs; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_dendrite (
  input  wire               clock,
  input  wire [5:0]         i_gated,
  input  wire               i_valid,
  input  wire               i_first,
  input  wire               i_last,
  output wire signed [14:0] o_potential,
  output wire               o_done
);
  reg [3:0] sum1 = 4'd0;
  always @(posedge clock) begin
  sum1[3:0] <= {i_gated[2], i_gated[2:0]} + {i_gated[5], i_gated[5:3]};
  end
  reg valid = 1'b0;
  always @(posedge clock) valid <= i_valid;
  reg first = 1'b0;
  always @(posedge clock) first <= i_first;
  reg last = 1'b0;
  always @(posedge clock) last <= i_last;
  wire signed [14:0] word = {{11{sum1[3]}}, sum1};
  reg signed [14:0] total = 15'd0;
  reg finished = 1'b0;
  always @(posedge clock) begin
    finished <= valid && last;
    if (valid) total <= first ? word : total + word;
  end
  assign o_potential = total;
  assign o_done = finished;

endmodule

`default_nettype wire
