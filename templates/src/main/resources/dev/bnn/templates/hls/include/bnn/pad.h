// Padding: surrounds every frame with words of one constant.
#ifndef BNN_PAD_H
#define BNN_PAD_H

#include <ap_int.h>
#include <hls_stream.h>

#include "bits.h"
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

// Reads HEIGHT x WIDTH words per frame, writes (TOP + HEIGHT + BOTTOM) x (LEFT + WIDTH + RIGHT).
template <int BITS, int HEIGHT, int WIDTH, int TOP, int BOTTOM, int LEFT, int RIGHT>
void pad(hls::stream<ap_uint<BITS>>& in, hls::stream<ap_uint<BITS>>& out, const ap_uint<BITS> border, int frames) {
#pragma HLS inline
frame:
    for (int f = 0; f < frames; f++) {
    row:
        for (int y = -TOP; y < HEIGHT + BOTTOM; y++) {
        column:
            for (int x = -LEFT; x < WIDTH + RIGHT; x++) {
                BNN_PIPELINE
                const bool inside = y >= 0 && y < HEIGHT && x >= 0 && x < WIDTH;
                out.write(inside ? in.read() : border);
            }
        }
    }
}

// The same on all four sides.
template <int BITS, int HEIGHT, int WIDTH, int PAD>
void pad(hls::stream<ap_uint<BITS>>& in, hls::stream<ap_uint<BITS>>& out, const ap_uint<BITS> border, int frames) {
#pragma HLS inline
    pad<BITS, HEIGHT, WIDTH, PAD, PAD, PAD, PAD>(in, out, border, frames);
}

// The same with a border that training decides: elements that no window of the pool behind it takes.
template <int BITS, int HEIGHT, int WIDTH, int TOP, int BOTTOM, int LEFT, int RIGHT>
void pad_trained(
    hls::stream<ap_uint<BITS>>& in, hls::stream<ap_uint<BITS>>& out, const Limb<BITS> border[limbs(BITS)], int frames) {
#pragma HLS inline
    pad<BITS, HEIGHT, WIDTH, TOP, BOTTOM, LEFT, RIGHT>(in, out, join<BITS>(border), frames);
}

}  // namespace bnn

#endif
