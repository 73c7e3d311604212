// SPDX-License-Identifier: Apache-2.0
package dev.bnn.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The vendor's Vivado of the machine. */
public record Vivado(Path command) {
    /** The one on the PATH; empty where there is none. */
    public static Optional<Vivado> find(String path) {
        return Programs.find("vivado", path).map(Vivado::new);
    }

    /**
     * Runs {@code run_vivado.tcl} of the project. All that Vivado says goes to the log file.
     *
     * @param line told each line as it comes
     * @param limit when its time is up, it is ended
     * @return its own words for what went wrong, at most five lines; empty where all went well
     */
    public List<String> run(Path project, Path log, Consumer<String> line, Duration limit) throws IOException {
        Command script = Command.of(
                        command.toString(), "-mode", "batch", "-nojournal", "-nolog", "-source", "run_vivado.tcl")
                .in(project);
        return ToolRun.run("vivado", script, log, limit, line);
    }
}
