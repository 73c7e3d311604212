# Settings of run_hls.tcl and run_vivado.tcl for network random7. Generated from random7.bnn; changes here are lost.
set bnn(top) bnn_random7
set bnn(part) xc7z020clg400-1
set bnn(period_ns) 10
# ip_catalog makes an IP for Vivado, xo a kernel for the linker of Vitis.
set bnn(format) ip_catalog
set bnn(sources) {src/bnn_random7.cpp}
set bnn(testbench) {tb/testbench.cpp tb/images.hex tb/scores.txt}
# The limit of ap_int.h for the bits of a word; 1024 is its default.
set bnn(ap_int_max_w) 1024

# Arrays and streams by function, with their kind of memory and its implementation.
set bnn(storage) {
    {bnn_random7 conv1_pad_out fifo srl}
    {conv1_window ring ram_s2p lutram}
    {bnn_random7 conv1_window_out fifo srl}
    {bnn_random7 conv1_width_in_out fifo srl}
    {conv1_mvtu conv1_weights rom_1p lutram}
    {conv1_mvtu conv1_thresholds rom_1p lutram}
    {bnn_random7 conv1_mvtu_out fifo srl}
    {bnn_random7 maxpool1_pad_out fifo srl}
    {maxpool1_window ring ram_s2p lutram}
    {bnn_random7 maxpool1_window_out fifo srl}
    {bnn_random7 maxpool1_pool_out fifo srl}
    {bnn_random7 conv2_pad_out fifo srl}
    {conv2_window ring ram_s2p lutram}
    {bnn_random7 conv2_window_out fifo srl}
    {bnn_random7 conv2_width_in_out fifo srl}
    {conv2_mvtu conv2_weights rom_1p bram}
    {conv2_mvtu conv2_thresholds rom_1p lutram}
    {bnn_random7 conv2_mvtu_out fifo srl}
    {bnn_random7 sign2_width_out_out fifo srl}
    {bnn_random7 conv3_pad_out fifo srl}
    {conv3_window ring ram_s2p lutram}
    {bnn_random7 conv3_window_out fifo srl}
    {bnn_random7 conv3_width_in_out fifo srl}
    {conv3_mvtu conv3_weights rom_1p lutram}
    {conv3_mvtu conv3_thresholds rom_1p lutram}
    {bnn_random7 conv3_mvtu_out fifo srl}
    {maxpool2_window ring ram_s2p lutram}
    {bnn_random7 maxpool2_window_out fifo srl}
    {bnn_random7 maxpool2_pool_out fifo srl}
    {maxpool3_window ring ram_s2p lutram}
    {bnn_random7 maxpool3_window_out fifo srl}
    {bnn_random7 maxpool3_pool_out fifo srl}
    {bnn_random7 conv4_pad_out fifo srl}
    {conv4_window ring ram_s2p lutram}
    {bnn_random7 conv4_window_out fifo srl}
    {bnn_random7 conv4_width_in_out fifo srl}
    {conv4_mvtu conv4_weights rom_1p lutram}
    {conv4_mvtu conv4_thresholds rom_1p lutram}
    {bnn_random7 conv4_mvtu_out fifo srl}
    {bnn_random7 relu1_width_out_out fifo srl}
    {bnn_random7 concat2_fork_out fifo srl}
    {bnn_random7 concat2_skip_out fifo srl}
    {bnn_random7 conv6_fork_out fifo srl}
    {bnn_random7 conv6_skip_out fifo srl}
    {bnn_random7 conv5_pad_out fifo srl}
    {conv5_window ring ram_s2p lutram}
    {bnn_random7 conv5_window_out fifo srl}
    {bnn_random7 conv5_width_in_out fifo srl}
    {conv5_mvtu conv5_weights rom_1p lutram}
    {conv5_mvtu conv5_thresholds rom_1p lutram}
    {bnn_random7 conv5_mvtu_out fifo srl}
    {bnn_random7 relu2_width_out_out fifo srl}
    {bnn_random7 conv6_pad_out fifo srl}
    {conv6_window ring ram_s2p lutram}
    {bnn_random7 conv6_window_out fifo srl}
    {bnn_random7 conv6_width_in_out fifo srl}
    {conv6_mvtu conv6_weights rom_1p lutram}
    {conv6_mvtu conv6_thresholds rom_1p lutram}
    {bnn_random7 conv6_mvtu_out fifo srl}
    {bnn_random7 conv7_pad_out fifo srl}
    {conv7_window ring ram_s2p lutram}
    {bnn_random7 conv7_window_out fifo srl}
    {conv7_mvtu conv7_weights rom_1p lutram}
    {conv7_mvtu conv7_thresholds rom_1p lutram}
    {bnn_random7 conv7_mvtu_out fifo srl}
    {bnn_random7 concat1_concat_out fifo srl}
    {bnn_random7 concat2_concat_out fifo srl}
    {bnn_random7 residual1_fork_out fifo srl}
    {bnn_random7 residual1_skip_out fifo srl}
    {bnn_random7 depthwise1_pad_out fifo srl}
    {depthwise1_window ring ram_s2p lutram}
    {bnn_random7 depthwise1_window_out fifo srl}
    {depthwise1_depthwise depthwise1_weights rom_1p lutram}
    {depthwise1_depthwise depthwise1_thresholds rom_1p lutram}
    {bnn_random7 depthwise1_depthwise_out fifo srl}
    {bnn_random7 conv8_width_in_out fifo srl}
    {conv8_mvtu conv8_weights rom_1p bram}
    {conv8_mvtu conv8_thresholds rom_1p lutram}
    {bnn_random7 conv8_mvtu_out fifo srl}
    {bnn_random7 relu5_width_out_out fifo srl}
    {bnn_random7 residual1_add_out fifo srl}
    {upsample1_upsample row ram_s2p lutram}
    {bnn_random7 upsample1_upsample_out fifo srl}
    {dense1_scores dense1_weights rom_1p lutram}
    {bnn_random7 dense1_scores_out fifo srl}
    {bnn_random7 dense1_width_out_out fifo srl}
}

# The IP that run_vivado.tcl takes: its folder, its library in the catalogue, and the script that makes it.
set bnn(ip) build/solution/impl/ip
set bnn(library) hls
set bnn(packager) run_hls.tcl

# The board and the settings of its block design. The family none is a bare part, for which there is only an IP.
set bnn(board) pynq-z1
set bnn(board_files) {*:pynq-z1:*}
set bnn(family) zynq
set bnn(clock_mhz) 100
set bnn(pixel_bytes) 3
# Bits of the DMA's length register: one transfer has fewer than 2 to the power of this bytes.
set bnn(length_bits) 23
