// conv1_mvtu: matrix-vector-threshold of 3 rows and 18 columns, PE 3, SIMD 18, 20 cycles per frame
// Generated from random7.bnn; changes here are lost.
#ifndef BNN_WEIGHTS_CONV1_H
#define BNN_WEIGHTS_CONV1_H

#include <ap_int.h>

#include "../bnn/bits.h"

// Weights by processing element, row fold * 1 + column fold, and limb: 4 bits each, in two's complement.
static bnn::Limb<72> conv1_weights[3][1][2];

// The smallest sum that gives bit 1, by processing element and class of the position * 1 + row fold.
static ap_int<16> conv1_thresholds[3][4];

// The class of a position, which selects its thresholds: padding makes the border differ.
struct conv1_classes {
    static int at(int y, int x) {
        static const unsigned char row[5] = {0, 1, 1, 1, 1};
        static const unsigned char column[4] = {0, 0, 1, 1};
        return row[y] * 2 + column[x];
    }
};

#endif
