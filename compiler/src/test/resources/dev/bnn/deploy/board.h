/* A board in software: the registers of the AXI DMA and of the network, and what they do to memory. Time is counted in reads
 * of registers. */
#ifndef BOARD_H
#define BOARD_H

#include "bnn_driver.h"

enum fault {
    NONE,
    STUCK_RESET,
    BAD_ADDRESS,
    SILENT,
    FLIPPED_BIT,
    OTHER_NETWORK,
    BAD_ARRIVAL,
    LATE,        /* the answer comes while the driver still waits */
    TOO_LATE,    /* it comes after that */
    SHORT,       /* it ends a word early */
    LONG,        /* it has a word more, so the DMA stops with an error */
    LONG_LENGTH, /* the DMA says that it has a word more */
    TWICE,       /* a second answer waits in the network */
    STALE,       /* a second answer waits where no reset reaches it */
    NO_CLASS,    /* the last number is that of no class */
    UNWRITTEN    /* the DMA says that it is done, but memory has not changed */
};

/* An answer on its way: its bytes, and when it arrives. */
struct packet {
    uint8_t bytes[BNN_ANSWER_BYTES * (BNN_ANSWERS * 8 + 1)];
    size_t count;
    long due;
    int outside, unwritten, said;
};

struct board {
    enum fault fault;
    /* Transfers that go wrong, from the first on; negative for all. */
    int faults;
    /* Whether the reset of the DMA is that of the network too. */
    int wired;
    /* Memory as the device sees it. */
    uint8_t *in, *out;
    uint64_t in_physical, out_physical;
    uint32_t dma[24], core[8];
    struct packet packets[2];
    int waiting;
    long now;
    /* Caches were flushed, and memory ordered, since the last transfer; order is looked at where the test gives a barrier. */
    int flushed, ordered, watches_order;
    int resetting, resets, transfers;
    uint32_t largest;
#ifdef BNN_PARAMETER_BYTES
    uint8_t parameters[BNN_PARAMETER_BYTES];
    uint32_t taken;
    int parts, loaded;
#endif
};

/* The board after power-up. */
void board_start(struct board *board, enum fault fault, int faults, int wired);
uint32_t board_read(void *context, enum bnn_block block, uint32_t offset);
void board_write(void *context, enum bnn_block block, uint32_t offset, uint32_t value);

#endif
