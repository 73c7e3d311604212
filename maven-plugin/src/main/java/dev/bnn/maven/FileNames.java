// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;

/** Messages about names that Java cannot use for files. */
final class FileNames {
    private FileNames() {}

    /** One sentence and how to fix it: under LANG=C, Java allows only ASCII names. */
    static String unusable(InvalidPathException e) {
        return unusable(e, System.getProperty("sun.jnu.encoding", ""));
    }

    static String unusable(InvalidPathException e, String encoding) {
        if (asciiOnly(encoding) && !e.getInput().chars().allMatch(c -> c < 128)) {
            return "the file name \"" + e.getInput()
                    + "\" is not plain ASCII, but this locale (LC_ALL or LANG) has no other"
                    + " letters. Run the same command with LC_ALL=C.UTF-8.";
        }
        return "\"" + e.getInput() + "\" is not a valid file name here: " + e.getReason() + ".";
    }

    private static boolean asciiOnly(String encoding) {
        try {
            return Charset.forName(encoding).equals(StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }
}
