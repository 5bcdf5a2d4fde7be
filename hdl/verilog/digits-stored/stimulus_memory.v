// stimulus_memory: 54644 words of stored stimuli; a word two cycles after its address
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 64 inputs, 64 hidden, 10 outputs; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module stimulus_memory (
  input  wire        clock,
  input  wire [15:0] i_address,
  input  wire        i_write,
  input  wire [15:0] i_item,
  output wire [15:0] o_word
);
  wire [15:0] address = i_address[15:0];
  reg [15:0] words [0:54643];
  reg [15:0] read;
  reg [15:0] word;
  always @(posedge clock) begin
    if (i_write) words[address] <= i_item;
    else read <= words[address];
    word <= read;
  end
  assign o_word = word;

endmodule

`default_nettype wire
