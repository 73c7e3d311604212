// SPDX-License-Identifier: Apache-2.0
/**
 * Goals that move networks and parameters in and out: import and pack, and export to ONNX, C and a PyTorch script. The formats
 * are those of the modules {@code exchange}, {@code compiler} and {@code training}.
 */
package dev.bnn.workflow.goals.exchange;
