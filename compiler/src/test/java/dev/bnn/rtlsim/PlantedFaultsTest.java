// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.dataflow.Folding;
import dev.bnn.emit.Design;
import dev.bnn.emit.rtl.RtlEmitter;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Padding;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.model.target.Memory;
import dev.bnn.sim.Pattern;
import dev.bnn.sim.unit.RtlFabric;
import dev.bnn.testing.Designs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulation finds a fault in a generated project and names the faulty unit, the word and the cycle. */
class PlantedFaultsTest {
    /** Shared by all tests, so that Verilator compiles only what a fault changes. */
    @TempDir
    private static Path folder;

    private static Design design;

    @BeforeAll
    static void make() {
        Designs.Made made = Designs.of(
                3,
                NetworkBuilder.named("faulty")
                        .input(1, 8, 8, ValueSet.ScaledBytes.range("-128", "127"))
                        .conv(4, 3, 1, Padding.NONE, WeightType.BIPOLAR)
                        .batchNorm()
                        .sign()
                        .maxPool(2, 2)
                        .dense(3, WeightType.BIPOLAR)
                        .build(),
                Designs.TARGET,
                shape -> new Folding(1, shape.columns() / shape.taps(), Memory.LUT));
        // The streams are so shallow that each of them fills.
        design = Simulated.withDepths(
                made.design(),
                Collections.nCopies(made.design().flow().streams().size(), 4));
    }

    @BeforeEach
    void emit() throws IOException {
        assumeTrue(Verilator.find().isPresent(), "Verilator is not on the PATH");
        RtlEmitter.emit(design, RtlFabric.LUT_RAM, folder.resolve("rtl"));
    }

    @Test
    void noneIsFoundWhereThereIsNone() throws Exception {
        RtlSimulation.Result result = simulate();
        assertThat(result.difference()).isEmpty();
        assertThat(result.differingBits()).isZero();
        // Four words an image of the dense layer's scores, 36 positions, and so on: of three images with two kinds of
        // ends.
        assertThat(result.words()).isGreaterThan(4_000);
    }

    @Test
    void aWrongBitOfAWeight() throws Exception {
        edit("mem/dense1_scores_weights.mem", text -> {
            char digit = text.charAt(0);
            return Character.forDigit(Character.digit(digit, 16) ^ 1, 16) + text.substring(1);
        });
        RtlSimulation.Result result = simulate();
        Difference found = result.difference().orElseThrow();
        assertThat(found.unit()).isEqualTo("dense1_scores");
        assertThat(found.word()).isZero();
        assertThat(found.what()).matches("it is [0-9a-f]+, not [0-9a-f]+ \\(hexadecimal\\)");
        assertThat(result.differingBits()).isPositive();
        assertThat(result.said()).first().asString().startsWith("differs: image 0 class 0 expected ");
    }

    @Test
    void twoWordsOfATableThatAreSwapped() throws Exception {
        edit("mem/conv1_mvtu_starts.mem", text -> {
            List<String> lines = new ArrayList<>(text.lines().toList());
            assertThat(lines.get(0)).isNotEqualTo(lines.get(3));
            Collections.swap(lines, 0, 3);
            return String.join("\n", lines) + "\n";
        });
        assertThat(simulate().difference().orElseThrow().unit()).isEqualTo("conv1_mvtu");
    }

    @Test
    void aStreamThatIsOneWordTooShallow() throws Exception {
        // The last stream fills while its reader waits.
        int last = design.flow().units().size() - 1;
        String stream = design.flow().streams().get(last).id();
        int depth = design.flow().depths().get(last);
        edit("src/bnn_faulty_pipeline.v", text -> {
            int at = text.indexOf(") f_" + stream + " (");
            int from = text.lastIndexOf(".DEPTH(", at);
            return text.substring(0, from) + ".DEPTH(" + (depth - 1) + text.substring(text.indexOf(')', from));
        });
        Difference found = simulate().difference().orElseThrow();
        assertThat(found.stream()).isEqualTo(stream);
        assertThat(found.what()).matches("it comes in cycle \\d+, not \\d+");
    }

    @Test
    void anAnswerThatIsLate() throws Exception {
        edit(
                "src/bnnlib_output.v",
                text -> text.replace(
                                "assign m_valid = in_valid;",
                                "reg seen; always @(posedge clk) seen <= in_valid && !in_ready;\n    assign m_valid = in_valid && seen;")
                        .replace("assign in_ready = in_valid && m_ready;", "assign in_ready = m_valid && m_ready;"));
        RtlSimulation.Result result = simulate();
        Difference found = result.difference().orElseThrow();
        assertThat(found.unit()).isEqualTo("the output");
        assertThat(found.word()).isZero();
        assertThat(found.what()).isEqualTo("it comes in cycle " + (found.cycle() + 1) + ", not " + found.cycle());
        // Late answers have the right bits.
        assertThat(result.differingBits()).isZero();
    }

    @Test
    void aWordThatComesTwice() throws Exception {
        edit(
                "src/bnnlib_pool.v",
                text -> text.replace(
                        "always @(posedge clk) out_push <= out_take && !rst;",
                        "always @(posedge clk) out_push <= (out_take || fire && first) && !rst;"));
        assertThat(simulate().difference().orElseThrow().unit()).isEqualTo("maxpool1_pool");
    }

    @Test
    void anEndMarkInTheWrongPlace() throws Exception {
        edit("src/bnnlib_output.v", text -> text.replace("word == LAST && left == 1;", "word == LAST;"));
        RtlSimulation.Result result = simulate();
        assertThat(result.differingBits()).isPositive();
        assertThat(result.said()).first().asString().endsWith(" TLAST");
    }

    private static void edit(String file, UnaryOperator<String> change) throws IOException {
        Path path = folder.resolve("rtl").resolve(file);
        String before = Files.readString(path);
        String after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        Files.writeString(path, after);
    }

    private static RtlSimulation.Result simulate() throws Exception {
        Optional<Verilator> verilator = Verilator.find();
        return RtlSimulation.run(new RtlSimulation.Request(
                verilator.orElseThrow(),
                Verilator.Effort.QUICK,
                folder.resolve("rtl"),
                folder.resolve("build"),
                design.flow(),
                RtlFabric.LUT_RAM,
                design.images(),
                3,
                // A reader that is slow enough fills every stream.
                List.of(
                        RtlSimulation.Ends.FREE,
                        new RtlSimulation.Ends(Pattern.ALWAYS, Pattern.of("0".repeat(700) + "1"))),
                2));
    }
}
