// SPDX-License-Identifier: Apache-2.0
/**
 * A network before any training, as a table for the console and as a drawing: its layers, shapes, weights and accumulators. This
 * package knows no report.
 */
package dev.bnn.report.network;
