// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax.parse;

import dev.bnn.grammar.BnnLexer;
import dev.bnn.grammar.BnnParser;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Lines;
import dev.bnn.source.SourceFile;
import dev.bnn.syntax.Lexeme;
import dev.bnn.syntax.LostWords;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Token;

/** Reads the text of a model file. */
public final class Syntax {
    /**
     * The result of parsing a file.
     *
     * @param sections the sections in order; sections that do not parse, and parts of others that do not, are incomplete
     * @param lost the words that do not parse
     * @param lexemes the whole text, piece by piece
     */
    public record Parsed(List<Section> sections, LostWords lost, List<Lexeme> lexemes) {
        /** The result for a file that cannot be read. */
        public static final Parsed NOTHING = new Parsed(List.of(), new LostWords(Set.of(), false), List.of());
    }

    /** The words of the language, which no name can be. */
    public static final Set<String> KEYWORDS = IntStream.rangeClosed(1, BnnLexer.VOCABULARY.getMaxTokenType())
            .mapToObj(type -> String.valueOf(BnnLexer.VOCABULARY.getLiteralName(type)))
            .filter(literal -> literal.startsWith("'") && Character.isLetter(literal.charAt(1)))
            .map(literal -> literal.substring(1, literal.length() - 1))
            .collect(Collectors.toUnmodifiableSet());

    private Syntax() {}

    /** Parses the sections of a file; if something does not parse, the diagnostics say why. */
    public static Parsed parse(SourceFile source, Diagnostics diagnostics) {
        Spans spans = new Spans(source.name());
        // The last rules of the lexer match any character, so it reports no errors itself.
        CommonTokenStream lexed =
                new CommonTokenStream(new BnnLexer(CharStreams.fromString(source.text(), source.name())));
        lexed.fill();
        List<Token> all = lexed.getTokens();
        Lines lines = new Lines(source.text());
        Spans.place(all, lines);
        List<Token> tokens = all.stream()
                .filter(t -> t.getChannel() == Token.DEFAULT_CHANNEL)
                .toList();
        WordLimits.check(tokens, spans, diagnostics);
        ContextualWords.name(tokens);
        List<Lexeme> lexemes = Lexemes.of(all, source.name(), lines);
        List<Section> sections = new ArrayList<>();
        Set<String> lost = new HashSet<>();
        List<Token> bounded = NestingLimit.bounded(tokens, spans, diagnostics, section -> {
            section.forEach(t -> lost.add(t.getText()));
            sections.add(new Section.Incomplete(
                    section.get(0).getText(),
                    section.stream()
                            .map(t -> new Word(t.getText(), spans.of(t), false))
                            .toList(),
                    List.of(),
                    spans.of(section.get(0))));
        });

        CommonTokenStream stream = new CommonTokenStream(new ListTokenSource(bounded, source.name()));
        stream.fill();
        BnnParser parser = new BnnParser(stream);
        parser.removeErrorListeners();
        parser.setErrorHandler(
                new ErrorRecovery(bounded.stream().map(Token::getType).collect(Collectors.toSet())));
        parser.addErrorListener(new SyntaxErrors(spans, diagnostics));
        SectionReader reader = new SectionReader(spans);
        sections.addAll(reader.sections(parser.file()));
        lost.addAll(reader.lost());
        return new Parsed(List.copyOf(sections), new LostWords(lost, reader.nameless()), lexemes);
    }
}
