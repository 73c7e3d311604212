// SPDX-License-Identifier: Apache-2.0
/**
 * From the text of a model file to its AST. The parser goes on after a mistake: what it did not understand is an
 * {@code Incomplete} in the AST, and each sealed family of the AST has a visitor.
 */
package dev.bnn.syntax;
