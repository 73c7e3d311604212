/* driver_test FAULT IMAGES_OF_A_BUFFER [PARAMETERS]: the self test on the simulated board.
 * driver_test FAULT IMAGES_OF_A_BUFFER once|once-unwired [PARAMETERS]: the first transfer goes wrong; three self tests. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bnn_selftest.h"
#include "board.h"

/* The processor's view of memory: what its cache holds. The board has the memory itself. */
static uint8_t *in, *out;

static void to_device(void *context, void *memory, size_t bytes) {
    struct board *b = context;
    memcpy(memory == in ? b->in : b->out, memory, bytes);
    b->flushed |= memory == in;
    b->ordered = 0;
}

static void from_device(void *context, void *memory, size_t bytes) {
    struct board *b = context;
    if (!b->ordered) {
        printf("protocol: memory is in order before it is read\n");
        exit(3);
    }
    memcpy(memory, b->out, bytes);
}

static void barrier(void *context) { ((struct board *)context)->ordered = 1; }

#ifdef BNN_PARAMETER_BYTES
/* Loads a file; whether that went well and the board has the same bytes. */
static int load(const struct bnn_platform *platform, const struct board *board, const char *name) {
    static uint8_t bytes[2 * BNN_PARAMETER_BYTES];
    FILE *file = fopen(name, "rb");
    const size_t count = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    const enum bnn_status status = bnn_load(platform, bytes, count);
    printf("load %d, parts %d\n", (int)status, board->parts);
    if (status != BNN_OK) printf("%s\n", bnn_message(status));
    return status == BNN_OK && memcmp(bytes, board->parameters, count) == 0;
}
#endif

int main(int argc, char **argv) {
    if (argc < 3) return 2;
    const size_t room = (size_t)atoi(argv[2]);
    const char *const times = argc > 3 && !strncmp(argv[3], "once", 4) ? argv[3] : "";
    static struct board board;
    board_start(&board, (enum fault)atoi(argv[1]), *times ? 1 : -1, strcmp(times, "once-unwired") != 0);
    const size_t in_bytes = room * BNN_IMAGE_BYTES, out_bytes = room * BNN_ANSWERS * BNN_ANSWER_BYTES;
    in = malloc(in_bytes + 1);
    out = malloc(out_bytes + 1);
    board.in = malloc(in_bytes + 1);
    board.out = malloc(out_bytes + 1);
    board.in_physical = UINT64_C(0x812345000);
    board.out_physical = UINT64_C(0x9fedcb000);
    board.watches_order = 1;
    const struct bnn_platform platform = {&board, board_read, board_write, to_device, from_device, in, board.in_physical,
                                          in_bytes, out, board.out_physical, out_bytes, 1000, barrier};
#ifdef BNN_PARAMETER_BYTES
    const char *const parameters = argc > 4 ? argv[4] : argc > 3 && !*times ? argv[3] : NULL;
    if (parameters && !load(&platform, &board, parameters) && (!*times || !load(&platform, &board, parameters))) return 1;
#endif
    static int64_t answers[BNN_SELFTEST_IMAGES * BNN_ANSWERS];
    struct bnn_difference d = {0, 0, 0, 0};
    enum bnn_status status = BNN_OK;
    for (int i = 0; i < (*times ? 3 : 1); i++) {
        status = bnn_self_test(&platform, BNN_SELFTEST_IMAGE, BNN_SELFTEST_ANSWERS, BNN_SELFTEST_IMAGES, answers, &d);
        printf("status %d, transfers %d, largest %u\n", (int)status, board.transfers, board.largest);
        if (!*times || status == BNN_OK || status == BNN_DIFFERS) continue;
        printf("%s\n", bnn_message(status));
        if (!(board.dma[0x34 / 4] & 1)) printf("protocol: the DMA is stopped after a failure\n");
    }
    if (*times) return 0;
    if (status == BNN_OK) {
        printf("labels");
#ifdef BNN_LABELS
        if (bnn_labels(&platform, BNN_SELFTEST_IMAGE, BNN_SELFTEST_IMAGES, answers) != BNN_OK) return 1;
        for (uint32_t i = 0; i < BNN_SELFTEST_IMAGES * BNN_ANSWERS; i++) printf(" %s", BNN_CLASS_NAMES[answers[i]]);
#else
        for (uint32_t i = 0; i < BNN_SELFTEST_IMAGES; i++) printf(" %u", bnn_label(answers + i * BNN_ANSWERS));
#endif
        printf("\n");
    } else {
        printf("%s\n", bnn_message(status));
    }
    if (status == BNN_DIFFERS) {
        printf("image %u answer %u: %" PRId64 " %" PRId64 "\n", d.image, d.index, d.expected, d.found);
    }
    return 0;
}
