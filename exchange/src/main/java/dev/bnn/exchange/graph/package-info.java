// SPDX-License-Identifier: Apache-2.0
/**
 * The graph of an ONNX model as the importer reads it: only operations and attributes that {@link
 * dev.bnn.exchange.graph.Operations} lists, with constants evaluated.
 */
package dev.bnn.exchange.graph;
