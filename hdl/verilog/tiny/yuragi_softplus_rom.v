// yuragi_softplus_rom: ln(1 + e^-a) in quanta, at the middle of each bin
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 2-2-1; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_softplus_rom (
  // Control
  input  wire        clock,
  // Data
  input  wire [7:0]  i_index,
  output wire [11:0] o_entry
);
  reg [0:0] entries [0:255];
  reg [0:0] entry = 1'd0;
  initial begin
    entries[0] = 1'h1; entries[1] = 1'h1; entries[2] = 1'h1; entries[3] = 1'h1;
    entries[4] = 1'h1; entries[5] = 1'h1; entries[6] = 1'h1; entries[7] = 1'h1;
    entries[8] = 1'h1; entries[9] = 1'h1; entries[10] = 1'h1; entries[11] = 1'h1;
    entries[12] = 1'h1; entries[13] = 1'h1; entries[14] = 1'h1; entries[15] = 1'h1;
    entries[16] = 1'h1; entries[17] = 1'h1; entries[18] = 1'h1; entries[19] = 1'h1;
    entries[20] = 1'h1; entries[21] = 1'h1; entries[22] = 1'h1; entries[23] = 1'h1;
    entries[24] = 1'h1; entries[25] = 1'h1; entries[26] = 1'h1; entries[27] = 1'h1;
    entries[28] = 1'h1; entries[29] = 1'h1; entries[30] = 1'h1; entries[31] = 1'h1;
    entries[32] = 1'h1; entries[33] = 1'h1; entries[34] = 1'h1; entries[35] = 1'h1;
    entries[36] = 1'h1; entries[37] = 1'h1; entries[38] = 1'h1; entries[39] = 1'h1;
    entries[40] = 1'h0; entries[41] = 1'h0; entries[42] = 1'h0; entries[43] = 1'h0;
    entries[44] = 1'h0; entries[45] = 1'h0; entries[46] = 1'h0; entries[47] = 1'h0;
    entries[48] = 1'h0; entries[49] = 1'h0; entries[50] = 1'h0; entries[51] = 1'h0;
    entries[52] = 1'h0; entries[53] = 1'h0; entries[54] = 1'h0; entries[55] = 1'h0;
    entries[56] = 1'h0; entries[57] = 1'h0; entries[58] = 1'h0; entries[59] = 1'h0;
    entries[60] = 1'h0; entries[61] = 1'h0; entries[62] = 1'h0; entries[63] = 1'h0;
    entries[64] = 1'h0; entries[65] = 1'h0; entries[66] = 1'h0; entries[67] = 1'h0;
    entries[68] = 1'h0; entries[69] = 1'h0; entries[70] = 1'h0; entries[71] = 1'h0;
    entries[72] = 1'h0; entries[73] = 1'h0; entries[74] = 1'h0; entries[75] = 1'h0;
    entries[76] = 1'h0; entries[77] = 1'h0; entries[78] = 1'h0; entries[79] = 1'h0;
    entries[80] = 1'h0; entries[81] = 1'h0; entries[82] = 1'h0; entries[83] = 1'h0;
    entries[84] = 1'h0; entries[85] = 1'h0; entries[86] = 1'h0; entries[87] = 1'h0;
    entries[88] = 1'h0; entries[89] = 1'h0; entries[90] = 1'h0; entries[91] = 1'h0;
    entries[92] = 1'h0; entries[93] = 1'h0; entries[94] = 1'h0; entries[95] = 1'h0;
    entries[96] = 1'h0; entries[97] = 1'h0; entries[98] = 1'h0; entries[99] = 1'h0;
    entries[100] = 1'h0; entries[101] = 1'h0; entries[102] = 1'h0; entries[103] = 1'h0;
    entries[104] = 1'h0; entries[105] = 1'h0; entries[106] = 1'h0; entries[107] = 1'h0;
    entries[108] = 1'h0; entries[109] = 1'h0; entries[110] = 1'h0; entries[111] = 1'h0;
    entries[112] = 1'h0; entries[113] = 1'h0; entries[114] = 1'h0; entries[115] = 1'h0;
    entries[116] = 1'h0; entries[117] = 1'h0; entries[118] = 1'h0; entries[119] = 1'h0;
    entries[120] = 1'h0; entries[121] = 1'h0; entries[122] = 1'h0; entries[123] = 1'h0;
    entries[124] = 1'h0; entries[125] = 1'h0; entries[126] = 1'h0; entries[127] = 1'h0;
    entries[128] = 1'h0; entries[129] = 1'h0; entries[130] = 1'h0; entries[131] = 1'h0;
    entries[132] = 1'h0; entries[133] = 1'h0; entries[134] = 1'h0; entries[135] = 1'h0;
    entries[136] = 1'h0; entries[137] = 1'h0; entries[138] = 1'h0; entries[139] = 1'h0;
    entries[140] = 1'h0; entries[141] = 1'h0; entries[142] = 1'h0; entries[143] = 1'h0;
    entries[144] = 1'h0; entries[145] = 1'h0; entries[146] = 1'h0; entries[147] = 1'h0;
    entries[148] = 1'h0; entries[149] = 1'h0; entries[150] = 1'h0; entries[151] = 1'h0;
    entries[152] = 1'h0; entries[153] = 1'h0; entries[154] = 1'h0; entries[155] = 1'h0;
    entries[156] = 1'h0; entries[157] = 1'h0; entries[158] = 1'h0; entries[159] = 1'h0;
    entries[160] = 1'h0; entries[161] = 1'h0; entries[162] = 1'h0; entries[163] = 1'h0;
    entries[164] = 1'h0; entries[165] = 1'h0; entries[166] = 1'h0; entries[167] = 1'h0;
    entries[168] = 1'h0; entries[169] = 1'h0; entries[170] = 1'h0; entries[171] = 1'h0;
    entries[172] = 1'h0; entries[173] = 1'h0; entries[174] = 1'h0; entries[175] = 1'h0;
    entries[176] = 1'h0; entries[177] = 1'h0; entries[178] = 1'h0; entries[179] = 1'h0;
    entries[180] = 1'h0; entries[181] = 1'h0; entries[182] = 1'h0; entries[183] = 1'h0;
    entries[184] = 1'h0; entries[185] = 1'h0; entries[186] = 1'h0; entries[187] = 1'h0;
    entries[188] = 1'h0; entries[189] = 1'h0; entries[190] = 1'h0; entries[191] = 1'h0;
    entries[192] = 1'h0; entries[193] = 1'h0; entries[194] = 1'h0; entries[195] = 1'h0;
    entries[196] = 1'h0; entries[197] = 1'h0; entries[198] = 1'h0; entries[199] = 1'h0;
    entries[200] = 1'h0; entries[201] = 1'h0; entries[202] = 1'h0; entries[203] = 1'h0;
    entries[204] = 1'h0; entries[205] = 1'h0; entries[206] = 1'h0; entries[207] = 1'h0;
    entries[208] = 1'h0; entries[209] = 1'h0; entries[210] = 1'h0; entries[211] = 1'h0;
    entries[212] = 1'h0; entries[213] = 1'h0; entries[214] = 1'h0; entries[215] = 1'h0;
    entries[216] = 1'h0; entries[217] = 1'h0; entries[218] = 1'h0; entries[219] = 1'h0;
    entries[220] = 1'h0; entries[221] = 1'h0; entries[222] = 1'h0; entries[223] = 1'h0;
    entries[224] = 1'h0; entries[225] = 1'h0; entries[226] = 1'h0; entries[227] = 1'h0;
    entries[228] = 1'h0; entries[229] = 1'h0; entries[230] = 1'h0; entries[231] = 1'h0;
    entries[232] = 1'h0; entries[233] = 1'h0; entries[234] = 1'h0; entries[235] = 1'h0;
    entries[236] = 1'h0; entries[237] = 1'h0; entries[238] = 1'h0; entries[239] = 1'h0;
    entries[240] = 1'h0; entries[241] = 1'h0; entries[242] = 1'h0; entries[243] = 1'h0;
    entries[244] = 1'h0; entries[245] = 1'h0; entries[246] = 1'h0; entries[247] = 1'h0;
    entries[248] = 1'h0; entries[249] = 1'h0; entries[250] = 1'h0; entries[251] = 1'h0;
    entries[252] = 1'h0; entries[253] = 1'h0; entries[254] = 1'h0; entries[255] = 1'h0;
  end
  always @(posedge clock) entry <= entries[i_index];
  assign o_entry = {11'd0, entry};

endmodule

`default_nettype wire
