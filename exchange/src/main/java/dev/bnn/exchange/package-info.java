// SPDX-License-Identifier: Apache-2.0
/** Models to and from other tools: ONNX for any runtime, QONNX for other compilers of quantised networks. */
package dev.bnn.exchange;
