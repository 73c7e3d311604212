// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.bnn.runtime.BnnFormatException;
import dev.bnn.runtime.BnnModel;
import dev.bnn.runtime.Dims;
import dev.bnn.runtime.RandomModels;
import dev.bnn.runtime.internal.engine.packed.PackedEngine;
import dev.bnn.runtime.internal.network.CompiledNetwork;
import dev.bnn.runtime.internal.network.Stage;
import dev.bnn.runtime.internal.network.Window;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/**
 * Any bytes result in a model that runs, or in a BnnFormatException. {@code -Dbnn.fuzz=N} tries N cases, each of which may take
 * less than five seconds of processor time.
 */
class BnnReaderFuzzTest {
    private static final boolean LONG = System.getProperty("bnn.fuzz") != null;
    private static final int TRIES = Integer.getInteger("bnn.fuzz", 5_000);
    private static final long MOST_NANOSECONDS = 5_000_000_000L;
    private static final int HEADER = 16;
    /** Maximum number of products and values of the models that the test also runs. */
    private static final long SMALL = 1_000_000;

    @Test
    void aWrittenModelReadsAsItWas() throws IOException {
        for (long seed = 0; seed < 50; seed++) {
            BnnModel model = RandomModels.model(seed);
            BnnModel read = BnnModel.read(new ByteArrayInputStream(bytes(model)));
            byte[] image = RandomModels.image(seed, model);
            assertThat(read.scores(image)).isEqualTo(model.scores(image));
            assertThat(read.probabilities(image)).isEqualTo(model.probabilities(image));
            assertThat(bytes(read)).isEqualTo(bytes(model));
        }
    }

    @Test
    void mutatedBytesAreReadOrRefused() throws IOException {
        List<byte[]> originals = new ArrayList<>();
        originals.add(bytes(residual()));
        for (int i = 0; i < 20; i++) {
            originals.add(bytes(RandomModels.model(i)));
        }
        int read = 0;
        int run = 0;
        int refused = 0;
        long slowest = 0;
        for (int i = 0; i < TRIES; i++) {
            // Each case has its own seed, so that it can be rerun by itself.
            Random random = new Random(i * 0x9E3779B97F4A7C15L);
            byte[] mutated = mutate(originals.get(random.nextInt(originals.size())), random);
            long start = processor();
            try {
                BnnModel model = BnnModel.read(new ByteArrayInputStream(mutated));
                read++;
                if (work(model.network()) < SMALL) {
                    byte[] image = RandomModels.image(i, model);
                    assertThat(model.scores(image)).isEqualTo(new PackedEngine(model.network()).scores(image));
                    run++;
                }
            } catch (BnnFormatException e) {
                assertThat(e.getMessage()).isNotBlank().doesNotContain("null");
                refused++;
            } catch (Throwable e) {
                fail("case " + i, e);
            }
            long time = processor() - start;
            if (LONG && time > MOST_NANOSECONDS) {
                fail("case " + i + " took " + time / 1_000_000 + " ms");
            }
            slowest = Math.max(slowest, time);
        }
        if (LONG) {
            System.out.printf(
                    ".bnnc: %d cases, %d refused, %d read, %d run, the slowest %d ms%n",
                    TRIES, refused, read, run, slowest / 1_000_000);
        }
        assertThat(run).as("mutations that leave a model that runs").isPositive();
        assertThat(refused).as("mutations that are refused").isGreaterThan(TRIES / 4);
    }

    /** Processor time of this thread in nanoseconds. */
    private static long processor() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** About the number of products and values of an image. */
    private static long work(CompiledNetwork network) {
        return network.values()
                + network.stages().stream()
                        .mapToLong(stage -> stage.accept(new Work()))
                        .sum();
    }

    private record Work() implements Stage.Visitor<Long> {
        @Override
        public Long matrix(Stage.Matrix m) {
            return m.weights().length * (long) m.output().positions();
        }

        @Override
        public Long depthwise(Stage.Depthwise d) {
            return d.weights().length * (long) d.output().positions();
        }

        @Override
        public Long threshold(Stage.Threshold t) {
            return 0L;
        }

        @Override
        public Long pool(Stage.Pool p) {
            return p.output().size() * (long) p.window().taps();
        }

        @Override
        public Long sum(Stage.Sum s) {
            return s.output().size() * (long) s.window().taps();
        }

        @Override
        public Long shuffle(Stage.Shuffle s) {
            return (long) s.output().size();
        }

        @Override
        public Long upsample(Stage.Upsample u) {
            return (long) u.output().size();
        }

        @Override
        public Long add(Stage.Add a) {
            return 0L;
        }

        @Override
        public Long concat(Stage.Concat c) {
            return (long) c.output().size();
        }

        @Override
        public Long branch(Stage.Branch b) {
            return 0L;
        }

        @Override
        public Long score(Stage.Score s) {
            return 0L;
        }
    }

    /** A residual with a layer in its shortcut, a pool by sums, repeated pixels and a shuffle, in a small file. */
    private static BnnModel residual() {
        Dims map = new Dims(3, 4, 4);
        Dims one = new Dims(2, 1, 1);
        byte[] weights = new byte[3 * 9 * 3];
        byte[] last = new byte[2 * 6 * 8];
        Arrays.fill(weights, (byte) 1);
        Arrays.fill(last, (byte) -1);
        byte[] side = {1, 1, -1, -1, 1, 1, 1, -1, 1};
        return BnnModel.of(new CompiledNetwork(
                "residual",
                map,
                List.of("a", "b"),
                List.of(
                        signs("sign", map, 128),
                        new Stage.Matrix("conv", map, map, Window.of(3, 3, 1, 1), 1, weights),
                        signs("inner", map, 3),
                        new Stage.Branch("again", map, "sign"),
                        new Stage.Matrix("side", map, map, Window.square(1, 1), 0, side),
                        signs("beside", map, 1),
                        new Stage.Add("add", map, "inner", new boolean[] {true, false, true}),
                        signs("outer", map, 0),
                        new Stage.Sum("sum", map, new Dims(3, 2, 2), Window.square(2, 2), new boolean[3]),
                        signs("mean", new Dims(3, 2, 2), 1),
                        new Stage.Upsample("wide", new Dims(3, 2, 2), new Dims(3, 2, 4)),
                        new Stage.Concat("both", new Dims(3, 2, 4), new Dims(6, 2, 4), "wide"),
                        new Stage.Shuffle("mixed", new Dims(6, 2, 4), 2),
                        new Stage.Matrix("dense", new Dims(6, 2, 4), one, Window.of(2, 4, 1, 0), 0, last),
                        new Stage.Score("scores", one, new long[] {3, -2}, new long[] {1, 1}, 0.5))));
    }

    private static Stage.Threshold signs(String name, Dims dims, long threshold) {
        long[] thresholds = new long[dims.channels()];
        Arrays.fill(thresholds, threshold);
        return new Stage.Threshold(
                name, dims, new long[][] {thresholds}, new int[dims.height()], new int[dims.width()], 1);
    }

    /** Most mutations get a correct checksum and length, so that they reach the parser. */
    private static byte[] mutate(byte[] original, Random random) {
        byte[] bytes = original.clone();
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> {
                    // Edge cases, for which counts and extents go wrong.
                    int[] edges = {0, -1, 1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 30, 1 << 24, 65_536, 4_096};
                    if (at + 4 <= bytes.length) {
                        ByteBuffer.wrap(bytes).putInt(at, edges[random.nextInt(edges.length)]);
                    }
                }
                case 3 -> {
                    // A number (which in this format has leading zeros), made slightly or much larger.
                    while (at + 4 < bytes.length && (bytes[at] != 0 || bytes[at + 1] != 0)) {
                        at++;
                    }
                    if (at + 4 <= bytes.length) {
                        ByteBuffer numbers = ByteBuffer.wrap(bytes);
                        int value = numbers.getInt(at);
                        numbers.putInt(at, random.nextBoolean() ? value + 1 : value << random.nextInt(31));
                    }
                }
                case 4 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                default -> {
                    byte[] longer = new byte[bytes.length + 8];
                    System.arraycopy(bytes, 0, longer, 0, at);
                    System.arraycopy(bytes, at, longer, at + 8, bytes.length - at);
                    bytes = longer;
                }
            }
        }
        if (random.nextInt(4) > 0 && bytes.length > HEADER) {
            CRC32 crc = new CRC32();
            crc.update(bytes, HEADER, bytes.length - HEADER);
            ByteBuffer.wrap(bytes)
                    .putInt(0, BnnFormat.MAGIC)
                    .putInt(4, BnnFormat.VERSION)
                    .putInt(8, bytes.length - HEADER)
                    .putInt(12, (int) crc.getValue());
        }
        return bytes;
    }

    private static byte[] bytes(BnnModel model) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BnnWriter.write(model.network(), out);
        return out.toByteArray();
    }
}
