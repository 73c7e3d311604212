// SPDX-License-Identifier: Apache-2.0
/**
 * What back ends share: the interface {@code Backend} with its requests and results, and how they write files. The packages
 * {@code array} and {@code board} build on it, and a back end of its own package, such as {@code hls} or {@code rtl}, on all three.
 */
package dev.bnn.emit;
