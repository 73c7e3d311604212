// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Messages about files that cannot be read or written. For most, Java gives the reason only in the class of the exception. */
final class FileFailures {
    /** The suffix of a temporary file that is written beside its target; messages omit it, since users do not know such files. */
    private static final Pattern BESIDE =
            Pattern.compile("(\\.next)?\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.tmp");

    private FileFailures() {}

    /** Says what happened to which file, and how to fix it. */
    static String message(IOException e) {
        return BESIDE.matcher(messageAsNamed(e)).replaceAll("");
    }

    private static String messageAsNamed(IOException e) {
        if (e instanceof FileAlreadyExistsException taken) {
            return taken.getFile() + " is in the way of a file or folder of the outputs; move it away";
        }
        if (e instanceof NotDirectoryException || e instanceof DirectoryNotEmptyException) {
            String what = e instanceof NotDirectoryException ? " is no folder" : " is a folder, and not empty";
            return ((FileSystemException) e).getFile() + what + "; move it away";
        }
        if (e instanceof NoSuchFileException gone && gone.getReason() == null) {
            return gone.getFile() + " does not exist; if it did when the goal began, run the goal again";
        }
        if (e instanceof AccessDeniedException denied && denied.getReason() == null) {
            return denied.getFile() + " cannot be read or written: permission denied; check its owner and permissions,"
                    + " and those of its folder";
        }
        Optional<Path> above = e instanceof FileSystemException failed && failed.getFile() != null
                ? fileAbove(failed)
                : Optional.empty();
        if (above.isPresent()) {
            return above.get() + " is no folder; move it away";
        }
        boolean clear =
                e.getMessage() != null && (e.getClass() == IOException.class || e instanceof FileSystemException);
        return "cannot read or write a file: " + (clear ? e.getMessage() : e)
                + "; check permissions and free disk space";
    }

    /** The file that is in the place of a folder of the path. */
    private static Optional<Path> fileAbove(FileSystemException e) {
        return Stream.iterate(Path.of(e.getFile()).getParent(), Objects::nonNull, Path::getParent)
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
