// Network random7: 3 x 9 x 6 bytes to 3 scores, for fast at 125 MHz.
// Generated from random7.bnn; changes here are lost.
#include "bnn_random7.h"

#include "bnn/card.h"
#include "bnn/depthwise.h"
#include "bnn/mvtu.h"
#include "bnn/pad.h"
#include "bnn/pool.h"
#include "bnn/residual.h"
#include "bnn/width.h"
#include "bnn/window.h"
#include "weights/conv1.h"
#include "weights/maxpool1_pool.h"
#include "weights/conv2.h"
#include "weights/maxpool2_pool.h"
#include "weights/maxpool3_pool.h"
#include "weights/conv3.h"
#include "weights/conv4.h"
#include "weights/conv5.h"
#include "weights/depthwise1.h"
#include "weights/conv6.h"
#include "weights/residual1_add.h"
#include "weights/dense1.h"

// read: the bytes of the images, from memory
static void read_memory(const memory_t* images, hls::stream<memory_t>& words, int frames) {
    bnn::read_memory<162>(images, words, frames);
}

// unpack: pixels out of words of memory
static void unpack_pixels(hls::stream<memory_t>& words, hls::stream<ap_uint<24>>& pixels, int frames) {
    bnn::unpack_pixels<3, 54>(words, pixels, frames);
}

// conv1_pad: padding of top 1 bottom 0 left 2 right 0 around 3 x 9 x 6 with 0
static void conv1_pad(hls::stream<ap_uint<24>>& in, hls::stream<ap_uint<24>>& out, int frames) {
    bnn::pad<24, 9, 6, 1, 0, 2, 0>(in, out, bnn::border<8, 3>(0), frames);
}

// conv1_window: sliding window of 2 x 3, stride 2 x 1, dilation 1 x 2, over 3 x 10 x 8
static void conv1_window(hls::stream<ap_uint<24>>& in, hls::stream<ap_uint<24>>& out, int frames) {
    ap_uint<24> ring[4][8];
#pragma HLS array_partition variable = ring complete dim = 1
#pragma HLS dependence variable = ring inter RAW distance = 9 true
    bnn::window<24, 10, 8, 2, 3, 2, 1, 1, 2>(in, out, ring, frames);
}

// conv1_width_in: width converter from 24 to 144 bits
static void conv1_width_in(hls::stream<ap_uint<24>>& in, hls::stream<ap_uint<144>>& out, int frames) {
    bnn::width<24, 144, 2880>(in, out, frames);
}

// conv1_mvtu: matrix-vector-threshold of 3 rows and 18 columns, PE 3, SIMD 18, 20 cycles per frame
static void conv1_mvtu(hls::stream<ap_uint<144>>& in, hls::stream<ap_uint<3>>& out, int frames) {
#pragma HLS array_partition variable = conv1_weights complete dim = 1
#pragma HLS array_partition variable = conv1_weights complete dim = 3
#pragma HLS array_partition variable = conv1_thresholds complete dim = 1
    bnn::mvtu<bnn::Products<8, 4>, 3, 18, 3, 18, 15, 5, 4, 4, conv1_classes>(in, out, conv1_weights, conv1_thresholds, frames);
}

// maxpool1_window: sliding window of 2 x 2, stride 2, over 3 x 5 x 4
static void maxpool1_window(hls::stream<ap_uint<3>>& in, hls::stream<ap_uint<3>>& out, int frames) {
    ap_uint<3> ring[4][4];
#pragma HLS array_partition variable = ring complete dim = 1
#pragma HLS dependence variable = ring inter RAW distance = 6 true
    bnn::window<3, 5, 4, 2, 2>(in, out, ring, frames);
}

// maxpool1_pool: max pool of 4 pixels to 3 x 2 x 2
static void maxpool1_pool(hls::stream<ap_uint<3>>& in, hls::stream<ap_uint<3>>& out, int frames) {
    bnn::pool<3, 4, 4>(in, out, maxpool1_pool_all, frames);
}

// conv2_pad: padding of top 2 bottom 2 left 1 right 2 around 3 x 2 x 2 with -1
static void conv2_pad(hls::stream<ap_uint<3>>& in, hls::stream<ap_uint<3>>& out, int frames) {
    bnn::pad<3, 2, 2, 2, 2, 1, 2>(in, out, bnn::border<1, 3>(0), frames);
}

// conv2_window: sliding window of 4 x 5, stride 2 x 1, over 3 x 6 x 5
static void conv2_window(hls::stream<ap_uint<3>>& in, hls::stream<ap_uint<3>>& out, int frames) {
    ap_uint<3> ring[6][5];
#pragma HLS array_partition variable = ring complete dim = 1
#pragma HLS dependence variable = ring inter RAW distance = 20 true
    bnn::window<3, 6, 5, 4, 5, 2, 1, 1, 1>(in, out, ring, frames);
}

// conv2_width_in: width converter from 3 to 30 bits
static void conv2_width_in(hls::stream<ap_uint<3>>& in, hls::stream<ap_uint<30>>& out, int frames) {
    bnn::width<3, 30, 120>(in, out, frames);
}

// conv2_mvtu: matrix-vector-threshold of 5 rows and 60 columns, PE 1, SIMD 30, 20 cycles per frame
static void conv2_mvtu(hls::stream<ap_uint<30>>& in, hls::stream<ap_uint<1>>& out, int frames) {
    bnn::mvtu<bnn::Binary, 5, 60, 1, 30, 7, 2, 1, 1, bnn::OneClass>(in, out, conv2_weights, conv2_thresholds, frames);
}

// sign2_width_out: width converter from 1 to 5 bits
static void sign2_width_out(hls::stream<ap_uint<1>>& in, hls::stream<ap_uint<5>>& out, int frames) {
    bnn::width<1, 5, 10>(in, out, frames);
}

// maxpool2_window: sliding window of 1 x 1, stride 2, over 5 x 2 x 1
static void maxpool2_window(hls::stream<ap_uint<5>>& in, hls::stream<ap_uint<5>>& out, int frames) {
    ap_uint<5> ring[3][1];
#pragma HLS array_partition variable = ring complete dim = 1
#pragma HLS dependence variable = ring inter RAW distance = 1 true
    bnn::window<5, 2, 1, 1, 2>(in, out, ring, frames);
}

// maxpool2_pool: max pool of 1 pixels to 5
static void maxpool2_pool(hls::stream<ap_uint<5>>& in, hls::stream<ap_uint<5>>& out, int frames) {
    bnn::pool<5, 1, 1>(in, out, maxpool2_pool_all, frames);
}

// maxpool3_window: sliding window of 1 x 1, stride 1, over 5
static void maxpool3_window(hls::stream<ap_uint<5>>& in, hls::stream<ap_uint<5>>& out, int frames) {
    ap_uint<5> ring[2][1];
#pragma HLS array_partition variable = ring complete dim = 1
#pragma HLS dependence variable = ring inter RAW distance = 1 true
    bnn::window<5, 1, 1, 1, 1>(in, out, ring, frames);
}

// maxpool3_pool: max pool of 1 pixels to 5
static void maxpool3_pool(hls::stream<ap_uint<5>>& in, hls::stream<ap_uint<5>>& out, int frames) {
    bnn::pool<5, 1, 1>(in, out, maxpool3_pool_all, frames);
}

// concat2_fork: stream copy of 5
static void concat2_fork(hls::stream<ap_uint<5>>& in, hls::stream<ap_uint<5>>& out, hls::stream<ap_uint<5>>& skip, int frames) {
    bnn::fork<5, 1>(in, out, skip, frames);
}

// conv4_fork: stream copy of 5
static void conv4_fork(hls::stream<ap_uint<5>>& in, hls::stream<ap_uint<5>>& out, hls::stream<ap_uint<5>>& skip, int frames) {
    bnn::fork<5, 1>(in, out, skip, frames);
}

// conv3_pad: padding of 1 around 5 with +1
static void conv3_pad(hls::stream<ap_uint<5>>& in, hls::stream<ap_uint<5>>& out, int frames) {
    bnn::pad<5, 1, 1, 1>(in, out, bnn::border<1, 5>(1), frames);
}

// conv3_window: sliding window of 3 x 3, stride 1, over 5 x 3 x 3
static void conv3_window(hls::stream<ap_uint<5>>& in, hls::stream<ap_uint<5>>& out, int frames) {
    ap_uint<5> ring[4][3];
#pragma HLS array_partition variable = ring complete dim = 1
#pragma HLS dependence variable = ring inter RAW distance = 9 true
    bnn::window<5, 3, 3, 3, 1>(in, out, ring, frames);
}

// conv3_width_in: width converter from 5 to 15 bits
static void conv3_width_in(hls::stream<ap_uint<5>>& in, hls::stream<ap_uint<15>>& out, int frames) {
    bnn::width<5, 15, 45>(in, out, frames);
}

// conv3_mvtu: matrix-vector-threshold of 5 rows and 45 columns, PE 5, SIMD 15, 3 cycles per frame
static void conv3_mvtu(hls::stream<ap_uint<15>>& in, hls::stream<ap_uint<5>>& out, int frames) {
#pragma HLS array_partition variable = conv3_weights complete dim = 1
#pragma HLS array_partition variable = conv3_thresholds complete dim = 1
    bnn::mvtu<bnn::Signs<2>, 5, 45, 5, 15, 5, 1, 1, 1, bnn::OneClass>(in, out, conv3_weights, conv3_thresholds, frames);
}

// conv4_pad: padding of 1 around 5 with -1
static void conv4_pad(hls::stream<ap_uint<5>>& in, hls::stream<ap_uint<5>>& out, int frames) {
    bnn::pad<5, 1, 1, 1>(in, out, bnn::border<1, 5>(0), frames);
}

// conv4_window: sliding window of 3 x 3, stride 1, over 5 x 3 x 3
static void conv4_window(hls::stream<ap_uint<5>>& in, hls::stream<ap_uint<5>>& out, int frames) {
    ap_uint<5> ring[4][3];
#pragma HLS array_partition variable = ring complete dim = 1
#pragma HLS dependence variable = ring inter RAW distance = 9 true
    bnn::window<5, 3, 3, 3, 1>(in, out, ring, frames);
}

// conv4_mvtu: matrix-vector-threshold of 1 rows and 45 columns, PE 1, SIMD 5, 9 cycles per frame
static void conv4_mvtu(hls::stream<ap_uint<5>>& in, hls::stream<ap_uint<1>>& out, int frames) {
    bnn::mvtu<bnn::Signs<2>, 1, 45, 1, 5, 5, 1, 1, 1, bnn::OneClass>(in, out, conv4_weights, conv4_thresholds, frames);
}

// conv5_pad: padding of 1 around 1 with +1
static void conv5_pad(hls::stream<ap_uint<1>>& in, hls::stream<ap_uint<1>>& out, int frames) {
    bnn::pad<1, 1, 1, 1>(in, out, bnn::border<1, 1>(1), frames);
}

// conv5_window: sliding window of 3 x 3, stride 1, over 1 x 3 x 3
static void conv5_window(hls::stream<ap_uint<1>>& in, hls::stream<ap_uint<1>>& out, int frames) {
    ap_uint<1> ring[4][3];
#pragma HLS array_partition variable = ring complete dim = 1
#pragma HLS dependence variable = ring inter RAW distance = 9 true
    bnn::window<1, 3, 3, 3, 1>(in, out, ring, frames);
}

// conv5_width_in: width converter from 1 to 3 bits
static void conv5_width_in(hls::stream<ap_uint<1>>& in, hls::stream<ap_uint<3>>& out, int frames) {
    bnn::width<1, 3, 9>(in, out, frames);
}

// conv5_mvtu: matrix-vector-threshold of 2 rows and 9 columns, PE 1, SIMD 3, 6 cycles per frame
static void conv5_mvtu(hls::stream<ap_uint<3>>& in, hls::stream<ap_uint<1>>& out, int frames) {
    bnn::mvtu<bnn::Binary, 2, 9, 1, 3, 5, 1, 1, 1, bnn::OneClass>(in, out, conv5_weights, conv5_thresholds, frames);
}

// sign5_width_out: width converter from 1 to 2 bits
static void sign5_width_out(hls::stream<ap_uint<1>>& in, hls::stream<ap_uint<2>>& out, int frames) {
    bnn::width<1, 2, 2>(in, out, frames);
}

// concat1_concat: concatenation to 7
static void concat1_concat(hls::stream<ap_uint<5>>& in, hls::stream<ap_uint<2>>& skip, hls::stream<ap_uint<7>>& out, int frames) {
    bnn::concat<5, 2, 1>(in, skip, out, frames);
}

// concat2_concat: concatenation to 12
static void concat2_concat(hls::stream<ap_uint<7>>& in, hls::stream<ap_uint<5>>& skip, hls::stream<ap_uint<12>>& out, int frames) {
    bnn::concat<7, 5, 1>(in, skip, out, frames);
}

// residual1_fork: stream copy of 12
static void residual1_fork(hls::stream<ap_uint<12>>& in, hls::stream<ap_uint<12>>& out, hls::stream<ap_uint<12>>& skip, int frames) {
    bnn::fork<12, 1>(in, out, skip, frames);
}

// depthwise1_pad: padding of 1 around 12 with -1
static void depthwise1_pad(hls::stream<ap_uint<12>>& in, hls::stream<ap_uint<12>>& out, int frames) {
    bnn::pad<12, 1, 1, 1>(in, out, bnn::border<1, 12>(0), frames);
}

// depthwise1_window: sliding window of 3 x 3, stride 1, over 12 x 3 x 3
static void depthwise1_window(hls::stream<ap_uint<12>>& in, hls::stream<ap_uint<12>>& out, int frames) {
    ap_uint<12> ring[4][3];
#pragma HLS array_partition variable = ring complete dim = 1
#pragma HLS dependence variable = ring inter RAW distance = 9 true
    bnn::window<12, 3, 3, 3, 1>(in, out, ring, frames);
}

// depthwise1_depthwise: depthwise convolution of 12 channels and 9 taps, PE 6, 18 cycles per frame
static void depthwise1_depthwise(hls::stream<ap_uint<12>>& in, hls::stream<ap_uint<12>>& out, int frames) {
#pragma HLS array_partition variable = depthwise1_weights complete dim = 1
#pragma HLS array_partition variable = depthwise1_thresholds complete dim = 1
#pragma HLS array_partition variable = depthwise1_thresholds complete dim = 3
    bnn::depthwise_levels<bnn::Binary, 12, 9, 6, 5, 1, 1, 1, bnn::OneClass, 3>(in, out, depthwise1_weights, depthwise1_thresholds, frames);
}

// conv6_width_in: width converter from 12 to 8 bits
static void conv6_width_in(hls::stream<ap_uint<12>>& in, hls::stream<ap_uint<8>>& out, int frames) {
    bnn::width<12, 8, 24>(in, out, frames);
}

// conv6_mvtu: matrix-vector-threshold of 12 rows and 12 columns, PE 4, SIMD 4, 9 cycles per frame
static void conv6_mvtu(hls::stream<ap_uint<8>>& in, hls::stream<ap_uint<4>>& out, int frames) {
#pragma HLS array_partition variable = conv6_weights complete dim = 1
#pragma HLS array_partition variable = conv6_thresholds complete dim = 1
    bnn::mvtu<bnn::Codes<2>, 12, 12, 4, 4, 6, 1, 1, 1, bnn::OneClass>(in, out, conv6_weights, conv6_thresholds, frames);
}

// sign6_width_out: width converter from 4 to 12 bits
static void sign6_width_out(hls::stream<ap_uint<4>>& in, hls::stream<ap_uint<12>>& out, int frames) {
    bnn::width<4, 12, 12>(in, out, frames);
}

// residual1_add: residual add of 12
static void residual1_add(hls::stream<ap_uint<12>>& in, hls::stream<ap_uint<12>>& skip, hls::stream<ap_uint<12>>& out, int frames) {
#pragma HLS array_partition variable = residual1_add_thresholds complete dim = 1
    bnn::residual_add<1, 12, 1, 2, 1, 1>(in, skip, out, residual1_add_minus, residual1_add_thresholds, frames);
}

// dense1_width_in: width converter from 12 to 4 bits
static void dense1_width_in(hls::stream<ap_uint<12>>& in, hls::stream<ap_uint<4>>& out, int frames) {
    bnn::width<12, 4, 12>(in, out, frames);
}

// dense1_scores: matrix-vector, scores of 3 rows and 12 columns, PE 1, SIMD 4, 9 cycles per frame
static void dense1_scores(hls::stream<ap_uint<4>>& in, hls::stream<ap_uint<8>>& out, int frames) {
    bnn::scores<bnn::Binary, 3, 12, 1, 4, 5, 8>(in, out, dense1_weights, dense1_multipliers, dense1_addends, frames);
}

// write: 3 scores per frame to memory
static void write_memory(hls::stream<ap_uint<8>>& in, score_t* answers, int frames) {
    bnn::write_memory<8, 3>(in, answers, frames);
}

void bnn_random7(const memory_t* images, score_t* answers, int frames) {
#pragma HLS interface m_axi port = images offset = slave bundle = images depth = 21
#pragma HLS interface m_axi port = answers offset = slave bundle = answers depth = 24
#pragma HLS interface s_axilite port = images bundle = control
#pragma HLS interface s_axilite port = answers bundle = control
#pragma HLS interface s_axilite port = frames bundle = control
#pragma HLS interface s_axilite port = return bundle = control
#pragma HLS dataflow
    hls::stream<ap_uint<512>> words("words");
#pragma HLS stream variable = words depth = 32
    hls::stream<ap_uint<24>> in("in");
#pragma HLS stream variable = in depth = 2
    hls::stream<ap_uint<24>> conv1_pad_out("conv1_pad_out");
#pragma HLS stream variable = conv1_pad_out depth = 2
    hls::stream<ap_uint<24>> conv1_window_out("conv1_window_out");
#pragma HLS stream variable = conv1_window_out depth = 2
    hls::stream<ap_uint<144>> conv1_width_in_out("conv1_width_in_out");
#pragma HLS stream variable = conv1_width_in_out depth = 2
    hls::stream<ap_uint<3>> conv1_mvtu_out("conv1_mvtu_out");
#pragma HLS stream variable = conv1_mvtu_out depth = 2
    hls::stream<ap_uint<3>> maxpool1_window_out("maxpool1_window_out");
#pragma HLS stream variable = maxpool1_window_out depth = 2
    hls::stream<ap_uint<3>> maxpool1_pool_out("maxpool1_pool_out");
#pragma HLS stream variable = maxpool1_pool_out depth = 2
    hls::stream<ap_uint<3>> conv2_pad_out("conv2_pad_out");
#pragma HLS stream variable = conv2_pad_out depth = 2
    hls::stream<ap_uint<3>> conv2_window_out("conv2_window_out");
#pragma HLS stream variable = conv2_window_out depth = 2
    hls::stream<ap_uint<30>> conv2_width_in_out("conv2_width_in_out");
#pragma HLS stream variable = conv2_width_in_out depth = 2
    hls::stream<ap_uint<1>> conv2_mvtu_out("conv2_mvtu_out");
#pragma HLS stream variable = conv2_mvtu_out depth = 2
    hls::stream<ap_uint<5>> sign2_width_out_out("sign2_width_out_out");
#pragma HLS stream variable = sign2_width_out_out depth = 2
    hls::stream<ap_uint<5>> maxpool2_window_out("maxpool2_window_out");
#pragma HLS stream variable = maxpool2_window_out depth = 2
    hls::stream<ap_uint<5>> maxpool2_pool_out("maxpool2_pool_out");
#pragma HLS stream variable = maxpool2_pool_out depth = 2
    hls::stream<ap_uint<5>> maxpool3_window_out("maxpool3_window_out");
#pragma HLS stream variable = maxpool3_window_out depth = 2
    hls::stream<ap_uint<5>> maxpool3_pool_out("maxpool3_pool_out");
#pragma HLS stream variable = maxpool3_pool_out depth = 2
    hls::stream<ap_uint<5>> concat2_fork_out("concat2_fork_out");
#pragma HLS stream variable = concat2_fork_out depth = 2
    hls::stream<ap_uint<5>> conv4_fork_out("conv4_fork_out");
#pragma HLS stream variable = conv4_fork_out depth = 2
    hls::stream<ap_uint<5>> conv3_pad_out("conv3_pad_out");
#pragma HLS stream variable = conv3_pad_out depth = 2
    hls::stream<ap_uint<5>> conv3_window_out("conv3_window_out");
#pragma HLS stream variable = conv3_window_out depth = 2
    hls::stream<ap_uint<15>> conv3_width_in_out("conv3_width_in_out");
#pragma HLS stream variable = conv3_width_in_out depth = 2
    hls::stream<ap_uint<5>> conv3_mvtu_out("conv3_mvtu_out");
#pragma HLS stream variable = conv3_mvtu_out depth = 2
    hls::stream<ap_uint<5>> conv4_pad_out("conv4_pad_out");
#pragma HLS stream variable = conv4_pad_out depth = 2
    hls::stream<ap_uint<5>> conv4_window_out("conv4_window_out");
#pragma HLS stream variable = conv4_window_out depth = 2
    hls::stream<ap_uint<1>> conv4_mvtu_out("conv4_mvtu_out");
#pragma HLS stream variable = conv4_mvtu_out depth = 2
    hls::stream<ap_uint<1>> conv5_pad_out("conv5_pad_out");
#pragma HLS stream variable = conv5_pad_out depth = 2
    hls::stream<ap_uint<1>> conv5_window_out("conv5_window_out");
#pragma HLS stream variable = conv5_window_out depth = 2
    hls::stream<ap_uint<3>> conv5_width_in_out("conv5_width_in_out");
#pragma HLS stream variable = conv5_width_in_out depth = 2
    hls::stream<ap_uint<1>> conv5_mvtu_out("conv5_mvtu_out");
#pragma HLS stream variable = conv5_mvtu_out depth = 2
    hls::stream<ap_uint<2>> sign5_width_out_out("sign5_width_out_out");
#pragma HLS stream variable = sign5_width_out_out depth = 2
    hls::stream<ap_uint<7>> concat1_concat_out("concat1_concat_out");
#pragma HLS stream variable = concat1_concat_out depth = 2
    hls::stream<ap_uint<12>> concat2_concat_out("concat2_concat_out");
#pragma HLS stream variable = concat2_concat_out depth = 2
    hls::stream<ap_uint<12>> residual1_fork_out("residual1_fork_out");
#pragma HLS stream variable = residual1_fork_out depth = 2
    hls::stream<ap_uint<12>> depthwise1_pad_out("depthwise1_pad_out");
#pragma HLS stream variable = depthwise1_pad_out depth = 2
    hls::stream<ap_uint<12>> depthwise1_window_out("depthwise1_window_out");
#pragma HLS stream variable = depthwise1_window_out depth = 2
    hls::stream<ap_uint<12>> depthwise1_depthwise_out("depthwise1_depthwise_out");
#pragma HLS stream variable = depthwise1_depthwise_out depth = 2
    hls::stream<ap_uint<8>> conv6_width_in_out("conv6_width_in_out");
#pragma HLS stream variable = conv6_width_in_out depth = 2
    hls::stream<ap_uint<4>> conv6_mvtu_out("conv6_mvtu_out");
#pragma HLS stream variable = conv6_mvtu_out depth = 2
    hls::stream<ap_uint<12>> sign6_width_out_out("sign6_width_out_out");
#pragma HLS stream variable = sign6_width_out_out depth = 2
    hls::stream<ap_uint<12>> residual1_add_out("residual1_add_out");
#pragma HLS stream variable = residual1_add_out depth = 2
    hls::stream<ap_uint<4>> dense1_width_in_out("dense1_width_in_out");
#pragma HLS stream variable = dense1_width_in_out depth = 2
    hls::stream<ap_uint<8>> dense1_scores_out("dense1_scores_out");
#pragma HLS stream variable = dense1_scores_out depth = 2
    hls::stream<ap_uint<5>> concat2_skip_out("concat2_skip_out");
#pragma HLS stream variable = concat2_skip_out depth = 2
    hls::stream<ap_uint<5>> conv4_skip_out("conv4_skip_out");
#pragma HLS stream variable = conv4_skip_out depth = 2
    hls::stream<ap_uint<12>> residual1_skip_out("residual1_skip_out");
#pragma HLS stream variable = residual1_skip_out depth = 2

    read_memory(images, words, frames);
    unpack_pixels(words, in, frames);
    conv1_pad(in, conv1_pad_out, frames);
    conv1_window(conv1_pad_out, conv1_window_out, frames);
    conv1_width_in(conv1_window_out, conv1_width_in_out, frames);
    conv1_mvtu(conv1_width_in_out, conv1_mvtu_out, frames);
    maxpool1_window(conv1_mvtu_out, maxpool1_window_out, frames);
    maxpool1_pool(maxpool1_window_out, maxpool1_pool_out, frames);
    conv2_pad(maxpool1_pool_out, conv2_pad_out, frames);
    conv2_window(conv2_pad_out, conv2_window_out, frames);
    conv2_width_in(conv2_window_out, conv2_width_in_out, frames);
    conv2_mvtu(conv2_width_in_out, conv2_mvtu_out, frames);
    sign2_width_out(conv2_mvtu_out, sign2_width_out_out, frames);
    maxpool2_window(sign2_width_out_out, maxpool2_window_out, frames);
    maxpool2_pool(maxpool2_window_out, maxpool2_pool_out, frames);
    maxpool3_window(maxpool2_pool_out, maxpool3_window_out, frames);
    maxpool3_pool(maxpool3_window_out, maxpool3_pool_out, frames);
    concat2_fork(maxpool3_pool_out, concat2_fork_out, concat2_skip_out, frames);
    conv4_fork(concat2_fork_out, conv4_fork_out, conv4_skip_out, frames);
    conv3_pad(conv4_fork_out, conv3_pad_out, frames);
    conv3_window(conv3_pad_out, conv3_window_out, frames);
    conv3_width_in(conv3_window_out, conv3_width_in_out, frames);
    conv3_mvtu(conv3_width_in_out, conv3_mvtu_out, frames);
    conv4_pad(conv4_skip_out, conv4_pad_out, frames);
    conv4_window(conv4_pad_out, conv4_window_out, frames);
    conv4_mvtu(conv4_window_out, conv4_mvtu_out, frames);
    conv5_pad(conv4_mvtu_out, conv5_pad_out, frames);
    conv5_window(conv5_pad_out, conv5_window_out, frames);
    conv5_width_in(conv5_window_out, conv5_width_in_out, frames);
    conv5_mvtu(conv5_width_in_out, conv5_mvtu_out, frames);
    sign5_width_out(conv5_mvtu_out, sign5_width_out_out, frames);
    concat1_concat(conv3_mvtu_out, sign5_width_out_out, concat1_concat_out, frames);
    concat2_concat(concat1_concat_out, concat2_skip_out, concat2_concat_out, frames);
    residual1_fork(concat2_concat_out, residual1_fork_out, residual1_skip_out, frames);
    depthwise1_pad(residual1_fork_out, depthwise1_pad_out, frames);
    depthwise1_window(depthwise1_pad_out, depthwise1_window_out, frames);
    depthwise1_depthwise(depthwise1_window_out, depthwise1_depthwise_out, frames);
    conv6_width_in(depthwise1_depthwise_out, conv6_width_in_out, frames);
    conv6_mvtu(conv6_width_in_out, conv6_mvtu_out, frames);
    sign6_width_out(conv6_mvtu_out, sign6_width_out_out, frames);
    residual1_add(sign6_width_out_out, residual1_skip_out, residual1_add_out, frames);
    dense1_width_in(residual1_add_out, dense1_width_in_out, frames);
    dense1_scores(dense1_width_in_out, dense1_scores_out, frames);
    write_memory(dense1_scores_out, answers, frames);
}
