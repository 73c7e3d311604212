// Counts the set bits of a word, and stores weights.
#ifndef BNN_BITS_H
#define BNN_BITS_H

#include <ap_int.h>

#include <cstdint>
#include <type_traits>

#include "pipeline.h"

namespace bnn {

// Words of weights are stored as limbs of at most 64 bits, the largest C++ literal.
constexpr int limb_bits(int simd) { return simd < 64 ? simd : 64; }
constexpr int limbs(int simd) { return (simd + 63) / 64; }

// Bits of a code from 0 to top.
constexpr int code_bits(int top) { return top < 2 ? 1 : 1 + code_bits(top / 2); }

// A limb in a table of weights: of the exact width for synthesis, a plain integer for a compiler, which takes long to
// compile the constructors of large tables.
#ifdef __SYNTHESIS__
template <int SIMD>
using Limb = ap_uint<limb_bits(SIMD)>;
#else
template <int SIMD>
using Limb = typename std::conditional<
    (SIMD <= 8),
    std::uint8_t,
    typename std::conditional<
        (SIMD <= 16),
        std::uint16_t,
        typename std::conditional<(SIMD <= 32), std::uint32_t, std::uint64_t>::type>::type>::type;
#endif

template <int BITS>
int popcount(const ap_uint<BITS>& word) {
#pragma HLS inline
    int count = 0;
#ifdef __SYNTHESIS__
bit:
    for (int i = 0; i < BITS; i++) {
#pragma HLS unroll
        count += word[i] ? 1 : 0;
    }
#else
    for (int low = 0; low < BITS; low += 64) {
        const int high = low + 63 < BITS ? low + 63 : BITS - 1;
        count += __builtin_popcountll(static_cast<unsigned long long>(word(high, low)));
    }
#endif
    return count;
}

// HLS partitions an array completely up to max_elements() elements. If a unit uses N values in the same cycle, shared(N) of
// them share an element: value i is number i % shared(N) of element i / shared(N).
constexpr int max_elements() { return 1024; }
constexpr int shared(int n) { return (n + max_elements() - 1) / max_elements(); }
constexpr int elements(int n) { return (n + shared(n) - 1) / shared(n); }

// Value i of N registers of BITS bits.
template <int BITS, int N>
ap_uint<BITS> get(const ap_uint<BITS * shared(N)> registers[elements(N)], int i) {
#pragma HLS inline
    const int low = BITS * (i % shared(N));
    return registers[i / shared(N)](low + BITS - 1, low);
}

template <int BITS, int N>
void put(ap_uint<BITS * shared(N)> registers[elements(N)], int i, const ap_uint<BITS>& value) {
#pragma HLS inline
    const int low = BITS * (i % shared(N));
    registers[i / shared(N)](low + BITS - 1, low) = value;
}

// The code of a sum: how many of the thresholds of channel c it reaches.
template <int BITS, int CHANNELS, int LEVELS>
int reached(int sum, const ap_uint<BITS> thresholds[elements(CHANNELS)][shared(CHANNELS) * LEVELS], int c) {
#pragma HLS inline
    int code = 0;
level:
    for (int level = 0; level < LEVELS; level++) {
#pragma HLS unroll
        const int threshold = static_cast<int>(thresholds[c / shared(CHANNELS)][c % shared(CHANNELS) * LEVELS + level]);
        code += sum >= threshold ? 1 : 0;
    }
    return code;
}

// A word of bits, such as the weights of one tile, joined from its limbs.
template <int SIMD>
ap_uint<SIMD> join(const Limb<SIMD> limb[limbs(SIMD)]) {
#pragma HLS inline
    ap_uint<SIMD> word = 0;
join:
    for (int i = 0; i < limbs(SIMD); i++) {
#pragma HLS unroll
        const int high = i * 64 + 63 < SIMD ? i * 64 + 63 : SIMD - 1;
        word(high, i * 64) = limb[i];
    }
    return word;
}

}  // namespace bnn

#endif
