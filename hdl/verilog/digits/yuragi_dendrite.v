// yuragi_dendrite: adder tree over 16 lanes, a register every two levels, and the potential's accumulator
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 64 inputs, 64 hidden, 10 outputs; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_dendrite (
  input  wire               clock,
  input  wire [127:0]       i_gated,
  input  wire               i_valid,
  input  wire               i_first,
  input  wire               i_last,
  output wire signed [14:0] o_potential,
  output wire               o_done
);
  genvar i;
  integer k;
  wire [71:0] sum1;
  generate
    for (i = 0; i < 8; i = i + 1) begin : sum1_lanes
      assign sum1[9*i +: 9] = {i_gated[16*i + 7], i_gated[16*i +: 8]} + {i_gated[16*i + 15], i_gated[16*i + 8 +: 8]};
    end
  endgenerate
  reg [39:0] sum2 = 40'd0;
  always @(posedge clock) begin
    for (k = 0; k < 4; k = k + 1) begin
      sum2[10*k +: 10] <= {sum1[18*k + 8], sum1[18*k +: 9]} + {sum1[18*k + 17], sum1[18*k + 9 +: 9]};
    end
  end
  wire [21:0] sum3;
  generate
    for (i = 0; i < 2; i = i + 1) begin : sum3_lanes
      assign sum3[11*i +: 11] = {sum2[20*i + 9], sum2[20*i +: 10]} + {sum2[20*i + 19], sum2[20*i + 10 +: 10]};
    end
  endgenerate
  reg [11:0] sum4 = 12'd0;
  always @(posedge clock) begin
  sum4[11:0] <= {sum3[10], sum3[10:0]} + {sum3[21], sum3[21:11]};
  end
  reg [1:0] valid_delay = 2'd0;
  always @(posedge clock) valid_delay <= {valid_delay[0:0], i_valid};
  wire valid = valid_delay[1];
  reg [1:0] first_delay = 2'd0;
  always @(posedge clock) first_delay <= {first_delay[0:0], i_first};
  wire first = first_delay[1];
  reg [1:0] last_delay = 2'd0;
  always @(posedge clock) last_delay <= {last_delay[0:0], i_last};
  wire last = last_delay[1];
  wire signed [14:0] word = {{3{sum4[11]}}, sum4};
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
