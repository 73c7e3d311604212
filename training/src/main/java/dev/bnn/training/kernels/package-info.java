// SPDX-License-Identifier: Apache-2.0
/**
 * The arithmetic of one training step behind one interface, {@link dev.bnn.training.kernels.Kernels}, and its form in
 * plain ND4J operations.
 */
package dev.bnn.training.kernels;
