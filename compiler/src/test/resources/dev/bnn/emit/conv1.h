// conv1_mvtu: matrix-vector-threshold of 3 rows and 48 columns, PE 3, SIMD 6, 96 cycles per frame
// Generated from random7.bnn; changes here are lost.
#ifndef BNN_WEIGHTS_CONV1_H
#define BNN_WEIGHTS_CONV1_H

#include <ap_int.h>

#include "../bnn/bits.h"

// Weights by processing element, row fold * 8 + column fold, and limb: 4 bits each, in two's complement.
static const bnn::Limb<24> conv1_weights[3][8][1] = {
    {
        {0xe013d0u}, {0xcb5462u}, {0x473590u}, {0xdbe7f0u}, {0xe5efa1u}, {0xc0452u}, {0xb39a22u}, {0x7c422eu},
    },
    {
        {0xf91ff3u}, {0x9f029eu}, {0x3b15u}, {0xe2ecacu}, {0x27f3d4u}, {0x717f64u}, {0x37193fu}, {0x27c22u},
    },
    {
        {0xc72037u}, {0x2e47bu}, {0x1c2c4bu}, {0xb1721cu}, {0xb37023u}, {0x3e33du}, {0x65ce4fu}, {0x7c99eu},
    },
};

// The smallest sum that gives bit 1, by processing element and class of the position * 1 + row fold.
static const ap_int<16> conv1_thresholds[3][6] = {
    {
        -765, 1785, 0, -2550, 0, -2805,
    },
    {
        -5355, -5355, 255, 255, 0, 3570,
    },
    {
        5610, 5355, 7140, 2805, 0, 1785,
    },
};

// The class of a position, which selects its thresholds: padding makes the border differ.
struct conv1_classes {
    static int at(int y, int x) {
        static const unsigned char row[4] = {0, 1, 1, 1};
        static const unsigned char column[3] = {0, 1, 2};
        return row[y] * 3 + column[x];
    }
};

#endif
