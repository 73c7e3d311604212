// SPDX-License-Identifier: Apache-2.0

/**
 * How the engine lays out maps, weights and thresholds: bits in planes, or integers by channel. Matrix products and sums of channels
 * read and write these; nothing here knows them.
 */
package dev.bnn.runtime.internal.engine.vector.planes;
