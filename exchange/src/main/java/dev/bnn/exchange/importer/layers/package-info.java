// SPDX-License-Identifier: Apache-2.0
/**
 * The layers that an import has found: their weights and scales, and their order as statements of a model file. They know no node but
 * the one that a message names, and no shape of a graph's value.
 */
package dev.bnn.exchange.importer.layers;
