// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir.text;

import java.util.ArrayList;
import java.util.List;

/** The indented lines below a line, each with a key. They are taken from first to last. */
final class Attributes {
    private static final String INDENT = "  ";

    private final TextLine owner;
    private final List<TextLine> lines;
    private int next;

    /**
     * @param owner the line above, for errors about a line that is missing
     * @param lines the lines below it
     */
    Attributes(TextLine owner, List<TextLine> lines) {
        this.owner = owner;
        this.lines = lines;
    }

    /** True if the next line has that key. */
    boolean has(String key) {
        return next < lines.size() && lines.get(next).at(key + " ");
    }

    /** Takes the next line, which must have that key, and places its reading position after the key. */
    TextLine take(String key) {
        if (next == lines.size()) {
            throw owner.error("expected a line \"" + key + "\" below");
        }
        TextLine line = lines.get(next);
        line.expect(key + " ");
        next++;
        return line;
    }

    /** Takes the next lines with that key. */
    List<TextLine> takeAll(String key) {
        List<TextLine> all = new ArrayList<>();
        while (has(key)) {
            all.add(take(key));
        }
        return all;
    }

    /** An error about lines of a key of which there are too few or too many. */
    IrFormatException missing(String key, int wanted, int found) {
        return owner.error("expected " + wanted + " lines \"" + key + "\" below, found " + found);
    }

    /** Takes the lines that are indented further than the last line taken. */
    Attributes below() {
        TextLine taken = lines.get(next - 1);
        int from = next;
        while (next < lines.size() && lines.get(next).indent() > taken.indent()) {
            if (lines.get(next).indent() != taken.indent() + INDENT.length()) {
                throw lines.get(next).error("expected " + (taken.indent() + INDENT.length()) + " spaces before it");
            }
            next++;
        }
        return new Attributes(taken, lines.subList(from, next));
    }

    /** All lines that are left. */
    List<TextLine> rest() {
        List<TextLine> rest = lines.subList(next, lines.size());
        next = lines.size();
        return rest;
    }

    /** Checks that no lines are left. */
    void expectEnd() {
        if (next < lines.size()) {
            throw lines.get(next).error("this line belongs to nothing");
        }
    }
}
