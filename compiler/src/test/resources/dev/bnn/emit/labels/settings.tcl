# Settings of run_hls.tcl and run_vivado.tcl for network random7. Generated from random7.bnn; changes here are lost.
set bnn(top) bnn_random7
set bnn(part) xc7z020clg400-1
set bnn(period_ns) 10
# ip_catalog makes an IP for Vivado, xo a kernel for the linker of Vitis.
set bnn(format) ip_catalog
set bnn(sources) {src/bnn_random7.cpp}
set bnn(testbench) {tb/testbench.cpp tb/images.hex tb/labels.txt tb/parameters.bin}
# The limit of ap_int.h for the bits of a word; 1024 is its default.
set bnn(ap_int_max_w) 1024

# Arrays and streams by function, with their kind of memory and its implementation.
set bnn(storage) {
    {pipeline conv1_pad_out fifo srl}
    {conv1_window ring ram_s2p lutram}
    {pipeline conv1_window_out fifo srl}
    {pipeline conv1_width_in_out fifo srl}
    {bnn_random7 conv1_weights ram_s2p lutram}
    {bnn_random7 conv1_thresholds ram_s2p lutram}
    {pipeline conv1_mvtu_out fifo srl}
    {pipeline maxpool1_pad_out fifo srl}
    {maxpool1_window ring ram_s2p lutram}
    {pipeline maxpool1_window_out fifo srl}
    {pipeline maxpool1_pool_out fifo srl}
    {pipeline conv2_pad_out fifo srl}
    {conv2_window ring ram_s2p lutram}
    {pipeline conv2_window_out fifo srl}
    {pipeline conv2_width_in_out fifo srl}
    {bnn_random7 conv2_weights ram_s2p bram}
    {bnn_random7 conv2_thresholds ram_s2p lutram}
    {pipeline conv2_mvtu_out fifo srl}
    {pipeline sign2_width_out_out fifo srl}
    {pipeline conv3_pad_out fifo srl}
    {conv3_window ring ram_s2p lutram}
    {pipeline conv3_window_out fifo srl}
    {pipeline conv3_width_in_out fifo srl}
    {bnn_random7 conv3_weights ram_s2p lutram}
    {bnn_random7 conv3_thresholds ram_s2p lutram}
    {pipeline conv3_mvtu_out fifo srl}
    {maxpool2_window ring ram_s2p lutram}
    {pipeline maxpool2_window_out fifo srl}
    {pipeline maxpool2_pool_out fifo srl}
    {maxpool3_window ring ram_s2p lutram}
    {pipeline maxpool3_window_out fifo srl}
    {pipeline maxpool3_pool_out fifo srl}
    {pipeline conv4_pad_out fifo srl}
    {conv4_window ring ram_s2p lutram}
    {pipeline conv4_window_out fifo srl}
    {pipeline conv4_width_in_out fifo srl}
    {bnn_random7 conv4_weights ram_s2p lutram}
    {bnn_random7 conv4_thresholds ram_s2p lutram}
    {pipeline conv4_mvtu_out fifo srl}
    {pipeline relu1_width_out_out fifo srl}
    {pipeline concat2_fork_out fifo srl}
    {pipeline concat2_skip_out fifo srl}
    {pipeline conv6_fork_out fifo srl}
    {pipeline conv6_skip_out fifo srl}
    {pipeline conv5_pad_out fifo srl}
    {conv5_window ring ram_s2p lutram}
    {pipeline conv5_window_out fifo srl}
    {pipeline conv5_width_in_out fifo srl}
    {bnn_random7 conv5_weights ram_s2p lutram}
    {bnn_random7 conv5_thresholds ram_s2p lutram}
    {pipeline conv5_mvtu_out fifo srl}
    {pipeline relu2_width_out_out fifo srl}
    {pipeline conv6_pad_out fifo srl}
    {conv6_window ring ram_s2p lutram}
    {pipeline conv6_window_out fifo srl}
    {pipeline conv6_width_in_out fifo srl}
    {bnn_random7 conv6_weights ram_s2p lutram}
    {bnn_random7 conv6_thresholds ram_s2p lutram}
    {pipeline conv6_mvtu_out fifo srl}
    {pipeline conv7_pad_out fifo srl}
    {conv7_window ring ram_s2p lutram}
    {pipeline conv7_window_out fifo srl}
    {bnn_random7 conv7_weights ram_s2p lutram}
    {bnn_random7 conv7_thresholds ram_s2p lutram}
    {pipeline conv7_mvtu_out fifo srl}
    {pipeline concat1_concat_out fifo srl}
    {pipeline concat2_concat_out fifo srl}
    {pipeline residual1_fork_out fifo srl}
    {pipeline residual1_skip_out fifo srl}
    {pipeline depthwise1_pad_out fifo srl}
    {depthwise1_window ring ram_s2p lutram}
    {pipeline depthwise1_window_out fifo srl}
    {bnn_random7 depthwise1_weights ram_s2p lutram}
    {bnn_random7 depthwise1_thresholds ram_s2p lutram}
    {pipeline depthwise1_depthwise_out fifo srl}
    {pipeline conv8_width_in_out fifo srl}
    {bnn_random7 conv8_weights ram_s2p bram}
    {bnn_random7 conv8_thresholds ram_s2p lutram}
    {pipeline conv8_mvtu_out fifo srl}
    {pipeline relu5_width_out_out fifo srl}
    {pipeline residual1_add_out fifo srl}
    {upsample1_upsample row ram_s2p lutram}
    {pipeline upsample1_upsample_out fifo srl}
    {bnn_random7 dense1_weights ram_s2p lutram}
    {pipeline dense1_scores_out fifo srl}
    {pipeline dense1_width_out_out fifo srl}
    {pipeline dense1_labels_out fifo srl}
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
