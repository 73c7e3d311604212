/* Compares the kernels that the compiler's flags choose with the loops over lanes, which are plain C: with values and weights
 * as great as they can be, where sums of 8 and 16 bits would overflow first, and with random ones.
 */
#include "bnn_kernels.h"
#include <stdio.h>

#define WORDS 300
#define STEP (2 * BNN_LANES)

static uint32_t windows[BNN_POSITIONS * WORDS], bits[WORDS * BNN_LANES];
static int8_t weights[WORDS * BNN_LANES * 4];
static int32_t counts[BNN_POSITIONS * STEP], wanted[BNN_LANES];
static uint32_t state = 1;

static uint32_t next(void) { return state = state * 1664525u + 1013904223u; }

/* The extremes, or random values. */
static void fill(int words, int limit, int random) {
    for (int i = 0; i < BNN_POSITIONS * words; i++) {
        windows[i] = random ? next() : 0xffffffffu;
    }
    for (int i = 0; i < words * BNN_LANES; i++) {
        bits[i] = random ? next() : 0;
    }
    for (int i = 0; i < words * BNN_LANES * 4; i++) {
        const int lane = i / 4 % BNN_LANES;
        weights[i] = (int8_t)(random ? (int)(next() >> 8) % (2 * limit + 1) - limit : lane % 2 ? limit : -limit);
    }
}

static int differ(const char *kernel, int words, int limit, int p) {
    for (int lane = 0; lane < BNN_LANES; lane++) {
        if (counts[p * STEP + lane] != wanted[lane]) {
            printf("%s of %d words, limit %d, window %d, lane %d: %d, not %d\n", kernel, words, limit, p, lane,
                (int)counts[p * STEP + lane], (int)wanted[lane]);
            return 1;
        }
    }
    return 0;
}

static int multiply(int words, int limit, int positions) {
    int failed = 0;
    bnn_byte_counts(windows, positions, words, weights, limit, BNN_LANES, STEP, counts);
    for (int p = 0; p < positions; p++) {
        bnn_multiply_lanes(windows + p * words, words, weights, BNN_LANES, wanted);
        failed += differ("sums of bytes", words, limit, p);
    }
    return failed;
}

static int disagree(int words, int positions) {
    int failed = 0;
    bnn_counts(windows, positions, words, 1, bits, 1, BNN_LANES, STEP, counts);
    for (int p = 0; p < positions; p++) {
        memset(wanted, 0, sizeof wanted);
        bnn_disagree_lanes(windows + p * words, words, bits, BNN_LANES, 0, wanted);
        failed += differ("counts", words, 1, p);
    }
    return failed;
}

int main(void) {
    int failed = 0;
    for (int random = 0; random < 2; random++) {
        for (int words = 1; words <= WORDS; words += words < 70 ? 1 : 46) {
            for (int limit = 1; limit <= 127; limit = 2 * limit + 1) {
                fill(words, limit, random);
                failed += multiply(words, limit, 1) + multiply(words, limit, BNN_POSITIONS);
            }
            failed += disagree(words, 1) + disagree(words, BNN_POSITIONS);
        }
    }
    return failed > 0;
}
