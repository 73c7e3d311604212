// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.train;

import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Suggestion;
import dev.bnn.syntax.Word;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Finds the value that a word of a train section names. */
record WordChooser(Diagnostics diagnostics) {
    /** The values by their words, in the order of the words. */
    @SafeVarargs
    static <T> Map<String, T> byWord(Function<T, String> word, T... values) {
        Map<String, T> byWord = new TreeMap<>();
        for (T value : values) {
            byWord.put(word.apply(value), value);
        }
        return byWord;
    }

    /**
     * The value that the word names. If it names none, this reports an error and returns the standard value.
     *
     * @param message the error
     * @param plural name for all values in the hint
     */
    <T> T of(Word word, Map<String, T> known, T standard, String message, String plural) {
        return of(word, known, standard, message, plural, known.keySet());
    }

    /** @param words the words that the hint lists, which may be more than the known ones */
    <T> T of(Word word, Map<String, T> known, T standard, String message, String plural, Collection<String> words) {
        if (!known.containsKey(word.text())) {
            diagnostics.error(
                    Code.ALGORITHM, word.span(), message, Suggestion.advice(word.text(), word.span(), plural, words));
        }
        return known.getOrDefault(word.text(), standard);
    }
}
