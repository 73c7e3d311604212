// SPDX-License-Identifier: Apache-2.0
/** The wire format of protocol buffers, which ONNX and TensorBoard use. */
package dev.bnn.exchange.wire;
