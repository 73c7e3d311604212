// Width converter: the same bits in words of another width.
#ifndef BNN_WIDTH_H
#define BNN_WIDTH_H

#include <ap_int.h>
#include <hls_stream.h>

#include "pipeline.h"

namespace bnn {

// Reads words of BITS_IN bits and writes words of BITS_OUT bits, the first bits lowest. TOTAL bits per frame, a multiple of
// both. Each cycle passes on one of the narrower words, so a frame takes a fixed number of cycles and the next one follows
// at once. If one width divides the other, the bits move by a fixed distance, which takes no shifter.
template <int BITS_IN, int BITS_OUT, int TOTAL>
void width(hls::stream<ap_uint<BITS_IN>>& in, hls::stream<ap_uint<BITS_OUT>>& out, int frames) {
    const bool NARROWER = BITS_IN % BITS_OUT == 0;
    const bool WIDER = BITS_OUT % BITS_IN == 0;
    const int HELD = NARROWER ? BITS_IN : WIDER ? BITS_OUT : BITS_IN + BITS_OUT;
    const int DISTANCE = WIDER ? BITS_IN : BITS_OUT;
    const int WORDS = TOTAL / (BITS_IN < BITS_OUT ? BITS_IN : BITS_OUT);
    ap_uint<HELD> held = 0;
    int count = 0;
frame:
    for (int f = 0; f < frames; f++) {
    word:
        for (int i = 0; i < WORDS; i++) {
            BNN_PIPELINE
            if (count < BITS_OUT) {
                const ap_uint<BITS_IN> word = in.read();
                if (NARROWER) {
                    held = word;
                } else if (WIDER) {
                    const ap_uint<HELD> rest = held(HELD - 1, DISTANCE);
                    held = rest;
                    held(HELD - 1, HELD - BITS_IN) = word;
                } else {
                    held(count + BITS_IN - 1, count) = word;
                }
                count += BITS_IN;
            }
            if (count >= BITS_OUT) {
                const ap_uint<BITS_OUT> word = held(BITS_OUT - 1, 0);
                out.write(word);
                if (!WIDER) {
                    const ap_uint<HELD> rest = held(HELD - 1, DISTANCE);
                    held = rest;
                }
                count -= BITS_OUT;
            }
        }
    }
}

}  // namespace bnn

#endif
