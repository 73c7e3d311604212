// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

import dev.bnn.model.Network;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Lines;
import dev.bnn.source.Position;
import dev.bnn.source.SourceFile;
import dev.bnn.source.Span;
import dev.bnn.syntax.parse.Syntax;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a {@code .bnn} file and yields a checked network, or everything that is wrong with it. */
public final class Frontend {
    /** The most bytes of a file, and the most characters of a text. */
    static final int LARGEST = 1 << 20;

    /**
     * The result for a file.
     *
     * @param source text of the file, for printing the diagnostics
     * @param network present if and only if there is no error
     * @param diagnostics the findings in the order of the source, limited to a number that a person reads
     * @param errors number of errors, including those left out of the diagnostics
     * @param left number of findings left out of the diagnostics
     */
    public record Result(
            SourceFile source, Optional<Network> network, List<Diagnostic> diagnostics, int errors, int left) {
        public Result {
            diagnostics = List.copyOf(diagnostics);
        }

        private static Result of(SourceFile source, Optional<Network> network, Diagnostics diagnostics) {
            return new Result(source, network, diagnostics.sorted(), diagnostics.errorCount(), diagnostics.left());
        }
    }

    /**
     * All that is known about a text.
     *
     * @param parsed its sections, as far as they were understood
     * @param known its layers and constants, as far as they are certain
     */
    public record Inspection(Result result, Syntax.Parsed parsed, Checked known) {}

    private Frontend() {}

    /** Reads and checks a file in UTF-8; spans name it as the path does. Throws only if the file cannot be read. */
    public static Result load(Path path) throws IOException {
        String name = path.toString();
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(LARGEST + 1);
        }
        return load(name, bytes);
    }

    /** Checks the bytes of a file. */
    static Result load(String name, byte[] bytes) {
        if (bytes.length > LARGEST) {
            return tooLarge(name);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder();
        CoderResult result = strict.decode(in, out, true);
        String text = unmarked(out.flip().toString());
        if (result.isError()) {
            SourceFile lenient = new SourceFile(name, unmarked(new String(bytes, StandardCharsets.UTF_8)));
            String what = String.format(Locale.ROOT, "byte 0x%02X is not UTF-8 text", bytes[in.position()]);
            return noText(lenient, text.codePointCount(0, text.length()), what);
        }
        return load(new SourceFile(name, text));
    }

    /** The text without a byte order mark. */
    private static String unmarked(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** Checks a text. */
    public static Result load(SourceFile source) {
        return inspect(source).result();
    }

    /** Checks a text, and keeps what is known about it even if it has errors. */
    public static Inspection inspect(SourceFile source) {
        if (source.text().length() > LARGEST) {
            return nothing(tooLarge(source.name()));
        }
        int zero = source.text().indexOf('\0');
        if (zero >= 0) {
            int offset = source.text().codePointCount(0, zero);
            return nothing(noText(source, offset, "character U+0000 is not text"));
        }
        Diagnostics diagnostics = new Diagnostics();
        Syntax.Parsed parsed = Syntax.parse(source, diagnostics);
        Checker.Outcome outcome = Checker.check(parsed, source.name(), diagnostics);
        return new Inspection(Result.of(source, outcome.network(), diagnostics), parsed, outcome.known());
    }

    private static Inspection nothing(Result result) {
        return new Inspection(result, Syntax.Parsed.NOTHING, Checked.NOTHING);
    }

    /** Reports only the first place, since a file that is not text, such as one in UTF-16, has thousands. */
    private static Result noText(SourceFile source, int offset, String message) {
        Position at = new Lines(source.text()).at(offset);
        Span span = new Span(source.name(), at, new Position(at.line(), at.column() + 1));
        Diagnostics diagnostics = new Diagnostics();
        diagnostics.error(Code.ENCODING, span, message, "save the file in the encoding UTF-8");
        return Result.of(source, Optional.empty(), diagnostics);
    }

    private static Result tooLarge(String name) {
        Diagnostics diagnostics = new Diagnostics();
        diagnostics.error(
                Code.FILE_TOO_LARGE,
                Span.begin(name),
                "the file has more than 1 MB",
                String.format(Locale.ROOT, "a model file has at most %,d bytes; is this one?", LARGEST));
        return Result.of(new SourceFile(name, ""), Optional.empty(), diagnostics);
    }
}
