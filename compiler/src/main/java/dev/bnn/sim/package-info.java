// SPDX-License-Identifier: Apache-2.0
/**
 * Simulates pipelines to the cycle: their latency and interval, and the depths of streams with which they reach both. It asks
 * {@code sim.process}, where units and streams run, which asks {@code sim.unit}, what one unit does; neither knows depths to choose.
 */
package dev.bnn.sim;
