// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.bnn.exchange.importer.Imported;
import dev.bnn.exchange.importer.QonnxImport;
import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Model;
import dev.bnn.exchange.onnx.ModelWriter;
import dev.bnn.model.Shape;
import dev.bnn.runtime.BnnModel;
import dev.bnn.source.DiagnosticException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For random images, imported networks compute the same scores as onnxruntime on the graph. */
class ImportPropertyTest {
    private static final int GRAPHS = 400;
    private static final int MUTATIONS = 1_200;
    private static final int IMAGES = 6;

    @TempDir
    Path dir;

    /** Every generated graph can be imported, so each of them must be. */
    @Test
    void randomGraphsGiveTheSameScores() throws Exception {
        Map<String, Integer> seen = new TreeMap<>();
        for (long seed = 0; seed < GRAPHS; seed++) {
            RandomGraphs.Case random = RandomGraphs.generate(seed);
            Imported imported;
            try {
                imported = QonnxImport.convert(random.model(), QonnxImport.Options.named("net"));
            } catch (ExchangeException e) {
                fail("seed " + seed + ": " + e.getMessage() + "\n" + nodes(random.model()), e);
                return;
            }
            for (String word : List.of("residual", "shortcut", "concat")) {
                seen.merge(word, imported.text().contains(word + " {") ? 1 : 0, Integer::sum);
            }
            seen.merge("shuffle", imported.text().contains("; shuffle ") ? 1 : 0, Integer::sum);
            for (String op : List.of("Transpose", "Sign", "Squeeze")) {
                boolean has = random.model().graph().nodes().stream()
                        .anyMatch(n -> n.op().equals(op) && n.inputs().size() == 1);
                seen.merge(op, has ? 1 : 0, Integer::sum);
            }
            try {
                same("seed " + seed, random, imported);
            } catch (Exception | AssertionError e) {
                fail("seed " + seed + ": " + e.getMessage() + "\n" + nodes(random.model()) + imported.text(), e);
            }
        }
        assertThat(seen.values()).as("%s of %d graphs", seen, GRAPHS).allMatch(n -> n > GRAPHS / 40);
    }

    /** The import either refuses a changed graph, or the change shows in the scores. */
    @Test
    void nothingInAGraphIsPassedOver() throws Exception {
        int imported = 0;
        int refused = 0;
        for (long seed = 0; seed < MUTATIONS; seed++) {
            RandomGraphs.Case random = RandomGraphs.generate(seed % GRAPHS);
            Model changed = GraphMutations.mutate(random.scores(), seed);
            Imported network;
            try {
                network = QonnxImport.convert(
                        changed, QonnxImport.Options.named("net").range("0 .. 255"));
            } catch (ExchangeException e) {
                refused++;
                continue;
            }
            if (changed.graph().nodes().stream().anyMatch(ImportPropertyTest::isBeyondOnnxruntime)) {
                continue;
            }
            imported++;
            boolean shares = changed.graph().nodes().stream().anyMatch(n -> n.op().endsWith("oftmax"));
            try {
                same("seed " + seed, new RandomGraphs.Case(changed, changed, random.image(), shares), network);
            } catch (DiagnosticException e) {
                // No integers have the order of these scores, as the compiler reports.
                continue;
            } catch (Exception | AssertionError e) {
                fail("seed " + seed + ": " + e.getMessage() + "\n" + nodes(changed) + network.text(), e);
            }
        }
        assertThat(imported).as("imported").isGreaterThan(MUTATIONS / 5);
        assertThat(refused).as("refused").isGreaterThan(MUTATIONS / 5);
    }

    /** Whether a node has a dilation and {@code auto_pad}, which onnxruntime refuses. */
    private static boolean isBeyondOnnxruntime(Model.Node node) {
        return node.attributes().get("auto_pad") instanceof Attribute.Text said
                && said.value().startsWith("SAME")
                && node.attributes().get("dilations") instanceof Attribute.Ints by
                && by.values().stream().anyMatch(d -> d > 1);
    }

    private static String nodes(Model model) {
        StringBuilder text = new StringBuilder(model.opsets() + "\n");
        model.graph().nodes().forEach(n -> text.append(n).append('\n'));
        return text.toString();
    }

    private void same(String as, RandomGraphs.Case random, Imported imported) throws Exception {
        Path file = dir.resolve("plain.onnx");
        ModelWriter.write(file, PlainOps.of(random.scores()));
        BnnModel engine =
                OnnxExportTest.lower(imported.network(), imported.parameters()).model();
        Shape read = imported.network().input().shape();
        List<Model.Dim> dims = random.scores().graph().inputs().get(0).dims();
        boolean first = List.of(read.channels(), read.height(), read.width())
                .equals(dims.stream().skip(1).map(d -> (int) d.size()).toList());
        try (OrtModel ort =
                OrtModel.asWritten(file, read, !first, imported.network().output())) {
            for (byte[] image : images(random)) {
                float[] scores = ort.floatScores(List.of(image))[0];
                if (random.shares()) {
                    noneTurned(as, scores, engine.scores(image));
                } else {
                    QonnxTest.sameOrder(as, scores, engine.scores(image));
                }
            }
        }
    }

    private static List<byte[]> images(RandomGraphs.Case random) {
        Random bytes = new Random(random.image().size());
        List<byte[]> images = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            byte[] image = new byte[random.image().size()];
            bytes.nextBytes(image);
            images.add(image);
        }
        return images;
    }

    private static void noneTurned(String as, float[] shares, long[] integers) {
        for (int a = 0; a < shares.length; a++) {
            for (int b = 0; b < shares.length; b++) {
                if (shares[a] < shares[b]) {
                    assertThat(integers[a]).as(as).isLessThan(integers[b]);
                }
            }
        }
    }
}
