// yuragi_evidence_register: evidence of 10 outputs, +1 in `ups`, -1 in `downs`
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 64 inputs, 64 hidden, 10 outputs; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_evidence_register (
  input  wire        clock,
  input  wire        i_shift,
  input  wire        i_up,
  input  wire        i_down,
  input  wire [11:0] i_word,
  output wire [15:0] o_open,
  output wire [15:0] o_close,
  output wire        o_any_evidence
);
  reg [9:0] ups = 10'd0;
  always @(posedge clock) if (i_shift) ups <= {i_up, ups[9:1]};
  wire [15:0] wide_ups = {6'd0, ups};
  reg [9:0] downs = 10'd0;
  always @(posedge clock) if (i_shift) downs <= {i_down, downs[9:1]};
  wire [15:0] wide_downs = {6'd0, downs};
  assign o_any_evidence = |{ups, downs};
  // verilator lint_off UNUSEDSIGNAL
  wire [11:0] word_spare = i_word[11:0]; // beyond the size of this design
  // verilator lint_on UNUSEDSIGNAL
  assign o_open = wide_ups;
  assign o_close = wide_downs;

endmodule

`default_nettype wire
