// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls.csim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.dataflow.Unit;
import dev.bnn.emit.Names;
import dev.bnn.emit.hls.HlsEmitter;
import dev.bnn.testing.Designs;
import dev.bnn.testing.WideDesigns;
import dev.bnn.tool.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The loops of the generated C++ take the cycles of the model. At one iteration per cycle, a unit takes as many cycles as its
 * pipelined loop has iterations. This requires that nothing stands between the loops of a nest, so that HLS flattens the nest and
 * drains it once per call, not once per row.
 */
class LoopCyclesTest {
    private static final int FRAMES = 3;

    /**
     * Between the loops of a nest there are only labels of loops, and the bounds of inner loops are constants. A single loop is
     * fine, too.
     */
    private static final Pattern NEST = Pattern.compile(
            "\\n\\w+:\\n    for \\(long long i = 0; i < count; i\\+\\+\\) \\{\\n\\s+BNN_PIPELINE\\n"
                    + "|\\n    for \\(int f = 0; f < frames; f\\+\\+\\) \\{\\n"
                    + "(\\s+\\w+:\\n\\s+for \\(int \\w+ = [A-Z0-9-]+; \\w+ < [A-Z0-9_ +]+; \\w+\\+\\+\\) \\{\\n)+\\s+BNN_PIPELINE\\n");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {0, 3, 7})
    void areThoseOfTheModel(long seed) throws Exception {
        count(Designs.random(seed));
    }

    @Test
    void withLabelsToo() throws Exception {
        count(Designs.labelled(8));
    }

    @Test
    void withDepthwiseLayersToo() throws Exception {
        count(Designs.depthwise(2, Designs.TARGET));
    }

    @Test
    void withWideWordsToo() throws Exception {
        count(WideDesigns.words(Designs.TARGET));
    }

    @Test
    void everyPipelineIsANestThatFlattens() throws Exception {
        HlsEmitter.emit(Designs.random(5).design(), folder);
        int nests = 0;
        try (Stream<Path> headers = Files.list(folder.resolve("src/bnn"))) {
            for (Path header : headers.filter(h -> !h.endsWith("pipeline.h")).toList()) {
                String text = Files.readString(header);
                int pipelines = text.split("\\bBNN_PIPELINE\\b", -1).length - 1;
                assertThat(NEST.matcher(text).results().count())
                        .as("%s", header)
                        .isEqualTo(pipelines);
                nests += pipelines;
            }
        }
        assertThat(nests).isGreaterThan(10);
    }

    /** Counts the iterations of each unit in place of the pragma. */
    private void count(Designs.Made made) throws Exception {
        Optional<CppCompiler> compiler = CppCompiler.find();
        assumeTrue(compiler.isPresent(), "there is no C++ compiler");
        HlsEmitter.emit(made.design(), folder);
        Files.writeString(
                folder.resolve("src/bnn/pipeline.h"),
                "#pragma once\nstatic long cycles = 0;\n#define BNN_PIPELINE cycles++;\n#include <cstdio>\n");
        String top = Names.top(made.design().flow().network());
        Path source = folder.resolve("src/" + top + ".cpp");
        Files.writeString(
                source,
                Files.readString(source)
                        .replaceAll(
                                "(?m)^    (\\w+)\\(\\w.*, frames\\);$",
                                "$0\n    std::printf(\"cycles $1 %ld\\\\n\", cycles);\n    cycles = 0;"));
        Path program = folder.resolve("testbench");
        compiler.get().build(folder, top, program);
        List<String> said = new ArrayList<>();
        Command.of(program.toString(), "0", Integer.toString(FRAMES))
                .in(folder.resolve("tb"))
                .run(said::add);
        for (Unit unit : made.design().flow().units()) {
            assertThat(said).contains("cycles " + unit.name() + " " + FRAMES * unit.cycles());
        }
    }
}
