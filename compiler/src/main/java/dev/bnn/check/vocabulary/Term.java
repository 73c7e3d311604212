// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.vocabulary;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A word of the language.
 *
 * @param usage how it is written: the word, with capitals for what follows it
 * @param range the numbers that it accepts; empty if it accepts none, or an expression
 * @param choices the words that it accepts; none if it accepts arbitrary ones
 * @param standard the default where it is left out; empty if there is none
 * @param doc what it means, in one line
 */
public record Term(String usage, Optional<Range> range, List<Term> choices, String standard, String doc) {
    public Term {
        choices = List.copyOf(choices);
    }

    /** A word that accepts no number and no word of a list. */
    static Term of(String usage, String standard, String doc) {
        return new Term(usage, Optional.empty(), List.of(), standard, doc);
    }

    /** A word that a number follows. */
    static Term of(String usage, Range range, String standard, String doc) {
        return new Term(usage, Optional.of(range), List.of(), standard, doc);
    }

    /** A word that one of others follows. */
    static Term of(String usage, List<Term> choices, String standard, String doc) {
        return new Term(usage, Optional.empty(), choices, standard, doc);
    }

    /** The word alone. */
    public String word() {
        int end = usage.indexOf(' ');
        return end < 0 ? usage : usage.substring(0, end);
    }

    /** The numbers or words that it accepts, for people; empty if it accepts any, or none. */
    public String values() {
        return range.map(Range::text)
                .orElseGet(() -> choices.stream().map(c -> "`" + c.word() + "`").collect(Collectors.joining(", ")));
    }
}
