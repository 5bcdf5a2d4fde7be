// yuragi_counters: flips and evidence of one presentation, to be added to the totals
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 2-2-1; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_counters (
  input  wire        clock,
  input  wire        i_clear,
  input  wire [6:0]  i_flips_up,
  input  wire [6:0]  i_flips_down,
  input  wire        i_evidence_up,
  input  wire        i_evidence_down,
  input  wire [3:0]  i_number,
  output wire [15:0] o_amount
);
  reg [6:0] flips_up = 7'd0;
  always @(posedge clock) if (i_clear) flips_up <= 7'd0; else flips_up <= flips_up + i_flips_up;
  reg [6:0] flips_down = 7'd0;
  always @(posedge clock) if (i_clear) flips_down <= 7'd0; else flips_down <= flips_down + i_flips_down;
  reg [1:0] evidence_up = 2'd0;
  always @(posedge clock) if (i_clear) evidence_up <= 2'd0; else evidence_up <= evidence_up + {1'd0, i_evidence_up};
  reg [1:0] evidence_down = 2'd0;
  always @(posedge clock) if (i_clear) evidence_down <= 2'd0; else evidence_down <= evidence_down +
      {1'd0, i_evidence_down};
  // an even number is a low half, an odd one the high half
  assign o_amount =
    i_number == 4'd0 ? 16'd1 :
    i_number == 4'd2 ? {9'd0, flips_up} :
    i_number == 4'd4 ? {9'd0, flips_down} :
    i_number == 4'd6 ? {14'd0, evidence_up} :
    i_number == 4'd8 ? {14'd0, evidence_down} :
    16'd0;

endmodule

`default_nettype wire
