// Network random7: 3 x 9 x 6 bytes to 5 scores, for pynq-z1 at 100 MHz.
// Generated from random7.bnn; changes here are lost.
#include "random7.h"

#include "bnn/mvtu.h"
#include "bnn/output.h"
#include "bnn/pad.h"
#include "bnn/pool.h"
#include "bnn/width.h"
#include "bnn/window.h"
#include "weights/conv1.h"
#include "weights/maxpool1_pool.h"
#include "weights/conv2.h"
#include "weights/dense1.h"

// conv1_pad: padding of 1 around 3 x 9 x 6 with 0
static void conv1_pad(hls::stream<ap_uint<24>>& in, hls::stream<ap_uint<24>>& out, int frames) {
    bnn::pad<24, 9, 6, 1>(in, out, bnn::border<8, 3>(0), frames);
}

// conv1_window: sliding window of 4 x 4, stride 2, over 3 x 11 x 8
static void conv1_window(hls::stream<ap_uint<24>>& in, hls::stream<ap_uint<24>>& out, int frames) {
    ap_uint<24> ring[6][8];
#pragma HLS array_partition variable = ring complete dim = 1
    bnn::window<24, 11, 8, 4, 2>(in, out, ring, frames);
}

// conv1_width_in: width converter from 24 to 48 bits
static void conv1_width_in(hls::stream<ap_uint<24>>& in, hls::stream<ap_uint<48>>& out, int frames) {
    bnn::width<24, 48, 4608>(in, out, frames);
}

// conv1_mvtu: matrix-vector-threshold of 3 rows and 48 columns, PE 3, SIMD 6, 96 cycles a frame
static void conv1_mvtu(hls::stream<ap_uint<48>>& in, hls::stream<ap_uint<3>>& out, int frames) {
#pragma HLS array_partition variable = conv1_weights complete dim = 1
#pragma HLS array_partition variable = conv1_thresholds complete dim = 1
    bnn::mvtu<bnn::Bytes, 3, 48, 3, 6, 14, 4, 3, 6, conv1_classes>(in, out, conv1_weights, conv1_thresholds, frames);
}

// maxpool1_window: sliding window of 2 x 2, stride 2, over 3 x 4 x 3
static void maxpool1_window(hls::stream<ap_uint<3>>& in, hls::stream<ap_uint<3>>& out, int frames) {
    ap_uint<3> ring[4][3];
#pragma HLS array_partition variable = ring complete dim = 1
    bnn::window<3, 4, 3, 2, 2>(in, out, ring, frames);
}

// maxpool1_pool: max pool of 4 pixels to 3 x 2 x 1
static void maxpool1_pool(hls::stream<ap_uint<3>>& in, hls::stream<ap_uint<3>>& out, int frames) {
#pragma HLS array_partition variable = maxpool1_pool_all complete dim = 1
    bnn::pool<3, 4, 2>(in, out, maxpool1_pool_all, frames);
}

// conv2_pad: padding of 1 around 3 x 2 x 1 with -1
static void conv2_pad(hls::stream<ap_uint<3>>& in, hls::stream<ap_uint<3>>& out, int frames) {
    bnn::pad<3, 2, 1, 1>(in, out, bnn::border<1, 3>(0), frames);
}

// conv2_window: sliding window of 3 x 3, stride 1, over 3 x 4 x 3
static void conv2_window(hls::stream<ap_uint<3>>& in, hls::stream<ap_uint<3>>& out, int frames) {
    ap_uint<3> ring[4][3];
#pragma HLS array_partition variable = ring complete dim = 1
    bnn::window<3, 4, 3, 3, 1>(in, out, ring, frames);
}

// conv2_mvtu: matrix-vector-threshold of 1 rows and 27 columns, PE 1, SIMD 3, 18 cycles a frame
static void conv2_mvtu(hls::stream<ap_uint<3>>& in, hls::stream<ap_uint<1>>& out, int frames) {
#pragma HLS array_partition variable = conv2_weights complete dim = 1
#pragma HLS array_partition variable = conv2_thresholds complete dim = 1
    bnn::mvtu<bnn::Binary, 1, 27, 1, 3, 6, 2, 1, 2, conv2_classes>(in, out, conv2_weights, conv2_thresholds, frames);
}

// dense1_width_in: width converter from 1 to 2 bits
static void dense1_width_in(hls::stream<ap_uint<1>>& in, hls::stream<ap_uint<2>>& out, int frames) {
    bnn::width<1, 2, 2>(in, out, frames);
}

// dense1_scores: matrix-vector, scores of 5 rows and 2 columns, PE 5, SIMD 2, 1 cycles a frame
static void dense1_scores(hls::stream<ap_uint<2>>& in, hls::stream<ap_uint<40>>& out, int frames) {
#pragma HLS array_partition variable = dense1_weights complete dim = 1
#pragma HLS array_partition variable = dense1_multipliers complete dim = 1
#pragma HLS array_partition variable = dense1_addends complete dim = 1
    bnn::scores<bnn::Binary, 5, 2, 5, 2, 3, 8>(in, out, dense1_weights, dense1_multipliers, dense1_addends, frames);
}

// dense1_width_out: width converter from 40 to 8 bits
static void dense1_width_out(hls::stream<ap_uint<40>>& in, hls::stream<ap_uint<8>>& out, int frames) {
    bnn::width<40, 8, 40>(in, out, frames);
}

// output: 5 scores a frame to the bus
static void output(hls::stream<ap_uint<8>>& in, hls::stream<score_t>& out, int frames) {
    bnn::output<8, 5>(in, out, frames);
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
    hls::stream<ap_uint<48>> conv1_width_in_out("conv1_width_in_out");
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
    hls::stream<ap_uint<1>> conv2_mvtu_out("conv2_mvtu_out");
#pragma HLS stream variable = conv2_mvtu_out depth = 2
    hls::stream<ap_uint<2>> dense1_width_in_out("dense1_width_in_out");
#pragma HLS stream variable = dense1_width_in_out depth = 2
    hls::stream<ap_uint<40>> dense1_scores_out("dense1_scores_out");
#pragma HLS stream variable = dense1_scores_out depth = 2
    hls::stream<ap_uint<8>> dense1_width_out_out("dense1_width_out_out");
#pragma HLS stream variable = dense1_width_out_out depth = 2

    conv1_pad(in, conv1_pad_out, frames);
    conv1_window(conv1_pad_out, conv1_window_out, frames);
    conv1_width_in(conv1_window_out, conv1_width_in_out, frames);
    conv1_mvtu(conv1_width_in_out, conv1_mvtu_out, frames);
    maxpool1_window(conv1_mvtu_out, maxpool1_window_out, frames);
    maxpool1_pool(maxpool1_window_out, maxpool1_pool_out, frames);
    conv2_pad(maxpool1_pool_out, conv2_pad_out, frames);
    conv2_window(conv2_pad_out, conv2_window_out, frames);
    conv2_mvtu(conv2_window_out, conv2_mvtu_out, frames);
    dense1_width_in(conv2_mvtu_out, dense1_width_in_out, frames);
    dense1_scores(dense1_width_in_out, dense1_scores_out, frames);
    dense1_width_out(dense1_scores_out, dense1_width_out_out, frames);
    output(dense1_width_out_out, out, frames);
}
