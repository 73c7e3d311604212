// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.check.BoardTargets;
import dev.bnn.dataflow.Dataflow;
import dev.bnn.emit.Design;
import dev.bnn.emit.TemplateFiles;
import dev.bnn.testing.Designs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The drivers on simulated boards, which answer the images of the self test and check that the driver keeps to the protocol. */
class DeployTest {
    @TempDir
    private Path folder;

    /** A seed for each width of scores that random networks have. */
    static Collection<Long> seedsByScoreBits() {
        Map<Integer, Long> seeds = new TreeMap<>();
        for (long seed = 1; seed <= 40; seed++) {
            seeds.putIfAbsent(Designs.random(seed).design().flow().answer().bits(), seed);
        }
        assertThat(seeds).containsKeys(8, 16);
        return seeds.values();
    }

    @ParameterizedTest
    @MethodSource("seedsByScoreBits")
    void theCDriverGetsTheExpectedBits(long seed) throws Exception {
        Design design = emit(seed, "pynq-z1");
        int images = Math.min(8, design.images().size());
        Path program = programs().test();
        assertThat(CPrograms.run(program, "0", "100"))
                .containsExactly("status 0, transfers 1, largest " + images, labels(design));
        assertThat(CPrograms.run(program, "0", "3"))
                .containsExactly(
                        "status 0, transfers " + (images + 2) / 3 + ", largest " + Math.min(3, images), labels(design));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 'status 1, transfers 0, largest 0', a buffer is smaller than one image",
        "1, 9, 'status 2, transfers 0, largest 0', the DMA does not leave reset",
        "2, 9, 'status 3, transfers 1, largest', the DMA reports an error",
        "3, 9, 'status 4, transfers 1, largest', the answer did not come",
        "4, 9, 'status 5, transfers 1, largest', another answer than expected",
    })
    void theCDriverNamesWhatWentWrong(String fault, String room, String status, String message) throws Exception {
        Design design = emit(5, "zcu104");
        List<String> lines = CPrograms.run(programs().test(), fault, room);
        assertThat(lines.get(0)).startsWith(status);
        assertThat(lines.get(1)).startsWith(message);
        if (fault.equals("4")) {
            int last = design.flow().classes().size() - 1;
            long score = design.scores().get(0)[last];
            assertThat(lines.get(2)).isEqualTo("image 0 answer " + last + ": " + score + " " + (score ^ 1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void theCDriverLoadsParameters(int room) throws Exception {
        Design design = emitLoadable();
        Path file = parameters();
        int pixel = design.flow().input().channels();
        long part = (long) room * design.flow().input().size() / pixel * pixel;
        long parts = (Files.size(file) + part - 1) / part;
        assertThat(CPrograms.run(programs().test(), "0", "" + room, "" + file))
                .startsWith("load 0, parts " + parts)
                .endsWith(labels(design))
                .hasSize(3);
        assertThat(CPrograms.run(programs().test(), "0", "" + room))
                .containsExactly("protocol: the parameters come before the images");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 'load 1, parts 0', a buffer is smaller than one image",
        "1, 9, 'load 2, parts 0', the DMA does not leave reset",
        "2, 9, 'load 3, parts 1', the DMA reports an error",
        "3, 9, 'load 4, parts 1', the answer did not come",
        "5, 9, 'load 7, parts', the parameters are for a network of another structure",
        "6, 9, 'load 9, parts', the parameters are damaged",
    })
    void theCDriverNamesWhatWentWrongWithALoad(String fault, String room, String status, String message)
            throws Exception {
        emitLoadable();
        List<String> lines = CPrograms.run(programs().test(), fault, room, "" + parameters());
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith(status);
        assertThat(lines.get(1)).startsWith(message);
    }

    @Test
    void theCDriverRefusesAFileBeforeItTouchesTheNetwork() throws Exception {
        emitLoadable();
        Path program = programs().test();
        byte[] right = Files.readAllBytes(parameters());
        assertThat(load(program, with(right, 0, 'X'))).startsWith("load 6, parts 0; no file of parameters");
        assertThat(load(program, with(right, 4, 2))).startsWith("load 6, parts 0; no file of parameters");
        assertThat(load(program, Arrays.copyOf(right, 23))).startsWith("load 6, parts 0; no file of parameters");
        assertThat(load(program, with(right, 8, right[8] ^ 1)))
                .startsWith("load 7, parts 0; the parameters are for a network of another structure");
        assertThat(load(program, Arrays.copyOf(right, right.length - 1)))
                .startsWith("load 8, parts 0; the file of parameters is not whole");
        assertThat(load(program, Arrays.copyOf(right, right.length + 1)))
                .startsWith("load 8, parts 0; the file of parameters is not whole");
        assertThat(load(program, with(right, 24, right[24] ^ 1)))
                .startsWith("load 9, parts 0; the parameters are damaged");
    }

    /** The line of the status, and the first words of the message. */
    private String load(Path program, byte[] file) throws Exception {
        return String.join("; ", CPrograms.run(program, "0", "9", "" + Files.write(folder.resolve("wrong.bin"), file)));
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        byte[] other = bytes.clone();
        other[at] = (byte) value;
        return other;
    }

    @Test
    void theProgramsForLinuxAndBareMetalLoadParameters() throws Exception {
        Design design = emitLoadable();
        Path linux = programs().linux();
        assertThat(CPrograms.run(linux)).singleElement().asString().endsWith("IN_BUFFER OUT_BUFFER PARAMETERS");
        Path bare = programs().bareMetal(true);
        assertThat(CPrograms.run(bare))
                .containsExactly("bnn_random5: same bits on " + design.images().size() + " images");
    }

    @Test
    void anotherTrainingChangesTheParametersAndTheSelfTestAlone() throws Exception {
        emitLoadable();
        Map<Path, String> before = contents();
        emit(Designs.retrained(5, 1_005).orElseThrow().design());
        Map<Path, String> after = contents();
        assertThat(after.keySet()).isEqualTo(before.keySet());
        assertThat(after.keySet().stream()
                        .filter(file -> !after.get(file).equals(before.get(file)))
                        .map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrder("bnn_random5.parameters.bin", "bnn_selftest.h", "selftest.txt");
    }

    private Map<Path, String> contents() throws Exception {
        Map<Path, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                contents.put(file, Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }

    private Design emitLoadable() throws Exception {
        return emit(Designs.loadable(5).design());
    }

    private Path parameters() {
        return folder.resolve("bnn_random5.parameters.bin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pynq-z1", "zcu104"})
    @EnabledOnOs(value = OS.LINUX, disabledReason = "one of the programs maps devices of Linux")
    void theProgramsForLinuxAndBareMetalCompileWithoutWarnings(String board) throws Exception {
        Design design = emit(5, board);
        int images = Math.min(8, design.images().size());
        Path linux = programs().linux();
        assertThat(CPrograms.run(linux)).singleElement().asString().startsWith("usage: ");
        assertThat(CPrograms.run(linux, "/dev/no-uio", "/dev/no-uio", "a", "b"))
                .singleElement()
                .asString()
                .startsWith("cannot open /dev/no-uio: ")
                .endsWith("is there a UIO entry for it in the device tree, and may you write to it?");
        Path bare = programs().bareMetal(false);
        assertThat(CPrograms.run(bare)).containsExactly("bnn_random5: same bits on " + images + " images");
    }

    @Test
    void theAddressesAreThoseOfTheBlockDesign() throws Exception {
        String script = new String(TemplateFiles.read("tcl/run_vivado.tcl"));
        for (String board : List.of("pynq-z1", "zcu104")) {
            emit(5, board);
            String header = Files.readString(folder.resolve("bnn_network.h"));
            List<String> addresses = header.lines()
                    .filter(line -> line.contains("_ADDRESS 0x"))
                    .map(line -> line.replaceAll(".* (0x[0-9A-F]+)u", "$1"))
                    .toList();
            assertThat(script).contains("dma_address " + addresses.get(0) + "  core_address " + addresses.get(1));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 7})
    void theCDriverGetsTheExpectedLabels(long seed) throws Exception {
        Design design = emit(Designs.labelled(seed).design());
        List<String> classes = design.flow().classes();
        List<long[]> answers = design.answers();
        String names = "labels "
                + answers.stream()
                        .flatMapToLong(Arrays::stream)
                        .mapToObj(c -> classes.get((int) c))
                        .collect(Collectors.joining(" "));
        String[] arguments = design.target().loadable()
                ? new String[] {
                    "0",
                    "100",
                    folder.resolve("bnn_random" + seed + ".parameters.bin").toString()
                }
                : new String[] {"0", "100"};
        assertThat(CPrograms.run(programs().test(), arguments)).endsWith(names);
        Path bare = programs().bareMetal(design.target().loadable());
        assertThat(CPrograms.run(bare))
                .containsExactly("bnn_random" + seed + ": same bits on " + answers.size() + " images");
    }

    /** Scores of each position, or the best two classes of each. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void theCDriverGetsTheAnswersOfEachPosition(int labels) throws Exception {
        Design design =
                emit(Designs.map(1, Designs.labels(Designs.TARGET, labels)).design());
        int images = design.images().size();
        List<String> classes = design.flow().classes();
        int words = design.flow().answer().words();
        String answers = design.answers().stream()
                .map(answer -> labels == 0
                        ? Integer.toString(best(Arrays.copyOf(answer, classes.size())))
                        : Arrays.stream(answer)
                                .mapToObj(c -> classes.get((int) c))
                                .collect(Collectors.joining(" ")))
                .collect(Collectors.joining(" ", "labels ", ""));
        assertThat(CPrograms.run(programs().test(), "0", "3"))
                .containsExactly(
                        "status 0, transfers " + (images + 2) / 3 + ", largest " + Math.min(3, images), answers);
        assertThat(CPrograms.run(programs().test(), "4", "9"))
                .last()
                .asString()
                .startsWith("image 0 answer " + (words - 1));
        assertThat(CPrograms.run(programs().bareMetal(false)))
                .containsExactly("bnn_mapped: same bits on " + images + " images");
    }

    @Test
    void theCDriverNamesTheLabelThatDiffers() throws Exception {
        Design design = emit(Designs.labelled(2).design());
        long[] first = design.answers().get(0);
        int last = first.length - 1;
        assertThat(CPrograms.run(programs().test(), "4", "9"))
                .endsWith("image 0 answer " + last + ": " + first[last] + " " + (first[last] ^ 1));
    }

    @Test
    void namesOfClassesAreLiteralsOfEachLanguage() throws Exception {
        Design design = Designs.random(5).design();
        List<String> classes = new ArrayList<>(design.flow().classes());
        classes.set(0, "a\\n\tb");
        Dataflow flow = design.flow();
        emit(new Design(
                new Dataflow(flow.network(), flow.input(), classes, flow.units()),
                design.target(),
                design.source(),
                design.images(),
                design.scores()));
        assertThat(folder.resolve("bnn_network.h")).content().contains("\"a\\\\n\\011b\",");
        assertThat(folder.resolve("network.json")).content().contains("\"a\\\\n\\u0009b\", ");
        programs().test();
    }

    @Test
    void withoutImagesTheSelfTestSaysSo() throws Exception {
        Design design = Designs.random(5).design();
        emit(new Design(design.flow(), design.target(), design.source(), List.of(), List.of()));
        assertThat(folder.resolve("bnn_selftest.h")).content().contains("#error \"there are no images");
    }

    @Test
    void aBitstreamInTheFolderStays() throws Exception {
        Path bitstream = Files.writeString(folder.resolve("bnn_random5.bit"), "bits");
        emit(5, "pynq-z1");
        emit(6, "pynq-z1");
        assertThat(bitstream).exists();
    }

    private Design emit(long seed, String board) throws Exception {
        Design d = Designs.random(seed).design();
        return emit(new Design(d.flow(), BoardTargets.of(board), d.source(), d.images(), d.scores()));
    }

    private Design emit(Design design) throws Exception {
        DeployEmitter.emit(design, folder);
        return design;
    }

    private CPrograms programs() {
        return new CPrograms(folder);
    }

    /** The winning classes of the self test. */
    static String labels(Design design) {
        return "labels "
                + design.scores().stream()
                        .limit(8)
                        .map(scores -> Integer.toString(best(scores)))
                        .collect(Collectors.joining(" "));
    }

    private static int best(long[] scores) {
        List<Long> list = Arrays.stream(scores).boxed().toList();
        return list.indexOf(Collections.max(list));
    }
}
