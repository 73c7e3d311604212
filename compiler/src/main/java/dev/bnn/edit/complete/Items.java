// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.complete;

import dev.bnn.check.vocabulary.Term;
import dev.bnn.edit.Range;
import dev.bnn.edit.TextEdit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Collects the proposals for a place; of several with the same label, the first. */
final class Items {
    private static final Pattern CAPITALS = Pattern.compile("\\b[A-Z][A-Z0-9]*\\b");

    private final Range range;
    private final String typed;
    private final List<Item> items = new ArrayList<>();
    private final Set<String> labels = new HashSet<>();

    /**
     * @param range range of the word that is being typed
     * @param typed part of this word before the caret
     */
    Items(Range range, String typed) {
        this.range = range;
        this.typed = typed;
    }

    /**
     * The proposals that begin with the typed text, or if there are none, those that contain it; all proposals if nothing is typed.
     * A typed number has only proposals that begin with it.
     */
    List<Item> matching() {
        String wanted = typed.toLowerCase(Locale.ROOT);
        List<Item> beginning = items.stream()
                .filter(i -> i.label().toLowerCase(Locale.ROOT).startsWith(wanted))
                .toList();
        return !beginning.isEmpty() || wanted.matches("[0-9].*")
                ? beginning
                : items.stream()
                        .filter(i -> i.label().toLowerCase(Locale.ROOT).contains(wanted))
                        .toList();
    }

    void add(Item.Kind kind, String label, String detail, String documentation, String text, String snippet) {
        if (labels.add(label)) {
            items.add(new Item(kind, label, detail, documentation, new TextEdit(range, text), snippet));
        }
    }

    void add(Item.Kind kind, String label, String detail, String documentation) {
        add(kind, label, detail, documentation, label, label);
    }

    /** Adds a word of the language, with placeholders for what follows it. */
    void term(Item.Kind kind, Term term) {
        String fixed = fixed(term);
        String detail = detail(term);
        add(kind, fixed, detail.equals(fixed) ? "" : detail, doc(term), fixed, snippet(term));
    }

    void terms(Item.Kind kind, Collection<Term> terms) {
        terms.forEach(t -> term(kind, t));
    }

    /** Adds the words of a list, with nothing after them. */
    void words(Item.Kind kind, Collection<Term> terms) {
        terms.forEach(t -> add(kind, t.word(), t.usage().equals(t.word()) ? "" : t.usage(), doc(t)));
    }

    /** Adds the default value, if it is a number. */
    void standard(Term term) {
        if (term.standard().matches("[0-9].*")) {
            String number = term.standard().split("[; ]")[0];
            add(Item.Kind.VALUE, number, "default", term.doc());
        }
    }

    /** Adds numbers that make sense after a word. */
    void numbers(String detail, Collection<?> values) {
        values.forEach(v -> add(Item.Kind.VALUE, v.toString(), detail, ""));
    }

    /** The meaning of a term, without references to places of a page. */
    private static String doc(Term term) {
        return term.doc().replaceFirst(": see [A-Z]\\w+$", "");
    }

    /** The words of a usage before the first placeholder. */
    private static String fixed(Term term) {
        List<String> fixed = new ArrayList<>();
        for (String word : term.usage().split(" ")) {
            if (stands(word)) {
                break;
            }
            fixed.add(word);
        }
        return String.join(" ", fixed);
    }

    /** Whether a word of a usage is a placeholder: it is in capitals, or a brace or dots. */
    private static boolean stands(String word) {
        return !word.isEmpty() && !Character.isLowerCase(word.charAt(0));
    }

    private static String detail(Term term) {
        String values = term.values();
        String standard = switch (term.standard()) {
            case "" -> "";
            case "needed" -> "needed";
            default -> "default " + term.standard();
        };
        String after =
                List.of(values, standard).stream().filter(s -> !s.isEmpty()).collect(Collectors.joining("; "));
        String usage = term.usage().equals(term.word()) ? "" : term.usage();
        return usage.isEmpty() || after.isEmpty() ? usage + after : usage + ": " + after;
    }

    /** The usage with a placeholder for each word in capitals, and for what stands between braces. */
    private static String snippet(Term term) {
        int[] place = {0};
        boolean one = CAPITALS.matcher(term.usage()).results().count() == 1;
        String filled = CAPITALS.matcher(term.usage())
                .replaceAll(m -> Matcher.quoteReplacement(
                        "${" + ++place[0] + ":" + (one ? example(term, m.group()) : m.group()) + "}"));
        return filled.replace("{ ... } {", "{\n  $1\n} {")
                .replace("{ ... }", "{\n  $0\n}")
                .replace(", ...", "");
    }

    /** The default of the word, or else the first of its choices. */
    private static String example(Term term, String otherwise) {
        String standard = term.standard().split("[; ]")[0];
        boolean choice = term.choices().stream().anyMatch(c -> c.word().equals(standard));
        if (choice || standard.matches("[0-9].*")) {
            return standard;
        }
        return term.choices().isEmpty() ? otherwise : term.choices().get(0).word();
    }
}
