// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.download;

import dev.bnn.data.Hashes;
import dev.bnn.data.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file that can be downloaded.
 *
 * @param bytes its size
 * @param sha256 in hex
 */
public record PublishedFile(String name, long bytes, String sha256) {
    /** Files, with size and time, that this JVM has found to be intact. */
    private static final Set<String> SOUND = ConcurrentHashMap.newKeySet();

    /** Says why the file is not this one; empty if it is. A JVM reads a file only once, unless it changes. */
    public Optional<String> wrong(Path file, Progress progress) throws IOException {
        long size = Files.size(file);
        if (size != bytes) {
            return Optional.of("it has " + size + " bytes, not " + bytes + " as published");
        }
        String state = file.toAbsolutePath() + "|" + Files.getLastModifiedTime(file) + "|" + sha256;
        if (SOUND.contains(state)) {
            return Optional.empty();
        }
        MessageDigest digest = Hashes.sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            long done = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
                done += n;
                progress.step("Checking " + name, done, bytes);
            }
        }
        Optional<String> wrong = wrong(digest);
        if (wrong.isEmpty()) {
            SOUND.add(state);
        }
        return wrong;
    }

    /** Says why the digested bytes are not those of this file. */
    public Optional<String> wrong(MessageDigest digest) {
        String found = Hashes.hex(digest);
        return found.equals(sha256)
                ? Optional.empty()
                : Optional.of("its SHA-256 is " + found + ", not " + sha256 + " as published");
    }
}
