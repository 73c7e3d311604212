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
    private Syntax() {}

    /** The sections in order; nothing where the text does not parse, and then the diagnostics say why. */
    public static List<Section> parse(SourceFile source, Diagnostics diagnostics) {
        Spans spans = new Spans(source.name());
        // The last rules of the lexer match anything, so it has no errors of its own.
        BnnLexer lexer = new BnnLexer(CharStreams.fromString(source.text(), source.name()));
        BnnParser parser = new BnnParser(new CommonTokenStream(lexer));
        parser.removeErrorListeners();
        parser.addErrorListener(new SyntaxErrors(spans, diagnostics));
        BnnParser.FileContext tree = parser.file();
        return diagnostics.hasErrors() ? List.of() : new AstBuilder(spans).sections(tree);
    }
}
