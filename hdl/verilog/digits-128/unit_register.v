// unit_register: spikes of 64 inputs and 10 clamped outputs
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 64 inputs, 128 hidden, 10 outputs; weights of 8 bits, quantum 2^-5 nats; 12 lanes, 2 retrograde; seed 1.

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
  output wire        o_output_0,
  output wire        o_output_1
);
  reg [73:0] units = 74'd0;
  always @(posedge clock) if (i_shift) units <= {i_spikes, units[73:2]};
  wire [71:0] inputs = {7'd0, 1'b1, units[63:0]}; // the bias neuron above the last input
  wire [9:0] outputs = units[73:64];
  // verilator lint_off UNUSEDSIGNAL
  wire [8:0] word_spare = i_word[11:3]; // beyond the size of this design
  // verilator lint_on UNUSEDSIGNAL
  // verilator lint_off UNUSEDSIGNAL
  wire [6:0] step_spare = i_step[9:3]; // beyond the size of this design
  // verilator lint_on UNUSEDSIGNAL
  wire [5:0] input_0 = {inputs[60], inputs[48], inputs[36], inputs[24], inputs[12], inputs[0]};
  assign o_input_0 = input_0[i_word[2:0]];
  wire [5:0] input_1 = {inputs[61], inputs[49], inputs[37], inputs[25], inputs[13], inputs[1]};
  assign o_input_1 = input_1[i_word[2:0]];
  wire [5:0] input_2 = {inputs[62], inputs[50], inputs[38], inputs[26], inputs[14], inputs[2]};
  assign o_input_2 = input_2[i_word[2:0]];
  wire [5:0] input_3 = {inputs[63], inputs[51], inputs[39], inputs[27], inputs[15], inputs[3]};
  assign o_input_3 = input_3[i_word[2:0]];
  wire [5:0] input_4 = {inputs[64], inputs[52], inputs[40], inputs[28], inputs[16], inputs[4]};
  assign o_input_4 = input_4[i_word[2:0]];
  wire [5:0] input_5 = {inputs[65], inputs[53], inputs[41], inputs[29], inputs[17], inputs[5]};
  assign o_input_5 = input_5[i_word[2:0]];
  wire [5:0] input_6 = {inputs[66], inputs[54], inputs[42], inputs[30], inputs[18], inputs[6]};
  assign o_input_6 = input_6[i_word[2:0]];
  wire [5:0] input_7 = {inputs[67], inputs[55], inputs[43], inputs[31], inputs[19], inputs[7]};
  assign o_input_7 = input_7[i_word[2:0]];
  wire [5:0] input_8 = {inputs[68], inputs[56], inputs[44], inputs[32], inputs[20], inputs[8]};
  assign o_input_8 = input_8[i_word[2:0]];
  wire [5:0] input_9 = {inputs[69], inputs[57], inputs[45], inputs[33], inputs[21], inputs[9]};
  assign o_input_9 = input_9[i_word[2:0]];
  wire [5:0] input_10 = {inputs[70], inputs[58], inputs[46], inputs[34], inputs[22], inputs[10]};
  assign o_input_10 = input_10[i_word[2:0]];
  wire [5:0] input_11 = {inputs[71], inputs[59], inputs[47], inputs[35], inputs[23], inputs[11]};
  assign o_input_11 = input_11[i_word[2:0]];
  wire [4:0] output_0 = {outputs[8], outputs[6], outputs[4], outputs[2], outputs[0]};
  assign o_output_0 = output_0[i_step[2:0]];
  wire [4:0] output_1 = {outputs[9], outputs[7], outputs[5], outputs[3], outputs[1]};
  assign o_output_1 = output_1[i_step[2:0]];
  assign o_head = units[1:0];

endmodule

`default_nettype wire
