// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax.parse;

import dev.bnn.grammar.BnnLexer;
import dev.bnn.grammar.BnnParser;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.WritableToken;

/**
 * Decides by the position of words whether they are keywords or names. A keyword in the place of a name becomes a name, so every
 * other keyword of a section begins one. A name before a parenthesis becomes the use of a block, so no expression takes it.
 */
final class ContextualWords {
    /** Keywords that begin sections. */
    static final Set<Integer> SECTIONS = Set.of(
            BnnLexer.NETWORK,
            BnnLexer.INPUT,
            BnnLexer.CLASSES,
            BnnLexer.CONST,
            BnnLexer.BLOCK,
            BnnLexer.LAYERS,
            BnnLexer.TRAIN,
            BnnLexer.TARGET);

    /** Keywords that an expression follows. */
    private static final Set<Integer> VALUED = Set.of(
            BnnLexer.CONV,
            BnnLexer.DENSE,
            BnnLexer.QUANT,
            BnnLexer.RELU,
            BnnLexer.REPEAT,
            BnnLexer.UPSAMPLE,
            BnnLexer.SHUFFLE,
            BnnLexer.KERNEL,
            BnnLexer.STRIDE,
            BnnLexer.DILATION,
            BnnLexer.GROUPS,
            BnnLexer.TOP,
            BnnLexer.BOTTOM,
            BnnLexer.LEFT,
            BnnLexer.RIGHT,
            BnnLexer.PE,
            BnnLexer.SIMD);

    private final List<Token> tokens;
    private final Set<String> declared;
    private int section;

    private ContextualWords(List<Token> tokens) {
        this.tokens = tokens;
        this.declared = declared(tokens);
    }

    /** The names of constants, and of parameters with some others. */
    private static Set<String> declared(List<Token> tokens) {
        Set<String> names = new HashSet<>();
        boolean signature = false;
        for (int i = 1; i < tokens.size(); i++) {
            int before = tokens.get(i - 1).getType();
            signature = before == BnnLexer.BLOCK
                    || signature && !tokens.get(i).getText().equals("{");
            if (signature || before == BnnLexer.CONST) {
                names.add(tokens.get(i).getText());
            }
        }
        return names;
    }

    static void name(List<Token> tokens) {
        ContextualWords words = new ContextualWords(tokens);
        for (int i = 0; i < tokens.size() - 1; i++) {
            words.name(i);
        }
    }

    static boolean isKeyword(Token token) {
        String literal = BnnLexer.VOCABULARY.getLiteralName(token.getType());
        return literal != null && Character.isLetter(literal.charAt(1));
    }

    private void name(int index) {
        Token token = tokens.get(index);
        Token next = tokens.get(index + 1);
        int before = index == 0 ? Token.EOF : tokens.get(index - 1).getType();
        if (token.getType() == BnnLexer.ID) {
            if (next.getText().equals("(") && before != BnnLexer.BLOCK) {
                become(token, BnnParser.CALL);
            } else if (index > 1 && begins(token, tokens.get(index - 1), tokens.get(index - 2))) {
                become(token, BnnParser.BEGINNING);
            }
        } else if (isKeyword(token)) {
            boolean sameLine = index > 0 && tokens.get(index - 1).getLine() == token.getLine();
            if (isName(token, before, sameLine, next)) {
                become(token, BnnLexer.ID);
            } else if (SECTIONS.contains(token.getType())) {
                section = token.getType();
            }
        }
    }

    /** Whether an undeclared name begins a line after one that lacks its value, or a clock that lacks its unit. */
    private boolean begins(Token token, Token before, Token beforeThat) {
        boolean number = before.getType() == BnnLexer.INT || before.getType() == BnnLexer.REAL;
        boolean unit = token.getText().toLowerCase(Locale.ROOT).endsWith("hz");
        return before.getLine() < token.getLine()
                && (VALUED.contains(before.getType()) && !declared.contains(token.getText())
                        || number && beforeThat.getType() == BnnLexer.CLOCK && !unit);
    }

    /** On the line of the word that expects a name, any keyword is a name; on the next line, only one that begins no section. */
    private boolean isName(Token token, int before, boolean sameLine, Token next) {
        boolean sectionNext = SECTIONS.contains(next.getType()) || next.getType() == Token.EOF;
        return switch (before) {
            case BnnLexer.NETWORK -> sameLine || sectionNext || next.getType() == BnnLexer.STRING;
            case BnnLexer.TRAIN -> next.getText().equals("{");
            case BnnLexer.TARGET ->
                next.getType() == BnnLexer.ID
                        && next.getLine() == token.getLine()
                        && (sameLine || !SECTIONS.contains(token.getType()));
            case BnnLexer.START, BnnLexer.TEACHER ->
                sameLine
                        || isKeyword(next)
                        || next.getText().equals(";")
                        || next.getText().equals("}");
            default -> {
                boolean memory = token.getType() == BnnLexer.BLOCK && next.getType() != BnnLexer.ID;
                if (memory && sameLine) {
                    yield true;
                }
                boolean label = before == BnnLexer.CLASSES
                        || section == BnnLexer.CLASSES && (isSign(before, ",") || isSign(before, "="));
                yield label && (sameLine || sectionNext || isSign(next.getType(), ","));
            }
        };
    }

    private static boolean isSign(int type, String sign) {
        return ("'" + sign + "'").equals(BnnLexer.VOCABULARY.getLiteralName(type));
    }

    private static void become(Token token, int type) {
        ((WritableToken) token).setType(type);
    }
}
