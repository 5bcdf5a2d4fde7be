// counters: presentations, flips and evidence since the last reset
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.1.0; do not edit, change the cell in hdl/src and export again.
// Design: 2 inputs, 2 hidden, 1 outputs; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module counters (
  input  wire        clock,
  input  wire        i_reset,
  input  wire        i_presented,
  input  wire [6:0]  i_flips_up,
  input  wire [6:0]  i_flips_down,
  input  wire        i_evidence_up,
  input  wire        i_evidence_down,
  input  wire [3:0]  i_number,
  output wire [15:0] o_item
);

  reg [31:0] presentations       = 32'd0;
  reg [31:0] total_flips_up      = 32'd0;
  reg [31:0] total_flips_down    = 32'd0;
  reg [31:0] total_evidence_up   = 32'd0;
  reg [31:0] total_evidence_down = 32'd0;
  reg [15:0] chosen;

  always @* begin
    chosen = 16'd0;
    if (i_number == 4'd0) chosen = presentations[15:0];
    else if (i_number == 4'd1) chosen = presentations[31:16];
    else if (i_number == 4'd2) chosen = total_flips_up[15:0];
    else if (i_number == 4'd3) chosen = total_flips_up[31:16];
    else if (i_number == 4'd4) chosen = total_flips_down[15:0];
    else if (i_number == 4'd5) chosen = total_flips_down[31:16];
    else if (i_number == 4'd6) chosen = total_evidence_up[15:0];
    else if (i_number == 4'd7) chosen = total_evidence_up[31:16];
    else if (i_number == 4'd8) chosen = total_evidence_down[15:0];
    else if (i_number == 4'd9) chosen = total_evidence_down[31:16];
  end

  assign o_item = chosen;

  always @(posedge clock) begin
    total_flips_up <= total_flips_up + {25'd0, i_flips_up};
    total_flips_down <= total_flips_down + {25'd0, i_flips_down};
    if (i_presented) presentations <= presentations + 32'd1;
    if (i_evidence_up) total_evidence_up <= total_evidence_up + 32'd1;
    if (i_evidence_down) total_evidence_down <= total_evidence_down + 32'd1;
    if (i_reset) begin
      presentations <= 32'd0;
      total_flips_up <= 32'd0;
      total_flips_down <= 32'd0;
      total_evidence_up <= 32'd0;
      total_evidence_down <= 32'd0;
    end
  end

endmodule

`default_nettype wire
