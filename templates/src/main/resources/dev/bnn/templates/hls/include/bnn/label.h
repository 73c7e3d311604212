// Label select: answers with the numbers of the best classes instead of all scores.
#ifndef BNN_LABEL_H
#define BNN_LABEL_H

#include <ap_int.h>
#include <hls_stream.h>

#include "bits.h"
#include "pipeline.h"

namespace bnn {

// Reads CLASSES scores per position, class by class, and then writes the numbers of the TOP greatest, the greatest first. Of
// equal scores the first wins. A frame has POSITIONS of them. Inserting a score among the best so far takes one cycle, since
// each rank compares it.
template <int BITS, int CLASSES, int TOP, int LABEL_BITS, int POSITIONS = 1>
void label_select(hls::stream<ap_uint<BITS>>& in, hls::stream<ap_uint<LABEL_BITS>>& out, int frames) {
    static_assert(TOP <= max_elements(), "HLS cannot partition an array of that many labels");
    ap_int<BITS> best[TOP];
    ap_uint<LABEL_BITS> label[TOP];
#pragma HLS array_partition variable = best complete
#pragma HLS array_partition variable = label complete
frame:
    for (int f = 0; f < frames; f++) {
    position:
        for (int p = 0; p < POSITIONS; p++) {
        word:
            for (int c = 0; c < CLASSES + TOP; c++) {
                BNN_PIPELINE
                if (c < CLASSES) {
                    const ap_int<BITS> score = in.read();
                place:
                    // From the last rank on, since each may take what the rank before it holds.
                    for (int k = TOP - 1; k >= 0; k--) {
#pragma HLS unroll
                        // The first c ranks are in use.
                        const int better = k > 0 ? k - 1 : 0;
                        const bool beats = c <= k || score > best[k];
                        const bool beats_better = k > 0 && (c <= better || score > best[better]);
                        if (beats_better) {
                            best[k] = best[better];
                            label[k] = label[better];
                        } else if (beats) {
                            best[k] = score;
                            label[k] = c;
                        }
                    }
                } else {
                    out.write(label[0]);
                shift:
                    for (int k = 1; k < TOP; k++) {
#pragma HLS unroll
                        label[k - 1] = label[k];
                    }
                }
            }
        }
    }
}

}  // namespace bnn

#endif
