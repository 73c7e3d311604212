// Between the memory of a card and the pipeline: images are read in bursts of wide words, answers written one by one.
#ifndef BNN_CARD_H
#define BNN_CARD_H

#include <ap_int.h>
#include <hls_stream.h>

#include "bits.h"
#include "pipeline.h"

namespace bnn {

const int MEMORY_BYTES = 64;
typedef ap_uint<8 * MEMORY_BYTES> memory_word;

// Reads frames of IMAGE_BYTES bytes that follow one another without gaps; the last word may be part empty.
template <int IMAGE_BYTES>
void read_memory(const memory_word* images, hls::stream<memory_word>& words, int frames) {
    const long long count = (static_cast<long long>(frames) * IMAGE_BYTES + MEMORY_BYTES - 1) / MEMORY_BYTES;
word:
    for (long long i = 0; i < count; i++) {
        BNN_PIPELINE
        words.write(images[i]);
    }
}

// Takes pixels of CHANNELS bytes out of words of memory. A pixel may span words. A pixel of up to 64 bytes takes one cycle.
template <int CHANNELS, int PIXELS>
void unpack_pixels(hls::stream<memory_word>& words, hls::stream<ap_uint<8 * CHANNELS>>& pixels, int frames) {
    static_assert(CHANNELS + MEMORY_BYTES <= max_elements(), "more registers than HLS partitions an array into");
    const int READS = (CHANNELS + MEMORY_BYTES - 1) / MEMORY_BYTES;
    // Bytes that were read and not yet passed on, the next one first: fewer than a pixel's before a word comes.
    ap_uint<8> held[CHANNELS + MEMORY_BYTES];
#pragma HLS array_partition variable = held complete
    int count = 0;
frame:
    for (int f = 0; f < frames; f++) {
    pixel:
        for (int p = 0; p < PIXELS; p++) {
        read:
            for (int r = 0; r < READS; r++) {
                BNN_PIPELINE
                if (count < CHANNELS) {
                    const memory_word word = words.read();
                    for (int b = 0; b < MEMORY_BYTES; b++) held[count + b] = word(8 * b + 7, 8 * b);
                    count += MEMORY_BYTES;
                }
                if (r == READS - 1) {
                    ap_uint<8 * CHANNELS> pixel = 0;
                    for (int c = 0; c < CHANNELS; c++) pixel(8 * c + 7, 8 * c) = held[c];
                    pixels.write(pixel);
                    for (int b = 0; b < MEMORY_BYTES; b++) held[b] = held[b + CHANNELS];
                    count -= CHANNELS;
                }
            }
        }
    }
}

// WORDS answers per frame.
template <int BITS, int WORDS>
void write_memory(hls::stream<ap_uint<BITS>>& in, ap_uint<BITS>* answers, int frames) {
    const long long count = static_cast<long long>(frames) * WORDS;
word:
    for (long long i = 0; i < count; i++) {
        BNN_PIPELINE
        answers[i] = in.read();
    }
}

}  // namespace bnn

#endif
