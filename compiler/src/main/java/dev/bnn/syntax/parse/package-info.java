// SPDX-License-Identifier: Apache-2.0
/** From the text of a model file to its AST. The parser continues after a mistake, so that no mistake hides another. */
package dev.bnn.syntax.parse;
