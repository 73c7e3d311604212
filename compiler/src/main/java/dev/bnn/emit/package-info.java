// SPDX-License-Identifier: Apache-2.0
/**
 * What the back ends share: the design, arrays of trained values, the parameter file, names, drivers for the board, and the interface
 * {@link dev.bnn.emit.Backend}. Each back end has a package of its own below this one.
 */
package dev.bnn.emit;
