// conv2_mvtu: matrix-vector-threshold of 5 rows and 3 columns, PE 1, SIMD 1, 30 cycles per frame
// Generated from random7.bnn; changes here are lost.
#ifndef BNN_WEIGHTS_CONV2_H
#define BNN_WEIGHTS_CONV2_H

#include <ap_int.h>

#include "../bnn/bits.h"

// Weights by processing element, row fold * 3 + column fold, and limb: bit 1 is +1.
static const bnn::Limb<1> conv2_weights[1][15][1] = {
    {
        {0x1u}, {0x0u}, {0x1u}, {0x0u}, {0x1u}, {0x1u}, {0x0u}, {0x1u}, {0x1u}, {0x0u}, {0x0u}, {0x1u}, {0x1u},
        {0x1u}, {0x0u},
    },
};

// The smallest number of matches that gives bit 1, by processing element and row fold.
static const ap_int<4> conv2_thresholds[1][5] = {
    {
        2, 2, 2, 2, 2,
    },
};

#endif
