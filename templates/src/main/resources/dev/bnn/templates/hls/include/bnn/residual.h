// Residuals: a copy of a stream around the units between, and the sum at their end.
#ifndef BNN_RESIDUAL_H
#define BNN_RESIDUAL_H

#include <ap_int.h>
#include <hls_stream.h>

#include "pipeline.h"

namespace bnn {

// Writes each of the WORDS words of a frame twice.
template <int BITS, int WORDS>
void fork(hls::stream<ap_uint<BITS>>& in, hls::stream<ap_uint<BITS>>& out, hls::stream<ap_uint<BITS>>& skip, int frames) {
word:
    for (int i = 0; i < frames * WORDS; i++) {
        BNN_PIPELINE
        const ap_uint<BITS> word = in.read();
        out.write(word);
        skip.write(word);
    }
}

// The sum of two bits or codes by channel, and how many of the channel's thresholds it reaches; POSITIONS words a frame. Where minus is set,
// the sum counts from its largest value down.
template <int BITS, int CHANNELS, int POSITIONS, int SUM_BITS, int LEVELS, int OUT_BITS>
void residual_add(
    hls::stream<ap_uint<BITS * CHANNELS>>& in, hls::stream<ap_uint<BITS * CHANNELS>>& skip,
    hls::stream<ap_uint<OUT_BITS * CHANNELS>>& out, const bool minus[CHANNELS],
    const ap_uint<SUM_BITS> thresholds[CHANNELS * LEVELS], int frames) {
    const int most = 2 * ((1 << BITS) - 1);
position:
    for (int i = 0; i < frames * POSITIONS; i++) {
        BNN_PIPELINE
        const ap_uint<BITS * CHANNELS> a = in.read(), b = skip.read();
        ap_uint<OUT_BITS * CHANNELS> codes = 0;
    channel:
        for (int c = 0; c < CHANNELS; c++) {
#pragma HLS unroll
            const int high = BITS * c + BITS - 1, low = BITS * c;
            const int sum = static_cast<int>(a(high, low)) + static_cast<int>(b(high, low));
            const int value = minus[c] ? most - sum : sum;
            int reached = 0;
        level:
            for (int level = 0; level < LEVELS; level++) {
#pragma HLS unroll
                reached += value >= static_cast<int>(thresholds[c * LEVELS + level]) ? 1 : 0;
            }
            codes(OUT_BITS * c + OUT_BITS - 1, OUT_BITS * c) = reached;
        }
        out.write(codes);
    }
}

}  // namespace bnn

#endif
