// SPDX-License-Identifier: Apache-2.0

/**
 * The innermost loops, on arrays of ints. They do not depend on maps and stages; every other package of the engine builds on
 * them.
 */
package dev.bnn.runtime.internal.engine.vector.loops;
