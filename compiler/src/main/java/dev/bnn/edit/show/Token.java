// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.show;

import dev.bnn.edit.Range;

/**
 * A word of the text with its kind, for coloring. Its range is within one line.
 *
 * @param declaration whether it gives a name to something
 * @param constant whether it stands for a number that never changes
 */
public record Token(Range range, Kind kind, boolean declaration, boolean constant) {
    /** Kinds of words; the names are those of the language server protocol. */
    public enum Kind {
        /** Begins a section, or connects words. */
        KEYWORD("keyword"),
        /** A layer, or a board. */
        TYPE("type"),
        /** A block. */
        FUNCTION("function"),
        /** A parameter of a block. */
        PARAMETER("parameter"),
        /** A constant, layer, recipe, target or network. */
        VARIABLE("variable"),
        /** An option, or an entry of a recipe or target. */
        PROPERTY("property"),
        /** A word that is the value of an option or entry, or a class. */
        VALUE("enumMember"),
        NUMBER("number"),
        STRING("string"),
        COMMENT("comment"),
        OPERATOR("operator");

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
