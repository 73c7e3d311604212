// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.authoring;

import dev.bnn.check.Frontend;
import dev.bnn.edit.Analysis;
import dev.bnn.edit.LineTable;
import dev.bnn.edit.format.Formatter;
import dev.bnn.runtime.internal.io.AtomicFile;
import dev.bnn.source.Words;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.project.Models;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Formats a model file in the standard style, or checks that it has that style. */
public final class FormatGoal {
    private static final byte[] MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);

    private FormatGoal() {}

    /**
     * The file to format.
     *
     * @param check true to change nothing, and to fail if the file would change
     */
    public record Request(Path model, boolean check) {}

    /** @param changed whether the file was rewritten */
    public record Result(boolean changed) {}

    /**
     * Formats the file; one with a syntax error stays as it is.
     *
     * @throws WorkflowException for a syntax error, or if a file to check is not formatted
     */
    public static Result run(Request request, Events events) throws WorkflowException, IOException {
        Path model = request.model();
        Frontend.Result parsed = Models.parse(model);
        String text = parsed.source().text();
        Formatter.Formatted formatted = Formatter.format(Analysis.of(parsed.source()));
        if (formatted.slip().isPresent()) {
            events.diagnostic(formatted.slip().get(), parsed.source());
            throw new WorkflowException(model.getFileName() + " is not formatted: it cannot be read, as shown above.");
        }
        if (formatted.text().equals(text)) {
            return new Result(false);
        }
        if (request.check()) {
            int line = firstLine(text, formatted.text());
            throw new WorkflowException(
                    model + ":" + line + ": " + model.getFileName() + " is not formatted; run mvn bnn:format.");
        }
        AtomicFile.write(model.toRealPath(), bytes(model, formatted.text()));
        events.info(model.getFileName() + ": formatted, "
                + Words.count(formatted.edits().size(), "change"));
        return new Result(true);
    }

    /** The number of the first line of a text that is not the same in another one. */
    private static int firstLine(String text, String other) {
        int same = 0;
        int most = Math.min(text.length(), other.length());
        while (same < most && text.charAt(same) == other.charAt(same)) {
            same++;
        }
        return new LineTable(text).position(same).line() + 1;
    }

    /** The new content, with a byte order mark if the file has one. */
    private static byte[] bytes(Path model, String text) throws IOException {
        byte[] first;
        try (InputStream in = Files.newInputStream(model)) {
            first = in.readNBytes(MARK.length);
        }
        return ((Arrays.equals(first, MARK) ? "\uFEFF" : "") + text).getBytes(StandardCharsets.UTF_8);
    }
}
