// SPDX-License-Identifier: Apache-2.0
/**
 * The layers of a training graph: each computes its output, and the gradients of its input and its weights.
 */
package dev.bnn.training.layers;
