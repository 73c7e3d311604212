// dense1_scores: matrix-vector, scores of 3 rows and 486 columns, PE 3, SIMD 27, 18 cycles per frame
// Generated from random7.bnn; changes here are lost.
#ifndef BNN_WEIGHTS_DENSE1_H
#define BNN_WEIGHTS_DENSE1_H

#include <ap_int.h>

#include "../bnn/bits.h"

// Weights by processing element, row fold * 18 + column fold, and limb: bit 1 is +1.
static const bnn::Limb<27> dense1_weights[3][18][1] = {
    {
        {0x6fb7561u}, {0x1f7ed14u}, {0x79ce7b7u}, {0x79ac6eu}, {0x63ea3c0u}, {0x4ad96f6u}, {0xb83b21u},
        {0x6dae459u}, {0x4ff88ddu}, {0x4a8d12eu}, {0x2fbbddbu}, {0x62d56bu}, {0x2fe84f2u}, {0x5ec8260u},
        {0x3459975u}, {0x9ee876u}, {0x456be37u}, {0x7526734u},
    },
    {
        {0x4ec84c4u}, {0xcb4aefu}, {0x3b64bd3u}, {0x7135dc2u}, {0x441540eu}, {0x5400d26u}, {0x32cfdf3u},
        {0x151219du}, {0x6db1340u}, {0x3827905u}, {0x179017cu}, {0x40f3545u}, {0x72fab7cu}, {0x682c3eeu},
        {0x206f590u}, {0x19359b0u}, {0x7f2c9feu}, {0x5948489u},
    },
    {
        {0x63e5e7cu}, {0x7e32bf0u}, {0x5e1ec52u}, {0x65138a7u}, {0xbe7fa8u}, {0xe85b82u}, {0x4fd5571u},
        {0x2eb49efu}, {0x3f2dcf9u}, {0x5808dadu}, {0x747c0b8u}, {0xc050dfu}, {0x1a74ce8u}, {0x267a482u},
        {0x4f1bbcdu}, {0x3ca5a99u}, {0x7673795u}, {0x11f1712u},
    },
};

// Factors of the sums, by processing element and row fold.
static const ap_int<16> dense1_multipliers[3][1] = {
    {
        2,
    },
    {
        2,
    },
    {
        2,
    },
};

// Addends of the products, by processing element and row fold.
static const ap_int<16> dense1_addends[3][1] = {
    {
        -486,
    },
    {
        -486,
    },
    {
        -486,
    },
};

#endif
