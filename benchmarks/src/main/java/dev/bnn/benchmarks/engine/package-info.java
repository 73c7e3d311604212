// SPDX-License-Identifier: Apache-2.0
/**
 * Measures the engine: alone, against its peak, and against onnxruntime.
 */
package dev.bnn.benchmarks.engine;
