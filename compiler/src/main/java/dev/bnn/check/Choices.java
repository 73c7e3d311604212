// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Suggestion;
import dev.bnn.syntax.Word;
import java.util.Map;

/** Words of a train section that name one of few things. */
record Choices(Diagnostics diagnostics) {
    /**
     * What the word names; an error, and the standard, where it names nothing.
     *
     * @param message the error
     * @param plural what the hint calls them all
     */
    <T> T of(Word word, Map<String, T> known, T standard, String message, String plural) {
        if (!known.containsKey(word.text())) {
            diagnostics.error(
                    Code.ALGORITHM, word.span(), message, Suggestion.hint(word.text(), plural, known.keySet()));
        }
        return known.getOrDefault(word.text(), standard);
    }
}
