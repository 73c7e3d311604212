// SPDX-License-Identifier: Apache-2.0
/** The RTL back end: a design as Verilog-2005, without an HLS tool. docs/rtl.md describes what it writes. */
package dev.bnn.emit.rtl;
