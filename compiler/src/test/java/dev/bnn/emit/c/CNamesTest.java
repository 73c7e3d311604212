// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.c;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.model.Network;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import dev.bnn.testing.RandomNetworks;
import dev.bnn.tool.Command;
import dev.bnn.tool.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of networks and layers that have another meaning in C, in system headers or in the generated files. */
class CNamesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "digits, scores, classify, digits",
        "signal, class_map, memcpy, bnn_signal",
        "Math, main, int, bnn_Math",
        "stdint, uint8_t, image, bnn_stdint",
        "string, maps, in, bnn_string",
        "bnn_kernels, out, window, bnn_bnn_kernels",
        "bnn, gather, kernels, bnn",
        "_, weights, limits, bnn__",
        "a_test, levels, static, a_test",
        "int, layer, layer_scores, int",
        "layer, scores, layer_scores, layer",
    })
    void theProgramCompilesBesideTheHeadersOfTheSystem(String network, String first, String last, String inC)
            throws IOException {
        assumeTrue(Programs.find("make").isPresent() && Programs.find("gcc").isPresent(), "there is no make or gcc");
        Network named = NetworkBuilder.named(network)
                .input(1, 4, 4, ValueSet.ScaledBytes.range("-1", "1"))
                .as(first)
                .dense(4, WeightType.BIPOLAR)
                .batchNorm()
                .sign()
                .as(last)
                .dense(2, WeightType.BIPOLAR)
                .build();
        RandomNetworks.Case random = RandomNetworks.of(1, named);
        CEmitter.emit(
                named,
                Lowering.lower(new LoweringRequest(
                                named, random.parameters(), Optional.empty(), List.of(), Optional.empty()))
                        .model(),
                "x.bnn",
                random.images(),
                folder);
        assertThat(folder.resolve(inC + ".h")).exists();
        assertThat(run("make", "-s", "CC=gcc", "CFLAGS=-std=c99 -Wall -Wextra -Wpedantic -Werror -I.", "FLAGS="))
                .containsExactly(random.images().size() + " images, 0 differ");
        if (Programs.find("g++").isPresent()) {
            Files.writeString(
                    folder.resolve("user.cpp"),
                    "#include \"" + inC + ".h\"\n#include <cstring>\nint main() { return " + inC
                            + "_classes[0] == 0; }\n");
            assertThat(run("g++", "-Wall", "-Wextra", "-Werror", "-I.", "-c", "user.cpp"))
                    .isEmpty();
        }
    }

    private List<String> run(String... words) throws IOException {
        List<String> lines = new ArrayList<>();
        Command.of(words).in(folder).run(lines::add);
        return lines;
    }
}
