package dev.bnn.data;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Words that several readers use. */
final class Messages {
    static final String FETCH_AGAIN = "Delete the file and fetch it again.";

    private Messages() {}

    static DataException unreadable(Path file, IOException e) {
        String why = e instanceof AccessDeniedException ? "permission denied" : e.getMessage();
        return new DataException(file + " cannot be read: " + why, "Check the file and its permissions.", e);
    }

    /** The file's length for a message; -1 if even that is not to be had. */
    static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return -1;
        }
    }
}
