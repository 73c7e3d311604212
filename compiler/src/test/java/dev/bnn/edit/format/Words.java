// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.format;

import dev.bnn.edit.Analysis;
import dev.bnn.syntax.Lexeme;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** What a formatter must preserve, and badly formatted texts. */
final class Words {
    private static final List<String> GAPS = List.of(
            " ",
            "  ",
            "\t",
            "\n",
            "\r\n",
            "\n\n\n",
            " \n   ",
            " # a comment  \n",
            "\n// another\n",
            "\n\n    #third\n\n\n ");

    private Words() {}

    static Analysis analysis(String text) {
        return Analysis.of("n.bnn", text);
    }

    /** The AST as text, without its places. */
    static String ast(Analysis analysis) {
        return analysis.sections().toString().replaceAll("\\w+=n\\.bnn:\\d+:\\d+", "");
    }

    /** The words and comments in order, each with its kind. */
    static List<String> words(Analysis analysis) {
        return analysis.lexemes().stream()
                .filter(l -> l.kind() != Lexeme.Kind.SPACE)
                .map(l -> l.kind() + " " + l.text().stripTrailing())
                .toList();
    }

    /** A text with other gaps between its words: comments, line ends, or nothing if no gap is needed. */
    static String shaken(String text, Random random) {
        List<Lexeme> lexemes = analysis(text).lexemes();
        int much = 1 + random.nextInt(8);
        return lexemes.stream()
                .filter(l -> l.kind() != Lexeme.Kind.COMMENT)
                .map(l -> shaken(l, random, much))
                .collect(Collectors.joining());
    }

    private static String shaken(Lexeme lexeme, Random random, int much) {
        boolean other = random.nextInt(much) == 0;
        if (lexeme.kind() == Lexeme.Kind.SPACE) {
            return other ? GAPS.get(random.nextInt(GAPS.size())) : lexeme.text();
        }
        boolean apart = lexeme.kind() == Lexeme.Kind.SIGN && other;
        return apart ? gap(random) + lexeme.text() + gap(random) : lexeme.text();
    }

    private static String gap(Random random) {
        return random.nextBoolean() ? "" : GAPS.get(random.nextInt(GAPS.size()));
    }
}
