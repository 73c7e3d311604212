// SPDX-License-Identifier: Apache-2.0

/**
 * Sums of each channel by itself: depthwise convolutions, sums of windows and sums of two maps. They know no matrix product, and
 * none knows them.
 */
package dev.bnn.runtime.internal.engine.vector.channels;
