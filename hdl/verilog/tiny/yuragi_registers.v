// yuragi_registers: learn, sweeps, dwell, flip, noise
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 2-2-1; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_registers (
  input  wire        clock,
  input  wire        i_write,
  input  wire [2:0]  i_number,
  input  wire [15:0] i_value,
  output wire        o_good,
  output wire        o_learn,
  output wire [7:0]  o_sweeps,
  output wire [15:0] o_dwell,
  output wire        o_dwell_write,
  output wire [8:0]  o_flip,
  output wire [7:0]  o_noise
);

  localparam [7:0]  SWEEPS_START = 8'd1;
  localparam [15:0] DWELL_START  = 16'd1;
  localparam [8:0]  FLIP_START   = 9'd256;
  localparam [7:0]  NOISE_START  = 8'd8;

  reg        learning   = 1'b0;
  reg [7:0]  sweeps_xor = 8'd0;
  reg [15:0] dwell_xor  = 16'd0;
  reg [8:0]  flip_xor   = 9'd0;
  reg [7:0]  noise_xor  = 8'd0;
  reg        upper      = 1'b0;
  reg        bit8       = 1'b0;
  reg        bit7       = 1'b0;
  reg        middle     = 1'b0;
  reg        bit0       = 1'b0;
  reg        allowed;

  wire high_byte = upper | bit8;
  wire below = middle | bit0;

  always @* begin
    allowed = !high_byte & !bit7 & !middle;
    if (i_number == 3'd1) allowed = (bit7 | below) & !high_byte;
    else if (i_number == 3'd2) allowed = high_byte | bit7 | below;
    else if (i_number == 3'd3) allowed = !upper & (!bit8 | (!bit7 & !below));
    else if (i_number == 3'd4) allowed = !high_byte & (!bit7 | !below);
  end

  // flip-flops start at 0: kept is the difference from the power-on value
  assign o_learn = learning;
  assign o_sweeps = sweeps_xor ^ SWEEPS_START;
  assign o_dwell = dwell_xor ^ DWELL_START;
  assign o_flip = flip_xor ^ FLIP_START;
  assign o_noise = noise_xor ^ NOISE_START;
  assign o_good = allowed;
  assign o_dwell_write = i_write & allowed & (i_number == 3'd2);

  always @(posedge clock) begin
    // allowed are learn 0 and 1, sweeps 1 to 255, dwell from 1, flip to 256, noise to 128
    upper <= |(i_value >> 9);
    bit8 <= i_value[8];
    bit7 <= i_value[7];
    middle <= |i_value[6:1];
    bit0 <= i_value[0];
    if (i_write & allowed) begin
      if (i_number == 3'd0) learning <= i_value[0];
      else if (i_number == 3'd1) sweeps_xor <= i_value[7:0] ^ SWEEPS_START;
      else if (i_number == 3'd2) dwell_xor <= i_value ^ DWELL_START;
      else if (i_number == 3'd3) flip_xor <= i_value[8:0] ^ FLIP_START;
      else noise_xor <= i_value[7:0] ^ NOISE_START;
    end
  end

endmodule

`default_nettype wire
