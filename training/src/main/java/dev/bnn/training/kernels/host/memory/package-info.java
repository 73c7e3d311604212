// SPDX-License-Identifier: Apache-2.0
/**
 * What the host's kernels take from ND4J past its executioner: addresses of arrays and prepared operations. It is valid only where
 * ND4J computes in host memory.
 */
package dev.bnn.training.kernels.host.memory;
