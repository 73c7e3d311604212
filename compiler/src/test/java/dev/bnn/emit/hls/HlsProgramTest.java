// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.tool.Command;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Finding and running the vendor's tool, with shell scripts in its place. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "shell scripts stand in for the tools")
class HlsProgramTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    @Test
    void takesTheNewestOnThePath() throws Exception {
        tool("a", "vivado_hls", "exit 0");
        tool("b", "vitis_hls", "exit 0");
        String path = folder.resolve("a") + File.pathSeparator + folder.resolve("b");
        assertThat(HlsProgram.find(path)).get().extracting(HlsProgram::name).isEqualTo("vitis_hls");
        assertThat(HlsProgram.find(folder.resolve("none").toString())).isEmpty();
    }

    @Test
    void runsTheScriptInItsFolderAndKeepsTheLog() throws Exception {
        HlsProgram old = tool("a", "vivado_hls", "echo \"$PWD $@\"");
        HlsProgram unified = tool("a", "vitis-run", "echo \"$PWD $@\"");
        Path project = Files.createDirectory(folder.resolve("hls"));
        List<String> lines = new ArrayList<>();
        assertThat(old.run(project, folder.resolve("old.log"), lines::add, LIMIT))
                .isEmpty();
        assertThat(unified.run(project, folder.resolve("new.log"), lines::add, LIMIT))
                .isEmpty();
        assertThat(lines).containsExactly(project + " -f run_hls.tcl", project + " --mode hls --tcl run_hls.tcl");
        assertThat(folder.resolve("new.log")).hasContent(lines.get(1));
    }

    @Test
    void tellsTheToolsOwnErrors() throws Exception {
        HlsProgram tool = tool("a", "vitis_hls", "echo INFO fine; echo 'ERROR: [HLS 200-1] no licence'; exit 1");
        assertThat(tool.run(folder, folder.resolve("hls.log"), line -> {}, LIMIT))
                .containsExactly("ERROR: [HLS 200-1] no licence");
        HlsProgram silent = tool("b", "vitis_hls", "exit 3");
        assertThat(silent.run(folder, folder.resolve("hls.log"), line -> {}, LIMIT))
                .containsExactly("vitis_hls ended with status 3");
    }

    @Test
    void endsACommandAndItsChildrenWhenItsTimeIsUp() throws Exception {
        HlsProgram slow = tool("a", "vitis_hls", "echo started; sleep 600");
        List<String> lines = new ArrayList<>();
        assertThat(Command.of(slow.command().toString()).run(lines::add, Duration.ofMillis(500)))
                .isEmpty();
        HlsProgram quick = tool("b", "vitis_hls", "exit 3");
        assertThat(Command.of(quick.command().toString()).run(lines::add, Duration.ofMinutes(1)))
                .hasValue(3);
    }

    private HlsProgram tool(String in, String name, String script) throws Exception {
        Path file = Files.createDirectories(folder.resolve(in)).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new HlsProgram(file, name);
    }
}
