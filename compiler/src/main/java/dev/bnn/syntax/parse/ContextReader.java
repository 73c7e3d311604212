// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax.parse;

import dev.bnn.grammar.BnnBaseVisitor;
import org.antlr.v4.runtime.tree.RuleNode;

/**
 * Converts one kind of parse tree to one kind of AST. A subclass has a method for each alternative of its rule. An alternative
 * without one is a defect of the compiler, not of the file.
 */
abstract class ContextReader<T> extends BnnBaseVisitor<T> {
    @Override
    public final T visitChildren(RuleNode node) {
        throw new IllegalStateException(
                getClass().getName() + " does not read " + node.getClass().getName());
    }
}
