// yuragi_unit_register: spikes of 64 inputs and 10 clamped outputs
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 64 inputs, 64 hidden, 10 outputs; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_unit_register (
  // Control
  input  wire        clock,
  input  wire        i_shift,
  // Data
  input  wire [1:0]  i_spikes,
  input  wire [11:0] i_word,
  input  wire [9:0]  i_step,
  output wire [1:0]  o_head,
  output wire [15:0] o_input,
  output wire [1:0]  o_output
);
  reg [73:0] units = 74'd0;
  always @(posedge clock) if (i_shift) units <= {i_spikes, units[73:2]};
  wire [79:0] inputs = {15'd0, 1'b1, units[63:0]}; // the bias neuron above the last input
  wire [9:0] outputs = units[73:64];
  genvar i;
  genvar g;
  // verilator lint_off UNUSEDSIGNAL
  wire [8:0] word_spare = i_word[11:3]; // beyond the size of this design
  wire [6:0] step_spare = i_step[9:3]; // beyond the size of this design
  // verilator lint_on UNUSEDSIGNAL
  generate
    for (i = 0; i < 16; i = i + 1) begin : input_lanes
      wire [4:0] column;
      for (g = 0; g < 5; g = g + 1) begin : words
        assign column[g] = inputs[16*g + i];
      end
      assign o_input[i] = column[i_word[2:0]];
    end
  endgenerate
  generate
    for (i = 0; i < 2; i = i + 1) begin : output_lanes
      wire [4:0] column;
      for (g = 0; g < 5; g = g + 1) begin : words
        assign column[g] = outputs[2*g + i];
      end
      assign o_output[i] = column[i_step[2:0]];
    end
  endgenerate
  assign o_head = units[1:0];

endmodule

`default_nettype wire
