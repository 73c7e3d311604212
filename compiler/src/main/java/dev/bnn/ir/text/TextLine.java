// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir.text;

import dev.bnn.source.Position;
import dev.bnn.source.Span;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of the text form, read from left to right. Whatever does not match throws an {@link IrFormatException} with its place. */
final class TextLine {
    private static final Pattern NAME = Pattern.compile("[\\p{Alnum}_][\\p{Alnum}_.-]*|\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern INTEGER = Pattern.compile("-?\\d+");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u(\\p{XDigit}{4})|(.))");

    private final String file;
    private final int number;
    private final String text;
    private int next;

    TextLine(String file, int number, String text) {
        this.file = file;
        this.number = number;
        this.text = text.stripTrailing();
        while (next < this.text.length() && this.text.charAt(next) == ' ') {
            next++;
        }
    }

    /** A copy at the same reading position, to look ahead. */
    TextLine copy() {
        TextLine copy = new TextLine(file, number, text);
        copy.next = next;
        return copy;
    }

    /** Spaces before the text. */
    int indent() {
        return text.length() - text.stripLeading().length();
    }

    /** True for a line without text, or with a comment. */
    boolean isBlank() {
        return text.isBlank() || text.stripLeading().startsWith("#");
    }

    boolean atEnd() {
        return next == text.length();
    }

    /** True if that text comes next. */
    boolean at(String expected) {
        return text.startsWith(expected, next);
    }

    /** Skips that text if it comes next; says whether it did. */
    boolean accept(String expected) {
        boolean found = at(expected);
        next += found ? expected.length() : 0;
        return found;
    }

    void expect(String expected) {
        if (!accept(expected)) {
            throw expected("\"" + expected.strip() + "\"");
        }
    }

    void expectEnd() {
        if (!atEnd()) {
            throw expected("the end of the line");
        }
    }

    /** Reads a plain or quoted name. */
    String name() {
        String name = match(NAME, "a name");
        if (!name.startsWith("\"")) {
            return name;
        }
        Matcher escapes = ESCAPE.matcher(name.substring(1, name.length() - 1));
        return escapes.replaceAll(m -> Matcher.quoteReplacement(
                m.group(1) == null ? m.group(2) : Character.toString(Integer.parseInt(m.group(1), 16))));
    }

    long integer() {
        int start = next;
        String digits = match(INTEGER, "an integer");
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw error(start, digits + " does not fit into 64 bits");
        }
    }

    /** Reads an integer from lo to hi. */
    int integer(int lo, int hi) {
        int start = next;
        long value = integer();
        if (value < lo || value > hi) {
            throw error(start, value + " is not in " + lo + " .. " + hi);
        }
        return (int) value;
    }

    /** Parses the text up to a delimiter, which must follow and which it skips; an empty delimiter stands for the end of the line. */
    <T> T upTo(String delimiter, Function<String, T> parse) {
        int end = delimiter.isEmpty() ? text.length() : text.indexOf(delimiter, next);
        if (end < 0) {
            next = text.length();
            throw expected("\"" + delimiter.strip() + "\"");
        }
        int start = next;
        String part = text.substring(start, end);
        next = end + delimiter.length();
        return parse(start, part, parse);
    }

    /** Parses the rest of the line. */
    <T> T rest(Function<String, T> parse) {
        return upTo("", parse);
    }

    private <T> T parse(int start, String part, Function<String, T> parse) {
        try {
            return parse.apply(part);
        } catch (NumberFormatException e) {
            throw error(start, "\"" + part + "\" is no number");
        } catch (IllegalArgumentException e) {
            throw error(start, e.getMessage());
        }
    }

    private String match(Pattern pattern, String what) {
        Matcher matcher = pattern.matcher(text).region(next, text.length());
        if (!matcher.lookingAt()) {
            throw expected(what);
        }
        next = matcher.end();
        return matcher.group();
    }

    private IrFormatException expected(String what) {
        String found = atEnd() ? "the line ends" : "\"" + text.substring(next) + "\"";
        return error(next, "expected " + what + ", found " + found);
    }

    /** An error at the first character of the line. */
    IrFormatException error(String message) {
        return error(indent(), message);
    }

    /** An error at a place that {@link #here} gave. */
    IrFormatException error(int at, String message) {
        return new IrFormatException(span(at, at + 1), message);
    }

    /** The current reading position. */
    int here() {
        return next;
    }

    /** An error at the current reading position. */
    IrFormatException errorHere(String message) {
        return error(next, message);
    }

    /** The span from the first character of the line to the current reading position. */
    Span span() {
        return span(indent(), next);
    }

    private Span span(int from, int to) {
        return new Span(file, new Position(number, from + 1), new Position(number, to + 1));
    }
}
