// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.InvalidPathException;
import org.junit.jupiter.api.Test;

class FileNamesTest {
    private static final InvalidPathException UMLAUT =
            new InvalidPathException("b\u00e4ume.jpg", "Malformed input or input contains unmappable characters");

    @Test
    void lettersThatTheLocaleLacksAreOneSentenceWithTheWayOut() {
        assertThat(FileNames.unusable(UMLAUT, "ANSI_X3.4-1968"))
                .isEqualTo(
                        "the file name \"b\u00e4ume.jpg\" is not plain ASCII, but this locale (LC_ALL or LANG) has no other"
                                + " letters. Run the same command with LC_ALL=C.UTF-8.");
    }

    @Test
    void anyOtherNameKeepsItsReason() {
        assertThat(FileNames.unusable(UMLAUT, "UTF-8"))
                .isEqualTo(
                        "\"b\u00e4ume.jpg\" is not a valid file name here: Malformed input or input contains unmappable"
                                + " characters.");
        assertThat(FileNames.unusable(new InvalidPathException("a:b", "Illegal char <:>"), "ANSI_X3.4-1968"))
                .isEqualTo("\"a:b\" is not a valid file name here: Illegal char <:>.");
        assertThat(FileNames.unusable(UMLAUT, "no such charset")).contains("is not a valid file name here");
    }
}
