// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Files that may be compressed. */
public final class Gzip {
    /** Maximum number of bytes that one compressed byte can yield in the deflate format. */
    public static final long MOST_RATIO = 1032;

    private static final int BUFFER = 1 << 16;

    private Gzip() {}

    /** Opens a file; decompresses it if its first two bytes are those of gzip, whatever its name. */
    public static InputStream open(Path file) throws IOException {
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            in.mark(2);
            boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            return gzip ? new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
