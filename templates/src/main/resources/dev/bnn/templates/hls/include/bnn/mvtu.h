// Matrix-vector units: rows x columns of weights, PE rows and SIMD columns per cycle.
//
// Processing element r mod PE computes row r in row fold r / PE; column c is lane c mod SIMD of column fold c / SIMD. A
// single bit of an element or a weight stands for -1 or +1. Several bits of an element are an unsigned code, several bits
// of a weight an integer in two's complement. A weight array is [PE][row folds * column folds][limbs].
#ifndef BNN_MVTU_H
#define BNN_MVTU_H

#include <ap_int.h>
#include <hls_stream.h>

#include "bits.h"
#include "pipeline.h"

namespace bnn {

// How a unit multiplies. Bits by bits: it counts matches (XNOR, popcount).
struct Binary {
    static const int BITS = 1;
    static const int WEIGHT_BITS = 1;

    template <int SIMD>
    static int dot(const ap_uint<SIMD>& x, const ap_uint<SIMD>& w) {
#pragma HLS inline
        ap_uint<SIMD> match = 0;
    lane:
        for (int i = 0; i < limbs(SIMD); i++) {
#pragma HLS unroll
            const int high = i * 64 + 63 < SIMD ? i * 64 + 63 : SIMD - 1;
            const ap_uint<limb_bits(SIMD)> differ = x(high, i * 64) ^ w(high, i * 64);
            match(high, i * 64) = static_cast<ap_uint<limb_bits(SIMD)>>(~differ);
        }
        return popcount<SIMD>(match);
    }
};

// Bytes and codes by bits: it adds them if the weight is +1 and subtracts them if it is -1.
template <int N>
struct Codes {
    static const int BITS = N;
    static const int WEIGHT_BITS = 1;

    template <int SIMD>
    static int dot(const ap_uint<N * SIMD>& x, const ap_uint<SIMD>& w) {
#pragma HLS inline
        int sum = 0;
    lane:
        for (int i = 0; i < SIMD; i++) {
#pragma HLS unroll
            const int code = static_cast<int>(x(N * i + N - 1, N * i));
            sum += w[i] ? code : -code;
        }
        return sum;
    }
};

typedef Codes<8> Bytes;

// Bits by integers: it adds the weights if the element is +1 and subtracts them if it is -1.
template <int W>
struct Signs {
    static const int BITS = 1;
    static const int WEIGHT_BITS = W;

    template <int SIMD>
    static int dot(const ap_uint<SIMD>& x, const ap_uint<W * SIMD>& w) {
#pragma HLS inline
        int sum = 0;
    lane:
        for (int i = 0; i < SIMD; i++) {
#pragma HLS unroll
            const int weight = static_cast<int>(ap_int<W>(w(W * i + W - 1, W * i)));
            sum += x[i] ? weight : -weight;
        }
        return sum;
    }
};

// Codes by integers: it adds products.
template <int N, int W>
struct Products {
    static const int BITS = N;
    static const int WEIGHT_BITS = W;

    template <int SIMD>
    static int dot(const ap_uint<N * SIMD>& x, const ap_uint<W * SIMD>& w) {
#pragma HLS inline
        int sum = 0;
    lane:
        for (int i = 0; i < SIMD; i++) {
#pragma HLS unroll
            const int code = static_cast<int>(x(N * i + N - 1, N * i));
            sum += code * static_cast<int>(ap_int<W>(w(W * i + W - 1, W * i)));
        }
        return sum;
    }
};

// Calls sink(y, x, row fold, sums[PE]) for every row fold of every vector; HEIGHT x WIDTH vectors per frame. With GROUPS each group of
// rows has a vector of its own, so that there are as many vectors per position.
template <
    typename Element, int ROWS, int COLUMNS, int PE, int SIMD, int ACCUMULATOR, int HEIGHT, int WIDTH, int GROUPS, typename Sink>
void matrix_vector(
    hls::stream<ap_uint<Element::BITS * SIMD>>& in,
    const Limb<Element::WEIGHT_BITS * SIMD> weights[PE][ROWS / PE * (COLUMNS / SIMD)][limbs(Element::WEIGHT_BITS * SIMD)],
    Sink& sink,
    int frames) {
#pragma HLS inline
    const int GROUP_FOLDS = ROWS / PE / GROUPS;
    const int COLUMN_FOLDS = COLUMNS / SIMD;
    const int WEIGHTS = Element::WEIGHT_BITS * SIMD;
    static_assert(PE <= max_elements(), "HLS cannot partition an array of that many processing elements");
    ap_uint<Element::BITS * SIMD> vector[COLUMN_FOLDS];
    ap_int<ACCUMULATOR> sum[PE];
#pragma HLS array_partition variable = sum complete

frame:
    for (int f = 0; f < frames; f++) {
    row:
        for (int y = 0; y < HEIGHT; y++) {
        column:
            for (int x = 0; x < WIDTH; x++) {
            group:
                for (int group = 0; group < GROUPS; group++) {
                row_fold:
                    for (int group_fold = 0; group_fold < GROUP_FOLDS; group_fold++) {
                    column_fold:
                        for (int column_fold = 0; column_fold < COLUMN_FOLDS; column_fold++) {
                            BNN_PIPELINE
                            const int row_fold = group * GROUP_FOLDS + group_fold;
                            if (group_fold == 0) vector[column_fold] = in.read();
                            const ap_uint<Element::BITS * SIMD> lanes = vector[column_fold];
                        pe:
                            for (int pe = 0; pe < PE; pe++) {
#pragma HLS unroll
                                const ap_uint<WEIGHTS> w = join<WEIGHTS>(weights[pe][row_fold * COLUMN_FOLDS + column_fold]);
                                const int before = column_fold == 0 ? 0 : static_cast<int>(sum[pe]);
                                sum[pe] = before + Element::template dot<SIMD>(lanes, w);
                            }
                            if (column_fold == COLUMN_FOLDS - 1) sink(y, x, row_fold, sum);
                        }
                    }
                }
            }
        }
    }
}

// The class of a position, which selects its thresholds. All positions share one class unless padding makes the border
// differ; then the design has a struct of its own.
struct OneClass {
    static int at(int, int) { return 0; }
};

// Compares the sums with the thresholds of their rows; thresholds are [PE][classes * row folds].
template <int PE, int ACCUMULATOR, int ROW_FOLDS, int CLASSES, typename Classes>
struct ThresholdSink {
    hls::stream<ap_uint<PE>>& out;
    const ap_int<ACCUMULATOR> (*thresholds)[CLASSES * ROW_FOLDS];

    void operator()(int y, int x, int row_fold, const ap_int<ACCUMULATOR> sum[PE]) {
#pragma HLS inline
        const int at = Classes::at(y, x) * ROW_FOLDS + row_fold;
        ap_uint<PE> bits = 0;
    pe:
        for (int pe = 0; pe < PE; pe++) {
#pragma HLS unroll
            bits[pe] = sum[pe] >= thresholds[pe][at];
        }
        out.write(bits);
    }
};

// Matrix-vector-threshold unit: one bit per row, PE bits per word, HEIGHT x WIDTH vectors per frame.
template <
    typename Element, int ROWS, int COLUMNS, int PE, int SIMD, int ACCUMULATOR, int HEIGHT, int WIDTH, int CLASSES,
    typename Classes, int GROUPS = 1>
void mvtu(
    hls::stream<ap_uint<Element::BITS * SIMD>>& in,
    hls::stream<ap_uint<PE>>& out,
    const Limb<Element::WEIGHT_BITS * SIMD> weights[PE][ROWS / PE * (COLUMNS / SIMD)][limbs(Element::WEIGHT_BITS * SIMD)],
    const ap_int<ACCUMULATOR> thresholds[PE][CLASSES * (ROWS / PE)],
    int frames) {
#pragma HLS inline
    ThresholdSink<PE, ACCUMULATOR, ROWS / PE, CLASSES, Classes> sink = {out, thresholds};
    matrix_vector<Element, ROWS, COLUMNS, PE, SIMD, ACCUMULATOR, HEIGHT, WIDTH, GROUPS>(in, weights, sink, frames);
}

// Counts the thresholds of its row that a sum reaches; thresholds are [PE][classes * row folds][levels].
template <int PE, int ACCUMULATOR, int ROW_FOLDS, int CLASSES, typename Classes, int LEVELS>
struct LevelSink {
    static const int BITS = code_bits(LEVELS);

    hls::stream<ap_uint<PE * BITS>>& out;
    const ap_int<ACCUMULATOR> (*thresholds)[CLASSES * ROW_FOLDS][LEVELS];

    void operator()(int y, int x, int row_fold, const ap_int<ACCUMULATOR> sum[PE]) {
#pragma HLS inline
        const int at = Classes::at(y, x) * ROW_FOLDS + row_fold;
        ap_uint<PE * BITS> codes = 0;
    pe:
        for (int pe = 0; pe < PE; pe++) {
#pragma HLS unroll
            int code = 0;
        level:
            for (int level = 0; level < LEVELS; level++) {
#pragma HLS unroll
                code += sum[pe] >= thresholds[pe][at][level];
            }
            codes(pe * BITS + BITS - 1, pe * BITS) = code;
        }
        out.write(codes);
    }
};

// Matrix-vector-threshold unit for several levels: a code from 0 to LEVELS per row, PE codes per word.
template <
    typename Element, int ROWS, int COLUMNS, int PE, int SIMD, int ACCUMULATOR, int HEIGHT, int WIDTH, int CLASSES,
    typename Classes, int LEVELS, int GROUPS = 1>
void mvtu_levels(
    hls::stream<ap_uint<Element::BITS * SIMD>>& in,
    hls::stream<ap_uint<PE * code_bits(LEVELS)>>& out,
    const Limb<Element::WEIGHT_BITS * SIMD> weights[PE][ROWS / PE * (COLUMNS / SIMD)][limbs(Element::WEIGHT_BITS * SIMD)],
    const ap_int<ACCUMULATOR> thresholds[PE][CLASSES * (ROWS / PE)][LEVELS],
    int frames) {
#pragma HLS inline
    LevelSink<PE, ACCUMULATOR, ROWS / PE, CLASSES, Classes, LEVELS> sink = {out, thresholds};
    matrix_vector<Element, ROWS, COLUMNS, PE, SIMD, ACCUMULATOR, HEIGHT, WIDTH, GROUPS>(in, weights, sink, frames);
}

// Scales the sums to the scores of the classes; multipliers and addends are [PE][row folds].
template <int PE, int ACCUMULATOR, int SCORE, int ROW_FOLDS>
struct ScoreSink {
    hls::stream<ap_uint<PE * SCORE>>& out;
    const ap_int<SCORE> (*multipliers)[ROW_FOLDS];
    const ap_int<SCORE> (*addends)[ROW_FOLDS];

    void operator()(int, int, int row_fold, const ap_int<ACCUMULATOR> sum[PE]) {
#pragma HLS inline
        ap_uint<PE * SCORE> word = 0;
    pe:
        for (int pe = 0; pe < PE; pe++) {
#pragma HLS unroll
            const ap_int<SCORE> score = multipliers[pe][row_fold] * sum[pe] + addends[pe][row_fold];
            word(pe * SCORE + SCORE - 1, pe * SCORE) = static_cast<ap_uint<SCORE>>(score);
        }
        out.write(word);
    }
};

// Matrix-vector unit at the end of the network: one score of SCORE bits per row at each position, PE scores per word.
template <typename Element, int ROWS, int COLUMNS, int PE, int SIMD, int ACCUMULATOR, int SCORE, int POSITIONS = 1>
void scores(
    hls::stream<ap_uint<Element::BITS * SIMD>>& in,
    hls::stream<ap_uint<PE * SCORE>>& out,
    const Limb<Element::WEIGHT_BITS * SIMD> weights[PE][ROWS / PE * (COLUMNS / SIMD)][limbs(Element::WEIGHT_BITS * SIMD)],
    const ap_int<SCORE> multipliers[PE][ROWS / PE],
    const ap_int<SCORE> addends[PE][ROWS / PE],
    int frames) {
#pragma HLS inline
    ScoreSink<PE, ACCUMULATOR, SCORE, ROWS / PE> sink = {out, multipliers, addends};
    matrix_vector<Element, ROWS, COLUMNS, PE, SIMD, ACCUMULATOR, 1, POSITIONS, 1>(in, weights, sink, frames);
}

}  // namespace bnn

#endif
