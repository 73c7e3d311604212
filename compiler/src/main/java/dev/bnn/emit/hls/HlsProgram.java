// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls;

import dev.bnn.tool.Command;
import dev.bnn.tool.Programs;
import dev.bnn.tool.ToolRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The vendor's HLS tool as installed on this machine.
 *
 * @param command its executable
 * @param name vitis-run, vitis_hls or vivado_hls
 */
record HlsProgram(Path command, String name) {
    /** Names of the tool by generation, the newest first. */
    static final List<String> NAMES = List.of("vitis-run", "vitis_hls", "vivado_hls");

    /** The newest tool in a list of folders such as PATH. */
    static Optional<HlsProgram> find(String path) {
        return NAMES.stream()
                .flatMap(name -> Programs.find(name, path).map(file -> new HlsProgram(file, name)).stream())
                .findFirst();
    }

    /**
     * Runs the project's script. The tool's output goes to the log file.
     *
     * @param line receives each line
     * @param limit time after which the tool is ended
     * @return the tool's error messages, at most five lines; empty if it succeeded
     */
    List<String> run(Path project, Path log, Consumer<String> line, Duration limit) throws IOException {
        return ToolRun.run(name, script(project), log, limit, line);
    }

    /**
     * As {@link #run(Path, Path, Consumer, Duration)}, but only some steps of the script.
     *
     * @param steps such as {@code csynth export}
     */
    List<String> run(Path project, Path log, Consumer<String> line, String steps, Duration limit) throws IOException {
        return ToolRun.run(name, script(project).with("BNN_STEPS", steps), log, limit, line);
    }

    private Command script(Path project) {
        List<String> words = new ArrayList<>(List.of(command.toString()));
        words.addAll(
                name.equals("vitis-run")
                        ? List.of("--mode", "hls", "--tcl", "run_hls.tcl")
                        : List.of("-f", "run_hls.tcl"));
        return Command.of(words.toArray(String[]::new)).in(project);
    }
}
