/* Drives the network on the board: the AXI DMA in simple mode feeds it images and takes its scores. C99, no dependency.
 *
 * An image is BNN_IMAGE_BYTES bytes, row by row, the channels of a pixel side by side, as the network was trained on. The
 * answer is BNN_ANSWERS numbers: the scores of the classes, of which the greatest wins, or with BNN_LABELS the numbers of the
 * best classes, the best first. With BNN_MAP_WIDTH these are those of a position, and the positions follow row by row. */
#ifndef BNN_DRIVER_H
#define BNN_DRIVER_H

#include <stddef.h>
#include <stdint.h>

#include "bnn_network.h"

enum bnn_block { BNN_DMA, BNN_CORE };

enum bnn_status {
    BNN_OK,
    BNN_TOO_LARGE,  /* a buffer has no room for one image or its answer */
    BNN_NO_RESET,   /* the DMA does not come out of reset: is the bitstream loaded, and the address right? */
    BNN_DMA_ERROR,  /* the DMA reports an error: are the buffers' physical addresses right? */
    BNN_TIMEOUT,    /* the answer did not come */
    BNN_DIFFERS,    /* the self test found another answer than expected */
    BNN_NO_PARAMETERS,   /* what was to be loaded is no file of parameters of this version */
    BNN_OTHER_STRUCTURE, /* it is for a network of another structure */
    BNN_WRONG_LENGTH,    /* it is not whole */
    BNN_DAMAGED,         /* its check sum is wrong, here or where it arrived */
    BNN_ANSWER_LENGTH,   /* the answer is shorter or longer than that to the images */
    BNN_BUSY,            /* the network does not come to rest */
    BNN_NO_CLASS         /* a label is the number of no class */
};

/* How this system reaches registers and memory. Buffers are contiguous in physical memory. */
struct bnn_platform {
    void *context;
    uint32_t (*read)(void *context, enum bnn_block block, uint32_t offset);
    void (*write)(void *context, enum bnn_block block, uint32_t offset, uint32_t value);
    /* Before the device reads or overwrites what the processor wrote: writes lines of the cache back and drops them. Before
     * the processor reads what the device wrote: drops them. NULL where memory is coherent or not cached. */
    void (*to_device)(void *context, void *address, size_t bytes);
    void (*from_device)(void *context, void *address, size_t bytes);
    uint8_t *in;
    uint64_t in_physical;
    size_t in_bytes;
    uint8_t *out;
    uint64_t out_physical;
    size_t out_bytes;
    /* Reads of a status register before waiting ends. */
    uint32_t patience;
    /* Puts accesses to memory and to registers in order; NULL for the processor's own instruction, on Arm and where the
     * compiler is gcc or clang. */
    void (*barrier)(void *context);
};

/* Where the self test found a difference. */
struct bnn_difference {
    uint32_t image;
    /* Place of the number in the answer. Modulo BNN_CLASSES it is the class of a score. */
    uint32_t index;
    int64_t expected;
    int64_t found;
};

/* Images of one transfer: what buffers and the DMA's length register have room for; 0 if none. */
uint32_t bnn_batch(const struct bnn_platform *platform);

#ifdef BNN_LABELS
/* Labels of the images, in as many transfers as it takes: labels[image * BNN_ANSWERS + place], the best class first.
 * They mean something only with BNN_OK; after any other status the next call starts afresh. */
enum bnn_status bnn_labels(const struct bnn_platform *platform, const uint8_t *images, uint32_t count, int64_t *labels);
#else
/* Scores of the images, in as many transfers as it takes: scores[image * BNN_ANSWERS + class], or
 * scores[image * BNN_ANSWERS + position * BNN_CLASSES + class] of a map. They mean something only with BNN_OK; after any
 * other status the next call starts afresh. */
enum bnn_status bnn_scores(const struct bnn_platform *platform, const uint8_t *images, uint32_t count, int64_t *scores);

/* The winning class of the scores of an image, or of a position of a map; the first of equals. */
uint32_t bnn_label(const int64_t *scores);
#endif

#ifdef BNN_PARAMETER_BYTES
/* Loads weights and thresholds: file has the bytes of a file of parameters. Until that has succeeded, answers mean nothing.
 * What is wrong with the file is found before the network is touched, but for what happens on the way. */
enum bnn_status bnn_load(const struct bnn_platform *platform, const uint8_t *file, size_t bytes);
#endif

/* Runs images with known answers; room is for BNN_ANSWERS numbers an image. */
enum bnn_status bnn_self_test(const struct bnn_platform *platform, const uint8_t *images, const int64_t *expected,
                              uint32_t count, int64_t *room, struct bnn_difference *difference);

/* What a status means and what to do about it. */
const char *bnn_message(enum bnn_status status);

#endif
