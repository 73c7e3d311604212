// SPDX-License-Identifier: Apache-2.0
package dev.bnn.npz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.model.Network;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Padding;
import dev.bnn.model.Parameters;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.testing.Fuzz;
import dev.bnn.testing.RandomNetworks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever the bytes of a parameter file, it is read, with no more values than its network has, or rejected with a message that
 * names it.
 */
class NpzFuzzTest {
    private static final Network NETWORK = NetworkBuilder.named("small")
            .input(1, 4, 4, ValueSet.ScaledBytes.PLAIN)
            .conv(3, 3, 1, Padding.NONE, WeightType.BIPOLAR)
            .batchNorm()
            .sign()
            .dense(2, WeightType.TERNARY)
            .build();
    private static final long VALUES = Parameters.shapes(NETWORK).values().stream()
            .mapToLong(shape -> Arrays.stream(shape).reduce(1, (a, b) -> a * b))
            .sum();
    private static final List<String> WORDS = List.of(
            "0",
            "-1",
            "2147483648",
            "4294967297",
            "99999999999999999999",
            "(",
            ")",
            ",",
            ", ",
            "'",
            "{",
            "}",
            "True",
            "<f4",
            "|u1",
            "|i1",
            ">f8",
            "'shape'",
            "'descr'",
            " ",
            "\n",
            "\0",
            "1, 1, 1, 1, 1, 1, 1, 1, 1");
    private static final int[] EXTREMES = {0, 1, -1, 0x7fffffff, 0x80000000, 0xffff, 0x10000, 0x04034b50, 0x02014b50, 99
    };

    @TempDir
    Path folder;

    private Path file;
    private byte[] latent;
    private byte[] packed;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("net.npz");
        Parameters parameters = RandomNetworks.parameters(1, NETWORK);
        Npz.write(file, parameters);
        latent = Files.readAllBytes(file);
        PackedParameters.write(file, NETWORK, parameters);
        packed = Files.readAllBytes(file);
    }

    @Test
    void bytes() {
        Fuzz.run("bytes of .npz", 2000, random -> {
            byte[] bytes = random.nextBoolean() ? latent : packed;
            for (int i = random.nextInt(3); i >= 0; i--) {
                bytes = mutate(bytes, random);
            }
            return read(bytes);
        });
    }

    @Test
    void headers() {
        List<String> names = List.copyOf(Parameters.shapes(NETWORK).keySet());
        Fuzz.run("headers of .npz", 2000, random -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (String name : names) {
                    zip.putNextEntry(new ZipEntry(name + ".npy"));
                    zip.write(array(Parameters.shapes(NETWORK).get(name), random));
                }
            }
            return read(out.toByteArray());
        });
    }

    /** An array, whose header is wrong now and then. */
    private static byte[] array(int[] shape, Random random) {
        byte[] header = NpyHeader.bytes(NpyArray.FLOAT, shape);
        int values = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        if (random.nextInt(8) > 0) {
            return Arrays.copyOf(header, header.length + 4 * values);
        }
        StringBuilder text = new StringBuilder(new String(header, 10, header.length - 10, StandardCharsets.ISO_8859_1));
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(60);
            text.replace(at, at + random.nextInt(4), WORDS.get(random.nextInt(WORDS.size())));
        }
        byte[] changed = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        int length = random.nextInt(6) == 0 ? random.nextInt() : changed.length;
        byte[] start = {
            (byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) (random.nextInt(4)), 0, (byte) length, (byte) (length >> 8)
        };
        byte[] array = Arrays.copyOf(start, start.length + changed.length + random.nextInt(2) * 4 * values);
        System.arraycopy(changed, 0, array, start.length, changed.length);
        return array;
    }

    private static byte[] mutate(byte[] bytes, Random random) {
        byte[] changed = bytes.clone();
        int at = random.nextInt(bytes.length - 4);
        switch (random.nextInt(5)) {
            case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[at] = (byte) random.nextInt();
            case 2 ->
                ByteBuffer.wrap(changed)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(at, EXTREMES[random.nextInt(EXTREMES.length)]);
            case 3 -> changed = Arrays.copyOf(bytes, 5 + random.nextInt(bytes.length));
            default -> {
                // The directory stands at the end, where sizes and places of all entries are.
                int place = Math.max(0, bytes.length - 4 - random.nextInt(Math.min(800, bytes.length - 4)));
                ByteBuffer.wrap(changed)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(place, EXTREMES[random.nextInt(EXTREMES.length)]);
            }
        }
        return changed;
    }

    /** True if both ways of reading accept the file. */
    private boolean read(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        boolean floats = taken(() -> Npz.read(file, NETWORK));
        boolean integers = taken(() -> PackedParameters.read(file, NETWORK));
        boolean any = taken(() -> Npz.read(file, 10 * VALUES));
        return floats && any || integers;
    }

    private interface Reading {
        Parameters read() throws IOException;
    }

    private boolean taken(Reading reading) {
        try {
            long values = 0;
            for (Map.Entry<String, Parameters.Array> e : reading.read().arrays().entrySet()) {
                values += e.getValue().values().length;
            }
            assertThat(values).isLessThanOrEqualTo(10 * VALUES);
            return true;
        } catch (IOException refused) {
            assertThat(refused.getMessage()).startsWith(file.toString()).doesNotContain("null");
            return false;
        }
    }
}
