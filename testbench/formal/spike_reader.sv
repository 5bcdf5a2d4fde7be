  // What the commands do: they begin and go on when an item is ready, not behind the last spikes; what is read stays the same.
  reg f_begun = 1'b0, f_draw = 1'b0;
  wire f_spikes = f_begun & !f_draw;
  always @(posedge clock) if (i_start) begin
    f_begun <= 1'b1;
    f_draw <= i_draw;
  end
  always @* begin
    if (i_start | i_resume) assume (o_ready);
    if (i_resume) assume (f_begun & !i_start & (f_draw | !o_finished));
    if (turning | i_resume) assume (i_draw == f_draw);
  end

  // Items of each ring, cycles of this item, items before it, turns of each ring since the start.
  localparam [11:0] U = (UNIT_COUNT + 15) / 16, H = (HIDDEN_COUNT + 15) / 16, O = (OUTPUT_COUNT + 15) / 16, ALL = U + H + H + O;
  reg [4:0] f_age = 5'd0;
  reg [11:0] f_items = 12'd0, f_units = 12'd0, f_predicted = 12'd0, f_hidden = 12'd0, f_readout = 12'd0;
  // The spikes of this item as they stood at the heads of the rings.
  reg [15:0] f_item = 16'd0;
  reg f_spike;
  always @* begin
    f_spike = 1'b0;
    if (f_draw) f_spike = ^i_stream;
    else if (ring == 2'd0 && passed < UNIT_COUNT) f_spike = i_units[passed[0]];
    else if (ring == 2'd1 && passed < HIDDEN_COUNT) f_spike = i_predicted;
    else if (ring == 2'd2 && passed < HIDDEN_COUNT) f_spike = i_hidden;
    else if (ring == 2'd3 && passed < OUTPUT_COUNT) f_spike = i_readout;
  end
  always @(posedge clock) begin
    f_units <= f_units + o_turn_units;
    f_predicted <= f_predicted + o_turn_predicted;
    f_hidden <= f_hidden + o_turn_hidden;
    f_readout <= f_readout + o_turn_readout;
    if (turning) begin
      f_age <= f_age + 5'd1;
      f_item[f_age[3:0]] <= f_spike;
    end
    if (i_resume) begin
      f_age <= 5'd0;
      f_items <= f_items + 12'd1;
    end
    if (i_start) begin
      f_age <= 5'd0;
      f_items <= 12'd0;
      f_units <= 12'd0;
      f_predicted <= 12'd0;
      f_hidden <= 12'd0;
      f_readout <= 12'd0;
    end
  end

  // Where the reader stands: the item of the ring in turn, and the items of the rings before it.
  wire [11:0] f_before = (ring == 2'd0) ? 12'd0 : (ring == 2'd1) ? U : (ring == 2'd2) ? U + H : U + H + H;
  wire [11:0] f_ring_items = (ring == 2'd0) ? U : (ring == 2'd3) ? O : H;
  wire [11:0] f_place = (turning ? passed : passed - 12'd1) >> 4;
  wire [11:0] f_past = (passed < length) ? passed : length;
  always @* begin
    // an item takes sixteen cycles: it is what stood at the heads, zeros behind the last spike
    if (turning) assert (f_age < 5'd16);
    if (o_ready & f_begun) assert (f_age == 5'd16 && o_item == f_item);
    // the last spikes come with the last of so many items, and no sooner
    if (o_ready & f_spikes) assert (o_finished == (f_items == ALL - 1));
    if (f_spikes) assert (f_items < ALL);
    // then every ring has turned once around and stands as before
    if (o_ready & o_finished & f_spikes) assert (2 * f_units == UNIT_COUNT && f_predicted == HIDDEN_COUNT
      && f_hidden == HIDDEN_COUNT && f_readout == OUTPUT_COUNT);
    // random bits turn none, and step the streams sixteen times an item
    if (f_begun & f_draw) assert (f_units == 0 && f_predicted == 0 && f_hidden == 0 && f_readout == 0);
    if (f_begun) assert (o_step_streams == (turning & f_draw));

    // what this stands on
    if (turning) assert (f_begun && passed[3:0] == f_age[3:0]);
    if (turning && f_age != 0) assert (gathered >> (16 - f_age) == (f_item & (16'hffff >> (16 - f_age))));
    if (!turning) assert (passed[3:0] == 4'd0);
    if (!f_begun) assert (f_age == 0);
    if (f_spikes) begin
      assert (f_items == f_before + f_place && f_place < f_ring_items);
      if (!turning) assert (passed != 0);
      assert (f_units == ((ring == 2'd0) ? f_past >> 1 : UNIT_COUNT >> 1));
      assert (f_predicted == ((ring == 2'd0) ? 0 : (ring == 2'd1) ? f_past : HIDDEN_COUNT));
      assert (f_hidden == ((ring < 2'd2) ? 0 : (ring == 2'd2) ? f_past : HIDDEN_COUNT));
      assert (f_readout == ((ring == 2'd3) ? f_past : 0));
    end
  end
  always @(posedge clock) begin
    cover (o_ready & o_finished & f_spikes);
    cover (o_ready & f_begun & f_draw & (&o_item));
  end
