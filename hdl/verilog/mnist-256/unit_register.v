// unit_register: spikes of 784 inputs and 10 clamped outputs
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 784 inputs, 256 hidden, 10 outputs; weights of 8 bits, quantum 2^-5 nats; 64 lanes, 2 retrograde; seed 1.

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
  output wire        o_input_16,
  output wire        o_input_17,
  output wire        o_input_18,
  output wire        o_input_19,
  output wire        o_input_20,
  output wire        o_input_21,
  output wire        o_input_22,
  output wire        o_input_23,
  output wire        o_input_24,
  output wire        o_input_25,
  output wire        o_input_26,
  output wire        o_input_27,
  output wire        o_input_28,
  output wire        o_input_29,
  output wire        o_input_30,
  output wire        o_input_31,
  output wire        o_input_32,
  output wire        o_input_33,
  output wire        o_input_34,
  output wire        o_input_35,
  output wire        o_input_36,
  output wire        o_input_37,
  output wire        o_input_38,
  output wire        o_input_39,
  output wire        o_input_40,
  output wire        o_input_41,
  output wire        o_input_42,
  output wire        o_input_43,
  output wire        o_input_44,
  output wire        o_input_45,
  output wire        o_input_46,
  output wire        o_input_47,
  output wire        o_input_48,
  output wire        o_input_49,
  output wire        o_input_50,
  output wire        o_input_51,
  output wire        o_input_52,
  output wire        o_input_53,
  output wire        o_input_54,
  output wire        o_input_55,
  output wire        o_input_56,
  output wire        o_input_57,
  output wire        o_input_58,
  output wire        o_input_59,
  output wire        o_input_60,
  output wire        o_input_61,
  output wire        o_input_62,
  output wire        o_input_63,
  output wire        o_output_0,
  output wire        o_output_1
);
  reg [793:0] units = 794'd0;
  always @(posedge clock) if (i_shift) units <= {i_spikes, units[793:2]};
  wire [831:0] inputs = {47'd0, 1'b1, units[783:0]}; // the bias neuron above the last input
  wire [9:0] outputs = units[793:784];
  // verilator lint_off UNUSEDSIGNAL
  wire [7:0] word_spare = i_word[11:4]; // beyond the size of this design
  // verilator lint_on UNUSEDSIGNAL
  // verilator lint_off UNUSEDSIGNAL
  wire [6:0] step_spare = i_step[9:3]; // beyond the size of this design
  // verilator lint_on UNUSEDSIGNAL
  wire [12:0] input_0 = {inputs[768], inputs[704], inputs[640], inputs[576], inputs[512], inputs[448], inputs[384],
      inputs[320], inputs[256], inputs[192], inputs[128], inputs[64], inputs[0]};
  assign o_input_0 = input_0[i_word[3:0]];
  wire [12:0] input_1 = {inputs[769], inputs[705], inputs[641], inputs[577], inputs[513], inputs[449], inputs[385],
      inputs[321], inputs[257], inputs[193], inputs[129], inputs[65], inputs[1]};
  assign o_input_1 = input_1[i_word[3:0]];
  wire [12:0] input_2 = {inputs[770], inputs[706], inputs[642], inputs[578], inputs[514], inputs[450], inputs[386],
      inputs[322], inputs[258], inputs[194], inputs[130], inputs[66], inputs[2]};
  assign o_input_2 = input_2[i_word[3:0]];
  wire [12:0] input_3 = {inputs[771], inputs[707], inputs[643], inputs[579], inputs[515], inputs[451], inputs[387],
      inputs[323], inputs[259], inputs[195], inputs[131], inputs[67], inputs[3]};
  assign o_input_3 = input_3[i_word[3:0]];
  wire [12:0] input_4 = {inputs[772], inputs[708], inputs[644], inputs[580], inputs[516], inputs[452], inputs[388],
      inputs[324], inputs[260], inputs[196], inputs[132], inputs[68], inputs[4]};
  assign o_input_4 = input_4[i_word[3:0]];
  wire [12:0] input_5 = {inputs[773], inputs[709], inputs[645], inputs[581], inputs[517], inputs[453], inputs[389],
      inputs[325], inputs[261], inputs[197], inputs[133], inputs[69], inputs[5]};
  assign o_input_5 = input_5[i_word[3:0]];
  wire [12:0] input_6 = {inputs[774], inputs[710], inputs[646], inputs[582], inputs[518], inputs[454], inputs[390],
      inputs[326], inputs[262], inputs[198], inputs[134], inputs[70], inputs[6]};
  assign o_input_6 = input_6[i_word[3:0]];
  wire [12:0] input_7 = {inputs[775], inputs[711], inputs[647], inputs[583], inputs[519], inputs[455], inputs[391],
      inputs[327], inputs[263], inputs[199], inputs[135], inputs[71], inputs[7]};
  assign o_input_7 = input_7[i_word[3:0]];
  wire [12:0] input_8 = {inputs[776], inputs[712], inputs[648], inputs[584], inputs[520], inputs[456], inputs[392],
      inputs[328], inputs[264], inputs[200], inputs[136], inputs[72], inputs[8]};
  assign o_input_8 = input_8[i_word[3:0]];
  wire [12:0] input_9 = {inputs[777], inputs[713], inputs[649], inputs[585], inputs[521], inputs[457], inputs[393],
      inputs[329], inputs[265], inputs[201], inputs[137], inputs[73], inputs[9]};
  assign o_input_9 = input_9[i_word[3:0]];
  wire [12:0] input_10 = {inputs[778], inputs[714], inputs[650], inputs[586], inputs[522], inputs[458], inputs[394],
      inputs[330], inputs[266], inputs[202], inputs[138], inputs[74], inputs[10]};
  assign o_input_10 = input_10[i_word[3:0]];
  wire [12:0] input_11 = {inputs[779], inputs[715], inputs[651], inputs[587], inputs[523], inputs[459], inputs[395],
      inputs[331], inputs[267], inputs[203], inputs[139], inputs[75], inputs[11]};
  assign o_input_11 = input_11[i_word[3:0]];
  wire [12:0] input_12 = {inputs[780], inputs[716], inputs[652], inputs[588], inputs[524], inputs[460], inputs[396],
      inputs[332], inputs[268], inputs[204], inputs[140], inputs[76], inputs[12]};
  assign o_input_12 = input_12[i_word[3:0]];
  wire [12:0] input_13 = {inputs[781], inputs[717], inputs[653], inputs[589], inputs[525], inputs[461], inputs[397],
      inputs[333], inputs[269], inputs[205], inputs[141], inputs[77], inputs[13]};
  assign o_input_13 = input_13[i_word[3:0]];
  wire [12:0] input_14 = {inputs[782], inputs[718], inputs[654], inputs[590], inputs[526], inputs[462], inputs[398],
      inputs[334], inputs[270], inputs[206], inputs[142], inputs[78], inputs[14]};
  assign o_input_14 = input_14[i_word[3:0]];
  wire [12:0] input_15 = {inputs[783], inputs[719], inputs[655], inputs[591], inputs[527], inputs[463], inputs[399],
      inputs[335], inputs[271], inputs[207], inputs[143], inputs[79], inputs[15]};
  assign o_input_15 = input_15[i_word[3:0]];
  wire [12:0] input_16 = {inputs[784], inputs[720], inputs[656], inputs[592], inputs[528], inputs[464], inputs[400],
      inputs[336], inputs[272], inputs[208], inputs[144], inputs[80], inputs[16]};
  assign o_input_16 = input_16[i_word[3:0]];
  wire [12:0] input_17 = {inputs[785], inputs[721], inputs[657], inputs[593], inputs[529], inputs[465], inputs[401],
      inputs[337], inputs[273], inputs[209], inputs[145], inputs[81], inputs[17]};
  assign o_input_17 = input_17[i_word[3:0]];
  wire [12:0] input_18 = {inputs[786], inputs[722], inputs[658], inputs[594], inputs[530], inputs[466], inputs[402],
      inputs[338], inputs[274], inputs[210], inputs[146], inputs[82], inputs[18]};
  assign o_input_18 = input_18[i_word[3:0]];
  wire [12:0] input_19 = {inputs[787], inputs[723], inputs[659], inputs[595], inputs[531], inputs[467], inputs[403],
      inputs[339], inputs[275], inputs[211], inputs[147], inputs[83], inputs[19]};
  assign o_input_19 = input_19[i_word[3:0]];
  wire [12:0] input_20 = {inputs[788], inputs[724], inputs[660], inputs[596], inputs[532], inputs[468], inputs[404],
      inputs[340], inputs[276], inputs[212], inputs[148], inputs[84], inputs[20]};
  assign o_input_20 = input_20[i_word[3:0]];
  wire [12:0] input_21 = {inputs[789], inputs[725], inputs[661], inputs[597], inputs[533], inputs[469], inputs[405],
      inputs[341], inputs[277], inputs[213], inputs[149], inputs[85], inputs[21]};
  assign o_input_21 = input_21[i_word[3:0]];
  wire [12:0] input_22 = {inputs[790], inputs[726], inputs[662], inputs[598], inputs[534], inputs[470], inputs[406],
      inputs[342], inputs[278], inputs[214], inputs[150], inputs[86], inputs[22]};
  assign o_input_22 = input_22[i_word[3:0]];
  wire [12:0] input_23 = {inputs[791], inputs[727], inputs[663], inputs[599], inputs[535], inputs[471], inputs[407],
      inputs[343], inputs[279], inputs[215], inputs[151], inputs[87], inputs[23]};
  assign o_input_23 = input_23[i_word[3:0]];
  wire [12:0] input_24 = {inputs[792], inputs[728], inputs[664], inputs[600], inputs[536], inputs[472], inputs[408],
      inputs[344], inputs[280], inputs[216], inputs[152], inputs[88], inputs[24]};
  assign o_input_24 = input_24[i_word[3:0]];
  wire [12:0] input_25 = {inputs[793], inputs[729], inputs[665], inputs[601], inputs[537], inputs[473], inputs[409],
      inputs[345], inputs[281], inputs[217], inputs[153], inputs[89], inputs[25]};
  assign o_input_25 = input_25[i_word[3:0]];
  wire [12:0] input_26 = {inputs[794], inputs[730], inputs[666], inputs[602], inputs[538], inputs[474], inputs[410],
      inputs[346], inputs[282], inputs[218], inputs[154], inputs[90], inputs[26]};
  assign o_input_26 = input_26[i_word[3:0]];
  wire [12:0] input_27 = {inputs[795], inputs[731], inputs[667], inputs[603], inputs[539], inputs[475], inputs[411],
      inputs[347], inputs[283], inputs[219], inputs[155], inputs[91], inputs[27]};
  assign o_input_27 = input_27[i_word[3:0]];
  wire [12:0] input_28 = {inputs[796], inputs[732], inputs[668], inputs[604], inputs[540], inputs[476], inputs[412],
      inputs[348], inputs[284], inputs[220], inputs[156], inputs[92], inputs[28]};
  assign o_input_28 = input_28[i_word[3:0]];
  wire [12:0] input_29 = {inputs[797], inputs[733], inputs[669], inputs[605], inputs[541], inputs[477], inputs[413],
      inputs[349], inputs[285], inputs[221], inputs[157], inputs[93], inputs[29]};
  assign o_input_29 = input_29[i_word[3:0]];
  wire [12:0] input_30 = {inputs[798], inputs[734], inputs[670], inputs[606], inputs[542], inputs[478], inputs[414],
      inputs[350], inputs[286], inputs[222], inputs[158], inputs[94], inputs[30]};
  assign o_input_30 = input_30[i_word[3:0]];
  wire [12:0] input_31 = {inputs[799], inputs[735], inputs[671], inputs[607], inputs[543], inputs[479], inputs[415],
      inputs[351], inputs[287], inputs[223], inputs[159], inputs[95], inputs[31]};
  assign o_input_31 = input_31[i_word[3:0]];
  wire [12:0] input_32 = {inputs[800], inputs[736], inputs[672], inputs[608], inputs[544], inputs[480], inputs[416],
      inputs[352], inputs[288], inputs[224], inputs[160], inputs[96], inputs[32]};
  assign o_input_32 = input_32[i_word[3:0]];
  wire [12:0] input_33 = {inputs[801], inputs[737], inputs[673], inputs[609], inputs[545], inputs[481], inputs[417],
      inputs[353], inputs[289], inputs[225], inputs[161], inputs[97], inputs[33]};
  assign o_input_33 = input_33[i_word[3:0]];
  wire [12:0] input_34 = {inputs[802], inputs[738], inputs[674], inputs[610], inputs[546], inputs[482], inputs[418],
      inputs[354], inputs[290], inputs[226], inputs[162], inputs[98], inputs[34]};
  assign o_input_34 = input_34[i_word[3:0]];
  wire [12:0] input_35 = {inputs[803], inputs[739], inputs[675], inputs[611], inputs[547], inputs[483], inputs[419],
      inputs[355], inputs[291], inputs[227], inputs[163], inputs[99], inputs[35]};
  assign o_input_35 = input_35[i_word[3:0]];
  wire [12:0] input_36 = {inputs[804], inputs[740], inputs[676], inputs[612], inputs[548], inputs[484], inputs[420],
      inputs[356], inputs[292], inputs[228], inputs[164], inputs[100], inputs[36]};
  assign o_input_36 = input_36[i_word[3:0]];
  wire [12:0] input_37 = {inputs[805], inputs[741], inputs[677], inputs[613], inputs[549], inputs[485], inputs[421],
      inputs[357], inputs[293], inputs[229], inputs[165], inputs[101], inputs[37]};
  assign o_input_37 = input_37[i_word[3:0]];
  wire [12:0] input_38 = {inputs[806], inputs[742], inputs[678], inputs[614], inputs[550], inputs[486], inputs[422],
      inputs[358], inputs[294], inputs[230], inputs[166], inputs[102], inputs[38]};
  assign o_input_38 = input_38[i_word[3:0]];
  wire [12:0] input_39 = {inputs[807], inputs[743], inputs[679], inputs[615], inputs[551], inputs[487], inputs[423],
      inputs[359], inputs[295], inputs[231], inputs[167], inputs[103], inputs[39]};
  assign o_input_39 = input_39[i_word[3:0]];
  wire [12:0] input_40 = {inputs[808], inputs[744], inputs[680], inputs[616], inputs[552], inputs[488], inputs[424],
      inputs[360], inputs[296], inputs[232], inputs[168], inputs[104], inputs[40]};
  assign o_input_40 = input_40[i_word[3:0]];
  wire [12:0] input_41 = {inputs[809], inputs[745], inputs[681], inputs[617], inputs[553], inputs[489], inputs[425],
      inputs[361], inputs[297], inputs[233], inputs[169], inputs[105], inputs[41]};
  assign o_input_41 = input_41[i_word[3:0]];
  wire [12:0] input_42 = {inputs[810], inputs[746], inputs[682], inputs[618], inputs[554], inputs[490], inputs[426],
      inputs[362], inputs[298], inputs[234], inputs[170], inputs[106], inputs[42]};
  assign o_input_42 = input_42[i_word[3:0]];
  wire [12:0] input_43 = {inputs[811], inputs[747], inputs[683], inputs[619], inputs[555], inputs[491], inputs[427],
      inputs[363], inputs[299], inputs[235], inputs[171], inputs[107], inputs[43]};
  assign o_input_43 = input_43[i_word[3:0]];
  wire [12:0] input_44 = {inputs[812], inputs[748], inputs[684], inputs[620], inputs[556], inputs[492], inputs[428],
      inputs[364], inputs[300], inputs[236], inputs[172], inputs[108], inputs[44]};
  assign o_input_44 = input_44[i_word[3:0]];
  wire [12:0] input_45 = {inputs[813], inputs[749], inputs[685], inputs[621], inputs[557], inputs[493], inputs[429],
      inputs[365], inputs[301], inputs[237], inputs[173], inputs[109], inputs[45]};
  assign o_input_45 = input_45[i_word[3:0]];
  wire [12:0] input_46 = {inputs[814], inputs[750], inputs[686], inputs[622], inputs[558], inputs[494], inputs[430],
      inputs[366], inputs[302], inputs[238], inputs[174], inputs[110], inputs[46]};
  assign o_input_46 = input_46[i_word[3:0]];
  wire [12:0] input_47 = {inputs[815], inputs[751], inputs[687], inputs[623], inputs[559], inputs[495], inputs[431],
      inputs[367], inputs[303], inputs[239], inputs[175], inputs[111], inputs[47]};
  assign o_input_47 = input_47[i_word[3:0]];
  wire [12:0] input_48 = {inputs[816], inputs[752], inputs[688], inputs[624], inputs[560], inputs[496], inputs[432],
      inputs[368], inputs[304], inputs[240], inputs[176], inputs[112], inputs[48]};
  assign o_input_48 = input_48[i_word[3:0]];
  wire [12:0] input_49 = {inputs[817], inputs[753], inputs[689], inputs[625], inputs[561], inputs[497], inputs[433],
      inputs[369], inputs[305], inputs[241], inputs[177], inputs[113], inputs[49]};
  assign o_input_49 = input_49[i_word[3:0]];
  wire [12:0] input_50 = {inputs[818], inputs[754], inputs[690], inputs[626], inputs[562], inputs[498], inputs[434],
      inputs[370], inputs[306], inputs[242], inputs[178], inputs[114], inputs[50]};
  assign o_input_50 = input_50[i_word[3:0]];
  wire [12:0] input_51 = {inputs[819], inputs[755], inputs[691], inputs[627], inputs[563], inputs[499], inputs[435],
      inputs[371], inputs[307], inputs[243], inputs[179], inputs[115], inputs[51]};
  assign o_input_51 = input_51[i_word[3:0]];
  wire [12:0] input_52 = {inputs[820], inputs[756], inputs[692], inputs[628], inputs[564], inputs[500], inputs[436],
      inputs[372], inputs[308], inputs[244], inputs[180], inputs[116], inputs[52]};
  assign o_input_52 = input_52[i_word[3:0]];
  wire [12:0] input_53 = {inputs[821], inputs[757], inputs[693], inputs[629], inputs[565], inputs[501], inputs[437],
      inputs[373], inputs[309], inputs[245], inputs[181], inputs[117], inputs[53]};
  assign o_input_53 = input_53[i_word[3:0]];
  wire [12:0] input_54 = {inputs[822], inputs[758], inputs[694], inputs[630], inputs[566], inputs[502], inputs[438],
      inputs[374], inputs[310], inputs[246], inputs[182], inputs[118], inputs[54]};
  assign o_input_54 = input_54[i_word[3:0]];
  wire [12:0] input_55 = {inputs[823], inputs[759], inputs[695], inputs[631], inputs[567], inputs[503], inputs[439],
      inputs[375], inputs[311], inputs[247], inputs[183], inputs[119], inputs[55]};
  assign o_input_55 = input_55[i_word[3:0]];
  wire [12:0] input_56 = {inputs[824], inputs[760], inputs[696], inputs[632], inputs[568], inputs[504], inputs[440],
      inputs[376], inputs[312], inputs[248], inputs[184], inputs[120], inputs[56]};
  assign o_input_56 = input_56[i_word[3:0]];
  wire [12:0] input_57 = {inputs[825], inputs[761], inputs[697], inputs[633], inputs[569], inputs[505], inputs[441],
      inputs[377], inputs[313], inputs[249], inputs[185], inputs[121], inputs[57]};
  assign o_input_57 = input_57[i_word[3:0]];
  wire [12:0] input_58 = {inputs[826], inputs[762], inputs[698], inputs[634], inputs[570], inputs[506], inputs[442],
      inputs[378], inputs[314], inputs[250], inputs[186], inputs[122], inputs[58]};
  assign o_input_58 = input_58[i_word[3:0]];
  wire [12:0] input_59 = {inputs[827], inputs[763], inputs[699], inputs[635], inputs[571], inputs[507], inputs[443],
      inputs[379], inputs[315], inputs[251], inputs[187], inputs[123], inputs[59]};
  assign o_input_59 = input_59[i_word[3:0]];
  wire [12:0] input_60 = {inputs[828], inputs[764], inputs[700], inputs[636], inputs[572], inputs[508], inputs[444],
      inputs[380], inputs[316], inputs[252], inputs[188], inputs[124], inputs[60]};
  assign o_input_60 = input_60[i_word[3:0]];
  wire [12:0] input_61 = {inputs[829], inputs[765], inputs[701], inputs[637], inputs[573], inputs[509], inputs[445],
      inputs[381], inputs[317], inputs[253], inputs[189], inputs[125], inputs[61]};
  assign o_input_61 = input_61[i_word[3:0]];
  wire [12:0] input_62 = {inputs[830], inputs[766], inputs[702], inputs[638], inputs[574], inputs[510], inputs[446],
      inputs[382], inputs[318], inputs[254], inputs[190], inputs[126], inputs[62]};
  assign o_input_62 = input_62[i_word[3:0]];
  wire [12:0] input_63 = {inputs[831], inputs[767], inputs[703], inputs[639], inputs[575], inputs[511], inputs[447],
      inputs[383], inputs[319], inputs[255], inputs[191], inputs[127], inputs[63]};
  assign o_input_63 = input_63[i_word[3:0]];
  wire [4:0] output_0 = {outputs[8], outputs[6], outputs[4], outputs[2], outputs[0]};
  assign o_output_0 = output_0[i_step[2:0]];
  wire [4:0] output_1 = {outputs[9], outputs[7], outputs[5], outputs[3], outputs[1]};
  assign o_output_1 = output_1[i_step[2:0]];
  assign o_head = units[1:0];

endmodule

`default_nettype wire
