// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.change;

import dev.bnn.edit.TextEdit;

/**
 * A change of a text that leaves its network as it is.
 *
 * @param title what it does, for a menu
 */
public record Refactoring(String title, Kind kind, TextEdit edit) {
    /** Kinds of changes, by the names of the language server protocol. */
    public enum Kind {
        EXTRACT("refactor.extract"),
        INLINE("refactor.inline");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The name in the protocol. */
        public String word() {
            return word;
        }
    }
}
