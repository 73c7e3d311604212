/* The driver without an operating system, with the functions of the vendor's standalone library. Add it to an
 * application made from the .xsa, with bnn_driver.c, and with bnn_parameters.S where that is here; it runs the self test. */
#include <inttypes.h>
#include <stdio.h>

#include "bnn_driver.h"
#include "bnn_selftest.h"
#include "xil_cache.h"
#include "xil_io.h"

/* Whole cache lines, so that a flush or an invalidation touches nothing else. */
enum { LINE = 64, BATCH = 4 };
#define IN_BYTES ((BATCH * BNN_IMAGE_BYTES + LINE - 1) / LINE * LINE)
#define OUT_BYTES ((BATCH * BNN_ANSWERS * BNN_ANSWER_BYTES + LINE - 1) / LINE * LINE)

static uint8_t in[IN_BYTES] __attribute__((aligned(64)));
static uint8_t out[OUT_BYTES] __attribute__((aligned(64)));
static int64_t answers[BNN_SELFTEST_IMAGES * BNN_ANSWERS];

#ifdef BNN_PARAMETER_BYTES
/* From bnn_parameters.S. */
extern const uint8_t bnn_parameters[], bnn_parameters_end[];
#endif

static UINTPTR address(enum bnn_block block, uint32_t offset) {
    return (UINTPTR)(block == BNN_DMA ? BNN_DMA_ADDRESS : BNN_CORE_ADDRESS) + offset;
}

static uint32_t read_register(void *context, enum bnn_block block, uint32_t offset) {
    (void)context;
    return Xil_In32(address(block, offset));
}

static void write_register(void *context, enum bnn_block block, uint32_t offset, uint32_t value) {
    (void)context;
    Xil_Out32(address(block, offset), value);
}

static void to_device(void *context, void *memory, size_t bytes) {
    (void)context;
    Xil_DCacheFlushRange((UINTPTR)memory, bytes);
}

static void from_device(void *context, void *memory, size_t bytes) {
    (void)context;
    Xil_DCacheInvalidateRange((UINTPTR)memory, bytes);
}

int main(void) {
    struct bnn_platform platform = {0};
    platform.read = read_register;
    platform.write = write_register;
    platform.to_device = to_device;
    platform.from_device = from_device;
    platform.in = in;
    platform.in_physical = (uint64_t)(UINTPTR)in;
    platform.in_bytes = sizeof in;
    platform.out = out;
    platform.out_physical = (uint64_t)(UINTPTR)out;
    platform.out_bytes = sizeof out;
    platform.patience = 100000000;
#ifdef BNN_PARAMETER_BYTES
    const enum bnn_status loaded = bnn_load(&platform, bnn_parameters, (size_t)(bnn_parameters_end - bnn_parameters));
    if (loaded != BNN_OK) {
        printf("%s: %s\r\n", BNN_NAME, bnn_message(loaded));
        return 1;
    }
#endif

    struct bnn_difference d = {0, 0, 0, 0};
    const enum bnn_status status =
        bnn_self_test(&platform, BNN_SELFTEST_IMAGE, BNN_SELFTEST_ANSWERS, BNN_SELFTEST_IMAGES, answers, &d);
    if (status == BNN_OK) {
        printf("%s: same bits on %u images\r\n", BNN_NAME, BNN_SELFTEST_IMAGES);
        return 0;
    }
    printf("%s: %s\r\n", BNN_NAME, bnn_message(status));
    if (status == BNN_DIFFERS) {
#ifdef BNN_LABELS
        printf("image %" PRIu32 ", label %" PRIu32 ": expected %" PRId64 ", found %" PRId64 "\r\n", d.image, d.index, d.expected,
               d.found);
#else
        printf("image %" PRIu32 ", class %s: expected %" PRId64 ", found %" PRId64 "\r\n", d.image, BNN_CLASS_NAMES[d.index % BNN_CLASSES],
               d.expected, d.found);
#endif
    }
    return 1;
}
