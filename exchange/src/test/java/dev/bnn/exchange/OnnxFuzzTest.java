// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.bnn.exchange.importer.Imported;
import dev.bnn.exchange.importer.QonnxImport;
import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Model;
import dev.bnn.exchange.onnx.ModelWriter;
import dev.bnn.exchange.onnx.Tensor;
import dev.bnn.source.DiagnosticException;
import dev.bnn.testing.RandomNetworks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files of both exports and of random graphs are imported, or refused by name; nothing else happens. {@code -Dbnn.fuzz=N}
 * tries N cases, and limits each to a few seconds: CONTRIBUTING.md.
 */
class OnnxFuzzTest {
    private static final int SHORT = 2_000;
    private static final int CASES = Integer.getInteger("bnn.fuzz", SHORT);
    private static final long MOST_SECONDS = 5;
    private static final int BASES = 300;
    private static final Model[] MODELS = new Model[BASES];
    /** One in this many imported networks is lowered and run. */
    private static final int RUN = CASES > SHORT ? 64 : 8;

    private static final long[] WILD = {
        0,
        -1,
        1,
        2,
        255,
        256,
        65_536,
        1 << 24,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 31,
        1L << 32,
        1L << 62,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    @TempDir
    Path dir;

    @Test
    void damagedFilesAreImportedOrRefused() throws Exception {
        int imported = 0;
        int refused = 0;
        long slowest = 0;
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed * 0x9E3779B97F4A7C15L);
            Path file = dir.resolve("fuzz.onnx");
            Files.write(file, bytes(random));
            long begin = System.nanoTime();
            boolean taken = imports(seed, file, random);
            long took = System.nanoTime() - begin;
            if (CASES > SHORT && took > TimeUnit.SECONDS.toNanos(MOST_SECONDS)) {
                fail("seed " + seed + " took " + TimeUnit.NANOSECONDS.toMillis(took) + " ms");
            }
            slowest = Math.max(slowest, took);
            imported += taken ? 1 : 0;
            refused += taken ? 0 : 1;
        }
        if (CASES > SHORT) {
            System.out.printf(
                    "ONNX: %d files, %d imported, %d refused, the slowest in %d ms%n",
                    CASES, imported, refused, TimeUnit.NANOSECONDS.toMillis(slowest));
        }
        assertThat(imported).as("imported").isGreaterThan(CASES / 20);
        assertThat(refused).as("refused").isGreaterThan(CASES / 4);
    }

    private static boolean imports(long seed, Path file, Random random) {
        try {
            Imported imported = QonnxImport.read(file, QonnxImport.Options.named("net"));
            if (random.nextInt(RUN) == 0 && imported.network().input().shape().size() < 10_000) {
                run(imported);
            }
            return true;
        } catch (IOException | ExchangeException e) {
            assertThat(e.getMessage()).as("seed " + seed).contains("fuzz.onnx").hasSizeLessThan(2_000);
            assertThat(e.getMessage().chars().noneMatch(Character::isISOControl))
                    .as("seed " + seed)
                    .isTrue();
            return false;
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            return fail("seed " + seed, e);
        }
    }

    private static void run(Imported imported) {
        try {
            OnnxExportTest.lower(imported.network(), imported.parameters())
                    .model()
                    .scores(new byte[imported.network().input().shape().size()]);
        } catch (DiagnosticException e) {
            // The compiler reports what it cannot lower.
            assertThat(e.diagnostics()).isNotEmpty();
        }
    }

    private static byte[] bytes(Random random) throws Exception {
        Model model = model(random);
        int how = random.nextInt(4);
        if (how == 0) {
            model = GraphMutations.mutate(model, random.nextLong());
        } else if (how == 1) {
            model = wild(model, random);
        }
        byte[] bytes = ModelWriter.bytes(model);
        if (how >= 2) {
            for (int i = 0; i <= random.nextInt(3); i++) {
                bytes = damaged(bytes, random);
            }
        }
        return bytes;
    }

    private static Model model(Random random) throws Exception {
        int base = random.nextInt(BASES);
        if (MODELS[base] == null) {
            RandomNetworks.Case network = RandomNetworks.generate(base);
            MODELS[base] = switch (base % 10) {
                case 0 ->
                    OnnxExport.model(OnnxExportTest.lower(network.network(), network.parameters())
                            .ir());
                case 1, 2, 3 -> QonnxExport.model(network.network(), network.parameters());
                default -> RandomGraphs.generate(base).model();
            };
        }
        return MODELS[base];
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - at, 1 + random.nextInt(40));
        byte[] changed = bytes.clone();
        switch (random.nextInt(7)) {
            case 0 -> changed[at] = (byte) random.nextInt();
            case 1 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> changed = spliced(bytes, at, new byte[0], at + length);
            case 3 -> changed = spliced(bytes, at, Arrays.copyOfRange(bytes, at, at + length), at);
            case 4 -> changed = spliced(bytes, at, varint(WILD[random.nextInt(WILD.length)]), at + 1);
            case 5 -> changed = Arrays.copyOf(bytes, at + 1);
            default -> {
                byte[] noise = new byte[length];
                random.nextBytes(noise);
                changed = spliced(bytes, at, noise, at + length);
            }
        }
        return changed;
    }

    private static byte[] spliced(byte[] bytes, int until, byte[] between, int from) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, until);
        out.writeBytes(between);
        out.write(bytes, from, bytes.length - from);
        return out.toByteArray();
    }

    private static byte[] varint(long value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (long rest = value; ; rest >>>= 7) {
            if ((rest & ~0x7fL) == 0) {
                out.write((int) rest);
                return out.toByteArray();
            }
            out.write((int) (rest & 0x7f | 0x80));
        }
    }

    /** Numbers that overflow or are huge, in a setting, the shape of the image, a list of sizes or the range. */
    private static Model wild(Model model, Random random) {
        Model.Graph g = model.graph();
        List<Model.Node> nodes = new ArrayList<>(g.nodes());
        List<Tensor> constants = new ArrayList<>(g.initializers());
        List<Model.Value> inputs = new ArrayList<>(g.inputs());
        Map<String, String> metadata = new LinkedHashMap<>(model.metadata());
        long number = WILD[random.nextInt(WILD.length)];
        switch (random.nextInt(5)) {
            case 0, 1 -> {
                int at = random.nextInt(nodes.size());
                Model.Node n = nodes.get(at);
                Map<String, Attribute> attributes = new LinkedHashMap<>(n.attributes());
                attributes.replaceAll((name, a) -> a instanceof Attribute.Int
                        ? new Attribute.Int(number)
                        : a instanceof Attribute.Ints i
                                ? new Attribute.Ints(
                                        i.values().stream().map(v -> number).toList())
                                : a instanceof Attribute.Float ? new Attribute.Float(number * 1e20f) : a);
                nodes.set(at, new Model.Node(n.name(), n.domain(), n.op(), n.inputs(), n.outputs(), attributes));
            }
            case 2 -> {
                Model.Value image = inputs.get(0);
                List<Model.Dim> dims = new ArrayList<>(image.dims());
                dims.set(random.nextInt(dims.size()), Model.Dim.of(number));
                inputs.set(0, new Model.Value(image.name(), image.type(), dims));
            }
            case 3 -> {
                if (!constants.isEmpty()) {
                    int at = random.nextInt(constants.size());
                    Tensor t = constants.get(at);
                    constants.set(
                            at,
                            t.whole()
                                    ? Tensor.longs(t.name(), filled(t.size(), number), t.dims())
                                    : Tensor.floats(t.name(), reals(t.size(), number, random), t.dims()));
                }
            }
            default -> metadata.put(QonnxExport.RANGE, random.nextInt(3) + " .. 1e" + number);
        }
        Model.Graph changed = new Model.Graph(g.name(), nodes, constants, inputs, g.outputs(), g.datatypes());
        return new Model(changed, model.opsets(), model.producer(), metadata);
    }

    private static long[] filled(int count, long number) {
        long[] all = new long[count];
        Arrays.fill(all, number);
        return all;
    }

    private static float[] reals(int count, long number, Random random) {
        float[] all = new float[count];
        float[] kinds = {number, Float.NaN, Float.POSITIVE_INFINITY, Float.MIN_VALUE, Float.MAX_VALUE, 0};
        Arrays.fill(all, kinds[random.nextInt(kinds.length)]);
        return all;
    }
}
