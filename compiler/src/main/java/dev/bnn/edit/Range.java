// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit;

/**
 * A part of a text.
 *
 * @param end one past its last character
 */
public record Range(Position start, Position end) {
    /** Whether the position is in it, or right after it. */
    public boolean touches(Position position) {
        return start.compareTo(position) <= 0 && position.compareTo(end) <= 0;
    }

    /** Whether all of the other is in it. */
    public boolean covers(Range other) {
        return start.compareTo(other.start) <= 0 && other.end.compareTo(end) <= 0;
    }

    @Override
    public String toString() {
        return start + "-" + end;
    }
}
