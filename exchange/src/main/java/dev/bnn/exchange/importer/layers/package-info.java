// SPDX-License-Identifier: Apache-2.0
/**
 * The layers that an import has found: their weights and scales, and their order as statements of a model file. They refer to
 * nodes only for messages, and do not depend on the shapes of values in a graph.
 */
package dev.bnn.exchange.importer.layers;
