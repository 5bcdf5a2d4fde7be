// yuragi_weighing: what those further up say of a change of the neuron in turn
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 64-64-10; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_weighing (
  input  wire               clock,
  input  wire               i_step,
  input  wire               i_load,
  input  wire               i_pass,
  input  wire               i_first,
  input  wire               i_last,
  input  wire [5:0]         i_word,
  input  wire [2:0]         i_layer,
  input  wire [1:0]         i_offset,
  input  wire [5:0]         i_own_word,
  input  wire [2:0]         i_own_lane,
  input  wire [2:0]         i_own_layer,
  input  wire [15:0]        i_weight,
  input  wire [29:0]        i_sum,
  input  wire [1:0]         i_spiked,
  input  wire [1:0]         i_masked,
  input  wire               i_spike,
  input  wire               i_flush,
  input  wire               i_clear,
  input  wire               i_change,
  input  wire [7:0]         i_reached,
  input  wire [1:0]         i_amount,
  output wire signed [14:0] o_potential,
  output wire signed [14:0] o_lowered,
  output wire               o_complete,
  output wire               o_idle
);

  localparam signed [14:0] ZERO      = 15'sd0;
  localparam signed [14:0] MINUS_ONE = -15'sd1;

  reg                step1     = 1'b0;
  reg                step2     = 1'b0;
  reg                step3     = 1'b0;
  reg                step4     = 1'b0;
  reg                load1     = 1'b0;
  reg                load2     = 1'b0;
  reg                load3     = 1'b0;
  reg                pass1     = 1'b0;
  reg                pass2     = 1'b0;
  reg                pass3     = 1'b0;
  reg                pass4     = 1'b0;
  reg                first1    = 1'b0;
  reg                first2    = 1'b0;
  reg                first3    = 1'b0;
  reg                first4    = 1'b0;
  reg                last1     = 1'b0;
  reg                last2     = 1'b0;
  reg                last3     = 1'b0;
  reg                last4     = 1'b0;
  reg                last5     = 1'b0;
  reg  [5:0]         word1     = 6'd0;
  reg  [5:0]         word2     = 6'd0;
  reg  [5:0]         word3     = 6'd0;
  reg  [1:0]         bank1     = 2'd0;
  reg  [1:0]         bank2     = 2'd0;
  reg  [1:0]         bank3     = 2'd0;
  reg  [5:0]         own_word1 = 6'd0;
  reg  [5:0]         own_word2 = 6'd0;
  reg  [2:0]         own_lane1 = 3'd0;
  reg  [2:0]         own_lane2 = 3'd0;
  reg  [1:0]         own_bank1 = 2'd0;
  reg  [1:0]         own_bank2 = 2'd0;
  reg                spike2    = 1'b0;
  reg                spike3    = 1'b0;
  reg                spike4    = 1'b0;
  reg  [14:0]        plain     = 15'd0;
  reg  [14:0]        logit     = 15'd0;
  wire [29:0]        retrograde_lane_flipped_potential;
  wire [23:0]        retrograde_lane_flipped_softplus;
  wire [29:0]        retrograde_lane_term;
  wire [29:0]        potential_banks_potential;
  wire [23:0]        potential_banks_softplus;
  wire signed [14:0] potential_banks_own;
  wire [1:0]         bank_pointers_bank;
  wire [1:0]         bank_pointers_own_bank;
  reg  signed [14:0] total;

  genvar i;

  wire [29:0] retrograde_lane_potential = {load1 ? ZERO : potential_banks_potential[29:15], load1 ? ZERO :
      potential_banks_potential[14:0]};
  // with its spike the neuron saves what the change would cost, without it the opposite
  wire signed [14:0] base = first4 ? plain : logit;
  // a - b is a + not b + 1: one adder, its carry enters below the lowest bit
  wire [31:0] left = ({17'd0, base} << 1) | 32'd1;
  wire [31:0] right = spike4 ? {17'd0, total} << 1 : ({17'd0, ~total} << 1) | 32'd1;
  // verilator lint_off UNUSEDSIGNAL
  wire [31:0] added_sum = left + right; // not all bits are used
  // verilator lint_on UNUSEDSIGNAL
  wire signed [14:0] added = added_sum[15:1];
  wire signed [14:0] passing = last5 ? logit : plain;

  generate
    for (i = 0; i < 2; i = i + 1) begin : retrograde_lane
      yuragi_retrograde_lane unit (
        .clock               (clock),
        .i_load              (load1),
        .i_hidden            (i_spike),
        .i_spiked            (i_spiked[i]),
        .i_clamped           (i_masked[i]),
        .i_sum               (i_sum[15*i +: 15]),
        .i_weight            (i_weight[8*i +: 8]),
        .i_potential         (retrograde_lane_potential[15*i +: 15]),
        .i_softplus          (potential_banks_softplus[12*i +: 12]),
        .o_flipped_potential (retrograde_lane_flipped_potential[15*i +: 15]),
        .o_flipped_softplus  (retrograde_lane_flipped_softplus[12*i +: 12]),
        .o_term              (retrograde_lane_term[15*i +: 15])
      );
    end
  endgenerate

  yuragi_potential_banks potential_banks (
    .clock            (clock),
    .i_read           (i_step),
    .i_read_bank      (bank_pointers_bank),
    .i_read_word      (i_word),
    .i_own_read       (pass2 | (step2 & first2)),
    .i_own_bank       (own_bank2),
    .i_own_word       (own_word2),
    .i_own_lane       (own_lane2),
    .i_write          (step3 | load3),
    .i_write_bank     (bank3),
    .i_write_word     (word3),
    .i_next_potential (retrograde_lane_flipped_potential),
    .i_next_softplus  (retrograde_lane_flipped_softplus),
    .o_potential      (potential_banks_potential),
    .o_softplus       (potential_banks_softplus),
    .o_own            (potential_banks_own)
  );

  yuragi_bank_pointers bank_pointers (
    .clock       (clock),
    .i_clear     (i_clear),
    .i_advance   (i_change),
    .i_reached   (i_reached),
    .i_amount    (i_amount),
    .i_layer     (i_layer),
    .o_bank      (bank_pointers_bank),
    .i_own_layer (i_own_layer),
    .o_own_bank  (bank_pointers_own_bank)
  );

  always @* begin
    total = ZERO;
    total = total + retrograde_lane_term[14:0];
    total = total + retrograde_lane_term[29:15];
  end

  assign o_potential = passing;
  assign o_lowered = passing + MINUS_ONE;
  assign o_complete = last5;
  assign o_idle = !(step1 | step2 | step3 | load1 | load2 | load3 | last1 | last2 | last3 | last4 | last5);

  always @(posedge clock) begin
    bank1 <= bank_pointers_bank + i_offset;
    if (i_load) bank1 <= 2'd0;
    bank2 <= bank1;
    bank3 <= bank2;
    word1 <= i_word;
    word2 <= word1;
    word3 <= word2;
    // a word on its way
    step1 <= i_step & !i_flush;
    step2 <= step1 & !i_flush;
    step3 <= step2 & !i_flush;
    step4 <= step3 & !i_flush;
    load1 <= i_load;
    load2 <= load1;
    load3 <= load2;
    pass1 <= i_pass;
    pass2 <= pass1;
    pass3 <= pass2;
    pass4 <= pass3;
    first1 <= i_first;
    first2 <= first1;
    first3 <= first2;
    first4 <= first3;
    last1 <= (i_step | i_pass) & i_last & !i_flush;
    last2 <= last1 & !i_flush;
    last3 <= last2 & !i_flush;
    last4 <= last3 & !i_flush;
    last5 <= last4 & !i_flush;
    spike2 <= i_spike;
    spike3 <= spike2;
    spike4 <= spike3;
    // the neuron's own potential, in time for its first terms
    own_word1 <= i_own_word;
    own_word2 <= own_word1;
    own_lane1 <= i_own_lane;
    own_lane2 <= own_lane1;
    own_bank1 <= bank_pointers_own_bank;
    own_bank2 <= own_bank1;
    if (first3) plain <= potential_banks_own;
    if (step4) logit <= added;
    else if (pass4) logit <= plain;
  end

endmodule

`default_nettype wire
