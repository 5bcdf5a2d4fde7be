// Registers of many shapes: ports, internals, memories and wide values.
// SPDX-License-Identifier: MIT OR Apache-2.0
`default_nettype none

module counter #(
    parameter WIDTH = 8,
    parameter [WIDTH-1:0] START = 0
) (
    input wire clock,
    input wire i_enable,
    output wire [WIDTH-1:0] o_count,
    output wire [WIDTH-1:0] o_inverted
);
    reg [WIDTH-1:0] count = START;
    wire [WIDTH-1:0] inverted = ~count;
    always @(posedge clock) if (i_enable) count <= count + 1'b1;
    assign o_count = count;
    assign o_inverted = inverted;
endmodule

module register_file (
    input wire clock,
    input wire i_enable,
    input wire [3:0] i_address,
    input wire [136:0] i_wide,
    input wire [63:0] i_word,
    output wire [7:0] o_count,
    output wire [7:0] o_inverted,
    output wire [32:0] o_other,
    output wire [7:0] o_byte,
    output reg [136:0] o_wide = 137'd1,
    output wire [63:0] o_word
);
    reg [7:0] bytes [0:15];
    reg [136:0] rows [2:5];
    reg [11:0] grid [0:2][0:3];
    reg \odd.name  = 1'b1;

    integer i;
    initial begin
        for (i = 0; i < 16; i = i + 1) bytes[i] = i * 3;
    end

    counter #(.START(8'd250)) u_counter (
        .clock(clock), .i_enable(i_enable), .o_count(o_count), .o_inverted(o_inverted)
    );

    genvar g;
    generate
        for (g = 0; g < 3; g = g + 1) begin : lane
            wire [32:0] value;
            counter #(.WIDTH(33), .START(33'h1_0000_0000 + g)) u_counter (
                .clock(clock), .i_enable(1'b1), .o_count(value), .o_inverted()
            );
        end
    endgenerate

    assign o_other = lane[2].value;
    assign o_byte = bytes[i_address];
    assign o_word = ~i_word;
    always @(posedge clock) begin
        o_wide <= i_wide;
        rows[2 + i_address[1:0]] <= i_wide;
        \odd.name  <= ~\odd.name ;
    end
endmodule
