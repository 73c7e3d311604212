// conv2_mvtu: matrix-vector-threshold of 5 rows and 60 columns, PE 1, SIMD 30, 20 cycles per frame
// Generated from random7.bnn; changes here are lost.
#ifndef BNN_WEIGHTS_CONV2_H
#define BNN_WEIGHTS_CONV2_H

#include <ap_int.h>

#include "../bnn/bits.h"

// Weights by processing element, row fold * 2 + column fold, and limb: bit 1 is +1.
static const bnn::Limb<30> conv2_weights[1][10][1] = {
    {
        {0x3bd506ccu}, {0x2ad9befau}, {0x30cb67deu}, {0x1591b9b5u}, {0x35bc6b2cu}, {0x35ef52ccu}, {0x1fc253c2u},
        {0x201310b6u}, {0x2e72bddu}, {0x370d64b2u},
    },
};

// The smallest number of matches that gives bit 1, by processing element and row fold.
static const ap_int<7> conv2_thresholds[1][5] = {
    {
        30, 30, 30, 30, 30,
    },
};

#endif
