// SPDX-License-Identifier: Apache-2.0
/** The HLS back end: C++ and scripts for the vendor's HLS tool. docs/hardware.md describes what it writes. */
package dev.bnn.emit.hls;
