// Padding: surrounds every frame with words of one constant.
#ifndef BNN_PAD_H
#define BNN_PAD_H

#include <ap_int.h>
#include <hls_stream.h>

#include "pipeline.h"

namespace bnn {

// A pixel whose CHANNELS elements all have the same value.
template <int ELEMENT_BITS, int CHANNELS>
ap_uint<ELEMENT_BITS * CHANNELS> border(int value) {
#pragma HLS inline
    ap_uint<ELEMENT_BITS * CHANNELS> pixel = 0;
channel:
    for (int c = 0; c < CHANNELS; c++) {
#pragma HLS unroll
        pixel(ELEMENT_BITS * c + ELEMENT_BITS - 1, ELEMENT_BITS * c) = value;
    }
    return pixel;
}

// Reads HEIGHT x WIDTH words per frame, writes (HEIGHT + 2 PAD) x (WIDTH + 2 PAD).
template <int BITS, int HEIGHT, int WIDTH, int PAD>
void pad(hls::stream<ap_uint<BITS>>& in, hls::stream<ap_uint<BITS>>& out, const ap_uint<BITS> border, int frames) {
frame:
    for (int f = 0; f < frames; f++) {
    row:
        for (int y = -PAD; y < HEIGHT + PAD; y++) {
        column:
            for (int x = -PAD; x < WIDTH + PAD; x++) {
                BNN_PIPELINE
                const bool inside = y >= 0 && y < HEIGHT && x >= 0 && x < WIDTH;
                out.write(inside ? in.read() : border);
            }
        }
    }
}

}  // namespace bnn

#endif
