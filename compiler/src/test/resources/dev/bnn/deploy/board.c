#include "board.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bnn_selftest.h"

static void require(int condition, const char *what) {
    if (!condition) {
        printf("protocol: %s\n", what);
        exit(3);
    }
}

static uint64_t address(const struct board *b, uint32_t low) { return b->dma[low / 4] | (uint64_t)b->dma[low / 4 + 1] << 32; }

/* The network is known by its self test only: an image that is not of it has no answer. */
static void answer(struct board *b, uint32_t frame) {
    for (uint32_t t = 0; t < BNN_SELFTEST_IMAGES; t++) {
        if (memcmp(b->in + frame * BNN_IMAGE_BYTES, BNN_SELFTEST_IMAGE + t * BNN_IMAGE_BYTES, BNN_IMAGE_BYTES)) continue;
        for (uint32_t a = 0; a < BNN_ANSWERS; a++) {
            int64_t number = BNN_SELFTEST_ANSWERS[t * BNN_ANSWERS + a];
            if (b->fault == FLIPPED_BIT && a == BNN_ANSWERS - 1) number ^= 1;
            for (uint32_t i = 0; i < BNN_ANSWER_BYTES; i++) {
                b->out[(frame * BNN_ANSWERS + a) * BNN_ANSWER_BYTES + i] = (uint8_t)((uint64_t)number >> (8 * i));
            }
        }
        return;
    }
    require(0, "an image arrived damaged");
}

#ifdef BNN_PARAMETER_BYTES
/* A part of a file of parameters; after the last comes the answer. */
static void take(struct board *b) {
    const uint32_t bytes = b->dma[0x28 / 4];
    require(b->dma[0] == 1 && b->dma[12] == 1, "both channels run");
    require(b->dma[0x58 / 4] == BNN_ANSWER_BYTES, "the receiving side is ready for one word");
    require(b->core[0] == 1, "the network is started before the parameters come");
    require(bytes > 0 && bytes % BNN_PIXEL_BYTES == 0 && bytes < 1u << BNN_LENGTH_BITS, "whole words, few enough");
    require(b->taken + bytes <= BNN_PARAMETER_BYTES, "no more than the file");
    require(b->flushed, "the parameters were flushed from the cache");
    b->flushed = 0;
    b->parts++;
    if (b->fault == SILENT) return;
    if (b->fault == BAD_ADDRESS || address(b, 0x18) != b->in_physical || address(b, 0x48) != b->out_physical) {
        b->dma[1] |= 0x40;
        return;
    }
    memcpy(b->parameters + b->taken, b->in, bytes);
    b->taken += bytes;
    b->dma[1] |= 2;
    if (b->taken < BNN_PARAMETER_BYTES) return;
    memset(b->out, 0, BNN_ANSWER_BYTES);
    b->out[0] = b->fault == OTHER_NETWORK ? 1 : b->fault == BAD_ARRIVAL ? 2 : 0;
    b->loaded = b->out[0] == 0;
    b->taken = 0;
    b->dma[13] |= 2;
    b->core[0] = 6;
}
#endif

static void move(struct board *b) {
    const uint32_t frames = b->core[4];
#ifdef BNN_PARAMETER_BYTES
    if (b->core[6]) {
        take(b);
        return;
    }
    require(b->loaded, "the parameters come before the images");
#endif
    require(b->dma[0] == 1 && b->dma[12] == 1, "both channels run");
    require(b->dma[0x58 / 4] == frames * BNN_ANSWERS * BNN_ANSWER_BYTES, "the receiving side is ready, with the right length");
    require(b->core[0] == 1, "the network is started before the images come");
    require(b->dma[0x28 / 4] == frames * BNN_IMAGE_BYTES, "as many bytes as frames");
    require(b->dma[0x28 / 4] < 1u << BNN_LENGTH_BITS, "the length fits its register");
    require(b->flushed, "the images were flushed from the cache");
    b->flushed = 0;
    b->transfers++;
    if (frames > b->largest) b->largest = frames;
    if (b->fault == SILENT) return;
    if (b->fault == BAD_ADDRESS || address(b, 0x18) != b->in_physical || address(b, 0x48) != b->out_physical) {
        b->dma[1] |= 0x40;
        return;
    }
    for (uint32_t f = 0; f < frames; f++) answer(b, f);
    b->dma[1] |= 2;
    b->dma[13] |= 2;
    b->core[0] = 6;
}

uint32_t board_read(void *context, enum bnn_block block, uint32_t offset) {
    struct board *b = context;
    if (block == BNN_CORE) return b->core[offset / 4];
    if (b->resetting && b->fault != STUCK_RESET && --b->resetting == 0) {
        memset(b->dma, 0, sizeof b->dma);
        b->dma[1] = b->dma[13] = 1;
    }
    return b->dma[offset / 4];
}

void board_write(void *context, enum bnn_block block, uint32_t offset, uint32_t value) {
    struct board *b = context;
    if (block == BNN_CORE) {
        b->core[offset / 4] = value;
        return;
    }
    b->dma[offset / 4] = value;
    if ((offset == 0x00 || offset == 0x30) && (value & 4)) {
        b->dma[0] |= 4;
        b->dma[12] |= 4;
        b->resetting = 5;
    }
    if (offset == 0x58) b->dma[13] &= ~2u;
    if (offset == 0x28) {
        b->dma[1] &= ~2u;
        move(b);
    }
}
