// dense1_scores: matrix-vector, scores of 5 rows and 2 columns, PE 5, SIMD 2, 1 cycles a frame
// Generated from random7.bnn; changes here are lost.
#ifndef BNN_WEIGHTS_DENSE1_H
#define BNN_WEIGHTS_DENSE1_H

#include <ap_int.h>

#include "bnn/bits.h"

// Weights by processing element, row fold * 1 + column fold, and limb: bit 1 is +1.
static const bnn::Limb<2> dense1_weights[5][1][1] = {
    {
        {0x1u},
    },
    {
        {0x2u},
    },
    {
        {0x1u},
    },
    {
        {0x1u},
    },
    {
        {0x3u},
    },
};

// What a sum is multiplied with, by processing element and row fold.
static const ap_int<8> dense1_multipliers[5][1] = {
    {
        -8,
    },
    {
        -14,
    },
    {
        6,
    },
    {
        -8,
    },
    {
        -16,
    },
};

// What is then added.
static const ap_int<8> dense1_addends[5][1] = {
    {
        14,
    },
    {
        5,
    },
    {
        -11,
    },
    {
        8,
    },
    {
        12,
    },
};

#endif
