// SPDX-License-Identifier: Apache-2.0
/**
 * The {@code host} kernels, which work on the memory of the CPU: tiles, Winograd convolutions and XNOR products, checked against
 * those of ND4J. Both {@code host.winograd} and this package build on {@code host.memory}.
 */
package dev.bnn.training.kernels.host;
