// SPDX-License-Identifier: Apache-2.0
/** Exchanges models with other tools: ONNX for any runtime, QONNX for other compilers of quantized networks. */
package dev.bnn.exchange;
