// SPDX-License-Identifier: Apache-2.0

/**
 * Per-channel sums: depthwise convolutions, sums of windows and sums of two maps. They and the matrix products do not depend on
 * each other.
 */
package dev.bnn.runtime.internal.engine.vector.channels;
