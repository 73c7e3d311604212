// SPDX-License-Identifier: Apache-2.0
/**
 * The graph of an ONNX model as the importer may read it: only what {@link dev.bnn.exchange.graph.Operations} says, of each
 * operation only the settings that it lists, and constants worked out.
 */
package dev.bnn.exchange.graph;
