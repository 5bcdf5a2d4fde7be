// yuragi_accumulators: the potentials of a target group, a word of weights added at a time
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 2-2-1; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_accumulators (
  // Control
  input  wire       clock,
  input  wire       i_add,
  input  wire       i_clear,
  // Data
  input  wire [5:0] i_weight,
  input  wire [5:0] i_group,
  output wire [5:0] o_sum
);
  localparam CHOSEN = 6;
  reg [11:0] sums;
  genvar lane;
  generate
    for (lane = 0; lane < 2; lane = lane + 1) begin : accumulator
      wire [2:0] weight = i_weight[lane*3 +: 3];
      wire [5:0] sum = sums[lane*6 +: 6];
      wire [5:0] wide = {{3{weight[2]}}, weight};
      always @(posedge clock)
        if (i_clear) sums[lane*6 +: 6] <= 6'd0;
        else if (i_add) sums[lane*6 +: 6] <= sum + wide;
    end
  endgenerate
  wire [CHOSEN-1:0] chosen =
    i_group[0:0] == 1'd0 ? sums[5:0] :
    sums[11:6];
  // verilator lint_off UNUSEDSIGNAL
  wire [4:0] group_spare = i_group[5:1]; // beyond the lanes of this design
  // verilator lint_on UNUSEDSIGNAL
  assign o_sum = chosen;

endmodule

`default_nettype wire
