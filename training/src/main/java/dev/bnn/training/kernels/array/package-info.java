// SPDX-License-Identifier: Apache-2.0
/**
 * ND4J's arrays and threads: their memory on every backend, operations on fixed arrays, scratch arrays, and loops over rows on
 * several threads. It does not depend on training; kernels, layers and optimizers build on it.
 */
package dev.bnn.training.kernels.array;
