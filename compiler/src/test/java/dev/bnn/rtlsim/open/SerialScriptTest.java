// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.emit.Design;
import dev.bnn.model.Shape;
import dev.bnn.testing.Designs;
import dev.bnn.tool.Command;
import dev.bnn.tool.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The host's script for a board, with a pseudo terminal on which a program simulates the board. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the script uses pyserial elsewhere")
class SerialScriptTest {
    @TempDir
    private Path folder;

    private Design design;
    private Path board;
    private String signature;

    @BeforeEach
    void emit() throws Exception {
        assumeTrue(Programs.find("python3").isPresent(), "python3 is not on the PATH");
        emit(Designs.random(0));
    }

    private void emit(Designs.Made made) throws Exception {
        design = OnBoards.emit(made, OnBoards.target("ice40-hx8k", "clock 60 MHz"), folder);
        board = folder.resolve("board");
        Matcher found = Pattern.compile("SIGNATURE = .*0x([0-9a-f]{8})")
                .matcher(Files.readString(board.resolve("bnn_serial.py")));
        assertThat(found.find()).isTrue();
        signature = found.group(1);
        assertThat(board.resolve("bnn_" + design.flow().network() + "_board.v"))
                .content()
                .contains("32'h" + signature);
    }

    @Test
    void comparesEachAnswer() throws Exception {
        int images = Math.min(8, design.images().size());
        assertThat(run("right", signature)).singleElement().asString().matches(images + " images in .* s: same bits");
        assertThat(run("wrong", signature)).singleElement().asString().endsWith("images [0] differ");
    }

    @Test
    void aBoardThatDoesOtherwiseIsNamed() throws Exception {
        assertThat(run("right", "00000000"))
                .singleElement()
                .asString()
                .startsWith("bnn_serial: the board holds another design than this script's: load ");
        assertThat(run("damaged", signature))
                .singleElement()
                .asString()
                .startsWith("bnn_serial: the image or its answer was damaged on the line");
    }

    @Test
    void classifiesFiles() throws Exception {
        byte[] image = design.images().get(0);
        Path raw = Files.write(folder.resolve("image.raw"), image);
        long[] answer = design.answers().get(0);
        int best = 0;
        for (int i = 1; i < answer.length; i++) {
            best = answer[i] > answer[best] ? i : best;
        }
        assertThat(run("right", signature, raw.toString()))
                .containsExactly(raw + ": " + design.flow().classes().get(best));
        Path shorter = Files.write(folder.resolve("short.raw"), new byte[] {1, 2});
        assertThat(run("right", signature, shorter.toString()))
                .containsExactly("bnn_serial: an image has " + image.length + " bytes, not 2");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void namesTheClassesOfAMapRowByRow(int labels) throws Exception {
        emit(Designs.map(1, Designs.labels(Designs.TARGET, labels)));
        assertThat(run("right", signature)).singleElement().asString().endsWith(": same bits");
        Path raw = Files.write(folder.resolve("image.raw"), design.images().get(0));
        Shape out = design.flow().answer().out();
        long[] best =
                new Dataflow.Answer(true, out, 1, Byte.SIZE).of(design.scores().get(0));
        String rows = IntStream.range(0, out.height())
                .mapToObj(y -> Arrays.stream(best, y * out.width(), (y + 1) * out.width())
                        .mapToObj(c -> "'" + design.flow().classes().get((int) c) + "'")
                        .collect(Collectors.joining(", ", "[", "]")))
                .collect(Collectors.joining(", ", "[", "]"));
        assertThat(run("right", signature, raw.toString())).containsExactly(raw + ": " + rows);
    }

    private List<String> run(String mode, String signed, String... images) throws IOException {
        Path standIn = folder.resolve("stand_in.py");
        try (InputStream in = SerialScriptTest.class.getResourceAsStream("/dev/bnn/serial_stand_in.py")) {
            Files.write(standIn, in.readAllBytes());
        }
        List<String> words = new ArrayList<>(List.of(
                "python3",
                standIn.toString(),
                board.toString(),
                Integer.toString(design.flow().input().size()),
                Integer.toString(design.flow().answer().bits() / 8),
                signed,
                mode));
        words.addAll(List.of(images));
        List<String> said = new ArrayList<>();
        Command.of(words.toArray(String[]::new)).run(said::add);
        return said;
    }
}
