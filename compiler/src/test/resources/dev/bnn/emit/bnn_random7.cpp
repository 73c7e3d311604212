// Network random7: 3 x 9 x 6 bytes to 3 scores, for pynq-z1 at 100 MHz.
// Generated from random7.bnn; changes here are lost.
#include "bnn_random7.h"

#include "bnn/depthwise.h"
#include "bnn/mvtu.h"
#include "bnn/output.h"
#include "bnn/pad.h"
#include "bnn/pool.h"
#include "bnn/residual.h"
#include "bnn/upsample.h"
#include "bnn/width.h"
#include "bnn/window.h"
#include "weights/conv1.h"
#include "weights/maxpool1_pad.h"
#include "weights/maxpool1_pool.h"
#include "weights/conv2.h"
#include "weights/conv3.h"
#include "weights/maxpool2_pool.h"
#include "weights/maxpool3_pool.h"
#include "weights/conv4.h"
#include "weights/conv5.h"
#include "weights/conv6.h"
#include "weights/conv7.h"
#include "weights/depthwise1.h"
#include "weights/conv8.h"
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
    bnn::window<24, 10, 8, 2, 3, 2, 1, 1, 2, 1>(in, out, ring, frames);
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

// maxpool1_pad: padding of 0 x 1 around 3 x 5 x 4 with elements that no window takes
static void maxpool1_pad(hls::stream<ap_uint<3>>& in, hls::stream<ap_uint<3>>& out, int frames) {
    bnn::pad_trained<3, 5, 4, 0, 0, 1, 1>(in, out, maxpool1_pad_border, frames);
}

// maxpool1_window: sliding window of 3 x 2, stride 2, over 3 x 5 x 6
static void maxpool1_window(hls::stream<ap_uint<3>>& in, hls::stream<ap_uint<3>>& out, int frames) {
    ap_uint<3> ring[5][6];
#pragma HLS array_partition variable = ring complete dim = 1
#pragma HLS dependence variable = ring inter RAW distance = 10 true
    bnn::window<3, 5, 6, 3, 2, 2, 2, 1, 1, 1>(in, out, ring, frames);
}

// maxpool1_pool: max pool of 6 pixels to 3 x 2 x 3
static void maxpool1_pool(hls::stream<ap_uint<3>>& in, hls::stream<ap_uint<3>>& out, int frames) {
    bnn::pool<3, 6, 6>(in, out, maxpool1_pool_all, frames);
}

// conv2_pad: padding of top 1 bottom 1 left 0 right 1 around 3 x 2 x 3 with +1
static void conv2_pad(hls::stream<ap_uint<3>>& in, hls::stream<ap_uint<3>>& out, int frames) {
    bnn::pad<3, 2, 3, 1, 1, 0, 1>(in, out, bnn::border<1, 3>(1), frames);
}

// conv2_window: sliding window of 3 x 2, stride 1, in 3 groups, over 3 x 4 x 4
static void conv2_window(hls::stream<ap_uint<3>>& in, hls::stream<ap_uint<1>>& out, int frames) {
    ap_uint<3> ring[4][4];
#pragma HLS array_partition variable = ring complete dim = 1
#pragma HLS dependence variable = ring inter RAW distance = 8 true
    bnn::window<3, 4, 4, 3, 2, 1, 1, 1, 1, 3>(in, out, ring, frames);
}

// conv2_width_in: width converter from 1 to 2 bits
static void conv2_width_in(hls::stream<ap_uint<1>>& in, hls::stream<ap_uint<2>>& out, int frames) {
    bnn::width<1, 2, 108>(in, out, frames);
}

// conv2_mvtu: matrix-vector-threshold of 9 rows and 6 columns in 3 groups, PE 1, SIMD 2, 162 cycles per frame
static void conv2_mvtu(hls::stream<ap_uint<2>>& in, hls::stream<ap_uint<1>>& out, int frames) {
    bnn::mvtu<bnn::Signs<2>, 9, 6, 1, 2, 4, 2, 3, 1, bnn::OneClass, 3>(in, out, conv2_weights, conv2_thresholds, frames);
}

// sign2_width_out: width converter from 1 to 9 bits
static void sign2_width_out(hls::stream<ap_uint<1>>& in, hls::stream<ap_uint<9>>& out, int frames) {
    bnn::width<1, 9, 54>(in, out, frames);
}

// conv3_pad: padding of top 2 bottom 2 left 1 right 2 around 9 x 2 x 3 with -1
static void conv3_pad(hls::stream<ap_uint<9>>& in, hls::stream<ap_uint<9>>& out, int frames) {
    bnn::pad<9, 2, 3, 2, 2, 1, 2>(in, out, bnn::border<1, 9>(0), frames);
}

// conv3_window: sliding window of 4 x 5, stride 2 x 1, over 9 x 6 x 6
static void conv3_window(hls::stream<ap_uint<9>>& in, hls::stream<ap_uint<9>>& out, int frames) {
    ap_uint<9> ring[6][6];
#pragma HLS array_partition variable = ring complete dim = 1
#pragma HLS dependence variable = ring inter RAW distance = 21 true
    bnn::window<9, 6, 6, 4, 5, 2, 1, 1, 1, 1>(in, out, ring, frames);
}

// conv3_width_in: width converter from 9 to 45 bits
static void conv3_width_in(hls::stream<ap_uint<9>>& in, hls::stream<ap_uint<45>>& out, int frames) {
    bnn::width<9, 45, 720>(in, out, frames);
}

// conv3_mvtu: matrix-vector-threshold of 5 rows and 180 columns, PE 5, SIMD 45, 16 cycles per frame
static void conv3_mvtu(hls::stream<ap_uint<45>>& in, hls::stream<ap_uint<5>>& out, int frames) {
#pragma HLS array_partition variable = conv3_weights complete dim = 1
#pragma HLS array_partition variable = conv3_thresholds complete dim = 1
    bnn::mvtu<bnn::Binary, 5, 180, 5, 45, 9, 2, 2, 1, bnn::OneClass>(in, out, conv3_weights, conv3_thresholds, frames);
}

// maxpool2_window: sliding window of 1 x 1, stride 2 x 1, over 5 x 2 x 2
static void maxpool2_window(hls::stream<ap_uint<5>>& in, hls::stream<ap_uint<5>>& out, int frames) {
    ap_uint<5> ring[3][2];
#pragma HLS array_partition variable = ring complete dim = 1
#pragma HLS dependence variable = ring inter RAW distance = 2 true
    bnn::window<5, 2, 2, 1, 1, 2, 1, 1, 1, 1>(in, out, ring, frames);
}

// maxpool2_pool: max pool of 1 pixel to 5 x 1 x 2
static void maxpool2_pool(hls::stream<ap_uint<5>>& in, hls::stream<ap_uint<5>>& out, int frames) {
    bnn::pool<5, 1, 2>(in, out, maxpool2_pool_all, frames);
}

// maxpool3_window: sliding window of 1 x 1, stride 1, over 5 x 1 x 2
static void maxpool3_window(hls::stream<ap_uint<5>>& in, hls::stream<ap_uint<5>>& out, int frames) {
    ap_uint<5> ring[2][2];
#pragma HLS array_partition variable = ring complete dim = 1
#pragma HLS dependence variable = ring inter RAW distance = 2 true
    bnn::window<5, 1, 2, 1, 1>(in, out, ring, frames);
}

// maxpool3_pool: max pool of 1 pixel to 5 x 1 x 2
static void maxpool3_pool(hls::stream<ap_uint<5>>& in, hls::stream<ap_uint<5>>& out, int frames) {
    bnn::pool<5, 1, 2>(in, out, maxpool3_pool_all, frames);
}

// conv4_pad: padding of top 1 bottom 1 left 0 right 1 around 5 x 1 x 2 with +1
static void conv4_pad(hls::stream<ap_uint<5>>& in, hls::stream<ap_uint<5>>& out, int frames) {
    bnn::pad<5, 1, 2, 1, 1, 0, 1>(in, out, bnn::border<1, 5>(1), frames);
}

// conv4_window: sliding window of 3 x 2, stride 2 x 1, in 5 groups, over 5 x 3 x 3
static void conv4_window(hls::stream<ap_uint<5>>& in, hls::stream<ap_uint<1>>& out, int frames) {
    ap_uint<5> ring[5][3];
#pragma HLS array_partition variable = ring complete dim = 1
#pragma HLS dependence variable = ring inter RAW distance = 7 true
    bnn::window<5, 3, 3, 3, 2, 2, 1, 1, 1, 5>(in, out, ring, frames);
}

// conv4_width_in: width converter from 1 to 2 bits
static void conv4_width_in(hls::stream<ap_uint<1>>& in, hls::stream<ap_uint<2>>& out, int frames) {
    bnn::width<1, 2, 60>(in, out, frames);
}

// conv4_mvtu: matrix-vector-threshold of 20 rows and 6 columns in 5 groups, PE 1, SIMD 2, 120 cycles per frame
static void conv4_mvtu(hls::stream<ap_uint<2>>& in, hls::stream<ap_uint<2>>& out, int frames) {
#pragma HLS array_partition variable = conv4_thresholds complete dim = 3
    bnn::mvtu_levels<bnn::Signs<2>, 20, 6, 1, 2, 4, 1, 2, 1, bnn::OneClass, 3, 5>(in, out, conv4_weights, conv4_thresholds, frames);
}

// relu1_width_out: width converter from 2 to 40 bits
static void relu1_width_out(hls::stream<ap_uint<2>>& in, hls::stream<ap_uint<40>>& out, int frames) {
    bnn::width<2, 40, 80>(in, out, frames);
}

// concat2_fork: stream copy of 20 x 1 x 2
static void concat2_fork(hls::stream<ap_uint<40>>& in, hls::stream<ap_uint<40>>& out, hls::stream<ap_uint<40>>& skip, int frames) {
    bnn::fork<40, 2>(in, out, skip, frames);
}

// conv6_fork: stream copy of 20 x 1 x 2
static void conv6_fork(hls::stream<ap_uint<40>>& in, hls::stream<ap_uint<40>>& out, hls::stream<ap_uint<40>>& skip, int frames) {
    bnn::fork<40, 2>(in, out, skip, frames);
}

// conv5_pad: padding of 1 around 20 x 1 x 2 with 1
static void conv5_pad(hls::stream<ap_uint<40>>& in, hls::stream<ap_uint<40>>& out, int frames) {
    bnn::pad<40, 1, 2, 1>(in, out, bnn::border<2, 20>(1), frames);
}

// conv5_window: sliding window of 3 x 3, stride 1, over 20 x 3 x 4
static void conv5_window(hls::stream<ap_uint<40>>& in, hls::stream<ap_uint<40>>& out, int frames) {
    ap_uint<40> ring[4][4];
#pragma HLS array_partition variable = ring complete dim = 1
#pragma HLS dependence variable = ring inter RAW distance = 10 true
    bnn::window<40, 3, 4, 3, 1>(in, out, ring, frames);
}

// conv5_width_in: width converter from 40 to 8 bits
static void conv5_width_in(hls::stream<ap_uint<40>>& in, hls::stream<ap_uint<8>>& out, int frames) {
    bnn::width<40, 8, 720>(in, out, frames);
}

// conv5_mvtu: matrix-vector-threshold of 5 rows and 180 columns, PE 1, SIMD 4, 450 cycles per frame
static void conv5_mvtu(hls::stream<ap_uint<8>>& in, hls::stream<ap_uint<2>>& out, int frames) {
#pragma HLS array_partition variable = conv5_thresholds complete dim = 3
    bnn::mvtu_levels<bnn::Products<2, 2>, 5, 180, 1, 4, 7, 1, 2, 1, bnn::OneClass, 3>(in, out, conv5_weights, conv5_thresholds, frames);
}

// relu2_width_out: width converter from 2 to 10 bits
static void relu2_width_out(hls::stream<ap_uint<2>>& in, hls::stream<ap_uint<10>>& out, int frames) {
    bnn::width<2, 10, 20>(in, out, frames);
}

// conv6_pad: padding of 1 around 20 x 1 x 2 with 0
static void conv6_pad(hls::stream<ap_uint<40>>& in, hls::stream<ap_uint<40>>& out, int frames) {
    bnn::pad<40, 1, 2, 1>(in, out, bnn::border<2, 20>(0), frames);
}

// conv6_window: sliding window of 3 x 3, stride 1, over 20 x 3 x 4
static void conv6_window(hls::stream<ap_uint<40>>& in, hls::stream<ap_uint<40>>& out, int frames) {
    ap_uint<40> ring[4][4];
#pragma HLS array_partition variable = ring complete dim = 1
#pragma HLS dependence variable = ring inter RAW distance = 10 true
    bnn::window<40, 3, 4, 3, 1>(in, out, ring, frames);
}

// conv6_width_in: width converter from 40 to 2 bits
static void conv6_width_in(hls::stream<ap_uint<40>>& in, hls::stream<ap_uint<2>>& out, int frames) {
    bnn::width<40, 2, 720>(in, out, frames);
}

// conv6_mvtu: matrix-vector-threshold of 1 rows and 180 columns, PE 1, SIMD 1, 360 cycles per frame
static void conv6_mvtu(hls::stream<ap_uint<2>>& in, hls::stream<ap_uint<1>>& out, int frames) {
    bnn::mvtu<bnn::Products<2, 2>, 1, 180, 1, 1, 6, 1, 2, 1, bnn::OneClass>(in, out, conv6_weights, conv6_thresholds, frames);
}

// conv7_pad: padding of 1 around 1 x 1 x 2 with +1
static void conv7_pad(hls::stream<ap_uint<1>>& in, hls::stream<ap_uint<1>>& out, int frames) {
    bnn::pad<1, 1, 2, 1>(in, out, bnn::border<1, 1>(1), frames);
}

// conv7_window: sliding window of 3 x 3, stride 1, over 1 x 3 x 4
static void conv7_window(hls::stream<ap_uint<1>>& in, hls::stream<ap_uint<1>>& out, int frames) {
    ap_uint<1> ring[4][4];
#pragma HLS array_partition variable = ring complete dim = 1
#pragma HLS dependence variable = ring inter RAW distance = 10 true
    bnn::window<1, 3, 4, 3, 1>(in, out, ring, frames);
}

// conv7_mvtu: matrix-vector-threshold of 2 rows and 9 columns, PE 2, SIMD 1, 18 cycles per frame
static void conv7_mvtu(hls::stream<ap_uint<1>>& in, hls::stream<ap_uint<4>>& out, int frames) {
#pragma HLS array_partition variable = conv7_weights complete dim = 1
#pragma HLS array_partition variable = conv7_thresholds complete dim = 1
#pragma HLS array_partition variable = conv7_thresholds complete dim = 3
    bnn::mvtu_levels<bnn::Binary, 2, 9, 2, 1, 5, 1, 2, 1, bnn::OneClass, 3>(in, out, conv7_weights, conv7_thresholds, frames);
}

// concat1_concat: concatenation to 7 x 1 x 2
static void concat1_concat(hls::stream<ap_uint<10>>& in, hls::stream<ap_uint<4>>& skip, hls::stream<ap_uint<14>>& out, int frames) {
    bnn::concat<10, 4, 2>(in, skip, out, frames);
}

// concat2_concat: concatenation to 27 x 1 x 2
static void concat2_concat(hls::stream<ap_uint<14>>& in, hls::stream<ap_uint<40>>& skip, hls::stream<ap_uint<54>>& out, int frames) {
    bnn::concat<14, 40, 2>(in, skip, out, frames);
}

// residual1_fork: stream copy of 27 x 1 x 2
static void residual1_fork(hls::stream<ap_uint<54>>& in, hls::stream<ap_uint<54>>& out, hls::stream<ap_uint<54>>& skip, int frames) {
    bnn::fork<54, 2>(in, out, skip, frames);
}

// depthwise1_pad: padding of 1 around 27 x 1 x 2 with 0
static void depthwise1_pad(hls::stream<ap_uint<54>>& in, hls::stream<ap_uint<54>>& out, int frames) {
    bnn::pad<54, 1, 2, 1>(in, out, bnn::border<2, 27>(0), frames);
}

// depthwise1_window: sliding window of 3 x 3, stride 1, over 27 x 3 x 4
static void depthwise1_window(hls::stream<ap_uint<54>>& in, hls::stream<ap_uint<54>>& out, int frames) {
    ap_uint<54> ring[4][4];
#pragma HLS array_partition variable = ring complete dim = 1
#pragma HLS dependence variable = ring inter RAW distance = 10 true
    bnn::window<54, 3, 4, 3, 1>(in, out, ring, frames);
}

// depthwise1_depthwise: depthwise convolution of 27 channels and 9 taps, PE 1, 486 cycles per frame
static void depthwise1_depthwise(hls::stream<ap_uint<54>>& in, hls::stream<ap_uint<2>>& out, int frames) {
#pragma HLS array_partition variable = depthwise1_thresholds complete dim = 3
    bnn::depthwise_levels<bnn::Codes<2>, 27, 9, 1, 4, 1, 2, 1, bnn::OneClass, 3>(in, out, depthwise1_weights, depthwise1_thresholds, frames);
}

// conv8_width_in: width converter from 2 to 18 bits
static void conv8_width_in(hls::stream<ap_uint<2>>& in, hls::stream<ap_uint<18>>& out, int frames) {
    bnn::width<2, 18, 108>(in, out, frames);
}

// conv8_mvtu: matrix-vector-threshold of 27 rows and 27 columns, PE 9, SIMD 9, 18 cycles per frame
static void conv8_mvtu(hls::stream<ap_uint<18>>& in, hls::stream<ap_uint<18>>& out, int frames) {
#pragma HLS array_partition variable = conv8_weights complete dim = 1
#pragma HLS array_partition variable = conv8_thresholds complete dim = 1
#pragma HLS array_partition variable = conv8_thresholds complete dim = 3
    bnn::mvtu_levels<bnn::Codes<2>, 27, 27, 9, 9, 7, 1, 2, 1, bnn::OneClass, 3>(in, out, conv8_weights, conv8_thresholds, frames);
}

// relu5_width_out: width converter from 18 to 54 bits
static void relu5_width_out(hls::stream<ap_uint<18>>& in, hls::stream<ap_uint<54>>& out, int frames) {
    bnn::width<18, 54, 108>(in, out, frames);
}

// residual1_add: residual add of 27 x 1 x 2
static void residual1_add(hls::stream<ap_uint<54>>& in, hls::stream<ap_uint<54>>& skip, hls::stream<ap_uint<27>>& out, int frames) {
#pragma HLS array_partition variable = residual1_add_thresholds complete dim = 1
    bnn::residual_add<2, 27, 2, 3, 1, 1>(in, skip, out, residual1_add_minus, residual1_add_thresholds, frames);
}

// upsample1_upsample: upsampling by 3 to 27 x 3 x 6
static void upsample1_upsample(hls::stream<ap_uint<27>>& in, hls::stream<ap_uint<27>>& out, int frames) {
    ap_uint<27> row[2];
#pragma HLS dependence variable = row inter RAW distance = 6 true
    bnn::upsample<27, 1, 2, 3, 3>(in, out, row, frames);
}

// dense1_scores: matrix-vector, scores of 3 rows and 486 columns, PE 3, SIMD 27, 18 cycles per frame
static void dense1_scores(hls::stream<ap_uint<27>>& in, hls::stream<ap_uint<48>>& out, int frames) {
#pragma HLS array_partition variable = dense1_weights complete dim = 1
#pragma HLS array_partition variable = dense1_multipliers complete dim = 1
#pragma HLS array_partition variable = dense1_addends complete dim = 1
    bnn::scores<bnn::Binary, 3, 486, 3, 27, 10, 16>(in, out, dense1_weights, dense1_multipliers, dense1_addends, frames);
}

// dense1_width_out: width converter from 48 to 16 bits
static void dense1_width_out(hls::stream<ap_uint<48>>& in, hls::stream<ap_uint<16>>& out, int frames) {
    bnn::width<48, 16, 48>(in, out, frames);
}

// output: 3 scores per frame to the bus
static void output(hls::stream<ap_uint<16>>& in, hls::stream<score_t>& out, int frames) {
    bnn::output<16, 3>(in, out, frames);
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
    hls::stream<ap_uint<3>> maxpool1_pad_out("maxpool1_pad_out");
#pragma HLS stream variable = maxpool1_pad_out depth = 2
    hls::stream<ap_uint<3>> maxpool1_window_out("maxpool1_window_out");
#pragma HLS stream variable = maxpool1_window_out depth = 2
    hls::stream<ap_uint<3>> maxpool1_pool_out("maxpool1_pool_out");
#pragma HLS stream variable = maxpool1_pool_out depth = 2
    hls::stream<ap_uint<3>> conv2_pad_out("conv2_pad_out");
#pragma HLS stream variable = conv2_pad_out depth = 2
    hls::stream<ap_uint<1>> conv2_window_out("conv2_window_out");
#pragma HLS stream variable = conv2_window_out depth = 2
    hls::stream<ap_uint<2>> conv2_width_in_out("conv2_width_in_out");
#pragma HLS stream variable = conv2_width_in_out depth = 2
    hls::stream<ap_uint<1>> conv2_mvtu_out("conv2_mvtu_out");
#pragma HLS stream variable = conv2_mvtu_out depth = 2
    hls::stream<ap_uint<9>> sign2_width_out_out("sign2_width_out_out");
#pragma HLS stream variable = sign2_width_out_out depth = 2
    hls::stream<ap_uint<9>> conv3_pad_out("conv3_pad_out");
#pragma HLS stream variable = conv3_pad_out depth = 2
    hls::stream<ap_uint<9>> conv3_window_out("conv3_window_out");
#pragma HLS stream variable = conv3_window_out depth = 2
    hls::stream<ap_uint<45>> conv3_width_in_out("conv3_width_in_out");
#pragma HLS stream variable = conv3_width_in_out depth = 2
    hls::stream<ap_uint<5>> conv3_mvtu_out("conv3_mvtu_out");
#pragma HLS stream variable = conv3_mvtu_out depth = 2
    hls::stream<ap_uint<5>> maxpool2_window_out("maxpool2_window_out");
#pragma HLS stream variable = maxpool2_window_out depth = 2
    hls::stream<ap_uint<5>> maxpool2_pool_out("maxpool2_pool_out");
#pragma HLS stream variable = maxpool2_pool_out depth = 2
    hls::stream<ap_uint<5>> maxpool3_window_out("maxpool3_window_out");
#pragma HLS stream variable = maxpool3_window_out depth = 2
    hls::stream<ap_uint<5>> maxpool3_pool_out("maxpool3_pool_out");
#pragma HLS stream variable = maxpool3_pool_out depth = 2
    hls::stream<ap_uint<5>> conv4_pad_out("conv4_pad_out");
#pragma HLS stream variable = conv4_pad_out depth = 2
    hls::stream<ap_uint<1>> conv4_window_out("conv4_window_out");
#pragma HLS stream variable = conv4_window_out depth = 2
    hls::stream<ap_uint<2>> conv4_width_in_out("conv4_width_in_out");
#pragma HLS stream variable = conv4_width_in_out depth = 2
    hls::stream<ap_uint<2>> conv4_mvtu_out("conv4_mvtu_out");
#pragma HLS stream variable = conv4_mvtu_out depth = 2
    hls::stream<ap_uint<40>> relu1_width_out_out("relu1_width_out_out");
#pragma HLS stream variable = relu1_width_out_out depth = 2
    hls::stream<ap_uint<40>> concat2_fork_out("concat2_fork_out");
#pragma HLS stream variable = concat2_fork_out depth = 2
    hls::stream<ap_uint<40>> conv6_fork_out("conv6_fork_out");
#pragma HLS stream variable = conv6_fork_out depth = 2
    hls::stream<ap_uint<40>> conv5_pad_out("conv5_pad_out");
#pragma HLS stream variable = conv5_pad_out depth = 2
    hls::stream<ap_uint<40>> conv5_window_out("conv5_window_out");
#pragma HLS stream variable = conv5_window_out depth = 2
    hls::stream<ap_uint<8>> conv5_width_in_out("conv5_width_in_out");
#pragma HLS stream variable = conv5_width_in_out depth = 2
    hls::stream<ap_uint<2>> conv5_mvtu_out("conv5_mvtu_out");
#pragma HLS stream variable = conv5_mvtu_out depth = 2
    hls::stream<ap_uint<10>> relu2_width_out_out("relu2_width_out_out");
#pragma HLS stream variable = relu2_width_out_out depth = 2
    hls::stream<ap_uint<40>> conv6_pad_out("conv6_pad_out");
#pragma HLS stream variable = conv6_pad_out depth = 2
    hls::stream<ap_uint<40>> conv6_window_out("conv6_window_out");
#pragma HLS stream variable = conv6_window_out depth = 2
    hls::stream<ap_uint<2>> conv6_width_in_out("conv6_width_in_out");
#pragma HLS stream variable = conv6_width_in_out depth = 2
    hls::stream<ap_uint<1>> conv6_mvtu_out("conv6_mvtu_out");
#pragma HLS stream variable = conv6_mvtu_out depth = 2
    hls::stream<ap_uint<1>> conv7_pad_out("conv7_pad_out");
#pragma HLS stream variable = conv7_pad_out depth = 2
    hls::stream<ap_uint<1>> conv7_window_out("conv7_window_out");
#pragma HLS stream variable = conv7_window_out depth = 2
    hls::stream<ap_uint<4>> conv7_mvtu_out("conv7_mvtu_out");
#pragma HLS stream variable = conv7_mvtu_out depth = 2
    hls::stream<ap_uint<14>> concat1_concat_out("concat1_concat_out");
#pragma HLS stream variable = concat1_concat_out depth = 2
    hls::stream<ap_uint<54>> concat2_concat_out("concat2_concat_out");
#pragma HLS stream variable = concat2_concat_out depth = 2
    hls::stream<ap_uint<54>> residual1_fork_out("residual1_fork_out");
#pragma HLS stream variable = residual1_fork_out depth = 2
    hls::stream<ap_uint<54>> depthwise1_pad_out("depthwise1_pad_out");
#pragma HLS stream variable = depthwise1_pad_out depth = 2
    hls::stream<ap_uint<54>> depthwise1_window_out("depthwise1_window_out");
#pragma HLS stream variable = depthwise1_window_out depth = 2
    hls::stream<ap_uint<2>> depthwise1_depthwise_out("depthwise1_depthwise_out");
#pragma HLS stream variable = depthwise1_depthwise_out depth = 2
    hls::stream<ap_uint<18>> conv8_width_in_out("conv8_width_in_out");
#pragma HLS stream variable = conv8_width_in_out depth = 2
    hls::stream<ap_uint<18>> conv8_mvtu_out("conv8_mvtu_out");
#pragma HLS stream variable = conv8_mvtu_out depth = 2
    hls::stream<ap_uint<54>> relu5_width_out_out("relu5_width_out_out");
#pragma HLS stream variable = relu5_width_out_out depth = 2
    hls::stream<ap_uint<27>> residual1_add_out("residual1_add_out");
#pragma HLS stream variable = residual1_add_out depth = 2
    hls::stream<ap_uint<27>> upsample1_upsample_out("upsample1_upsample_out");
#pragma HLS stream variable = upsample1_upsample_out depth = 2
    hls::stream<ap_uint<48>> dense1_scores_out("dense1_scores_out");
#pragma HLS stream variable = dense1_scores_out depth = 2
    hls::stream<ap_uint<16>> dense1_width_out_out("dense1_width_out_out");
#pragma HLS stream variable = dense1_width_out_out depth = 2
    hls::stream<ap_uint<40>> concat2_skip_out("concat2_skip_out");
#pragma HLS stream variable = concat2_skip_out depth = 2
    hls::stream<ap_uint<40>> conv6_skip_out("conv6_skip_out");
#pragma HLS stream variable = conv6_skip_out depth = 2
    hls::stream<ap_uint<54>> residual1_skip_out("residual1_skip_out");
#pragma HLS stream variable = residual1_skip_out depth = 2

    conv1_pad(in, conv1_pad_out, frames);
    conv1_window(conv1_pad_out, conv1_window_out, frames);
    conv1_width_in(conv1_window_out, conv1_width_in_out, frames);
    conv1_mvtu(conv1_width_in_out, conv1_mvtu_out, frames);
    maxpool1_pad(conv1_mvtu_out, maxpool1_pad_out, frames);
    maxpool1_window(maxpool1_pad_out, maxpool1_window_out, frames);
    maxpool1_pool(maxpool1_window_out, maxpool1_pool_out, frames);
    conv2_pad(maxpool1_pool_out, conv2_pad_out, frames);
    conv2_window(conv2_pad_out, conv2_window_out, frames);
    conv2_width_in(conv2_window_out, conv2_width_in_out, frames);
    conv2_mvtu(conv2_width_in_out, conv2_mvtu_out, frames);
    sign2_width_out(conv2_mvtu_out, sign2_width_out_out, frames);
    conv3_pad(sign2_width_out_out, conv3_pad_out, frames);
    conv3_window(conv3_pad_out, conv3_window_out, frames);
    conv3_width_in(conv3_window_out, conv3_width_in_out, frames);
    conv3_mvtu(conv3_width_in_out, conv3_mvtu_out, frames);
    maxpool2_window(conv3_mvtu_out, maxpool2_window_out, frames);
    maxpool2_pool(maxpool2_window_out, maxpool2_pool_out, frames);
    maxpool3_window(maxpool2_pool_out, maxpool3_window_out, frames);
    maxpool3_pool(maxpool3_window_out, maxpool3_pool_out, frames);
    conv4_pad(maxpool3_pool_out, conv4_pad_out, frames);
    conv4_window(conv4_pad_out, conv4_window_out, frames);
    conv4_width_in(conv4_window_out, conv4_width_in_out, frames);
    conv4_mvtu(conv4_width_in_out, conv4_mvtu_out, frames);
    relu1_width_out(conv4_mvtu_out, relu1_width_out_out, frames);
    concat2_fork(relu1_width_out_out, concat2_fork_out, concat2_skip_out, frames);
    conv6_fork(concat2_fork_out, conv6_fork_out, conv6_skip_out, frames);
    conv5_pad(conv6_fork_out, conv5_pad_out, frames);
    conv5_window(conv5_pad_out, conv5_window_out, frames);
    conv5_width_in(conv5_window_out, conv5_width_in_out, frames);
    conv5_mvtu(conv5_width_in_out, conv5_mvtu_out, frames);
    relu2_width_out(conv5_mvtu_out, relu2_width_out_out, frames);
    conv6_pad(conv6_skip_out, conv6_pad_out, frames);
    conv6_window(conv6_pad_out, conv6_window_out, frames);
    conv6_width_in(conv6_window_out, conv6_width_in_out, frames);
    conv6_mvtu(conv6_width_in_out, conv6_mvtu_out, frames);
    conv7_pad(conv6_mvtu_out, conv7_pad_out, frames);
    conv7_window(conv7_pad_out, conv7_window_out, frames);
    conv7_mvtu(conv7_window_out, conv7_mvtu_out, frames);
    concat1_concat(relu2_width_out_out, conv7_mvtu_out, concat1_concat_out, frames);
    concat2_concat(concat1_concat_out, concat2_skip_out, concat2_concat_out, frames);
    residual1_fork(concat2_concat_out, residual1_fork_out, residual1_skip_out, frames);
    depthwise1_pad(residual1_fork_out, depthwise1_pad_out, frames);
    depthwise1_window(depthwise1_pad_out, depthwise1_window_out, frames);
    depthwise1_depthwise(depthwise1_window_out, depthwise1_depthwise_out, frames);
    conv8_width_in(depthwise1_depthwise_out, conv8_width_in_out, frames);
    conv8_mvtu(conv8_width_in_out, conv8_mvtu_out, frames);
    relu5_width_out(conv8_mvtu_out, relu5_width_out_out, frames);
    residual1_add(relu5_width_out_out, residual1_skip_out, residual1_add_out, frames);
    upsample1_upsample(residual1_add_out, upsample1_upsample_out, frames);
    dense1_scores(upsample1_upsample_out, dense1_scores_out, frames);
    dense1_width_out(dense1_scores_out, dense1_width_out_out, frames);
    output(dense1_width_out_out, out, frames);
}
