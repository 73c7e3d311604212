// SPDX-License-Identifier: Apache-2.0
/**
 * Reads and writes parameter files in the formats of NumPy, {@code .npz} and {@code .npy}, and packed parameters.
 */
package dev.bnn.npz;
