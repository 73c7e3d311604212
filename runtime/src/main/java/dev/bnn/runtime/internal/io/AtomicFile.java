// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.io;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Replaces files as a whole: writes a temporary file beside the target, forces the bytes to the disk, and moves it into place. A
 * reader sees the old content or the new content, never a part of it, even if the process is killed.
 */
public final class AtomicFile {
    /** Ending of the temporary file. One that a killed process has left may be deleted. */
    public static final String TEMPORARY = ".tmp";

    private AtomicFile() {}

    /** Content of a file, which writes itself to a stream. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Replaces a file; creates the folders above it where they are missing. The file stays as it was if the content fails.
     *
     * @throws IOException if the content throws it, or the file cannot be written
     */
    public static void write(Path file, Content content) throws IOException {
        Path place = file.toAbsolutePath();
        Files.createDirectories(place.getParent());
        Path temporary = place.resolveSibling(place.getFileName() + "." + UUID.randomUUID() + TEMPORARY);
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                OutputStream out =
                        new BufferedOutputStream(new NamedOutput(Channels.newOutputStream(channel), place), 1 << 16);
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            move(temporary, place);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Replaces a file. */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, out -> out.write(content));
    }

    /** Replaces a file with text in UTF-8. */
    public static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Adds the name of the file to the error if a write fails: the system's "No space left on device" does not name one. */
    static final class NamedOutput extends FilterOutputStream {
        private final Path place;

        NamedOutput(OutputStream out, Path place) {
            super(out);
            this.place = place;
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            try {
                out.write(bytes, from, count);
            } catch (IOException e) {
                FileSystemException named = new FileSystemException(place.toString(), null, e.getMessage());
                named.initCause(e);
                throw named;
            }
        }
    }
}
