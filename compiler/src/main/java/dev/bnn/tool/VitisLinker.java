// SPDX-License-Identifier: Apache-2.0
package dev.bnn.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The linker of Vitis, {@code v++}, which links a kernel and the shell of a card to the card's binary. */
public record VitisLinker(Path command) {
    /** The linker on the PATH; empty if there is none. */
    public static Optional<VitisLinker> find(String path) {
        return Programs.find("v++", path).map(VitisLinker::new);
    }

    /**
     * Links the kernel of a project for hardware. The output goes to the log file.
     *
     * @param platform the vendor's name for the shell, or the path of its file
     * @param config file name of the linker's options
     * @param kernel file name of the kernel
     * @param binary the file to write
     * @param line receives each line
     * @param limit time after which the linker is ended
     * @return its error messages, at most five lines; empty if it succeeded
     */
    public List<String> link(
            Path project,
            String platform,
            String config,
            String kernel,
            Path binary,
            Path log,
            Consumer<String> line,
            Duration limit)
            throws IOException {
        Command run = Command.of(
                        command.toString(),
                        "--link",
                        "--target",
                        "hw",
                        "--platform",
                        platform,
                        "--config",
                        config,
                        "--output",
                        binary.toAbsolutePath().toString(),
                        kernel)
                .in(project);
        return ToolRun.run("v++", run, log, limit, line);
    }
}
