// SPDX-License-Identifier: Apache-2.0
package dev.bnn.source;

/** A place in a source file; line and column both count from 1. */
public record Position(int line, int column) implements Comparable<Position> {
    @Override
    public int compareTo(Position other) {
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
