// SPDX-License-Identifier: Apache-2.0
package dev.bnn.source;

import java.util.ArrayList;
import java.util.List;

/**
 * What to do about a finding: in words, and as changes of the text where these are definite.
 *
 * @param hint the advice in words; empty if there is nothing to add to the message
 * @param fixes changes of the text, the likeliest first
 * @param related other places that the finding is about
 */
public record Advice(String hint, List<Fix> fixes, List<Related> related) {
    public Advice {
        fixes = List.copyOf(fixes);
        related = List.copyOf(related);
    }

    public Advice(String hint, List<Fix> fixes) {
        this(hint, fixes, List.of());
    }

    /** Advice in words only. */
    public static Advice of(String hint) {
        return new Advice(hint, List.of());
    }

    /** This advice with one more fix. */
    public Advice with(Fix fix) {
        List<Fix> all = new ArrayList<>(fixes);
        all.add(fix);
        return new Advice(hint, all, related);
    }

    /** This advice with one more place. */
    public Advice relating(Span span, String text) {
        List<Related> all = new ArrayList<>(related);
        all.add(new Related(span, text));
        return new Advice(hint, fixes, all);
    }

    /** This advice with a fix that replaces a span by another text. */
    public Advice replacing(Span span, String text) {
        return with(Fix.replace(span, text));
    }

    /** This advice with a fix that removes a span. */
    public Advice removing(Span span, String what) {
        return with(Fix.remove(span, what));
    }

    /** This advice with a fix that inserts a text before a span. */
    public Advice insertingBefore(Span span, String text) {
        return with(Fix.insert(span.file(), span.start(), text));
    }

    /** This advice with a fix that inserts a text after a span. */
    public Advice insertingAfter(Span span, String text) {
        return with(Fix.insert(span.file(), span.end(), text));
    }
}
