  // The end of the row of the last entry; no word of a later row stands before it.
  (* anyseq *) wire [$bits(i_row)-1:0] f_words;
  reg [$bits(i_row):0] f_end = 0;
  wire f_entry = known & !i_end;
  wire [$bits(i_row):0] f_stop = i_row + ((hold | second) ? 2 * f_words : f_words);
  reg f_any = 1'b0;
  always @* begin
    // What the lists hold: rows upwards, layer by layer, and the row of the bias neuron is the last one. A part of a row has as
    // many words as its target layer has groups; the second row of a pair of inputs follows the first.
    assume (f_words > source_table_word + wide_group);
    if (f_entry & i_both) assume (f_words == ROW_WORDS);
    if (f_entry & !second) assume (i_row >= f_end);
    if (f_entry) assume (f_stop < 1 << $bits(i_row));
    if (finished) assume (target_table_bias >= f_end && target_table_bias + wide_group < 1 << $bits(i_row));
    // the entry, its layer and the target group stay while they are in turn
    if (second) assume (known & !i_end & i_both && i_row == f_row && f_words == f_width);
    if (i_begin) assume (!walking && !known && !issued);
    if (!i_begin) assume (i_group == f_group);
  end
  reg [$bits(i_row)-1:0] f_row, f_width;
  reg [11:0] f_group;
  reg [$bits(i_row)-1:0] f_place = 0;
  reg f_issued = 1'b0;
  always @(posedge clock) begin
    f_row <= i_row;
    f_width <= f_words;
    f_group <= i_group;
    if (f_entry) f_end <= f_stop;
    if (issued) f_place <= place;
    f_issued <= f_issued | issued;
    if (i_begin) begin
      f_end <= 0;
      f_issued <= 1'b0;
    end
  end
  always @* begin
    // the words of a target group are visited upwards: none is read again while it is being written
    if (o_issue & f_issued) assert (o_address > f_place);

    // what this stands on
    if (second) assert (issued && place == f_row + source_table_word + wide_group && f_end == f_row + 2 * f_width);
    if (issued & !second & !issued_last) assert (place < f_end);
    if (f_issued) assert (f_place < f_end || !walking);
    if (known | opening | issued) assert (walking | issued_last | f_stopped);
  end
  reg f_stopped = 1'b0;
  always @(posedge clock) f_stopped <= i_stop;
  always @(posedge clock) begin
    cover (o_issue && o_last && f_issued);
    cover (o_issue && f_issued && second);
  end
