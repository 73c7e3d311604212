// SPDX-License-Identifier: Apache-2.0
/**
 * Processes joined by streams, and their simulation to the cycle until each has done its frames or all wait for each other. The
 * depths of the streams are given; the package above chooses them.
 */
package dev.bnn.sim.process;
