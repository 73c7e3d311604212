// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax;

import java.util.Set;

/**
 * The words of a file that were not understood: what seems unknown may stand among them.
 *
 * @param words all of them
 * @param nameless true if one of them declares a constant or a block whose name is missing
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
