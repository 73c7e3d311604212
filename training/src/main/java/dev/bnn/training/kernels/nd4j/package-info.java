// SPDX-License-Identifier: Apache-2.0
/**
 * The kernels {@code nd4j}: ND4J's operations alone, on every backend and device. They are the plain reference of those of the host.
 */
package dev.bnn.training.kernels.nd4j;
