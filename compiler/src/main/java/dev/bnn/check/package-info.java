// SPDX-License-Identifier: Apache-2.0
/** From the AST to a checked {@link dev.bnn.model.Network}: names, shapes, value sets and ranges. */
package dev.bnn.check;
