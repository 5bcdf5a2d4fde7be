// unit_register: spikes of 0 inputs and 74 clamped outputs
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 0 inputs, 32 hidden, 74 outputs; weights of 10 bits, quantum 2^-6 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module unit_register (
  input  wire        clock,
  input  wire        i_shift,
  input  wire [1:0]  i_spikes,
  input  wire [11:0] i_word,
  input  wire [9:0]  i_step,
  output wire [1:0]  o_head,
  output wire        o_input_0,
  output wire        o_input_1,
  output wire        o_input_2,
  output wire        o_input_3,
  output wire        o_input_4,
  output wire        o_input_5,
  output wire        o_input_6,
  output wire        o_input_7,
  output wire        o_input_8,
  output wire        o_input_9,
  output wire        o_input_10,
  output wire        o_input_11,
  output wire        o_input_12,
  output wire        o_input_13,
  output wire        o_input_14,
  output wire        o_input_15,
  output wire        o_output_0,
  output wire        o_output_1
);
  reg [73:0] units = 74'd0;
  always @(posedge clock) if (i_shift) units <= {i_spikes, units[73:2]};
  wire [15:0] inputs = {15'd0, 1'b1}; // the bias neuron above the last input
  wire [73:0] outputs = units[73:0];
  // verilator lint_off UNUSEDSIGNAL
  wire [11:0] word_spare = i_word[11:0]; // beyond the size of this design
  // verilator lint_on UNUSEDSIGNAL
  // verilator lint_off UNUSEDSIGNAL
  wire [3:0] step_spare = i_step[9:6]; // beyond the size of this design
  // verilator lint_on UNUSEDSIGNAL
  assign o_input_0 = inputs[0];
  assign o_input_1 = inputs[1];
  assign o_input_2 = inputs[2];
  assign o_input_3 = inputs[3];
  assign o_input_4 = inputs[4];
  assign o_input_5 = inputs[5];
  assign o_input_6 = inputs[6];
  assign o_input_7 = inputs[7];
  assign o_input_8 = inputs[8];
  assign o_input_9 = inputs[9];
  assign o_input_10 = inputs[10];
  assign o_input_11 = inputs[11];
  assign o_input_12 = inputs[12];
  assign o_input_13 = inputs[13];
  assign o_input_14 = inputs[14];
  assign o_input_15 = inputs[15];
  wire [36:0] output_0 = {outputs[72], outputs[70], outputs[68], outputs[66], outputs[64], outputs[62], outputs[60],
      outputs[58], outputs[56], outputs[54], outputs[52], outputs[50], outputs[48], outputs[46], outputs[44],
      outputs[42], outputs[40], outputs[38], outputs[36], outputs[34], outputs[32], outputs[30], outputs[28],
      outputs[26], outputs[24], outputs[22], outputs[20], outputs[18], outputs[16], outputs[14], outputs[12],
      outputs[10], outputs[8], outputs[6], outputs[4], outputs[2], outputs[0]};
  assign o_output_0 = output_0[i_step[5:0]];
  wire [36:0] output_1 = {outputs[73], outputs[71], outputs[69], outputs[67], outputs[65], outputs[63], outputs[61],
      outputs[59], outputs[57], outputs[55], outputs[53], outputs[51], outputs[49], outputs[47], outputs[45],
      outputs[43], outputs[41], outputs[39], outputs[37], outputs[35], outputs[33], outputs[31], outputs[29],
      outputs[27], outputs[25], outputs[23], outputs[21], outputs[19], outputs[17], outputs[15], outputs[13],
      outputs[11], outputs[9], outputs[7], outputs[5], outputs[3], outputs[1]};
  assign o_output_1 = output_1[i_step[5:0]];
  assign o_head = units[1:0];

endmodule

`default_nettype wire
