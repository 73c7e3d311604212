// Network random7: 3 x 9 x 6 bytes to 3 scores, for pynq-z1 at 100 MHz.
// Generated from random7.bnn; changes here are lost.
#include "bnn_random7.h"

#include "bnn/depthwise.h"
#include "bnn/mvtu.h"
#include "bnn/output.h"
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
#include "weights/depthwise1.h"
#include "weights/conv3.h"
#include "weights/residual1_add.h"
#include "weights/dense1.h"

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

// residual1_fork: stream copy of 5
static void residual1_fork(hls::stream<ap_uint<5>>& in, hls::stream<ap_uint<5>>& out, hls::stream<ap_uint<5>>& skip, int frames) {
    bnn::fork<5, 1>(in, out, skip, frames);
}

// depthwise1_pad: padding of 1 around 5 with -1
static void depthwise1_pad(hls::stream<ap_uint<5>>& in, hls::stream<ap_uint<5>>& out, int frames) {
    bnn::pad<5, 1, 1, 1>(in, out, bnn::border<1, 5>(0), frames);
}

// depthwise1_window: sliding window of 3 x 3, stride 1, over 5 x 3 x 3
static void depthwise1_window(hls::stream<ap_uint<5>>& in, hls::stream<ap_uint<5>>& out, int frames) {
    ap_uint<5> ring[4][3];
#pragma HLS array_partition variable = ring complete dim = 1
#pragma HLS dependence variable = ring inter RAW distance = 9 true
    bnn::window<5, 3, 3, 3, 1>(in, out, ring, frames);
}

// depthwise1_depthwise: depthwise convolution of 5 channels and 9 taps, PE 5, 9 cycles per frame
static void depthwise1_depthwise(hls::stream<ap_uint<5>>& in, hls::stream<ap_uint<10>>& out, int frames) {
#pragma HLS array_partition variable = depthwise1_weights complete dim = 1
#pragma HLS array_partition variable = depthwise1_thresholds complete dim = 1
#pragma HLS array_partition variable = depthwise1_thresholds complete dim = 3
    bnn::depthwise_levels<bnn::Binary, 5, 9, 5, 5, 1, 1, 1, bnn::OneClass, 3>(in, out, depthwise1_weights, depthwise1_thresholds, frames);
}

// conv3_width_in: width converter from 10 to 2 bits
static void conv3_width_in(hls::stream<ap_uint<10>>& in, hls::stream<ap_uint<2>>& out, int frames) {
    bnn::width<10, 2, 10>(in, out, frames);
}

// conv3_mvtu: matrix-vector-threshold of 5 rows and 5 columns, PE 5, SIMD 1, 5 cycles per frame
static void conv3_mvtu(hls::stream<ap_uint<2>>& in, hls::stream<ap_uint<5>>& out, int frames) {
#pragma HLS array_partition variable = conv3_weights complete dim = 1
#pragma HLS array_partition variable = conv3_thresholds complete dim = 1
    bnn::mvtu<bnn::Codes<2>, 5, 5, 5, 1, 5, 1, 1, 1, bnn::OneClass>(in, out, conv3_weights, conv3_thresholds, frames);
}

// residual1_add: residual add of residual1_skip, 5
static void residual1_add(hls::stream<ap_uint<5>>& in, hls::stream<ap_uint<5>>& skip, hls::stream<ap_uint<5>>& out, int frames) {
#pragma HLS array_partition variable = residual1_add_thresholds complete dim = 1
    bnn::residual_add<1, 5, 1, 2, 1, 1>(in, skip, out, residual1_add_minus, residual1_add_thresholds, frames);
}

// dense1_width_in: width converter from 5 to 1 bits
static void dense1_width_in(hls::stream<ap_uint<5>>& in, hls::stream<ap_uint<1>>& out, int frames) {
    bnn::width<5, 1, 5>(in, out, frames);
}

// dense1_scores: matrix-vector, scores of 3 rows and 5 columns, PE 1, SIMD 1, 15 cycles per frame
static void dense1_scores(hls::stream<ap_uint<1>>& in, hls::stream<ap_uint<8>>& out, int frames) {
    bnn::scores<bnn::Binary, 3, 5, 1, 1, 4, 8>(in, out, dense1_weights, dense1_multipliers, dense1_addends, frames);
}

// output: 3 scores per frame to the bus
static void output(hls::stream<ap_uint<8>>& in, hls::stream<score_t>& out, int frames) {
    bnn::output<8, 3>(in, out, frames);
}

void bnn_random7(hls::stream<pixel_t>& in, hls::stream<score_t>& out, int frames) {
#pragma HLS interface axis port = in
#pragma HLS interface axis port = out
#pragma HLS interface s_axilite port = frames bundle = control
#pragma HLS interface s_axilite port = return bundle = control
#pragma HLS dataflow
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
    hls::stream<ap_uint<5>> residual1_fork_out("residual1_fork_out");
#pragma HLS stream variable = residual1_fork_out depth = 2
    hls::stream<ap_uint<5>> depthwise1_pad_out("depthwise1_pad_out");
#pragma HLS stream variable = depthwise1_pad_out depth = 2
    hls::stream<ap_uint<5>> depthwise1_window_out("depthwise1_window_out");
#pragma HLS stream variable = depthwise1_window_out depth = 2
    hls::stream<ap_uint<10>> depthwise1_depthwise_out("depthwise1_depthwise_out");
#pragma HLS stream variable = depthwise1_depthwise_out depth = 2
    hls::stream<ap_uint<2>> conv3_width_in_out("conv3_width_in_out");
#pragma HLS stream variable = conv3_width_in_out depth = 2
    hls::stream<ap_uint<5>> conv3_mvtu_out("conv3_mvtu_out");
#pragma HLS stream variable = conv3_mvtu_out depth = 2
    hls::stream<ap_uint<5>> residual1_add_out("residual1_add_out");
#pragma HLS stream variable = residual1_add_out depth = 2
    hls::stream<ap_uint<1>> dense1_width_in_out("dense1_width_in_out");
#pragma HLS stream variable = dense1_width_in_out depth = 2
    hls::stream<ap_uint<8>> dense1_scores_out("dense1_scores_out");
#pragma HLS stream variable = dense1_scores_out depth = 2
    hls::stream<ap_uint<5>> residual1_skip_out("residual1_skip_out");
#pragma HLS stream variable = residual1_skip_out depth = 2

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
    residual1_fork(maxpool3_pool_out, residual1_fork_out, residual1_skip_out, frames);
    depthwise1_pad(residual1_fork_out, depthwise1_pad_out, frames);
    depthwise1_window(depthwise1_pad_out, depthwise1_window_out, frames);
    depthwise1_depthwise(depthwise1_window_out, depthwise1_depthwise_out, frames);
    conv3_width_in(depthwise1_depthwise_out, conv3_width_in_out, frames);
    conv3_mvtu(conv3_width_in_out, conv3_mvtu_out, frames);
    residual1_add(conv3_mvtu_out, residual1_skip_out, residual1_add_out, frames);
    dense1_width_in(residual1_add_out, dense1_width_in_out, frames);
    dense1_scores(dense1_width_in_out, dense1_scores_out, frames);
    output(dense1_scores_out, out, frames);
}
