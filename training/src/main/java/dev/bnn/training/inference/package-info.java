// SPDX-License-Identifier: Apache-2.0
/**
 * A trained network on floats, outside a training graph: scores and accuracies as the optimizer sees them.
 */
package dev.bnn.training.inference;
