// yuragi_potential_banks: the potentials of all neurons with their softplus, in four banks
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 64-64-10; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_potential_banks (
  input  wire               clock,
  input  wire               i_read,
  input  wire [1:0]         i_read_bank,
  input  wire [5:0]         i_read_word,
  input  wire               i_own_read,
  input  wire [1:0]         i_own_bank,
  input  wire [5:0]         i_own_word,
  input  wire [2:0]         i_own_lane,
  input  wire               i_write,
  input  wire [1:0]         i_write_bank,
  input  wire [5:0]         i_write_word,
  input  wire [29:0]        i_next_potential,
  input  wire [23:0]        i_next_softplus,
  output wire [29:0]        o_potential,
  output wire [23:0]        o_softplus,
  output wire signed [14:0] o_own
);
  (* no_rw_check *) reg [29:0] words [0:63];
  (* no_rw_check *) reg [9:0] tails [0:63];
  (* no_rw_check *) reg [29:0] copies [0:63];
  reg [29:0] potentials;
  reg [9:0] entries;
  reg [29:0] own;
  reg [2:0] lane;
  wire [5:0] read = |i_read_word[5:5]
    ? {1'd0, i_read_bank, i_read_word[2:0]}
    : 6'd32 | {1'd0, i_read_word[4:0]};
  wire [5:0] own_address = |i_own_word[5:5]
    ? {1'd0, i_own_bank, i_own_word[2:0]}
    : 6'd32 | {1'd0, i_own_word[4:0]};
  wire [5:0] write = |i_write_word[5:5]
    ? {1'd0, i_write_bank, i_write_word[2:0]}
    : 6'd32 | {1'd0, i_write_word[4:0]};
  always @(posedge clock) begin
    if (i_read) begin
      potentials <= words[read];
      entries <= tails[read];
    end
    if (i_own_read) own <= copies[own_address];
    lane <= i_own_lane;
    if (i_write) begin
      words[write] <= i_next_potential;
      copies[write] <= i_next_potential;
      tails[write] <= {i_next_softplus[16:12], i_next_softplus[4:0]};
    end
  end
  assign o_potential = potentials;
  assign o_softplus = {7'd0, entries[9:5], 7'd0, entries[4:0]};
  // verilator lint_off UNUSEDSIGNAL
  wire [13:0] spare = {i_next_softplus[23:17], i_next_softplus[11:5]}; // no entry of this design's table is that large
  wire [1:0] lane_spare = lane[2:1]; // beyond the lanes of this design
  // verilator lint_on UNUSEDSIGNAL
  assign o_own = own[lane[0:0]*15 +: 15];

endmodule

`default_nettype wire
