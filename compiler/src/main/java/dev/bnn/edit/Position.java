// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit;

/**
 * A place between two characters of a text, as editors count.
 *
 * @param line number of the line, from 0
 * @param character UTF-16 code units before it on its line
 */
public record Position(int line, int character) implements Comparable<Position> {
    @Override
    public int compareTo(Position other) {
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(character, other.character);
    }

    @Override
    public String toString() {
        return line + ":" + character;
    }
}
