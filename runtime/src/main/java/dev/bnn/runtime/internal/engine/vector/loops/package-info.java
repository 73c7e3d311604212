// SPDX-License-Identifier: Apache-2.0

/**
 * The innermost loops, on arrays of ints. They know nothing of maps and stages, and every other package of the engine builds on them.
 */
package dev.bnn.runtime.internal.engine.vector.loops;
