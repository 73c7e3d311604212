// SPDX-License-Identifier: Apache-2.0

/**
 * How the engine lays out maps, weights and thresholds: bits in planes, or integers by channel. Matrix products and per-channel
 * sums read and write these layouts; nothing here depends on them.
 */
package dev.bnn.runtime.internal.engine.vector.planes;
