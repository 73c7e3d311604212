// SPDX-License-Identifier: Apache-2.0
/**
 * The arithmetic of one training step behind one interface, {@link dev.bnn.training.kernels.Kernels}, and the settings and states
 * that it takes. The two sets of kernels implement it: {@code kernels.nd4j} and {@code kernels.host}, which do not depend on each
 * other.
 */
package dev.bnn.training.kernels;
