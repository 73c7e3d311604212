// SPDX-License-Identifier: Apache-2.0
/**
 * The text form of the IR, for people and for diff, which can be read back: {@link dev.bnn.ir.text.IrWriter} and {@link
 * dev.bnn.ir.text.IrReader}. docs/ir.md describes it.
 */
package dev.bnn.ir.text;
