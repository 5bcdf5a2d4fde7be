// yuragi_bank_pointers: which bank holds the present potentials of each layer
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 64-64-10; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_bank_pointers (
  // Control
  input  wire       clock,
  input  wire       i_clear,
  input  wire       i_advance,
  // Data
  input  wire [7:0] i_reached,
  input  wire [1:0] i_amount,
  input  wire [2:0] i_layer,
  output wire [1:0] o_bank,
  input  wire [2:0] i_own_layer,
  output wire [1:0] o_own_bank
);
  reg [15:0] banks = 16'd0;
  genvar i;
  generate
    for (i = 0; i < 8; i = i + 1) begin : pointer
      wire [1:0] moved = banks[2*i +: 2] + i_amount;
      always @(posedge clock)
        if (i_clear) banks[2*i +: 2] <= 2'd0;
        else if (i_advance & i_reached[i]) banks[2*i +: 2] <= moved;
    end
  endgenerate
  assign o_bank = banks[i_layer*2 +: 2];
  assign o_own_bank = banks[i_own_layer*2 +: 2];

endmodule

`default_nettype wire
