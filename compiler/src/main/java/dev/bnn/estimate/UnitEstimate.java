// SPDX-License-Identifier: Apache-2.0
package dev.bnn.estimate;

import dev.bnn.dataflow.Unit;

/**
 * Cycles and resources of a unit with the streams that it writes.
 *
 * @param depth words of its first output stream
 * @param cycles cycles per image
 * @param finnLut LUTs by the analytical model of FINN-R (Blott et al. 2018), for comparison
 */
public record UnitEstimate(Unit unit, int depth, long cycles, Resources resources, long finnLut) {}
