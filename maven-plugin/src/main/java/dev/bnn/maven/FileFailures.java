// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Messages about files that cannot be read or written. Java says the reason of most by the class of the exception alone. */
final class FileFailures {
    private FileFailures() {}

    /** What happened to which file, and the way out. */
    static String message(IOException e) {
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
        boolean clear =
                e.getMessage() != null && (e.getClass() == IOException.class || e instanceof FileSystemException);
        return "cannot read or write a file: " + (clear ? e.getMessage() : e)
                + "; check permissions and free disk space";
    }
}
