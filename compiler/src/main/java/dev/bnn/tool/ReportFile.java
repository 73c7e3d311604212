// SPDX-License-Identifier: Apache-2.0
package dev.bnn.tool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A report that a vendor's tool has left: of bounded size, and refused by name where it is not what it should be. */
public final class ReportFile {
    /** Far more than the report of any design that fits a part. */
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

    /** Its text, in which a byte that is no ASCII does not matter. */
    public static String text(Path file) throws IOException {
        return new String(bytes(file), StandardCharsets.ISO_8859_1);
    }

    public static IOException refused(Path file, String why) {
        return new IOException("the report " + file + " cannot be used: " + why);
    }
}
