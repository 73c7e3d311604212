// Threshold unit: the sign of the image's bytes, for networks that binarize their input.
#ifndef BNN_THRESHOLD_H
#define BNN_THRESHOLD_H

#include <ap_int.h>
#include <hls_stream.h>

#include "pipeline.h"

namespace bnn {

// Bit c of a word is 1 if byte c is at least its threshold (0..256); POSITIONS words per frame.
template <int CHANNELS, int POSITIONS>
void threshold(
    hls::stream<ap_uint<8 * CHANNELS>>& in,
    hls::stream<ap_uint<CHANNELS>>& out,
    const ap_uint<9> thresholds[CHANNELS],
    int frames) {
frame:
    for (int f = 0; f < frames; f++) {
    position:
        for (int i = 0; i < POSITIONS; i++) {
            BNN_PIPELINE
            const ap_uint<8 * CHANNELS> word = in.read();
            ap_uint<CHANNELS> bits = 0;
        channel:
            for (int c = 0; c < CHANNELS; c++) {
#pragma HLS unroll
                bits[c] = static_cast<int>(word(8 * c + 7, 8 * c)) >= static_cast<int>(thresholds[c]);
            }
            out.write(bits);
        }
    }
}

}  // namespace bnn

#endif
