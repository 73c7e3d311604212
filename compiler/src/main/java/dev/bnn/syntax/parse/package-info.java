// SPDX-License-Identifier: Apache-2.0
/**
 * From the text of a model file to its AST. The parser goes on after a mistake, so that one slip hides no other.
 */
package dev.bnn.syntax.parse;
