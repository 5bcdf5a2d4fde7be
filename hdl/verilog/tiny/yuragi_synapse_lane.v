// yuragi_synapse_lane: the bundle of a lane: opens and closes its synapses
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 2-2-1; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_synapse_lane (
  input  wire              clock,
  input  wire signed [2:0] i_weight,
  input  wire              i_open,
  input  wire              i_close,
  input  wire              i_noise,
  input  wire [7:0]        i_draw,
  input  wire [8:0]        i_threshold,
  input  wire              i_load,
  input  wire signed [2:0] i_loaded,
  output wire signed [2:0] o_next_weight,
  output wire              o_opened,
  output wire              o_closed
);

  localparam signed [2:0] ZERO      = 3'sd0;
  localparam signed [2:0] ONE       = 3'sd1;
  localparam signed [2:0] MINUS_ONE = -3'sd1;
  localparam [2:0]        NO_BITS   = 3'd0;
  localparam signed [2:0] TOP       = 3'sd3;
  localparam signed [2:0] BOTTOM    = -3'sd4;

  reg [2:0]        stepped = 3'd0;
  reg              hit     = 1'b0;
  reg              drawn   = 1'b0;
  reg              wrapped = 1'b0;
  reg              rising  = 1'b0;
  reg              falling = 1'b0;
  reg              upward;
  reg              moving;
  reg signed [2:0] change;

  // never beyond a rail: such a step wraps to the other one, which is its complement
  wire signed [2:0] rail = upward ? TOP : BOTTOM;
  wire [2:0] undo = wrapped ? ~NO_BITS : NO_BITS;

  always @* begin
    upward = i_open;
    moving = hit & (i_open | i_close);
    if (i_noise) begin
      upward = drawn;
      moving = hit;
    end
    change = ZERO;
    if (moving) begin
      change = MINUS_ONE;
      if (upward) change = ONE;
    end
  end

  assign o_opened = rising & !wrapped;
  assign o_closed = falling & !wrapped;
  assign o_next_weight = i_load ? i_loaded : stepped ^ undo;

  always @(posedge clock) begin
    // evidence opens or closes a synapse; noise does so blindly
    hit <= {1'b0, i_draw} < i_threshold;
    drawn <= i_draw[0];
    rising <= moving & upward;
    falling <= moving & !upward;
    stepped <= i_weight + change;
    wrapped <= moving & (i_weight == rail);
  end

endmodule

`default_nettype wire
