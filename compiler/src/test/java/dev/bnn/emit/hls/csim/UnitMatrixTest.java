// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls.csim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.emit.hls.HlsEmitter;
import dev.bnn.testing.Designs;
import dev.bnn.tool.Command;
import dev.bnn.tool.Programs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Each unit of the C++ library alone, over shapes and foldings, against plain loops: {@code hls/units.cpp}. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the g++ of MinGW has no sanitizers")
class UnitMatrixTest {
    @TempDir
    private Path folder;

    @Test
    void eachUnitDoesAsAPlainLoop() throws Exception {
        assumeTrue(Programs.find("g++").isPresent(), "there is no g++");
        HlsEmitter.emit(Designs.random(5).design(), folder);
        Path program = folder.resolve("units");
        List<String> said = new ArrayList<>();
        int status = Command.of(
                        "g++",
                        "-std=c++14",
                        "-Wall",
                        "-Wextra",
                        "-Werror",
                        // Pragmas and labels are for HLS.
                        "-Wno-unknown-pragmas",
                        "-Wno-unused-label",
                        "-fsanitize=address,undefined",
                        "-fno-sanitize-recover=all",
                        "-I" + folder.resolve("src"),
                        "-I" + folder.resolve("sim"),
                        "-o",
                        program.toString(),
                        Path.of("src", "test", "resources", "dev", "bnn", "hls", "units.cpp")
                                .toString())
                .run(said::add);
        assertThat(status).as("%s", said).isZero();
        assertThat(said).isEmpty();
        assertThat(Command.of(program.toString()).run(said::add)).as("%s", said).isZero();
        assertThat(said).singleElement().asString().matches("[1-9]\\d{4,} elements compared");
    }
}
