// Width converter: the same bits in words of another width.
#ifndef BNN_WIDTH_H
#define BNN_WIDTH_H

#include <ap_int.h>
#include <hls_stream.h>

namespace bnn {

// Reads BITS_IN wide words, writes BITS_OUT wide ones, first bits lowest. TOTAL bits a frame, a multiple of both.
template <int BITS_IN, int BITS_OUT, int TOTAL>
void width(hls::stream<ap_uint<BITS_IN>>& in, hls::stream<ap_uint<BITS_OUT>>& out, int frames) {
    const int HELD = BITS_IN + BITS_OUT;
frame:
    for (int f = 0; f < frames; f++) {
        ap_uint<HELD> held = 0;
        int count = 0;
    word:
        for (int written = 0; written < TOTAL;) {
#pragma HLS pipeline II = 1
            if (count < BITS_OUT) {
                held(count + BITS_IN - 1, count) = in.read();
                count += BITS_IN;
            }
            if (count >= BITS_OUT) {
                const ap_uint<BITS_OUT> word = held(BITS_OUT - 1, 0);
                out.write(word);
                const ap_uint<BITS_IN> rest = held(HELD - 1, BITS_OUT);
                held = 0;
                held(BITS_IN - 1, 0) = rest;
                count -= BITS_OUT;
                written += BITS_OUT;
            }
        }
    }
}

}  // namespace bnn

#endif
