  // The host and what only calculates are cut away. What the other cells do, as their own proofs show: words of a walk are issued
  // while one is under way, upwards; children are weighed in their phase; nothing starts right after a restart.
  wire [4:0] f_phase;
  localparam [4:0] IDLE = 5'd0, SUM = 5'd3, WEIGHING = 5'd7, VISIT = 5'd10, FLIPPING = 5'd13, FLIPPED = 5'd14, NOISE = 5'd15, COUNT = 5'd16, NEXT = 5'd17;
  reg [3:0] f_quiet = 4'd15;
  always @(posedge clock) begin
    if (restart) f_quiet <= 4'd0;
    else if (!(&f_quiet)) f_quiet <= f_quiet + 4'd1;
  end
  reg f_running = 1'b0;
  reg [7:0] f_noise;
  always @(posedge clock) begin
    f_running <= sequencer_busy | commands_start;
    f_noise <= registers_noise;
  end
  always @* begin
    if (walker_issue) assume (f_phase == SUM || f_phase == FLIPPING);
    if (walker_issue & flip1) assume (walker_address > row1);
    if (walker_issue & flip2) assume (walker_address > row2);
    if (schedule_step) assume (f_phase == WEIGHING);
    if (commands_start) assume (&f_quiet);
    if (f_running) assume (registers_noise == f_noise && !commands_reset);
  end
  always @* begin
    // no word of the row memory is read in the cycle in which it is written while a presentation runs
    if (sequencer_busy & synapses_write) assert (synapses_read_address != synapses_write_address);

    // what this stands on
    if (sequencer_busy) assert (&f_quiet);
    if (!(&f_quiet)) assert (f_phase == IDLE);
    if (flip1) assert (f_phase == FLIPPING || f_phase == FLIPPED || (f_phase == IDLE && f_quiet < 4'd1));
    if (flip2 && &f_quiet) assert (f_phase == VISIT || (f_phase >= FLIPPING && f_phase <= NOISE));
    if (flip2 && !(&f_quiet)) assert (f_quiet < 4'd2);
    if (noise1) assert (f_phase == NOISE || f_phase == COUNT || (f_phase == IDLE && f_quiet < 4'd1));
    if (noise2) assert ((f_phase >= NOISE && f_phase <= NEXT) || (f_phase == IDLE && f_quiet < 4'd2));
    if (noise1 && f_phase == NOISE) assert (row1 + 1'b1 == sequencer_noise_address);
    if (noise2 && f_phase == NOISE) assert (noise1 && row2 + 1'b1 == row1);
    if (noise1 | noise2) assert (!flip1 & !flip2);
  end
  always @(posedge clock) begin
    cover (flip2 && walker_issue);
    cover (noise2 && sequencer_noise_issue);
  end
