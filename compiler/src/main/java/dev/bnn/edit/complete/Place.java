// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.complete;

import dev.bnn.check.vocabulary.LayerVocabulary;
import dev.bnn.check.vocabulary.Vocabulary;
import dev.bnn.edit.Analysis;
import dev.bnn.edit.Range;
import dev.bnn.syntax.Lexeme;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The context of the caret. It follows only from the words before the caret, since the text around it is half-written.
 *
 * @param section the keyword of the section; empty between sections
 * @param inside whether the section's brace is open
 * @param words the words before the caret since the last brace or semicolon
 * @param fresh whether no word stands before the caret on its line
 * @param typed part before the caret of the word that is being typed
 * @param range range of that word
 * @param given the words of the language that the section has, before and after the caret
 */
record Place(
        Optional<Lexeme> section,
        boolean inside,
        List<Lexeme> words,
        boolean fresh,
        String typed,
        Range range,
        Set<String> given) {
    private static final Set<String> SECTIONS = Set.copyOf(Vocabulary.words(Vocabulary.SECTIONS));

    /** The place of a caret; empty within comments and quoted text, where nothing is completed. */
    static Optional<Place> of(Analysis analysis, int caret) {
        List<Lexeme> lexemes = analysis.lexemes();
        int at = analysis.indexOfLexeme(caret);
        boolean within = at < lexemes.size() && lexemes.get(at).start() < caret;
        int touched = within ? at : at - 1;
        if (touched < 0) {
            return Optional.of(place(analysis, 0, caret, caret, caret));
        }
        Lexeme lexeme = lexemes.get(touched);
        return switch (lexeme.kind()) {
            case KEYWORD, NAME, NUMBER -> Optional.of(place(analysis, touched, lexeme.start(), caret, lexeme.end()));
            case STRAY ->
                lexeme.text().startsWith("\"")
                        ? Optional.empty()
                        : Optional.of(place(analysis, touched, lexeme.start(), caret, lexeme.end()));
            case COMMENT -> Optional.empty();
            case QUOTED -> within ? Optional.empty() : Optional.of(place(analysis, at, caret, caret, caret));
            case SIGN, SPACE -> Optional.of(place(analysis, within ? touched : at, caret, caret, caret));
        };
    }

    /**
     * @param word index of the lexeme that is being typed, or else of the one after the caret
     * @param wordStart start of the word that is being typed; the caret if there is none
     * @param end end of the word that is being typed; the caret if there is none
     */
    private static Place place(Analysis analysis, int word, int wordStart, int caret, int end) {
        List<Lexeme> lexemes = analysis.lexemes();
        Walk walk = new Walk();
        for (Lexeme lexeme : lexemes.subList(0, word)) {
            if (!lexeme.hidden()) {
                walk.next(lexeme);
            }
        }
        int first = word;
        int start = wordStart;
        boolean board = walk.section.filter(s -> s.text().equals("target")).isPresent() && walk.runs.size() == 1;
        while (board && first > 0 && ofBoard(lexemes.get(first - 1)) && walk.run.size() > 1) {
            // The name of a board spans several lexemes without spaces between them.
            walk.run.remove(walk.run.size() - 1);
            first--;
            start = lexemes.get(first).start();
        }
        int line = analysis.lines().position(start).line();
        boolean fresh = walk.line != line;
        Set<String> given = new HashSet<>(walk.given);
        for (Lexeme lexeme : lexemes.subList(word, lexemes.size())) {
            if (begins(lexeme) && lexeme.start() > caret) {
                break;
            }
            if (lexeme.kind() == Lexeme.Kind.KEYWORD && lexeme.start() >= end) {
                given.add(lexeme.text());
            }
        }
        return new Place(
                walk.section,
                walk.runs.size() > 1,
                List.copyOf(walk.run),
                fresh,
                analysis.text().substring(start, caret),
                analysis.lines().range(start, end),
                Set.copyOf(given));
    }

    private static boolean ofBoard(Lexeme lexeme) {
        return switch (lexeme.kind()) {
            case KEYWORD, NAME, NUMBER -> true;
            case SIGN -> lexeme.text().equals("-");
            case QUOTED, COMMENT, SPACE, STRAY -> false;
        };
    }

    private static boolean begins(Lexeme lexeme) {
        return lexeme.kind() == Lexeme.Kind.KEYWORD && SECTIONS.contains(lexeme.text());
    }

    /** Goes through the words before the caret. */
    private static final class Walk {
        private Optional<Lexeme> section = Optional.empty();
        /** The words before each open brace, and those since the last one. */
        private final Deque<List<Lexeme>> runs = new ArrayDeque<>(List.of(new ArrayList<Lexeme>()));

        private List<Lexeme> run = runs.getLast();
        private final Set<String> given = new HashSet<>();
        /** Line of the last word, from 0. */
        private int line = -1;

        void next(Lexeme lexeme) {
            line = lexeme.span().end().line() - 1;
            if (begins(lexeme)) {
                section = Optional.of(lexeme);
                given.clear();
                runs.clear();
                runs.addLast(new ArrayList<>());
                run = runs.getLast();
            }
            if (lexeme.kind() == Lexeme.Kind.KEYWORD) {
                given.add(lexeme.text());
            }
            switch (lexeme.kind() == Lexeme.Kind.SIGN ? lexeme.text() : "") {
                case "{" -> runs.addLast(new ArrayList<>());
                case "}" -> close();
                case ";" -> run.clear();
                default -> run.add(lexeme);
            }
            run = runs.getLast();
        }

        private void close() {
            if (runs.size() > 1) {
                runs.removeLast();
            }
            if (runs.size() == 1) {
                section = Optional.empty();
                runs.getLast().clear();
            }
        }
    }

    /** The words from the last word that begins a statement or an entry. */
    List<Lexeme> from(Set<String> heads) {
        int from = 0;
        for (int i = 0; i < words.size(); i++) {
            Lexeme word = words.get(i);
            boolean call = word.kind() == Lexeme.Kind.NAME
                    && i + 1 < words.size()
                    && words.get(i + 1).text().equals("(");
            boolean value = i > 0 && words.get(i - 1).text().equals(LayerVocabulary.WEIGHTS.word());
            boolean head = word.kind() == Lexeme.Kind.KEYWORD && heads.contains(word.text());
            from = (head || call) && !value ? i : from;
        }
        return words.subList(from, words.size());
    }

    /** The names between the parentheses of the block around the caret. */
    List<String> parameters(List<Lexeme> lexemes) {
        if (!sectionWord().equals("block")) {
            return List.of();
        }
        List<String> names = lexemes.stream()
                .filter(l -> l.start() > section.orElseThrow().start())
                .takeWhile(l -> !l.text().equals("{"))
                .filter(l -> l.kind() == Lexeme.Kind.NAME)
                .map(Lexeme::text)
                .toList();
        return names.isEmpty() ? names : names.subList(1, names.size());
    }

    /** Whether a parenthesis is open, or a value must follow an operator or comma. */
    boolean inExpression() {
        int open = 0;
        for (Lexeme word : words) {
            open += word.text().equals("(") ? 1 : word.text().equals(")") ? -1 : 0;
        }
        boolean operator = !words.isEmpty()
                && Set.of("+", "-", "*", "/", "=")
                        .contains(words.get(words.size() - 1).text());
        return open > 0 || operator;
    }

    String sectionWord() {
        return section.map(Lexeme::text).orElse("");
    }

    /** The last word before the caret; empty if there is none. */
    String last() {
        return words.isEmpty() ? "" : words.get(words.size() - 1).text();
    }
}
