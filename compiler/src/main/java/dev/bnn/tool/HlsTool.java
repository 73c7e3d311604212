// SPDX-License-Identifier: Apache-2.0
package dev.bnn.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The vendor's HLS tool, in whichever generation the machine has it.
 *
 * @param command its executable
 * @param name vitis-run, vitis_hls or vivado_hls
 */
public record HlsTool(Path command, String name) {
    /** What is looked for on the PATH, the newest first. */
    public static final List<String> NAMES = List.of("vitis-run", "vitis_hls", "vivado_hls");

    private static final Duration FOREVER = Duration.ofDays(365);

    /** The newest tool on the PATH; empty where there is none. */
    public static Optional<HlsTool> find() {
        return find(System.getenv().getOrDefault("PATH", ""));
    }

    /** The newest tool in the folders of such a list as PATH is. */
    public static Optional<HlsTool> find(String path) {
        return NAMES.stream()
                .flatMap(name -> Programs.find(name, path).map(file -> new HlsTool(file, name)).stream())
                .findFirst();
    }

    /**
     * Runs the project's script. All that the tool says goes to the log file.
     *
     * @param line told each line as it comes
     * @return the tool's own words for what went wrong, at most five lines; empty where all went well
     */
    public List<String> run(Path project, Path log, Consumer<String> line) throws IOException {
        return ToolRun.run(name, script(project), log, FOREVER, line);
    }

    /**
     * As {@link #run(Path, Path, Consumer)}, but some steps only, and ended when its time is up.
     *
     * @param steps such as {@code csynth export}
     */
    public List<String> run(Path project, Path log, Consumer<String> line, String steps, Duration limit)
            throws IOException {
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
