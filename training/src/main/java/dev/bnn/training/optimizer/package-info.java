// SPDX-License-Identifier: Apache-2.0
/**
 * What changes the latent weights after each step: the optimizer, and the mean over several epochs.
 */
package dev.bnn.training.optimizer;
