// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.show;

import dev.bnn.edit.Position;

/**
 * A hint that an editor shows between the words of a text.
 *
 * @param position the place, after a word
 * @param label text of the hint, in few words
 * @param markdown text that it shows when the mouse rests on it; may be empty
 */
public record Hint(Position position, String label, String markdown) {}
