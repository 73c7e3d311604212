// SPDX-License-Identifier: Apache-2.0
package dev.bnn.tool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads reports of vendor tools: up to a maximum size, and with errors that name the file. */
public final class ReportFile {
    /** Maximum size in bytes, far more than the report of any design that fits a part. */
    public static final int LARGEST = 16 << 20;

    private ReportFile() {}

    public static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw refused(file, "it has more than " + (LARGEST >> 20) + " MiB");
            }
            return bytes;
        }
    }

    /** The text of a report. Bytes that are not ASCII are kept as characters of Latin-1. */
    public static String text(Path file) throws IOException {
        return new String(bytes(file), StandardCharsets.ISO_8859_1);
    }

    public static IOException refused(Path file, String why) {
        return new IOException("the report " + file + " cannot be used: " + why);
    }
}
