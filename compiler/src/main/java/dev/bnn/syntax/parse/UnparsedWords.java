// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax.parse;

import dev.bnn.syntax.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ErrorNode;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Distinguishes the parts of a parse tree without errors from those with errors, and keeps the words of the latter. */
final class UnparsedWords {
    private final Spans spans;
    private final Set<String> lost = new HashSet<>();

    UnparsedWords(Spans spans) {
        this.spans = spans;
    }

    /** The words that were not understood. One of them may declare a name that seems unknown. */
    Set<String> lost() {
        return lost;
    }

    /** True if a part has no errors. A part that the parser skipped because of an error is null. */
    static boolean whole(ParseTree tree) {
        return whole(tree, Set.of());
    }

    /** True if a part has no errors, except within parts of the kinds {@code apart}, which may have their own. */
    static boolean whole(ParseTree tree, Set<Class<?>> apart) {
        if (tree == null || tree instanceof ErrorNode) {
            return false;
        }
        if (!(tree instanceof ParserRuleContext context)) {
            return true;
        }
        if (context.exception != null || context.getChildCount() == 0) {
            return false;
        }
        for (ParseTree child : context.children) {
            if (!apart.contains(child.getClass()) && !whole(child, apart)) {
                return false;
            }
        }
        return true;
    }

    /** The words of a part, except those within parts of the kinds {@code apart}. The words then count as lost. */
    List<Word> words(ParseTree tree, Set<Class<?>> apart) {
        List<Word> words = new ArrayList<>();
        collect(tree, apart, words);
        words.forEach(w -> lost.add(w.text()));
        return words;
    }

    private void collect(ParseTree tree, Set<Class<?>> apart, List<Word> words) {
        if (tree instanceof TerminalNode node) {
            Token token = node.getSymbol();
            if (token.getTokenIndex() >= 0 && token.getType() != Token.EOF) {
                words.add(new Word(token.getText(), spans.of(token), false));
            }
        } else if (tree instanceof ParserRuleContext context && context.children != null) {
            for (ParseTree child : context.children) {
                if (!apart.contains(child.getClass())) {
                    collect(child, apart, words);
                }
            }
        }
    }
}
