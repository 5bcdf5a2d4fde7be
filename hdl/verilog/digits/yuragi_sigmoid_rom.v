// yuragi_sigmoid_rom: threshold of a spike, 65536 sigmoid(a), at the middle of each bin
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 64-64-10; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_sigmoid_rom (
  // Control
  input  wire        clock,
  // Data
  input  wire [7:0]  i_index,
  output wire [15:0] o_entry
);
  reg [15:0] entries [0:255];
  reg [15:0] entry = 16'd0;
  initial begin
    entries[0] = 16'h8100; entries[1] = 16'h8300; entries[2] = 16'h84ff; entries[3] = 16'h86fe;
    entries[4] = 16'h88fc; entries[5] = 16'h8af9; entries[6] = 16'h8cf5; entries[7] = 16'h8eef;
    entries[8] = 16'h90e7; entries[9] = 16'h92dd; entries[10] = 16'h94d0; entries[11] = 16'h96c1;
    entries[12] = 16'h98b0; entries[13] = 16'h9a9b; entries[14] = 16'h9c84; entries[15] = 16'h9e68;
    entries[16] = 16'ha04a; entries[17] = 16'ha227; entries[18] = 16'ha401; entries[19] = 16'ha5d6;
    entries[20] = 16'ha7a7; entries[21] = 16'ha974; entries[22] = 16'hab3c; entries[23] = 16'hacff;
    entries[24] = 16'haebd; entries[25] = 16'hb076; entries[26] = 16'hb22a; entries[27] = 16'hb3d9;
    entries[28] = 16'hb582; entries[29] = 16'hb726; entries[30] = 16'hb8c4; entries[31] = 16'hba5d;
    entries[32] = 16'hbbef; entries[33] = 16'hbd7c; entries[34] = 16'hbf03; entries[35] = 16'hc084;
    entries[36] = 16'hc1ff; entries[37] = 16'hc374; entries[38] = 16'hc4e2; entries[39] = 16'hc64b;
    entries[40] = 16'hc7ae; entries[41] = 16'hc90a; entries[42] = 16'hca60; entries[43] = 16'hcbb0;
    entries[44] = 16'hccfa; entries[45] = 16'hce3e; entries[46] = 16'hcf7c; entries[47] = 16'hd0b3;
    entries[48] = 16'hd1e5; entries[49] = 16'hd310; entries[50] = 16'hd435; entries[51] = 16'hd555;
    entries[52] = 16'hd66e; entries[53] = 16'hd782; entries[54] = 16'hd890; entries[55] = 16'hd998;
    entries[56] = 16'hda9a; entries[57] = 16'hdb97; entries[58] = 16'hdc8e; entries[59] = 16'hdd7f;
    entries[60] = 16'hde6b; entries[61] = 16'hdf52; entries[62] = 16'he034; entries[63] = 16'he110;
    entries[64] = 16'he1e7; entries[65] = 16'he2b9; entries[66] = 16'he386; entries[67] = 16'he44e;
    entries[68] = 16'he511; entries[69] = 16'he5cf; entries[70] = 16'he689; entries[71] = 16'he73e;
    entries[72] = 16'he7ef; entries[73] = 16'he89b; entries[74] = 16'he943; entries[75] = 16'he9e7;
    entries[76] = 16'hea86; entries[77] = 16'heb22; entries[78] = 16'hebb9; entries[79] = 16'hec4c;
    entries[80] = 16'hecdc; entries[81] = 16'hed68; entries[82] = 16'hedf0; entries[83] = 16'hee74;
    entries[84] = 16'heef5; entries[85] = 16'hef73; entries[86] = 16'hefed; entries[87] = 16'hf064;
    entries[88] = 16'hf0d8; entries[89] = 16'hf148; entries[90] = 16'hf1b6; entries[91] = 16'hf220;
    entries[92] = 16'hf288; entries[93] = 16'hf2ec; entries[94] = 16'hf34e; entries[95] = 16'hf3ad;
    entries[96] = 16'hf40a; entries[97] = 16'hf464; entries[98] = 16'hf4bb; entries[99] = 16'hf510;
    entries[100] = 16'hf563; entries[101] = 16'hf5b3; entries[102] = 16'hf601; entries[103] = 16'hf64d;
    entries[104] = 16'hf696; entries[105] = 16'hf6de; entries[106] = 16'hf723; entries[107] = 16'hf767;
    entries[108] = 16'hf7a8; entries[109] = 16'hf7e8; entries[110] = 16'hf826; entries[111] = 16'hf862;
    entries[112] = 16'hf89c; entries[113] = 16'hf8d4; entries[114] = 16'hf90b; entries[115] = 16'hf941;
    entries[116] = 16'hf975; entries[117] = 16'hf9a7; entries[118] = 16'hf9d8; entries[119] = 16'hfa07;
    entries[120] = 16'hfa35; entries[121] = 16'hfa62; entries[122] = 16'hfa8d; entries[123] = 16'hfab7;
    entries[124] = 16'hfae0; entries[125] = 16'hfb07; entries[126] = 16'hfb2e; entries[127] = 16'hfb53;
    entries[128] = 16'hfb77; entries[129] = 16'hfb9a; entries[130] = 16'hfbbc; entries[131] = 16'hfbdd;
    entries[132] = 16'hfbfd; entries[133] = 16'hfc1d; entries[134] = 16'hfc3b; entries[135] = 16'hfc58;
    entries[136] = 16'hfc74; entries[137] = 16'hfc90; entries[138] = 16'hfcab; entries[139] = 16'hfcc5;
    entries[140] = 16'hfcde; entries[141] = 16'hfcf6; entries[142] = 16'hfd0e; entries[143] = 16'hfd25;
    entries[144] = 16'hfd3b; entries[145] = 16'hfd51; entries[146] = 16'hfd66; entries[147] = 16'hfd7a;
    entries[148] = 16'hfd8e; entries[149] = 16'hfda1; entries[150] = 16'hfdb3; entries[151] = 16'hfdc5;
    entries[152] = 16'hfdd7; entries[153] = 16'hfde7; entries[154] = 16'hfdf8; entries[155] = 16'hfe08;
    entries[156] = 16'hfe17; entries[157] = 16'hfe26; entries[158] = 16'hfe34; entries[159] = 16'hfe43;
    entries[160] = 16'hfe50; entries[161] = 16'hfe5d; entries[162] = 16'hfe6a; entries[163] = 16'hfe77;
    entries[164] = 16'hfe83; entries[165] = 16'hfe8e; entries[166] = 16'hfe9a; entries[167] = 16'hfea5;
    entries[168] = 16'hfeaf; entries[169] = 16'hfeb9; entries[170] = 16'hfec3; entries[171] = 16'hfecd;
    entries[172] = 16'hfed7; entries[173] = 16'hfee0; entries[174] = 16'hfee9; entries[175] = 16'hfef1;
    entries[176] = 16'hfef9; entries[177] = 16'hff01; entries[178] = 16'hff09; entries[179] = 16'hff11;
    entries[180] = 16'hff18; entries[181] = 16'hff1f; entries[182] = 16'hff26; entries[183] = 16'hff2d;
    entries[184] = 16'hff33; entries[185] = 16'hff3a; entries[186] = 16'hff40; entries[187] = 16'hff46;
    entries[188] = 16'hff4b; entries[189] = 16'hff51; entries[190] = 16'hff56; entries[191] = 16'hff5b;
    entries[192] = 16'hff60; entries[193] = 16'hff65; entries[194] = 16'hff6a; entries[195] = 16'hff6f;
    entries[196] = 16'hff73; entries[197] = 16'hff77; entries[198] = 16'hff7c; entries[199] = 16'hff80;
    entries[200] = 16'hff84; entries[201] = 16'hff88; entries[202] = 16'hff8b; entries[203] = 16'hff8f;
    entries[204] = 16'hff92; entries[205] = 16'hff96; entries[206] = 16'hff99; entries[207] = 16'hff9c;
    entries[208] = 16'hff9f; entries[209] = 16'hffa2; entries[210] = 16'hffa5; entries[211] = 16'hffa8;
    entries[212] = 16'hffab; entries[213] = 16'hffad; entries[214] = 16'hffb0; entries[215] = 16'hffb2;
    entries[216] = 16'hffb5; entries[217] = 16'hffb7; entries[218] = 16'hffb9; entries[219] = 16'hffbb;
    entries[220] = 16'hffbd; entries[221] = 16'hffbf; entries[222] = 16'hffc1; entries[223] = 16'hffc3;
    entries[224] = 16'hffc5; entries[225] = 16'hffc7; entries[226] = 16'hffc9; entries[227] = 16'hffca;
    entries[228] = 16'hffcc; entries[229] = 16'hffce; entries[230] = 16'hffcf; entries[231] = 16'hffd1;
    entries[232] = 16'hffd2; entries[233] = 16'hffd4; entries[234] = 16'hffd5; entries[235] = 16'hffd6;
    entries[236] = 16'hffd8; entries[237] = 16'hffd9; entries[238] = 16'hffda; entries[239] = 16'hffdb;
    entries[240] = 16'hffdc; entries[241] = 16'hffdd; entries[242] = 16'hffde; entries[243] = 16'hffe0;
    entries[244] = 16'hffe1; entries[245] = 16'hffe1; entries[246] = 16'hffe2; entries[247] = 16'hffe3;
    entries[248] = 16'hffe4; entries[249] = 16'hffe5; entries[250] = 16'hffe6; entries[251] = 16'hffe7;
    entries[252] = 16'hffe7; entries[253] = 16'hffe8; entries[254] = 16'hffe9; entries[255] = 16'hffea;
  end
  always @(posedge clock) entry <= entries[i_index];
  assign o_entry = entry;

endmodule

`default_nettype wire
