// SPDX-License-Identifier: Apache-2.0
/**
 * Checks layers: their options, shapes, names and order, and that the hardware can carry their streams.
 */
package dev.bnn.check.layer;
