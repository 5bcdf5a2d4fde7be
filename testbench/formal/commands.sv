  // What the cells around it do; their proofs show that they do.
  // The host port holds a frame until it is answered, and the numbers of a command longer.
  reg f_responded = 1'b0, f_held = 1'b0;
  reg [7:0] f_sequence, f_opcode, f_length;
  // The sequencer is busy from the cycle after its start on, and at no other time.
  reg f_running = 1'b0, f_started = 1'b0, f_busy = 1'b0;
  reg [3:0] f_quiet = 4'd15;
  // Items of the spike reader so far.
  reg [7:0] f_turns = 8'd0;
  reg f_gathers = 1'b0;
  always @(posedge clock) begin
    f_responded <= o_respond;
    f_held <= i_command & !o_respond & !i_restart;
    f_sequence <= i_sequence;
    f_opcode <= i_opcode;
    f_length <= i_length;
    f_started <= o_start & !i_restart;
    f_running <= (o_start | (f_running & i_busy)) & !i_restart;
    f_busy <= i_busy;
    if (i_restart) f_quiet <= 4'd0;
    else if (!(&f_quiet)) f_quiet <= f_quiet + 4'd1;
    if (o_spikes_start) f_turns <= 8'd0;
    else if (o_spikes_resume) f_turns <= f_turns + 8'd1;
  end
  wire f_work = job != JOB_IDLE;
  // Random bits are gathered, not spikes: what the core itself goes by.
  wire f_draws = space[2];
  wire f_boots = job == JOB_POWER_ON || job == JOB_RESET || job == JOB_ABSORB_FETCH || job == JOB_ABSORB_LOW
    || job == JOB_ABSORB_HIGH || job == JOB_STIR || job == JOB_INITIAL_FETCH || job == JOB_INITIAL_APPLY;
  always @* begin
    if (i_command) assume (booted && !f_responded && !i_length[0] && i_length <= LONGEST);
    // it comes when the last answer was sent, and not while the rings turn
    if (i_command & !f_held) assume (f_owed == 8'd0 && job != JOB_GATHER);
    if (f_held) assume (i_command);
    if (f_held) assume (i_length == f_length && i_sequence == f_sequence);
    if (f_work && (f_held || f_owed != 8'd0 || job == JOB_GATHER)) assume (i_opcode == f_opcode);
    if (!f_running) assume (!i_busy);
    if (f_started) assume (i_busy);
    if (i_spikes_ready && job == JOB_GATHER) assume (i_spikes_finished == (f_turns == SPIKE_WORDS - 1) || f_draws);
  end

  // At most so many cycles are left of a command, this one included, those not counted in which it waits for the host, the
  // sequencer or the spike reader.
  localparam [15:0] LANES = LAST_LANE + 1, INITIAL = 2 * (LAST_ROW_ADDRESS + 1) * LANES, STIR = LAST_STIR + 1,
    ITEMS = LONGEST / 2, BOUND = 2 + 3 * ITEMS + STIR + INITIAL;
  wire f_turn_over = i_spikes_ready & (i_item_taken | !wanted);
  wire f_waits = (job == JOB_READ_READY && !i_item_taken) || (job == JOB_GATHER && !f_turn_over)
    || (job == JOB_PRESENT_WAIT && i_busy);
  wire [15:0] f_initial = 2 * ((LAST_ROW_ADDRESS - address) * LANES + (LAST_LANE - lane));
  reg [15:0] f_left;
  always @* begin
    f_left = 0;
    case (job)
      JOB_POWER_ON: f_left = 2 + 3 * (BOOT_SEED_END - BOOT_SEED) + STIR + INITIAL;
      JOB_RESET: f_left = 1 + 3 * (seed_end - index) + STIR + INITIAL;
      JOB_ABSORB_FETCH: f_left = 3 * (seed_end - index) + STIR + INITIAL;
      JOB_ABSORB_LOW: f_left = 3 * (seed_end - index) - 1 + STIR + INITIAL;
      JOB_ABSORB_HIGH: f_left = 3 * (seed_end - index) + 1 + STIR + INITIAL;
      JOB_STIR: f_left = STIR - address + INITIAL;
      JOB_INITIAL_FETCH: f_left = f_initial + 2;
      JOB_INITIAL_APPLY: f_left = f_initial + 1;
      JOB_FETCH_SPACE: f_left = 3 + 163 + 1 + 2 * ITEMS;
      JOB_FETCH_ADDRESS: f_left = 2 + 163 + 1 + 2 * ITEMS;
      JOB_LATCH: f_left = 1 + 163 + 1 + 2 * ITEMS;
      JOB_MEASURE: f_left = (total > LONGEST ? 1 : 163 - total) + 1 + 2 * ITEMS;
      JOB_CHECK: f_left = 1 + 2 * ITEMS;
      JOB_READ_FETCH, JOB_WRITE_FETCH: f_left = 2 * left;
      JOB_READ_READY, JOB_WRITE_APPLY: f_left = 2 * left - 1;
      JOB_GATHER: f_left = f_draws ? address + left : SPIKE_WORDS - f_turns;
      JOB_PRESENT_START: f_left = 2;
      JOB_PRESENT_WAIT: f_left = 1;
      default: f_left = 0;
    endcase
  end
  reg [15:0] f_elapsed = 16'd0;
  always @(posedge clock) begin
    if (!f_waits) f_elapsed <= f_elapsed + 16'd1;
    if (!f_work || i_restart) f_elapsed <= 16'd0;
  end

  // Bytes of the items measured so far, and of all.
  wire [7:0] f_measured = count - left;
  wire [15:0] f_bytes = (space == 8'd2) ? ROW_BYTES * f_measured : 16'd2 * f_measured;
  wire [15:0] f_whole = (space == 8'd2) ? ROW_BYTES * count : 16'd2 * count;

  // Items that the response promised and that have yet to be taken.
  reg [7:0] f_owed = 8'd0;
  // Whether anything has changed since the command came.
  reg f_changed = 1'b0;
  wire f_sets = (o_register_write & i_good_value) | o_start | (o_new_stimulus & job != JOB_REHEARSE_COPY) | o_scratch_write | o_row_write | o_initialise
    | o_reset | o_step_all | o_spikes_start | o_spikes_resume | o_turn | o_store_write | o_store_next | (|o_absorb);
  wire f_changer = i_opcode == 8'd2 || i_opcode == 8'd4 || i_opcode == 8'd5 || i_opcode == 8'd6;
  always @(posedge clock) begin
    if (o_respond) f_owed <= (|o_error) ? 8'd0 : o_response_length >> 1;
    else if (i_item_taken && o_item_valid) f_owed <= f_owed - 8'd1;
    if (i_restart) f_owed <= 8'd0;
    f_changed <= f_changed | f_sets;
    if (job_next == JOB_IDLE || o_respond) f_changed <= 1'b0;
  end

  always @* begin
    // a command ends, in time
    assert (job <= JOB_INITIAL_APPLY && job != JOB_REHEARSE_START && job != JOB_REHEARSE_COPY);
    if (f_work) begin
      assert (f_left > 0 && f_elapsed < BOUND);
      assert (f_elapsed + f_left <= BOUND);
    end
    // it has answered by then, and given every item that the answer promised
    if (!f_work) assert (f_owed == 8'd0);
    // it takes a command only at rest, and answers it once
    if (i_command && !f_held) assert (!f_work);
    if (!f_work && !i_command) assert (!f_held);
    if (o_respond) assert ((f_held | i_command) && (|o_error) + (o_response_length <= LONGEST) > 0);

    // a command that is refused has changed nothing; without a command nothing changes
    if (o_respond && (|o_error)) assert (!f_changed && !f_sets);
    if (!f_work) assert (!f_sets && !f_changed);
    if (f_changed && booted && f_held) assert (f_work);
    // what changes the state is known, in order, and asked by someone who has asked who is there
    if (!f_work && i_command && job_next != JOB_IDLE && !i_restart) assert (i_opcode == 8'd1 || i_opcode == 8'd3
      || (f_changer && identified && i_sequence == due));

    // the row memory is never read and written at one address in a cycle
    if (o_row_write) assert (o_row_address[0] != o_row_write_address[0]);

    // the sequencer is started at rest, with a number, and left alone while it works
    if (o_start) assert ((|o_presentations) && !i_busy && !f_busy && (&f_quiet));
    if (i_busy) assert (job == JOB_PRESENT_WAIT && !o_reset && !o_register_write && !o_new_stimulus);

    // what this stands on
    if (!booted) assert (f_boots && !f_held);
    if (f_work && !(job == JOB_READ_FETCH || job == JOB_READ_READY || job == JOB_GATHER)) assert (f_owed == 0);
    if (job == JOB_READ_FETCH || job == JOB_READ_READY) assert (f_owed == left && left > 0 && left <= ITEMS);
    if (job == JOB_POWER_ON) assert (!booted);
    if (f_boots) begin
      if (!booted && job == JOB_STIR) assert (&f_quiet || f_quiet >= address);
      if (!booted && (job == JOB_INITIAL_FETCH || job == JOB_INITIAL_APPLY)) assert (&f_quiet);
      if (booted) assert (f_held);
    end
    if (booted) assert (&f_quiet);
    if (job == JOB_RESET || job == JOB_ABSORB_FETCH || job == JOB_ABSORB_LOW) assert (index < seed_end);
    if (job == JOB_ABSORB_HIGH) assert (index <= seed_end);
    if (booted && job == JOB_RESET) assert (index == 0);
    if (booted && f_boots) assert (seed_end <= ITEMS);
    if (job == JOB_RESET && !booted) assert (index == BOOT_SEED);
    if (job == JOB_ABSORB_FETCH || job == JOB_ABSORB_LOW || job == JOB_ABSORB_HIGH) assert (address == 0 && lane == 0);
    if (job == JOB_STIR) assert (address <= LAST_STIR && lane == 0);
    if (job == JOB_INITIAL_FETCH || job == JOB_INITIAL_APPLY) assert (address <= LAST_ROW_ADDRESS && lane <= LAST_LANE && space == 8'd2);
    if (job == JOB_FETCH_SPACE || job == JOB_FETCH_ADDRESS || job == JOB_LATCH || job == JOB_MEASURE || job == JOB_CHECK
      || job == JOB_WRITE_FETCH || job == JOB_WRITE_APPLY || job == JOB_PRESENT_START || job == JOB_PRESENT_WAIT) assert (f_held && booted);
    if (job == JOB_READ_FETCH || job == JOB_READ_READY || job == JOB_GATHER) assert (booted && !f_held);
    if (job == JOB_FETCH_SPACE || job == JOB_FETCH_ADDRESS || job == JOB_LATCH) assert (total == 9'd0);
    if (job == JOB_LATCH) assert (left == count);
    if (f_held) assert (i_length <= LONGEST && !i_length[0]);
    if (job == JOB_FETCH_SPACE || job == JOB_FETCH_ADDRESS || job == JOB_LATCH || job == JOB_MEASURE || job == JOB_CHECK
      || job == JOB_PRESENT_START) assert (!f_changed);
    if (job == JOB_RESET && booted) assert (!f_changed);
    if (job == JOB_MEASURE) assert (left <= count && total == f_bytes && !total[0] && total <= LONGEST + ROW_BYTES);
    if (job == JOB_CHECK) begin
      assert (!total[0] && total <= LONGEST + ROW_BYTES && fitting == (legal & (|count) & (upper_end <= limit)));
      assert (left == total[8:1] && (total > LONGEST || total == f_whole));
    end
    if (job == JOB_WRITE_FETCH || job == JOB_WRITE_APPLY) begin
      assert (writing && left > 0 && left <= ITEMS);
      if (space == 8'd0) assert (left == 8'd1 && !f_changed);
    end
    if (job == JOB_GATHER) begin
      assert (f_owed == left && address <= ITEMS && left <= ITEMS && address + left <= ITEMS);
      assert (space == (f_draws ? 8'd5 : 8'd3) && f_draws == drawing);
      assert (f_draws ? left > 0 : f_turns < SPIKE_WORDS && address + left <= SPIKE_WORDS - f_turns);
    end
  end
  always @(posedge clock) begin
    cover (o_respond && (|o_error));
    cover (o_respond && !(|o_error) && f_work);
    cover (o_row_write && booted);
  end
