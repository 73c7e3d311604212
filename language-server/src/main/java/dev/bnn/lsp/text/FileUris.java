// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.text;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Optional;

/** Converts between the addresses of documents and the files that they name. */
public final class FileUris {
    private FileUris() {}

    /** The file of a {@code file:} address; empty for another scheme (such as an unsaved buffer) or for an invalid address. */
    public static Optional<Path> path(String uri) {
        try {
            URI parsed = URI.create(uri);
            return "file".equals(parsed.getScheme()) ? Optional.of(Path.of(parsed)) : Optional.empty();
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty();
        }
    }

    /** The address of a file, with three slashes as clients write it. */
    public static String uri(Path path) {
        return path.toAbsolutePath().toUri().toString();
    }

    /** The name of a document in findings: its file, or its address. */
    public static String name(String uri) {
        return path(uri).map(Path::toString).orElse(uri);
    }
}
