// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.emit.Design;
import dev.bnn.testing.Designs;
import dev.bnn.tool.Command;
import dev.bnn.tool.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The driver for PYNQ on a simulated board with the interface of PYNQ. */
class PynqDriverTest {
    private static final String NOTHING = "the answer did not come: is the bitstream that of this network?";
    private static final String LENGTH =
            "the answer has another length than that to these images: is the bitstream that of this network?";
    private static final String BUSY =
            "the network does not come to rest: try again, and load the bitstream again where that does not help";
    private static final String NO_CLASS =
            "the answer is the number of no class: is the bitstream that of this network?";

    @TempDir
    private Path folder;

    @Test
    void loadsParameters() throws Exception {
        emit(Designs.loadable(5).design());
        int bytes = (int) Files.size(folder.resolve("bnn_random5.parameters.bin"));
        assertThat(python("driver_test.py", Map.of()))
                .contains(
                        "self test: 4",
                        "loaded: True",
                        "magic: wrong.bin: no file of parameters of version 1",
                        "short: wrong.bin: " + (bytes - 1) + " bytes, not " + bytes + ": copy it again",
                        "damaged: wrong.bin: damaged, its check sum is wrong: copy it again",
                        "answer: bnn_random5.parameters.bin: the network refuses it: it arrived damaged; load it again")
                .anyMatch(line -> line.startsWith("structure: wrong.bin: for a network of another structure, "));
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 5})
    void getsTheExpectedBits(long seed) throws Exception {
        Design design = emit(Designs.random(seed).design());
        int images = Math.min(8, design.images().size());
        String labels = DeployTest.labels(design).replace("labels", "labels:");
        assertThat(python("driver_test.py", Map.of()))
                .contains(
                        "no bitstream: bnn_random" + seed
                                + ".bit: run run_vivado.tcl, or copy the whole folder deploy to the board",
                        "self test: " + images,
                        labels,
                        "validate: 1.0 0.0",
                        "one image: True",
                        "best: this network answers with sco",
                        "float: images are float64, not uint",
                        "shape: images are ",
                        "labels missing: " + images + " images, but " + (images - 1) + " labels",
                        "batch: one image",
                        "throughput: True",
                        "fixed: the weights of this network are");
    }

    @Test
    void namesTheImageThatDiffers() throws Exception {
        Design design = emit(Designs.random(5).design());
        int last = design.flow().classes().size() - 1;
        long score = design.scores().get(0)[last];
        assertThat(python("driver_test.py", Map.of("BOARD_FAULT", "flip")))
                .contains("self test: image 0, class " + design.flow().classes().get(last) + ": expected " + score
                        + ", found " + (score ^ 1) + ". Is the bitstream that of this network?");
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 7})
    void getsTheExpectedLabels(long seed) throws Exception {
        Design design = emit(Designs.labelled(seed).design());
        assertThat(python("driver_test.py", Map.of()))
                .contains(
                        "self test: " + design.answers().size(),
                        DeployTest.labels(design).replace("labels", "labels:"),
                        "scores: this network answers with lab",
                        "rows: "
                                + design.answers().stream()
                                        .flatMapToLong(Arrays::stream)
                                        .mapToObj(Long::toString)
                                        .collect(Collectors.joining(" ")),
                        "validate: 1.0 0.0");
    }

    /** Scores of each position, or the best two classes of each. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void getsTheMapsOfClasses(int labels) throws Exception {
        Design design =
                emit(Designs.map(1, Designs.labels(Designs.TARGET, labels)).design());
        Dataflow.Answer best = new Dataflow.Answer(true, design.flow().answer().out(), 1, 8);
        assertThat(python("driver_test.py", Map.of()))
                .contains(
                        "self test: " + design.answers().size(),
                        "labels: "
                                + design.scores().stream()
                                        .flatMapToLong(scores -> Arrays.stream(best.of(scores)))
                                        .mapToObj(Long::toString)
                                        .collect(Collectors.joining(" ")),
                        "validate: 1.0 0.0",
                        "one image: True");
    }

    @Test
    void namesTheLabelThatDiffers() throws Exception {
        Design design = emit(Designs.labelled(2).design());
        long[] first = design.answers().get(0);
        int last = first.length - 1;
        assertThat(python("driver_test.py", Map.of("BOARD_FAULT", "flip")))
                .contains("self test: image 0, label " + last + ": expected " + first[last] + ", found "
                        + (first[last] ^ 1) + ". Is the bitstream that of this network?");
    }

    /** The first transfer goes wrong. Whether or not the DMA's reset reaches the network, the next two are right. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void afterAFaultItIsRightAgain(boolean labels) throws Exception {
        emit((labels ? Designs.labelled(2) : Designs.random(2)).design());
        // All scores are possible, so only the self test detects that they are wrong.
        String unwritten = labels ? NO_CLASS : "wrong";
        List<String> expected = new ArrayList<>();
        for (String wired : List.of("wired", "not wired")) {
            Map<String, String> first = Map.ofEntries(
                    Map.entry("silent", NOTHING),
                    Map.entry("late", "right"),
                    Map.entry("too late", NOTHING),
                    Map.entry("short", LENGTH),
                    Map.entry("long", LENGTH),
                    Map.entry("long length", LENGTH),
                    Map.entry("twice", BUSY),
                    Map.entry("stale", "right"),
                    Map.entry("unwritten", unwritten),
                    Map.entry("no class", unwritten),
                    Map.entry("stuck", "the DMA does not leave reset: is the bitstream loaded?"));
            first.forEach((fault, said) -> {
                // Only a reset helps a network that waits for the rest of an image.
                String next = fault.equals("silent") && wired.equals("not wired") ? BUSY : "right";
                Stream.of(1, 100)
                        .forEach(batch -> expected.add(
                                fault + ", " + wired + ", " + batch + ": " + said + "; " + next + "; " + next));
            });
        }
        assertThat(python("fault_test.py", Map.of())).containsAll(expected);
    }

    @Test
    void afterAFaultOfALoadTheNextOneIsRight() throws Exception {
        emit(Designs.loadable(5).design());
        String file = "bnn_random5.parameters.bin: the network refuses it: ";
        assertThat(python("fault_test.py", Map.of()))
                .contains(
                        "load, silent: " + NOTHING + "; None; right",
                        "load, late: None; None; right",
                        "load, too late: " + NOTHING + "; None; right",
                        "load, long: " + LENGTH + "; None; right",
                        "load, other network: " + file + "it has another structure; None; right",
                        "load, damaged: " + file + "it arrived damaged; load it again; None; right");
    }

    private Design emit(Design design) throws Exception {
        DeployEmitter.emit(design, folder);
        return design;
    }

    private List<String> python(String test, Map<String, String> environment) throws Exception {
        assumeTrue(Programs.find("python3").isPresent(), "there is no python3");
        assumeTrue(Command.of("python3", "-c", "import numpy").run(line -> {}) == 0, "python3 has no NumPy");
        List<String> lines = new ArrayList<>();
        String script = CPrograms.BOARD.resolve("pynq").resolve(test).toString();
        new Command(List.of("python3", "-B", script, folder.toString()), null, environment).run(lines::add);
        return lines;
    }
}
