// Sliding window: reads pixels in raster order and writes the pixels under the kernel, one output position after another.
#ifndef BNN_WINDOW_H
#define BNN_WINDOW_H

#include <ap_int.h>
#include <hls_stream.h>

#include "pipeline.h"

namespace bnn {

// Rows or columns from the first tap to the last one.
constexpr int span(int kernel, int dilation) { return (kernel - 1) * dilation + 1; }

// Reads HEIGHT x WIDTH words per frame; writes KERNEL_HEIGHT x KERNEL_WIDTH words for each output position. With GROUPS it writes so
// many words for each group of channels, one group after the other: a word then holds the channels of a group. In a ring it stores
// the rows of the next positions, STRIDE_Y of them, while it writes those under the kernel. The caller declares the ring, and so
// decides how it is partitioned and stored.
//
// A frame takes CYCLES cycles: FILL for the first rows, then ROW_CYCLES per row of positions. A single loop with its own
// counters runs them, since a loop per row would drain the pipeline at the end of each row.
template <
    int BITS,
    int HEIGHT,
    int WIDTH,
    int KERNEL_HEIGHT,
    int KERNEL_WIDTH,
    int STRIDE_Y,
    int STRIDE_X,
    int DILATION_Y,
    int DILATION_X,
    int GROUPS = 1>
void window(
    hls::stream<ap_uint<BITS>>& in,
    hls::stream<ap_uint<BITS / GROUPS>>& out,
    ap_uint<BITS> ring[span(KERNEL_HEIGHT, DILATION_Y) + STRIDE_Y][WIDTH],
    int frames) {
#pragma HLS inline
    const int ROWS = span(KERNEL_HEIGHT, DILATION_Y) + STRIDE_Y;
    const int OUT_HEIGHT = (HEIGHT - span(KERNEL_HEIGHT, DILATION_Y)) / STRIDE_Y + 1;
    const int OUT_WIDTH = (WIDTH - span(KERNEL_WIDTH, DILATION_X)) / STRIDE_X + 1;
    const int PART = BITS / GROUPS;
    const int WRITES = OUT_WIDTH * GROUPS * KERNEL_HEIGHT * KERNEL_WIDTH;
    const int READS = STRIDE_Y * WIDTH;
    const int ROW_CYCLES = WRITES > READS ? WRITES : READS;
    const int FILL = span(KERNEL_HEIGHT, DILATION_Y) * WIDTH;
    const int CYCLES = FILL + OUT_HEIGHT * ROW_CYCLES;
    // The place of the next pixel.
    int in_row = 0, in_column = 0, slot = 0;
    // The cycle within the row of positions, and the next word of a window.
    int row_cycle = 0, top = 0, left = 0, group = 0, ky = 0, kx = 0;

frame:
    for (int f = 0; f < frames; f++) {
    cycle:
        for (int i = 0; i < CYCLES; i++) {
            BNN_PIPELINE
            const bool filling = i < FILL;
            if (!filling && row_cycle < WRITES) {
                int read_slot = top + ky * DILATION_Y;
                if (read_slot >= ROWS) read_slot -= ROWS;
                const ap_uint<BITS> pixel = ring[read_slot][left + kx * DILATION_X];
                out.write(static_cast<ap_uint<PART>>(pixel(group * PART + PART - 1, group * PART)));
                if (++kx == KERNEL_WIDTH) {
                    kx = 0;
                    if (++ky == KERNEL_HEIGHT) {
                        ky = 0;
                        if (++group == GROUPS) {
                            group = 0;
                            left += STRIDE_X;
                        }
                    }
                }
            }
            if (filling || (row_cycle < READS && in_row < HEIGHT)) {
                ring[slot][in_column] = in.read();
                if (++in_column == WIDTH) {
                    in_column = 0;
                    in_row++;
                    if (++slot == ROWS) slot = 0;
                }
            }
            if (!filling && ++row_cycle == ROW_CYCLES) {
                row_cycle = 0;
                left = 0;
                top += STRIDE_Y;
                if (top >= ROWS) top -= ROWS;
            }
            if (i == CYCLES - 1) {
                in_row = 0;
                slot = 0;
                top = 0;
            }
        }
    }
}

// Square windows without dilation.
template <int BITS, int HEIGHT, int WIDTH, int KERNEL, int STRIDE>
void window(
    hls::stream<ap_uint<BITS>>& in,
    hls::stream<ap_uint<BITS>>& out,
    ap_uint<BITS> ring[KERNEL + STRIDE][WIDTH],
    int frames) {
#pragma HLS inline
    window<BITS, HEIGHT, WIDTH, KERNEL, KERNEL, STRIDE, STRIDE, 1, 1>(in, out, ring, frames);
}

}  // namespace bnn

#endif
