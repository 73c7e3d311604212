/* driver_test FAULT IMAGES_OF_A_BUFFER [PARAMETERS]: the self test on the simulated board. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bnn_selftest.h"
#include "board.h"

static void to_device(void *context, void *memory, size_t bytes) {
    (void)memory;
    (void)bytes;
    ((struct board *)context)->flushed = 1;
}

static void from_device(void *context, void *memory, size_t bytes) {
    (void)context;
    (void)memory;
    (void)bytes;
}

#ifdef BNN_PARAMETER_BYTES
/* Loads a file; whether that went well and the board has the same bytes. */
static int load(const struct bnn_platform *platform, const struct board *board, const char *name) {
    static uint8_t bytes[2 * BNN_PARAMETER_BYTES];
    FILE *file = fopen(name, "rb");
    const size_t count = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    const enum bnn_status status = bnn_load(platform, bytes, count);
    printf("load %d, parts %d\n", status, board->parts);
    if (status != BNN_OK) printf("%s\n", bnn_message(status));
    return status == BNN_OK && memcmp(bytes, board->parameters, count) == 0;
}
#endif

int main(int argc, char **argv) {
    if (argc < 3) return 2;
    const size_t room = (size_t)atoi(argv[2]);
    static struct board board;
    board.fault = (enum fault)atoi(argv[1]);
    board.in = malloc(room * BNN_IMAGE_BYTES + 1);
    board.out = malloc(room * BNN_ANSWERS * BNN_ANSWER_BYTES + 1);
    board.in_physical = UINT64_C(0x812345000);
    board.out_physical = UINT64_C(0x9fedcb000);
    const struct bnn_platform platform = {&board, board_read, board_write, to_device, from_device,
                                          board.in, board.in_physical, room * BNN_IMAGE_BYTES,
                                          board.out, board.out_physical, room * BNN_ANSWERS * BNN_ANSWER_BYTES, 1000};
#ifdef BNN_PARAMETER_BYTES
    if (argc > 3 && !load(&platform, &board, argv[3])) return 1;
#endif
    static int64_t answers[BNN_SELFTEST_IMAGES * BNN_ANSWERS];
    struct bnn_difference d = {0, 0, 0, 0};
    const enum bnn_status status =
        bnn_self_test(&platform, BNN_SELFTEST_IMAGE, BNN_SELFTEST_ANSWERS, BNN_SELFTEST_IMAGES, answers, &d);
    printf("status %d, transfers %d, largest %u\n", status, board.transfers, board.largest);
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
