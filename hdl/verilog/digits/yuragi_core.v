// yuragi_core: a dual sampling neural network with a byte stream to the host
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 64-64-10; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_core (
  input  wire       clock,
  input  wire       i_reset,
  input  wire [7:0] i_host_data,
  input  wire       i_host_valid,
  output wire       o_host_ready,
  output wire [7:0] o_host_out_data,
  output wire       o_host_out_valid,
  input  wire       i_host_out_ready,
  output wire       o_learning,
  output wire       o_evidence,
  output wire       o_refused
);

  localparam [8:0] ONE_ROW = 9'd1;

  reg                add1         = 1'b0;
  reg                flip1        = 1'b0;
  reg                flip2        = 1'b0;
  reg                noise1       = 1'b0;
  reg                noise2       = 1'b0;
  reg  [8:0]         row1         = 9'd0;
  reg  [8:0]         row2         = 9'd0;
  reg  [5:0]         weigh_group1 = 6'd0;
  reg  [5:0]         load_group1  = 6'd0;
  reg                scan1        = 1'b0;
  reg                inside1      = 1'b0;
  reg  [5:0]         known        = 6'd0;
  wire               host_port_silent;
  wire               host_port_buffer_write;
  wire [15:0]        host_port_buffer_address;
  wire [15:0]        host_port_buffer_word;
  wire               host_port_command;
  wire [7:0]         host_port_sequence;
  wire [7:0]         host_port_opcode;
  wire [7:0]         host_port_length;
  wire               host_port_item_taken;
  wire               commands_ready;
  wire               commands_respond;
  wire [3:0]         commands_error;
  wire [7:0]         commands_response_length;
  wire [15:0]        commands_item;
  wire               commands_item_valid;
  wire               commands_register_write;
  wire               commands_start;
  wire [15:0]        commands_presentations;
  wire               commands_new_stimulus;
  wire [15:0]        commands_scratch_address;
  wire               commands_scratch_write;
  wire [15:0]        commands_scratch_write_address;
  wire [15:0]        commands_row_address;
  wire               commands_row_write;
  wire [15:0]        commands_row_write_address;
  wire               commands_turn;
  wire               commands_initialise;
  wire               commands_spikes_start;
  wire               commands_spikes_resume;
  wire               commands_draw;
  wire               commands_reset;
  wire [7:0]         commands_absorb;
  wire               commands_step_all;
  wire               registers_good;
  wire               registers_learn;
  wire [7:0]         registers_sweeps;
  wire [15:0]        registers_dwell;
  wire               registers_dwell_write;
  wire [8:0]         registers_flip;
  wire [7:0]         registers_noise;
  wire               item_reader_step_streams;
  wire               item_reader_read;
  wire [15:0]        item_reader_address;
  wire [15:0]        item_reader_item;
  wire               item_reader_ready;
  wire               item_reader_finished;
  wire               watchdog_expired;
  wire [15:0]        counters_amount;
  wire [15:0]        scratch_memory_word;
  wire               sequencer_busy;
  wire               sequencer_at_rest;
  wire               sequencer_begin;
  wire               sequencer_targets_begin;
  wire               sequencer_targets_advance;
  wire               sequencer_targets_step;
  wire               sequencer_walk;
  wire               sequencer_clear_sums;
  wire               sequencer_load;
  wire               sequencer_scan;
  wire               sequencer_evidence_leave;
  wire               sequencer_schedule;
  wire [2:0]         sequencer_layer;
  wire               sequencer_weigh;
  wire               sequencer_readout;
  wire               sequencer_decided;
  wire               sequencer_decided_spike;
  wire               sequencer_decided_predicted;
  wire               sequencer_decided_mask;
  wire               sequencer_change;
  wire               sequencer_words_begin;
  wire               sequencer_words_readout;
  wire               sequencer_words_last;
  wire               sequencer_evidence_enter;
  wire               sequencer_evidence;
  wire               sequencer_counted_up;
  wire               sequencer_counted_down;
  wire               sequencer_list_write;
  wire [6:0]         sequencer_written;
  wire               sequencer_list_end;
  wire               sequencer_list_both;
  wire [8:0]         sequencer_list_row;
  wire               sequencer_noise_issue;
  wire [8:0]         sequencer_noise_address;
  wire               sequencer_flipping;
  wire [8:0]         sequencer_threshold;
  wire               sequencer_scratch_read;
  wire [15:0]        sequencer_scratch_address;
  wire               sequencer_scratch_write;
  wire [15:0]        sequencer_scratch_write_address;
  wire [15:0]        sequencer_scratch_next;
  wire [3:0]         sequencer_total;
  wire               sequencer_presented;
  wire               encoding_busy;
  wire               encoding_any_clamped;
  wire               encoding_random_bit;
  wire [15:0]        encoding_scratch_address;
  wire               encoding_scratch_write;
  wire [15:0]        encoding_scratch_write_address;
  wire [15:0]        encoding_spikes;
  wire               encoding_list_write;
  wire               encoding_list_end;
  wire               encoding_list_both;
  wire [8:0]         encoding_list_row;
  wire               encoding_seed;
  wire [5:0]         encoding_seed_word;
  wire [1:0]         encoding_clamped;
  wire [1:0]         encoding_spiked;
  wire               spike_list_end;
  wire               spike_list_both;
  wire [8:0]         spike_list_row;
  wire [2:0]         targets_layer;
  wire [11:0]        targets_group;
  wire [5:0]         targets_lanes;
  wire [5:0]         targets_word;
  wire               targets_inside;
  wire               targets_last_inside;
  wire               targets_last_step;
  wire               targets_last;
  wire               walker_read;
  wire [6:0]         walker_read_address;
  wire               walker_issue;
  wire               walker_last;
  wire [8:0]         walker_address;
  wire [15:0]        synapses_selected;
  wire [127:0]       synapses_weight;
  wire               synapses_random_bit;
  wire [6:0]         synapses_flips_up;
  wire [6:0]         synapses_flips_down;
  wire [29:0]        accumulators_sum;
  wire               schedule_step;
  wire               schedule_pass;
  wire               schedule_first;
  wire               schedule_last;
  wire [5:0]         schedule_child_word;
  wire [2:0]         schedule_child_layer;
  wire [8:0]         schedule_row_word;
  wire [5:0]         schedule_group;
  wire [5:0]         schedule_own_word;
  wire [2:0]         schedule_own_lane;
  wire [2:0]         schedule_own_layer;
  wire [1:0]         schedule_offset;
  wire [5:0]         schedule_decided_word;
  wire [2:0]         schedule_decided_lane;
  wire [2:0]         schedule_decided_layer;
  wire [8:0]         schedule_decided_row;
  wire [1:0]         schedule_decided_offset;
  wire [7:0]         schedule_reached;
  wire               schedule_word_end;
  wire               schedule_group_end;
  wire               schedule_layer_end;
  wire               schedule_hidden_end;
  wire signed [14:0] weighing_potential;
  wire signed [14:0] weighing_lowered;
  wire               weighing_complete;
  wire               weighing_idle;
  wire               neuron_spike;
  wire [15:0]        neuron_random_word;
  wire [1:0]         neuron_states_spiked;
  wire [1:0]         neuron_states_masked;
  wire               neuron_states_own_spike;
  wire               neuron_states_own_mask;
  wire [1:0]         neuron_states_up;
  wire [1:0]         neuron_states_down;
  wire               spike_words_write;
  wire [15:0]        spike_words_address;
  wire [15:0]        spike_words_word;
  wire [15:0]        evidence_lanes_open;
  wire [15:0]        evidence_lanes_close;
  wire               evidence_ring_head;
  reg  [15:0]        scratch_memory_read_address;
  reg                scratch_memory_write;
  reg  [15:0]        scratch_memory_write_address;
  reg  [15:0]        scratch_memory_next_word;
  reg  [8:0]         row_read;
  reg  [15:0]        synapses_read_address;
  reg                synapses_write;
  reg  [15:0]        synapses_write_address;

  wire restart = i_reset | watchdog_expired;
  wire [2:0] item_reader_stream = {synapses_random_bit, neuron_random_word[0], encoding_random_bit};
  wire step_streams = commands_step_all | item_reader_step_streams;
  wire flipping = walker_issue & sequencer_flipping;
  wire adding = walker_issue & !sequencer_flipping;
  wire signed [15:0] weight_item = {{8{synapses_weight[7]}}, synapses_weight[7:0]};
  wire [5:0] weighing_word = sequencer_load ? targets_word : schedule_child_word;
  wire neuron_draw = sequencer_decided | step_streams | commands_initialise;
  wire [5:0] neuron_states_own_word = sequencer_scan ? targets_word : schedule_own_word;
  wire [5:0] decided_word = encoding_seed ? encoding_seed_word : schedule_decided_word;

  yuragi_host_port host_port (
    .clock             (clock),
    .i_enable          (commands_ready),
    .i_restart         (restart),
    .o_refused         (o_refused),
    .o_silent          (host_port_silent),
    .i_host_data       (i_host_data),
    .i_host_valid      (i_host_valid),
    .o_host_ready      (o_host_ready),
    .o_host_out_data   (o_host_out_data),
    .o_host_out_valid  (o_host_out_valid),
    .i_host_out_ready  (i_host_out_ready),
    .o_buffer_write    (host_port_buffer_write),
    .o_buffer_address  (host_port_buffer_address),
    .o_buffer_word     (host_port_buffer_word),
    .o_command         (host_port_command),
    .o_sequence        (host_port_sequence),
    .o_opcode          (host_port_opcode),
    .o_length          (host_port_length),
    .i_respond         (commands_respond),
    .i_error           (commands_error),
    .i_response_length (commands_response_length),
    .i_item            (commands_item),
    .i_item_valid      (commands_item_valid),
    .o_item_taken      (host_port_item_taken)
  );

  yuragi_commands commands (
    // verilator lint_off PINCONNECTEMPTY
    .clock                   (clock),
    .i_restart               (restart),
    .i_keep                  (watchdog_expired),
    .o_ready                 (commands_ready),
    .i_command               (host_port_command),
    .i_sequence              (host_port_sequence),
    .i_opcode                (host_port_opcode),
    .i_length                (host_port_length),
    .o_respond               (commands_respond),
    .o_error                 (commands_error),
    .o_response_length       (commands_response_length),
    .o_item                  (commands_item),
    .o_item_valid            (commands_item_valid),
    .i_item_taken            (host_port_item_taken),
    .o_register_write        (commands_register_write),
    .i_good_value            (registers_good),
    .o_start                 (commands_start),
    .o_presentations         (commands_presentations),
    .i_busy                  (sequencer_busy),
    .o_new_stimulus          (commands_new_stimulus),
    .o_scratch_address       (commands_scratch_address),
    .i_scratch_word          (scratch_memory_word),
    .o_scratch_write         (commands_scratch_write),
    .o_scratch_write_address (commands_scratch_write_address),
    .o_row_address           (commands_row_address),
    .o_row_write             (commands_row_write),
    .o_row_write_address     (commands_row_write_address),
    .i_row_item              (weight_item),
    .o_turn                  (commands_turn),
    .o_initialise            (commands_initialise),
    .i_spike_item            (item_reader_item),
    .o_spikes_start          (commands_spikes_start),
    .o_spikes_resume         (commands_spikes_resume),
    .o_draw                  (commands_draw),
    .i_spikes_ready          (item_reader_ready),
    .i_spikes_finished       (item_reader_finished),
    .o_store_write           (),
    .o_store_begin           (),
    .o_store_next            (),
    .i_store_busy            (1'b0),
    .i_store_finished        (1'b1),
    .o_reset                 (commands_reset),
    .o_absorb                (commands_absorb),
    .o_step_all              (commands_step_all)
    // verilator lint_on PINCONNECTEMPTY
  );

  yuragi_registers registers (
    .clock         (clock),
    .i_write       (commands_register_write),
    .i_number      (commands_row_write_address[2:0]),
    .i_value       (scratch_memory_word),
    .o_good        (registers_good),
    .o_learn       (registers_learn),
    .o_sweeps      (registers_sweeps),
    .o_dwell       (registers_dwell),
    .o_dwell_write (registers_dwell_write),
    .o_flip        (registers_flip),
    .o_noise       (registers_noise)
  );

  yuragi_item_reader item_reader (
    .clock          (clock),
    .i_start        (commands_spikes_start),
    .i_resume       (commands_spikes_resume),
    .i_draw         (commands_draw),
    .i_stream       (item_reader_stream),
    .o_step_streams (item_reader_step_streams),
    .o_read         (item_reader_read),
    .o_address      (item_reader_address),
    .i_word         (scratch_memory_word),
    .o_item         (item_reader_item),
    .o_ready        (item_reader_ready),
    .o_finished     (item_reader_finished)
  );

  yuragi_watchdog watchdog (
    .clock       (clock),
    .i_still     (host_port_silent | sequencer_busy),
    .i_presented (sequencer_presented),
    .o_expired   (watchdog_expired)
  );

  yuragi_counters counters (
    .clock           (clock),
    .i_clear         (sequencer_presented | commands_reset),
    .i_flips_up      (synapses_flips_up),
    .i_flips_down    (synapses_flips_down),
    .i_evidence_up   (sequencer_counted_up),
    .i_evidence_down (sequencer_counted_down),
    .i_number        (sequencer_total),
    .o_amount        (counters_amount)
  );

  yuragi_scratch_memory scratch_memory (
    .clock           (clock),
    .i_read_address  (scratch_memory_read_address),
    .i_write         (scratch_memory_write),
    .i_write_address (scratch_memory_write_address),
    .i_next_word     (scratch_memory_next_word),
    .o_word          (scratch_memory_word)
  );

  yuragi_sequencer sequencer (
    .clock                   (clock),
    .i_start                 (commands_start),
    .i_presentations         (commands_presentations),
    .i_learn                 (registers_learn),
    .i_sweeps                (registers_sweeps),
    .i_dwell                 (registers_dwell),
    .i_dwell_write           (registers_dwell_write),
    .i_flip                  (registers_flip),
    .i_noise_probability     (registers_noise),
    .i_new_stimulus          (commands_new_stimulus),
    .i_reset                 (commands_reset),
    .i_restart               (restart),
    .o_busy                  (sequencer_busy),
    .o_at_rest               (sequencer_at_rest),
    .o_begin                 (sequencer_begin),
    .i_encoding              (encoding_busy),
    .i_any_clamped           (encoding_any_clamped),
    .o_targets_begin         (sequencer_targets_begin),
    .o_targets_advance       (sequencer_targets_advance),
    .o_targets_step          (sequencer_targets_step),
    .i_last_inside           (targets_last_inside),
    .i_last_step             (targets_last_step),
    .i_last_target           (targets_last),
    .o_walk                  (sequencer_walk),
    .o_clear_sums            (sequencer_clear_sums),
    .i_walked                (walker_issue),
    .i_walked_last           (walker_last),
    .o_load                  (sequencer_load),
    .o_scan                  (sequencer_scan),
    .i_evident               (evidence_ring_head),
    .o_evidence_leave        (sequencer_evidence_leave),
    .o_schedule              (sequencer_schedule),
    .o_layer                 (sequencer_layer),
    .o_weigh                 (sequencer_weigh),
    .o_readout               (sequencer_readout),
    .i_complete              (weighing_complete),
    .i_idle                  (weighing_idle),
    .i_spike                 (neuron_spike),
    .i_own_spike             (neuron_states_own_spike),
    .i_own_mask              (neuron_states_own_mask),
    .i_group_end             (schedule_group_end),
    .i_layer_end             (schedule_layer_end),
    .i_hidden_end            (schedule_hidden_end),
    .i_decided_layer         (schedule_decided_layer),
    .i_decided_row           (schedule_decided_row),
    .o_decided               (sequencer_decided),
    .o_decided_spike         (sequencer_decided_spike),
    .o_decided_predicted     (sequencer_decided_predicted),
    .o_decided_mask          (sequencer_decided_mask),
    .o_change                (sequencer_change),
    .o_words_begin           (sequencer_words_begin),
    .o_words_readout         (sequencer_words_readout),
    .o_words_last            (sequencer_words_last),
    .o_evidence_enter        (sequencer_evidence_enter),
    .o_evidence              (sequencer_evidence),
    .o_counted_up            (sequencer_counted_up),
    .o_counted_down          (sequencer_counted_down),
    .i_input_write           (encoding_list_write),
    .i_input_end             (encoding_list_end),
    .i_input_both            (encoding_list_both),
    .i_input_row             (encoding_list_row),
    .o_list_write            (sequencer_list_write),
    .o_written               (sequencer_written),
    .o_list_end              (sequencer_list_end),
    .o_list_both             (sequencer_list_both),
    .o_list_row              (sequencer_list_row),
    .i_unwritten             (flip1 | flip2),
    .o_noise_issue           (sequencer_noise_issue),
    .o_noise_address         (sequencer_noise_address),
    .o_flipping              (sequencer_flipping),
    .o_threshold             (sequencer_threshold),
    .o_scratch_read          (sequencer_scratch_read),
    .o_scratch_address       (sequencer_scratch_address),
    .i_scratch_word          (scratch_memory_word),
    .o_scratch_write         (sequencer_scratch_write),
    .o_scratch_write_address (sequencer_scratch_write_address),
    .o_scratch_next          (sequencer_scratch_next),
    .o_total                 (sequencer_total),
    .i_amount                (counters_amount),
    .o_presented             (sequencer_presented)
  );

  yuragi_encoding encoding (
    .clock                   (clock),
    .i_begin                 (sequencer_begin),
    .i_stop                  (restart),
    .o_busy                  (encoding_busy),
    .o_any_clamped           (encoding_any_clamped),
    .i_reset                 (commands_reset),
    .i_draw                  (step_streams),
    .i_absorb                (commands_absorb),
    .o_random_bit            (encoding_random_bit),
    .o_scratch_address       (encoding_scratch_address),
    .i_scratch_word          (scratch_memory_word),
    .o_scratch_write         (encoding_scratch_write),
    .o_scratch_write_address (encoding_scratch_write_address),
    .o_spikes                (encoding_spikes),
    .o_list_write            (encoding_list_write),
    .o_list_end              (encoding_list_end),
    .o_list_both             (encoding_list_both),
    .o_list_row              (encoding_list_row),
    .o_seed                  (encoding_seed),
    .o_seed_word             (encoding_seed_word),
    .o_clamped               (encoding_clamped),
    .o_spiked                (encoding_spiked)
  );

  yuragi_spike_list spike_list (
    .clock           (clock),
    .i_read          (walker_read),
    .i_read_address  (walker_read_address),
    .i_write         (sequencer_list_write),
    .i_write_address (sequencer_written),
    .i_next_end      (sequencer_list_end),
    .i_next_both     (sequencer_list_both),
    .i_next_row      (sequencer_list_row),
    .o_end           (spike_list_end),
    .o_both          (spike_list_both),
    .o_row           (spike_list_row)
  );

  yuragi_targets targets (
    // verilator lint_off PINCONNECTEMPTY
    .clock         (clock),
    .i_begin       (sequencer_targets_begin),
    .i_advance     (sequencer_targets_advance),
    .i_step        (sequencer_targets_step),
    .o_layer       (targets_layer),
    .o_group       (targets_group),
    .o_lanes       (targets_lanes),
    .o_word        (targets_word),
    .o_inside      (targets_inside),
    .o_last_inside (targets_last_inside),
    .o_last_step   (targets_last_step),
    .o_last        (targets_last),
    .o_layer_end   ()
    // verilator lint_on PINCONNECTEMPTY
  );

  yuragi_walker walker (
    .clock          (clock),
    .i_begin        (sequencer_walk),
    .i_stop         (restart),
    .i_layer        (targets_layer),
    .i_group        (targets_group),
    .i_written      (sequencer_written),
    .o_read         (walker_read),
    .o_read_address (walker_read_address),
    .i_end          (spike_list_end),
    .i_both         (spike_list_both),
    .i_row          (spike_list_row),
    .o_issue        (walker_issue),
    .o_last         (walker_last),
    .o_address      (walker_address)
  );

  yuragi_synapses synapses (
    .clock           (clock),
    .i_read_address  (synapses_read_address),
    .i_write         (synapses_write),
    .i_write_address (synapses_write_address),
    .i_open          (evidence_lanes_open),
    .i_close         (evidence_lanes_close),
    .i_count_flips   (flip2),
    .i_noise         (noise1),
    .i_threshold     (sequencer_threshold),
    .i_initialise    (commands_initialise),
    .i_load          (sequencer_at_rest),
    .i_turn          (commands_turn),
    .i_loaded        (scratch_memory_word),
    .i_random_word   (neuron_random_word),
    .i_reset         (commands_reset),
    .i_draw          (flipping | sequencer_noise_issue | step_streams),
    .i_absorb        (commands_absorb),
    .i_group         (weigh_group1),
    .o_selected      (synapses_selected),
    .o_weight        (synapses_weight),
    .o_random_bit    (synapses_random_bit),
    .o_flips_up      (synapses_flips_up),
    .o_flips_down    (synapses_flips_down)
  );

  yuragi_accumulators accumulators (
    .clock    (clock),
    .i_add    (add1),
    .i_clear  (sequencer_clear_sums),
    .i_weight (synapses_weight),
    .i_group  (load_group1),
    .o_sum    (accumulators_sum)
  );

  yuragi_schedule schedule (
    .clock            (clock),
    .i_begin          (sequencer_schedule),
    .i_stop           (restart),
    .i_layer          (sequencer_layer),
    .i_weigh          (sequencer_weigh),
    .i_readout        (sequencer_readout),
    .i_limit          (known),
    .i_enable         (!encoding_busy),
    .i_flush          (sequencer_change),
    .i_decided        (sequencer_decided),
    .o_step           (schedule_step),
    .o_pass           (schedule_pass),
    .o_first          (schedule_first),
    .o_last           (schedule_last),
    .o_child_word     (schedule_child_word),
    .o_child_layer    (schedule_child_layer),
    .o_row_word       (schedule_row_word),
    .o_group          (schedule_group),
    .o_own_word       (schedule_own_word),
    .o_own_lane       (schedule_own_lane),
    .o_own_layer      (schedule_own_layer),
    .o_offset         (schedule_offset),
    .o_decided_word   (schedule_decided_word),
    .o_decided_lane   (schedule_decided_lane),
    .o_decided_layer  (schedule_decided_layer),
    .o_decided_row    (schedule_decided_row),
    .o_decided_offset (schedule_decided_offset),
    .o_reached        (schedule_reached),
    .o_word_end       (schedule_word_end),
    .o_group_end      (schedule_group_end),
    .o_layer_end      (schedule_layer_end),
    .o_hidden_end     (schedule_hidden_end)
  );

  yuragi_weighing weighing (
    .clock       (clock),
    .i_step      (schedule_step),
    .i_load      (sequencer_load),
    .i_pass      (schedule_pass),
    .i_first     (schedule_first),
    .i_last      (schedule_last),
    .i_word      (weighing_word),
    .i_layer     (schedule_child_layer),
    .i_offset    (schedule_offset),
    .i_own_word  (schedule_own_word),
    .i_own_lane  (schedule_own_lane),
    .i_own_layer (schedule_own_layer),
    .i_weight    (synapses_selected),
    .i_sum       (accumulators_sum),
    .i_spiked    (neuron_states_spiked),
    .i_masked    (neuron_states_masked),
    .i_spike     (neuron_states_own_spike),
    .i_flush     (sequencer_change | restart),
    .i_clear     (sequencer_begin),
    .i_change    (sequencer_change),
    .i_reached   (schedule_reached),
    .i_amount    (schedule_decided_offset),
    .o_potential (weighing_potential),
    .o_lowered   (weighing_lowered),
    .o_complete  (weighing_complete),
    .o_idle      (weighing_idle)
  );

  yuragi_neuron neuron (
    .clock         (clock),
    .i_reset       (commands_reset),
    .i_draw        (neuron_draw),
    .i_absorb      (commands_absorb),
    .i_potential   (weighing_potential),
    .i_lowered     (weighing_lowered),
    .o_spike       (neuron_spike),
    .o_random_word (neuron_random_word)
  );

  yuragi_neuron_states neuron_states (
    .clock           (clock),
    .i_read          (schedule_step),
    .i_read_word     (schedule_child_word),
    .o_spiked        (neuron_states_spiked),
    .o_masked        (neuron_states_masked),
    .i_own_read      (schedule_step | schedule_pass | sequencer_scan),
    .i_own_word      (neuron_states_own_word),
    .i_own_lane      (schedule_own_lane),
    .o_own_spike     (neuron_states_own_spike),
    .o_own_mask      (neuron_states_own_mask),
    .o_up            (neuron_states_up),
    .o_down          (neuron_states_down),
    .i_clear         (sequencer_begin),
    .i_put           (sequencer_decided),
    .i_put_lane      (schedule_decided_lane),
    .i_put_spike     (sequencer_decided_spike),
    .i_put_predicted (sequencer_decided_predicted),
    .i_put_mask      (sequencer_decided_mask),
    .i_store         (sequencer_decided & schedule_word_end),
    .i_word          (decided_word),
    .i_seed          (encoding_seed),
    .i_seed_spike    (encoding_spiked),
    .i_seed_mask     (encoding_clamped)
  );

  yuragi_spike_words spike_words (
    .clock           (clock),
    .i_begin         (sequencer_words_begin),
    .i_begin_readout (sequencer_words_readout),
    .i_put           (sequencer_decided),
    .i_readout       (sequencer_readout),
    .i_spike         (sequencer_decided_spike),
    .i_predicted     (sequencer_decided_predicted),
    .i_last          (sequencer_words_last),
    .o_write         (spike_words_write),
    .o_address       (spike_words_address),
    .o_word          (spike_words_word)
  );

  yuragi_evidence_lanes evidence_lanes (
    .clock   (clock),
    .i_shift (scan1),
    .i_valid (inside1),
    .i_up    (neuron_states_up),
    .i_down  (neuron_states_down),
    .o_open  (evidence_lanes_open),
    .o_close (evidence_lanes_close)
  );

  yuragi_evidence_ring evidence_ring (
    .clock   (clock),
    .i_enter (sequencer_evidence_enter),
    .i_any   (sequencer_evidence),
    .i_leave (sequencer_evidence_leave),
    .o_head  (evidence_ring_head)
  );

  always @* begin
    scratch_memory_read_address = commands_scratch_address;
    scratch_memory_write = commands_scratch_write;
    scratch_memory_write_address = commands_scratch_write_address;
    scratch_memory_next_word = scratch_memory_word;
    if (sequencer_busy) begin
      scratch_memory_read_address = encoding_scratch_address;
      if (sequencer_scratch_read) scratch_memory_read_address = sequencer_scratch_address;
      scratch_memory_write = sequencer_scratch_write | encoding_scratch_write | spike_words_write;
      scratch_memory_write_address = sequencer_scratch_write_address;
      scratch_memory_next_word = sequencer_scratch_next;
      if (encoding_scratch_write) begin
        scratch_memory_write_address = encoding_scratch_write_address;
        scratch_memory_next_word = encoding_spikes;
      end else if (spike_words_write) begin
        scratch_memory_write_address = spike_words_address;
        scratch_memory_next_word = spike_words_word;
      end
    end else if (host_port_buffer_write) begin
      scratch_memory_write = 1'b1;
      scratch_memory_write_address = host_port_buffer_address;
      scratch_memory_next_word = host_port_buffer_word;
    end
    if (item_reader_read) scratch_memory_read_address = item_reader_address;
    // a word is issued, arrives a cycle later, and goes back another cycle later if its synapses may flip
    row_read = row2 ^ ONE_ROW;
    if (walker_issue) row_read = walker_address;
    else if (sequencer_noise_issue) row_read = sequencer_noise_address;
    else if (schedule_step) row_read = schedule_row_word;
    synapses_read_address = commands_row_address;
    synapses_write = commands_row_write;
    synapses_write_address = commands_row_write_address;
    if (sequencer_busy) begin
      synapses_read_address = {7'd0, row_read};
      synapses_write = flip2 | noise2;
      synapses_write_address = {7'd0, row2};
    end
  end

  assign o_learning = sequencer_busy & registers_learn;
  assign o_evidence = sequencer_counted_up | sequencer_counted_down;

  always @(posedge clock) begin
    row1 <= row_read;
    row2 <= row1;
    add1 <= adding;
    flip1 <= flipping;
    flip2 <= flip1;
    noise1 <= sequencer_noise_issue;
    noise2 <= noise1;
    weigh_group1 <= schedule_group;
    load_group1 <= targets_lanes;
    // neurons, one after another: those whose potentials are known, or weighed with what they reach
    known <= targets_word;
    // evidence, by target groups
    scan1 <= sequencer_scan;
    inside1 <= targets_inside;
  end

endmodule

`default_nettype wire
