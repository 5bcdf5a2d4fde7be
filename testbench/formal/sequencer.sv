  // What the cells around it do, cycle by cycle; the proof "delays" shows that they do.
  // f_sum[n]: the last word of a fan-in was sent to the adder tree n cycles ago; f_step likewise a step of the retrograde lanes
  reg [`TREE+2:1] f_sum = 0;
  reg [4:1] f_last = 4'd0;
  reg [3:1] f_step = 3'd0;
  reg [3:0] f_quiet = 4'd15;
  wire f_sent = o_valid & o_last;
  always @(posedge clock) begin
    f_sum <= {f_sum, f_sent};
    f_last <= {f_last, o_resample & o_step_last};
    f_step <= {f_step, o_resample | o_load};
    if (i_restart) f_quiet <= 4'd0;
    else if (!(&f_quiet)) f_quiet <= f_quiet + 4'd1;
  end
  reg f_running = 1'b0;
  reg [7:0] f_sweeps;
  reg [15:0] f_presentations;
  always @(posedge clock) begin
    f_running <= o_busy | i_start;
    f_sweeps <= i_sweeps;
    f_presentations <= i_presentations;
  end
  always @* begin
    assume (i_done == f_sum[`TREE+2]);
    assume (i_logit_valid == f_last[4]);
    assume (i_retrograde_idle == !(|f_step));
    // registers and number of presentations stay while it runs
    assume (|i_sweeps);
    if (f_running) assume (i_sweeps == f_sweeps && i_presentations == f_presentations);
    // commands start it with a number, and not right after a restart
    if (i_start) assume (|i_presentations && &f_quiet && o_at_rest);
    if (o_busy) assume (!i_reset);
  end

  // Cycles that a presentation takes at most, as docs/reference/cycles.md has them: BOUND, and SWEEP for each sweep.
  localparam [15:0] H = HIDDEN_COUNT, WO = WORDS_OUT, WR = ROW_WORDS, S = LAST_STEP_NUMBER + 1, G = LAST_GROUP_NUMBER + 1,
    O = LAST_COUNT + 1, TOTALS = 12, NOISE = H + WR + 1, FLIP = H * WR + WO + 1, READOUT = O + 5;
  localparam [15:0] AFTER_FLIP = NOISE + TOTALS, AFTER_READOUT = FLIP + AFTER_FLIP, AFTER_RESAMPLE = READOUT + AFTER_READOUT;
  localparam [15:0] SWEEP = H * (S + 5), PREDICT = H * (WR - WO) + `TREE + 4, SUMS = WO * (H + 3) + S + 4;
  localparam [15:0] AFTER_SUMS = 1 + AFTER_RESAMPLE, AFTER_PREDICT = SUMS + AFTER_SUMS,
    BOUND = LAST_STIMULUS + 2 + PREDICT + AFTER_PREDICT;

  // At most so many cycles are left of this presentation outside its sweeps, this one included; and of this sweep.
  reg [15:0] f_left, f_pipe;
  wire [15:0] f_noise_words = (noise_counter == H) ? WO : WR;
  wire [15:0] f_steps_left = (S - step_counter) + (WO - 1 - word_counter) * (H + 3) + 4;
  integer f_n;
  always @* begin
    f_pipe = predict1;
    for (f_n = `TREE + 2; f_n > 0; f_n = f_n - 1) if (f_sum[f_n]) f_pipe = `TREE + 4 - f_n;
    if (f_sent) f_pipe = `TREE + 4;
    f_left = 0;
    case (phase)
      PHASE_STIMULUS: f_left = (LAST_STIMULUS - index) + 1 + 1 + PREDICT + AFTER_PREDICT;
      PHASE_STIMULUS_END: f_left = 1 + PREDICT + AFTER_PREDICT;
      PHASE_PREDICT: f_left = (H - 1 - row) * (WR - WO) + (WR - word_counter) + `TREE + 4 + AFTER_PREDICT;
      PHASE_PREDICT_END: f_left = f_pipe + AFTER_PREDICT;
      PHASE_SUM_CLEAR: f_left = H + 3 + f_steps_left + AFTER_SUMS;
      PHASE_SUM: f_left = H - row + 2 + f_steps_left + AFTER_SUMS;
      PHASE_SUM_END: f_left = 1 + f_steps_left + AFTER_SUMS;
      PHASE_LOAD: f_left = f_steps_left + AFTER_SUMS;
      PHASE_LOAD_END: f_left = (f_step[1] ? 4 : f_step[2] ? 3 : f_step[3] ? 2 : 1) + AFTER_SUMS;
      PHASE_RESAMPLE_START: f_left = AFTER_SUMS;
      PHASE_RESAMPLE, PHASE_RESAMPLE_WAIT: f_left = AFTER_RESAMPLE;
      PHASE_READOUT: f_left = (LAST_COUNT - index) + 6 + AFTER_READOUT;
      PHASE_READOUT_END: f_left = (readout1 ? 5 : readout2 ? 4 : readout3 ? 3 : readout4 ? 2 : 1) + AFTER_READOUT;
      PHASE_FLIP: f_left = (H - row) * WR + WO - word_counter + 1 + AFTER_FLIP;
      PHASE_FLIP_END: f_left = 1 + AFTER_FLIP;
      PHASE_NOISE_SEEK: f_left = (noise_counter - row) + 1 + f_noise_words + 1 + TOTALS;
      PHASE_NOISE: f_left = (f_noise_words - word_counter) + 1 + TOTALS;
      PHASE_NOISE_END: f_left = 1 + TOTALS;
      PHASE_COUNT: f_left = (LAST_TOTAL - index) + 3;
      PHASE_NEXT: f_left = total1 ? 2 : 1;
      default: f_left = 0;
    endcase
  end
  wire [15:0] f_step_left = (phase == PHASE_RESAMPLE) ? S - step_counter + 5
    : f_last[1] ? 5 : f_last[2] ? 4 : f_last[3] ? 3 : f_last[4] ? 2 : 1;
  wire [15:0] f_sweep_left = (H - 1 - row) * (S + 5) + f_step_left;
  wire f_resamples = phase == PHASE_RESAMPLE || phase == PHASE_RESAMPLE_WAIT;

  // Cycles since the presentation began.
  reg [15:0] f_elapsed = 0, f_swept = 0;
  reg [7:0] f_sweep = 8'd0;
  reg f_sweeping = 1'b0;
  reg [15:0] f_before = 16'd0;
  reg f_counted = 1'b0, f_stays = 1'b0;
  always @(posedge clock) begin
    if (!f_resamples) f_elapsed <= f_elapsed + 1;
    f_sweep <= sweep;
    f_sweeping <= f_resamples & o_busy;
    f_swept <= f_swept + 1;
    if (!f_resamples || (decide1 && last_row)) f_swept <= 0;
    if (phase == PHASE_CLEAR || o_presented || !o_busy) f_elapsed <= 0;
    f_before <= presented_before;
    f_counted <= o_presented & !i_restart;
    f_stays <= o_busy & !o_presented;
  end
  wire f_presenting = o_busy && phase != PHASE_CLEAR;
  wire f_noisy = phase == PHASE_NOISE_SEEK || phase == PHASE_NOISE;
  wire f_flips = phase == PHASE_FLIP;
  wire f_sums = phase == PHASE_SUM_CLEAR || phase == PHASE_SUM || phase == PHASE_SUM_END || phase == PHASE_LOAD;
  reg [15:0] f_count;
  always @* begin
    f_count = result + f_sent;
    for (f_n = 1; f_n <= `TREE + 2; f_n = f_n + 1) f_count = f_count + f_sum[f_n];
  end

  always @* begin
    // a presentation ends, in time
    if (f_presenting) begin
      assert (f_left > 0);
      assert (f_elapsed + f_left <= BOUND);
      assert (f_elapsed < BOUND);
    end
    if (o_busy) assert (presented_before < i_presentations);
    // so does each of its sweeps, and there are no more than asked
    if (f_resamples) begin
      assert (f_swept < SWEEP && f_swept + f_sweep_left <= SWEEP);
      assert (sweep < i_sweeps && row < H);
      if (f_sweeping) assert (sweep == f_sweep || (sweep == f_sweep + 8'd1 && f_swept == 0));
    end
    // each is counted once, and after the last one it is idle: a command takes O cycles and the bound for each presentation
    if (f_counted) assert (presented_before == f_before + 16'd1 && (o_busy == (presented_before != f_presentations)));
    if (f_stays & o_busy) assert (presented_before == f_before);

    // what the rank stands on
    assert (phase <= PHASE_NEXT);
    assert (noise_counter <= H);
    if (o_busy) assert (&f_quiet);
    if (phase == PHASE_CLEAR) assert (presented_before == 0 && index <= LAST_COUNT);
    if (phase == PHASE_IDLE && resting) assert (presented_before == 0 && index == 0);
    if (phase == PHASE_STIMULUS) assert (index <= LAST_STIMULUS);
    if (phase == PHASE_PREDICT) assert (row < H && word_counter >= WO && word_counter < WR && base == row * WR);
    if (phase == PHASE_PREDICT || phase == PHASE_PREDICT_END) assert (f_count == row);
    if (phase == PHASE_PREDICT_END) assert (row == H && (f_sent | (|f_sum) | predict1));
    if (f_sums) assert (step_counter <= LAST_STEP_NUMBER && word_counter < WO);
    if (phase == PHASE_SUM_CLEAR) assert (step_counter == word_counter * G);
    if (phase == PHASE_SUM || phase == PHASE_SUM_END || phase == PHASE_LOAD)
      assert (group_counter < G && step_counter == word_counter * G + group_counter);
    if (phase == PHASE_SUM || phase == PHASE_SUM_END) assert (group_counter == 0);
    if (phase == PHASE_SUM) assert (row <= H);
    if (phase == PHASE_RESAMPLE_START) assert (row == 0 && base == 0 && step_counter == 0 && sweep == 0);
    if (phase == PHASE_RESAMPLE) assert (step_counter < S && base == row * WR);
    if (phase == PHASE_RESAMPLE_WAIT) assert ($onehot({f_last, decide1}) && base == (last_row ? 0 : (row + 1) * WR));
    if (phase == PHASE_READOUT) assert (index <= LAST_COUNT);
    if (f_resamples || phase == PHASE_RESAMPLE_START || f_flips || phase == PHASE_FLIP_END || f_noisy || phase == PHASE_NOISE_END
      || (phase == PHASE_READOUT_END && !readout1)) assert (index == 0);
    if (phase == PHASE_READOUT || phase == PHASE_READOUT_END) assert (row == 0 && base == 0);
    if (phase == PHASE_READOUT_END && !readout1) assert (word_counter == 0 && !fan_in_part);
    if (f_flips) begin
      assert (row <= H && base == row * WR && !(bias_row & (in_needed | fan_in_part)));
      assert (word_counter < (bias_row ? WO : WR));
    end
    if (phase == PHASE_FLIP_END) assert (word_counter == 0 && row == H + 1);
    if (f_noisy) assert (row <= noise_counter && base == row * WR);
    if (phase == PHASE_NOISE_SEEK) assert (word_counter == 0);
    if (phase == PHASE_NOISE) assert (row == noise_counter && word_counter < f_noise_words && !in_needed);
    if (phase == PHASE_COUNT) assert (index <= LAST_TOTAL);
    // pipelines run empty between the phases that fill them
    if (phase == PHASE_IDLE) begin
      if (f_quiet > 0) assert (!f_sent && !readout1 && !total1);
      for (f_n = 1; f_n <= `TREE + 2; f_n = f_n + 1) if (f_quiet > f_n) assert (!f_sum[f_n]);
    end else if (phase != PHASE_PREDICT && phase != PHASE_PREDICT_END) assert (!f_sent && !(|f_sum));
    for (f_n = 1; f_n <= 4; f_n = f_n + 1)
      if (f_last[f_n]) assert (phase == PHASE_RESAMPLE_WAIT || (phase == PHASE_IDLE && f_quiet < f_n));
    if (decide1) assert (phase == PHASE_RESAMPLE_WAIT || (phase == PHASE_IDLE && f_quiet < 5));
    if (total1) assert (phase == PHASE_COUNT || phase == PHASE_NEXT || (phase == PHASE_IDLE && f_quiet == 0));
    if (readout1) assert (phase == PHASE_READOUT || phase == PHASE_READOUT_END || (phase == PHASE_IDLE && f_quiet == 0));
    if (flipping) assert (phase == PHASE_READOUT_END || phase == PHASE_FLIP || phase == PHASE_FLIP_END
      || (phase == PHASE_IDLE && f_quiet == 0));
  end

  // A word is written two cycles after it was read, and not meanwhile: what the proof of the row memory assumes.
  reg [15:0] f_read1, f_read2, f_written1, f_written2;
  reg [1:0] f_writes = 2'd0;
  always @(posedge clock) begin
    f_read1 <= o_address;
    f_read2 <= f_read1;
    f_written1 <= o_write_address;
    f_written2 <= f_written1;
    f_writes <= {f_writes, o_write};
  end
  always @* if (o_write) begin
    assert (o_write_address == f_read2);
    if (f_writes[0]) assert (o_write_address[`ADDRESS_BITS-1:0] != f_written1[`ADDRESS_BITS-1:0]);
    if (f_writes[1]) assert (o_write_address[`ADDRESS_BITS-1:0] != f_written2[`ADDRESS_BITS-1:0]);
  end
  // what this stands on: words are visited upwards
  wire [15:0] f_next = base + word_counter;
  always @* begin
    if (f_flips || phase == PHASE_NOISE) begin
      if (flip1 | noise1) assert (address1 < f_next);
      if (write2) assert (address2 < f_next);
    end
    if (f_flips && !fan_in_part) assert (word_counter < WO);
    if (f_noisy) assert (!flip1);
    if (phase == PHASE_NOISE) assert (!flip2);
    if (flip1) assert (f_flips || phase == PHASE_FLIP_END || (phase == PHASE_IDLE && f_quiet == 0));
  end
  // The row memory is never read and written at one address in a cycle.
  always @* if (o_write) begin
    assert (o_address[`ADDRESS_BITS-1:0] != o_write_address[`ADDRESS_BITS-1:0]);
    if (&f_quiet) assert (o_busy & !o_at_rest);
  end
  always @(posedge clock) begin
    cover (o_write & o_noise);
    cover (phase == PHASE_RESAMPLE_WAIT && decide1 && sweep == 8'd1);
    cover (f_counted & !o_busy);
  end
