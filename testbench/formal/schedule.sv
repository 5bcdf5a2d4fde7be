  // What sequencer and weighing do: a neuron is decided six cycles after its last word, unless one before it changed; between the
  // layers nothing is on its way.
  reg [6:1] f_way = 6'd0;
  reg f_begun = 1'b0, f_weigh, f_readout;
  reg [2:0] f_layer;
  reg [3:0] f_quiet = 4'd15;
  wire f_sent = (o_step | o_pass) & o_last;
  always @(posedge clock) begin
    f_way <= (i_flush | i_stop) ? 6'd0 : {f_way, f_sent};
    f_begun <= (f_begun | i_begin) & !i_stop;
    f_weigh <= i_weigh;
    f_readout <= i_readout;
    f_layer <= i_layer;
  end
  always @* begin
    assume (i_decided == (f_way[6] & !i_stop));
    if (i_flush) assume (i_decided & i_weigh);
    if (i_begin) assume (!(|f_way) && !running && !i_stop);
    if (!f_begun) assume (i_begin || !i_decided);
    assume (!(i_weigh & i_readout));
    if (!i_begin && f_begun) assume (i_layer == f_layer && i_weigh == f_weigh && i_readout == f_readout);
    if (i_readout) assume (i_layer == LAST_HIDDEN + 3'd1);
    else if (i_weigh) assume (i_layer >= 3'd1 && i_layer <= LAST_HIDDEN);
    else assume (i_layer == 3'd1);
  end
  // The neurons on their way: each the one after the neuron before it.
  localparam W = $bits(o_own_word);
  wire [W+5:0] f_issuer = {o_own_layer, o_own_word, o_own_lane}, f_decider = {o_decided_layer, o_decided_word, o_decided_lane};
  wire [W+5:0] f_next = {decider_next_layer, decider_next_word, decider_next_lane};
  reg [W+5:0] f_at1, f_at2, f_at3, f_at4, f_at5, f_at6;
  always @(posedge clock) begin
    f_at1 <= f_issuer;
    f_at2 <= f_at1;
    f_at3 <= f_at2;
    f_at4 <= f_at3;
    f_at5 <= f_at4;
    f_at6 <= f_at5;
  end
  wire [7*(W+6)-1:0] f_all = {f_at6, f_at5, f_at4, f_at3, f_at2, f_at1, f_issuer};
  // The one that follows each of them, if it is on its way: the newest is followed by the one in turn.
  wire [7*(W+6)-1:0] f_after;
  wire [6:0] f_inside;
  genvar f_g;
  generate for (f_g = 0; f_g <= 6; f_g = f_g + 1) begin : f_each
    wire [2:0] layer = f_all[f_g*(W+6)+W+3 +: 3], lane = f_all[f_g*(W+6) +: 3];
    wire [W-1:0] word = f_all[f_g*(W+6)+3 +: W];
    wire [W-1:0] last_word;
    wire [2:0] last_lane;
    yuragi_layer_table table_of (.i_index(layer), .o_last_word(last_word), .o_last_lane(last_lane), .o_row_words());
    wire ends = word == last_word && lane == last_lane, full = lane == `GROUP - 1 || ends;
    wire [2:0] next_layer = layer + ends, next_lane = full ? 3'd0 : lane + 3'd1;
    wire [W-1:0] next_word = word + full;
    assign f_after[f_g*(W+6) +: W+6] = {next_layer, next_word, next_lane};
    assign f_inside[f_g] = word <= last_word && word < `STEPS && (word != last_word || lane <= last_lane) && lane < `GROUP && layer >= 3'd1
      && layer <= LAST_HIDDEN + 3'd1;
  end endgenerate
  // The last word of the layer, behind which its children stand; and whether the child before the one in turn is the last.
  wire [W-1:0] f_last_word;
  wire f_ends_before;
  yuragi_layer_table f_table (.i_index(i_layer), .o_last_word(f_last_word), .o_last_lane(), .o_row_words());
  yuragi_child_table f_children (.i_index(child - 5'd1), .o_layer(), .o_last_word(), .o_last(f_ends_before));
  reg [W+5:0] f_oldest, f_follows;
  integer f_n, f_m;
  always @* begin
    f_oldest = f_issuer;
    for (f_n = 1; f_n <= 6; f_n = f_n + 1) if (f_way[f_n]) f_oldest = f_all[f_n*(W+6) +: W+6];
  end
  always @* if (f_begun) begin
    // a word of states that is being written is not read in the same cycle, neither for the neuron in turn nor for its children
    if (i_decided & o_word_end & (o_step | o_pass)) assert (o_own_word != o_decided_word);
    if (i_decided & o_step) assert (o_child_word != o_decided_word);

    // what this stands on
    assert (f_oldest == f_decider);
    for (f_n = 1; f_n <= 6; f_n = f_n + 1) if (f_way[f_n]) begin
      f_follows = f_issuer;
      for (f_m = 1; f_m < f_n; f_m = f_m + 1) if (f_way[f_m]) f_follows = f_all[f_m*(W+6) +: W+6];
      assert (f_after[f_n*(W+6) +: W+6] == f_follows);
      assert (f_inside[f_n] && (i_readout ? f_all[f_n*(W+6)+W+3 +: 3] == LAST_HIDDEN + 3'd1 : f_all[f_n*(W+6)+W+3 +: 3] <= LAST_HIDDEN));
      if (i_weigh) assert (f_all[f_n*(W+6)+W+3 +: 3] == i_layer);
      assert (f_all[f_n*(W+6)+3 +: W] <= o_own_word);
    end
    if (running) assert (f_inside[0] && (i_readout ? o_own_layer == LAST_HIDDEN + 3'd1 : o_own_layer <= LAST_HIDDEN));
    if (running & i_weigh) begin
      assert (o_own_layer == i_layer);
      assert (child_at > f_last_word && child_at <= child_table_last_word);
      assert (child < `CHILDREN && child >= start_table_first_child && (child == start_table_first_child || !f_ends_before));
    end
    assert (o_own_word <= `STEPS);
  end
  always @(posedge clock) begin
    cover (f_begun && i_decided && o_word_end && o_step);
    cover (f_begun && i_flush && !o_layer_end);
  end
