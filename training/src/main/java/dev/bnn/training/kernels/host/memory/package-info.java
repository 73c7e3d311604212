// SPDX-License-Identifier: Apache-2.0
/**
 * Addresses of arrays and prepared operations, with which the host's kernels bypass ND4J's executioner. They are valid only if
 * ND4J computes in host memory.
 */
package dev.bnn.training.kernels.host.memory;
