// SPDX-License-Identifier: Apache-2.0
/** Updates of the latent weights in each step: the optimizers, and the mean of the weights over several epochs. */
package dev.bnn.training.optimizer;
