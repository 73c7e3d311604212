// SPDX-License-Identifier: Apache-2.0
/**
 * Quantization-aware training: {@link dev.bnn.training.Trainer} runs the epochs of a request over a graph of layers, and checkpoints them.
 */
package dev.bnn.training;
