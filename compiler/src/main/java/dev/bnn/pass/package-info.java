// SPDX-License-Identifier: Apache-2.0
/**
 * Lowering: from a trained network to integers, pass by pass ({@link dev.bnn.pass.Passes}), each verified and compared with the
 * stage before ({@link dev.bnn.pass.Lowering}).
 */
package dev.bnn.pass;
