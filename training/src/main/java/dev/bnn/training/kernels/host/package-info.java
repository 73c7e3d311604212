// SPDX-License-Identifier: Apache-2.0
/**
 * Kernels that work on the memory of the CPU: tiles, Winograd transforms and XNOR products, checked against those of ND4J.
 */
package dev.bnn.training.kernels.host;
