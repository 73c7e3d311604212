// dense1_scores: matrix-vector, scores of 3 rows and 5 columns, PE 1, SIMD 1, 15 cycles per frame
// Generated from random7.bnn; changes here are lost.
#ifndef BNN_WEIGHTS_DENSE1_H
#define BNN_WEIGHTS_DENSE1_H

#include <ap_int.h>

#include "../bnn/bits.h"

// Weights by processing element, row fold * 5 + column fold, and limb: bit 1 is +1.
static const bnn::Limb<1> dense1_weights[1][15][1] = {
    {
        {0x1u}, {0x1u}, {0x1u}, {0x0u}, {0x0u}, {0x1u}, {0x0u}, {0x1u}, {0x1u}, {0x0u}, {0x0u}, {0x1u}, {0x0u},
        {0x0u}, {0x1u},
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
        -5, -5, -5,
    },
};

#endif
