// SPDX-License-Identifier: Apache-2.0
/** The AST of a model file. Each sealed family has a visitor. What the parser did not understand is an {@code Incomplete}. */
package dev.bnn.syntax;
