// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.check.BoardTargets;
import dev.bnn.dataflow.Dataflow;
import dev.bnn.emit.Design;
import dev.bnn.emit.board.SimulatedBoard.Fault;
import dev.bnn.testing.Designs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The driver in Java, compiled as it is emitted, on a simulated board. */
class JavaDriverTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("dev.bnn.emit.board.DeployTest#seedsByScoreBits")
    void getsTheExpectedBits(long seed) throws Exception {
        Design design = emit(seed, "pynq-z1");
        int images = design.images().size();
        for (int room : new int[] {3, 100}) {
            SimulatedBoard board = new SimulatedBoard(design, Fault.NONE, room);
            Object driver = programs().driver(board);
            assertThat(JavaPrograms.call(driver, "batch")).isEqualTo(room);
            assertThat(JavaPrograms.call(driver, "selfTest", folder)).isEqualTo(Math.min(8, images));
            assertThat(board.transfers()).isEqualTo((Math.min(8, images) + room - 1) / room);
            assertThat((int[]) JavaPrograms.call(driver, "labels", design.images()))
                    .containsExactly(design.scores().stream()
                            .map(s -> Arrays.stream(s).boxed().toList())
                            .mapToInt(s -> s.indexOf(Collections.max(s)))
                            .toArray());
            assertThat((long[][]) JavaPrograms.call(driver, "scores", design.images()))
                    .isDeepEqualTo(design.scores().toArray(long[][]::new));
        }
    }

    /** Scores of each position, or the best two classes of each. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void getsTheMapsOfClasses(int labels) throws Exception {
        Design design = Designs.map(1, Designs.labels(Designs.TARGET, labels)).design();
        DeployEmitter.emit(design, folder);
        Object driver = programs().driver(new SimulatedBoard(design, Fault.NONE, 3));
        assertThat(JavaPrograms.call(driver, "selfTest", folder))
                .isEqualTo(design.images().size());
        int[][] wanted = design.scores().stream()
                .map(scores -> new Dataflow.Answer(true, design.flow().answer().out(), 1, 8).of(scores))
                .map(best -> Arrays.stream(best).mapToInt(Math::toIntExact).toArray())
                .toArray(int[][]::new);
        assertThat(wanted[0]).hasSize(20);
        assertThat((int[][]) JavaPrograms.call(driver, "classMaps", design.images()))
                .isDeepEqualTo(wanted);
    }

    @Test
    void measuresFullTransfers() throws Exception {
        Design design = emit(5, "zcu104");
        SimulatedBoard board = new SimulatedBoard(design, Fault.NONE, 1);
        Object driver = programs().driver(board);
        JavaPrograms.call(driver, "scores", design.images().subList(0, 1));
        assertThat((double) JavaPrograms.call(driver, "throughput", 4)).isPositive();
        assertThat(board.transfers()).isEqualTo(1 + 1 + 4);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, 0, a buffer is smaller than one image or its answer: make it larger, 0",
        "STUCK_RESET, 9, 'the DMA does not leave reset: is the bitstream loaded, is its address right?', 1",
        "BAD_ADDRESS, 9, the DMA reports an error: are the physical addresses of the buffers right?, 3",
        "SILENT, 9, the answer did not come: is the bitstream that of this network?, 3",
    })
    void namesWhatWentWrong(Fault fault, int room, String message, int resets) throws Exception {
        Design design = emit(5, "zcu104");
        SimulatedBoard board = new SimulatedBoard(design, fault, room);
        assertThatThrownBy(() -> JavaPrograms.call(programs().driver(board), "selfTest", folder))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
        assertThat(board.resets()).isEqualTo(resets);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100})
    void loadsParameters(int room) throws Exception {
        Design design = emitLoadable();
        SimulatedBoard board = new SimulatedBoard(design, Fault.NONE, room);
        Object driver = programs().driver(board);
        assertThatThrownBy(() -> JavaPrograms.call(driver, "selfTest", folder))
                .hasMessageContaining("the parameters come before the images");
        byte[] file = Files.readAllBytes(parameters());
        JavaPrograms.call(driver, "load", file);
        assertThat(board.parameters()).isEqualTo(file);
        long part = (long) room * design.flow().input().size();
        assertThat(board.transfers()).isEqualTo((int) ((file.length + part - 1) / part));
        assertThat(JavaPrograms.call(driver, "selfTest", folder))
                .isEqualTo(design.images().size());
        JavaPrograms.call(driver, "load", file);
        assertThat(JavaPrograms.call(driver, "selfTest", folder))
                .isEqualTo(design.images().size());
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_ADDRESS, the DMA reports an error: are the physical addresses of the buffers right?",
        "SILENT, the answer did not come: is the bitstream that of this network?",
        "OTHER_NETWORK, the parameters are for a network of another structure: are they and the bitstream of the same"
                + " layers and foldings?",
        "BAD_ARRIVAL, 'the parameters are damaged: copy the file again, and load it before the next image'",
    })
    void namesWhatWentWrongWithALoad(Fault fault, String message) throws Exception {
        Object driver = programs().driver(new SimulatedBoard(emitLoadable(), fault, 9));
        byte[] file = Files.readAllBytes(parameters());
        assertThatThrownBy(() -> JavaPrograms.call(driver, "load", file))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
    }

    @Test
    void refusesAFileBeforeItTouchesTheNetwork() throws Exception {
        SimulatedBoard board = new SimulatedBoard(emitLoadable(), Fault.NONE, 9);
        Object driver = programs().driver(board);
        byte[] right = Files.readAllBytes(parameters());
        refuses(driver, with(right, 0), "no file of parameters of version 1: ");
        refuses(driver, with(right, 4), "no file of parameters of version 1: ");
        refuses(driver, Arrays.copyOf(right, 23), "no file of parameters of version 1: ");
        refuses(driver, with(right, 8), "the parameters are for a network of another structure: ");
        refuses(driver, Arrays.copyOf(right, right.length - 1), "the file of parameters is not whole: ");
        refuses(driver, Arrays.copyOf(right, right.length + 1), "the file of parameters is not whole: ");
        refuses(driver, with(right, 24), "the parameters are damaged: ");
        assertThat(board.transfers()).isZero();
    }

    private void refuses(Object driver, byte[] file, String message) {
        assertThatThrownBy(() -> JavaPrograms.call(driver, "load", file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(message);
    }

    private static byte[] with(byte[] bytes, int at) {
        byte[] other = bytes.clone();
        other[at] ^= 1;
        return other;
    }

    private Design emitLoadable() throws Exception {
        Design design = Designs.loadable(5).design();
        DeployEmitter.emit(design, folder);
        return design;
    }

    private Path parameters() {
        return folder.resolve("bnn_random5.parameters.bin");
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 7})
    void getsTheExpectedLabels(long seed) throws Exception {
        Design design = Designs.labelled(seed).design();
        DeployEmitter.emit(design, folder);
        Object driver = programs().driver(new SimulatedBoard(design, Fault.NONE, 3));
        if (design.target().loadable()) {
            JavaPrograms.call(
                    driver, "load", Files.readAllBytes(folder.resolve("bnn_random" + seed + ".parameters.bin")));
        }
        int[][] expected = design.answers().stream()
                .map(answer -> Arrays.stream(answer).mapToInt(Math::toIntExact).toArray())
                .toArray(int[][]::new);
        assertThat((int[][]) JavaPrograms.call(driver, "best", design.images())).isDeepEqualTo(expected);
        assertThat((int[]) JavaPrograms.call(driver, "labels", design.images()))
                .containsExactly(Arrays.stream(expected).mapToInt(row -> row[0]).toArray());
        assertThat(JavaPrograms.call(driver, "selfTest", folder)).isEqualTo(Math.min(8, expected.length));
    }

    @Test
    void namesTheLabelThatDiffers() throws Exception {
        Design design = Designs.labelled(2).design();
        DeployEmitter.emit(design, folder);
        long[] first = design.answers().get(0);
        int last = first.length - 1;
        assertThatThrownBy(() -> JavaPrograms.call(
                        programs().driver(new SimulatedBoard(design, Fault.FLIPPED_BIT, 9)), "selfTest", folder))
                .hasMessage("image 0, label " + last + ": expected " + first[last] + ", found " + (first[last] ^ 1)
                        + ". Is the bitstream that of this network?");
    }

    @Test
    void namesTheScoreThatDiffers() throws Exception {
        Design design = emit(5, "zcu104");
        int last = design.flow().classes().size() - 1;
        long score = design.scores().get(0)[last];
        assertThatThrownBy(() -> JavaPrograms.call(
                        programs().driver(new SimulatedBoard(design, Fault.FLIPPED_BIT, 9)), "selfTest", folder))
                .hasMessage("image 0, class " + design.flow().classes().get(last) + ": expected " + score + ", found "
                        + (score ^ 1) + ". Is the bitstream that of this network?");
    }

    @Test
    void refusesImagesOfAnotherSizeAndATestWithoutImages() throws Exception {
        Design design = emit(5, "zcu104");
        Object driver = programs().driver(new SimulatedBoard(design, Fault.NONE, 9));
        assertThatThrownBy(() -> JavaPrograms.call(driver, "scores", List.of(new byte[3])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("image 0 has 3 bytes, not " + design.flow().input().size());
        Files.writeString(folder.resolve("selftest.hex"), "");
        assertThatThrownBy(() -> JavaPrograms.call(driver, "selfTest", folder))
                .hasMessageStartingWith("there are no images for a self test: ");
    }

    private JavaPrograms programs() {
        return new JavaPrograms(folder);
    }

    private Design emit(long seed, String board) throws Exception {
        Design d = Designs.random(seed).design();
        Design design = new Design(d.flow(), BoardTargets.of(board), d.source(), d.images(), d.scores());
        DeployEmitter.emit(design, folder);
        return design;
    }
}
