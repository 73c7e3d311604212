# What run_hls.tcl and run_vivado.tcl need to know of network random7. Generated from random7.bnn; changes here are lost.
set bnn(top) bnn_random7
set bnn(part) xc7z020clg400-1
set bnn(period_ns) 10
set bnn(sources) {src/random7.cpp}
set bnn(testbench) {tb/testbench.cpp tb/images.hex tb/scores.txt}

# Tables of weights by unit, and what stores them.
set bnn(storage) {
    {conv1_mvtu conv1_weights lutram}
    {conv2_mvtu conv2_weights lutram}
    {dense1_scores dense1_weights lutram}
}

# The board and what its block design depends on. A family of none is a bare part, for which there is an IP only.
set bnn(board) {pynq-z1}
set bnn(board_files) {*:pynq-z1:*}
set bnn(family) zynq
set bnn(clock_mhz) 100
set bnn(pixel_bytes) 3
# Bits of the DMA's length register: one transfer moves less than 2 to this power bytes.
set bnn(length_bits) 23
