// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls.csim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.check.BoardTargets;
import dev.bnn.dataflow.Dataflow;
import dev.bnn.emit.Names;
import dev.bnn.emit.board.DeployEmitter;
import dev.bnn.emit.hls.HlsEmitter;
import dev.bnn.model.target.Target;
import dev.bnn.testing.Designs;
import dev.bnn.tool.Command;
import dev.bnn.tool.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel of a card: images and answers in memory, and the host's program with a stand-in for XRT. */
class CardKernelTest {
    private static final Path TESTS =
            Path.of("src", "test", "resources", "dev", "bnn").toAbsolutePath();
    private static final Target CARD = BoardTargets.of("alveo-u50");

    @TempDir
    private Path folder;

    private record Run(int status, List<String> lines) {}

    @BeforeEach
    void findCompiler() {
        assumeTrue(Programs.find("g++").isPresent(), "there is no g++");
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 7, 12})
    void givesTheGoldenModelsBits(long seed) throws Exception {
        Simulated.agrees(Designs.on(CARD, seed), folder);
    }

    @Test
    void alsoAsLabels() throws Exception {
        Simulated.agrees(Designs.on(Designs.labels(CARD, 2), 5), folder);
    }

    @Test
    void pixelsOfAnyWidthComeOutOfMemory() throws Exception {
        HlsEmitter.emit(Designs.on(CARD, 2).design(), folder);
        Path program = compile("card", TESTS.resolve("hls/card.cpp"), List.of("-DAP_INT_MAX_W=2048"));
        Run run = run(program, "");
        assertThat(run.status()).as("%s", run.lines()).isZero();
        assertThat(run.lines()).hasSize(9).allMatch(line -> line.contains(": 0 of "));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void theHostsProgramRunsItsSelfTestAndClassifies(int labels) throws Exception {
        Designs.Made made = Designs.on(Designs.labels(CARD, labels), 7);
        Path program = host(made);
        String top = Names.top(made.design().flow().network());
        assertThat(run(program, "", "right.xclbin").lines())
                .hasSize(2)
                .startsWith(top + ": same bits on "
                        + Math.min(8, made.design().images().size()) + " images")
                .last()
                .asString()
                .endsWith(" images/s with transfers, 1024 images a call");

        Path images = folder.resolve("images.bin");
        Files.write(images, join(made.design().images()));
        List<String> expected = new ArrayList<>();
        for (long[] scores : made.design().scores()) {
            expected.add(made.design().flow().classes().get(best(scores)));
        }
        assertThat(run(program, "", "right.xclbin", images.toString()).lines()).isEqualTo(expected);
    }

    /** Scores of each position, or the best two classes of each. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void theHostsProgramNamesTheClassOfEachPosition(int labels) throws Exception {
        Designs.Made made = Designs.map(1, Designs.labels(CARD, labels));
        Dataflow flow = made.design().flow();
        Path program = host(made);
        assertThat(run(program, "", "right.xclbin").lines().get(0))
                .isEqualTo("bnn_mapped: same bits on " + made.design().images().size() + " images");
        Path images = folder.resolve("images.bin");
        Files.write(images, join(made.design().images()));
        Dataflow.Answer best = new Dataflow.Answer(true, flow.answer().out(), 1, Byte.SIZE);
        assertThat(run(program, "", "right.xclbin", images.toString()).lines())
                .isEqualTo(made.design().scores().stream()
                        .map(scores -> Arrays.stream(best.of(scores))
                                .mapToObj(c -> flow.classes().get((int) c))
                                .collect(Collectors.joining(" ")))
                        .toList());
    }

    @Test
    void theHostsProgramSaysWhatIsWrong() throws Exception {
        Designs.Made made = Designs.on(CARD, 7);
        Path program = host(made);
        String top = Names.top(made.design().flow().network());
        assertThat(run(program, "CARD_FLIPS=0", "right.xclbin"))
                .matches(run -> run.status() == 1)
                .extracting(run -> run.lines().get(0))
                .asString()
                .startsWith(top + ": image 0, answer 0: expected ");
        assertThat(run(program, "CARD_HANGS=1", "right.xclbin"))
                .isEqualTo(new Run(2, List.of(top + ": the kernel did not end in a minute")));
        assertThat(run(program, "", "wrong.xclbin"))
                .isEqualTo(new Run(2, List.of(top + ": No such file 'wrong.xclbin'")));
        assertThat(run(program, "BNN_DEVICE=3", "right.xclbin"))
                .isEqualTo(new Run(2, List.of(top + ": no such device")));
        Path cut = folder.resolve("cut.bin");
        Files.write(cut, new byte[] {1});
        assertThat(run(program, "", "right.xclbin", cut.toString()))
                .isEqualTo(new Run(
                        2,
                        List.of(top + ": " + cut + " does not hold whole images of "
                                + made.design().flow().input().size() + " bytes")));
        assertThat(run(program, "", "right.xclbin", "absent").lines()).containsExactly(top + ": cannot open absent");
        assertThat(run(program, "").status()).isEqualTo(2);
    }

    private Path host(Designs.Made made) throws Exception {
        HlsEmitter.emit(made.design(), folder);
        DeployEmitter.emit(made.design(), folder.resolve("deploy"));
        String top = Names.top(made.design().flow().network());
        return compile(
                "host",
                folder.resolve("deploy/bnn_xrt.cpp"),
                List.of(
                        "-I" + TESTS.resolve("xrt"),
                        "-DDESIGN=\"" + top + ".h\"",
                        "-DKERNEL=" + top,
                        "-DNAME=\"" + top + "\"",
                        "-DANSWER=" + (made.design().flow().answer().labels() ? "label_t" : "score_t"),
                        "-DANSWER_BITS=" + made.design().flow().answer().bits(),
                        folder.resolve("src/" + top + ".cpp").toString()));
    }

    private Path compile(String name, Path source, List<String> options) throws Exception {
        Path program = folder.resolve(name);
        List<String> words = new ArrayList<>(List.of(
                "g++",
                "-std=c++17",
                "-O1",
                "-Wall",
                "-Wextra",
                "-Wno-unknown-pragmas",
                "-Werror",
                "-I" + folder.resolve("src"),
                "-I" + folder.resolve("sim"),
                source.toString(),
                "-o",
                program.toString()));
        words.addAll(options);
        List<String> said = new ArrayList<>();
        assertThat(Command.of(words.toArray(String[]::new)).run(said::add))
                .as("%s", said)
                .isZero();
        return program;
    }

    /** @param variable a setting of the environment, NAME=VALUE, or nothing */
    private static Run run(Path program, String variable, String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(program.toString()));
        words.addAll(List.of(arguments));
        Command command = Command.of(words.toArray(String[]::new));
        if (!variable.isEmpty()) {
            command = command.with(variable.split("=")[0], variable.split("=")[1]);
        }
        List<String> lines = new ArrayList<>();
        int status = command.run(lines::add);
        return new Run(status, lines);
    }

    private static byte[] join(List<byte[]> images) {
        byte[] all = new byte[images.size() * images.get(0).length];
        for (int i = 0; i < images.size(); i++) {
            System.arraycopy(images.get(i), 0, all, i * images.get(0).length, images.get(0).length);
        }
        return all;
    }

    private static int best(long[] scores) {
        int best = 0;
        for (int c = 1; c < scores.length; c++) {
            best = scores[c] > scores[best] ? c : best;
        }
        return best;
    }
}
