// yuragi_evidence_register: evidence of 1 outputs, +1 in `ups`, -1 in `downs`
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 2 inputs, 2 hidden, 1 outputs; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_evidence_register (
  input  wire        clock,
  input  wire        i_shift,
  input  wire        i_up,
  input  wire        i_down,
  input  wire [11:0] i_word,
  output wire [1:0]  o_open,
  output wire [1:0]  o_close,
  output wire        o_any_evidence
);
  reg [0:0] ups = 1'd0;
  always @(posedge clock) if (i_shift) ups <= i_up;
  wire [1:0] wide_ups = {1'd0, ups};
  reg [0:0] downs = 1'd0;
  always @(posedge clock) if (i_shift) downs <= i_down;
  wire [1:0] wide_downs = {1'd0, downs};
  assign o_any_evidence = |{ups, downs};
  // verilator lint_off UNUSEDSIGNAL
  wire [11:0] word_spare = i_word[11:0]; // beyond the size of this design
  // verilator lint_on UNUSEDSIGNAL
  assign o_open = wide_ups;
  assign o_close = wide_downs;

endmodule

`default_nettype wire
