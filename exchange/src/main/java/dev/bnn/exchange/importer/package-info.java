// SPDX-License-Identifier: Apache-2.0
/** Networks of QONNX models: each node in its turn, from the image to the scores. */
package dev.bnn.exchange.importer;
