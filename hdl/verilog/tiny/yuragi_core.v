// yuragi_core: a dual sampling neural network with a byte stream to the host
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 2 inputs, 2 hidden, 1 outputs; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

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
  wire               spike_reader_turn_units;
  wire               spike_reader_turn_predicted;
  wire               spike_reader_turn_hidden;
  wire               spike_reader_turn_readout;
  wire               spike_reader_step_streams;
  wire [15:0]        spike_reader_item;
  wire               spike_reader_ready;
  wire               spike_reader_finished;
  wire               sequencer_busy;
  wire               sequencer_at_rest;
  wire [15:0]        sequencer_scratch_address;
  wire               sequencer_scratch_write;
  wire [15:0]        sequencer_scratch_write_address;
  wire [15:0]        sequencer_scratch_next;
  wire               sequencer_clamp_shift;
  wire               sequencer_unit_shift;
  wire               sequencer_predicted_rotate;
  wire               sequencer_predicted_next;
  wire               sequencer_hidden_rotate;
  wire               sequencer_hidden_next;
  wire               sequencer_readout_shift;
  wire               sequencer_readout_spike;
  wire               sequencer_evidence_up;
  wire               sequencer_evidence_down;
  wire [15:0]        sequencer_address;
  wire [11:0]        sequencer_word;
  wire [11:0]        sequencer_input_word;
  wire               sequencer_write;
  wire [15:0]        sequencer_write_address;
  wire               sequencer_fan_in;
  wire               sequencer_gate;
  wire               sequencer_hidden_open;
  wire               sequencer_hidden_close;
  wire               sequencer_count_flips;
  wire               sequencer_noise;
  wire [8:0]         sequencer_threshold;
  wire               sequencer_valid;
  wire               sequencer_first;
  wire               sequencer_last;
  wire               sequencer_clear;
  wire               sequencer_add;
  wire [5:0]         sequencer_group;
  wire [9:0]         sequencer_step;
  wire               sequencer_readout;
  wire [5:0]         sequencer_readout_lane;
  wire [5:0]         sequencer_issued_lane;
  wire               sequencer_load;
  wire               sequencer_resample;
  wire               sequencer_step_first;
  wire               sequencer_step_last;
  wire               sequencer_toggle;
  wire               sequencer_hidden_read;
  wire [9:0]         sequencer_hidden_row;
  wire               sequencer_hidden_write;
  wire [9:0]         sequencer_result_row;
  wire               sequencer_encoder_draw;
  wire               sequencer_neuron_draw;
  wire               sequencer_lane_draw;
  wire               sequencer_counted_up;
  wire               sequencer_counted_down;
  wire [3:0]         sequencer_total;
  wire               sequencer_presented;
  wire [15:0]        counters_amount;
  wire [15:0]        scratch_memory_word;
  wire               watchdog_expired;
  wire [1:0]         encoder_spikes;
  wire               encoder_random_bit;
  wire               neuron_spike;
  wire [15:0]        neuron_random_word;
  wire signed [14:0] synapse_array_potential;
  wire               synapse_array_done;
  wire signed [2:0]  synapse_array_first_weight;
  wire [2:0]         synapse_array_weight;
  wire [14:0]        synapse_array_sum;
  wire               synapse_array_random_bit;
  wire [6:0]         synapse_array_flips_up;
  wire [6:0]         synapse_array_flips_down;
  wire signed [14:0] retrograde_logit;
  wire signed [14:0] retrograde_lowered;
  wire               retrograde_logit_valid;
  wire               retrograde_idle;
  wire [1:0]         unit_register_head;
  wire [1:0]         unit_register_input;
  wire [0:0]         unit_register_output;
  wire [0:0]         clamp_register_clamped;
  wire               clamp_register_any_clamped;
  wire               predicted_ring_head;
  wire               predicted_ring_behind;
  wire               hidden_ring_head;
  wire               hidden_ring_behind;
  wire               readout_ring_head;
  wire [1:0]         evidence_register_open;
  wire [1:0]         evidence_register_close;
  wire               evidence_register_any_evidence;
  wire [1:0]         output_select_selected;
  reg  [15:0]        scratch_memory_read_address;
  reg                scratch_memory_write;
  reg  [15:0]        scratch_memory_write_address;
  reg  [15:0]        scratch_memory_next_word;
  reg  [15:0]        synapse_array_read_address;
  reg                synapse_array_write;
  reg  [15:0]        synapse_array_write_address;
  reg  [1:0]         unit_clamped;

  wire restart = i_reset | watchdog_expired;
  wire step_streams = commands_step_all | spike_reader_step_streams;
  wire [1:0] unit_register_spikes = sequencer_unit_shift ? encoder_spikes : unit_register_head;
  wire predicted_ring_rotate = sequencer_predicted_rotate | spike_reader_turn_predicted;
  wire hidden_ring_rotate = sequencer_hidden_rotate | spike_reader_turn_hidden;
  wire readout_ring_rotate = sequencer_readout_shift | spike_reader_turn_readout;
  wire readout_ring_spike = sequencer_readout_shift ? sequencer_readout_spike : readout_ring_head;
  // random bits: of every stream the lowest bit of its word
  wire [2:0] spike_reader_stream = {synapse_array_random_bit, neuron_random_word[0], encoder_random_bit};
  wire signed [15:0] weight_item = {{13{synapse_array_first_weight[2]}}, synapse_array_first_weight};
  wire [1:0] selected_output = output_select_selected;
  wire neuron_draw = sequencer_neuron_draw | step_streams | commands_initialise;

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
    .i_spike_item            (spike_reader_item),
    .o_spikes_start          (commands_spikes_start),
    .o_spikes_resume         (commands_spikes_resume),
    .o_draw                  (commands_draw),
    .i_spikes_ready          (spike_reader_ready),
    .i_spikes_finished       (spike_reader_finished),
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

  yuragi_spike_reader spike_reader (
    .clock            (clock),
    .i_start          (commands_spikes_start),
    .i_resume         (commands_spikes_resume),
    .i_draw           (commands_draw),
    .i_stream         (spike_reader_stream),
    .i_units          (unit_register_head),
    .i_predicted      (predicted_ring_head),
    .i_hidden         (hidden_ring_head),
    .i_readout        (readout_ring_head),
    .o_turn_units     (spike_reader_turn_units),
    .o_turn_predicted (spike_reader_turn_predicted),
    .o_turn_hidden    (spike_reader_turn_hidden),
    .o_turn_readout   (spike_reader_turn_readout),
    .o_step_streams   (spike_reader_step_streams),
    .o_item           (spike_reader_item),
    .o_ready          (spike_reader_ready),
    .o_finished       (spike_reader_finished)
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
    .o_scratch_address       (sequencer_scratch_address),
    .o_scratch_write         (sequencer_scratch_write),
    .o_scratch_write_address (sequencer_scratch_write_address),
    .o_scratch_next          (sequencer_scratch_next),
    .i_scratch_word          (scratch_memory_word),
    .o_clamp_shift           (sequencer_clamp_shift),
    .o_unit_shift            (sequencer_unit_shift),
    .i_spike                 (neuron_spike),
    .i_any_clamped           (clamp_register_any_clamped),
    .i_any_evidence          (evidence_register_any_evidence),
    .i_spiked                (selected_output[0]),
    .i_clamped               (selected_output[1]),
    .i_predicted             (predicted_ring_head),
    .i_hidden                (hidden_ring_head),
    .i_predicted_behind      (predicted_ring_behind),
    .i_hidden_behind         (hidden_ring_behind),
    .o_predicted_rotate      (sequencer_predicted_rotate),
    .o_predicted_next        (sequencer_predicted_next),
    .o_hidden_rotate         (sequencer_hidden_rotate),
    .o_hidden_next           (sequencer_hidden_next),
    .o_readout_shift         (sequencer_readout_shift),
    .o_readout_spike         (sequencer_readout_spike),
    .o_evidence_up           (sequencer_evidence_up),
    .o_evidence_down         (sequencer_evidence_down),
    .o_address               (sequencer_address),
    .o_word                  (sequencer_word),
    .o_input_word            (sequencer_input_word),
    .o_write                 (sequencer_write),
    .o_write_address         (sequencer_write_address),
    .o_fan_in                (sequencer_fan_in),
    .o_gate                  (sequencer_gate),
    .o_hidden_open           (sequencer_hidden_open),
    .o_hidden_close          (sequencer_hidden_close),
    .o_count_flips           (sequencer_count_flips),
    .o_noise                 (sequencer_noise),
    .o_threshold             (sequencer_threshold),
    .o_valid                 (sequencer_valid),
    .o_first                 (sequencer_first),
    .o_last                  (sequencer_last),
    .o_clear                 (sequencer_clear),
    .o_add                   (sequencer_add),
    .o_group                 (sequencer_group),
    .i_done                  (synapse_array_done),
    .o_step                  (sequencer_step),
    .o_readout               (sequencer_readout),
    .o_readout_lane          (sequencer_readout_lane),
    .o_issued_lane           (sequencer_issued_lane),
    .o_load                  (sequencer_load),
    .o_resample              (sequencer_resample),
    .o_step_first            (sequencer_step_first),
    .o_step_last             (sequencer_step_last),
    .o_toggle                (sequencer_toggle),
    .o_hidden_read           (sequencer_hidden_read),
    .o_hidden_row            (sequencer_hidden_row),
    .o_hidden_write          (sequencer_hidden_write),
    .o_result_row            (sequencer_result_row),
    .i_logit_valid           (retrograde_logit_valid),
    .i_retrograde_idle       (retrograde_idle),
    .o_encoder_draw          (sequencer_encoder_draw),
    .o_neuron_draw           (sequencer_neuron_draw),
    .o_lane_draw             (sequencer_lane_draw),
    .o_counted_up            (sequencer_counted_up),
    .o_counted_down          (sequencer_counted_down),
    .o_total                 (sequencer_total),
    .i_amount                (counters_amount),
    .o_presented             (sequencer_presented)
  );

  yuragi_counters counters (
    .clock           (clock),
    .i_clear         (sequencer_presented | commands_reset),
    .i_flips_up      (synapse_array_flips_up),
    .i_flips_down    (synapse_array_flips_down),
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

  yuragi_watchdog watchdog (
    .clock       (clock),
    .i_still     (host_port_silent | sequencer_busy),
    .i_presented (sequencer_presented),
    .o_expired   (watchdog_expired)
  );

  yuragi_encoder encoder (
    .clock         (clock),
    .i_reset       (commands_reset),
    .i_draw        (sequencer_encoder_draw | step_streams),
    .i_absorb      (commands_absorb),
    .i_intensities (scratch_memory_word),
    .o_spikes      (encoder_spikes),
    .o_random_bit  (encoder_random_bit)
  );

  yuragi_neuron neuron (
    .clock         (clock),
    .i_reset       (commands_reset),
    .i_draw        (neuron_draw),
    .i_absorb      (commands_absorb),
    .i_potential   (retrograde_logit),
    .i_lowered     (retrograde_lowered),
    .o_spike       (neuron_spike),
    .o_random_word (neuron_random_word)
  );

  yuragi_synapse_array synapse_array (
    .clock           (clock),
    .i_read_address  (synapse_array_read_address),
    .i_write         (synapse_array_write),
    .i_write_address (synapse_array_write_address),
    .i_fan_in        (sequencer_fan_in),
    .i_hidden        (sequencer_gate),
    .i_input         (unit_register_input),
    .i_hidden_open   (sequencer_hidden_open),
    .i_hidden_close  (sequencer_hidden_close),
    .i_output_open   (evidence_register_open),
    .i_output_close  (evidence_register_close),
    .i_count_flips   (sequencer_count_flips),
    .i_noise         (sequencer_noise),
    .i_threshold     (sequencer_threshold),
    .i_initialise    (commands_initialise),
    .i_load          (sequencer_at_rest),
    .i_turn          (commands_turn),
    .i_loaded        (scratch_memory_word),
    .i_random_word   (neuron_random_word),
    .i_reset         (commands_reset),
    .i_draw          (sequencer_lane_draw | step_streams),
    .i_absorb        (commands_absorb),
    .i_valid         (sequencer_valid),
    .i_first         (sequencer_first),
    .i_last          (sequencer_last),
    .i_clear         (sequencer_clear),
    .i_add           (sequencer_add),
    .i_group         (sequencer_group),
    .o_potential     (synapse_array_potential),
    .o_done          (synapse_array_done),
    .o_first_weight  (synapse_array_first_weight),
    .o_weight        (synapse_array_weight),
    .o_sum           (synapse_array_sum),
    .o_random_bit    (synapse_array_random_bit),
    .o_flips_up      (synapse_array_flips_up),
    .o_flips_down    (synapse_array_flips_down)
  );

  yuragi_retrograde retrograde (
    .clock              (clock),
    .i_step             (sequencer_step),
    .i_resample         (sequencer_resample),
    .i_first            (sequencer_step_first),
    .i_last             (sequencer_step_last),
    .i_load             (sequencer_load),
    .i_output           (unit_register_output),
    .i_clamped          (clamp_register_clamped),
    .i_hidden_read      (sequencer_hidden_read),
    .i_row              (sequencer_hidden_row),
    .i_weight           (synapse_array_weight),
    .i_sum              (synapse_array_sum),
    .i_readout_lane     (sequencer_readout_lane),
    .i_readout          (sequencer_readout),
    .i_hidden           (hidden_ring_head),
    .i_toggle           (sequencer_toggle),
    .i_hidden_write     (sequencer_hidden_write),
    .i_hidden_row       (sequencer_result_row),
    .i_hidden_potential (synapse_array_potential),
    .o_logit            (retrograde_logit),
    .o_lowered          (retrograde_lowered),
    .o_logit_valid      (retrograde_logit_valid),
    .o_idle             (retrograde_idle)
  );

  yuragi_unit_register unit_register (
    .clock    (clock),
    .i_shift  (sequencer_unit_shift | spike_reader_turn_units),
    .i_spikes (unit_register_spikes),
    .i_word   (sequencer_input_word),
    .i_step   (sequencer_step),
    .o_head   (unit_register_head),
    .o_input  (unit_register_input),
    .o_output (unit_register_output)
  );

  yuragi_clamp_register clamp_register (
    .clock         (clock),
    .i_shift       (sequencer_clamp_shift),
    .i_bits        (scratch_memory_word),
    .i_step        (sequencer_step),
    .o_clamped     (clamp_register_clamped),
    .o_any_clamped (clamp_register_any_clamped)
  );

  yuragi_spike_ring predicted_ring (
    .clock    (clock),
    .i_rotate (predicted_ring_rotate),
    .i_spike  (sequencer_predicted_next),
    .o_head   (predicted_ring_head),
    .o_behind (predicted_ring_behind)
  );

  yuragi_spike_ring hidden_ring (
    .clock    (clock),
    .i_rotate (hidden_ring_rotate),
    .i_spike  (sequencer_hidden_next),
    .o_head   (hidden_ring_head),
    .o_behind (hidden_ring_behind)
  );

  yuragi_spike_ring_2 readout_ring (
    // verilator lint_off PINCONNECTEMPTY
    .clock    (clock),
    .i_rotate (readout_ring_rotate),
    .i_spike  (readout_ring_spike),
    .o_head   (readout_ring_head),
    .o_behind ()
    // verilator lint_on PINCONNECTEMPTY
  );

  yuragi_evidence_register evidence_register (
    .clock          (clock),
    .i_shift        (sequencer_readout_shift),
    .i_up           (sequencer_evidence_up),
    .i_down         (sequencer_evidence_down),
    .i_word         (sequencer_word),
    .o_open         (evidence_register_open),
    .o_close        (evidence_register_close),
    .o_any_evidence (evidence_register_any_evidence)
  );

  yuragi_lane_select_3 output_select (
    .i_value    (unit_clamped),
    .i_group    (sequencer_issued_lane),
    .o_selected (output_select_selected)
  );

  always @* begin
    scratch_memory_read_address = commands_scratch_address;
    scratch_memory_write = commands_scratch_write;
    scratch_memory_write_address = commands_scratch_write_address;
    scratch_memory_next_word = scratch_memory_word;
    if (sequencer_busy) begin
      scratch_memory_read_address = sequencer_scratch_address;
      scratch_memory_write = sequencer_scratch_write;
      scratch_memory_write_address = sequencer_scratch_write_address;
      scratch_memory_next_word = sequencer_scratch_next;
    end else if (host_port_buffer_write) begin
      scratch_memory_write = 1'b1;
      scratch_memory_write_address = host_port_buffer_address;
      scratch_memory_next_word = host_port_buffer_word;
    end
    synapse_array_read_address = commands_row_address;
    synapse_array_write = commands_row_write;
    synapse_array_write_address = commands_row_write_address;
    if (sequencer_busy) begin
      synapse_array_read_address = sequencer_address;
      synapse_array_write = sequencer_write;
      synapse_array_write_address = sequencer_write_address;
    end
    unit_clamped = 2'd0;
    if (unit_register_output) unit_clamped = 2'd1;
    unit_clamped[1] = clamp_register_clamped;
  end

  assign o_learning = sequencer_busy & registers_learn;
  assign o_evidence = sequencer_counted_up | sequencer_counted_down;

endmodule

`default_nettype wire
