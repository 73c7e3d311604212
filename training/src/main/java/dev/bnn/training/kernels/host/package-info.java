// SPDX-License-Identifier: Apache-2.0
/**
 * The kernels {@code host}, which work on the memory of the CPU: tiles, Winograd convolutions and XNOR products, checked against those
 * of ND4J. On {@code host.memory} stand {@code host.winograd} and this package.
 */
package dev.bnn.training.kernels.host;
