// conv1_mvtu: matrix-vector-threshold of 3 rows and 48 columns, PE 3, SIMD 6, 96 cycles per frame
// Generated from random7.bnn; changes here are lost.
#ifndef BNN_WEIGHTS_CONV1_H
#define BNN_WEIGHTS_CONV1_H

#include <ap_int.h>

#include "../bnn/bits.h"

// Weights by processing element, row fold * 8 + column fold, and limb: 4 bits each, in two's complement.
static bnn::Limb<24> conv1_weights[3][8][1];

// The smallest sum that gives bit 1, by processing element and class of the position * 1 + row fold.
static ap_int<18> conv1_thresholds[3][6];

// The class of a position, which selects its thresholds: padding makes the border differ.
struct conv1_classes {
    static int at(int y, int x) {
        static const unsigned char row[4] = {0, 1, 1, 1};
        static const unsigned char column[3] = {0, 1, 2};
        return row[y] * 3 + column[x];
    }
};

#endif
