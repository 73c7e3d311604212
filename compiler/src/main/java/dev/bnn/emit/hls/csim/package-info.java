// SPDX-License-Identifier: Apache-2.0
/** Compiles an HLS project with a C++ compiler and compares its answers with the golden model. */
package dev.bnn.emit.hls.csim;
