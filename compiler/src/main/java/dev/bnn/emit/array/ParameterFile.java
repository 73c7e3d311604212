// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.array;

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
 * The file that a design with loadable parameters reads at run time. A header of 24 bytes: {@code BNNP}, the version of the format (4
 * bytes), the structure (8), the number of bytes of the elements (4) and their CRC-32 (4). Then the elements, in the order of the
 * units and of their arrays, each in the fewest whole bytes. Then zeros up to a whole pixel, since the design reads words of that
 * size. All numbers have their lowest byte first.
 */
public final class ParameterFile {
    /** Its name in the folder of the test bench. */
    public static final String IN_TEST = "parameters.bin";

    static final int VERSION = 1;
    static final int HEADER = 24;
    private static final byte[] MAGIC = "BNNP".getBytes(StandardCharsets.US_ASCII);

    private ParameterFile() {}

    /** Size of the file in bytes, with the zeros at its end. */
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
     * Sixteen digits that identify a structure. Two designs have the same digits if and only if each accepts the other's parameters and
     * then computes the same as the other, but for a collision of probability 2^-64. Names, kinds of memory and depths of streams are
     * not part of it.
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
