// Channel shuffle: the channels of a pixel in another order.
#ifndef BNN_SHUFFLE_H
#define BNN_SHUFFLE_H

#include <ap_int.h>
#include <hls_stream.h>

#include "pipeline.h"

namespace bnn {

// The channels, as a matrix of GROUPS x (CHANNELS / GROUPS), transposed; PIXELS words per frame. Each copy is of a fixed place, so that
// it is wires.
template <int BITS, int CHANNELS, int GROUPS, int PIXELS>
void shuffle(hls::stream<ap_uint<BITS * CHANNELS>>& in, hls::stream<ap_uint<BITS * CHANNELS>>& out, int frames) {
#pragma HLS inline
frame:
    for (int f = 0; f < frames; f++) {
    pixel:
        for (int i = 0; i < PIXELS; i++) {
            BNN_PIPELINE
            const ap_uint<BITS * CHANNELS> word = in.read();
            ap_uint<BITS * CHANNELS> shuffled = 0;
        channel:
            for (int c = 0; c < CHANNELS; c++) {
#pragma HLS unroll
                const int from = c % GROUPS * (CHANNELS / GROUPS) + c / GROUPS;
                shuffled(BITS * c + BITS - 1, BITS * c) = word(BITS * from + BITS - 1, BITS * from);
            }
            out.write(shuffled);
        }
    }
}

}  // namespace bnn

#endif
