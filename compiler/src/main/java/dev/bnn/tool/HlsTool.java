package dev.bnn.tool;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static final int SHOWN = 5;

    /** The newest tool on the PATH; empty where there is none. */
    public static Optional<HlsTool> find() {
        return find(System.getenv().getOrDefault("PATH", ""));
    }

    static Optional<HlsTool> find(String path) {
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
        List<String> words = new ArrayList<>(List.of(command.toString()));
        words.addAll(
                name.equals("vitis-run")
                        ? List.of("--mode", "hls", "--tcl", "run_hls.tcl")
                        : List.of("-f", "run_hls.tcl"));
        List<String> errors = new ArrayList<>();
        int status;
        Files.createDirectories(log.toAbsolutePath().getParent());
        try (BufferedWriter writer = Files.newBufferedWriter(log)) {
            status = Command.of(words.toArray(String[]::new)).in(project).run(text -> {
                write(writer, text);
                if (text.startsWith("ERROR") && errors.size() < SHOWN) {
                    errors.add(text);
                }
                line.accept(text);
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (status != 0 && errors.isEmpty()) {
            errors.add(name + " ended with status " + status);
        }
        return errors;
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
