// Depthwise units: a convolution of each channel by itself, PE channels per cycle.
//
// A word of the input holds all channels of a pixel under the kernel, channel 0 in the lowest bits. The sliding window
// writes TAPS of them per position. Processing element c mod PE computes channel c in channel fold c / PE. Bits, codes
// and weights are those of mvtu.h. A weight array is [PE][channel fold * TAPS + tap][1].
#ifndef BNN_DEPTHWISE_H
#define BNN_DEPTHWISE_H

#include <ap_int.h>
#include <hls_stream.h>

#include "bits.h"
#include "mvtu.h"
#include "pipeline.h"

namespace bnn {

// Calls sink(y, x, channel fold, sums[PE]) for every channel fold of every position; HEIGHT x WIDTH positions per frame.
// Pixel and sums shift by one fold per cycle: the current fold is always the lowest, and a tap always adds to the sum of
// CHANNELS / PE cycles before.
template <typename Element, int CHANNELS, int TAPS, int PE, int ACCUMULATOR, int HEIGHT, int WIDTH, typename Sink>
void channel_sums(
    hls::stream<ap_uint<Element::BITS * CHANNELS>>& in,
    const Limb<Element::WEIGHT_BITS> weights[PE][CHANNELS / PE * TAPS][1],
    Sink& sink,
    int frames) {
#pragma HLS inline
    const int FOLDS = CHANNELS / PE;
    const int BITS = Element::BITS;
    static_assert(PE <= max_elements(), "HLS cannot partition an array of that many processing elements");
    // With only one fold each cycle reads a new pixel.
    const int SHIFT = FOLDS > 1 ? BITS * PE : 0;
    ap_uint<BITS * CHANNELS> pixel = 0;
    // Processing element e in fold f has number f * PE + e.
    ap_uint<ACCUMULATOR * shared(CHANNELS)> sums[elements(CHANNELS)];
#pragma HLS array_partition variable = sums complete

frame:
    for (int f = 0; f < frames; f++) {
    row:
        for (int y = 0; y < HEIGHT; y++) {
        column:
            for (int x = 0; x < WIDTH; x++) {
            tap:
                for (int tap = 0; tap < TAPS; tap++) {
                fold:
                    for (int fold = 0; fold < FOLDS; fold++) {
                        BNN_PIPELINE
                        if (fold == 0) {
                            pixel = in.read();
                        } else {
                            const ap_uint<BITS * CHANNELS> rest = pixel(BITS * CHANNELS - 1, SHIFT);
                            pixel = rest;
                        }
                        ap_int<ACCUMULATOR> now[PE];
#pragma HLS array_partition variable = now complete
                    pe:
                        for (int pe = 0; pe < PE; pe++) {
#pragma HLS unroll
                            const ap_uint<BITS> element = pixel(BITS * pe + BITS - 1, BITS * pe);
                            const ap_uint<Element::WEIGHT_BITS> weight =
                                join<Element::WEIGHT_BITS>(weights[pe][fold * TAPS + tap]);
                            const ap_int<ACCUMULATOR> sum = get<ACCUMULATOR, CHANNELS>(sums, pe);
                            const int before = tap == 0 ? 0 : static_cast<int>(sum);
                            now[pe] = before + Element::template dot<1>(element, weight);
                        }
                    shift:
                        for (int c = 0; c < CHANNELS; c++) {
#pragma HLS unroll
                            const bool last = c >= CHANNELS - PE;
                            const ap_uint<ACCUMULATOR> sum =
                                last ? ap_uint<ACCUMULATOR>(now[c % PE]) : get<ACCUMULATOR, CHANNELS>(sums, last ? c : c + PE);
                            put<ACCUMULATOR, CHANNELS>(sums, c, sum);
                        }
                        if (tap == TAPS - 1) sink(y, x, fold, now);
                    }
                }
            }
        }
    }
}

// Depthwise unit: one bit per channel, PE bits per word; thresholds are [PE][classes * channel folds].
template <
    typename Element, int CHANNELS, int TAPS, int PE, int ACCUMULATOR, int HEIGHT, int WIDTH, int CLASSES, typename Classes>
void depthwise(
    hls::stream<ap_uint<Element::BITS * CHANNELS>>& in,
    hls::stream<ap_uint<PE>>& out,
    const Limb<Element::WEIGHT_BITS> weights[PE][CHANNELS / PE * TAPS][1],
    const ap_int<ACCUMULATOR> thresholds[PE][CLASSES * (CHANNELS / PE)],
    int frames) {
#pragma HLS inline
    ThresholdSink<PE, ACCUMULATOR, CHANNELS / PE, CLASSES, Classes> sink = {out, thresholds};
    channel_sums<Element, CHANNELS, TAPS, PE, ACCUMULATOR, HEIGHT, WIDTH>(in, weights, sink, frames);
}

// Depthwise unit for several levels: a code from 0 to LEVELS per channel, PE codes per word.
template <
    typename Element, int CHANNELS, int TAPS, int PE, int ACCUMULATOR, int HEIGHT, int WIDTH, int CLASSES, typename Classes,
    int LEVELS>
void depthwise_levels(
    hls::stream<ap_uint<Element::BITS * CHANNELS>>& in,
    hls::stream<ap_uint<PE * code_bits(LEVELS)>>& out,
    const Limb<Element::WEIGHT_BITS> weights[PE][CHANNELS / PE * TAPS][1],
    const ap_int<ACCUMULATOR> thresholds[PE][CLASSES * (CHANNELS / PE)][LEVELS],
    int frames) {
#pragma HLS inline
    LevelSink<PE, ACCUMULATOR, CHANNELS / PE, CLASSES, Classes, LEVELS> sink = {out, thresholds};
    channel_sums<Element, CHANNELS, TAPS, PE, ACCUMULATOR, HEIGHT, WIDTH>(in, weights, sink, frames);
}

}  // namespace bnn

#endif
