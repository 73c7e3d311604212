#ifndef XIL_CACHE_H
#define XIL_CACHE_H
#include "xil_io.h"
void Xil_DCacheFlushRange(UINTPTR address, u32 bytes);
void Xil_DCacheInvalidateRange(UINTPTR address, u32 bytes);
#endif
