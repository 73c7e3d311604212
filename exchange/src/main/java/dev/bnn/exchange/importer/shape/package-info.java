// SPDX-License-Identifier: Apache-2.0
/**
 * Shapes in a graph of another tool: the order of the axes, and what single nodes do to them by windows, pads, repeats and reshapes.
 * Nothing here knows layers or the values of the graph.
 */
package dev.bnn.exchange.importer.shape;
