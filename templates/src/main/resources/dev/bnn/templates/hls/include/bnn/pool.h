// Pools. The maximum of a window; on bits this is OR. For channels whose batch norm falls (gamma < 0) the minimum; AND.
#ifndef BNN_POOL_H
#define BNN_POOL_H

#include <ap_int.h>
#include <hls_stream.h>

#include "bits.h"
#include "pipeline.h"

namespace bnn {

// Reads TAPS words and writes one word for each of POSITIONS windows per frame. A bit per channel selects AND. Everything is in the
// inner loop, so that HLS flattens the loops and a window takes TAPS cycles.
template <int CHANNELS, int TAPS, int POSITIONS>
void pool(
    hls::stream<ap_uint<CHANNELS>>& in, hls::stream<ap_uint<CHANNELS>>& out, const Limb<CHANNELS> all[limbs(CHANNELS)],
    int frames) {
#pragma HLS inline
    const ap_uint<CHANNELS> least = join<CHANNELS>(all);
    ap_uint<CHANNELS> bits = 0;
frame:
    for (int f = 0; f < frames; f++) {
    position:
        for (int position = 0; position < POSITIONS; position++) {
        tap:
            for (int tap = 0; tap < TAPS; tap++) {
                BNN_PIPELINE
                const ap_uint<CHANNELS> word = in.read();
            channel:
                for (int c = 0; c < CHANNELS; c++) {
#pragma HLS unroll
                    const bool before = tap == 0 ? bool(least[c]) : bool(bits[c]);
                    bits[c] = least[c] ? before && bool(word[c]) : before || bool(word[c]);
                }
                if (tap == TAPS - 1) out.write(bits);
            }
        }
    }
}

// The same on codes of BITS bits. A bit per channel selects the minimum.
template <int BITS, int CHANNELS, int TAPS, int POSITIONS>
void pool_codes(
    hls::stream<ap_uint<BITS * CHANNELS>>& in, hls::stream<ap_uint<BITS * CHANNELS>>& out,
    const Limb<CHANNELS> all[limbs(CHANNELS)], int frames) {
#pragma HLS inline
    const ap_uint<CHANNELS> least = join<CHANNELS>(all);
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

// Average pool: sums the bits or codes of a window per channel, and counts the thresholds of the channel that the sum reaches.
// If the channel's bit of minus is set, the sum is subtracted from the largest one.
template <int BITS, int CHANNELS, int TAPS, int POSITIONS, int SUM_BITS, int LEVELS, int OUT_BITS>
void sum_pool(
    hls::stream<ap_uint<BITS * CHANNELS>>& in, hls::stream<ap_uint<OUT_BITS * CHANNELS>>& out,
    const Limb<CHANNELS> minus[limbs(CHANNELS)],
    const ap_uint<SUM_BITS> thresholds[elements(CHANNELS)][shared(CHANNELS) * LEVELS], int frames) {
#pragma HLS inline
    const int most = TAPS * ((1 << BITS) - 1);
    const ap_uint<CHANNELS> falls = join<CHANNELS>(minus);
    ap_uint<SUM_BITS * shared(CHANNELS)> sums[elements(CHANNELS)];
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
                    const int before = static_cast<int>(get<SUM_BITS, CHANNELS>(sums, c));
                    const int sum = code + (tap == 0 ? 0 : before);
                    put<SUM_BITS, CHANNELS>(sums, c, sum);
                    codes(OUT_BITS * c + OUT_BITS - 1, OUT_BITS * c) =
                        reached<SUM_BITS, CHANNELS, LEVELS>(falls[c] ? most - sum : sum, thresholds, c);
                }
                if (tap == TAPS - 1) out.write(codes);
            }
        }
    }
}

}  // namespace bnn

#endif
