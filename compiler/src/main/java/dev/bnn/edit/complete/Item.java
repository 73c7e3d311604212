// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.complete;

import dev.bnn.edit.TextEdit;

/**
 * A proposal.
 *
 * @param label what a list shows, and what is compared with the word that is being typed
 * @param detail how it is written, its values, its default: a few words beside the label
 * @param documentation what it means, in a line; may be empty
 * @param edit puts it in the place of the word that is being typed
 * @param snippet the same text with places to fill, as in {@code conv ${1:16} kernel ${2:3}}; equal to the edit's text where there
 *     are none
 */
public record Item(Kind kind, String label, String detail, String documentation, TextEdit edit, String snippet) {
    /** What a proposal is. */
    public enum Kind {
        SECTION,
        LAYER,
        BLOCK,
        /** A word of a train or target section. */
        ENTRY,
        OPTION,
        /** A word or number that a word before it takes. */
        VALUE,
        CONSTANT,
        PARAMETER,
        DATA_SET,
        BOARD,
        RECIPE,
        /** The name of a layer. */
        LAYER_NAME,
        /** Several statements at once. */
        SNIPPET
    }
}
