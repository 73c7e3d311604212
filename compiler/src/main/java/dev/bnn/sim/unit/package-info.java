// SPDX-License-Identifier: Apache-2.0
/**
 * One unit by itself: in which iterations it reads and writes, and how many cycles its Verilog takes from a read to a write. It knows
 * no streams and no neighbors.
 */
package dev.bnn.sim.unit;
