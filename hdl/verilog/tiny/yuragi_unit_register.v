// yuragi_unit_register: spikes of 2 inputs and 1 clamped outputs
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 2 inputs, 2 hidden, 1 outputs; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_unit_register (
  input  wire        clock,
  input  wire        i_shift,
  input  wire [1:0]  i_spikes,
  input  wire [11:0] i_word,
  input  wire [9:0]  i_step,
  output wire [1:0]  o_head,
  output wire [1:0]  o_input,
  output wire [0:0]  o_output
);
  reg [3:0] units = 4'd0;
  always @(posedge clock) if (i_shift) units <= {i_spikes, units[3:2]};
  wire [3:0] inputs = {1'd0, 1'b1, units[1:0]}; // the bias neuron above the last input
  wire [0:0] outputs = units[2:2];
  genvar i;
  genvar g;
  // verilator lint_off UNUSEDSIGNAL
  wire [10:0] word_spare = i_word[11:1]; // beyond the size of this design
  wire [9:0] step_spare = i_step[9:0]; // beyond the size of this design
  // verilator lint_on UNUSEDSIGNAL
  generate
    for (i = 0; i < 2; i = i + 1) begin : input_lanes
      wire [1:0] column;
      for (g = 0; g < 2; g = g + 1) begin : words
        assign column[g] = inputs[2*g + i];
      end
      assign o_input[i] = column[i_word[0:0]];
    end
  endgenerate
  assign o_output = outputs;
  assign o_head = units[1:0];

endmodule

`default_nettype wire
