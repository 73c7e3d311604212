// SPDX-License-Identifier: Apache-2.0
/**
 * The intermediate representation of a trained network: operations with operands, their types, and an interpreter that defines
 * what they compute. A pass builds the next IR with {@link dev.bnn.ir.IrBuilder}.
 */
package dev.bnn.ir;
