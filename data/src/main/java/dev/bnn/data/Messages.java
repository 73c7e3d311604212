// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Messages and checks that several readers share. */
public final class Messages {
    public static final String FETCH_AGAIN = "Delete the file and fetch it again.";

    /** Maximum number of names that a message lists. */
    private static final int MOST_NAMES = 20;

    private static final char REPLACEMENT = '\uFFFD';

    private Messages() {}

    public static DataException unreadable(Path file, IOException e) {
        return new DataException(file + " cannot be read: " + reason(e), "Check the file and its permissions.", e);
    }

    public static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** The length of the file, for messages; -1 if it cannot be read. */
    public static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return -1;
        }
    }

    /** The bytes of a file. Refuses files longer than {@code most} bytes. */
    public static byte[] content(Path file, int most) throws IOException {
        long size = Files.size(file);
        if (!Files.isRegularFile(file)) {
            throw new IOException("it is not a file");
        }
        if (size > most) {
            throw new IOException(tooLarge(size, most));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(most);
        }
    }

    public static String tooLarge(long size, long most) {
        return String.format(Locale.ROOT, "it has %,d bytes; %,d are the most", size, most);
    }

    /** The names as text; of a long list, only the first ones. */
    public static String list(Collection<String> names) {
        String first = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return names.size() > MOST_NAMES ? first + " and " + (names.size() - MOST_NAMES) + " more" : first;
    }

    /** Refuses a name that Java could not decode because the locale limits file names to ASCII. */
    public static void requireReadable(String where, String name) throws DataException {
        if (name.indexOf(REPLACEMENT) >= 0 && !"UTF-8".equalsIgnoreCase(namesAre())) {
            throw new DataException(
                    where + " contains '" + name + "', which is no valid name in this locale: file names are "
                            + namesAre(),
                    "Set LC_ALL=C.UTF-8 in the environment and run again.");
        }
    }

    /** A path from a user's text. Refuses characters that paths, or the locale, do not allow. */
    static Path path(Path baseDir, String text) throws DataException {
        try {
            return baseDir.resolve(text);
        } catch (InvalidPathException e) {
            boolean ascii = text.chars().allMatch(c -> c < 128);
            throw new DataException(
                    "'" + text + "' is not a path" + (ascii ? "" : " in this locale: file names are " + namesAre()),
                    ascii ? "Correct it." : "Set LC_ALL=C.UTF-8 in the environment and run again.",
                    e);
        }
    }

    private static String namesAre() {
        return System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name());
    }
}
