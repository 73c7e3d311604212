// Matrix-vector units: rows x columns of bipolar weights, PE rows and SIMD columns a cycle.
//
// Row r is computed by processing element r mod PE in row fold r / PE; column c is lane c mod SIMD of column fold
// c / SIMD. Bit 1 stands for +1. A weight array is [PE][row folds * column folds][limbs].
#ifndef BNN_MVTU_H
#define BNN_MVTU_H

#include <ap_int.h>
#include <hls_stream.h>

#include "bits.h"

namespace bnn {

// How a unit reads one vector element: bits count matches (XNOR popcount) ...
struct Binary {
    static const int BITS = 1;

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

// ... and bytes are added where the weight is +1 and subtracted where it is -1.
struct Bytes {
    static const int BITS = 8;

    template <int SIMD>
    static int dot(const ap_uint<8 * SIMD>& x, const ap_uint<SIMD>& w) {
#pragma HLS inline
        int sum = 0;
    lane:
        for (int i = 0; i < SIMD; i++) {
#pragma HLS unroll
            const int pixel = static_cast<int>(x(8 * i + 7, 8 * i));
            sum += w[i] ? pixel : -pixel;
        }
        return sum;
    }
};

// Calls sink(y, x, row fold, sums[PE]) for every row fold of every vector; HEIGHT x WIDTH vectors a frame.
template <typename Element, int ROWS, int COLUMNS, int PE, int SIMD, int ACCUMULATOR, int HEIGHT, int WIDTH, typename Sink>
void matrix_vector(
    hls::stream<ap_uint<Element::BITS * SIMD>>& in,
    const Limb<SIMD> weights[PE][ROWS / PE * (COLUMNS / SIMD)][limbs(SIMD)],
    Sink& sink,
    int frames) {
#pragma HLS inline
    const int ROW_FOLDS = ROWS / PE;
    const int COLUMN_FOLDS = COLUMNS / SIMD;
    ap_uint<Element::BITS * SIMD> vector[COLUMN_FOLDS];
    ap_int<ACCUMULATOR> sum[PE];
#pragma HLS array_partition variable = sum complete

frame:
    for (int f = 0; f < frames; f++) {
    row:
        for (int y = 0; y < HEIGHT; y++) {
        column:
            for (int x = 0; x < WIDTH; x++) {
            row_fold:
                for (int row_fold = 0; row_fold < ROW_FOLDS; row_fold++) {
                column_fold:
                    for (int column_fold = 0; column_fold < COLUMN_FOLDS; column_fold++) {
#pragma HLS pipeline II = 1
                        if (row_fold == 0) vector[column_fold] = in.read();
                        const ap_uint<Element::BITS * SIMD> lanes = vector[column_fold];
                    pe:
                        for (int pe = 0; pe < PE; pe++) {
#pragma HLS unroll
                            const ap_uint<SIMD> w = join<SIMD>(weights[pe][row_fold * COLUMN_FOLDS + column_fold]);
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

// Which thresholds hold at a position. All positions share one class unless padding makes the border differ; then the
// design brings a struct of its own.
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

// Matrix-vector-threshold unit: one bit a row, as PE bits a word, HEIGHT x WIDTH vectors a frame.
template <
    typename Element, int ROWS, int COLUMNS, int PE, int SIMD, int ACCUMULATOR, int HEIGHT, int WIDTH, int CLASSES,
    typename Classes>
void mvtu(
    hls::stream<ap_uint<Element::BITS * SIMD>>& in,
    hls::stream<ap_uint<PE>>& out,
    const Limb<SIMD> weights[PE][ROWS / PE * (COLUMNS / SIMD)][limbs(SIMD)],
    const ap_int<ACCUMULATOR> thresholds[PE][CLASSES * (ROWS / PE)],
    int frames) {
#pragma HLS inline
    ThresholdSink<PE, ACCUMULATOR, ROWS / PE, CLASSES, Classes> sink = {out, thresholds};
    matrix_vector<Element, ROWS, COLUMNS, PE, SIMD, ACCUMULATOR, HEIGHT, WIDTH>(in, weights, sink, frames);
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

// Matrix-vector unit at the end of the network: one score of SCORE bits a row, PE scores a word.
template <typename Element, int ROWS, int COLUMNS, int PE, int SIMD, int ACCUMULATOR, int SCORE>
void scores(
    hls::stream<ap_uint<Element::BITS * SIMD>>& in,
    hls::stream<ap_uint<PE * SCORE>>& out,
    const Limb<SIMD> weights[PE][ROWS / PE * (COLUMNS / SIMD)][limbs(SIMD)],
    const ap_int<SCORE> multipliers[PE][ROWS / PE],
    const ap_int<SCORE> addends[PE][ROWS / PE],
    int frames) {
#pragma HLS inline
    ScoreSink<PE, ACCUMULATOR, SCORE, ROWS / PE> sink = {out, multipliers, addends};
    matrix_vector<Element, ROWS, COLUMNS, PE, SIMD, ACCUMULATOR, 1, 1>(in, weights, sink, frames);
}

}  // namespace bnn

#endif
