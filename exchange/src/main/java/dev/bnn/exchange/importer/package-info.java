// SPDX-License-Identifier: Apache-2.0
/** Imports QONNX models, node by node from the image to the scores. */
package dev.bnn.exchange.importer;
