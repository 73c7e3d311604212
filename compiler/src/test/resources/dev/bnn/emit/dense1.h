// dense1_scores: matrix-vector, scores of 3 rows and 12 columns, PE 1, SIMD 4, 9 cycles per frame
// Generated from random7.bnn; changes here are lost.
#ifndef BNN_WEIGHTS_DENSE1_H
#define BNN_WEIGHTS_DENSE1_H

#include <ap_int.h>

#include "../bnn/bits.h"

// Weights by processing element, row fold * 3 + column fold, and limb: bit 1 is +1.
static const bnn::Limb<4> dense1_weights[1][9][1] = {
    {
        {0xdu}, {0xeu}, {0x8u}, {0x5u}, {0x9u}, {0x3u}, {0xau}, {0xeu}, {0xeu},
    },
};

// Factors of the sums, by processing element and row fold.
static const ap_int<8> dense1_multipliers[1][3] = {
    {
        2, 2, 2,
    },
};

// Addends of the products, by processing element and row fold.
static const ap_int<8> dense1_addends[1][3] = {
    {
        -12, -12, -12,
    },
};

#endif
