// Network [=d.network]: [=d.summary].
// Generated from [=d.source]; changes here are lost.
#ifndef BNN_TOP_H
#define BNN_TOP_H

#include <ap_axi_sdata.h>
#include <ap_int.h>
#include <hls_stream.h>

// One pixel a word, row by row: byte c is channel c.
typedef ap_uint<[=d.pixelBits]> pixel_t;
// One score a word, class by class, in two's complement.
typedef ap_axiu<[=d.scoreBits], 1, 1, 1> score_t;

const int IMAGE_PIXELS = [=d.pixels];
const int CHANNELS = [=d.channels];
const int CLASSES = [=d.classes];
const int SCORE_BITS = [=d.scoreBits];
[#if d.loading??]
// What a file of parameters must be made for.
const unsigned long long STRUCTURE = 0x[=d.loading.structure]ull;
[/#if]

// Classifies so many frames: reads IMAGE_PIXELS words and writes CLASSES words for each.
[#if d.loading??]
// Where load is not 0, it reads a file of parameters instead and writes one word: 0, or what is wrong with it (bnn::LoadStatus).
void [=d.top](hls::stream<pixel_t>& in, hls::stream<score_t>& out, int frames, int load);
[#else]
void [=d.top](hls::stream<pixel_t>& in, hls::stream<score_t>& out, int frames);
[/#if]

#endif
