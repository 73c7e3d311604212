// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit;

import dev.bnn.dataflow.Dataflow;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * What a design with loadable parameters reads at run time: weights, thresholds and the like, in the order of the units and of their
 * arrays, each element in the fewest whole bytes, the lowest first. Before them, lowest bytes first, 24 bytes: {@code BNNP}, the
 * version of the format (4 bytes), the structure (8), the bytes of the elements (4) and their CRC-32 (4). Behind them zeros up to a whole
 * pixel, since the design reads words of that size.
 */
public final class ParameterFile {
    /** Its name beside the test bench. */
    public static final String IN_TEST = "parameters.bin";

    static final int VERSION = 1;
    static final int HEADER = 24;
    private static final byte[] MAGIC = "BNNP".getBytes(StandardCharsets.US_ASCII);

    private ParameterFile() {}

    /** Bytes of the file, padding included. */
    public static int length(Dataflow flow) {
        int pixel = flow.input().channels();
        return (HEADER + payload(flow) + pixel - 1) / pixel * pixel;
    }

    private static int payload(Dataflow flow) {
        return Math.toIntExact(UnitArray.of(flow).stream()
                .mapToLong(a -> (long) a.size() * bytes(a))
                .sum());
    }

    private static int bytes(UnitArray array) {
        return (array.bits() + Byte.SIZE - 1) / Byte.SIZE;
    }

    /** The file of a design. */
    public static byte[] bytes(Dataflow flow) {
        int payload = payload(flow);
        ByteBuffer file = ByteBuffer.allocate(length(flow)).order(ByteOrder.LITTLE_ENDIAN);
        file.position(HEADER);
        for (UnitArray array : UnitArray.of(flow)) {
            int bytes = bytes(array);
            for (int i = 0; i < array.size(); i++) {
                long value = array.values().applyAsLong(i);
                for (int b = 0; b < bytes; b++) {
                    file.put((byte) (value >> Byte.SIZE * b));
                }
            }
        }
        CRC32 crc = new CRC32();
        crc.update(file.array(), HEADER, payload);
        file.position(0);
        file.put(MAGIC)
                .putInt(VERSION)
                .putLong(Long.parseUnsignedLong(structure(flow), 16))
                .putInt(payload)
                .putInt((int) crc.getValue());
        return file.array();
    }

    /**
     * Sixteen digits that tell structures apart: two designs have the same ones if and only if, but for the chance of 2^-64, each takes
     * the other's parameters and then is the other. Names do not matter, nor what stores an array or how deep a stream is.
     */
    public static String structure(Dataflow flow) {
        String text = flow.input() + "\n"
                + flow.units().stream().map(UnitStructure::of).collect(Collectors.joining())
                + flow.streams().stream()
                        .filter(Dataflow.Stream::skips)
                        .map(s -> s.writer() + " to " + s.reader() + "\n")
                        .collect(Collectors.joining());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, Long.BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
