// SPDX-License-Identifier: Apache-2.0
/**
 * Imports QONNX models, node by node from the image to the scores. It reads each node by {@code importer.shape}, collects layers in
 * {@code importer.layers}, and writes them as a model file; neither of the two knows this package or the other.
 */
package dev.bnn.exchange.importer;
