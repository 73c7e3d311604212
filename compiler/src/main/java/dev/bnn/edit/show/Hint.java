// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.show;

import dev.bnn.edit.Position;

/**
 * What an editor writes between the words of a text.
 *
 * @param position the place, after a word
 * @param label what it writes there, in few words
 * @param markdown what it shows where the mouse rests on it; may be empty
 */
public record Hint(Position position, String label, String markdown) {}
