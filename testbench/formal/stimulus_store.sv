  // What the commands do: nothing while it copies; they begin with numbers that are not 0 and go on until it has finished.
  reg f_begun = 1'b0;
  always @* begin
    if (i_write | i_begin | i_next_stimulus) assume (!o_busy);
    if (i_begin) assume (|i_stimuli && |i_passes && i_stimuli <= `STORED);
    if (i_next_stimulus) assume (i_begin | (f_begun & !o_finished));
  end

  // The stimulus in turn and the pass, the first word of the stimulus that is copied, cycles since its copy began.
  reg [15:0] f_stimuli, f_passes, f_number, f_pass, f_first;
  reg [15:0] f_age = 16'd0;
  reg f_copies = 1'b0;
  localparam [15:0] WORDS = STIMULUS_WORDS;
  wire f_last = f_number == f_stimuli - 16'd1;
  // any word of a stimulus
  (* anyconst *) reg [15:0] f_word;
  always @* assume (f_word < WORDS);
  wire [15:0] f_index = f_first + f_word;
  wire [15:0] f_stored;
  always @(posedge clock) begin
    f_age <= f_age + 16'd1;
    if (f_copies && f_age == WORDS - 1) begin
      f_number <= f_last ? 16'd0 : f_number + 16'd1;
      f_pass <= f_pass + f_last;
    end
    if (f_copies && f_age == WORDS + 1) f_copies <= 1'b0;
    if (i_begin) begin
      f_begun <= 1'b1;
      f_stimuli <= i_stimuli;
      f_passes <= i_passes;
      f_number <= 16'd0;
      f_pass <= 16'd0;
    end
    if (i_next_stimulus) begin
      f_copies <= 1'b1;
      f_age <= 16'd0;
      f_first <= i_begin ? 16'd0 : f_number * WORDS;
    end
    if (i_restart) begin
      f_copies <= 1'b0;
      f_begun <= 1'b0;
    end
  end
  always @* begin
    // the copy of a stimulus ends in time
    assert (o_busy == f_copies);
    if (f_copies) assert (f_age <= WORDS + 1);
    // every word of it is copied once, in order, to its place in the scratch memory
    assert (o_copying == (f_copies && f_age >= 2));
    if (o_copying) assert (o_place == STIMULUS_BASE + f_age - 2);
    if (o_copying && f_age - 2 == f_word) assert (o_word == f_stored);
    // it has finished after all passes, each of all stimuli, and no sooner
    if (f_begun) assert (o_finished == (f_pass == f_passes));

    // what this stands on
    if (f_begun) begin
      assert (f_number < f_stimuli && f_stimuli <= `STORED && |f_stimuli && f_pass <= f_passes);
      assert (all == f_stimuli && left == f_stimuli - f_number && passes_left == f_passes - f_pass);
      if (f_pass == f_passes) assert (f_number == 0);
      if (!reading) assert (at == f_number * WORDS);
    end
    if (f_copies) assert (f_begun && reading == (f_age < WORDS) && coming == (f_age >= 1 && f_age <= WORDS));
    if (reading) assert (f_copies && words_left == WORDS - f_age && at == f_first + f_age && f_first == f_number * WORDS);
    if (f_copies && f_age < WORDS) assert (f_pass < f_passes);
    if (f_copies && f_age < 2) assert (target == STIMULUS_BASE);
  end
  always @(posedge clock) begin
    cover (f_begun && o_finished && f_stimuli == 2 && f_passes == 2 && !o_busy);
    cover (o_copying && f_age - 2 == f_word && o_word == 16'ha5a5);
  end
