// yuragi_flip_count: how many lanes moved a weight, known two cycles after they say so: in parts of four lanes first
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 64-64-10; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_flip_count (
  // Control
  input  wire        clock,
  input  wire        i_enable,
  // Data
  input  wire [15:0] i_moved,
  output wire [6:0]  o_count
);
  integer i;
  integer k;
  wire [15:0] moved = i_moved;
  reg [11:0] parts = 12'd0;
  reg [6:0] count = 7'd0;
  reg [6:0] sum;
  always @* begin
    sum = 7'd0;
    for (i = 0; i < 4; i = i + 1) sum = sum + {4'd0, parts[3*i +: 3]};
  end
  always @(posedge clock) begin
    for (k = 0; k < 4; k = k + 1)
      parts[3*k +: 3] <= !i_enable ? 3'd0 :
        {2'd0, moved[4*k]} + {2'd0, moved[4*k + 1]} + {2'd0, moved[4*k + 2]} + {2'd0, moved[4*k + 3]};
    count <= sum;
  end
  assign o_count = count;

endmodule

`default_nettype wire
