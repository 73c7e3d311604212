/** Models to and from other tools: ONNX for any runtime, QONNX for other compilers of quantised networks. */
package dev.bnn.exchange;
