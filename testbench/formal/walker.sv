  // Any entry of the lists, and whether it is written; it stays so until the next walk.
  (* anyconst *) reg [$bits(pointer)-1:0] f_entry;
  (* anyseq *) wire f_is;
  reg f_was = 1'b0, f_next = 1'b0, f_stopped = 1'b0, f_began = 1'b0;
  reg [$bits(pointer)-1:0] f_read;
  always @(posedge clock) begin
    f_was <= f_is;
    f_next <= i_written == f_entry;
    f_stopped <= i_stop;
    f_began <= i_begin;
    if (o_read) f_read <= o_read_address;
  end
  // What the sequencer does: it writes entry after entry, the lists of a target group one after another.
  wire f_place = f_is | (i_written == f_entry);
  always @* begin
    if (i_begin) assume (!walking);
    if (f_was & !i_begin) assume (f_is);
    if (f_next) assume (f_place | i_begin);
    // behind an entry that is no end stands another one, or it is the place that is written next; so does a list begin
    if (known & !i_end & pointer + 1'b1 == f_entry) assume (f_place);
    if ((i_begin | opening) & source_table_list == f_entry) assume (f_place);
  end
  always @* begin
    // an entry that is not written yet is not read, nor one that is written in this cycle
    if (o_read) assert (o_read_address != i_written);
    if (o_read & o_read_address == f_entry) assert (f_is);
    // only an entry that was read is issued, and the last word ends the walk
    if (known) assert (pointer == f_read);
    if (o_last) assert (o_issue && (!walking | f_began));
    if (f_stopped) assert (!walking);

    // what this stands on
    if (walking & known & pointer == f_entry) assert (f_is);
    if (walking & !known & !opening & pointer == f_entry) assert (f_place);
    if (known | opening) assert (walking | f_stopped);
  end
  always @(posedge clock) begin
    cover (o_issue && o_last);
    cover (known && i_both && second);
    cover (walking && !known && !opening && reading == i_written);
  end
