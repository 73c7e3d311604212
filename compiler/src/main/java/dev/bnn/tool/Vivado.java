// SPDX-License-Identifier: Apache-2.0
package dev.bnn.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Vivado as installed on this machine. */
public record Vivado(Path command) {
    /** The Vivado on the PATH; empty if there is none. */
    public static Optional<Vivado> find(String path) {
        return Programs.find("vivado", path).map(Vivado::new);
    }

    /**
     * Runs a script of the project. Vivado's output goes to the log file.
     *
     * @param script file name of the script
     * @param line receives each line
     * @param limit time after which Vivado is ended
     * @return its error messages, at most five lines; empty if it succeeded
     */
    public List<String> run(Path project, String script, Path log, Consumer<String> line, Duration limit)
            throws IOException {
        Command run = Command.of(command.toString(), "-mode", "batch", "-nojournal", "-nolog", "-source", script)
                .in(project);
        return ToolRun.run("vivado", run, log, limit, line);
    }
}
