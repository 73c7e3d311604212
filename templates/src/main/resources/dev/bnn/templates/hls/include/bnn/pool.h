// Pools. The largest of a window on bits: OR by channel, AND where batch norm falls (gamma < 0). On codes: maximum, and minimum there.
#ifndef BNN_POOL_H
#define BNN_POOL_H

#include <ap_int.h>
#include <hls_stream.h>

#include "pipeline.h"

namespace bnn {

// Reads the TAPS words of each of POSITIONS windows a frame, writes one word a window.
template <int CHANNELS, int TAPS, int POSITIONS>
void pool(
    hls::stream<ap_uint<CHANNELS>>& in, hls::stream<ap_uint<CHANNELS>>& out, const bool all[CHANNELS], int frames) {
    ap_uint<CHANNELS> bits = 0;
frame:
    for (int f = 0; f < frames; f++) {
    position:
        for (int position = 0; position < POSITIONS; position++) {
        tap:
            // All is in the inner loop, so that the loops become one and a window costs TAPS cycles.
            for (int tap = 0; tap < TAPS; tap++) {
                BNN_PIPELINE
                const ap_uint<CHANNELS> word = in.read();
            channel:
                for (int c = 0; c < CHANNELS; c++) {
#pragma HLS unroll
                    const bool before = tap == 0 ? all[c] : bool(bits[c]);
                    bits[c] = all[c] ? before && bool(word[c]) : before || bool(word[c]);
                }
                if (tap == TAPS - 1) out.write(bits);
            }
        }
    }
}

// The same on codes of BITS bits.
template <int BITS, int CHANNELS, int TAPS, int POSITIONS>
void pool_codes(
    hls::stream<ap_uint<BITS * CHANNELS>>& in, hls::stream<ap_uint<BITS * CHANNELS>>& out, const bool least[CHANNELS],
    int frames) {
    ap_uint<BITS * CHANNELS> best = 0;
frame:
    for (int f = 0; f < frames; f++) {
    position:
        for (int position = 0; position < POSITIONS; position++) {
        tap:
            for (int tap = 0; tap < TAPS; tap++) {
                BNN_PIPELINE
                const ap_uint<BITS * CHANNELS> word = in.read();
            channel:
                for (int c = 0; c < CHANNELS; c++) {
#pragma HLS unroll
                    const int high = BITS * c + BITS - 1, low = BITS * c;
                    const int code = static_cast<int>(word(high, low)), before = static_cast<int>(best(high, low));
                    if (tap == 0 || (least[c] ? code < before : code > before)) best(high, low) = code;
                }
                if (tap == TAPS - 1) out.write(best);
            }
        }
    }
}

// Average pool: the sum of the bits or codes of a window by channel, and how many of the channel's thresholds it reaches. Where minus is set,
// the sum counts from its largest value down.
template <int BITS, int CHANNELS, int TAPS, int POSITIONS, int SUM_BITS, int LEVELS, int OUT_BITS>
void sum_pool(
    hls::stream<ap_uint<BITS * CHANNELS>>& in, hls::stream<ap_uint<OUT_BITS * CHANNELS>>& out, const bool minus[CHANNELS],
    const ap_uint<SUM_BITS> thresholds[CHANNELS * LEVELS], int frames) {
    const int most = TAPS * ((1 << BITS) - 1);
    ap_uint<SUM_BITS> sums[CHANNELS];
#pragma HLS array_partition variable = sums complete
frame:
    for (int f = 0; f < frames; f++) {
    position:
        for (int position = 0; position < POSITIONS; position++) {
        tap:
            for (int tap = 0; tap < TAPS; tap++) {
                BNN_PIPELINE
                const ap_uint<BITS * CHANNELS> word = in.read();
                ap_uint<OUT_BITS * CHANNELS> codes = 0;
            channel:
                for (int c = 0; c < CHANNELS; c++) {
#pragma HLS unroll
                    const int code = static_cast<int>(word(BITS * c + BITS - 1, BITS * c));
                    const int sum = code + (tap == 0 ? 0 : static_cast<int>(sums[c]));
                    sums[c] = sum;
                    const int value = minus[c] ? most - sum : sum;
                    int reached = 0;
                level:
                    for (int level = 0; level < LEVELS; level++) {
#pragma HLS unroll
                        reached += value >= static_cast<int>(thresholds[c * LEVELS + level]) ? 1 : 0;
                    }
                    codes(OUT_BITS * c + OUT_BITS - 1, OUT_BITS * c) = reached;
                }
                if (tap == TAPS - 1) out.write(codes);
            }
        }
    }
}

}  // namespace bnn

#endif
