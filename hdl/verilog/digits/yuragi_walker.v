// yuragi_walker: visits the rows whose neurons spiked
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 64-64-10; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_walker (
  input  wire        clock,
  input  wire        i_begin,
  input  wire        i_stop,
  input  wire [2:0]  i_layer,
  // verilator lint_off UNUSEDSIGNAL
  input  wire [11:0] i_group, // bits 11:9 are not used
  // verilator lint_on UNUSEDSIGNAL
  input  wire [6:0]  i_written,
  output wire        o_read,
  output wire [6:0]  o_read_address,
  input  wire        i_end,
  input  wire        i_both,
  input  wire [8:0]  i_row,
  output wire        o_issue,
  output wire        o_last,
  output wire [8:0]  o_address
);

  localparam [8:0] ROW_WORDS = 9'd4;

  reg        walking     = 1'b0;
  reg        known       = 1'b0;
  reg        second      = 1'b0;
  reg        opening     = 1'b0;
  reg  [6:0] pointer     = 7'd0;
  reg  [4:0] source      = 5'd0;
  reg        issued      = 1'b0;
  reg        issued_last = 1'b0;
  reg  [8:0] place       = 9'd0;
  wire [4:0] target_table_first_source;
  wire [8:0] target_table_bias;
  wire [6:0] source_table_list;
  wire [8:0] source_table_word;
  wire       source_table_last;
  reg  [8:0] base;
  reg  [8:0] part;

  // a pair of which both spiked takes two cycles
  wire hold = known & i_both & !i_end & !second;
  wire ends = known & i_end;
  wire [4:0] source_table_index = i_begin ? target_table_first_source : source;
  wire finished = ends & source_table_last;
  wire leaving = ends & !source_table_last;
  // the entry that is read in this cycle
  wire [6:0] reading = (i_begin | opening) ? source_table_list : (known & !hold) ? pointer + 7'd1 : pointer;
  wire on = (walking | i_begin) & !finished & !i_stop;
  wire reads = on & !leaving & (reading != i_written);
  wire [8:0] wide_group = i_group[8:0];
  wire [8:0] shift = second ? wide_group + ROW_WORDS : wide_group;
  wire emits = (known & !i_end) | finished;

  yuragi_target_table target_table (
    // verilator lint_off PINCONNECTEMPTY
    .i_index        (i_layer),
    .o_last_group   (),
    .o_last_word    (),
    .o_first_source (target_table_first_source),
    .o_bias         (target_table_bias)
    // verilator lint_on PINCONNECTEMPTY
  );

  yuragi_source_table source_table (
    .i_index (source_table_index),
    .o_list  (source_table_list),
    .o_word  (source_table_word),
    .o_last  (source_table_last)
  );

  always @* begin
    // which word is issued: the part of the row for the target group; the bias neuron has one of its own
    base = i_row;
    part = source_table_word;
    if (finished) begin
      base = target_table_bias;
      part = 9'd0;
    end
  end

  assign o_read = reads;
  assign o_read_address = reading;
  assign o_issue = issued;
  assign o_last = issued_last;
  assign o_address = place;

  always @(posedge clock) begin
    pointer <= reading;
    opening <= leaving;
    if (i_begin) source <= target_table_first_source;
    else if (leaving) source <= source + 5'd1;
    walking <= on;
    known <= reads;
    second <= hold;
    place <= base + (part + shift);
    issued <= emits;
    issued_last <= finished;
  end

endmodule

`default_nettype wire
