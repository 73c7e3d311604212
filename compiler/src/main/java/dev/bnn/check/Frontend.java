package dev.bnn.check;

import dev.bnn.model.Network;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Position;
import dev.bnn.source.SourceFile;
import dev.bnn.source.Span;
import dev.bnn.syntax.Syntax;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** From a {@code .bnn} file to a checked network, or to all that is wrong with it. */
public final class Frontend {
    /**
     * What became of a file.
     *
     * @param source its text, for printing the diagnostics
     * @param network present if and only if no diagnostic is an error
     * @param diagnostics in the order of the source
     */
    public record Result(SourceFile source, Optional<Network> network, List<Diagnostic> diagnostics) {
        public Result {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    private Frontend() {}

    /** Reads and checks a file, which is UTF-8; spans name it as the path does. Throws only where it cannot be read. */
    public static Result load(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        String name = path.toString();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder();
        CoderResult result = strict.decode(in, out, true);
        if (result.isError()) {
            SourceFile lenient = new SourceFile(name, new String(bytes, StandardCharsets.UTF_8));
            return undecodable(lenient, out.flip().toString(), bytes[in.position()]);
        }
        String text = out.flip().toString();
        return load(new SourceFile(name, text.startsWith("\uFEFF") ? text.substring(1) : text));
    }

    /** Checks a text. */
    public static Result load(SourceFile source) {
        Diagnostics diagnostics = new Diagnostics();
        Syntax.Parsed parsed = Syntax.parse(source, diagnostics);
        Optional<Network> network = Checker.check(parsed, source.name(), diagnostics);
        return new Result(source, network, diagnostics.sorted());
    }

    private static Result undecodable(SourceFile source, String before, byte offending) {
        int lineStart = before.lastIndexOf('\n') + 1;
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        int column = before.codePointCount(lineStart, before.length()) + 1;
        Span span = new Span(source.name(), new Position(line, column), new Position(line, column + 1));
        Diagnostics diagnostics = new Diagnostics();
        diagnostics.error(
                Codes.ENCODING,
                span,
                String.format("byte 0x%02X is not UTF-8 text", offending),
                "save the file in the encoding UTF-8");
        return new Result(source, Optional.empty(), diagnostics.sorted());
    }
}
