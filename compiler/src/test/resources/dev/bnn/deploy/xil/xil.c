#include "board.h"
#include "xil_cache.h"

static struct board board;

static enum bnn_block block(UINTPTR address) { return address >= BNN_CORE_ADDRESS && address < BNN_CORE_ADDRESS + 0x10000u ? BNN_CORE : BNN_DMA; }

/* The registers; a board that was not started is. */
static struct board *started(void) {
    if (!board.wired) board_start(&board, NONE, 0, 1);
    return &board;
}

u32 Xil_In32(UINTPTR address) { return board_read(started(), block(address), (uint32_t)(address & 0xffff)); }

/* Physical addresses are those of the program: what is written to the address registers is where memory lies. */
void Xil_Out32(UINTPTR address, u32 value) {
    const uint32_t offset = (uint32_t)(address & 0xffff);
    if (block(address) == BNN_DMA && offset == 0x28) {
        board.in_physical = board.dma[0x18 / 4] | (uint64_t)board.dma[0x1c / 4] << 32;
        board.out_physical = board.dma[0x48 / 4] | (uint64_t)board.dma[0x4c / 4] << 32;
        board.in = (uint8_t *)(uintptr_t)board.in_physical;
        board.out = (uint8_t *)(uintptr_t)board.out_physical;
    }
    board_write(started(), block(address), offset, value);
}

void Xil_DCacheFlushRange(UINTPTR address, u32 bytes) {
    (void)address;
    board.flushed = bytes > 0;
}

void Xil_DCacheInvalidateRange(UINTPTR address, u32 bytes) {
    (void)address;
    (void)bytes;
}
