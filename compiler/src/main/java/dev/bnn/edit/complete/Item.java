// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.complete;

import dev.bnn.edit.TextEdit;

/**
 * A proposal.
 *
 * @param label text in the list of proposals, which is compared with the word that is being typed
 * @param detail a few words beside the label: how it is written, its values, its default
 * @param documentation what it means, in a line; may be empty
 * @param edit the change that puts it in place of the word that is being typed
 * @param snippet the text of the edit with placeholders, as in {@code conv ${1:16} kernel ${2:3}}; equal to that text if there are
 *     none
 */
public record Item(Kind kind, String label, String detail, String documentation, TextEdit edit, String snippet) {
    /** The kind of a proposal. */
    public enum Kind {
        SECTION,
        LAYER,
        BLOCK,
        /** A word of a train or target section. */
        ENTRY,
        OPTION,
        /** A word or number that the word before it accepts. */
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
