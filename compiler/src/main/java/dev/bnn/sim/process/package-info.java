// SPDX-License-Identifier: Apache-2.0
/**
 * Processes joined by streams, and their run cycle by cycle until each has done its frames or all wait for each other. The depths of
 * the streams are given; who chooses them lies above.
 */
package dev.bnn.sim.process;
