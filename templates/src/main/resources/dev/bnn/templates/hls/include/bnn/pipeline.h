// The pipelines of the units: a loop that starts an iteration in each cycle, and flushes.
//
// Flushing, an iteration under way goes on to its last stage while the next one waits for a word. A pipeline that stalls
// would keep the words in its stages until the next word came, and around a residual that word may wait for just those.
// Vitis HLS calls the style flp. Vivado HLS knows another name; run_hls.tcl defines BNN_ENABLE_FLUSH for it.
#ifndef BNN_PIPELINE_H
#define BNN_PIPELINE_H

// Loops have names for the reports of HLS. To a plain compiler they are labels that nothing goes to.
#if defined(__GNUC__) && !defined(__SYNTHESIS__)
#pragma GCC diagnostic ignored "-Wunused-label"
#endif

#ifdef BNN_ENABLE_FLUSH
#define BNN_PIPELINE _Pragma("HLS pipeline II=1 enable_flush")
#else
#define BNN_PIPELINE _Pragma("HLS pipeline II=1 style=flp")
#endif

#endif
