// SPDX-License-Identifier: Apache-2.0
/** Simulates pipelines to the cycle: their latency and interval, and the depths of streams with which they reach both. */
package dev.bnn.sim;
