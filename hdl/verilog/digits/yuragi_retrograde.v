// yuragi_retrograde: potentials of the outputs, and the logit of the hidden neuron in turn
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 64 inputs, 64 hidden, 10 outputs; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_retrograde (
  input  wire               clock,
  input  wire [9:0]         i_step,
  input  wire               i_resample,
  input  wire               i_first,
  input  wire               i_last,
  input  wire               i_load,
  input  wire [1:0]         i_output,
  input  wire [1:0]         i_clamped,
  input  wire               i_hidden_read,
  input  wire [9:0]         i_row,
  input  wire [15:0]        i_weight,
  input  wire [29:0]        i_sum,
  input  wire [5:0]         i_readout_lane,
  input  wire               i_readout,
  input  wire               i_hidden,
  input  wire               i_toggle,
  input  wire               i_hidden_write,
  input  wire [9:0]         i_hidden_row,
  input  wire signed [14:0] i_hidden_potential,
  output wire signed [14:0] o_logit,
  output wire signed [14:0] o_lowered,
  output wire               o_logit_valid,
  output wire               o_idle
);

  localparam signed [14:0] ZERO         = 15'sd0;
  localparam signed [14:0] MINUS_ONE    = -15'sd1;
  localparam [15:0]        SECOND_BANK  = 16'd8;
  localparam [9:0]         BANK_WORDS   = 10'd7;
  localparam [15:0]        HIDDEN_BASE  = 16'd64;
  localparam [9:0]         HIDDEN_WORDS = 10'd63;
  localparam [15:0]        ZERO_WORD    = 16'd16;

  reg                bank         = 1'b0;
  reg  [9:0]         write_step   = 10'd0;
  reg                loading      = 1'b0;
  reg                captured     = 1'b0;
  reg  [14:0]        readout_kept = 15'd0;
  reg  [14:0]        hidden_v     = 15'd0;
  reg  [14:0]        accumulated  = 15'd0;
  reg  [1:0]         y            = 2'd0;
  reg  [1:0]         mask         = 2'd0;
  reg                valid1       = 1'b0;
  reg                valid2       = 1'b0;
  reg                valid3       = 1'b0;
  reg                first1       = 1'b0;
  reg                first2       = 1'b0;
  reg                first3       = 1'b0;
  reg                first4       = 1'b0;
  reg                resample1    = 1'b0;
  reg                resample2    = 1'b0;
  reg                resample3    = 1'b0;
  reg                resample4    = 1'b0;
  reg                last1        = 1'b0;
  reg                last2        = 1'b0;
  reg                last3        = 1'b0;
  reg                last4        = 1'b0;
  wire [29:0]        retrograde_lane_flipped_potential;
  wire [23:0]        retrograde_lane_flipped_softplus;
  wire [29:0]        retrograde_lane_term;
  wire [29:0]        potential_memory_potential;
  wire [23:0]        potential_memory_softplus;
  wire [14:0]        readout_select_selected;
  reg  [15:0]        potential_memory_read_address;
  reg  signed [14:0] total;
  reg  signed [14:0] base;

  genvar i;

  // a counter that is wrong must not lead to the word that stays 0
  wire [9:0] written_step = write_step & BANK_WORDS;
  wire [9:0] written_row = i_hidden_row & HIDDEN_WORDS;
  wire [15:0] potential_memory_write_address =
    i_hidden_write ? {6'd0, written_row} | HIDDEN_BASE :
    !bank ? {6'd0, written_step} | SECOND_BANK :
    {6'd0, written_step};
  wire [29:0] potential_memory_next_potential = {retrograde_lane_flipped_potential[29:15], i_hidden_write ?
      i_hidden_potential : retrograde_lane_flipped_potential[14:0]};
  wire signed [14:0] lowered_base = base + MINUS_ONE;
  wire [31:0] left = ({17'd0, base} << 1) | 32'd1;
  wire [31:0] lowered_left = ({17'd0, lowered_base} << 1) | 32'd1;
  wire [31:0] right = !resample4 ? 32'd0 : !i_hidden ? ({17'd0, ~total} << 1) | 32'd1 : {17'd0, total} << 1;
  // verilator lint_off UNUSEDSIGNAL
  wire [31:0] current_logit_sum = left + right; // not all bits are used
  // verilator lint_on UNUSEDSIGNAL
  wire signed [14:0] current_logit = current_logit_sum[15:1];
  // verilator lint_off UNUSEDSIGNAL
  wire [31:0] lowered_sum = lowered_left + right; // not all bits are used
  // verilator lint_on UNUSEDSIGNAL

  generate
    for (i = 0; i < 2; i = i + 1) begin : retrograde_lane
      yuragi_retrograde_lane unit (
        .clock               (clock),
        .i_load              (loading),
        .i_hidden            (i_hidden),
        .i_spiked            (y[i]),
        .i_clamped           (mask[i]),
        .i_sum               (i_sum[15*i +: 15]),
        .i_weight            (i_weight[8*i +: 8]),
        .i_potential         (potential_memory_potential[15*i +: 15]),
        .i_softplus          (potential_memory_softplus[12*i +: 12]),
        .o_flipped_potential (retrograde_lane_flipped_potential[15*i +: 15]),
        .o_flipped_softplus  (retrograde_lane_flipped_softplus[12*i +: 12]),
        .o_term              (retrograde_lane_term[15*i +: 15])
      );
    end
  endgenerate

  yuragi_potential_memory potential_memory (
    .clock            (clock),
    .i_read_address   (potential_memory_read_address),
    .i_write          (valid3 | i_hidden_write),
    .i_write_address  (potential_memory_write_address),
    .i_next_potential (potential_memory_next_potential),
    .i_next_softplus  (retrograde_lane_flipped_softplus),
    .o_potential      (potential_memory_potential),
    .o_softplus       (potential_memory_softplus)
  );

  yuragi_lane_select_3 readout_select (
    .i_value    (potential_memory_potential),
    .i_group    (i_readout_lane),
    .o_selected (readout_select_selected)
  );

  always @* begin
    potential_memory_read_address = {6'd0, i_step};
    if (i_hidden_read) begin
      potential_memory_read_address = {6'd0, i_row} | HIDDEN_BASE;
    end else if (i_load) begin
      // a word that stays 0, for sums that are to be kept as they are
      potential_memory_read_address = ZERO_WORD;
    end else if (bank) begin
      potential_memory_read_address = {6'd0, i_step} | SECOND_BANK;
    end
    total = ZERO;
    total = total + retrograde_lane_term[14:0];
    total = total + retrograde_lane_term[29:15];
    // with its spike the hidden neuron saves what the flip would cost, without it the opposite
    // before its terms come the neuron's potential passes alone
    base = hidden_v;
    if (resample4 & !first4) base = accumulated;
    if (i_hidden_write) base = i_hidden_potential;
    else if (i_readout) base = readout_kept;
  end

  assign o_idle = !(valid1 | valid2 | valid3);
  assign o_logit = current_logit;
  assign o_lowered = lowered_sum[15:1];
  assign o_logit_valid = last4;

  always @(posedge clock) begin
    valid1 <= i_resample | i_load;
    valid2 <= valid1;
    valid3 <= valid2;
    loading <= i_load;
    resample1 <= i_resample;
    resample2 <= resample1;
    resample3 <= resample2;
    resample4 <= resample3;
    first1 <= i_first;
    first2 <= first1;
    first3 <= first2;
    first4 <= first3;
    last1 <= i_resample & i_last;
    last2 <= last1;
    last3 <= last2;
    last4 <= last3;
    // the current bank is read, the other one receives the potentials with the hidden neuron flipped
    if (i_toggle) bank <= !bank;
    if (valid3) write_step <= write_step + 10'd1;
    else if (i_first & (i_resample | i_load)) write_step <= 10'd0;
    captured <= i_hidden_read;
    if (captured) hidden_v <= potential_memory_potential[14:0];
    y <= i_output;
    mask <= i_clamped;
    readout_kept <= readout_select_selected;
    if (resample4) accumulated <= current_logit;
  end

endmodule

`default_nettype wire
