package dev.bnn.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Whatever the bytes, reading ends in a model or in a BnnFormatException. {@code -Dbnn.fuzz=1000000} tries more. */
class BnnReaderFuzzTest {
    private static final int TRIES = Integer.getInteger("bnn.fuzz", 20_000);
    private static final int HEADER = 16;

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
        Random random = new Random(1);
        byte[][] originals = new byte[20][];
        for (int i = 0; i < originals.length; i++) {
            originals[i] = bytes(RandomModels.model(i));
        }
        int read = 0;
        int refused = 0;
        for (int i = 0; i < TRIES; i++) {
            byte[] mutated = mutate(originals[random.nextInt(originals.length)], random);
            try {
                BnnModel model = BnnModel.read(new ByteArrayInputStream(mutated));
                read++;
                if (model.inputSize() < 1 << 16) {
                    model.classes();
                }
            } catch (BnnFormatException e) {
                assertThat(e.getMessage()).isNotBlank();
                refused++;
            } catch (Throwable e) {
                fail("try " + i, e);
            }
        }
        assertThat(read).as("mutations that leave a model").isPositive();
        assertThat(refused).as("mutations that are refused").isGreaterThan(TRIES / 4);
    }

    /** Half of the mutations get a right checksum and length, so that they reach the parser. */
    private static byte[] mutate(byte[] original, Random random) {
        byte[] bytes = original.clone();
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> {
                    // Numbers at the edges, where counts and extents go wrong.
                    int[] edges = {0, -1, 1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 30, 65_536};
                    if (at + 4 <= bytes.length) {
                        ByteBuffer.wrap(bytes).putInt(at, edges[random.nextInt(edges.length)]);
                    }
                }
                case 3 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                default -> {
                    byte[] longer = new byte[bytes.length + 8];
                    System.arraycopy(bytes, 0, longer, 0, at);
                    System.arraycopy(bytes, at, longer, at + 8, bytes.length - at);
                    bytes = longer;
                }
            }
        }
        if (random.nextBoolean() && bytes.length > HEADER) {
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
        BnnWriter.write(model, out);
        return out.toByteArray();
    }
}
