// yuragi_accumulators: the potentials of a target group, a word of weights added at a time
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 64-64-10; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_accumulators (
  // Control
  input  wire         clock,
  input  wire         i_add,
  input  wire         i_clear,
  // Data
  input  wire [127:0] i_weight,
  input  wire [5:0]   i_group,
  output wire [29:0]  o_sum
);
  localparam CHOSEN = 30;
  reg [239:0] sums;
  genvar lane;
  generate
    for (lane = 0; lane < 16; lane = lane + 1) begin : accumulator
      wire [7:0] weight = i_weight[lane*8 +: 8];
      wire [14:0] sum = sums[lane*15 +: 15];
      wire [14:0] wide = {{7{weight[7]}}, weight};
      always @(posedge clock)
        if (i_clear) sums[lane*15 +: 15] <= 15'd0;
        else if (i_add) sums[lane*15 +: 15] <= sum + wide;
    end
  endgenerate
  wire [CHOSEN-1:0] chosen =
    i_group[2:0] == 3'd0 ? sums[29:0] :
    i_group[2:0] == 3'd1 ? sums[59:30] :
    i_group[2:0] == 3'd2 ? sums[89:60] :
    i_group[2:0] == 3'd3 ? sums[119:90] :
    i_group[2:0] == 3'd4 ? sums[149:120] :
    i_group[2:0] == 3'd5 ? sums[179:150] :
    i_group[2:0] == 3'd6 ? sums[209:180] :
    sums[239:210];
  // verilator lint_off UNUSEDSIGNAL
  wire [2:0] group_spare = i_group[5:3]; // beyond the lanes of this design
  // verilator lint_on UNUSEDSIGNAL
  assign o_sum = chosen;

endmodule

`default_nettype wire
