// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax;

import java.util.Set;

/**
 * The words of a file that were not understood. A name that seems unknown may be declared among them.
 *
 * @param words each of these words
 * @param nameless true if some of them declare a constant or a block whose name is missing
 */
public record LostWords(Set<String> words, boolean nameless) {
    public LostWords {
        words = Set.copyOf(words);
    }

    public boolean has(String word) {
        return words.contains(word);
    }

    /** Whether they may declare a constant or a block of that name. */
    public boolean mayDeclare(String name) {
        return nameless || has(name);
    }
}
