// SPDX-License-Identifier: Apache-2.0
package dev.bnn.estimate;

import dev.bnn.dataflow.Unit;

/**
 * What a unit costs with the stream behind it.
 *
 * @param cycles cycles an image
 * @param finnLut look-up tables by the analytical model of FINN-R (Blott et al. 2018), to compare
 */
public record UnitEstimate(Unit unit, int depth, long cycles, Resources resources, long finnLut) {}
