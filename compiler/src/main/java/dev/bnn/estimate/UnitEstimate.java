package dev.bnn.estimate;

import dev.bnn.dataflow.Unit;

/**
 * What a unit costs.
 *
 * @param cycles cycles an image
 * @param lut look-up tables, by the analytical model of FINN-R (Blott et al. 2018)
 * @param bram18 block RAM halves of 18 kbit
 */
public record UnitEstimate(Unit unit, long cycles, double lut, long bram18) {}
