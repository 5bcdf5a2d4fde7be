// yuragi_potential_banks: the potentials of all neurons with their softplus, in four banks
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 2-2-1; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_potential_banks (
  input  wire              clock,
  input  wire              i_read,
  input  wire [1:0]        i_read_bank,
  input  wire [1:0]        i_read_word,
  input  wire              i_own_read,
  input  wire [1:0]        i_own_bank,
  input  wire [1:0]        i_own_word,
  input  wire [2:0]        i_own_lane,
  input  wire              i_write,
  input  wire [1:0]        i_write_bank,
  input  wire [1:0]        i_write_word,
  input  wire [5:0]        i_next_potential,
  input  wire [11:0]       i_next_softplus,
  output wire [5:0]        o_potential,
  output wire [11:0]       o_softplus,
  output wire signed [5:0] o_own
);
  (* no_rw_check *) reg [5:0] words [0:9];
  (* no_rw_check *) reg [0:0] tails [0:9];
  (* no_rw_check *) reg [5:0] copies [0:9];
  reg [5:0] potentials;
  reg [0:0] entries;
  reg [5:0] own;
  wire [3:0] read = |i_read_word[1:1]
    ? {1'd0, i_read_bank, i_read_word[0:0]}
    : 4'd8 | {3'd0, i_read_word[0:0]};
  wire [3:0] own_address = |i_own_word[1:1]
    ? {1'd0, i_own_bank, i_own_word[0:0]}
    : 4'd8 | {3'd0, i_own_word[0:0]};
  wire [3:0] write = |i_write_word[1:1]
    ? {1'd0, i_write_bank, i_write_word[0:0]}
    : 4'd8 | {3'd0, i_write_word[0:0]};
  always @(posedge clock) begin
    if (i_read) begin
      potentials <= words[read];
      entries <= tails[read];
    end
    if (i_own_read) own <= copies[own_address];
    if (i_write) begin
      words[write] <= i_next_potential;
      copies[write] <= i_next_potential;
      tails[write] <= {i_next_softplus[0:0]};
    end
  end
  assign o_potential = potentials;
  assign o_softplus = {11'd0, entries[0:0]};
  // verilator lint_off UNUSEDSIGNAL
  wire [10:0] spare = {i_next_softplus[11:1]}; // no entry of this design's table is that large
  wire [2:0] lane_spare = i_own_lane; // there is one lane
  // verilator lint_on UNUSEDSIGNAL
  assign o_own = own[5:0];

endmodule

`default_nettype wire
