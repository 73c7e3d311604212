// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.zip.CRC32;

/** Damages files at random, reproducibly by seed. */
final class Mutation {
    private static final int[] EDGES = {
        0, -1, 1, 2, 255, 65_535, 8192, 1 << 20, 1 << 30, Integer.MAX_VALUE, Integer.MIN_VALUE
    };

    private Mutation() {}

    /**
     * Makes one to four changes: flips bits or bytes, writes extreme numbers, and removes, truncates, duplicates or inserts
     * pieces.
     */
    static byte[] of(byte[] original, Random random) {
        byte[] bytes = original.clone();
        for (int n = 1 + random.nextInt(4); n > 0 && bytes.length > 0; n--) {
            int at = random.nextInt(bytes.length);
            int length = 1 + random.nextInt(Math.min(64, bytes.length - at));
            switch (random.nextInt(8)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> number(bytes, at, random);
                case 3 -> bytes = Arrays.copyOf(bytes, at);
                case 4 -> bytes = spliced(bytes, at, at + length, new byte[0]);
                case 5 -> bytes = spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, at + length));
                case 6 -> {
                    byte[] noise = new byte[length];
                    random.nextBytes(noise);
                    bytes = spliced(bytes, at, at, noise);
                }
                default -> Arrays.fill(bytes, at, at + length, (byte) random.nextInt());
            }
        }
        return bytes;
    }

    private static void number(byte[] bytes, int at, Random random) {
        int value = EDGES[random.nextInt(EDGES.length)];
        ByteBuffer buffer =
                ByteBuffer.wrap(bytes).order(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        if (random.nextBoolean() && at + 4 <= bytes.length) {
            buffer.putInt(at, value);
        } else if (at + 2 <= bytes.length) {
            buffer.putShort(at, (short) value);
        }
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] in) {
        return ByteBuffer.allocate(bytes.length - (to - from) + in.length)
                .put(bytes, 0, from)
                .put(in)
                .put(bytes, to, bytes.length - to)
                .array();
    }

    /** Corrects the checksums of a PNG file's chunks, so that the damage reaches the decoder. */
    static byte[] withPngSums(byte[] file) {
        ByteBuffer buffer = ByteBuffer.wrap(file);
        for (int at = 8; at + 12 <= file.length; ) {
            int length = buffer.getInt(at);
            if (length < 0 || length > file.length - at - 12) {
                break;
            }
            CRC32 sum = new CRC32();
            sum.update(file, at + 4, length + 4);
            buffer.putInt(at + 8 + length, (int) sum.getValue());
            at += 12 + length;
        }
        return file;
    }

    /** Corrects the checksums of a tar archive's headers. */
    static byte[] withTarSums(byte[] file) {
        for (int at = 0; at + 512 <= file.length; at += 512) {
            boolean header = file[at + 155] == ' ' && file[at + 154] == 0;
            if (header) {
                Arrays.fill(file, at + 148, at + 156, (byte) ' ');
                int sum = 0;
                for (int i = 0; i < 512; i++) {
                    sum += file[at + i] & 0xFF;
                }
                byte[] text =
                        String.format(Locale.ROOT, "%06o\0 ", sum).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
                System.arraycopy(text, 0, file, at + 148, 8);
            }
        }
        return file;
    }
}
