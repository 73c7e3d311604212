// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.tune;

import dev.bnn.workflow.WorkflowException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The search space of {@code bnn:tune}: entries of a train section in which braces stand for a value to be drawn, such
 * as {@code rate {0.001..0.03} cosine; batch {50|100}}.
 */
public record TuneSpace(List<Entry> entries) {
    /** If the ratio of a range's limits is at least this, values are drawn on a logarithmic scale. */
    private static final double LOGARITHMIC = 10;
    /** Number of draws without a new result after which a space counts as exhausted. */
    private static final int DRAWS = 1000;

    private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern RANGE = Pattern.compile("\\s*([0-9.eE+-]+?)\\s*\\.\\.\\s*([0-9.eE+-]+)\\s*");

    /** An entry: pieces joined by spaces. */
    record Entry(List<Piece> pieces) {}

    /** A part of an entry; each draw turns it into a text. */
    sealed interface Piece {
        String draw(Random random);
    }

    record Fixed(String text) implements Piece {
        @Override
        public String draw(Random random) {
            return text;
        }
    }

    record Choice(List<String> values) implements Piece {
        @Override
        public String draw(Random random) {
            return values.get(random.nextInt(values.size()));
        }
    }

    /** Numbers from low to high, inclusive; integers if both limits are written as integers. */
    record Range(double low, double high, boolean whole) implements Piece {
        @Override
        public String draw(Random random) {
            double u = random.nextDouble();
            double value =
                    low > 0 && high >= LOGARITHMIC * low ? low * Math.pow(high / low, u) : low + (high - low) * u;
            return whole
                    ? Long.toString(Math.round(value))
                    : new BigDecimal(value, new MathContext(3))
                            .stripTrailingZeros()
                            .toPlainString();
        }
    }

    /** Reads a space; entries are separated by semicolons. */
    public static TuneSpace parse(String text) throws WorkflowException {
        List<Entry> entries = new ArrayList<>();
        boolean varies = false;
        for (String part : text.split(";")) {
            if (!part.isBlank()) {
                Entry entry = entry(part.strip());
                varies |= entry.pieces().stream().anyMatch(p -> !(p instanceof Fixed));
                entries.add(entry);
            }
        }
        if (!varies) {
            throw unreadable(text, "nothing in it varies");
        }
        return new TuneSpace(List.copyOf(entries));
    }

    private static Entry entry(String text) throws WorkflowException {
        List<Piece> pieces = new ArrayList<>();
        Matcher braces = BRACES.matcher(text);
        int at = 0;
        while (braces.find()) {
            fixed(text.substring(at, braces.start()), text).ifPresent(pieces::add);
            pieces.add(piece(braces.group(1), text));
            at = braces.end();
        }
        fixed(text.substring(at), text).ifPresent(pieces::add);
        return new Entry(List.copyOf(pieces));
    }

    private static Optional<Piece> fixed(String text, String entry) throws WorkflowException {
        if (text.contains("{") || text.contains("}")) {
            throw unreadable(entry, "a brace has no partner");
        }
        return text.isBlank() ? Optional.empty() : Optional.of(new Fixed(text.strip()));
    }

    private static Piece piece(String text, String entry) throws WorkflowException {
        Matcher range = RANGE.matcher(text);
        if (!range.matches()) {
            List<String> values = new ArrayList<>();
            for (String value : text.split("\\|", -1)) {
                if (value.isBlank()) {
                    throw unreadable(entry, "a value in {" + text + "} is empty");
                }
                values.add(value.strip());
            }
            return new Choice(List.copyOf(values));
        }
        try {
            double low = Double.parseDouble(range.group(1));
            double high = Double.parseDouble(range.group(2));
            if (Double.isInfinite(low) || Double.isInfinite(high)) {
                throw unreadable(entry, "{" + text + "} has a limit that is too large");
            }
            if (low < high) {
                return new Range(low, high, (range.group(1) + range.group(2)).matches("[0-9]+"));
            }
        } catch (NumberFormatException e) {
            throw unreadable(entry, "{" + text + "} is not a range of numbers", e);
        }
        throw unreadable(entry, "{" + text + "} does not rise");
    }

    private static WorkflowException unreadable(String text, String why) {
        return unreadable(text, why, null);
    }

    private static WorkflowException unreadable(String text, String why, Throwable cause) {
        return new WorkflowException(
                "bnn.tune cannot be read at \"" + text + "\": " + why
                        + "; write entries of a train section with values in braces, such as rate {0.001..0.03} cosine;"
                        + " batch {50|100}.",
                cause);
    }

    /** {@code count} different draws, or fewer if the space has no more; the same seed gives the same draws. */
    public List<List<String>> draw(int count, long seed) {
        Random random = new Random(seed);
        Set<List<String>> drawn = new LinkedHashSet<>();
        for (int misses = 0; drawn.size() < count && misses < DRAWS; ) {
            misses = drawn.add(draw(random)) ? 0 : misses + 1;
        }
        return List.copyOf(drawn);
    }

    private List<String> draw(Random random) {
        List<String> texts = new ArrayList<>();
        for (Entry entry : entries) {
            StringBuilder text = new StringBuilder();
            for (Piece piece : entry.pieces()) {
                text.append(text.isEmpty() ? "" : " ").append(piece.draw(random));
            }
            texts.add(text.toString());
        }
        return List.copyOf(texts);
    }
}
