  // What the commands do: registers and the number of presentations stay while it runs, and none is 0.
  wire f_late = phase >= PHASE_VISIT || phase == PHASE_IDLE;
  reg f_running = 1'b0, f_due = 1'b0;
  reg [7:0] f_sweeps, f_noise;
  reg [15:0] f_presentations;
  always @(posedge clock) begin
    f_running <= o_busy | i_start;
    f_due <= i_restart | (f_due & !i_reset);
    f_sweeps <= i_sweeps;
    f_noise <= i_noise_probability;
    f_presentations <= i_presentations;
  end
  always @* begin
    assume (|i_sweeps);
    if (f_running) assume (i_sweeps == f_sweeps && i_noise_probability == f_noise && i_presentations == f_presentations);
    // a restart is followed by a reset
    if (i_start) assume (|i_presentations && !f_due);
    if (o_busy) assume (!i_reset);
    // Neurons are decided while they are predicted, weighed or read out, and none behind the last output.
    if (f_late || (phase == PHASE_READING_OUT && ((deciding & i_layer_end) | read))) assume (!i_complete);
  end

  // The phases that wait for a neighbour; each of the others is left within the cycles that it has.
  wire f_waits = phase == PHASE_IDLE || phase == PHASE_SUM || phase == PHASE_LOAD || phase == PHASE_SETTLE || phase == PHASE_WEIGHING
    || phase == PHASE_READING_OUT || phase == PHASE_VISIT || phase == PHASE_SCAN || phase == PHASE_FLIPPING
    || (phase == PHASE_NOISE && i_unwritten);
  reg [4:0] f_phase = 5'd0;
  reg [15:0] f_age = 16'd0;
  reg f_counted = 1'b0, f_stays = 1'b0;
  reg [15:0] f_before = 16'd0;
  always @(posedge clock) begin
    f_phase <= phase;
    if (phase != f_phase) f_age <= !f_waits;
    else if (!f_waits) f_age <= f_age + 16'd1;
    f_before <= presented_before;
    f_counted <= o_presented & !i_restart;
    f_stays <= o_busy & !o_presented;
  end
  wire [15:0] f_now = phase == f_phase ? f_age : 16'd0;
  // The noise row, word after word; two cycles after a word was read it is written.
  reg f_noise1 = 1'b0, f_noise2 = 1'b0;
  reg [$bits(noise_row)-1:0] f_row1, f_row2;
  always @(posedge clock) begin
    f_noise1 <= o_noise_issue & !i_restart;
    f_noise2 <= f_noise1 & !i_restart;
    f_row1 <= o_noise_address;
    f_row2 <= f_row1;
  end
  always @* begin
    // each phase is one of those that wait, or ends in time: so it always comes back to rest if its neighbours answer
    assert (phase <= PHASE_NEXT);
    if (phase == PHASE_START || phase == PHASE_WALK || phase == PHASE_WEIGH || phase == PHASE_READOUT || phase == PHASE_FLIP
      || phase == PHASE_FLIPPED) assert (phase != f_phase);
    if (phase == PHASE_COUNT) assert (index <= LAST_TOTAL && f_now == index);
    if (phase == PHASE_NEXT) assert (f_now <= 16'd1);
    if (phase == PHASE_NOISE) assert (f_now <= noise_word && noise_word <= row_table_last_word);
    // there are as many presentations as were asked for, and in each no more sweeps than the register says
    if (o_busy) assert (presented_before < i_presentations);
    if (f_counted) assert (presented_before == f_before + 16'd1 && (o_busy == (presented_before != f_presentations)));
    if (f_stays & o_busy) assert (presented_before == f_before);
    if (phase == PHASE_WEIGH || phase == PHASE_WEIGHING) assert (sweep < i_sweeps && layer_kept >= 3'd1 && layer_kept <= LAST_HIDDEN);
    // the row memory is not read at an address at which it is written: not by the noise while words that flipped are on their way,
    // and never where it fluctuates itself
    if (o_noise_issue) assert (!i_unwritten);
    if (o_noise_issue & f_noise2) assert (o_noise_address != f_row2);

    // what this stands on
    if (phase == PHASE_IDLE && resting) assert (presented_before == 0);
    if (phase >= PHASE_VISIT) assert (!deciding);
    if (read & phase == PHASE_READING_OUT) assert (!deciding);
    if (phase != PHASE_NOISE && !f_due) assert (noise_word == 0);
    if (f_due) assert (phase == PHASE_IDLE);
    if (phase >= PHASE_WALK && phase <= PHASE_SETTLE) assert (sweep == 8'd0);
    if (phase == PHASE_READING_OUT || phase == PHASE_READOUT) assert (!read || f_phase == PHASE_READING_OUT);
    if (phase == PHASE_VISIT || phase == PHASE_SCAN || phase == PHASE_FLIP || phase == PHASE_FLIPPING || phase == PHASE_FLIPPED
      || phase == PHASE_NOISE) assert (index == 0);
    if (phase == PHASE_NOISE & f_noise1) assert (f_row1 + 1'b1 == noise_row);
    if (phase == PHASE_NOISE & f_noise2 & f_noise1) assert (f_row2 + 1'b1 == f_row1);
  end
  always @(posedge clock) begin
    cover (f_counted & !o_busy);
    cover (phase == PHASE_WEIGHING && sweep == 8'd1);
    cover (o_noise_issue & f_noise2);
  end
