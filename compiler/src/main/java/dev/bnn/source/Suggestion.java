// SPDX-License-Identifier: Apache-2.0
package dev.bnn.source;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the name that a misspelled one was meant to be. */
public final class Suggestion {
    /** Longer words get no suggestion, since comparing them takes long. */
    private static final int LONGEST = 100;

    /** From this many letters on, the beginning of a name counts as the name. */
    private static final int SHORTENED = 3;

    /**
     * Largest number of pairs of letters to compare for one word, so that even many long names take milliseconds: 10,000 names of
     * 10 letters.
     */
    private static final long MOST_PAIRS = 1_000_000;

    /** Largest number of names that a hint lists. */
    private static final int LISTED = 24;

    /** Largest number of names among which a person chooses at a glance. */
    private static final int OFFERED = 6;

    private Suggestion() {}

    /** The candidate nearest to the word, if it is near enough to be a slip. */
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        String lower = word.toLowerCase(Locale.ROOT);
        int best = Math.max(1, word.length() / 3) + 1;
        String nearest = null;
        long pairs = 0;
        for (String candidate : candidates) {
            if (candidate.length() > LONGEST) {
                continue;
            }
            int distance = best;
            if (word.length() >= SHORTENED && candidate.startsWith(word)) {
                distance = 1;
            } else if (Math.abs(candidate.length() - word.length()) < best && pairs < MOST_PAIRS) {
                pairs += (long) word.length() * candidate.length();
                distance = distance(lower, candidate.toLowerCase(Locale.ROOT));
            }
            if (distance < best) {
                best = distance;
                nearest = candidate;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** A hint with the likely name, or else with all names, or the first of many. */
    public static String hint(String word, String what, Collection<String> candidates) {
        return nearest(word, candidates)
                .map(n -> "did you mean `" + n + "`?")
                .orElseGet(() -> candidates.isEmpty() ? "there are no " + what : what + ": " + list(candidates));
    }

    /** The hint for a word of the text, and the fixes: to the likely name, or else to each of a few. */
    public static Advice advice(String word, Span span, String what, Collection<String> candidates) {
        Optional<String> nearest = nearest(word, candidates);
        List<String> offered = nearest.isEmpty() && candidates.size() <= OFFERED
                ? List.copyOf(candidates)
                : nearest.stream().toList();
        return new Advice(
                hint(word, what, candidates),
                offered.stream().map(n -> Fix.replace(span, n)).toList());
    }

    /** The likely name, as {@link #advice} gives it, or another hint if there is none. */
    public static Advice nearestOr(String word, Span span, Collection<String> candidates, String otherwise) {
        return nearest(word, candidates)
                .map(n -> Advice.of("did you mean `" + n + "`?").replacing(span, n))
                .orElseGet(() -> Advice.of(otherwise));
    }

    /** The names with commas between them; of many names the first ones and the number of the others. */
    public static String list(Collection<String> names) {
        String first = names.stream().limit(LISTED).collect(Collectors.joining(", "));
        return names.size() <= LISTED
                ? first
                : first + String.format(Locale.ROOT, " and %,d more", names.size() - LISTED);
    }

    /** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbors. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(d[i - 1][j - 1] + change, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
