// yuragi_lfsr: 89-bit generator, sixteen fresh bits at every draw
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 64-64-10; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_lfsr (
  // Control
  input  wire        clock,
  input  wire        i_reset,
  input  wire        i_step,
  // Data
  input  wire [7:0]  i_absorb,
  output wire [15:0] o_word
);

  localparam [88:0] START = 89'h100_0000_0000_0000_0000_0000;

  reg [88:0] state = 89'd0;

  // a flip-flop starts at 0, so the register keeps state ^ start
  wire [88:0] current = state ^ START;
  wire [15:0] fresh = current[15:0] ^ current[35:20] ^ current[44:29] ^ current[54:39] ^ {8'd0, i_absorb};
  wire [88:0] stepped = (current >> 16) | ({73'd0, fresh} << 73);

  assign o_word = current[88:73];

  always @(posedge clock) begin
    if (i_reset) state <= 89'd0;
    else if (i_step) state <= stepped ^ START;
  end

endmodule

`default_nettype wire
