// conv2_mvtu: matrix-vector-threshold of 9 rows and 6 columns in 3 groups, PE 1, SIMD 2, 162 cycles per frame
// Generated from random7.bnn; changes here are lost.
#ifndef BNN_WEIGHTS_CONV2_H
#define BNN_WEIGHTS_CONV2_H

#include <ap_int.h>

#include "../bnn/bits.h"

// Weights by processing element, row fold * 3 + column fold, and limb: 2 bits each, in two's complement.
static const bnn::Limb<4> conv2_weights[1][27][1] = {
    {
        {0x4u}, {0x0u}, {0x4u}, {0x3u}, {0x1u}, {0x0u}, {0xfu}, {0x3u}, {0x0u}, {0x1u}, {0x0u}, {0x1u}, {0xfu},
        {0xcu}, {0xcu}, {0x0u}, {0x1u}, {0x3u}, {0x0u}, {0x7u}, {0x0u}, {0x1u}, {0x0u}, {0xdu}, {0x7u}, {0x1u},
        {0x0u},
    },
};

// The smallest sum that gives bit 1, by processing element and row fold.
static const ap_int<4> conv2_thresholds[1][9] = {
    {
        2, 0, -1, 2, 0, 0, 2, 1, 4,
    },
};

#endif
