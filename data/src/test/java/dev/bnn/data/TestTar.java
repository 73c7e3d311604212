// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** Tar archives for tests. */
public final class TestTar {
    private TestTar() {}

    /** An archive of files and, if the name ends with a slash, folders. */
    public static byte[] of(Map<String, byte[]> files) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        files.forEach((name, content) -> add(out, name, content, name.endsWith("/") ? '5' : '0'));
        out.writeBytes(new byte[1024]);
        return out.toByteArray();
    }

    public static void add(ByteArrayOutputStream out, String name, byte[] content, char type) {
        out.writeBytes(header(name, String.format(Locale.ROOT, "%011o", content.length), type));
        out.writeBytes(content);
        out.writeBytes(new byte[(512 - content.length % 512) % 512]);
    }

    /** A header with a correct checksum and any size. */
    static byte[] header(String name, String size, char type) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 124, size);
        Arrays.fill(header, 148, 156, (byte) ' ');
        header[156] = (byte) type;
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xFF;
        }
        put(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
