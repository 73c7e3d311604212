/* Kernels of a binarized network in C99: no allocation, no library, integers only.
 *
 * A map is a row of pixels, row by row. A pixel has one bit per channel, 32 to a word, the first channel in the lowest bit;
 * values of several bits lie in planes, the words of bit 0 before those of bit 1. A bit 1 stands for +1 and 0 for -1;
 * values of several bits are codes 0, 1, 2, ... Bits beyond the last channel are 0.
 *
 * A matrix is applied to windows of the map: the bits of all taps side by side. Where a bit of a weight and a bit of a window
 * differ, they disagree; sums follow from the number of disagreements, and so does every threshold:
 * a channel reaches it where its count is at most a limit.
 *
 * The compiler's flags choose the code: AVX-512 with VPOPCNTDQ and VNNI, AVX2, NEON, or plain C.
 */
#ifndef BNN_KERNELS_H
#define BNN_KERNELS_H

#include <stdint.h>
#include <string.h>

#if defined(__AVX2__)
#include <immintrin.h>
#elif defined(__ARM_NEON)
#include <arm_neon.h>
#endif

/* Output channels that are computed together. A last block of fewer channels takes only their words. */
#define BNN_LANES 16
/* Windows that are computed together, so that a weight is read once for all of them. */
#if defined(__AVX512VPOPCNTDQ__) && defined(__AVX512F__)
#define BNN_POSITIONS 4
#elif defined(__AVX2__) || defined(__ARM_NEON)
#define BNN_POSITIONS 2
#else
#define BNN_POSITIONS 1
#endif

#if defined(__GNUC__) && !defined(__OPTIMIZE_SIZE__)
#define BNN_KERNEL static inline __attribute__((always_inline))
#else
#define BNN_KERNEL static inline
#endif

/* The windows over a map: its extent, the positions of the output, the kernel, and the padding above and on the left. */
typedef struct {
    int height, width, channels, planes;
    int groups; /* which divide the channels of a matrix; else 1 */
    int rows, columns;
    int kernel_height, kernel_width, stride_y, stride_x, dilation_y, dilation_x, above, before;
    uint32_t pad; /* what surrounds the map: a code, a byte, or 0 and 1 for the bits -1 and +1 */
} bnn_window;

/* What turns counts into values: the limits of all channels lie class by class, block by block, level by level. */
typedef struct {
    int channels, planes, levels;
    int columns, column_classes;
    const uint16_t *row_class, *column_class; /* null where all positions are of one class */
} bnn_levels;

/* What turns the counts of the last layer into scores: multiplier * sum + addend, with sum = (base - factor * count) / divisor. */
typedef struct {
    int classes, factor, divisor;
    const int64_t *base, *multiplier, *addend;
} bnn_ranking;

static inline int bnn_words(int bits) { return (bits + 31) / 32; }

static inline int bnn_taps(const bnn_window *w) { return w->kernel_height * w->kernel_width; }

/* Channels of a group. */
static inline int bnn_part(const bnn_window *w) { return w->channels / w->groups; }

static inline int bnn_blocks(int channels) { return (channels + BNN_LANES - 1) / BNN_LANES; }

static inline int bnn_bits(uint32_t x) {
#if defined(__GNUC__) && (defined(__POPCNT__) || defined(__aarch64__))
    return __builtin_popcount(x);
#else
    x -= x >> 1 & 0x55555555u;
    x = (x & 0x33333333u) + (x >> 2 & 0x33333333u);
    return (int)(((x + (x >> 4)) & 0x0f0f0f0fu) * 0x01010101u >> 24);
#endif
}

/* --- windows ------------------------------------------------------------------------------------------------------ */

/* The row and the column of the map under the first tap at a position; outside of the map on padding. */
static inline int bnn_top(const bnn_window *w, int position) { return position / w->columns * w->stride_y - w->above; }

static inline int bnn_left(const bnn_window *w, int position) { return position % w->columns * w->stride_x - w->before; }

static inline int bnn_inside(const bnn_window *w, int row, int column) {
    return row >= 0 && row < w->height && column >= 0 && column < w->width;
}

/* So many bits, at most 32, of a pixel, from the first one on. */
static inline uint32_t bnn_field(const uint32_t *pixel, int first, int bits) {
    const int shift = first % 32;
    uint32_t field = pixel[first / 32] >> shift;
    if (shift + bits > 32) {
        field |= pixel[first / 32 + 1] << (32 - shift);
    }
    return field & (0xffffffffu >> (32 - bits));
}

/* Gathers the window of a position for a group of channels: for each plane the bits of all taps side by side. */
BNN_KERNEL void bnn_gather(const bnn_window *w, const uint32_t *map, int position, int group, uint32_t *window) {
    const int part = bnn_part(w);
    const int start = group * part;
    const int top = bnn_top(w, position);
    const int left = bnn_left(w, position);
    const int words = bnn_words(w->channels);
    for (int plane = 0; plane < w->planes; plane++) {
        const uint32_t outside = w->pad >> plane & 1 ? 0xffffffffu : 0;
        uint64_t pending = 0;
        int filled = 0;
        for (int i = 0; i < w->kernel_height; i++) {
            const int row = top + i * w->dilation_y;
            if (w->groups == 1 && w->channels % 32 == 0 && w->planes == 1 && w->dilation_x == 1 && bnn_inside(w, row, left)
                && bnn_inside(w, row, left + w->kernel_width - 1)) {
                memcpy(window, map + (row * w->width + left) * words, (size_t)(w->kernel_width * words) * 4);
                window += w->kernel_width * words;
                continue;
            }
            for (int j = 0; j < w->kernel_width; j++) {
                const int column = left + j * w->dilation_x;
                const int inside = bnn_inside(w, row, column);
                const uint32_t *pixel =
                    inside ? map + ((row * w->width + column) * w->planes + plane) * words : &outside;
                for (int c = 0; c < part; c += 32) {
                    const int bits = part - c < 32 ? part - c : 32;
                    const uint32_t value =
                        inside ? bnn_field(pixel, start + c, bits) : outside & (0xffffffffu >> (32 - bits));
                    pending |= (uint64_t)value << filled;
                    filled += bits;
                    if (filled >= 32) {
                        *window++ = (uint32_t)pending;
                        pending >>= 32;
                        filled -= 32;
                    }
                }
            }
        }
        if (filled > 0) {
            *window++ = (uint32_t)pending;
        }
    }
}

/* Gathers the window of a position of an image for a group of channels: its bytes, and zeros up to a multiple of four. */
BNN_KERNEL void bnn_gather_bytes(const bnn_window *w, const uint8_t *image, int position, int group, uint8_t *window) {
    const int part = bnn_part(w);
    const int top = bnn_top(w, position);
    const int left = bnn_left(w, position);
    for (int i = 0; i < w->kernel_height; i++) {
        const int row = top + i * w->dilation_y;
        if (w->groups == 1 && w->dilation_x == 1 && bnn_inside(w, row, left)
            && bnn_inside(w, row, left + w->kernel_width - 1)) {
            memcpy(window, image + (row * w->width + left) * part, (size_t)(w->kernel_width * part));
            window += w->kernel_width * part;
            continue;
        }
        for (int j = 0; j < w->kernel_width; j++) {
            const int column = left + j * w->dilation_x;
            if (bnn_inside(w, row, column)) {
                memcpy(window, image + (row * w->width + column) * w->channels + group * part, (size_t)part);
            } else {
                memset(window, (int)w->pad, (size_t)part);
            }
            window += part;
        }
    }
    for (int i = bnn_taps(w) * part; i % 4 != 0; i++) {
        *window++ = 0;
    }
}

/* --- counts ------------------------------------------------------------------------------------------------------- */

/* Adds the disagreements, times 2 to the power of shift, of one window with the weights of some channels: [word][lane]. */
BNN_KERNEL void bnn_disagree_lanes(
        const uint32_t *window, int words, const uint32_t *weights, int lanes, int shift, int32_t *counts) {
    for (int lane = 0; lane < lanes; lane++) {
        int32_t count = 0;
        for (int i = 0; i < words; i++) {
            count += bnn_bits(window[i] ^ weights[i * lanes + lane]);
        }
        counts[lane] += count << shift;
    }
}

#if defined(__AVX512VPOPCNTDQ__) && defined(__AVX512F__)
BNN_KERNEL void bnn_disagree(const uint32_t *windows, int positions, int window_step, int words, const uint32_t *weights,
        int shift, int32_t *counts, int count_step) {
    __m512i sums[BNN_POSITIONS];
    for (int p = 0; p < positions; p++) {
        sums[p] = _mm512_setzero_si512();
    }
    for (int i = 0; i < words; i++) {
        const __m512i w = _mm512_loadu_si512(weights + i * BNN_LANES);
        for (int p = 0; p < positions; p++) {
            const __m512i a = _mm512_set1_epi32((int)windows[p * window_step + i]);
            sums[p] = _mm512_add_epi32(sums[p], _mm512_popcnt_epi32(_mm512_xor_si512(w, a)));
        }
    }
    for (int p = 0; p < positions; p++) {
        int32_t *to = counts + p * count_step;
        const __m512i shifted = _mm512_sll_epi32(sums[p], _mm_cvtsi32_si128(shift));
        _mm512_storeu_si512(to, _mm512_add_epi32(_mm512_loadu_si512(to), shifted));
    }
}
#elif defined(__AVX2__)
/* The number of bits of each byte. */
BNN_KERNEL __m256i bnn_bits_of_bytes(__m256i x) {
    const __m256i table = _mm256_setr_epi8(
        0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
    const __m256i low = _mm256_set1_epi8(15);
    return _mm256_add_epi8(_mm256_shuffle_epi8(table, _mm256_and_si256(x, low)),
        _mm256_shuffle_epi8(table, _mm256_and_si256(_mm256_srli_epi16(x, 4), low)));
}

/* A full adder of bits: *sum is what is left of three, the result what is carried. */
BNN_KERNEL __m256i bnn_carry(__m256i a, __m256i b, __m256i c, __m256i *sum) {
    const __m256i half = _mm256_xor_si256(a, b);
    *sum = _mm256_xor_si256(half, c);
    return _mm256_or_si256(_mm256_and_si256(a, b), _mm256_and_si256(half, c));
}

BNN_KERNEL void bnn_disagree(const uint32_t *windows, int positions, int window_step, int words, const uint32_t *weights,
        int shift, int32_t *counts, int count_step) {
    const __m256i ones = _mm256_set1_epi8(1);
    const __m256i pairs = _mm256_set1_epi16(1);
    __m256i sums[2 * BNN_POSITIONS];
    for (int k = 0; k < 2 * positions; k++) {
        sums[k] = _mm256_setzero_si256();
    }
    int i = 0;
    while (i < words) {
        /* A byte holds the counts of 31 words: eight bits each. */
        const int end = words - i < 31 ? words : i + 31;
        __m256i bytes[2 * BNN_POSITIONS];
        for (int k = 0; k < 2 * positions; k++) {
            bytes[k] = _mm256_setzero_si256();
        }
        for (; i + 3 <= end; i += 3) {
            for (int k = 0; k < 2 * positions; k++) {
                const uint32_t *window = windows + k / 2 * window_step + i;
                const uint32_t *from = weights + i * BNN_LANES + k % 2 * 8;
                const __m256i a = _mm256_xor_si256(_mm256_loadu_si256((const __m256i *)from), _mm256_set1_epi32((int)window[0]));
                const __m256i b = _mm256_xor_si256(
                    _mm256_loadu_si256((const __m256i *)(from + BNN_LANES)), _mm256_set1_epi32((int)window[1]));
                const __m256i c = _mm256_xor_si256(
                    _mm256_loadu_si256((const __m256i *)(from + 2 * BNN_LANES)), _mm256_set1_epi32((int)window[2]));
                __m256i one;
                const __m256i two = bnn_bits_of_bytes(bnn_carry(a, b, c, &one));
                bytes[k] = _mm256_add_epi8(bytes[k], bnn_bits_of_bytes(one));
                bytes[k] = _mm256_add_epi8(bytes[k], _mm256_add_epi8(two, two));
            }
        }
        for (; i < end; i++) {
            for (int k = 0; k < 2 * positions; k++) {
                const __m256i w = _mm256_loadu_si256((const __m256i *)(weights + i * BNN_LANES + k % 2 * 8));
                const __m256i a = _mm256_set1_epi32((int)windows[k / 2 * window_step + i]);
                bytes[k] = _mm256_add_epi8(bytes[k], bnn_bits_of_bytes(_mm256_xor_si256(w, a)));
            }
        }
        for (int k = 0; k < 2 * positions; k++) {
            sums[k] = _mm256_add_epi32(sums[k], _mm256_madd_epi16(_mm256_maddubs_epi16(bytes[k], ones), pairs));
        }
    }
    for (int k = 0; k < 2 * positions; k++) {
        __m256i *to = (__m256i *)(counts + k / 2 * count_step + k % 2 * 8);
        const __m256i shifted = _mm256_sll_epi32(sums[k], _mm_cvtsi32_si128(shift));
        _mm256_storeu_si256(to, _mm256_add_epi32(_mm256_loadu_si256(to), shifted));
    }
}
#elif defined(__ARM_NEON)
BNN_KERNEL void bnn_disagree(const uint32_t *windows, int positions, int window_step, int words, const uint32_t *weights,
        int shift, int32_t *counts, int count_step) {
    for (int quarter = 0; quarter < BNN_LANES; quarter += 4) {
        uint32x4_t sums[BNN_POSITIONS];
        for (int p = 0; p < positions; p++) {
            sums[p] = vdupq_n_u32(0);
        }
        for (int i = 0; i < words;) {
            const int end = words - i < 31 ? words : i + 31;
            uint8x16_t bytes[BNN_POSITIONS];
            for (int p = 0; p < positions; p++) {
                bytes[p] = vdupq_n_u8(0);
            }
            for (; i < end; i++) {
                const uint32x4_t w = vld1q_u32(weights + i * BNN_LANES + quarter);
                for (int p = 0; p < positions; p++) {
                    const uint32x4_t a = vdupq_n_u32(windows[p * window_step + i]);
                    bytes[p] = vaddq_u8(bytes[p], vcntq_u8(vreinterpretq_u8_u32(veorq_u32(w, a))));
                }
            }
            for (int p = 0; p < positions; p++) {
                sums[p] = vaddq_u32(sums[p], vpaddlq_u16(vpaddlq_u8(bytes[p])));
            }
        }
        for (int p = 0; p < positions; p++) {
            int32_t *to = counts + p * count_step + quarter;
            const int32x4_t shifted = vshlq_s32(vreinterpretq_s32_u32(sums[p]), vdupq_n_s32(shift));
            vst1q_s32(to, vaddq_s32(vld1q_s32(to), shifted));
        }
    }
}
#else
BNN_KERNEL void bnn_disagree(const uint32_t *windows, int positions, int window_step, int words, const uint32_t *weights,
        int shift, int32_t *counts, int count_step) {
    for (int p = 0; p < positions; p++) {
        bnn_disagree_lanes(windows + p * window_step, words, weights, BNN_LANES, shift, counts + p * count_step);
    }
}
#endif

/* The counts of some channels for some windows side by side; those of two windows are step apart. Weights of several bits lie in
   planes: [block][plane][word][lane]. */
BNN_KERNEL void bnn_counts(const uint32_t *windows, int positions, int words, int planes, const uint32_t *weights,
        int weight_planes, int channels, int step, int32_t *counts) {
    for (int p = 0; p < positions; p++) {
        memset(counts + p * step, 0, (size_t)channels * sizeof(int32_t));
    }
    for (int first = 0; first < channels; first += BNN_LANES) {
        const int lanes = channels - first < BNN_LANES ? channels - first : BNN_LANES;
        for (int q = 0; q < weight_planes; q++) {
            for (int plane = 0; plane < planes; plane++) {
                const uint32_t *at = windows + plane * words;
                if (lanes == BNN_LANES) {
                    bnn_disagree(at, positions, planes * words, words, weights, plane + q, counts + first, step);
                } else {
                    for (int p = 0; p < positions; p++) {
                        bnn_disagree_lanes(
                            at + p * planes * words, words, weights, lanes, plane + q, counts + p * step + first);
                    }
                }
            }
            weights += words * lanes;
        }
    }
    if (weight_planes > 1) {
        /* A weight is the number in its planes less a constant, so the sum of the window counts, too. */
        for (int p = 0; p < positions; p++) {
            int32_t sum = 0;
            for (int i = 0; i < planes * words; i++) {
                sum += bnn_bits(windows[p * planes * words + i]) << i / words;
            }
            for (int c = 0; c < channels; c++) {
                counts[p * step + c] -= sum;
            }
        }
    }
}

/* Minus the sums of some channels for one window of bytes, four to a word. Weights: [word][lane][4]. */
BNN_KERNEL void bnn_multiply_lanes(const uint32_t *window, int words, const int8_t *weights, int lanes, int32_t *counts) {
    const uint8_t *bytes = (const uint8_t *)window;
    for (int lane = 0; lane < lanes; lane++) {
        counts[lane] = 0;
    }
    for (int i = 0; i < words; i++) {
        for (int lane = 0; lane < lanes; lane++) {
            const int8_t *w = weights + (i * lanes + lane) * 4;
            counts[lane] -= bytes[0] * w[0] + bytes[1] * w[1] + bytes[2] * w[2] + bytes[3] * w[3];
        }
        bytes += 4;
    }
}

/* Minus the sums of a block of channels for some windows; the limit, which no weight exceeds, is at most BNN_LIMIT. */
#if defined(__AVX512VNNI__) && defined(__AVX512F__)
#define BNN_LIMIT 127
BNN_KERNEL void bnn_multiply(const uint32_t *windows, int positions, int words, const int8_t *weights, int limit,
        int32_t *counts, int count_step) {
    __m512i sums[BNN_POSITIONS];
    for (int p = 0; p < positions; p++) {
        sums[p] = _mm512_setzero_si512();
    }
    for (int i = 0; i < words; i++) {
        const __m512i w = _mm512_loadu_si512(weights + i * BNN_LANES * 4);
        for (int p = 0; p < positions; p++) {
            sums[p] = _mm512_dpbusd_epi32(sums[p], _mm512_set1_epi32((int)windows[p * words + i]), w);
        }
    }
    for (int p = 0; p < positions; p++) {
        _mm512_storeu_si512(counts + p * count_step, _mm512_sub_epi32(_mm512_setzero_si512(), sums[p]));
    }
    (void)limit;
}
#elif defined(__AVX2__)
#define BNN_LIMIT 64
BNN_KERNEL void bnn_multiply(const uint32_t *windows, int positions, int words, const int8_t *weights, int limit,
        int32_t *counts, int count_step) {
    /* Sixteen bits hold the sum of that many pairs of products. */
    const int most = INT16_MAX / (2 * UINT8_MAX * limit);
    __m256i sums[2 * BNN_POSITIONS];
    for (int k = 0; k < 2 * positions; k++) {
        sums[k] = _mm256_setzero_si256();
    }
    for (int i = 0; i < words;) {
        const int end = words - i < most ? words : i + most;
        __m256i pairs[2 * BNN_POSITIONS];
        for (int k = 0; k < 2 * positions; k++) {
            pairs[k] = _mm256_setzero_si256();
        }
        for (; i < end; i++) {
            for (int k = 0; k < 2 * positions; k++) {
                const __m256i w = _mm256_loadu_si256((const __m256i *)(weights + (i * BNN_LANES + k % 2 * 8) * 4));
                const __m256i a = _mm256_set1_epi32((int)windows[k / 2 * words + i]);
                pairs[k] = _mm256_add_epi16(pairs[k], _mm256_maddubs_epi16(a, w));
            }
        }
        for (int k = 0; k < 2 * positions; k++) {
            sums[k] = _mm256_sub_epi32(sums[k], _mm256_madd_epi16(pairs[k], _mm256_set1_epi16(1)));
        }
    }
    for (int k = 0; k < 2 * positions; k++) {
        _mm256_storeu_si256((__m256i *)(counts + k / 2 * count_step + k % 2 * 8), sums[k]);
    }
}
#else
#define BNN_LIMIT 127
BNN_KERNEL void bnn_multiply(const uint32_t *windows, int positions, int words, const int8_t *weights, int limit,
        int32_t *counts, int count_step) {
    for (int p = 0; p < positions; p++) {
        bnn_multiply_lanes(windows + p * words, words, weights, BNN_LANES, counts + p * count_step);
    }
    (void)limit;
}
#endif

/* Minus the sums of some channels for some windows of bytes side by side; those of two windows are step apart. No weight
   exceeds the limit. Weights: [block][word][lane][4]. */
BNN_KERNEL void bnn_byte_counts(const uint32_t *windows, int positions, int words, const int8_t *weights, int limit,
        int channels, int step, int32_t *counts) {
    for (int first = 0; first < channels; first += BNN_LANES) {
        const int lanes = channels - first < BNN_LANES ? channels - first : BNN_LANES;
        if (lanes == BNN_LANES && limit <= BNN_LIMIT) {
            bnn_multiply(windows, positions, words, weights, limit, counts + first, step);
        } else {
            for (int p = 0; p < positions; p++) {
                bnn_multiply_lanes(windows + p * words, words, weights, lanes, counts + p * step + first);
            }
        }
        weights += words * lanes * 4;
    }
}

/* --- thresholds --------------------------------------------------------------------------------------------------- */

/* A bit per lane: 1 where the count is at most the limit. */
BNN_KERNEL uint32_t bnn_reached(const int32_t *counts, const int32_t *limits, int lanes) {
#if defined(__AVX512F__)
    if (lanes == BNN_LANES) {
        return _mm512_cmple_epi32_mask(_mm512_loadu_si512(counts), _mm512_loadu_si512(limits));
    }
#elif defined(__AVX2__)
    if (lanes == BNN_LANES) {
        const __m256i low = _mm256_cmpgt_epi32(
            _mm256_loadu_si256((const __m256i *)counts), _mm256_loadu_si256((const __m256i *)limits));
        const __m256i high = _mm256_cmpgt_epi32(
            _mm256_loadu_si256((const __m256i *)(counts + 8)), _mm256_loadu_si256((const __m256i *)(limits + 8)));
        const uint32_t above = (uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(low))
            | (uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(high)) << 8;
        return ~above & 0xffffu;
    }
#elif defined(__aarch64__)
    if (lanes == BNN_LANES) {
        static const uint32_t bit[4] = {1, 2, 4, 8};
        uint32_t reached = 0;
        for (int i = 0; i < BNN_LANES; i += 4) {
            const uint32x4_t at_most = vcleq_s32(vld1q_s32(counts + i), vld1q_s32(limits + i));
            reached |= vaddvq_u32(vandq_u32(at_most, vld1q_u32(bit))) << i;
        }
        return reached;
    }
#endif
    uint32_t reached = 0;
    for (int lane = 0; lane < lanes; lane++) {
        reached |= (uint32_t)(counts[lane] <= limits[lane]) << lane;
    }
    return reached;
}

/* The values of a position from its counts. */
BNN_KERNEL void bnn_apply(const bnn_levels *t, const int32_t *limits, const int32_t *counts, int position, uint32_t *out) {
    const int words = bnn_words(t->channels);
    uint32_t *pixel = out + (size_t)position * (size_t)(t->planes * words);
    if (t->row_class) {
        const int of = t->row_class[position / t->columns] * t->column_classes + t->column_class[position % t->columns];
        limits += of * t->channels * t->levels;
    }
    for (int first = 0; first < t->channels; first += BNN_LANES) {
        const int lanes = t->channels - first < BNN_LANES ? t->channels - first : BNN_LANES;
        uint32_t code[8] = {0};
        for (int level = 0; level < t->levels; level++) {
            /* Adds a bit to the codes of all lanes. */
            uint32_t carry = bnn_reached(counts + first, limits, lanes);
            for (int plane = 0; plane < t->planes; plane++) {
                const uint32_t next = code[plane] & carry;
                code[plane] ^= carry;
                carry = next;
            }
            limits += lanes;
        }
        for (int plane = 0; plane < t->planes; plane++) {
            uint32_t *word = pixel + plane * words + first / 32;
            *word = first % 32 == 0 ? code[plane] : *word | code[plane] << first % 32;
        }
    }
}

/* --- layers ------------------------------------------------------------------------------------------------------- */

/* Some positions of a layer with weights, on bits or codes. */
BNN_KERNEL void bnn_matrix_at(const bnn_window *w, const uint32_t *in, const uint32_t *weights, int weight_planes,
        const bnn_levels *t, const int32_t *limits, uint32_t *windows, int32_t *counts, int position, int positions,
        uint32_t *out) {
    const int words = bnn_words(bnn_taps(w) * bnn_part(w));
    const int channels = t->channels / w->groups;
    const int step = bnn_blocks(t->channels) * BNN_LANES;
    for (int group = 0; group < w->groups; group++) {
        for (int p = 0; p < positions; p++) {
            bnn_gather(w, in, position + p, group, windows + p * w->planes * words);
        }
        bnn_counts(windows, positions, words, w->planes, weights + group * channels * weight_planes * words, weight_planes,
            channels, step, counts + group * channels);
    }
    for (int p = 0; p < positions; p++) {
        bnn_apply(t, limits, counts + p * step, position + p, out);
    }
}

/* A layer with weights, on bits or codes. */
BNN_KERNEL void bnn_matrix(const bnn_window *w, const uint32_t *in, const uint32_t *weights, int weight_planes,
        const bnn_levels *t, const int32_t *limits, uint32_t *windows, int32_t *counts, uint32_t *out) {
    const int positions = w->rows * w->columns;
    const int together = positions - positions % BNN_POSITIONS;
    for (int position = 0; position < together; position += BNN_POSITIONS) {
        bnn_matrix_at(w, in, weights, weight_planes, t, limits, windows, counts, position, BNN_POSITIONS, out);
    }
    for (int position = together; position < positions; position++) {
        bnn_matrix_at(w, in, weights, weight_planes, t, limits, windows, counts, position, 1, out);
    }
}

/* Some positions of a layer with weights, on the bytes of the image. */
BNN_KERNEL void bnn_byte_matrix_at(const bnn_window *w, const uint8_t *image, const int8_t *weights, int limit,
        const bnn_levels *t, const int32_t *limits, uint32_t *windows, int32_t *counts, int position, int positions,
        uint32_t *out) {
    const int words = bnn_words(bnn_taps(w) * bnn_part(w) * 8);
    const int channels = t->channels / w->groups;
    const int step = bnn_blocks(t->channels) * BNN_LANES;
    for (int group = 0; group < w->groups; group++) {
        for (int p = 0; p < positions; p++) {
            bnn_gather_bytes(w, image, position + p, group, (uint8_t *)(windows + p * words));
        }
        bnn_byte_counts(windows, positions, words, weights + group * channels * words * 4, limit, channels, step,
            counts + group * channels);
    }
    for (int p = 0; p < positions; p++) {
        bnn_apply(t, limits, counts + p * step, position + p, out);
    }
}

/* A layer with weights, on the bytes of the image. */
BNN_KERNEL void bnn_byte_matrix(const bnn_window *w, const uint8_t *image, const int8_t *weights, int limit,
        const bnn_levels *t, const int32_t *limits, uint32_t *windows, int32_t *counts, uint32_t *out) {
    const int positions = w->rows * w->columns;
    const int together = positions - positions % BNN_POSITIONS;
    for (int position = 0; position < together; position += BNN_POSITIONS) {
        bnn_byte_matrix_at(w, image, weights, limit, t, limits, windows, counts, position, BNN_POSITIONS, out);
    }
    for (int position = together; position < positions; position++) {
        bnn_byte_matrix_at(w, image, weights, limit, t, limits, windows, counts, position, 1, out);
    }
}

/* The code of a channel, or 0 and 1 for a bit. */
BNN_KERNEL int32_t bnn_code(const uint32_t *pixel, int words, int planes, int channel) {
    int32_t code = 0;
    for (int plane = 0; plane < planes; plane++) {
        code |= (int32_t)(pixel[plane * words + channel / 32] >> channel % 32 & 1) << plane;
    }
    return code;
}

/* The value of a channel: a code, or -1 and +1 for a bit. */
BNN_KERNEL int32_t bnn_value(const uint32_t *pixel, int words, int planes, int channel) {
    const int32_t code = bnn_code(pixel, words, planes, channel);
    return planes == 1 ? 2 * code - 1 : code;
}

/* A convolution of each channel by itself, on bits or codes. Weights: [tap][channel]. */
BNN_KERNEL void bnn_depthwise(const bnn_window *w, const uint32_t *in, const int8_t *weights, const bnn_levels *t,
        const int32_t *limits, int32_t *counts, uint32_t *out) {
    const int words = bnn_words(w->channels);
    const int32_t pad = w->planes == 1 ? 2 * (int32_t)w->pad - 1 : (int32_t)w->pad;
    for (int position = 0; position < w->rows * w->columns; position++) {
        memset(counts, 0, (size_t)w->channels * sizeof(int32_t));
        for (int tap = 0; tap < bnn_taps(w); tap++) {
            const int row = bnn_top(w, position) + tap / w->kernel_width * w->dilation_y;
            const int column = bnn_left(w, position) + tap % w->kernel_width * w->dilation_x;
            const int inside = bnn_inside(w, row, column);
            const uint32_t *pixel = inside ? in + (row * w->width + column) * w->planes * words : 0;
            for (int c = 0; c < w->channels; c++) {
                counts[c] -= weights[tap * w->channels + c] * (inside ? bnn_value(pixel, words, w->planes, c) : pad);
            }
        }
        bnn_apply(t, limits, counts, position, out);
    }
}

/* A convolution of each channel by itself, on the bytes of the image. Weights: [tap][channel]. */
BNN_KERNEL void bnn_byte_depthwise(const bnn_window *w, const uint8_t *image, const int8_t *weights, const bnn_levels *t,
        const int32_t *limits, uint32_t *windows, int32_t *counts, uint32_t *out) {
    uint8_t *window = (uint8_t *)windows;
    for (int position = 0; position < w->rows * w->columns; position++) {
        bnn_gather_bytes(w, image, position, 0, window);
        memset(counts, 0, (size_t)w->channels * sizeof(int32_t));
        for (int i = 0; i < bnn_taps(w) * w->channels; i++) {
            counts[i % w->channels] -= window[i] * weights[i];
        }
        bnn_apply(t, limits, counts, position, out);
    }
}

/* The image itself against thresholds. */
BNN_KERNEL void bnn_image_levels(
        const uint8_t *image, int pixels, const bnn_levels *t, const int32_t *limits, int32_t *counts, uint32_t *out) {
    for (int position = 0; position < pixels; position++) {
        for (int c = 0; c < t->channels; c++) {
            counts[c] = -(int32_t)image[position * t->channels + c];
        }
        bnn_apply(t, limits, counts, position, out);
    }
}

/* The largest value of each window's taps on the map, or the least in the channels whose bit in min is 1. */
BNN_KERNEL void bnn_pool(const bnn_window *w, const uint32_t *in, const uint32_t *min, uint32_t *out) {
    const int words = bnn_words(w->channels);
    const int step = w->planes * words;
    for (int position = 0; position < w->rows * w->columns; position++) {
        uint32_t *to = out + position * step;
        const int top = bnn_top(w, position);
        const int left = bnn_left(w, position);
        int first = 1;
        for (int tap = 0; tap < bnn_taps(w); tap++) {
            const int row = top + tap / w->kernel_width * w->dilation_y;
            const int column = left + tap % w->kernel_width * w->dilation_x;
            if (!bnn_inside(w, row, column)) continue;
            const uint32_t *from = in + (row * w->width + column) * step;
            if (first) {
                memcpy(to, from, (size_t)step * 4);
                first = 0;
                continue;
            }
            for (int i = 0; i < words; i++) {
                uint32_t greater = 0;
                uint32_t equal = 0xffffffffu;
                for (int plane = w->planes - 1; plane >= 0; plane--) {
                    const uint32_t a = from[plane * words + i];
                    const uint32_t b = to[plane * words + i];
                    greater |= equal & a & ~b;
                    equal &= ~(a ^ b);
                }
                const uint32_t take = (min ? greater ^ min[i] : greater) & ~equal;
                for (int plane = 0; plane < w->planes; plane++) {
                    const uint32_t a = from[plane * words + i];
                    uint32_t *b = to + plane * words + i;
                    *b = (a & take) | (*b & ~take);
                }
            }
        }
    }
}

/* The channels of one map, and after them those of another, which is read first. */
BNN_KERNEL void bnn_concat(const uint32_t *second, const uint32_t *first, int pixels, int planes, int first_channels,
        int second_channels, uint32_t *out) {
    const int first_words = bnn_words(first_channels);
    const int second_words = bnn_words(second_channels);
    const int words = bnn_words(first_channels + second_channels);
    const int shift = first_channels % 32;
    for (int plane = 0; plane < pixels * planes; plane++) {
        uint32_t *to = out + plane * words;
        memset(to, 0, (size_t)words * 4);
        memcpy(to, first + plane * first_words, (size_t)first_words * 4);
        for (int i = 0; i < second_words; i++) {
            const uint32_t word = second[plane * second_words + i];
            const int at = first_channels / 32 + i;
            to[at] |= word << shift;
            if (shift > 0 && at + 1 < words) {
                to[at + 1] |= word >> (32 - shift);
            }
        }
    }
}

/* The channels of each pixel in another order: as a matrix of groups x channels of a group, transposed. */
BNN_KERNEL void bnn_shuffle(
        const uint32_t *in, int pixels, int channels, int planes, int groups, uint32_t *out) {
    const int words = bnn_words(channels);
    const int each = channels / groups;
    memset(out, 0, (size_t)(pixels * planes * words) * 4);
    for (int plane = 0; plane < pixels * planes; plane++) {
        int channel = 0;
        for (int i = 0; i < each; i++) {
            for (int from = i; from < channels; from += each) {
                out[channel / 32] |= (in[from / 32] >> from % 32 & 1u) << channel % 32;
                channel++;
            }
        }
        in += words;
        out += words;
    }
}

/* Repeats each pixel down and across. */
BNN_KERNEL void bnn_upsample(
        const uint32_t *in, int height, int width, int words, int rows, int columns, uint32_t *out) {
    const int line = width * columns * words;
    for (int y = 0; y < height; y++) {
        uint32_t *first = out + y * rows * line;
        for (int x = 0; x < width * columns; x++) {
            memcpy(first + x * words, in + (y * width + x / columns) * words, (size_t)words * 4);
        }
        for (int row = 1; row < rows; row++) {
            memcpy(first + row * line, first, (size_t)line * 4);
        }
    }
}

/* The sum of each window; minus the sum in the channels whose bit in minus is 1. */
BNN_KERNEL void bnn_sum(const bnn_window *w, const uint32_t *in, const uint32_t *minus, const bnn_levels *t,
        const int32_t *limits, int32_t *counts, uint32_t *out) {
    const int words = bnn_words(w->channels);
    for (int position = 0; position < w->rows * w->columns; position++) {
        const int top = bnn_top(w, position);
        const int left = bnn_left(w, position);
        for (int c = 0; c < w->channels; c++) {
            int32_t sum = 0;
            for (int tap = 0; tap < bnn_taps(w); tap++) {
                const int pixel = (top + tap / w->kernel_width) * w->width + left + tap % w->kernel_width;
                sum += bnn_value(in + pixel * w->planes * words, words, w->planes, c);
            }
            counts[c] = minus[c / 32] >> c % 32 & 1 ? sum : -sum;
        }
        bnn_apply(t, limits, counts, position, out);
    }
}

/* The sum of two maps; minus the sum in the channels whose bit in minus is 1. */
BNN_KERNEL void bnn_add(const uint32_t *a, const uint32_t *b, int pixels, int planes, const uint32_t *minus,
        const bnn_levels *t, const int32_t *limits, int32_t *counts, uint32_t *out) {
    const int words = bnn_words(t->channels);
    for (int position = 0; position < pixels; position++) {
        const int at = position * planes * words;
        for (int c = 0; c < t->channels; c++) {
            const int32_t sum = bnn_value(a + at, words, planes, c) + bnn_value(b + at, words, planes, c);
            counts[c] = minus[c / 32] >> c % 32 & 1 ? sum : -sum;
        }
        bnn_apply(t, limits, counts, position, out);
    }
}

BNN_KERNEL void bnn_rank(const bnn_ranking *r, const int32_t *counts, int64_t *scores) {
    for (int c = 0; c < r->classes; c++) {
        scores[c] = r->multiplier[c] * ((r->base[c] - r->factor * (int64_t)counts[c]) / r->divisor) + r->addend[c];
    }
}

/* The scores of some positions, of a last layer on bits or codes. */
BNN_KERNEL void bnn_matrix_scores_at(const bnn_window *w, const uint32_t *in, const uint32_t *weights, int weight_planes,
        const bnn_ranking *r, uint32_t *windows, int32_t *counts, int position, int positions, int64_t *scores) {
    const int words = bnn_words(bnn_taps(w) * w->channels);
    const int step = bnn_blocks(r->classes) * BNN_LANES;
    for (int p = 0; p < positions; p++) {
        bnn_gather(w, in, position + p, 0, windows + p * w->planes * words);
    }
    bnn_counts(windows, positions, words, w->planes, weights, weight_planes, r->classes, step, counts);
    for (int p = 0; p < positions; p++) {
        bnn_rank(r, counts + p * step, scores + (position + p) * r->classes);
    }
}

/* The last layer, on bits or codes: the scores of each position. */
BNN_KERNEL void bnn_matrix_scores(const bnn_window *w, const uint32_t *in, const uint32_t *weights, int weight_planes,
        const bnn_ranking *r, uint32_t *windows, int32_t *counts, int64_t *scores) {
    const int positions = w->rows * w->columns;
    const int together = positions - positions % BNN_POSITIONS;
    for (int position = 0; position < together; position += BNN_POSITIONS) {
        bnn_matrix_scores_at(w, in, weights, weight_planes, r, windows, counts, position, BNN_POSITIONS, scores);
    }
    for (int position = together; position < positions; position++) {
        bnn_matrix_scores_at(w, in, weights, weight_planes, r, windows, counts, position, 1, scores);
    }
}

/* The last layer, on the bytes of the image: the scores of each position. */
BNN_KERNEL void bnn_byte_matrix_scores(const bnn_window *w, const uint8_t *image, const int8_t *weights, int limit,
        const bnn_ranking *r, uint32_t *windows, int32_t *counts, int64_t *scores) {
    const int words = bnn_words(bnn_taps(w) * w->channels * 8);
    for (int position = 0; position < w->rows * w->columns; position++) {
        bnn_gather_bytes(w, image, position, 0, (uint8_t *)windows);
        bnn_byte_counts(windows, 1, words, weights, limit, r->classes, 0, counts);
        bnn_rank(r, counts, scores + position * r->classes);
    }
}

#endif
