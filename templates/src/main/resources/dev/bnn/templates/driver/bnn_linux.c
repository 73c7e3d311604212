/* The driver on Linux: registers by UIO, buffers by u-dma-buf (github.com/ikwzm/udmabuf). Runs the self test.
 *
 *     cc -std=c99 -O2 -D_POSIX_C_SOURCE=200809L -o bnn bnn_linux.c bnn_driver.c
 *     ./bnn /dev/uio0 /dev/uio1 udmabuf0 udmabuf1
 *
 * The arguments are the UIO devices of the DMA and of the network, and the names of two buffers. A network with loadable
 * parameters takes a fifth, their file. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "bnn_driver.h"
#include "bnn_selftest.h"

enum { REGISTERS = 0x1000 };

struct registers {
    volatile uint32_t *block[2];
};

static void fail(const char *what, const char *name, const char *next) {
    fprintf(stderr, "%s %s: %s; %s\n", what, name, strerror(errno), next);
    exit(2);
}

static uint32_t read_register(void *context, enum bnn_block block, uint32_t offset) {
    return ((struct registers *)context)->block[block][offset / 4];
}

static void write_register(void *context, enum bnn_block block, uint32_t offset, uint32_t value) {
    ((struct registers *)context)->block[block][offset / 4] = value;
}

static void *map(const char *device, size_t bytes, const char *next) {
    /* O_SYNC asks u-dma-buf for memory that is not cached, so no flush is needed. */
    const int file = open(device, O_RDWR | O_SYNC);
    if (file < 0) fail("cannot open", device, next);
    void *address = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (address == MAP_FAILED) fail("cannot map", device, next);
    close(file);
    return address;
}

static uint64_t attribute(const char *buffer, const char *name) {
    static const char *const NEXT = "is the module u-dma-buf loaded?";
    char path[256], text[64];
    snprintf(path, sizeof path, "/sys/class/u-dma-buf/%s/%s", buffer, name);
    FILE *file = fopen(path, "r");
    if (!file || !fgets(text, sizeof text, file)) fail("cannot read", path, NEXT);
    fclose(file);
    return strtoull(text, NULL, 0);
}

static uint8_t *map_buffer(const char *name, uint64_t *physical, size_t *bytes) {
    char path[256];
    snprintf(path, sizeof path, "/dev/%s", name);
    *physical = attribute(name, "phys_addr");
    *bytes = (size_t)attribute(name, "size");
    return map(path, *bytes, "may you write to it?");
}

#ifdef BNN_PARAMETER_BYTES
enum { ARGUMENTS = 6 };
static const char *const USAGE = "DMA_UIO NETWORK_UIO IN_BUFFER OUT_BUFFER PARAMETERS";

static enum bnn_status load(const struct bnn_platform *platform, const char *name) {
    /* A byte more than it should have, so that a longer file is seen to be one. */
    static uint8_t bytes[BNN_PARAMETER_BYTES + 1];
    FILE *file = fopen(name, "rb");
    if (!file) fail("cannot open", name, "it is in the folder deploy");
    const size_t count = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    return bnn_load(platform, bytes, count);
}
#else
enum { ARGUMENTS = 5 };
static const char *const USAGE = "DMA_UIO NETWORK_UIO IN_BUFFER OUT_BUFFER";
#endif

int main(int argc, char **argv) {
    if (argc != ARGUMENTS) {
        fprintf(stderr, "usage: %s %s\n", argv[0], USAGE);
        return 2;
    }
    static const char *const UIO = "is there a UIO entry for it in the device tree, and may you write to it?";
    struct registers registers = {{map(argv[1], REGISTERS, UIO), map(argv[2], REGISTERS, UIO)}};
    struct bnn_platform platform = {0};
    platform.context = &registers;
    platform.read = read_register;
    platform.write = write_register;
    platform.in = map_buffer(argv[3], &platform.in_physical, &platform.in_bytes);
    platform.out = map_buffer(argv[4], &platform.out_physical, &platform.out_bytes);
    platform.patience = 100000000;
#ifdef BNN_PARAMETER_BYTES
    const enum bnn_status loaded = load(&platform, argv[5]);
    if (loaded != BNN_OK) {
        printf("%s: %s: %s\n", BNN_NAME, argv[5], bnn_message(loaded));
        return 1;
    }
#endif

    static int64_t answers[BNN_SELFTEST_IMAGES * BNN_ANSWERS];
    struct bnn_difference d = {0, 0, 0, 0};
    const enum bnn_status status =
        bnn_self_test(&platform, BNN_SELFTEST_IMAGE, BNN_SELFTEST_ANSWERS, BNN_SELFTEST_IMAGES, answers, &d);
    if (status == BNN_OK) {
        printf("%s: same bits on %u images\n", BNN_NAME, BNN_SELFTEST_IMAGES);
        return 0;
    }
    printf("%s: %s\n", BNN_NAME, bnn_message(status));
    if (status == BNN_DIFFERS) {
#ifdef BNN_LABELS
        printf("image %" PRIu32 ", label %" PRIu32 ": expected %" PRId64 ", found %" PRId64 "\n", d.image, d.index, d.expected,
               d.found);
#else
        printf("image %" PRIu32 ", class %s: expected %" PRId64 ", found %" PRId64 "\n", d.image, BNN_CLASS_NAMES[d.index % BNN_CLASSES],
               d.expected, d.found);
#endif
    }
    return 1;
}
