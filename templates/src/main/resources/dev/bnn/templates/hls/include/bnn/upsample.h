// Upsampling: repeats every pixel in its row, and every row.
#ifndef BNN_UPSAMPLE_H
#define BNN_UPSAMPLE_H

#include <ap_int.h>
#include <hls_stream.h>

#include "pipeline.h"

namespace bnn {

// Reads HEIGHT x WIDTH words per frame, writes (HEIGHT * ROWS) x (WIDTH * COLUMNS). The caller declares the row that is repeated, and so
// decides how it is stored.
template <int BITS, int HEIGHT, int WIDTH, int ROWS, int COLUMNS>
void upsample(
    hls::stream<ap_uint<BITS>>& in, hls::stream<ap_uint<BITS>>& out, ap_uint<BITS> row[WIDTH], int frames) {
#pragma HLS inline
    ap_uint<BITS> pixel = 0;
frame:
    for (int f = 0; f < frames; f++) {
    line:
        for (int y = 0; y < HEIGHT; y++) {
        down:
            for (int down = 0; down < ROWS; down++) {
            column:
                for (int x = 0; x < WIDTH; x++) {
                across:
                    for (int across = 0; across < COLUMNS; across++) {
                        BNN_PIPELINE
                        if (across == 0) {
                            if (down == 0) {
                                pixel = in.read();
                                row[x] = pixel;
                            } else {
                                pixel = row[x];
                            }
                        }
                        out.write(pixel);
                    }
                }
            }
        }
    }
}

// The same where only columns are repeated: reads PIXELS words per frame, writes PIXELS * COLUMNS.
template <int BITS, int PIXELS, int COLUMNS>
void upsample_columns(hls::stream<ap_uint<BITS>>& in, hls::stream<ap_uint<BITS>>& out, int frames) {
#pragma HLS inline
    ap_uint<BITS> pixel = 0;
frame:
    for (int f = 0; f < frames; f++) {
    column:
        for (int i = 0; i < PIXELS; i++) {
        across:
            for (int across = 0; across < COLUMNS; across++) {
                BNN_PIPELINE
                if (across == 0) pixel = in.read();
                out.write(pixel);
            }
        }
    }
}

}  // namespace bnn

#endif
