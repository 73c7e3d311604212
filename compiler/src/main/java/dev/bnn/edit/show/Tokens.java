// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.show;

import dev.bnn.check.vocabulary.LayerVocabulary;
import dev.bnn.check.vocabulary.TargetVocabulary;
import dev.bnn.check.vocabulary.Term;
import dev.bnn.check.vocabulary.TrainVocabulary;
import dev.bnn.check.vocabulary.Vocabulary;
import dev.bnn.edit.Analysis;
import dev.bnn.edit.Range;
import dev.bnn.syntax.Lexeme;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Determines the kind of each word of a text. It uses the words before, not the AST, so half-written text has its colors, too. */
public final class Tokens {
    private static final Set<String> SECTIONS = Set.copyOf(Vocabulary.words(Vocabulary.SECTIONS));
    private static final Set<String> LAYERS = Set.copyOf(Vocabulary.words(LayerVocabulary.LAYERS));

    /** Words that begin an option or an entry. */
    private static final Set<String> PROPERTIES = Stream.of(
                    LayerVocabulary.LAYER_OPTIONS,
                    TrainVocabulary.TRAIN,
                    TargetVocabulary.TARGET,
                    TrainVocabulary.OPTIMIZER_OPTIONS,
                    TrainVocabulary.LOSS_OPTIONS,
                    TrainVocabulary.TEACHER_OPTIONS,
                    TrainVocabulary.AUGMENTATIONS,
                    List.of(TrainVocabulary.WARMUP))
            .flatMap(List::stream)
            .map(Term::word)
            .collect(Collectors.toUnmodifiableSet());

    /** Options within an entry of a target. */
    private static final Set<String> FOLD_OPTIONS = Set.of("pe", "simd", "memory", "depth");

    /** Words of the language that are values. */
    private static final Set<String> VALUES =
            Set.of("uint8", "none", "same", "bipolar", "float", "global", "cosine", "onecycle", "nesterov", "flip");

    /** Words after which a name selects one of several things. */
    private static final Set<String> NAMED =
            Set.of("network", "train", "target", "as", "fold", "start", "teacher", "fifo");

    private static final Set<String> NAMING = Set.of("network", "train", "target", "as");

    private final Analysis analysis;
    private final List<Lexeme> words;
    private final Set<String> parameters = new HashSet<>();
    private final List<Token> tokens = new ArrayList<>();
    private String section = "";
    private boolean header;

    private Tokens(Analysis analysis) {
        this.analysis = analysis;
        this.words = analysis.lexemes().stream().filter(l -> !l.hidden()).toList();
    }

    /** The words of a text from top to bottom; spaces, braces and text outside the language have no token. */
    public static List<Token> of(Analysis analysis) {
        Tokens tokens = new Tokens(analysis);
        int word = 0;
        for (Lexeme lexeme : analysis.lexemes()) {
            if (lexeme.kind() == Lexeme.Kind.COMMENT) {
                tokens.add(lexeme, Token.Kind.COMMENT, false, false);
            } else if (!lexeme.hidden()) {
                tokens.word(word++);
            }
        }
        return tokens.tokens;
    }

    private void add(Lexeme lexeme, Token.Kind kind, boolean declaration, boolean constant) {
        tokens.add(new Token(analysis.lines().range(lexeme.start(), lexeme.end()), kind, declaration, constant));
    }

    private void add(Lexeme lexeme, Token.Kind kind) {
        add(lexeme, kind, false, false);
    }

    private void word(int i) {
        Lexeme lexeme = words.get(i);
        switch (lexeme.kind()) {
            case KEYWORD -> keyword(i, lexeme);
            case NAME -> name(i, lexeme);
            case NUMBER -> number(i, lexeme);
            case QUOTED -> add(lexeme, Token.Kind.STRING);
            case SIGN -> sign(i, lexeme);
            case STRAY, COMMENT, SPACE -> {}
        }
    }

    private void keyword(int i, Lexeme lexeme) {
        String text = lexeme.text();
        if (SECTIONS.contains(text)) {
            section = text;
            header = true;
            parameters.clear();
            add(lexeme, Token.Kind.KEYWORD);
        } else if (LAYERS.contains(text) && !before(i, "weights")) {
            add(lexeme, Token.Kind.TYPE);
        } else if (VALUES.contains(text) || LAYERS.contains(text)) {
            add(lexeme, Token.Kind.VALUE);
        } else {
            boolean property = PROPERTIES.contains(text) || FOLD_OPTIONS.contains(text);
            add(lexeme, property ? Token.Kind.PROPERTY : Token.Kind.KEYWORD);
        }
    }

    private void name(int i, Lexeme lexeme) {
        String text = lexeme.text();
        if (header && section.equals("block") && before(i, "block")) {
            add(lexeme, Token.Kind.FUNCTION, true, false);
        } else if (header && section.equals("block")) {
            parameters.add(text);
            add(lexeme, Token.Kind.PARAMETER, true, false);
        } else if (header && section.equals("target") && !named(i)) {
            board(lexeme);
        } else if (section.equals("classes")) {
            add(lexeme, Token.Kind.VALUE, !before(i, "="), false);
        } else if (i + 1 < words.size() && words.get(i + 1).text().equals("(")) {
            add(lexeme, Token.Kind.FUNCTION);
        } else if (before(i, "const")) {
            add(lexeme, Token.Kind.VARIABLE, true, true);
        } else if (i > 0 && NAMED.contains(words.get(i - 1).text())) {
            add(lexeme, Token.Kind.VARIABLE, NAMING.contains(words.get(i - 1).text()), false);
        } else if (parameters.contains(text)) {
            add(lexeme, Token.Kind.PARAMETER);
        } else if (analysis.known().constants().containsKey(text)) {
            add(lexeme, Token.Kind.VARIABLE, false, true);
        } else {
            add(
                    lexeme,
                    section.equals("train") || section.equals("target") || before(i, "weights")
                            ? Token.Kind.VALUE
                            : Token.Kind.VARIABLE);
        }
    }

    /** Whether a name after {@code target} is the target's own, with the board after it. */
    private boolean named(int i) {
        return before(i, "target") && i + 1 < words.size() && words.get(i + 1).kind() == Lexeme.Kind.NAME;
    }

    private void number(int i, Lexeme lexeme) {
        if (header && section.equals("target")) {
            board(lexeme);
        } else {
            add(lexeme, section.equals("classes") && !range(i) ? Token.Kind.VALUE : Token.Kind.NUMBER);
        }
    }

    /** Whether a number is an end of a range of classes. */
    private boolean range(int i) {
        return before(i, "..")
                || i + 1 < words.size() && words.get(i + 1).text().equals("..");
    }

    private void sign(int i, Lexeme lexeme) {
        if (lexeme.text().equals("{")) {
            header = false;
        } else if (header && section.equals("target") && lexeme.text().equals("-")) {
            board(lexeme);
        } else if (Set.of("=", "-", "+", "*", "/", "..").contains(lexeme.text())) {
            add(lexeme, Token.Kind.OPERATOR);
        }
    }

    /** Adds a part of a board's name to the token of the part before. */
    private void board(Lexeme lexeme) {
        Range range = analysis.lines().range(lexeme.start(), lexeme.end());
        if (!tokens.isEmpty()) {
            Token last = tokens.get(tokens.size() - 1);
            if (last.kind() == Token.Kind.TYPE && last.range().end().equals(range.start())) {
                range = new Range(last.range().start(), range.end());
                tokens.remove(tokens.size() - 1);
            }
        }
        tokens.add(new Token(range, Token.Kind.TYPE, false, false));
    }

    private boolean before(int i, String text) {
        return i > 0 && words.get(i - 1).text().equals(text);
    }
}
