// yuragi_spike_reader: turns the rings of spikes once around, sixteen spikes an item
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 64 inputs, 64 hidden, 10 outputs; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_spike_reader (
  input  wire        clock,
  input  wire        i_start,
  input  wire        i_resume,
  input  wire        i_draw,
  input  wire [2:0]  i_stream,
  input  wire [1:0]  i_units,
  input  wire        i_predicted,
  input  wire        i_hidden,
  input  wire        i_readout,
  output wire        o_turn_units,
  output wire        o_turn_predicted,
  output wire        o_turn_hidden,
  output wire        o_turn_readout,
  output wire        o_step_streams,
  output wire [15:0] o_item,
  output wire        o_ready,
  output wire        o_finished
);

  localparam [11:0] UNIT_COUNT   = 12'd74;
  localparam [11:0] HIDDEN_COUNT = 12'd64;
  localparam [11:0] OUTPUT_COUNT = 12'd10;

  reg        turning  = 1'b0;
  reg [1:0]  ring     = 2'd0;
  reg [11:0] passed   = 12'd0;
  reg [15:0] gathered = 16'd0;
  reg [11:0] length;
  reg        head;

  wire unread = passed < length;
  wire turn = turning & unread & !i_draw;
  wire more = unread | i_draw;

  always @* begin
    // units stand two abreast: the ring turns after the second of a pair
    length = HIDDEN_COUNT;
    head = i_hidden;
    if (ring == 2'd0) begin
      length = UNIT_COUNT;
      head = i_units[0];
      if (passed[0]) head = i_units[1];
    end else if (ring == 2'd1) begin
      head = i_predicted;
    end else if (ring == 2'd3) begin
      length = OUTPUT_COUNT;
      head = i_readout;
    end
    if (i_draw) head = i_stream[0] ^ i_stream[1] ^ i_stream[2];
  end

  assign o_step_streams = turning & i_draw;
  assign o_turn_units = turn & (ring == 2'd0) & passed[0];
  assign o_turn_predicted = turn & (ring == 2'd1);
  assign o_turn_hidden = turn & (ring == 2'd2);
  assign o_turn_readout = turn & (ring == 2'd3);
  assign o_item = gathered;
  assign o_ready = !turning;
  assign o_finished = (&ring) & !unread;

  always @(posedge clock) begin
    if (turning) begin
      gathered <= gathered >> 1;
      if (head & more) gathered <= (gathered >> 1) | 16'h8000;
      passed <= passed + 12'd1;
      if (&passed[3:0]) turning <= 1'b0;
    end
    if (i_resume) begin
      turning <= 1'b1;
      if (!more) begin
        passed <= 12'd0;
        ring <= ring + 2'd1;
      end
    end
    if (i_start) begin
      turning <= 1'b1;
      passed <= 12'd0;
      ring <= 2'd0;
    end
  end

endmodule

`default_nettype wire
