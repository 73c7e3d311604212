// SPDX-License-Identifier: Apache-2.0
/**
 * Simulates pipelines to the cycle: their latency and interval, and the depths of streams with which they reach both. It chooses
 * depths by runs of {@code sim.process}, which runs the units that {@code sim.unit} describes; neither of them knows this package.
 */
package dev.bnn.sim;
