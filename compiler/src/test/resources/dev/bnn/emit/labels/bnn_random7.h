// Network random7: 3 x 9 x 6 bytes to 2 labels, for pynq-z1 at 100 MHz.
// Generated from random7.bnn; changes here are lost.
#ifndef BNN_TOP_H
#define BNN_TOP_H

#include <ap_axi_sdata.h>
#include <ap_int.h>
#include <hls_stream.h>

// One pixel per word, row by row: byte c is channel c.
typedef ap_uint<24> pixel_t;
// One label per word, the best class first: the number of a class, from 0 on.
typedef ap_axiu<8, 1, 1, 1> label_t;

const int IMAGE_PIXELS = 54;
const int CHANNELS = 3;
const int LABELS = 2;
const int LABEL_BITS = 8;
// The structure that a parameter file must have.
const unsigned long long STRUCTURE = 0x22a01c298892c94eull;

// Classifies the given number of frames: reads IMAGE_PIXELS words and writes LABELS words for each.
// If load is not 0, it reads a parameter file instead and writes one word: 0, or the error (bnn::LoadStatus).
void bnn_random7(hls::stream<pixel_t>& in, hls::stream<label_t>& out, int frames, int load);

#endif
