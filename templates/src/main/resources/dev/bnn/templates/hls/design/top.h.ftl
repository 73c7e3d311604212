// Network [=d.network]: [=d.summary.inline].
// Generated from [=d.source.inline]; changes here are lost.
#ifndef BNN_TOP_H
#define BNN_TOP_H

[#if d.words.wide]
// Words of this design have up to [=d.words.widest] bits. For more than 1,024 the vendor's headers need this definition before
// they are first included.
#ifndef AP_INT_MAX_W
#define AP_INT_MAX_W [=d.words.limit]
#elif AP_INT_MAX_W < [=d.words.limit]
#error "include [=d.top].h before ap_int.h, or define AP_INT_MAX_W as [=d.words.limit] for all files"
#endif

[/#if]
[#if !d.card??]
#include <ap_axi_sdata.h>
[/#if]
#include <ap_int.h>
#include <hls_stream.h>

// One pixel per word, row by row: byte c is channel c.
typedef ap_uint<[=d.pixelBits]> pixel_t;
[#if d.answer.labels]
// One label per word, the best class first: the number of a class, from 0 on.
[#else]
// One score per word, class by class, in two's complement.
[/#if]
[#if d.card??]
typedef ap_uint<[=d.answer.bits]> [=d.answer.type];

// 64 bytes of the card's memory: the bytes of the images follow one another as in the stream of pixels.
typedef ap_uint<512> memory_t;
[#else]
typedef ap_axiu<[=d.answer.bits], 1, 1, 1> [=d.answer.type];
[/#if]

const int IMAGE_PIXELS = [=d.pixels];
const int CHANNELS = [=d.channels];
const int [=d.answer.count] = [=d.answer.words];
const int [=d.answer.width] = [=d.answer.bits];
[#if d.loading??]
// The structure that a parameter file must have.
const unsigned long long STRUCTURE = 0x[=d.loading.structure]ull;
[/#if]

[#if d.card??]
// The kernel. Classifies the given number of frames: reads IMAGE_PIXELS * CHANNELS bytes and writes [=d.answer.count] words for each.
[#else]
// Classifies the given number of frames: reads IMAGE_PIXELS words and writes [=d.answer.count] words for each.
[/#if]
[#if d.loading??]
// If load is not 0, it reads a parameter file instead and writes one word: 0, or the error (bnn::LoadStatus).
void [=d.top](hls::stream<pixel_t>& in, hls::stream<[=d.answer.type]>& out, int frames, int load);
[#elseif d.card??]
extern "C" void [=d.top](const memory_t* images, [=d.answer.type]* answers, int frames);
[#else]
void [=d.top](hls::stream<pixel_t>& in, hls::stream<[=d.answer.type]>& out, int frames);
[/#if]

#endif
