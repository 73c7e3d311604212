#include "board.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bnn_selftest.h"

enum { MM2S_STATUS = 0x04 / 4, S2MM_STATUS = 0x34 / 4, S2MM_LENGTH = 0x58 / 4, HALTED = 1, IDLE = 2, CORE_IDLE = 4 };

static void require(int condition, const char *what) {
    if (!condition) {
        printf("protocol: %s\n", what);
        exit(3);
    }
}

static uint64_t address(const struct board *b, uint32_t low) { return b->dma[low / 4] | (uint64_t)b->dma[low / 4 + 1] << 32; }

void board_start(struct board *b, enum fault fault, int faults, int wired) {
    b->fault = fault;
    b->faults = faults;
    b->wired = wired;
    b->core[0] = CORE_IDLE;
    b->dma[MM2S_STATUS] = b->dma[S2MM_STATUS] = HALTED;
}

static void reset_dma(struct board *b) {
    memset(b->dma, 0, sizeof b->dma);
    b->dma[MM2S_STATUS] = b->dma[S2MM_STATUS] = HALTED;
    b->resets++;
    if (!b->wired) return;
    /* What has left the network stays. */
    if (b->waiting && !b->packets[0].outside) b->waiting = 0;
    memset(b->core, 0, sizeof b->core);
    b->core[0] = CORE_IDLE;
#ifdef BNN_PARAMETER_BYTES
    b->taken = 0;
#endif
}

/* The receiving side takes what has come. */
static void deliver(struct board *b) {
    uint32_t *const status = &b->dma[S2MM_STATUS];
    if (!b->waiting || b->packets[0].due > b->now || *status & (HALTED | IDLE)) return;
    const struct packet *p = &b->packets[0];
    const uint32_t room = b->dma[S2MM_LENGTH];
    if (p->count > room) {
        /* DMAIntErr, and the channel halts. The rest of the packet is lost. */
        *status |= 0x10 | HALTED;
    } else {
        *status |= IDLE;
        b->dma[S2MM_LENGTH] = (uint32_t)p->count + (p->said ? BNN_ANSWER_BYTES : 0);
    }
    if (!p->unwritten) memcpy(b->out, p->bytes, p->count < room ? p->count : room);
    b->ordered = 0;
    b->packets[0] = b->packets[1];
    b->waiting--;
    if (!b->waiting || b->packets[0].outside) b->core[0] = 2 | CORE_IDLE;
}

/* An answer that arrives after that number of reads of registers. */
static struct packet *answer(struct board *b, long after) {
    struct packet *const p = &b->packets[b->waiting++];
    memset(p, 0, sizeof *p);
    p->due = b->now + after;
    return p;
}

static void number(struct packet *p, int64_t value) {
    for (uint32_t i = 0; i < BNN_ANSWER_BYTES; i++) p->bytes[p->count++] = (uint8_t)((uint64_t)value >> (8 * i));
}

/* The network is known by its self test only: an image that is not of it has no answer. */
static void frame(const struct board *b, uint32_t f, enum fault fault, struct packet *p) {
    for (uint32_t t = 0; t < BNN_SELFTEST_IMAGES; t++) {
        if (memcmp(b->in + f * BNN_IMAGE_BYTES, BNN_SELFTEST_IMAGE + t * BNN_IMAGE_BYTES, BNN_IMAGE_BYTES)) continue;
        for (uint32_t a = 0; a < BNN_ANSWERS; a++) {
            int64_t value = BNN_SELFTEST_ANSWERS[t * BNN_ANSWERS + a];
            if (a == BNN_ANSWERS - 1 && fault == FLIPPED_BIT) value ^= 1;
            if (a == BNN_ANSWERS - 1 && fault == NO_CLASS) value = BNN_CLASSES;
            number(p, value);
        }
        return;
    }
    require(0, "an image arrived damaged");
}

/* The fault of this transfer. */
static enum fault fault(struct board *b) {
    if (b->faults == 0) return NONE;
    if (b->faults > 0) b->faults--;
    return b->fault;
}

/* What both kinds of transfers must have set up. */
static void require_order(struct board *b) {
    require(b->dma[0] == 1 && b->dma[12] == 1, "both channels run");
    require(b->dma[0x28 / 4] > 0 && b->dma[0x28 / 4] < 1u << BNN_LENGTH_BITS, "the length fits its register");
    require(b->flushed, "what is sent was flushed from the cache");
    require(b->ordered || !b->watches_order, "memory is in order before the DMA starts");
    b->flushed = 0;
}

static int reaches_memory(struct board *b, enum fault f) {
    if (f != BAD_ADDRESS && address(b, 0x18) == b->in_physical && address(b, 0x48) == b->out_physical) return 1;
    b->dma[MM2S_STATUS] |= 0x40 | HALTED;
    return 0;
}

#ifdef BNN_PARAMETER_BYTES
/* A part of a file of parameters; after the last comes the answer. */
static void take(struct board *b) {
    const uint32_t bytes = b->dma[0x28 / 4];
    require_order(b);
    require(b->dma[S2MM_LENGTH] == BNN_ANSWER_BYTES, "the receiving side is ready for one word");
    require(bytes % BNN_PIXEL_BYTES == 0, "whole words");
    require(b->taken + bytes <= BNN_PARAMETER_BYTES, "no more than the file");
    b->parts++;
    const int last = b->taken + bytes == BNN_PARAMETER_BYTES;
    const enum fault f = last || b->fault == SILENT || b->fault == BAD_ADDRESS ? fault(b) : NONE;
    if (f == SILENT || !reaches_memory(b, f)) return;
    memcpy(b->parameters + b->taken, b->in, bytes);
    b->taken += bytes;
    b->dma[MM2S_STATUS] |= IDLE;
    if (!last) return;
    struct packet *p = answer(b, f == LATE ? 500 : f == TOO_LATE ? 2500 : 3);
    number(p, f == OTHER_NETWORK ? 1 : f == BAD_ARRIVAL ? 2 : 0);
    if (f == LONG) number(p, 0);
    b->loaded = p->bytes[0] == 0;
    b->taken = 0;
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
    require_order(b);
    require(b->dma[S2MM_LENGTH] == frames * BNN_ANSWERS * BNN_ANSWER_BYTES, "the receiving side is ready, with the right length");
    require(b->dma[0x28 / 4] == frames * BNN_IMAGE_BYTES, "as many bytes as frames");
    b->transfers++;
    if (frames > b->largest) b->largest = frames;
    const enum fault f = fault(b);
    if (f == SILENT || !reaches_memory(b, f)) return;
    struct packet *p = answer(b, f == LATE ? 500 : f == TOO_LATE ? 2500 : 3);
    for (uint32_t i = 0; i < frames; i++) frame(b, i, f, p);
    if (f == SHORT) p->count -= BNN_ANSWER_BYTES;
    if (f == LONG) number(p, 0);
    p->said = f == LONG_LENGTH;
    p->unwritten = f == UNWRITTEN;
    if (f == TWICE || f == STALE) {
        struct packet *const second = answer(b, 3);
        memcpy(second, p, sizeof *p);
        second->outside = f == STALE;
    }
    b->dma[MM2S_STATUS] |= IDLE;
}

uint32_t board_read(void *context, enum bnn_block block, uint32_t offset) {
    struct board *b = context;
    b->now++;
    deliver(b);
    if (block == BNN_CORE) return b->core[offset / 4];
    if (b->resetting && b->fault != STUCK_RESET && --b->resetting == 0) reset_dma(b);
    return b->dma[offset / 4];
}

void board_write(void *context, enum bnn_block block, uint32_t offset, uint32_t value) {
    struct board *b = context;
    if (block == BNN_CORE) {
        if (offset == 0) require(b->core[0] & CORE_IDLE, "the network is at rest when it is started");
        b->core[offset / 4] = value;
        return;
    }
    b->dma[offset / 4] = value;
    if ((offset == 0x00 || offset == 0x30) && (value & 4)) {
        b->dma[0] |= 4;
        b->dma[12] |= 4;
        b->resetting = 5;
    } else if (offset == 0x00 || offset == 0x30) {
        b->dma[offset / 4 + 1] &= ~(uint32_t)HALTED;
    }
    if (offset == 0x58) b->dma[S2MM_STATUS] &= ~(uint32_t)IDLE;
    if (offset == 0x28) {
        require(!(b->core[0] & CORE_IDLE), "the network is started before anything is sent");
        b->dma[MM2S_STATUS] &= ~(uint32_t)IDLE;
        move(b);
    }
}
