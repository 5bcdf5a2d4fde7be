// yuragi_scratch_memory: frame buffer, identity, stimulus and spike counts, 163 words of 16 bits
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 2-2-1; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_scratch_memory (
  input  wire        clock,
  input  wire [15:0] i_read_address,
  input  wire        i_write,
  input  wire [15:0] i_write_address,
  input  wire [15:0] i_next_word,
  output wire [15:0] o_word
);
  wire [7:0] read_address = i_read_address[7:0];
  // verilator lint_off UNUSEDSIGNAL
  wire [7:0] read_address_spare = i_read_address[15:8]; // beyond the depth of this design
  // verilator lint_on UNUSEDSIGNAL
  wire [7:0] write_address = i_write_address[7:0];
  // verilator lint_off UNUSEDSIGNAL
  wire [7:0] write_address_spare = i_write_address[15:8]; // beyond the depth of this design
  // verilator lint_on UNUSEDSIGNAL
  (* no_rw_check *) reg [15:0] words [0:162];
  reg [15:0] data = 16'd0;
  integer i;
  initial begin
    for (i = 0; i < 163; i = i + 1) words[i] = 16'd0;
    words[96] = 16'h5259;
    words[97] = 16'h4947;
    words[98] = 16'h0005;
    words[99] = 16'h0103;
    words[100] = 16'h0102;
    words[101] = 16'h0002;
    words[102] = 16'h0002;
    words[103] = 16'h0001;
    words[104] = 16'h0080;
    words[105] = 16'h0083;
    words[107] = 16'h0003;
    words[108] = 16'h5b09;
    words[109] = 16'hffff;
    words[110] = 16'h0001;
    words[121] = 16'h0001;
    words[122] = 16'h0001;
    words[123] = 16'h0100;
    words[124] = 16'h0008;
  end
  always @(posedge clock) begin
    data <= words[read_address];
    if (i_write) words[write_address] <= i_next_word;
  end
  assign o_word = data;

endmodule

`default_nettype wire
