/* Bit products per second of processor time of three loops on data in the first-level cache: words of 32 bits and of 64 bits, as the
 * compiler makes them, and the kernel of the C engine. Prints the three in G. */
#include "bnn_kernels.h"
#include <stdio.h>
#include <time.h>

/* Words of a window; outputs; and words of the plain loops, not a power of two, for the sake of the cache. */
#define WORDS 18
#define OUTPUTS 64
#define LENGTH 784

static uint32_t a[3][LENGTH], counts[LENGTH];
static uint64_t wide[3][LENGTH / 2], wide_counts[LENGTH / 2];
static uint32_t windows[BNN_POSITIONS * WORDS], weights[WORDS * OUTPUTS];
static int32_t sums[BNN_POSITIONS * OUTPUTS];

static __attribute__((noinline)) double words32(uint32_t x) {
    for (int i = 0; i < LENGTH; i++) {
        counts[i] += (uint32_t)(__builtin_popcount(a[0][i] ^ x) + __builtin_popcount(a[1][i] ^ ~x)
            + __builtin_popcount(a[2][i] ^ (x << 1)));
    }
    return 3.0 * LENGTH * 32;
}

static __attribute__((noinline)) double words64(uint32_t x) {
    for (int i = 0; i < LENGTH / 2; i++) {
        wide_counts[i] += (uint64_t)(__builtin_popcountll(wide[0][i] ^ x) + __builtin_popcountll(wide[1][i] ^ ~x)
            + __builtin_popcountll(wide[2][i] ^ (x << 1)));
    }
    return 3.0 * LENGTH * 32;
}

static __attribute__((noinline)) double kernel(uint32_t x) {
    windows[0] = x;
    bnn_counts(windows, BNN_POSITIONS, WORDS, 1, weights, 1, OUTPUTS, OUTPUTS, sums);
    return 32.0 * WORDS * OUTPUTS * BNN_POSITIONS;
}

static double rate(double (*loop)(uint32_t), double seconds) {
    double best = 0;
    for (int turn = 0; turn < 5; turn++) {
        const clock_t start = clock();
        double products = 0;
        do {
            for (uint32_t i = 0; i < 1000; i++) {
                products += loop(i);
            }
        } while ((double)(clock() - start) < seconds / 5 * CLOCKS_PER_SEC);
        const double now = products / ((double)(clock() - start) / CLOCKS_PER_SEC);
        best = now > best ? now : best;
    }
    return best * 1e-9;
}

int main(void) {
    for (int i = 0; i < LENGTH; i++) {
        a[i % 3][i] = (uint32_t)i * 2654435761u;
        wide[i % 3][i / 2] = (uint64_t)i * 0x9E3779B97F4A7C15u;
    }
    printf("%.1f %.1f %.1f\n", rate(words32, 0.5), rate(words64, 0.5), rate(kernel, 0.5));
    return 0;
}
