// Network random7: 3 x 9 x 6 bytes to 3 scores, for fast at 125 MHz.
// Generated from random7.bnn; changes here are lost.
#ifndef BNN_TOP_H
#define BNN_TOP_H

#include <ap_int.h>
#include <hls_stream.h>

// One pixel per word, row by row: byte c is channel c.
typedef ap_uint<24> pixel_t;
// One score per word, class by class, in two's complement.
typedef ap_uint<16> score_t;

// 64 bytes of the card's memory: the bytes of the images follow one another as in the stream of pixels.
typedef ap_uint<512> memory_t;

const int IMAGE_PIXELS = 54;
const int CHANNELS = 3;
const int CLASSES = 3;
const int SCORE_BITS = 16;

// The kernel. Classifies the given number of frames: reads IMAGE_PIXELS * CHANNELS bytes and writes CLASSES words for each.
extern "C" void bnn_random7(const memory_t* images, score_t* answers, int frames);

#endif
