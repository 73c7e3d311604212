// The pipelines of the units: a loop starts one iteration per cycle, and flushes.
//
// In a flushing pipeline an iteration continues to its last stage while the next one waits for a word. A stalling pipeline
// would keep the words in its stages until the next word arrives; in a residual that word may depend on them, so that the
// design would block. Vitis HLS calls the style flp. Vivado HLS has another name; run_hls.tcl defines BNN_ENABLE_FLUSH.
#ifndef BNN_PIPELINE_H
#define BNN_PIPELINE_H

// Loops have names for the reports of HLS. For a compiler they are unused labels.
#if defined(__GNUC__) && !defined(__SYNTHESIS__)
#pragma GCC diagnostic ignored "-Wunused-label"
#endif

#ifdef BNN_ENABLE_FLUSH
#define BNN_PIPELINE _Pragma("HLS pipeline II=1 enable_flush")
#else
#define BNN_PIPELINE _Pragma("HLS pipeline II=1 style=flp")
#endif

#endif
