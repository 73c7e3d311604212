package dev.bnn.syntax;

import dev.bnn.grammar.BnnLexer;
import dev.bnn.grammar.BnnParser;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.SourceFile;
import java.util.List;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;

/** Reads the text of a model file. */
public final class Syntax {
    /**
     * What a file says.
     *
     * @param sections those that parse, in order
     * @param complete false where something does not parse, so that what seems to be missing may be in it
     */
    public record Parsed(List<Section> sections, boolean complete) {}

    private Syntax() {}

    /** The sections of a file; where something does not parse, the diagnostics say why. */
    public static Parsed parse(SourceFile source, Diagnostics diagnostics) {
        Spans spans = new Spans(source.name());
        // The last rules of the lexer match anything, so it has no errors of its own.
        BnnLexer lexer = new BnnLexer(CharStreams.fromString(source.text(), source.name()));
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        tokens.fill();
        if (Nesting.tooDeep(tokens.getTokens(), spans, diagnostics)) {
            return new Parsed(List.of(), false);
        }
        WordLimits.check(tokens.getTokens(), spans, diagnostics);
        BnnParser parser = new BnnParser(tokens);
        parser.removeErrorListeners();
        parser.setErrorHandler(new Recovery());
        parser.addErrorListener(new SyntaxErrors(spans, diagnostics));
        BnnParser.FileContext tree = parser.file();
        return new Parsed(new AstBuilder(spans).sections(tree), parser.getNumberOfSyntaxErrors() == 0);
    }
}
