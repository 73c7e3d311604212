// SPDX-License-Identifier: Apache-2.0
/**
 * The {@code nd4j} kernels: ND4J's operations only, on every backend and device. They are the plain reference for the host's
 * kernels.
 */
package dev.bnn.training.kernels.nd4j;
