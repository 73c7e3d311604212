// The end of the pipeline: writes scores as AXI4-Stream words and marks the last one.
#ifndef BNN_OUTPUT_H
#define BNN_OUTPUT_H

#include <ap_axi_sdata.h>
#include <ap_int.h>
#include <hls_stream.h>

#include "pipeline.h"

namespace bnn {

// WORDS words per frame; the last word of the last frame ends the DMA transfer.
template <int BITS, int WORDS>
void output(hls::stream<ap_uint<BITS>>& in, hls::stream<ap_axiu<BITS, 1, 1, 1>>& out, int frames) {
frame:
    for (int f = 0; f < frames; f++) {
    word:
        for (int i = 0; i < WORDS; i++) {
            BNN_PIPELINE
            ap_axiu<BITS, 1, 1, 1> word;
            word.data = in.read();
            word.keep = -1;
            word.strb = -1;
            word.user = 0;
            word.last = f == frames - 1 && i == WORDS - 1;
            word.id = 0;
            word.dest = 0;
            out.write(word);
        }
    }
}

}  // namespace bnn

#endif
