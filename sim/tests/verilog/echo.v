// Sends back every byte plus one, through a small FIFO; and, with i_frames set,
// answers each byte n with a frame of n payload bytes after n bytes of noise.
// SPDX-License-Identifier: MIT OR Apache-2.0
`default_nettype none

module echo (
    input wire clock,
    input wire i_frames,
    // Bytes in
    input wire [7:0] i_host_data,
    input wire i_host_valid,
    output wire o_host_ready,
    // Bytes out
    output wire [7:0] o_host_data,
    output wire o_host_valid,
    input wire i_host_ready
);
    // Plain echo: a FIFO of four bytes.
    reg [7:0] fifo [0:3];
    reg [2:0] level = 0;
    reg [1:0] head = 0;
    wire [1:0] tail = head + level[1:0];
    wire push = i_host_valid & o_host_ready & ~i_frames;
    wire pop = o_host_valid & i_host_ready & ~i_frames;

    // Frames: n bytes of noise, start, 3 header bytes of which the last is n,
    // n bytes of payload, 2 bytes of trailer.
    reg busy = 0;
    reg [7:0] n = 0;
    reg [9:0] at = 0;
    wire [9:0] place = at - n;
    wire noise = at < n;
    wire [7:0] frame_byte = noise ? 8'hee : place == 0 ? 8'h59 : place == 3 ? n : place[7:0];
    wire last = ~noise & (place == 10'd5 + n);

    assign o_host_ready = i_frames ? ~busy : level != 4;
    assign o_host_valid = i_frames ? busy : level != 0;
    assign o_host_data = i_frames ? frame_byte : fifo[head];

    always @(posedge clock) begin
        if (push) fifo[tail] <= i_host_data + 1'b1;
        head <= head + pop;
        level <= level + push - pop;
        if (i_frames & i_host_valid & o_host_ready) begin
            busy <= 1;
            n <= i_host_data;
            at <= 0;
        end
        if (i_frames & busy & i_host_ready) begin
            at <= at + 1'b1;
            if (last) busy <= 0;
        end
    end
endmodule
