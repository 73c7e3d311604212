// SPDX-License-Identifier: Apache-2.0
/**
 * Shapes in a graph of another tool: the order of the axes, and how nodes change shapes with windows, pads, repeats and reshapes.
 * Nothing here depends on layers or on the values of the graph.
 */
package dev.bnn.exchange.importer.shape;
