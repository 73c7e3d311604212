// conv1_mvtu: matrix-vector-threshold of 3 rows and 48 columns, PE 3, SIMD 6, 96 cycles a frame
// Generated from random7.bnn; changes here are lost.
#ifndef BNN_WEIGHTS_CONV1_H
#define BNN_WEIGHTS_CONV1_H

#include <ap_int.h>

#include "bnn/bits.h"

// Weights by processing element, row fold * 8 + column fold, and limb: bit 1 is +1.
static const bnn::Limb<6> conv1_weights[3][8][1] = {
    {
        {0x8u}, {0x3u}, {0xfu}, {0x2cu}, {0x3bu}, {0x22u}, {0x31u}, {0x6u},
    },
    {
        {0x26u}, {0x30u}, {0x2cu}, {0x1u}, {0x15u}, {0x2fu}, {0x2bu}, {0x2fu},
    },
    {
        {0x10u}, {0x26u}, {0x14u}, {0x5u}, {0x2u}, {0x26u}, {0x34u}, {0x3cu},
    },
};

// The least sum that gives bit 1, by processing element and class of the position * 1 + row fold.
static const ap_int<14> conv1_thresholds[3][6] = {
    {
        -1785, -2550, -2805, -1020, -1020, -2550,
    },
    {
        -892, -1147, -1402, -127, -637, -637,
    },
    {
        -1912, -1147, -1402, -1657, -127, -637,
    },
};

// Which column of the thresholds a position uses: padding makes the border differ.
struct conv1_classes {
    static int at(int y, int x) {
        static const unsigned char row[4] = {0, 1, 1, 1};
        static const unsigned char column[3] = {0, 1, 2};
        return row[y] * 3 + column[x];
    }
};

#endif
