/* A board in software: the registers of the AXI DMA and of the network, and what they do to memory. */
#ifndef BOARD_H
#define BOARD_H

#include "bnn_driver.h"

enum fault { NONE, STUCK_RESET, BAD_ADDRESS, SILENT, FLIPPED_BIT, OTHER_NETWORK, BAD_ARRIVAL };

struct board {
    enum fault fault;
    uint8_t *in, *out;
    uint64_t in_physical, out_physical;
    uint32_t dma[24], core[8];
    int resetting, flushed, transfers;
    uint32_t largest;
#ifdef BNN_PARAMETER_BYTES
    uint8_t parameters[BNN_PARAMETER_BYTES];
    uint32_t taken;
    int parts, loaded;
#endif
};

uint32_t board_read(void *context, enum bnn_block block, uint32_t offset);
void board_write(void *context, enum bnn_block block, uint32_t offset, uint32_t value);

#endif
