// SPDX-License-Identifier: Apache-2.0
package dev.bnn.tool;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** One run of a vendor tool: writes its output to a log file and collects its errors. */
public final class ToolRun {
    private static final int SHOWN = 5;

    private final List<String> errors = new ArrayList<>();
    private String previous = "";

    private ToolRun() {}

    /**
     * Runs the command until it ends or runs out of time.
     *
     * @param name name of the tool, for messages
     * @param line receives each line
     * @return the tool's error messages, at most five lines; empty if it succeeded
     */
    public static List<String> run(String name, Command command, Path log, Duration limit, Consumer<String> line)
            throws IOException {
        ToolRun run = new ToolRun();
        OptionalInt status;
        Files.createDirectories(log.toAbsolutePath().getParent());
        try (BufferedWriter writer = Files.newBufferedWriter(log)) {
            status = command.run(
                    text -> {
                        write(writer, text);
                        run.hear(text);
                        line.accept(text);
                    },
                    limit);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (status.isEmpty()) {
            run.errors.add(name + " was ended after " + limit.toMinutes() + " minutes");
        } else if (status.getAsInt() != 0 && run.errors.isEmpty()) {
            run.errors.add(name + " ended with status " + status.getAsInt());
        }
        return run.errors;
    }

    /** The message of a Tcl error is the line before its stack trace. */
    private void hear(String text) {
        boolean own = text.strip().equals("while executing") && !previous.startsWith("ERROR");
        String error = own ? previous : text;
        // Yosys first writes the file and the line of a mistake in Verilog.
        boolean named = text.startsWith("ERROR") || text.matches(".*:[0-9]+: ERROR: .*");
        if ((own || named) && errors.size() < SHOWN) {
            errors.add(error);
        }
        previous = text;
    }

    private static void write(BufferedWriter writer, String text) {
        try {
            writer.write(text);
            writer.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
