// Branches: copies a stream, and adds or joins what units make of both.
#ifndef BNN_RESIDUAL_H
#define BNN_RESIDUAL_H

#include <ap_int.h>
#include <hls_stream.h>

#include "bits.h"
#include "pipeline.h"

namespace bnn {

// Writes each of the WORDS words of a frame to both outputs.
template <int BITS, int WORDS>
void fork(hls::stream<ap_uint<BITS>>& in, hls::stream<ap_uint<BITS>>& out, hls::stream<ap_uint<BITS>>& skip, int frames) {
frame:
    for (int f = 0; f < frames; f++) {
    word:
        for (int i = 0; i < WORDS; i++) {
            BNN_PIPELINE
            const ap_uint<BITS> word = in.read();
            out.write(word);
            skip.write(word);
        }
    }
}

// Sums two bits or codes per channel, and counts the thresholds of the channel that the sum reaches; POSITIONS words per frame.
// If the channel's bit of minus is set, the sum is subtracted from the largest one.
template <int BITS, int CHANNELS, int POSITIONS, int SUM_BITS, int LEVELS, int OUT_BITS>
void residual_add(
    hls::stream<ap_uint<BITS * CHANNELS>>& in, hls::stream<ap_uint<BITS * CHANNELS>>& skip,
    hls::stream<ap_uint<OUT_BITS * CHANNELS>>& out, const Limb<CHANNELS> minus[limbs(CHANNELS)],
    const ap_uint<SUM_BITS> thresholds[elements(CHANNELS)][shared(CHANNELS) * LEVELS], int frames) {
#pragma HLS inline
    const int most = 2 * ((1 << BITS) - 1);
    const ap_uint<CHANNELS> falls = join<CHANNELS>(minus);
frame:
    for (int f = 0; f < frames; f++) {
    position:
        for (int i = 0; i < POSITIONS; i++) {
            BNN_PIPELINE
            const ap_uint<BITS * CHANNELS> a = in.read(), b = skip.read();
            ap_uint<OUT_BITS * CHANNELS> codes = 0;
        channel:
            for (int c = 0; c < CHANNELS; c++) {
#pragma HLS unroll
                const int high = BITS * c + BITS - 1, low = BITS * c;
                const int sum = static_cast<int>(a(high, low)) + static_cast<int>(b(high, low));
                codes(OUT_BITS * c + OUT_BITS - 1, OUT_BITS * c) =
                    reached<SUM_BITS, CHANNELS, LEVELS>(falls[c] ? most - sum : sum, thresholds, c);
            }
            out.write(codes);
        }
    }
}

// Puts the bits of a word of one branch behind those of the other; WORDS words per frame.
template <int FIRST, int SECOND, int WORDS>
void concat(
    hls::stream<ap_uint<FIRST>>& in, hls::stream<ap_uint<SECOND>>& skip, hls::stream<ap_uint<FIRST + SECOND>>& out, int frames) {
frame:
    for (int f = 0; f < frames; f++) {
    word:
        for (int i = 0; i < WORDS; i++) {
            BNN_PIPELINE
            const ap_uint<FIRST> first = in.read();
            const ap_uint<SECOND> second = skip.read();
            ap_uint<FIRST + SECOND> word = 0;
            word(FIRST - 1, 0) = first;
            word(FIRST + SECOND - 1, FIRST) = second;
            out.write(word);
        }
    }
}

}  // namespace bnn

#endif
