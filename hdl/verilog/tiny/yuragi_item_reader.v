// yuragi_item_reader: spikes and random bits for the host, sixteen an item
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 2-2-1; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_item_reader (
  input  wire        clock,
  input  wire        i_start,
  input  wire        i_resume,
  input  wire        i_draw,
  input  wire [2:0]  i_stream,
  output wire        o_step_streams,
  output wire        o_read,
  output wire [15:0] o_address,
  input  wire [15:0] i_word,
  output wire [15:0] o_item,
  output wire        o_ready,
  output wire        o_finished
);

  localparam [15:0] BASE = 16'd160;
  localparam [11:0] LAST = 12'd2;

  reg [11:0] place    = 12'd0;
  reg [3:0]  steps    = 4'd0;
  reg        drawing  = 1'b0;
  reg        reading  = 1'b0;
  reg        arriving = 1'b0;
  reg [15:0] gathered = 16'd0;

  wire head = i_stream[0] ^ i_stream[1] ^ i_stream[2];

  assign o_step_streams = drawing;
  assign o_read = reading;
  assign o_address = {4'd0, place} | BASE;
  assign o_item = gathered;
  assign o_ready = !drawing & !reading & !arriving;
  assign o_finished = place == LAST;

  always @(posedge clock) begin
    reading <= 1'b0;
    arriving <= reading;
    if (arriving) gathered <= i_word;
    if (drawing) begin
      gathered <= gathered >> 1;
      if (head) gathered <= (gathered >> 1) | 16'h8000;
      steps <= steps + 4'd1;
      if (&steps) drawing <= 1'b0;
    end
    if (i_resume) place <= place + 12'd1;
    if (i_start) place <= 12'd0;
    if (i_start | i_resume) begin
      steps <= 4'd0;
      drawing <= i_draw;
      reading <= !i_draw;
    end
  end

endmodule

`default_nettype wire
