/* Stand-in for the vendor's standalone library, on the simulated board. */
#ifndef XIL_IO_H
#define XIL_IO_H
#include <stdint.h>
typedef uint8_t u8;
typedef uint32_t u32;
typedef uintptr_t UINTPTR;
u32 Xil_In32(UINTPTR address);
void Xil_Out32(UINTPTR address, u32 value);
#endif
