# What run_hls.tcl needs to know of network random7. Generated from random7.bnn; changes here are lost.
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
