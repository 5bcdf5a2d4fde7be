// A clockless cell, and the same with a register behind it.
// SPDX-License-Identifier: MIT OR Apache-2.0
`default_nettype none

module adder (
    input wire [15:0] i_a,
    input wire [99:0] i_b,
    output wire [16:0] o_sum,
    output wire [99:0] o_b
);
    assign o_sum = i_a + i_b[15:0];
    assign o_b = ~i_b;
endmodule

module registered_adder (
    input wire clock,
    input wire [15:0] i_a,
    input wire [15:0] i_b,
    output wire [16:0] o_sum,
    output reg [16:0] o_last = 0
);
    assign o_sum = i_a + i_b;
    always @(posedge clock) o_last <= o_sum;
endmodule
