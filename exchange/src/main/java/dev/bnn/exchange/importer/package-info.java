// SPDX-License-Identifier: Apache-2.0
/**
 * Imports QONNX models, node by node from the image to the scores. It reads the shapes of each node with {@code importer.shape},
 * collects layers in {@code importer.layers}, and writes them as a model file. These two packages depend neither on this one nor
 * on each other.
 */
package dev.bnn.exchange.importer;
