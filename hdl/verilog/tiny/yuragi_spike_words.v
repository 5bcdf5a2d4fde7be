// yuragi_spike_words: spikes of hidden neurons and outputs for the host
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 2-2-1; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_spike_words (
  // Control
  input  wire        clock,
  input  wire        i_begin,
  input  wire        i_begin_readout,
  input  wire        i_put,
  input  wire        i_readout,
  input  wire        i_spike,
  input  wire        i_predicted,
  input  wire        i_last,
  output wire        o_write,
  // Data
  output wire [15:0] o_address,
  output wire [15:0] o_word
);

  localparam [15:0] BASE          = 16'd160;
  localparam [11:0] FIRST_HIDDEN  = 12'd1;
  localparam [11:0] FIRST_READOUT = 12'd2;

  reg [15:0] gathered   = 16'd0;
  reg [3:0]  count      = 4'd0;
  reg        full       = 1'b0;
  reg        of_outputs = 1'b0;
  reg        late       = 1'b0;
  reg        later      = 1'b0;
  reg [11:0] place      = 12'd0;

  wire [7:0] upper = (gathered[15:8] >> 1) | ({7'd0, i_spike} << 7);
  wire [7:0] lower = (gathered[7:0] >> 1) | ({7'd0, i_predicted} << 7);
  wire written = later | (full & !of_outputs);

  assign o_write = written;
  assign o_address = {4'd0, place} | BASE;
  assign o_word = gathered;

  always @(posedge clock) begin
    full <= 1'b0;
    if (i_put) begin
      of_outputs <= i_readout;
      count <= count + 4'd1;
      if (i_readout) begin
        gathered <= (gathered >> 1) | ({15'd0, i_predicted} << 15);
        full <= (&count) | i_last;
      end else begin
        gathered <= ({8'd0, upper} << 8) | {8'd0, lower};
        full <= (&count[2:0]) | i_last;
      end
      if (i_last) count <= 4'd0;
    end
    // read-out spikes two cycles later: the count of the last output is written first
    late <= full & of_outputs;
    later <= late;
    if (written) place <= place + 12'd1;
    if (i_begin) begin
      gathered <= 16'd0;
      count <= 4'd0;
      place <= FIRST_HIDDEN;
    end
    if (i_begin_readout) begin
      count <= 4'd0;
      place <= FIRST_READOUT;
    end
  end

endmodule

`default_nettype wire
