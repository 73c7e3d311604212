// Network random7: 3 x 9 x 6 bytes to 3 scores, for pynq-z1 at 100 MHz.
// Generated from random7.bnn; changes here are lost.
#ifndef BNN_TOP_H
#define BNN_TOP_H

#include <ap_axi_sdata.h>
#include <ap_int.h>
#include <hls_stream.h>

// One pixel per word, row by row: byte c is channel c.
typedef ap_uint<24> pixel_t;
// One score per word, class by class, in two's complement.
typedef ap_axiu<64, 1, 1, 1> score_t;

const int IMAGE_PIXELS = 54;
const int CHANNELS = 3;
const int CLASSES = 3;
const int SCORE_BITS = 64;
// The structure that a parameter file must have.
const unsigned long long STRUCTURE = 0xa7054dd75d320858ull;

// Classifies the given number of frames: reads IMAGE_PIXELS words and writes CLASSES words for each.
// If load is not 0, it reads a parameter file instead and writes one word: 0, or the error (bnn::LoadStatus).
void bnn_random7(hls::stream<pixel_t>& in, hls::stream<score_t>& out, int frames, int load);

#endif
