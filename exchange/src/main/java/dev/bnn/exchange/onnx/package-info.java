// SPDX-License-Identifier: Apache-2.0
/** The part of the ONNX format that this project needs, as records, with a reader and a writer. */
package dev.bnn.exchange.onnx;
