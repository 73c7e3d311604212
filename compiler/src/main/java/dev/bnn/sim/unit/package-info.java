// SPDX-License-Identifier: Apache-2.0
/**
 * One unit by itself: in which iterations it reads and writes, and how many cycles its Verilog takes from a read to a write. This
 * package knows neither streams nor the unit's neighbors.
 */
package dev.bnn.sim.unit;
