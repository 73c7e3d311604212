// SPDX-License-Identifier: Apache-2.0
/**
 * From the AST to a checked {@link dev.bnn.model.Network}. {@link dev.bnn.check.Frontend} is the entry point; the subpackages check
 * layers, train sections and target sections.
 */
package dev.bnn.check;
