// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.hardware.openflow;

import dev.bnn.model.target.OpenBoard;
import dev.bnn.model.target.Target;
import dev.bnn.runtime.internal.io.AtomicFile;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.record.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files that the host of a board without a processor needs, besides the bitstream. */
public final class HostFiles {
    /** Names of the files in the folder {@code board} of the RTL project. */
    public static final List<String> FILES = List.of("bnn_serial.py", "selftest.hex", "selftest.txt");

    private HostFiles() {}

    /** Refuses a target whose parameters would have to be loaded at run time. */
    public static void requireFixed(Target target) throws WorkflowException {
        if (target.loadable()) {
            throw new WorkflowException(target.span() + ": loadable parameters need a processor beside the design, and "
                    + target.board().name() + " has none. Write `parameters fixed`, or choose another board.");
        }
    }

    /** Copies the files to the folder of the bitstream. */
    public static void copy(ModelFolder folder) throws IOException {
        for (String file : FILES) {
            AtomicFile.write(
                    folder.deploy().resolve(file),
                    Files.readAllBytes(folder.rtl().resolve("board").resolve(file)));
        }
    }

    /** How to load and test a bitstream. */
    public static String advice(OpenBoard board, ModelFolder folder, Path bitstream) {
        return "load it with " + board.program() + " " + bitstream + ", and test it with python3 "
                + folder.deploy().resolve(FILES.get(0)) + " PORT";
    }
}
