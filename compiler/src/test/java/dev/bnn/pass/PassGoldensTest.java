// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.ir.Interpreter;
import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.ir.View;
import dev.bnn.ir.text.IrReader;
import dev.bnn.ir.text.IrWriter;
import dev.bnn.model.Shape;
import dev.bnn.source.DiagnosticException;
import dev.bnn.source.DiagnosticPrinter;
import dev.bnn.source.SourceFile;
import dev.bnn.testing.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each pass alone, on small IRs that a reader can compute by hand. {@code pass/NAME/CASE.before.ir} becomes {@code CASE.after.ir},
 * which begins with what the pass reports, or is rejected with the message in {@code CASE.refused}. Notes to the user are in
 * {@code CASE.notes}. Both IRs compute the same.
 */
class PassGoldensTest {
    private static final Path FOLDER = Goldens.folder("pass");
    private static final String BEFORE = ".before.ir";

    static Stream<Arguments> cases() {
        return Passes.PIPELINE.stream()
                .flatMap(pass -> before(pass).stream().map(file -> {
                    String name = file.getFileName().toString();
                    return Arguments.of(pass, name.substring(0, name.length() - BEFORE.length()));
                }));
    }

    private static List<Path> before(Pass pass) {
        Path folder = FOLDER.resolve(pass.name());
        return Files.isDirectory(folder) ? Goldens.files(folder, BEFORE) : List.of();
    }

    @Test
    void everyPassHasCasesThatItRewritesAndEveryFolderAPass() throws IOException {
        for (Pass pass : Passes.PIPELINE) {
            assertThat(before(pass)).as("cases of %s", pass.name()).isNotEmpty();
            assertThat(Goldens.files(FOLDER.resolve(pass.name()), ".after.ir"))
                    .as("rewritten cases of %s", pass.name())
                    .isNotEmpty();
        }
        try (Stream<Path> folders = Files.list(FOLDER)) {
            Set<String> names =
                    folders.map(f -> f.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
            assertThat(names)
                    .containsExactlyInAnyOrderElementsOf(
                            Passes.PIPELINE.stream().map(Pass::name).toList());
        }
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("cases")
    void rewrites(Pass pass, String name) {
        Path folder = FOLDER.resolve(pass.name());
        String given = Goldens.read(folder.resolve(name + BEFORE));
        String text = heading(given)
                + IrWriter.text(IrReader.read(new SourceFile(name + BEFORE, given)))
                        .strip();
        Goldens.check(folder.resolve(name + BEFORE), text);
        SourceFile source = new SourceFile(name + BEFORE, text);
        Ir before = IrReader.read(source);
        Verifier.verify("none", before, pass.requires());

        Path refused = folder.resolve(name + ".refused");
        Path rewritten = folder.resolve(name + ".after.ir");
        PassLog log = new PassLog();
        Ir after;
        try {
            after = pass.run(before, log);
        } catch (DiagnosticException e) {
            Goldens.check(refused, DiagnosticPrinter.print(e.diagnostics(), source));
            assertThat(rewritten).doesNotExist();
            return;
        }
        String changes = log.changes().stream().map(line -> "# " + line + "\n").collect(Collectors.joining());
        Goldens.check(
                rewritten,
                changes + (changes.isEmpty() ? "" : "\n") + IrWriter.text(after).strip());
        assertThat(refused).doesNotExist();
        notes(folder.resolve(name + ".notes"), log, source);

        Set<Property> established = new HashSet<>(pass.establishes());
        established.addAll(pass.requires());
        Verifier.verify(pass.name(), after, established);
        sameValues(pass, before, after);
    }

    private static void notes(Path file, PassLog log, SourceFile source) {
        if (log.notes().isEmpty()) {
            assertThat(file).doesNotExist();
        } else {
            Goldens.check(file, DiagnosticPrinter.print(log.notes(), source));
        }
    }

    /** The comment that a case begins with, and the empty line after it. */
    private static String heading(String text) {
        return text.substring(0, text.indexOf("network "));
    }

    /** Every layer whose values both IRs yield has the same values; scores may have the same order instead. */
    private static void sameValues(Pass pass, Ir before, Ir after) {
        List<String> kept = layers(after);
        assertThat(kept).as("layers").contains(layers(before).get(layers(before).size() - 1));
        List<byte[]> images = images(before.nodes().get(0).type().shape().size());
        for (int i = 0; i < images.size(); i++) {
            Map<String, double[]> layers = layers(before, images.get(i));
            Equivalence equivalence = new Equivalence(pass.name(), i);
            equivalence.compare(after, Interpreter.run(after, images.get(i)), layers);
            assertThat(equivalence.compared()).isPositive();
        }
    }

    /** The layers whose values an IR yields. */
    private static List<String> layers(Ir ir) {
        return ir.nodes().stream()
                .flatMap(n -> n.view().stream())
                .map(View::layer)
                .toList();
    }

    private static Map<String, double[]> layers(Ir ir, byte[] image) {
        Map<String, double[]> trace = Interpreter.run(ir, image);
        Map<String, double[]> layers = new HashMap<>();
        for (Node node : ir.nodes()) {
            node.view().ifPresent(view -> {
                Shape shape = node.type().shape();
                double[] values = trace.get(node.name()).clone();
                for (int i = 0; i < values.length; i++) {
                    int pixel = i / shape.channels();
                    values[i] =
                            view.read(values[i], pixel / shape.width(), pixel % shape.width(), i % shape.channels());
                }
                layers.put(view.layer(), values);
            });
        }
        return layers;
    }

    /** All images of the bytes 0 and 255, and random ones of all bytes. */
    private static List<byte[]> images(int size) {
        List<byte[]> images = new ArrayList<>();
        for (int bits = 0; bits < 1 << size; bits++) {
            byte[] image = new byte[size];
            for (int i = 0; i < size; i++) {
                image[i] = (byte) ((bits >> i & 1) * 255);
            }
            images.add(image);
        }
        Random random = new Random(1);
        for (int i = 0; i < 100; i++) {
            byte[] image = new byte[size];
            random.nextBytes(image);
            images.add(image);
        }
        return images;
    }
}
