// conv2_mvtu: matrix-vector-threshold of 1 rows and 27 columns, PE 1, SIMD 3, 18 cycles a frame
// Generated from random7.bnn; changes here are lost.
#ifndef BNN_WEIGHTS_CONV2_H
#define BNN_WEIGHTS_CONV2_H

#include <ap_int.h>

#include "bnn/bits.h"

// Weights by processing element, row fold * 9 + column fold, and limb: bit 1 is +1.
static const bnn::Limb<3> conv2_weights[1][9][1] = {
    {
        {0x2u}, {0x6u}, {0x0u}, {0x1u}, {0x7u}, {0x6u}, {0x4u}, {0x2u}, {0x7u},
    },
};

// The least matches that gives bit 1, by processing element and class of the position * 1 + row fold.
static const ap_int<6> conv2_thresholds[1][2] = {
    {
        12, 12,
    },
};

// Which column of the thresholds a position uses: padding makes the border differ.
struct conv2_classes {
    static int at(int y, int x) {
        static const unsigned char row[2] = {0, 1};
        static const unsigned char column[1] = {0};
        return row[y] * 1 + column[x];
    }
};

#endif
